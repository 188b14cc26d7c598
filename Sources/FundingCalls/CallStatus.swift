public import FundingTerms

/// A point in time at which one asks about dates.
public enum Moment: Sendable, Hashable {
  /// The whole of a day: a call with a deadline on the day is open.
  case day(CalendarDate)
  /// An instant, in minutes since 1970-01-01 00:00 UTC.
  case instant(Int)

  /// The day that a zone's calendar shows.
  public func date(in zone: Zone) -> CalendarDate {
    switch self {
    case .day(let date): date
    case .instant(let minutes): zone.date(atInstant: minutes)
    }
  }

  /// Whether a local time is over. On its day it is not over where the whole day is meant; to the
  /// minute, it is over from that minute on.
  func isPast(_ time: LocalTime) -> Bool {
    switch self {
    case .day(let date): time.date < date
    case .instant(let minutes): minutes >= time.instant
    }
  }
}

/// Whether proposals can be handed in.
public enum CallStatus: String, Sendable, CaseIterable {
  case upcoming, open, closed, cancelled, unknown
}

/// A deadline as it is known at a moment.
public struct DatedDeadline: Sendable {
  /// The edition of a recurring call.
  public var edition: String?
  /// What it is for.
  public var kind: DeadlineKind
  /// When it is; `nil` for a continuous call without an end.
  public var at: LocalTime?
  /// Its own status.
  public var status: CallStatus
  /// The days of the calendar until then, in its own zone; negative once it is over, `nil` without
  /// a date.
  public var daysLeft: Int?
  /// Where the date is written.
  public var source: SourceReference
  /// What is to be said about it.
  public var note: String?
  /// How often the date was changed, or the call cancelled, as far as was known.
  public var changes: Int
  /// The day on which the last of these changes became known; `nil` where there was none.
  public var changed: CalendarDate?
}

extension DeadlineKind {
  /// Whether proposals that were not invited may be handed in until then.
  public var isForProposals: Bool {
    switch self {
    case .single, .cutOff, .continuous, .stage(1): true
    case .stage, .questions: false
    }
  }
}

extension Timetable {
  /// Whether proposals can be handed in at a moment, as far as was known then.
  ///
  /// After the first stage the call is closed: the second is for those invited. With several
  /// cut-offs it is open until the last. Where the opening was not found the status is unknown
  /// until the last deadline, and then closed.
  public func status(at moment: Moment) -> CallStatus {
    if isCancelled(at: moment) { return .cancelled }
    let entries = deadlines.filter(\.kind.isForProposals)
    // Where only the second stage was found, the first is over at least when that is.
    let last = entries.isEmpty ? deadlines.filter { $0.kind == .stage(2) } : entries
    if !last.isEmpty, last.allSatisfy({ isOver($0, at: moment) }) { return .closed }
    switch hasOpened(at: moment) {
    case .no: return .upcoming
    case .yes where !entries.isEmpty: return .open
    default: return .unknown
    }
  }

  /// All deadlines as known at a moment, in the order of the document, each with its own status.
  public func entries(at moment: Moment) -> [DatedDeadline] {
    deadlines.map { deadline in
      let today = moment.date(in: deadline.zone)
      let at = deadline.at(asKnownOn: today)
      let amendments = deadline.amendments.filter { $0.knownFrom <= today }
      let cancelled = isCancelled(at: moment) ? cancellation?.knownFrom : nil
      let changes = amendments.map(\.knownFrom) + [cancelled].compactMap(\.self)
      return DatedDeadline(
        edition: edition, kind: deadline.kind, at: at, status: status(of: deadline, at: moment),
        daysLeft: at.map { $0.date.dayNumber - today.dayNumber },
        source: amendments.last?.source ?? deadline.source,
        note: amendments.last?.note ?? deadline.note,
        changes: changes.count, changed: changes.max())
    }
  }

  private func status(of deadline: Deadline, at moment: Moment) -> CallStatus {
    if isCancelled(at: moment) { return .cancelled }
    if isOver(deadline, at: moment) { return .closed }
    return switch hasOpened(at: moment) {
    case .yes: .open
    case .no: .upcoming
    case .unknown: .unknown
    }
  }

  private func isOver(_ deadline: Deadline, at moment: Moment) -> Bool {
    guard let at = deadline.at(asKnownOn: moment.date(in: deadline.zone)) else { return false }
    return moment.isPast(at)
  }

  private func isCancelled(at moment: Moment) -> Bool {
    cancellation.map { $0.knownFrom <= moment.date(in: zone) } ?? false
  }

  private func hasOpened(at moment: Moment) -> Truth {
    opening.map { Truth($0.date <= moment.date(in: zone)) } ?? .unknown
  }

  /// The zone in which the days of the timetable count.
  private var zone: Zone { deadlines.first?.zone ?? .brussels }
}

extension Call {
  /// Whether proposals can be handed in at a moment: open if one edition is, else upcoming if one
  /// is, else unknown if one is; cancelled only if all are.
  public func status(at moment: Moment) -> CallStatus {
    let found = Set(timetables.map { $0.status(at: moment) })
    return [.open, .upcoming, .unknown, .closed, .cancelled].first { found.contains($0) }
      ?? .unknown
  }

  /// All deadlines of all editions as known at a moment, in the order of the document.
  public func deadlines(at moment: Moment) -> [DatedDeadline] {
    timetables.flatMap { $0.entries(at: moment) }
  }

  /// The next deadline for proposals as known at a moment; where all are over, the last; `nil` where
  /// none has a date.
  ///
  /// A cancelled edition counts only where there is no other.
  public func deadline(at moment: Moment) -> DatedDeadline? {
    let dated = deadlines(at: moment).filter { $0.kind.isForProposals && $0.at != nil }
    let standing = dated.filter { $0.status != .cancelled }
    let ordered = (standing.isEmpty ? dated : standing).sorted { left, right in
      (left.at?.instant ?? .max) < (right.at?.instant ?? .max)
    }
    return ordered.first { deadline in deadline.at.map { !moment.isPast($0) } ?? false }
      ?? ordered.last
  }

  /// The next deadline for proposals that is not over; `nil` where there is none.
  public func nextDeadline(at moment: Moment) -> DatedDeadline? {
    deadline(at: moment).flatMap { $0.status == .closed || $0.status == .cancelled ? nil : $0 }
  }

  /// The opening of the edition to which the next (or last) deadline belongs; `nil` where it was not
  /// found.
  public func opening(at moment: Moment) -> Opening? {
    guard let edition = deadline(at: moment)?.edition else { return timetables.last?.opening }
    return timetables.first { $0.edition == edition }?.opening
  }

  /// The day as of which the association of countries counts: that of the next (or last) deadline as
  /// known at a moment; where the call has none, `nil`.
  public func referenceDate(at moment: Moment) -> CalendarDate? { deadline(at: moment)?.at?.date }
}
