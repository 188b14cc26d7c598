import Eligibility
import FundingCalls
import FundingTerms
import JSONReading

/// The answer of `budget` for scripts: keys and their order are fixed by the program's contract.
public enum BudgetJSON {
  /// Writes the budget of one consortium as one object.
  public static func write(
    _ budget: ProposalBudget, consortium: String?, to writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.member("consortium", string: consortium)
      writer.member("call", string: budget.call.id)
      writer.member("strand", string: budget.strand)
      writer.member("totalCost", cents: budget.totalCost.cents)
      writer.member("requestedGrant", cents: budget.requestedGrant.cents)
      writer.member("maximumGrant", cents: budget.maximumGrant?.cents)
      writer.fraction("effectiveRate", millionths: budget.effectiveRate)
      writer.key("participants")
      writer.array { writer in
        for partner in budget.partners { write(partner, to: &writer) }
      }
      writer.key("categories")
      writer.array { writer in
        for cell in budget.categories { write(cell, to: &writer) }
      }
      writer.key("requirements")
      writer.array { writer in
        for limit in budget.limits {
          AssessmentJSON.write(limit.result, to: &writer) { writer in
            writer.key("figures")
            writer.array { writer in
              for figure in limit.figures { write(figure, to: &writer) }
            }
          }
        }
      }
      writer.key("findings")
      writer.array { writer in
        for finding in budget.findings {
          writer.object { writer in
            writer.member("kind", string: finding.kind)
            writer.member("text", string: finding.text)
            writer.member("difference", cents: Int64(clamping: finding.difference))
          }
        }
      }
      writer.key("missing")
      writer.array { writer in
        for gap in budget.gaps { write(gap, to: &writer) }
      }
    }
  }

  private static func write(_ partner: ProposalBudget.Partner, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", string: partner.id)
      writer.member("totalCost", cents: partner.totalCost.cents)
      writer.member("requestedGrant", cents: partner.requestedGrant.map { Int64(clamping: $0) })
      writer.member("maximumGrant", cents: partner.maximumGrant?.cents)
    }
  }

  private static func write(_ cell: ProposalBudget.Cell, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("category", string: cell.category.rawValue)
      writer.member("cost", cents: cell.cost.cents)
      writer.fraction("rate", millionths: cell.rate?.value)
      writer.member("maximumGrant", cents: cell.maximumGrant?.cents)
    }
  }

  private static func write(_ figure: BudgetLimit.Figure, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("reading", string: figure.reading)
      writer.member("subject", string: figure.subject)
      writer.member("rule", string: figure.rule)
      writer.member("figure", cents: figure.value.cents)
      writer.member("limit", cents: figure.limit.cents)
      writer.member("base", cents: figure.share?.base.cents)
      writer.fraction("share", millionths: figure.part)
      writer.fraction("limitShare", millionths: figure.share?.millionths)
      writer.member("margin", cents: figure.margin.map { Int64(clamping: $0) })
      writer.member(
        "outcome",
        string: figure.outcome == .yes ? "met" : figure.outcome == .no ? "not-met" : "cannot-tell")
    }
  }

  private static func write(_ gap: ProposalBudget.Gap, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("path", string: gap.path)
      writer.member("because", string: gap.because.rawValue)
      writer.key("figures")
      writer.array { writer in
        for figure in gap.figures { writer.string(figure) }
      }
    }
  }
}

extension MoneySpan {
  /// The amount in cents, where it is known.
  var cents: Int64? { value.map { Int64(clamping: $0) } }
}

extension JSONWriter {
  /// Writes a part of a whole as a fraction without idle zeros: `0.975`; `null` for `nil`.
  mutating func fraction(_ key: String, millionths: Int64?) {
    self.key(key)
    guard var value = millionths else { return null() }
    var digits = 6
    while digits > 0, value % 10 == 0 {
      value /= 10
      digits -= 1
    }
    decimal(value, fractionDigits: digits)
  }
}
