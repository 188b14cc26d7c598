public import Consortia
import FundingCalls
import FundingTerms
import RuleLanguage

/// Gives verdicts with their outcomes and without evidence, in memory that is used again.
///
/// It answers what ``Assessor`` answers, or nothing: then only that one can tell. Each thread has its
/// own.
public final class BriefAssessor {
  private let compiled: CompiledAssessor
  private let headings: BriefAssessment.Headings
  /// The indices of the blocking requirements.
  private let blocking: [Int]
  private var filling: PlainFilling
  private var facts: CompactFacts
  private var workspace = Workspace()

  /// A brief assessor of a call; `nil` where all strands of a call have to be asked.
  public init?(_ assessor: Assessor) {
    guard let compiled = CompiledAssessor(assessor) else { return nil }
    self.compiled = compiled
    let requirements = assessor.rules.requirements.map(\.requirement)
    headings = BriefAssessment.Headings(
      call: assessor.call, strand: assessor.strand, requirements)
    blocking = requirements.indices.filter { requirements[$0].severity == .blocking }
    filling = PlainFilling(assessor)
    facts = compiled.makeFacts()
  }

  /// The assessment of a plain record.
  public func assess(_ record: borrowing PlainConsortium) -> BriefAssessment? {
    filling.fill(&facts, from: record) ? assess() : nil
  }

  /// The assessment of a consortium.
  public func assess(_ consortium: Consortium) -> BriefAssessment? {
    compiled.fill(&facts, from: consortium)
    return assess()
  }

  private func assess() -> BriefAssessment? {
    compiled.run(over: facts, in: &workspace)
    var outcomes: [Outcome] = []
    outcomes.reserveCapacity(blocking.count)
    for index in blocking {
      guard let outcome = compiled.outcome(of: index, over: facts, in: workspace) else {
        return nil
      }
      outcomes.append(outcome)
    }
    return BriefAssessment(
      headings: headings, verdict: Verdict(blocking: outcomes), outcomes: outcomes)
  }
}
