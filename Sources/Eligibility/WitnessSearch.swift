import Consortia
import FundingCalls
import FundingTerms
import RuleLanguage

/// Searches a consortium for which requirements come out as wished.
///
/// It begins with usual consortia and the examples at hand and changes one thing at a time, towards
/// fewer wishes unfulfilled and smaller distances. It is no proof: what it does not find may exist.
/// What it finds has been assessed like any other consortium, and is the same on every run.
struct WitnessSearch {
  /// How often facts are evaluated before a search gives up.
  static let budget = 4_000
  /// How many of these may be spent from one beginning.
  private static let stretch = 1_000

  /// What came of a search.
  struct Found {
    /// The consortium, where there is one.
    var consortium: Consortium?
    /// The goals that the nearest consortium failed, by index.
    var failing: [Int] = []
    /// The goals that failed whenever the first goal was fulfilled; `nil` where it never was.
    var colliding: Set<Int>?
    /// The goals that some nearest consortium failed.
    var everFailing: Set<Int> = []
  }

  private struct Candidate {
    var consortium: Consortium
    var score: Double
    var failing: [Int]
    var facts: [Facts]
    var gaps: [Int64] = []
  }

  let views: [Assessor]
  /// What has to come out as wished; the first is the one that is asked about.
  let goals: [WitnessGoal]
  /// What is wished besides.
  var extras: [WitnessGoal] = []

  /// Searches from some beginnings, in their order.
  func find(from examples: [Consortium] = [], budget: Int = Self.budget) -> Found {
    let palette = WitnessPalette(goals + extras, views: views)
    let moves = WitnessMoves(palette)
    var numbers = SeededNumbers(seed: UInt64(goals.count))
    var found = Found()
    var left = budget
    var best = Double.infinity
    var beginnings = examples[...]
    while left > 0 {
      var begin = beginnings.popFirst() ?? palette.seed(&numbers)
      palette.complete(&begin, &numbers)
      var current = withGaps(candidate(begin))
      var steps = min(left, Self.stretch)
      left -= steps
      while !current.failing.isEmpty, steps > 0 {
        steps -= 1
        let next = changed(current, moves, &numbers)
        note(next, &found)
        if next.score <= current.score { current = withGaps(next) }
      }
      left += steps
      note(current, &found)
      found.everFailing.formUnion(current.failing)
      if current.score < best {
        best = current.score
        found.failing = current.failing
      }
      guard current.failing.isEmpty else { continue }
      current = improved(current, moves, &numbers)
      let small = simplified(current.consortium)
      if holds(small) {
        found.consortium = small
        return found
      }
      left -= 1
    }
    return found
  }

  private func changed(
    _ current: Candidate, _ moves: WitnessMoves, _ numbers: inout SeededNumbers
  ) -> Candidate {
    var next = current.consortium
    repeat {
      moves.change(&next, gaps: current.gaps, &numbers)
    } while numbers.once(in: 3)
    return candidate(next, above: current.score)
  }

  private func note(_ candidate: Candidate, _ found: inout Found) {
    guard candidate.failing.first != 0 else { return }
    let failing = Set(candidate.failing)
    found.colliding = found.colliding.map { $0.intersection(failing) } ?? failing
  }

  /// Looks a while for a consortium that fulfils the further wishes too.
  private func improved(
    _ found: Candidate, _ moves: WitnessMoves, _ numbers: inout SeededNumbers
  ) -> Candidate {
    guard !extras.isEmpty else { return found }
    var current = found
    for _ in 0..<300 {
      let next = changed(current, moves, &numbers)
      if next.failing.isEmpty, next.score <= current.score { current = withGaps(next) }
    }
    return current
  }

  // MARK: Judging

  /// A candidate with its score. One that fails the first goal is judged no further once its score
  /// is above a limit: it will not be followed.
  private func candidate(_ consortium: Consortium, above limit: Double = .infinity) -> Candidate {
    let facts = views.map { $0.facts(of: consortium) }
    var result = Candidate(consortium: consortium, score: 0, failing: [], facts: facts)
    for (index, goal) in goals.enumerated() {
      let distance = goal.distance(for: facts[goal.view])
      guard distance > 0 else { continue }
      result.failing.append(index)
      result.score += 1 + distance / (1 + distance)
      if result.failing[0] == 0, result.score > limit { return result }
    }
    for goal in extras {
      let distance = goal.distance(for: facts[goal.view])
      if distance > 0 { result.score += 0.02 + 0.02 * distance / (1 + distance) }
    }
    // Why: among equals the smaller and more usual consortium is the better one.
    let coordinators = consortium.participants.count { $0.role == .coordinator }
    if coordinators != 1 { result.score += 0.01 }
    let lines = consortium.participants.reduce(0) { $0 + ($1.costs?.count ?? 0) }
    result.score +=
      0.0005 * Double(consortium.participants.count + lines + (consortium.awards?.count ?? 0))
    return result
  }

  /// A candidate with the amounts by which its figures miss their limits.
  private func withGaps(_ candidate: Candidate) -> Candidate {
    var result = candidate
    result.gaps = candidate.failing.flatMap { index in
      goals[index].rules.flatMap { $0.gaps(for: candidate.facts[goals[index].view]) }
    }
    return result
  }

  /// Whether every goal is fulfilled by the assessment itself.
  private func holds(_ consortium: Consortium) -> Bool {
    let results = views.map { $0.assess(consortium).results }
    return goals.allSatisfy { goal in
      results[goal.view].first { $0.requirement.id == goal.id }.map(goal.isFulfilled) ?? false
    }
  }
}
