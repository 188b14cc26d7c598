import FundingCalls
import FundingTerms
import RuleLanguage

/// Finds that the outcome of a requirement is open, without trying out everything that is missing.
///
/// A few ways in which the missing facts may turn out are supposed, and the rules run over each. One
/// way in which the requirement holds (it is met, or does not apply) and one in which it is not met
/// make it certain that nobody can tell; so does a single one in which its readings disagree.
///
/// That is what ``RequirementJudge`` then says too. It gives another outcome only where that holds
/// however the missing facts turn out: in a first look, or because all completions of a part of the
/// requirement agree. What is supposed here is such a completion, or leaves open what several of them
/// have in common; and what a compiled rule says for certain of facts that are partly open, it says of
/// all that they may turn out to be. So two completions are known that contradict each such outcome,
/// and what is left is `cannotTell`, which that judge also keeps to where its patience ends.
struct OpenOutcome: Sendable {
  /// What the rules of a requirement say for certain.
  enum Settled {
    case met, notMet, disagreed, notApplicable
  }

  /// If there are no more ways than these, all of them are supposed, and else as many of them as
  /// chance has it; after them so many mixtures.
  private static let mostWays = 96
  private static let mostMixtures = 16

  private let readings: [CompiledRule]
  private let applies: CompiledRule?
  /// The steps for these rules; where memberships are open, with none of them and with all.
  private let programs: [RuleProgram]
  private let sorts: [SupposedFacts]
  /// Which of the facts some proposal leaves open; used again for each.
  private var open: [Int] = []
  /// The ways that led to outcomes that hold and that fail for the last proposals: the first ones to
  /// be supposed for the next.
  private var holding: [SupposedFacts.Way]
  private var failing: [SupposedFacts.Way]
  private var ways: [SupposedFacts.Way]
  private var hasHeld = false
  private var hasFailed = false

  init(
    readings: [CompiledRule], applies: CompiledRule?, program: RuleProgram,
    _ sorts: [SupposedFacts]
  ) {
    self.readings = readings
    self.applies = applies
    let own = program.part(for: readings + [applies].compactMap(\.self))
    let areSettled = !sorts.contains { if case .memberships = $0.sort { true } else { false } }
    programs =
      areSettled ? [own] : [own.supposingMemberships(false), own.supposingMemberships(true)]
    self.sorts = sorts
    ways = Array(repeating: SupposedFacts.Way(), count: sorts.count)
    holding = ways
    failing = ways
  }

  /// Whether it is certain that nobody can tell.
  ///
  /// - `fixed`: participants of whose place more is known than the facts say.
  mutating func isCertain(
    over facts: inout CompactFacts, fixed: BitSet, in workspace: inout Workspace
  ) -> Bool {
    (hasHeld, hasFailed) = (false, false)
    open.removeAll(keepingCapacity: true)
    for index in sorts.indices where sorts[index].areOpen(facts, fixed: fixed) {
      open.append(index)
    }
    guard !open.isEmpty else { return false }
    ways = holding
    if suppose(&facts, fixed, &workspace) { return true }
    ways = failing
    if suppose(&facts, fixed, &workspace) { return true }
    let all = open.reduce(1) { min($0 * sorts[$1].ways, Self.mostWays + 1) }
    var chance: UInt64 = 1
    for number in 0..<min(all, Self.mostWays) {
      var rest = number
      for index in open {
        if all > Self.mostWays {
          chance = chance &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          rest = Int(chance >> 33)
        }
        ways[index] = SupposedFacts.Way(number: rest % sorts[index].ways)
        rest /= sorts[index].ways
      }
      if suppose(&facts, fixed, &workspace) { return true }
    }
    for number in 1...Self.mostMixtures {
      for (place, index) in open.enumerated() {
        ways[index] = SupposedFacts.Way(
          number: (number + place) % sorts[index].ways, mixture: number + place)
      }
      if suppose(&facts, fixed, &workspace) { return true }
    }
    return false
  }

  /// Supposes ways, and tells whether enough is known now.
  private mutating func suppose(
    _ facts: inout CompactFacts, _ fixed: BitSet, _ workspace: inout Workspace
  ) -> Bool {
    var program = 0
    for index in open {
      sorts[index].suppose(ways[index], in: &facts, fixed: fixed)
      if case .memberships = sorts[index].sort { program = ways[index].number }
    }
    programs[min(program, programs.count - 1)].run(over: facts, in: &workspace)
    facts.withdraw()
    guard !workspace.hasFailed else { return false }
    switch Self.settled(readings, applies, &workspace) {
    case .met, .notApplicable:
      if !hasHeld { holding = ways }
      hasHeld = true
    case .notMet:
      if !hasFailed { failing = ways }
      hasFailed = true
    case .disagreed: return true
    case nil: break
    }
    return hasHeld && hasFailed
  }

  /// What some rules said in a run, if no missing fact can change it.
  static func settled(
    _ readings: some Sequence<CompiledRule>, _ applies: CompiledRule?,
    _ workspace: inout Workspace
  ) -> Settled? {
    let applies = applies.map { workspace.truth(of: $0) } ?? .yes
    if applies == .no { return .notApplicable }
    var holds = false
    var fails = false
    var isOpen = false
    for reading in readings {
      switch workspace.truth(of: reading) {
      case .yes: holds = true
      case .no: fails = true
      case .unknown: isOpen = true
      }
    }
    if !fails, !isOpen { return .met }
    guard applies == .yes else { return nil }
    if holds, fails { return .disagreed }
    return !holds && !isOpen ? .notMet : nil
  }
}
