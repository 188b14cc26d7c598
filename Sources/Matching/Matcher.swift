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
    var strands: [(call: Call, assessor: Assessor)]
    var deadline: DatedDeadline?
  }

  private let candidates: [Candidate]
  private let subjects: SubjectTable

  /// Prepares calls for a moment.
  ///
  /// - Returns the matcher, without the calls that have a rule which cannot be used, and what is
  ///   wrong with those.
  public static func make(
    calls: [Call], at moment: Moment, reference: ReferenceTables, subjects: SubjectTable,
    regions: () -> (tables: RegionTables, diagnostics: [Diagnostic])
  ) -> (matcher: Matcher, diagnostics: [Diagnostic]) {
    var candidates: [Candidate] = []
    var diagnostics: [Diagnostic] = []
    for call in calls {
      var strands: [(call: Call, assessor: Assessor)] = []
      let ids = call.strands.isEmpty ? [nil] : call.strands.map { Optional($0.id) }
      for strand in ids {
        let made = Assessor.make(
          for: call, strand: strand, at: moment, reference: reference, regions: regions)
        guard let assessor = made.assessor else {
          diagnostics += made.diagnostics
          strands = []
          break
        }
        strands.append((strand.flatMap { call.inStrand($0) } ?? call, assessor))
      }
      guard !strands.isEmpty else { continue }
      candidates.append(
        Candidate(call: call, strands: strands, deadline: call.deadline(at: moment)))
    }
    return (Matcher(candidates: candidates, subjects: subjects), diagnostics)
  }

  /// The calls for a consortium, the best first; each in the strand that the proposal names for it,
  /// else in the one that suits best.
  public func matches(for consortium: Consortium) -> [Match] {
    candidates.compactMap { best(of: $0, for: consortium) }.sorted()
  }

  private func best(of candidate: Candidate, for consortium: Consortium) -> Match? {
    let own = consortium.proposal.strand?.lowercased()
    let named = candidate.strands.filter { own != nil && $0.call.strand?.lowercased() == own }
    return (named.isEmpty ? candidate.strands : named).enumerated().map { index, strand in
      let (assessment, distance) = strand.assessor.measure(consortium)
      let match = Match(
        assessment: assessment, call: candidate.call, deadline: candidate.deadline,
        distance: distance,
        fit: ThematicFit(of: consortium.proposal, with: strand.call, subjects: subjects),
        grant: GrantFit(of: consortium, with: strand.call))
      return (match: match, index: index)
    }.min { ($0.match, $0.index) < ($1.match, $1.index) }?.match
  }
}
