import Eligibility
import FundingCalls
import SourceText

/// An assessment with the derivation of every outcome, and where its facts stand.
public struct ExplainedAssessment: Sendable {
  /// A requirement with what came of it and why.
  public struct Item: Sendable {
    /// What came of it.
    public var result: RequirementResult
    /// Why.
    public var derivation: Derivation
  }

  /// The assessment.
  public var assessment: Assessment
  /// The requirements that are explained, in the call's order.
  public var items: [Item]
  /// The name of the consortium file.
  public var file: String
  /// The line of the consortium file on which the fact of a path stands.
  let line: @Sendable (String) -> Int?

  /// The explained assessment of a consortium of a file; `requirement` chooses one of the
  /// requirements by its id, `line` tells where a fact stands.
  public init(
    _ explained: (assessment: Assessment, derivations: [Derivation]), requirement: String?,
    file: String, line: @escaping @Sendable (String) -> Int?
  ) {
    assessment = explained.assessment
    items = zip(explained.assessment.results, explained.derivations)
      .map { Item(result: $0, derivation: $1) }
      .filter { requirement == nil || $0.result.requirement.id == requirement }
    self.file = file
    self.line = line
  }

  /// The place of a fact: `textile.json:12`.
  func place(of path: String) -> String? {
    line(path).map { "\(PlainText.shown(file, limit: 200)):\($0)" }
  }
}

extension Origin {
  /// Where it begins: `Calls/euroclusters/call.xml:103:7`.
  var shown: String {
    let place = file.place(at: range.lowerBound)
    return "\(PlainText.shown(file.name, limit: 200)):\(place.line):\(place.column)"
  }

  /// The text on one line.
  var words: String {
    file.text(in: range).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension Derivation {
  /// The rule's own text; `nil` for a step that is about no single rule.
  var ruleText: String? {
    guard kind != "requirement", kind != "strand" else { return nil }
    return rule?.words
  }
}
