import Consortia
import FundingCalls
import FundingTerms
import RuleLanguage

/// A cost line with the rates that it may have.
struct BudgetLine {
  var participant: Int
  var category: CostCategory?
  /// What it is known to cost; `nil` where that is open.
  var cost: Int128?
  /// Whether it counts for certain.
  var isCertain: Bool
  /// The rates by their index in all readings.
  var rates: [Int] = []
  /// The rates in millionths.
  var rate: RateSpan?
  /// Which caps on lines are for it.
  var caps: [Truth] = []
  /// Whether indirect costs are a flat rate of it.
  var isBase = Truth.no
}

extension BudgetMaker {
  /// The cost lines, and what an absent list of them may hold, each with its rates.
  static func lines(
    of consortium: Consortium, _ judge: RequirementJudge, _ rules: CallRules
  ) -> [BudgetLine] {
    let facts = judge.facts
    let table = facts.tables[ProposalVocabulary.Table.lines.rawValue]
    var lines: [BudgetLine] = (0..<table.count).map { record in
      let origin = judge.lines[record]
      let line = origin.line.flatMap { consortium.participants[origin.participant].costs?[$0] }
      return BudgetLine(
        participant: origin.participant, category: line?.category ?? origin.category,
        cost: line?.amount.map { Int128($0.cents) }, isCertain: table.certain.contains(record))
    }
    var first = 0
    for reading in rules.rates {
      let truths = reading.entries.map { $0.condition?.truths(for: facts) }
      for record in lines.indices {
        for (index, entry) in reading.entries.enumerated() {
          let truth = truths[index]?[record] ?? .yes
          guard truth != .no else { continue }
          lines[record].rates.append(first + index)
          let own = RateSpan(entry.millionths, entry.millionths)
          lines[record].rate = lines[record].rate?.or(own) ?? own
          if truth == .yes { break }
        }
      }
      first += reading.entries.count
    }
    for cap in rules.caps {
      let truths = cap.condition?.truths(for: facts)
      for record in lines.indices { lines[record].caps.append(truths?[record] ?? .yes) }
    }
    if let indirect = rules.indirect {
      let truths = indirect.base?.truths(for: facts)
      for record in lines.indices {
        let isDirect: Truth =
          lines[record].category.map { $0 == .indirect ? .no : .yes } ?? .unknown
        lines[record].isBase = (truths?[record] ?? .yes) && isDirect
      }
    }
    return lines
  }
}
