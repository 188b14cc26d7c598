import FundingCalls
import FundingTerms
import RuleLanguage
import SourceText

/// Takes the comparisons of money out of what was found about a requirement.
struct LimitFigures {
  private let paths: FactPaths
  private let evidence: Evidence

  /// Figures of what a judge found.
  init(_ judge: RequirementJudge) {
    paths = judge.paths
    evidence = judge.evidence
  }

  /// How many records of one condition are shown: those that fail come first, then some of which it
  /// cannot be told.
  private static let mostRecords = (failing: 12, open: 3)

  func figures(of result: RequirementResult) -> [BudgetLimit.Figure] {
    guard result.outcome != .notApplicable else { return [] }
    let named = result.readings.count > 1
    return result.readings.flatMap { reading in
      figures(in: reading.finding, reading).map { figure in
        var figure = figure
        figure.reading = named ? reading.reading.id : nil
        return figure
      }
    }
  }

  private func figures(in finding: Finding, _ reading: ReadingResult) -> [BudgetLimit.Figure] {
    let words = reading.reading.rule.file.text(in: finding.range)
    let rule = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    switch finding.measure {
    case .compare(let comparison):
      return figure(comparison, finding.outcome, rule, nil).map { [$0] } ?? []
    case .every(let failing, let doubtful, let passing, let detail),
      .some(let passing, let doubtful, let failing, let detail):
      let most = Self.mostRecords
      let records =
        failing.prefix(most.failing).map { ($0, Truth.no) }
        + doubtful.prefix(most.open).map { ($0, Truth.unknown) }
      let found = records.flatMap { record, outcome in
        comparisons(in: detail, record).compactMap {
          figure($0, outcome, rule, paths.name(table: finding.table ?? 0, record: record))
        }
      }
      guard found.isEmpty else { return found }
      // Nobody fails: the one who comes nearest to the limit speaks for all.
      let kept = passing.flatMap { record in
        comparisons(in: detail, record).compactMap {
          figure($0, .yes, rule, paths.name(table: finding.table ?? 0, record: record))
        }
      }
      return kept.min { ($0.margin ?? .max) < ($1.margin ?? .max) }.map { [$0] } ?? []
    case .totals(let failing, let doubtful, let passing):
      let most = Self.mostRecords
      let found =
        failing.prefix(most.failing).map { ($0, Truth.no) }
        + doubtful.prefix(most.open).map { ($0, Truth.unknown) }
      // Where every group keeps to the limit, the one that comes nearest to it speaks for all.
      let shown = found.isEmpty ? passing.prefix(1).map { ($0, Truth.yes) } : found
      return shown.compactMap { total, outcome in
        figure(total.comparison, outcome, rule, evidence.name(of: total, finding.table))
      }
    default: return finding.parts.flatMap { figures(in: $0, reading) }
    }
  }

  private func figure(
    _ comparison: Finding.Comparison, _ outcome: Truth, _ rule: String, _ subject: String?
  ) -> BudgetLimit.Figure? {
    guard comparison.type == .money else { return nil }
    let direction: BudgetLimit.Direction =
      switch comparison.relation {
      case .atLeast, .moreThan: .least
      case .atMost, .lessThan: .most
      case .exactly: .exactly
      }
    return BudgetLimit.Figure(
      subject: subject, rule: rule, value: MoneySpan(comparison.left), direction: direction,
      limit: MoneySpan(comparison.right),
      share: comparison.share.map { ($0.millionths, MoneySpan($0.base)) }, outcome: outcome)
  }

  private func comparisons(in finding: FilterFinding, _ record: Int) -> [Finding.Comparison] {
    switch finding {
    case .group(let list, _): return list.flatMap { comparisons(in: $0, record) }
    case .not(let inner): return comparisons(in: inner, record)
    case .when(_, let then, let otherwise, let holding, let perhaps):
      let first = perhaps.contains(record) ? comparisons(in: then, record) : []
      let second =
        holding.contains(record) ? [] : otherwise.map { comparisons(in: $0, record) } ?? []
      return first + second
    case .compare(let list): return list[record].map { [$0] } ?? []
    case .project(let inner):
      if case .compare(let comparison) = inner.measure { return [comparison] }
      return []
    case .label, .same, .list, .owner: return []
    }
  }
}
