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
    let judge = RequirementJudge(
      proposal: proposal, facts: facts, lines: lines, paths: paths, evidence: evidence)
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
