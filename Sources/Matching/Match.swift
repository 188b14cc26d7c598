public import Eligibility
public import FundingCalls

/// One call as it suits one consortium.
public struct Match: Sendable {
  /// The assessment, in the strand that suits best.
  public let assessment: Assessment
  /// The call as a whole.
  public let call: Call
  /// The deadline that matters on the day; `nil` where none is known.
  public let deadline: DatedDeadline?
  /// How far the consortium is from meeting the blocking requirements that it does not meet, in
  /// thousandths: what each lacks of its limit, and more for a partner or a property that is missing.
  /// A measure to order by; it has no unit.
  public let distance: Int
  /// What of the project the call is about.
  public let fit: ThematicFit
  /// What the project asks for, beside the grants that the call gives.
  public let grant: GrantFit
  /// What the order goes by, the most important first.
  private let key: [Int]

  init(
    assessment: Assessment, call: Call, deadline: DatedDeadline?, distance: Int,
    fit: ThematicFit, grant: GrantFit
  ) {
    self.assessment = assessment
    self.call = call
    self.deadline = deadline
    self.distance = distance
    self.fit = fit
    self.grant = grant
    let verdict =
      switch assessment.verdict {
      case .eligible: 0
      case .cannotTell: 1
      case .notEligible: 2
      }
    let status = [CallStatus.open, .upcoming, .unknown, .closed, .cancelled]
      .firstIndex(of: assessment.status)
    let isOver = assessment.status == .closed || assessment.status == .cancelled
    let days = deadline?.daysLeft.map { isOver ? -$0 : $0 } ?? Int.max
    func count(_ outcome: Outcome) -> Int {
      assessment.results.count { $0.outcome == outcome && $0.requirement.severity == .blocking }
    }
    key = [
      verdict, count(.notMet), distance, -fit.matched.count, count(.cannotTell), status ?? 0, days,
      grant.rank,
    ]
  }

  /// The ids of the blocking requirements with an outcome.
  public func blocking(_ outcome: Outcome) -> [RequirementResult] {
    assessment.results.filter {
      $0.outcome == outcome && $0.requirement.severity == .blocking
    }
  }
}

extension Match: Comparable {
  /// The better match: by verdict; then fewer requirements that are not met, and a shorter way to
  /// them; then more themes in common; open before upcoming before what is over; then the earlier
  /// deadline; then a grant of the size that is asked for; then the id. So the order is the same for
  /// the same facts.
  public static func < (left: Match, right: Match) -> Bool {
    left.key.lexicographicallyPrecedes(right.key) { $0 < $1 }
      || (left.key == right.key && left.call.id < right.call.id)
  }

  /// Two matches of the same rank.
  public static func == (left: Match, right: Match) -> Bool {
    left.key == right.key && left.call.id == right.call.id
  }
}
