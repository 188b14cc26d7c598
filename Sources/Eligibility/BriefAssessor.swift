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
  /// For what is supposed.
  private var trial = Workspace()
  /// For each requirement what finds that it is open, once that was asked; none where nothing can.
  private var open: [OpenOutcome??]

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
    open = Array(repeating: nil, count: requirements.count)
  }

  /// The assessment of a plain record; `nil` where only one of its consortium can tell.
  public func assess(_ record: borrowing PlainConsortium) -> BriefAssessment? {
    filling.fill(&facts, from: record)
    compiled.run(over: facts, in: &workspace)
    var outcomes: [Outcome] = []
    outcomes.reserveCapacity(blocking.count)
    for index in blocking {
      guard let outcome = outcome(of: index, fixed: BitSet()) else { return nil }
      outcomes.append(outcome)
    }
    return assessment(outcomes)
  }

  /// The assessment of a consortium.
  public func assess(_ consortium: Consortium) -> BriefAssessment {
    let judge = compiled.judge(for: consortium)
    compiled.fill(&facts, from: judge)
    compiled.run(over: facts, in: &workspace)
    let fixed = Self.fixedPlaces(of: consortium)
    return assessment(
      blocking.map { index in
        outcome(of: index, fixed: fixed) ?? compiled.ordinaryOutcome(of: index, judge: judge)
      })
  }

  /// The outcome of each requirement, in the call's order, as far as compiled rules tell.
  public func compiledOutcomes(of consortium: Consortium) -> [Outcome?] {
    compiled.fill(&facts, from: consortium)
    compiled.run(over: facts, in: &workspace)
    let fixed = Self.fixedPlaces(of: consortium)
    return compiled.ids.indices.map { outcome(of: $0, fixed: fixed) }
  }

  /// The participants of whose place facts say less than the consortium.
  private static func fixedPlaces(of consortium: Consortium) -> BitSet {
    let people = consortium.participants
    return BitSet(
      people.indices.filter { people[$0].region != nil || people[$0].isOutermost == true })
  }

  private func assessment(_ outcomes: [Outcome]) -> BriefAssessment {
    BriefAssessment(headings: headings, verdict: Verdict(blocking: outcomes), outcomes: outcomes)
  }

  /// The outcome of a requirement after a run; `nil` where only ``Assessor`` can tell.
  private func outcome(of index: Int, fixed: BitSet) -> Outcome? {
    if let outcome = compiled.outcome(of: index, but: facts.waived, in: &workspace) {
      return outcome
    }
    if open[index] == nil { open[index] = .some(compiled.openOutcome(of: index)) }
    let isCertain =
      open[index]??.isCertain(over: &facts, fixed: fixed, in: &trial) ?? false
    return isCertain ? .cannotTell : nil
  }
}
