import FundingTerms

/// A point in time as a portal writes it: a day, or an instant.
enum PortalTime: Equatable {
  /// A day without an hour: midnight in UTC is how the portal writes it.
  case day(CalendarDate)
  /// An instant, in minutes since 1970-01-01 00:00 UTC; of seconds nothing is kept.
  case instant(Int)

  /// The time that milliseconds since 1970 name; `nil` for what is no such number, and for years
  /// before 1995 and after 2099, which no call has.
  init?(milliseconds text: String) {
    guard let milliseconds = Int(text), milliseconds >= 788_918_400_000,
      milliseconds < 4_102_444_800_000
    else { return nil }
    self.init(
      minutes: milliseconds / 60_000, dayMinutes: [0], isWholeDay: milliseconds % 86_400_000)
  }

  /// The time that a text such as `2024-04-18T19:00:00.000+0200` or `2026-03-17` names.
  ///
  /// The portal's search writes the deadline hour 17:00 as if Brussels kept UTC, so 17:00 UTC is a
  /// day as well.
  init?(iso text: String) {
    guard let date = CalendarDate(parsing: text.prefix(10)),
      (1995..<2100).contains(date.parts.year)
    else { return nil }
    let rest = text.dropFirst(10)
    if rest.isEmpty {
      self = .day(date)
      return
    }
    guard rest.first == "T" || rest.first == " ",
      let time = TimeOfDay(parsing: rest.dropFirst().prefix(5)),
      let offset = Self.offset(rest.dropFirst(6))
    else { return nil }
    let minutes = date.dayNumber * 1440 + time.minutes - offset
    self.init(minutes: minutes, dayMinutes: [0, 17 * 60], isWholeDay: 0)
  }

  /// The time that a text such as `19 May 2020` or `14 April 2015 17:00:00` names, an hour being one
  /// of Brussels: how the portal writes dates for people.
  init?(words text: String) {
    let fields = text.split(whereSeparator: \.isWhitespace)
    guard (3...4).contains(fields.count), fields[2].utf8.count == 4,
      let month = Self.months.firstIndex(of: fields[1].lowercased()),
      let day = Int(fields[0]), let year = Int(fields[2]), (1995..<2100).contains(year),
      let date = CalendarDate(year: year, month: month + 1, day: day)
    else { return nil }
    guard fields.count == 4 else {
      self = .day(date)
      return
    }
    guard let time = TimeOfDay(parsing: fields[3].prefix(5)) else { return nil }
    let isDay = time.minutes == 0 || time.minutes == 17 * 60
    let minutes = date.dayNumber * 1440 + time.minutes
    self =
      isDay
      ? .day(date)
      : .instant(minutes - Zone.brussels.offset(atInstant: minutes - 60))
  }

  /// The time that a text names in any of the portal's ways.
  init?(any text: String) {
    guard let time = Self(milliseconds: text) ?? Self(iso: text) ?? Self(words: text) else {
      return nil
    }
    self = time
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  private init(minutes: Int, dayMinutes: [Int], isWholeDay rest: Int) {
    let ofDay = minutes % 1440
    let isDay = dayMinutes.contains(ofDay) && rest % 60_000 == 0
    self = isDay ? .day(CalendarDate(dayNumber: minutes / 1440)) : .instant(minutes)
  }

  /// The minutes ahead of UTC that stand at the end of a time of day: `:00.000+0200`, `Z`; without
  /// any it is UTC.
  private static func offset(_ text: Substring) -> Int? {
    let zone = text.drop { $0 == ":" || $0 == "." || $0.isNumber }
    if zone.isEmpty || zone == "Z" { return 0 }
    let digits = zone.dropFirst().filter { $0 != ":" }
    guard zone.first == "+" || zone.first == "-", digits.count == 4,
      let hours = Int(digits.prefix(2)), let minutes = Int(digits.suffix(2)), hours < 15,
      minutes < 60
    else { return nil }
    return (zone.first == "-" ? -1 : 1) * (hours * 60 + minutes)
  }

  /// The day; of an instant that in Brussels.
  var date: CalendarDate {
    switch self {
    case .day(let date): date
    case .instant(let minutes): Zone.brussels.date(atInstant: minutes)
    }
  }

  /// The time as a deadline: on a day without an hour it is 17:00 in Brussels.
  var deadline: LocalTime {
    let time: TimeOfDay? =
      switch self {
      case .day: TimeOfDay(hour: 17, minute: 0)
      case .instant(let minutes):
        timeOfDay(minutes + Zone.brussels.offset(atInstant: minutes))
      }
    return LocalTime(date: date, time: time, zone: .brussels)
  }

  private func timeOfDay(_ minutes: Int) -> TimeOfDay? {
    let ofDay = (minutes % 1440 + 1440) % 1440
    return TimeOfDay(hour: ofDay / 60, minute: ofDay % 60)
  }
}
