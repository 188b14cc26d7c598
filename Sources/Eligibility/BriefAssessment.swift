public import FundingCalls
import FundingTerms

/// A verdict with the outcomes on which it rests, without evidence: for those who ask about many
/// consortia at once.
public struct BriefAssessment: Sendable {
  /// What the blocking requirements of a call are called: the same for all consortia.
  public final class Headings: Sendable {
    /// The call's id.
    public let call: String
    /// The strand that the assessment is in.
    public let strand: String?
    /// The call's title.
    public let title: String
    /// The ids and titles of the blocking requirements, in the call's order.
    public let requirements: [(id: String, title: String)]

    init(call: Call, strand: String?, _ requirements: some Sequence<Requirement>) {
      self.call = call.id
      self.strand = strand
      title = call.title
      self.requirements = requirements.filter { $0.severity == .blocking }
        .map { ($0.id, $0.title) }
    }
  }

  /// What was asked.
  public let headings: Headings
  /// The answer.
  public let verdict: Verdict
  /// The outcome of each of the requirements.
  public let outcomes: [Outcome]

  /// The ids of the requirements with an outcome, in the call's order.
  public func ids(_ outcome: Outcome) -> some Sequence<String> {
    outcomes.indices.lazy.filter { outcomes[$0] == outcome }
      .map { headings.requirements[$0].id }
  }
}

extension Assessment {
  /// The assessment without its evidence.
  public var brief: BriefAssessment {
    BriefAssessment(
      headings: BriefAssessment.Headings(
        call: call, strand: strand, results.lazy.map(\.requirement)),
      verdict: verdict,
      outcomes: results.filter { $0.requirement.severity == .blocking }.map(\.outcome))
  }
}
