import FundingCalls
import FundingTerms
import RuleLanguage

/// Gives one requirement its outcome.
///
/// The rules are evaluated once over everything that is known. Where that leaves the outcome open,
/// the missing facts are tried out: the outcome may hold however they turn out, and else only those
/// that matter are named.
struct RequirementJudge {
  /// How often the rules of one part of a requirement are evaluated to try out what is missing; past
  /// that the first answer stands, which is sound but may be too careful.
  static let budget = 400
  /// How many records may be looked at for one requirement in doing so.
  static let work = 20_000

  let proposal: ProposalFacts
  let facts: Facts
  let lines: [LineOrigin]
  let paths: FactPaths
  let evidence: Evidence

  func result(_ typed: CallRules.TypedRequirement) -> RequirementResult {
    let requirement = typed.requirement
    if case .notStated(let what) = requirement.body {
      return RequirementResult(
        requirement: requirement, outcome: .cannotTell, because: .notStated, evidence: what)
    }
    guard !typed.readings.isEmpty else {
      return RequirementResult(
        requirement: requirement, outcome: .cannotTell, because: .notStated,
        evidence: "no reading of this condition was in force on the day")
    }
    let readings = typed.readings.map { typed in
      let finding = typed.rule.finding(for: facts)
      return ReadingResult(
        reading: typed.reading, outcome: finding.outcome, finding: finding,
        evidence: evidence.text(for: finding))
    }
    var result = agreed(requirement, readings)
    if let applies = typed.applies { apply(applies, to: &result) }
    if result.outcome == .cannotTell { tryOut(typed, &result) }
    return result
  }

  /// The outcome that ``result(_:)`` gives, without its evidence and without what is missing.
  func outcome(_ typed: CallRules.TypedRequirement) -> Outcome {
    if case .notStated = typed.requirement.body { return .cannotTell }
    guard !typed.readings.isEmpty else { return .cannotTell }
    let truths = typed.readings.map { $0.rule.outcome(for: facts) }
    let isMet = truths.allSatisfy { $0 == .yes }
    switch typed.applies?.outcome(for: facts) ?? .yes {
    case .no: return .notApplicable
    case .yes where isMet, .unknown where isMet: return .met
    case .yes where truths.allSatisfy { $0 == .no }: return .notMet
    default: return triedOut(typed).flatMap { settled($0) } ?? .cannotTell
    }
  }

  /// Met if every reading is met, not met if none is, and otherwise not to be told.
  private func agreed(_ requirement: Requirement, _ readings: [ReadingResult])
    -> RequirementResult
  {
    var result = RequirementResult(
      requirement: requirement, outcome: .cannotTell, evidence: text(readings),
      readings: readings)
    let outcomes = Set(readings.map(\.outcome))
    if outcomes == [.yes] {
      result.outcome = .met
    } else if outcomes == [.no] {
      result.outcome = .notMet
    } else {
      let open = readings.filter { $0.outcome == .unknown }
      result.missing = paths.paths(of: open.flatMap(\.finding.allMissing))
      if outcomes.contains(.yes), outcomes.contains(.no) {
        // One reading holds and another fails: no missing fact can make them agree.
        result.because = .sourcesDisagree
        result.missing = []
      } else if !result.missing.isEmpty {
        result.because = .missingFacts
      } else {
        result.because = .notStated
      }
    }
    return result
  }

  private func text(_ readings: [ReadingResult]) -> String {
    guard readings.count > 1 else { return readings.first?.evidence ?? "" }
    let texts = Set(readings.map(\.evidence))
    if texts.count == 1, let only = texts.first { return only }
    return readings.enumerated().map { index, result in
      let name = result.reading.id ?? "reading \(index + 1)"
      let outcome =
        switch result.outcome {
        case .yes: "met"
        case .no: "not met"
        case .unknown: "cannot tell"
        }
      return "\(name): \(outcome), \(result.evidence)"
    }.joined(separator: "; ")
  }

  /// Takes in whether the requirement applies at all.
  private func apply(_ applies: Rule, to result: inout RequirementResult) {
    let finding = applies.finding(for: facts)
    result.applies = finding
    switch finding.outcome {
    case .yes: return
    case .no:
      result.outcome = .notApplicable
      result.because = nil
      result.missing = []
      result.evidence = evidence.text(for: finding)
    case .unknown:
      // Why: whether it applies or not, a condition that holds stands in nobody's way.
      guard result.outcome != .met else { return }
      let paths = paths.paths(of: finding.allMissing)
      result.missing = paths + result.missing.filter { !paths.contains($0) }
      result.outcome = .cannotTell
      result.because = result.missing.isEmpty ? .notStated : .missingFacts
      result.evidence = "whether it applies is not known: \(evidence.text(for: finding))"
    }
  }
}
