import Consortia
import FundingCalls
import FundingTerms
import RuleLanguage

/// What one requirement is wished to be for a consortium.
struct WitnessGoal {
  /// The outcomes that are wished.
  enum Wish {
    /// Met, or not applicable.
    case satisfied
    /// Not met.
    case failed
    /// Not met, or by one of its readings not met.
    case doubtful
    /// Met by one of its readings and not by another.
    case disputed
  }

  /// The index of the assessor whose requirement it is.
  var view = 0
  /// The requirement with its rules.
  var requirement: CallRules.TypedRequirement
  /// What it is wished to be.
  var wish: Wish

  /// The id of the requirement.
  var id: String { requirement.requirement.id }

  /// How far facts are from the wish: 0 where it is fulfilled.
  func distance(for facts: Facts) -> Double {
    if wish == .disputed { return dispute(facts) }
    let readings = requirement.readings.map {
      $0.rule.distance(to: wish == .satisfied, for: facts)
    }
    let all = readings.reduce(0, +)
    switch wish {
    case .satisfied:
      guard all > 0, let applies = requirement.applies else { return all }
      return min(all, applies.distance(to: false, for: facts))
    case .failed: return all + applicable(facts)
    case .doubtful, .disputed: return (readings.min() ?? 0) + applicable(facts)
    }
  }

  /// How far facts are from one reading that holds and another that fails.
  private func dispute(_ facts: Facts) -> Double {
    let rules = requirement.readings.map(\.rule)
    let nearest = rules.indices.flatMap { holding in
      rules.indices.filter { $0 != holding }.map { failing in
        rules[holding].distance(to: true, for: facts)
          + rules[failing].distance(to: false, for: facts)
      }
    }
    return (nearest.min() ?? 100) + applicable(facts)
  }

  private func applicable(_ facts: Facts) -> Double {
    requirement.applies?.distance(to: true, for: facts) ?? 0
  }

  /// Whether a result is what is wished.
  func isFulfilled(by result: RequirementResult) -> Bool {
    switch wish {
    case .satisfied: result.outcome == .met || result.outcome == .notApplicable
    case .failed: result.outcome == .notMet
    case .doubtful:
      result.outcome == .notMet
        || (result.outcome == .cannotTell && result.readings.contains { $0.outcome == .no })
    case .disputed: result.outcome == .cannotTell && result.because == .sourcesDisagree
    }
  }

  /// The rules of the requirement.
  var rules: [Rule] {
    requirement.readings.map(\.rule) + [requirement.applies].compactMap(\.self)
  }
}

extension Assessor {
  /// The facts of a consortium as the rules of this call see them.
  func facts(of consortium: Consortium) -> Facts {
    ProposalFacts(
      consortium: consortium, geography: geography, vocabulary: rules.vocabulary,
      declarations: call.vocabulary.declarations, strand: strand
    ).make().facts
  }

  /// The requirements that some consortium can meet or fail at all: those whose content is stated.
  var stated: [CallRules.TypedRequirement] { rules.requirements.filter { !$0.readings.isEmpty } }
}

/// Numbers that look random and are the same on every run.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0xD1B5_4A32_D192_ED03 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// True about once in so many times.
  mutating func once(in times: Int) -> Bool { Int.random(in: 0..<times, using: &self) == 0 }
}
