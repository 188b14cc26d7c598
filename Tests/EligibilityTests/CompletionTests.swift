import Consortia
import Eligibility
import Foundation
import FundingCalls
import FundingTerms
import SourceText
import Testing

/// An assessment must be right however the missing facts turn out, must not be open where they
/// cannot change it, and must name just those that can: random calls and consortia, compared with
/// what they come to for every completion.
///
/// A completion is a consortium with every gap filled, assessed by the same library; the ways in
/// which the tables' open questions may turn out are tried too. Amounts are sampled about the limits
/// that rules state, and where there are too many completions, some are drawn and varied fact by
/// fact. `COMPLETION_CASES`, `COMPLETION_SEED` and `COMPLETION_DETAILS` say how many, which, and
/// whether each finding is printed.
@Suite struct CompletionTests {
  struct Tally {
    var definite = 0
    var open = 0
    var completions = 0
    /// Definite outcomes that some completion contradicts, and other mistakes.
    var unsound: [String] = []
    /// Open outcomes of which every completion tried gives the same definite one.
    var loose: [String] = []
    var named = 0
    var idle: [String] = []
    var decisive = 0
    var unnamed: [String] = []
    /// Completions that stay open: what they lack cannot be stated in a consortium.
    var unfinished: [String] = []
  }

  @Test func isWhatEveryCompletionAgreesOn() throws {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["COMPLETION_CASES"].flatMap { Int($0) } ?? 100
    let seed = environment["COMPLETION_SEED"].flatMap { UInt64($0) } ?? 1
    var tally = Tally()
    for index in 0..<count {
      var dice = Dice(state: seed &* 1_000_003 &+ UInt64(index))
      let world = try ProposalWorld(&dice)
      if world.gaps.isEmpty { continue }
      var trial = try CompletionTrial(world, dice)
      trial.run(&tally)
    }
    func percent(_ part: Int, _ whole: Int) -> String {
      String(format: "%.2f %%", Double(part) / Double(max(1, whole)) * 100)
    }
    print(
      """
      completions: \(tally.definite + tally.open) worlds, \(tally.completions) completions; \
      \(tally.definite) definite, \(tally.unsound.count) unsound; \(tally.open) open, \
      \(tally.loose.count) loose (\(percent(tally.loose.count, tally.open))); \
      \(tally.named) facts named, \(tally.idle.count) idle \
      (\(percent(tally.idle.count, tally.named))); \(tally.decisive) decisive, \
      \(tally.unnamed.count) not named (\(percent(tally.unnamed.count, tally.decisive))); \
      \(tally.unfinished.count) with a completion that stays open
      """)
    if environment["COMPLETION_DETAILS"] != nil {
      for (title, list) in [
        ("UNSOUND", tally.unsound), ("LOOSE", tally.loose), ("IDLE", tally.idle),
        ("UNNAMED", tally.unnamed), ("UNFINISHED", tally.unfinished),
      ] {
        for item in list { print(title, item) }
      }
    }
    #expect(tally.unsound.prefix(3).joined(separator: "\n") == "")
    #expect(tally.loose.count * 100 <= tally.open)
  }
}

/// One world with its completions.
struct CompletionTrial {
  /// What a completion comes to; `nil` where it contradicts itself.
  typealias Found = Outcome?

  let world: ProposalWorld
  var dice: Dice
  let given: RequirementResult
  private let settled: [Assessor]
  private var completions = 0
  private var stayedOpen = false

  /// So many completions are all tried; of more, some.
  private static let limit = 400

  init(_ world: ProposalWorld, _ dice: Dice) throws {
    self.world = world
    self.dice = dice
    let open = try UnsettledTables.open.assessor(world.library)
    given = try #require(open.assess(world.consortium).results.first)
    settled =
      world.isUnsettled
      ? try UnsettledTables.settled.map { try $0.assessor(world.library) } : [open]
  }

  mutating func run(_ tally: inout CompletionTests.Tally) {
    let counts = world.gaps.map(\.fillings.count)
    let total = counts.reduce(settled.count) { min($0 * $1, 1_000_000) }
    var reached = Set<Outcome>()
    var decisive = Set<Int>()
    if total <= Self.limit {
      for variant in settled.indices { tryAll(variant, counts, &reached, &decisive) }
    } else {
      for _ in 0..<(given.outcome == .cannotTell ? 16 : 6) { trySome(counts, &reached, &decisive) }
    }
    tally.completions += completions
    if stayedOpen { tally.unfinished.append(description) }
    judge(reached, decisive, &tally)
  }

  private mutating func tryAll(
    _ variant: Int, _ counts: [Int], _ reached: inout Set<Outcome>, _ decisive: inout Set<Int>
  ) {
    var seen: [[Int]: Outcome] = [:]
    for step in 0..<counts.reduce(1, *) {
      var rest = step
      let choice = counts.map { count in
        defer { rest /= count }
        return rest % count
      }
      guard let outcome = outcome(choice, variant) else { continue }
      reached.insert(outcome)
      for gap in counts.indices {
        var others = choice
        others[gap] = -1
        if let other = seen[others], other != outcome { decisive.insert(gap) }
        seen[others] = outcome
      }
    }
  }

  private mutating func trySome(
    _ counts: [Int], _ reached: inout Set<Outcome>, _ decisive: inout Set<Int>
  ) {
    let variant = Int.random(in: settled.indices, using: &dice)
    let base = counts.map { Int.random(in: 0..<$0, using: &dice) }
    guard let first = outcome(base, variant) else { return }
    reached.insert(first)
    for gap in counts.indices {
      for filling in Array(0..<counts[gap]).shuffled(using: &dice).prefix(24) {
        var choice = base
        choice[gap] = filling
        guard filling != base[gap], let outcome = outcome(choice, variant) else { continue }
        reached.insert(outcome)
        if outcome != first { decisive.insert(gap) }
      }
    }
  }

  /// The outcome of a completion; nothing where its facts contradict each other.
  private mutating func outcome(_ choice: [Int], _ variant: Int) -> Outcome? {
    var filled = world.consortium
    for (gap, filling) in zip(world.gaps, choice) { gap.fillings[filling](&filled) }
    guard filled.participants.count(where: { $0.role == .coordinator }) <= 1,
      !filled.discrepancies(in: "").contains(where: { $0.message.contains("the project's") })
    else { return nil }
    completions += 1
    guard let result = settled[variant].assess(filled).results.first else { return nil }
    if result.outcome == .cannotTell, result.because != .sourcesDisagree {
      stayedOpen = true
      return nil
    }
    // Why: whether a condition that holds applies at all makes no difference to anybody.
    if result.outcome == .notApplicable, given.outcome != .notApplicable { return .met }
    return result.outcome
  }

  private func judge(
    _ reached: Set<Outcome>, _ decisive: Set<Int>, _ tally: inout CompletionTests.Tally
  ) {
    guard given.outcome == .cannotTell else {
      tally.definite += 1
      if !reached.isSubset(of: [given.outcome]) || !given.missing.isEmpty {
        tally.unsound.append("\(reached.map(\.rawValue)) \(description)")
      }
      return
    }
    tally.open += 1
    guard !stayedOpen else { return }
    if reached.count == 1, reached != [.cannotTell] {
      tally.loose.append("\(reached.map(\.rawValue)) \(description)")
    }
    for path in given.missing {
      tally.named += 1
      let own = world.gaps.indices.filter {
        world.gaps[$0].paths.contains(path) || stands(path, $0)
      }
      if decisive.isDisjoint(with: own) {
        tally.idle.append("\(path): \(description)")
      }
    }
    for gap in decisive {
      tally.decisive += 1
      let isNamed = given.missing.contains {
        world.gaps[gap].paths.contains($0) || stands($0, gap)
      }
      if !isNamed { tally.unnamed.append("\(world.gaps[gap].paths.sorted()): \(description)") }
    }
  }

  /// Whether a figure of the project stands for an amount that is missing in it.
  private func stands(_ path: String, _ gap: Int) -> Bool {
    path == "proposal.totalCost" && world.gaps[gap].paths.contains { $0.contains(".costs") }
  }

  private var description: String {
    let missing = given.missing.joined(separator: " ")
    return """
      \(given.outcome.rawValue) \(given.because?.rawValue ?? "") [\(missing)] \(world.text)
        \(Self.describe(world.consortium))
      """
  }

  private static func describe(_ consortium: Consortium) -> String {
    let people = consortium.participants.map { person in
      let lines = person.costs.map { costs in
        costs.map {
          "\($0.category?.rawValue ?? "?") \($0.amount?.description ?? "?") "
            + "\($0.forSMEs?.description ?? "?")"
        }.description
      }
      return [
        person.id, person.role?.rawValue, person.country?.description, person.region?.description,
        person.kind?.rawValue, person.publicBody.map { "public=\($0)" },
        person.nonProfit.map { "nonProfit=\($0)" }, person.sme.map { "sme=\($0)" },
        person.group.map { "group=\($0)" }, person.represents.map { "\($0)" },
        person.controlledFrom.map { "from=\($0)" },
        person.declarations.isEmpty ? nil : "\(person.declarations.map(\.value))", lines,
        person.requestedGrant.map { "grant=\($0)" },
      ].compactMap(\.self).joined(separator: " ")
    }.joined(separator: "; ")
    let proposal = consortium.proposal
    let project = [
      proposal.strand, proposal.durationMonths.map { "\($0)" }, proposal.objectives.map { "\($0)" },
      proposal.themes.map { "\($0)" }, proposal.totalCost.map { "total=\($0)" },
      proposal.requestedGrant.map { "grant=\($0)" },
      proposal.declarations.isEmpty ? nil : "\(proposal.declarations.map(\.value))",
    ].compactMap(\.self).joined(separator: " ")
    let awards = consortium.awards.map { awards in
      awards.map {
        "\($0.form?.rawValue ?? "?") \($0.recipient?.rawValue ?? "?") "
          + "\($0.amount?.description ?? "?")"
      }.description
    }
    return "\(people) | \(project) | \(awards ?? "awards?")"
  }
}
