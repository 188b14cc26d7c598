/// A time of day on a clock, to the minute.
public struct TimeOfDay: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Minutes after midnight, 0 to 1439.
  public var minutes: Int

  /// 00:00, when a day begins.
  public static let midnight = TimeOfDay(minutes: 0)

  private init(minutes: Int) { self.minutes = minutes }

  /// A time by its parts; `nil` where no clock shows it.
  public init?(hour: Int, minute: Int) {
    guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
    minutes = hour * 60 + minute
  }

  /// The time that a text of the form `17:00` names.
  public init?(parsing text: some StringProtocol) {
    let bytes = Array(text.utf8.prefix(6))
    guard bytes.count == 5, bytes[2] == UInt8(ascii: ":") else { return nil }
    let digits = [bytes[0], bytes[1], bytes[3], bytes[4]].map { Int($0) - 48 }
    guard digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
    self.init(hour: digits[0] * 10 + digits[1], minute: digits[2] * 10 + digits[3])
  }

  /// The earlier time comes first.
  public static func < (left: TimeOfDay, right: TimeOfDay) -> Bool {
    left.minutes < right.minutes
  }

  /// `17:00`.
  public var description: String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    return "\(two(minutes / 60)):\(two(minutes % 60))"
  }
}

/// The time zones in which funding bodies set their deadlines.
///
/// All keep the summer time of Directive 2000/84/EC: from 01:00 UTC on the last Sunday of March to
/// 01:00 UTC on the last Sunday of October. That rule holds from 1996 on; earlier years are not
/// needed. It is computed here, so no zone files are needed and none can be missing.
public enum Zone: String, Sendable, CaseIterable {
  case brussels = "Europe/Brussels"
  case paris = "Europe/Paris"
  case berlin = "Europe/Berlin"
  case madrid = "Europe/Madrid"
  case vilnius = "Europe/Vilnius"
  case tallinn = "Europe/Tallinn"
  case dublin = "Europe/Dublin"
  case utc = "UTC"

  /// Minutes that the zone's winter time is ahead of UTC.
  public var standardOffset: Int {
    switch self {
    case .brussels, .paris, .berlin, .madrid: 60
    case .vilnius, .tallinn: 120
    case .dublin, .utc: 0
    }
  }

  /// Minutes that the zone is ahead of UTC at an instant (in minutes since 1970-01-01 00:00 UTC).
  public func offset(atInstant minutes: Int) -> Int {
    guard self != .utc else { return 0 }
    let year = CalendarDate(dayNumber: floorDivide(minutes, 1440)).parts.year
    let begin = Self.lastSunday(ofMonth: 3, year: year).dayNumber * 1440 + 60
    let end = Self.lastSunday(ofMonth: 10, year: year).dayNumber * 1440 + 60
    return standardOffset + (minutes >= begin && minutes < end ? 60 : 0)
  }

  /// The instant (minutes since 1970-01-01 00:00 UTC) at which the zone's clock shows a time on a
  /// day. An hour that the clock shows twice in autumn is taken the first time, one that it skips
  /// in spring as if it had not been put forward.
  public func instant(of date: CalendarDate, at time: TimeOfDay) -> Int {
    let wall = date.dayNumber * 1440 + time.minutes
    let summer = wall - standardOffset - 60
    if self != .utc, offset(atInstant: summer) == standardOffset + 60 { return summer }
    return wall - standardOffset
  }

  /// The day that the zone's calendar shows at an instant.
  public func date(atInstant minutes: Int) -> CalendarDate {
    CalendarDate(dayNumber: floorDivide(minutes + offset(atInstant: minutes), 1440))
  }

  static func lastSunday(ofMonth month: Int, year: Int) -> CalendarDate {
    let day = CalendarDate.daysInMonth(month, year: year)
    let last = CalendarDate(year: year, month: month, day: day) ?? CalendarDate(dayNumber: 0)
    return CalendarDate(dayNumber: last.dayNumber - last.weekday % 7)
  }
}

/// A local time of a funding body: a day, the hour where it is known, and the zone.
public struct LocalTime: Hashable, Sendable {
  /// The day in the zone's calendar.
  public var date: CalendarDate
  /// The time of day; `nil` where no source gave the hour: then the day counts whole.
  public var time: TimeOfDay?
  /// The zone of the clock.
  public var zone: Zone

  /// A local time; leave `time` out where no source gave the hour.
  public init(date: CalendarDate, time: TimeOfDay?, zone: Zone) {
    self.date = date
    self.time = time
    self.zone = zone
  }

  /// The instant in minutes since 1970-01-01 00:00 UTC; where the hour is unknown, the end of the
  /// day.
  public var instant: Int {
    if let time { return zone.instant(of: date, at: time) }
    let next = CalendarDate(dayNumber: date.dayNumber + 1)
    return zone.instant(of: next, at: .midnight)
  }
}

extension LocalTime {
  /// The time of day in UTC; where the hour is unknown, the end of the day.
  public var universalTime: TimeOfDay {
    let minutes = instant - floorDivide(instant, 1440) * 1440
    return TimeOfDay(hour: minutes / 60, minute: minutes % 60) ?? .midnight
  }
}

extension LocalTime: CustomStringConvertible {
  /// `2021-11-30T17:00:00+01:00`, or `2021-11-30` where the hour is unknown.
  public var description: String {
    guard let time else { return date.description }
    let offset = zone.offset(atInstant: instant)
    let sign = offset < 0 ? "-" : "+"
    guard let shift = TimeOfDay(hour: abs(offset) / 60, minute: abs(offset) % 60) else {
      return date.description
    }
    return "\(date)T\(time):00\(sign)\(shift)"
  }
}

/// Division that rounds towards minus infinity.
func floorDivide(_ number: Int, _ divisor: Int) -> Int {
  let quotient = number / divisor
  return number % divisor < 0 ? quotient - 1 : quotient
}
