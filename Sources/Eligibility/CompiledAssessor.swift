public import Consortia
public import FundingCalls
import FundingTerms
public import RuleLanguage

/// Assesses many consortia against one call, without evidence and without allocating for each.
///
/// It gives the outcomes that ``Assessor`` gives, or says that it cannot: for what a compiled rule
/// does not cover, and where an open outcome might be settled by trying out what is missing.
public struct CompiledAssessor: Sendable {
  /// A requirement with its rules: numbers alone, so that asking for an outcome counts no references.
  private struct Compiled {
    var applies: CompiledRule?
    /// Which of the rules are its readings; none where nothing is stated.
    var readings: Range<Int>
    /// Whether every rule was compiled.
    var isCovered: Bool
    /// Whether an outcome that is open stays so when what is missing is tried out.
    var isTight: Bool
  }

  private let requirements: [Compiled]
  private let rules: [CompiledRule]
  private let program: RuleProgram
  private let assessor: Assessor
  /// The ids of the requirements, in the order of the outcomes.
  public let ids: [String]

  /// The compiled form of an assessor; `nil` where the strand is open and the call's strands have
  /// rules of their own, so that all of them have to be asked.
  public init?(_ assessor: Assessor) {
    guard assessor.perStrand.isEmpty else { return nil }
    self.assessor = assessor
    typealias Project = ProposalVocabulary.ProjectFact
    var compiler = RuleCompiler(
      assessor.rules.vocabulary, entangled: Self.entangled,
      sums: [
        Project.totalCost.rawValue: (
          ProposalVocabulary.Table.lines.rawValue, ProposalVocabulary.LineColumn.cost.rawValue
        )
      ],
      wholes: [
        RuleMentions.Place(
          table: ProposalVocabulary.Table.participants.rawValue,
          column: ProposalVocabulary.ParticipantColumn.region.rawValue):
          ProposalVocabulary.ParticipantColumn.country.rawValue
      ])
    var listed: [CompiledRule] = []
    requirements = assessor.rules.requirements.map { typed in
      let readings = typed.readings.map { compiler.add($0.rule) }
      let applies = typed.applies.map { compiler.add($0) }
      let rules = readings.compactMap(\.self)
      let all = rules + [applies ?? nil].compactMap(\.self)
      var isStated = !readings.isEmpty
      if case .notStated = typed.requirement.body { isStated = false }
      let first = listed.count
      if isStated { listed += rules }
      return Compiled(
        applies: applies ?? nil, readings: first..<listed.count,
        isCovered: !isStated || readings.count + (applies == nil ? 0 : 1) == all.count,
        isTight: compiler.isTight(all))
    }
    rules = listed
    program = compiler.program
    ids = assessor.rules.requirements.map(\.requirement.id)
  }

  /// Facts that may settle each other: an outcome that asks for two of them is not left to a single
  /// look.
  private static let entangled: [[RuleMentions.Place]] = {
    typealias Participants = ProposalVocabulary.ParticipantColumn
    typealias Table = ProposalVocabulary.Table
    func people(_ columns: Participants...) -> [RuleMentions.Place] {
      columns.map { RuleMentions.Place(table: Table.participants.rawValue, column: $0.rawValue) }
    }
    func fact(_ fact: ProposalVocabulary.ProjectFact) -> RuleMentions.Place {
      RuleMentions.Place(table: -1, column: fact.rawValue)
    }
    let cost = RuleMentions.Place(
      table: Table.lines.rawValue, column: ProposalVocabulary.LineColumn.cost.rawValue)
    let awards = [ProposalVocabulary.AwardColumn.amount, .recipients, .total, .amountPerRecipient]
    return [
      people(.country, .region, .regionClass, .outermost), people(.kind, .publicBody),
      people(.size, .sme), people(.requestedGrant) + [fact(.requestedGrant)],
      people(.cost) + [cost, fact(.totalCost)],
      awards.map { RuleMentions.Place(table: Table.awards.rawValue, column: $0.rawValue) },
    ]
  }()

  /// How many of the requirements are compiled.
  public var covered: Int { requirements.count { $0.isCovered } }

  /// How many of the requirements are compiled and need no second look where they are open.
  public var tight: Int { requirements.count { $0.isCovered && $0.isTight } }

  /// An empty store for the facts of a proposal to this call.
  public func makeFacts() -> CompactFacts { CompactFacts(assessor.rules.vocabulary) }

  /// Evaluates the call's rules over the facts of a proposal.
  public func run(over facts: borrowing CompactFacts, in workspace: inout Workspace) {
    program.run(over: facts, in: &workspace)
  }

  /// The outcome of a requirement, by its index, after a run; `nil` where a closer look is needed.
  ///
  /// - `waived`: of what the facts do not say all there is.
  /// - `workspace`: not changed; what is lent to be read only would be copied at each call, with all
  ///   its references.
  public func outcome(
    of index: Int, but waived: CompactFacts.Waived, in workspace: inout Workspace
  ) -> Outcome? {
    let requirement = requirements[index]
    guard requirement.isCovered, !workspace.hasFailed else { return nil }
    guard !requirement.readings.isEmpty else { return .cannotTell }
    switch OpenOutcome.settled(rules[requirement.readings], requirement.applies, &workspace) {
    case .met: return .met
    case .notMet: return .notMet
    case .notApplicable: return .notApplicable
    case .disagreed: return .cannotTell
    case nil: break
    }
    guard requirement.isTight, !workspace.isRough else { return nil }
    for reading in requirement.readings {
      guard rules[reading].isCovered(but: waived) else { return nil }
    }
    if let applies = requirement.applies, !applies.isCovered(but: waived) { return nil }
    return .cannotTell
  }

  /// What finds that the outcome of a requirement is open; `nil` where its rules are not compiled.
  func openOutcome(of index: Int) -> OpenOutcome? {
    let requirement = requirements[index]
    guard requirement.isCovered, !requirement.readings.isEmpty else { return nil }
    let typed = assessor.rules.requirements[index]
    let uses = RuleMentions(typed.readings.map(\.rule) + [typed.applies].compactMap(\.self))
    return OpenOutcome(
      readings: Array(rules[requirement.readings]), applies: requirement.applies, program: program,
      SupposedFacts.all(for: uses, assessor.rules.vocabulary, assessor.geography))
  }

  /// The outcome of a requirement, by its index, as ``Assessor`` finds it.
  func ordinaryOutcome(of index: Int, judge: RequirementJudge) -> Outcome {
    judge.outcome(assessor.rules.requirements[index])
  }

  /// Fills a store with what a consortium says and what follows from it.
  public func fill(_ facts: inout CompactFacts, from consortium: Consortium) {
    fill(&facts, from: judge(for: consortium))
  }

  /// A judge of the call's requirements for a consortium.
  func judge(for consortium: Consortium) -> RequirementJudge {
    assessor.judge(
      for: assessor.sized(consortium), named: assessor.strand, withEvidence: false)
  }

  func fill(_ facts: inout CompactFacts, from judge: RequirementJudge) {
    facts.fill(from: judge.facts)
    if judge.proposal.consortium.participants.contains(where: { $0.role == nil }) {
      facts.waiveForOpenRoles()
    }
  }
}

extension CompactFacts {
  /// Says that some roles are not known: they decide about the lines too, and there is one coordinator
  /// at most.
  mutating func waiveForOpenRoles() {
    typealias Table = ProposalVocabulary.Table
    typealias People = ProposalVocabulary.ParticipantColumn
    waive(table: Table.participants.rawValue, column: People.role.rawValue)
    waive(table: Table.participants.rawValue, column: People.cost.rawValue)
    for column in ProposalVocabulary.LineColumn.allCases {
      waive(table: Table.lines.rawValue, column: column.rawValue)
    }
    waive(fact: ProposalVocabulary.ProjectFact.totalCost.rawValue)
  }
}
