import Consortia
import FundingCalls
import RuleLanguage
import SourceText

/// Consortia that show that the requirements of a call can be met together, and failed one by one.
///
/// Requirements whose content no source states are left out: a witness is then eligible but for
/// them. What was not found need not be impossible; the diagnostics say only what was searched.
public struct CallWitnesses: Sendable {
  /// A consortium that fails one requirement and meets all other blocking ones.
  public struct Failure: Sendable {
    /// The requirement that it fails.
    public var requirement: Requirement
    /// The consortium.
    public var consortium: Consortium
  }

  /// The call.
  public var call: Call
  /// The strand that was looked at; `nil` for the call as a whole.
  public var strand: String?
  /// A consortium that meets every blocking requirement; `nil` where none was found.
  public var witness: Consortium?
  /// The blocking requirements with a consortium that fails each alone.
  public var failures: [Failure] = []
  /// What was not found, as warnings.
  public var diagnostics: [Diagnostic] = []

  /// Searches for the witnesses of a call.
  ///
  /// `examples` are consortia to begin with, by the id of the requirement that they are examples of.
  public static func search(
    _ assessor: Assessor, examples: [String: [Consortium]] = [:]
  ) -> CallWitnesses {
    var result = CallWitnesses(call: assessor.call, strand: assessor.strand)
    let stated = assessor.stated
    let blocking = stated.filter { $0.requirement.severity == .blocking }
    let others = stated.filter { $0.requirement.severity != .blocking }
    let goals = blocking.map { WitnessGoal(requirement: $0, wish: .satisfied) }
    let begin = blocking.compactMap { examples[$0.requirement.id]?.first }.prefix(2)
    let found = WitnessSearch(
      views: [assessor], goals: goals,
      extras: others.map { WitnessGoal(requirement: $0, wish: .satisfied) }
    ).find(from: Array(begin))
    guard let witness = found.consortium else {
      let failing = found.everFailing.sorted().map { blocking[$0].requirement }
      result.diagnostics = [result.contradiction(failing)]
      return result
    }
    result.witness = witness
    for index in blocking.indices where !assessor.isSettled(blocking[index]) {
      var wishes = goals
      wishes.remove(at: index)
      wishes.insert(WitnessGoal(requirement: blocking[index], wish: .failed), at: 0)
      let requirement = blocking[index].requirement
      let found = WitnessSearch(views: [assessor], goals: wishes)
        .find(from: [witness] + (examples[requirement.id] ?? []).suffix(2))
      if let consortium = found.consortium {
        result.failures.append(Failure(requirement: requirement, consortium: consortium))
      } else {
        let colliding = found.colliding.map { with in
          with.filter { $0 > 0 }.sorted().map { wishes[$0].requirement.requirement }
        }
        result.diagnostics.append(result.redundancy(requirement, colliding))
      }
    }
    return result
  }

  // MARK: What was not found

  private var place: String { strand.map { " in the strand '\($0)'" } ?? "" }

  private func contradiction(_ failing: [Requirement]) -> Diagnostic {
    let names = Self.names(failing)
    return diagnostic(
      failing.first, code: "call.no-witness",
      "no consortium was found that meets every requirement of '\(call.id)'\(place)",
      help: failing.count > 1
        ? "the nearest ones failed \(names); check whether these contradict each other"
        : "the nearest ones failed \(names); check whether anyone can meet that")
  }

  private func redundancy(_ requirement: Requirement, _ colliding: [Requirement]?) -> Diagnostic {
    let help =
      switch colliding {
      case nil: "none was found that fails it at all; check whether it can fail"
      case let list? where list.isEmpty:
        "those that failed it also failed others; check whether these say it already"
      case let list?:
        "whoever failed it also failed \(Self.names(list)); check whether that says it already"
      }
    return diagnostic(
      requirement, code: "call.redundant",
      "no consortium was found that fails only '\(requirement.id)' of '\(call.id)'\(place)",
      help: help)
  }

  private static func names(_ requirements: [Requirement]) -> String {
    requirements.map { "'\($0.id)'" }.joined(separator: " or ")
  }

  /// A warning at the requirement, or at the call where that stands in another document.
  private func diagnostic(
    _ requirement: Requirement?, code: String, _ message: String, help: String
  ) -> Diagnostic {
    let own = requirement.flatMap { $0.origin.file.name == call.file.name ? $0.origin : nil }
    return (own ?? call.origin).diagnostic(
      .warning, code: code, message, help: help + "; a search is no proof")
  }
}

extension Assessor {
  /// Whether a requirement asks only for the strand, and the strand is given.
  fileprivate func isSettled(_ requirement: CallRules.TypedRequirement) -> Bool {
    guard strand != nil else { return false }
    let mentions = RuleMentions(requirement.readings.map(\.rule))
    let own = RuleMentions.Place(table: -1, column: ProposalVocabulary.ProjectFact.strand.rawValue)
    return mentions.places.subtracting([own]).isEmpty && mentions.tables.isEmpty
  }
}
