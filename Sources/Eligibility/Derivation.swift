import Consortia
import FundingCalls
import FundingTerms
import RuleLanguage

/// One step of the derivation of an outcome: what was found, by which words of the call, over which
/// facts of the consortium, and the steps on which it rests.
///
/// It is the recorded trace of the evaluation in words; nothing is evaluated anew for it.
public struct Derivation: Sendable {
  /// A fact of the consortium file that was looked at.
  public struct Fact: Sendable {
    /// The path in the consortium file.
    public var path: String
    /// What people call the record; `nil` for a fact of the proposal.
    public var owner: String?
    /// The name by which rules call the fact.
    public var name: String
    /// The value in words; `nil` where it is not known.
    public var value: String?
  }

  /// What sort of step it is: `requirement`, `strand`, `applies`, `reading`, a construct of the rule
  /// language, or `record`.
  public var kind: String
  /// What the step comes to.
  public var outcome: Outcome
  /// The step in words that can be read aloud.
  public var text: String
  /// The part of the call that the step is about.
  public var rule: Origin?
  /// The facts that were looked at.
  public var facts: [Fact] = []
  /// The paths of the missing facts that could change the outcome of the requirement.
  public var missing: [String] = []
  /// The steps on which it rests.
  public var parts: [Derivation] = []
}

extension Outcome {
  /// The outcome of a rule.
  init(_ truth: Truth) {
    switch truth {
    case .yes: self = .met
    case .no: self = .notMet
    case .unknown: self = .cannotTell
    }
  }
}

extension RequirementJudge {
  /// The derivation of an outcome that this judge gave.
  func derivation(of result: RequirementResult) -> Derivation {
    var root = Derivation(
      kind: "requirement", outcome: result.outcome, text: result.requirement.meaning,
      rule: result.requirement.origin, missing: result.missing)
    if let applies = result.applies, let rule = result.requirement.applies {
      root.parts.append(
        Derivation(
          kind: "applies", outcome: Outcome(applies.outcome),
          text: Self.sentence(applies: applies.outcome), rule: rule.origin,
          parts: [derivation(of: applies, rule, result)]))
    }
    for reading in result.readings {
      let rule = reading.reading.rule
      let inner = derivation(of: reading.finding, rule, result)
      guard result.readings.count > 1 else {
        root.parts.append(inner)
        continue
      }
      root.parts.append(
        Derivation(
          kind: "reading", outcome: Outcome(reading.outcome),
          text: [reading.reading.id ?? "reading", reading.reading.meaning].compactMap(\.self)
            .joined(separator: ": "), rule: rule.origin, parts: [inner]))
    }
    if root.parts.isEmpty { root.text += " Not stated: \(result.evidence)" }
    if let note = Self.note(on: result) { root.text += " \(note)" }
    return root
  }

  private static func sentence(applies truth: Truth) -> String {
    switch truth {
    case .yes: "it applies"
    case .no: "it does not apply"
    case .unknown: "whether it applies cannot be told"
    }
  }

  /// What the steps alone would not show.
  private static func note(on result: RequirementResult) -> String? {
    let isOpen = result.readings.contains { $0.outcome == .unknown }
    switch result.outcome {
    case .met where isOpen: return "It is met however the missing facts turn out."
    case .notMet where isOpen: return "It is not met however the missing facts turn out."
    default: return nil
    }
  }

  private func derivation(of finding: Finding, _ rule: RuleText, _ result: RequirementResult)
    -> Derivation
  {
    let all = Evidence(vocabulary: proposal.namedVocabulary, limit: 200) { [paths] table, record in
      paths.name(table: table, record: record)
    }
    return derivation(
      of: all.explanation(of: finding, in: facts), rule, mattering: Set(result.missing))
  }

  private func derivation(
    of step: Explanation, _ rule: RuleText, mattering: Set<String>
  ) -> Derivation {
    Derivation(
      kind: step.kind, outcome: Outcome(step.outcome), text: step.text,
      rule: Origin(file: rule.file, range: step.range), facts: step.facts.map(paths.fact),
      missing: paths.paths(of: step.missing).filter(mattering.contains),
      parts: step.parts.map { derivation(of: $0, rule, mattering: mattering) })
  }
}

extension FactPaths {
  /// A fact that was looked at, by its path and its owner.
  fileprivate func fact(_ looked: Explanation.LookedAt) -> Derivation.Fact {
    let path = paths(of: [looked.reference]).last ?? ""
    guard case .cell(let table, let record, let column) = looked.reference else {
      return Derivation.Fact(path: path, owner: nil, name: looked.name, value: looked.value)
    }
    var value = looked.value
    typealias Table = ProposalVocabulary.Table
    if table == Table.participants.rawValue {
      switch ProposalVocabulary.ParticipantColumn(rawValue: column) {
      // The words of groups are the applicants' own.
      case .group: value = consortium.participants[record].group
      default: break
      }
    }
    return Derivation.Fact(
      path: path, owner: name(table: table, record: record), name: looked.name, value: value)
  }
}
