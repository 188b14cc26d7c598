import FundingCalls
import FundingTerms
import RuleLanguage

/// What all blocking requirements of a call together say of a consortium.
public enum Verdict: String, Sendable, CaseIterable {
  case eligible
  case notEligible = "not-eligible"
  case cannotTell = "cannot-tell"

  /// The verdict over the outcomes of blocking requirements: not eligible if one is not met, else
  /// not to be told if one cannot be told, else eligible.
  public init(blocking outcomes: some Sequence<Outcome>) {
    var result = Verdict.eligible
    for outcome in outcomes {
      switch outcome {
      case .notMet:
        self = .notEligible
        return
      case .cannotTell: result = .cannotTell
      case .met, .notApplicable: break
      }
    }
    self = result
  }
}

/// Why an outcome cannot be told.
public enum Because: String, Sendable, CaseIterable {
  /// Facts of the proposal are missing that could decide it.
  case missingFacts = "missing-facts"
  /// The sources state the condition differently, and the difference matters here.
  case sourcesDisagree = "sources-disagree"
  /// No source that was read states what is needed.
  case notStated = "not-stated"
}

/// What one reading of a requirement says.
public struct ReadingResult: Sendable {
  /// The reading.
  public var reading: Reading
  /// Whether its rule holds.
  public var outcome: Truth
  /// What was measured.
  public var finding: Finding
  /// The same in words.
  public var evidence: String
}

/// The outcome of one requirement, with its evidence.
public struct RequirementResult: Sendable {
  /// The requirement.
  public var requirement: Requirement
  /// The outcome: what all readings agree on.
  public var outcome: Outcome
  /// Why it cannot be told; `nil` otherwise.
  public var because: Because?
  /// What was found, in one line.
  public var evidence: String
  /// The paths of the missing facts that could change the outcome.
  public var missing: [String] = []
  /// What each reading says; one for most requirements.
  public var readings: [ReadingResult] = []
  /// What was found about whether it applies; `nil` where it always does.
  public var applies: Finding?
}

/// A consortium against one call (in one strand): every requirement, and what follows.
public struct Assessment: Sendable {
  /// The call as it applies in the strand.
  public var call: Call
  /// The strand; `nil` where the call has none or none was named.
  public var strand: String?
  /// Whether the call is open; it never changes the verdict.
  public var status: CallStatus
  /// The deadline that matters on the day: the next one, else the last.
  public var deadline: LocalTime?
  /// The verdict over the blocking requirements.
  public var verdict: Verdict
  /// Every requirement, in the call's order.
  public var results: [RequirementResult]

  /// A missing fact with the requirements whose outcome it could change.
  public struct MissingFact: Sendable, Hashable {
    /// The path of the fact in the consortium file.
    public var path: String
    /// The ids of the requirements.
    public var requirements: [String]
  }

  /// The missing facts in the order in which requirements need them.
  public var missing: [MissingFact] {
    var result: [MissingFact] = []
    var index: [String: Int] = [:]
    for one in results {
      for path in one.missing {
        if let known = index[path] {
          result[known].requirements.append(one.requirement.id)
        } else {
          index[path] = result.count
          result.append(MissingFact(path: path, requirements: [one.requirement.id]))
        }
      }
    }
    return result
  }
}
