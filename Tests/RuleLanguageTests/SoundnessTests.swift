import Foundation
import FundingTerms
import RuleLanguage
import SourceText
import Testing

/// A definite answer must hold however the gaps are filled: random rules over random small facts,
/// compared with what they give for every filling of the gaps.
@Suite struct SoundnessTests {
  struct Tally {
    var cases = 0
    var definite = 0
    var unknown = 0
    /// Unknown outcomes of which every filling tried gives the same.
    var loose: [String] = []
    var named = 0
    var idle = 0
    var decisive = 0
    var unnamed: [String] = []
    var mistakes: [String] = []
  }

  @Test func isDefiniteOnlyWhereEveryFillingAgrees() throws {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["SOUNDNESS_CASES"].flatMap { Int($0) } ?? 1200
    let seed = environment["SOUNDNESS_SEED"].flatMap { UInt64($0) } ?? 1
    var tally = Tally()
    for index in 0..<count {
      try examine(SeededNumbers(state: seed &* 1_000_003 &+ UInt64(index)), &tally)
    }
    let share = Double(tally.loose.count) / Double(max(1, tally.unknown)) * 100
    print(
      """
      soundness: \(tally.cases) rules over random facts, \(tally.definite) definite, \
      \(tally.mistakes.count) unsound
      tightness: \(tally.loose.count) of \(tally.unknown) unknown outcomes are the same for every \
      filling (\(share) %)
      missing: \(tally.named) facts named, \(tally.idle) of them idle; \(tally.decisive) facts \
      decide, \(tally.unnamed.count) of them not named
      """)
    if environment["SOUNDNESS_DETAILS"] != nil {
      print("LOOSE", tally.loose.joined(separator: "\n"))
      print("UNNAMED", tally.unnamed.joined(separator: "\n"))
    }
    #expect(tally.mistakes.prefix(5).joined(separator: "\n") == "")
  }

  private func examine(_ start: SeededNumbers, _ tally: inout Tally) throws {
    var numbers = start
    var writer = RandomRules(numbers: numbers)
    let text = writer.condition(depth: 2)
    numbers = writer.numbers
    let rule: Rule
    switch Words.read(text) {
    case .success(let read): rule = read
    case .failure(let refused):
      tally.mistakes.append("\(text): \(refused.diagnostic.message)")
      return
    }
    let words = Set(text.split { !($0.isLetter || $0 == "-") }.map(String.init))
    let (described, columns, project) = RandomFacts.text(for: words, &numbers)
    let facts = FactsText(described).facts
    let completions = Completions(facts, columns: columns, project: project, numbers: &numbers)
    let finding = rule.finding(for: facts)
    let outcome = rule.outcome(for: facts)
    let what = "\(text)\n   \(described)"
    tally.cases += 1
    if finding.outcome != outcome { tally.mistakes.append("finding differs: \(what)") }
    // What no source settles is settled either way.
    let settled = words.contains("eligible-countries") ? vocabularies : [vocabularies[0]]
    let rules = settled.compactMap { try? Words.read(text, vocabulary: $0).get() }
    var results: [(choice: [Int], outcome: Truth)] = []
    let isComplete = completions.count <= 1500
    for step in 0..<(isComplete ? completions.count : 600) {
      var rest = step
      let choice = completions.gaps.map { gap in
        guard isComplete else {
          return Int.random(in: gap.fillings.indices, using: &numbers)
        }
        defer { rest /= gap.fillings.count }
        return rest % gap.fillings.count
      }
      let filled = completions.filled(choice)
      for (number, rule) in rules.enumerated() {
        let truth = rule.outcome(for: filled)
        results.append((choice + [number], truth))
        // Why: what a table has no row for stays unknown whatever the facts are.
        let hasTable = !words.isDisjoint(with: ["cap", "rate-by-kind"])
        if truth == .unknown, !hasTable {
          tally.mistakes.append("not definite without gaps: \(what)")
          return
        }
        if outcome != .unknown, truth != outcome {
          tally.mistakes.append(
            "\(outcome) but \(truth) for \(fillings(completions, choice)): \(what)")
          return
        }
      }
    }
    guard outcome == .unknown else {
      tally.definite += 1
      return
    }
    tally.unknown += 1
    if Set(results.map(\.outcome)).count == 1, results[0].outcome != .unknown {
      tally.loose.append("\(results[0].outcome): \(what)")
    }
    if isComplete { weigh(finding, results, completions, what, &tally) }
  }

  /// Compares the facts that are named as missing with those that decide.
  private func weigh(
    _ finding: Finding, _ results: [(choice: [Int], outcome: Truth)], _ completions: Completions,
    _ what: String, _ tally: inout Tally
  ) {
    let missing = Set(finding.allMissing)
    for (index, gap) in completions.gaps.enumerated() {
      var seen: [[Int]: Truth] = [:]
      var decides = false
      for (choice, outcome) in results {
        var others = choice
        others[index] = 0
        if let other = seen[others], other != outcome { decides = true }
        seen[others] = outcome
      }
      let isNamed = !missing.isDisjoint(with: gap.references)
      if isNamed {
        tally.named += 1
        if !decides { tally.idle += 1 }
      }
      if decides {
        tally.decisive += 1
        if !isNamed { tally.unnamed.append("\(gap.references[0]): \(what)") }
      }
    }
  }

  private func fillings(_ completions: Completions, _ choice: [Int]) -> String {
    zip(completions.gaps, choice).map { "\($0.references[0]) = \($0.fillings[$1])" }
      .joined(separator: ", ")
  }

  private let vocabularies = [
    Words.vocabulary(eligible: [0, 1, 2], unsettled: []),
    Words.vocabulary(eligible: [0, 1, 2, 3], unsettled: []),
  ]
}
