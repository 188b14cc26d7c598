import FundingTerms

/// The two-year rule of Article 4(2) for one ceiling: the status changes only when two periods in a
/// row lie on the other side.
struct StatusHistory {
  /// What is known of one period.
  struct Period {
    /// Whether its figures lie below the ceiling.
    var isBelow: Truth
    /// Whether it decides by itself: the first of a new enterprise, an estimate, or the first after
    /// a change of ownership.
    var decides: Bool
  }

  /// Whether the status is held after the last of some periods, the oldest first.
  ///
  /// Of an oldest period before which others must have been, one below the ceiling is taken as the
  /// status; one above it proves the loss only where `oldestDecides`.
  static func status(_ periods: [Period], oldestDecides: Bool) -> Truth {
    guard let first = periods.first else { return .unknown }
    var status = first.isBelow
    if status == .no, !first.decides, !oldestDecides { status = .unknown }
    for (before, period) in zip(periods, periods.dropFirst()) {
      guard !period.decides else {
        status = period.isBelow
        continue
      }
      var found: Truth?
      for now in possible(period.isBelow) {
        for then in possible(before.isBelow) {
          let next = now == then ? now : status
          found = found.map { $0.agreed(with: next) } ?? next
        }
      }
      status = found ?? .unknown
    }
    return status
  }

  private static func possible(_ truth: Truth) -> [Truth] {
    truth == .unknown ? [.no, .yes] : [truth]
  }
}
