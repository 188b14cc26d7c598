public import Consortia
import Eligibility
public import FundingCalls
public import SourceText

/// Ranks calls for consortia.
///
/// What calls need is typed once; each consortium costs only its own assessments.
public struct Matcher: Sendable {
  private struct Candidate: Sendable {
    var call: Call
    var strands: [Strand]
    var deadline: DatedDeadline?
  }

  /// A call in one of its strands, or one without any.
  private struct Strand: Sendable {
    var call: Call
    var assessor: Assessor
    var subjects: SubjectWords
  }

  private let candidates: [Candidate]
  private let subjects: SubjectTable

  /// Prepares calls for a moment.
  ///
  /// - Returns the matcher, without the calls that have a rule which cannot be used, and what is
  ///   wrong with those.
  public static func make(
    calls: [Call], at moment: Moment, reference: ReferenceTables, subjects: SubjectTable,
    regions: @Sendable () -> (tables: RegionTables, diagnostics: [Diagnostic])
  ) -> (matcher: Matcher, diagnostics: [Diagnostic]) {
    let shelf = RuleShelf()
    let made = Cores.map(calls.count) { index -> Result<Candidate, Unusable> in
      let call = calls[index]
      let ids = call.strands.isEmpty ? [nil] : call.strands.map { Optional($0.id) }
      var strands: [Strand] = []
      for strand in ids {
        let made = Assessor.make(
          for: call, strand: strand, at: moment, reference: reference, shelf: shelf,
          regions: regions)
        guard let assessor = made.assessor else {
          return .failure(Unusable(diagnostics: made.diagnostics))
        }
        let inStrand = strand.flatMap { call.inStrand($0) } ?? call
        strands.append(
          Strand(
            call: inStrand, assessor: assessor,
            subjects: SubjectWords(inStrand.subjectTexts)))
      }
      return .success(
        Candidate(call: call, strands: strands, deadline: call.deadline(at: moment)))
    }
    var candidates: [Candidate] = []
    var diagnostics: [Diagnostic] = []
    for result in made {
      switch result {
      case .success(let candidate): candidates.append(candidate)
      case .failure(let reason): diagnostics += reason.diagnostics
      }
    }
    return (Matcher(candidates: candidates, subjects: subjects), diagnostics)
  }

  /// Why a call cannot be matched.
  private struct Unusable: Error {
    var diagnostics: [Diagnostic]
  }

  /// The calls for a consortium, the best first; each in the strand that the proposal names for it,
  /// else in the one that suits best. Without evidence the assessments have the outcomes of blocking
  /// requirements alone, with no word on why.
  public func matches(for consortium: Consortium, withEvidence: Bool = true) -> [Match] {
    let own = consortium.proposal.strand?.lowercased()
    let wanted = candidates.map { candidate in
      let named = candidate.strands.filter { own != nil && $0.call.strand?.lowercased() == own }
      return named.isEmpty ? candidate.strands : named
    }
    let outcomes = SharedOutcomes(
      of: consortium, by: wanted.joined().lazy.map(\.assessor), withEvidence: withEvidence)
    return Cores.map(candidates.count) { index in
      best(of: candidates[index], in: wanted[index], for: consortium, outcomes)
    }.compactMap(\.self).sorted()
  }

  private func best(
    of candidate: Candidate, in strands: [Strand], for consortium: Consortium,
    _ outcomes: SharedOutcomes
  ) -> Match? {
    strands.enumerated().map { index, strand in
      let (assessment, distance) = strand.assessor.measure(consortium, by: outcomes)
      let match = Match(
        assessment: assessment, call: candidate.call, deadline: candidate.deadline,
        distance: distance,
        fit: ThematicFit(of: consortium.proposal, with: strand.subjects, subjects: subjects),
        grant: GrantFit(of: consortium, with: strand.call))
      return (match: match, index: index)
    }.min { ($0.match, $0.index) < ($1.match, $1.index) }?.match
  }
}
