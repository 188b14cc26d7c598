import Consortia
import FundingCalls
import FundingTerms
import RuleLanguage
import SourceText

/// Assesses consortia against one call: the one place where a call meets a consortium.
///
/// The call's rules are typed once; each consortium costs only its own evaluation.
public struct Assessor: Sendable {
  private let call: Call
  private let strand: String?
  private let rules: CallRules
  private let geography: Geography
  private let status: CallStatus
  private let deadline: LocalTime?
  /// The call in each of its strands, where none was named and strands have rules of their own.
  private let perStrand: [Assessor]

  /// An assessor of a call in force on a day.
  ///
  /// - `strand`: the strand to assess in; `nil` where the call has none or none was named.
  /// - Returns `nil` with the diagnostics where a rule of the call cannot be used.
  public static func make(
    for call: Call, strand: String?, at moment: Moment, reference: ReferenceTables,
    regions: () -> (tables: RegionTables, diagnostics: [Diagnostic])
  ) -> (assessor: Assessor?, diagnostics: [Diagnostic]) {
    let inStrand = strand.flatMap { call.inStrand($0) } ?? call
    let (context, contextDiagnostics) = RuleContext.make(
      for: inStrand, at: moment, reference: reference, regions: regions)
    let (rules, ruleDiagnostics) = CallRules.of(
      inStrand, on: moment.date(in: .brussels), vocabulary: context.vocabulary)
    let diagnostics = contextDiagnostics + ruleDiagnostics
    guard !diagnostics.hasErrors else { return (nil, diagnostics) }
    var perStrand: [Assessor] = []
    if strand == nil, call.strands.contains(where: \.hasOwnRules) {
      for own in call.strands {
        let made = make(
          for: call, strand: own.id, at: moment, reference: reference, regions: regions)
        guard let assessor = made.assessor else { return (nil, made.diagnostics) }
        perStrand.append(assessor)
      }
    }
    let assessor = Assessor(
      call: inStrand, strand: strand, rules: rules, geography: context.geography,
      status: call.status(at: moment), deadline: call.deadline(at: moment)?.at,
      perStrand: perStrand)
    return (assessor, diagnostics)
  }

  /// The assessment of a consortium.
  public func assess(_ consortium: Consortium) -> Assessment {
    let results =
      perStrand.isEmpty ? outcomes(for: consortium) : agreedOutcomes(for: consortium)
    let blocking = results.filter { $0.requirement.severity == .blocking }.map(\.outcome)
    return Assessment(
      call: call, strand: strand, status: status, deadline: deadline,
      verdict: Verdict(blocking: blocking), results: results)
  }

  private func outcomes(for consortium: Consortium) -> [RequirementResult] {
    let proposal = ProposalFacts(
      consortium: consortium, geography: geography, vocabulary: rules.vocabulary,
      declarations: call.vocabulary.declarations, strand: strand)
    let (facts, lines) = proposal.make()
    let paths = FactPaths(
      consortium: consortium, lines: lines, declarations: call.vocabulary.declarations)
    let evidence = Evidence(vocabulary: rules.vocabulary) { paths.name(table: $0, record: $1) }
    let judge = RequirementJudge(facts: facts, paths: paths, evidence: evidence)
    return rules.requirements.map(judge.result)
  }

  /// What the outcomes in all strands agree on, where the strand is not known.
  private func agreedOutcomes(for consortium: Consortium) -> [RequirementResult] {
    let each = perStrand.map { $0.outcomes(for: consortium) }
    return outcomes(for: consortium).map { own in
      let same = each.compactMap { results in
        results.first { $0.requirement.id == own.requirement.id }
      }
      guard same.count == each.count, let first = same.first else {
        return open(own, "it applies in some strands only")
      }
      if same.allSatisfy({ $0.outcome == first.outcome }) { return first }
      return open(own, "it depends on the strand")
    }
  }

  private func open(_ result: RequirementResult, _ evidence: String) -> RequirementResult {
    var result = result
    result.outcome = .cannotTell
    result.because = .missingFacts
    result.evidence = evidence
    if !result.missing.contains("proposal.strand") {
      result.missing.insert("proposal.strand", at: 0)
    }
    return result
  }
}

/// Gives one requirement its outcome.
struct RequirementJudge {
  let facts: Facts
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
    return result
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
