import Eligibility
import FundingCalls
import SourceText

/// The whole derivation of a verdict as a tree: verdict, requirements, readings, conditions, facts.
public struct DerivationText: Sendable {
  private let style: Style
  private let report: AssessmentText
  /// The most lines of facts below one condition.
  private let limit = 200

  /// A report in a style.
  public init(style: Style) {
    self.style = style
    report = AssessmentText(style: style)
  }

  /// The report, ending in a newline.
  public func text(for explained: ExplainedAssessment, of consortium: String) -> String {
    let order: [Outcome] = [.notMet, .cannotTell, .met, .notApplicable]
    let sorted = [true, false].flatMap { isBlocking in
      order.flatMap { outcome in
        explained.items.filter {
          ($0.result.requirement.severity == .blocking) == isBlocking
            && $0.result.outcome == outcome
        }
      }
    }
    let nodes = sorted.map { node($0, explained) }
    return ([report.head(explained.assessment, consortium)] + TreeText(style: style).lines(nodes))
      .joined(separator: "\n") + "\n"
  }

  private func node(_ item: ExplainedAssessment.Item, _ explained: ExplainedAssessment)
    -> TreeText.Node
  {
    let requirement = item.result.requirement
    var result = node(item.derivation, explained, isRoot: false)
    let title = "\(requirement.title) (\(requirement.id)\(report.severity(requirement)))"
    result.text = "\(title): \(report.shown(item.derivation.text))"
    result.notes = requirement.sources.map { report.source($0) }
    if let because = report.because(item.result, limit: .max) {
      result.notes.insert(because, at: 0)
    }
    return result
  }

  private func node(_ step: Derivation, _ explained: ExplainedAssessment, isRoot: Bool)
    -> TreeText.Node
  {
    let isHolder = ["requirement", "strand", "applies", "reading"].contains(step.kind)
    var result = TreeText.Node(mark: mark(step), text: report.shown(step.text))
    let rule = step.rule.map { rule in
      let words = step.parts.isEmpty || isRoot ? step.ruleText : nil
      return words.map { "rule: \($0) (\(rule.shown))" } ?? "rule: \(rule.shown)"
    }
    if !isHolder, step.kind != "record", let rule { result.notes.append(report.shown(rule)) }
    if step.parts.isEmpty, !step.missing.isEmpty {
      result.notes.append("would tell: " + MissingText.text(step.missing, limit: .max))
    }
    result.children =
      facts(step.facts, explained)
      + step.parts.map { node($0, explained, isRoot: isHolder) }
    return result
  }

  /// A condition that does not apply is no fault, so it has another mark.
  private func mark(_ step: Derivation) -> String {
    style.mark(
      step.kind == "applies" && step.outcome == .notMet
        ? Outcome.notApplicable.rawValue : step.outcome.rawValue)
  }

  /// The facts, those of one record on one line, with their lines of the file.
  private func facts(_ facts: [Derivation.Fact], _ explained: ExplainedAssessment)
    -> [TreeText.Node]
  {
    var groups: [(owner: String?, facts: [Derivation.Fact])] = []
    for fact in facts {
      if let last = groups.last, last.owner == fact.owner {
        groups[groups.count - 1].facts.append(fact)
      } else {
        groups.append((fact.owner, [fact]))
      }
    }
    var nodes = groups.prefix(limit).map { group in
      var seen = Set<String>()
      let values = group.facts.map { fact in
        fact.value.map { "\(fact.name) \($0)" } ?? "\(fact.name) not stated"
      }.filter { seen.insert($0).inserted }
      let lines = Set(group.facts.compactMap { explained.line($0.path) }).sorted()
      let place =
        lines.isEmpty
        ? ""
        : " (\(PlainText.shown(explained.file, limit: 200)):"
          + lines.map { "\($0)" }.joined(separator: ",") + ")"
      let text = "\(group.owner ?? "the proposal"): \(values.joined(separator: ", "))\(place)"
      return TreeText.Node(text: report.shown(text), isFaint: true)
    }
    if groups.count > limit {
      nodes.append(TreeText.Node(text: "and \(groups.count - limit) more", isFaint: true))
    }
    return nodes
  }
}
