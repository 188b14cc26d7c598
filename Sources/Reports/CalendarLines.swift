import FundingCalls
import FundingTerms

/// Content lines of an iCalendar file: escaped, folded and ended as RFC 5545 asks.
struct CalendarLines {
  /// The lines so far.
  private(set) var text = ""

  /// A component with what is in it.
  mutating func block(_ name: String, _ content: (inout CalendarLines) -> Void) {
    add("BEGIN", name)
    content(&self)
    add("END", name)
  }

  /// A property whose value is text: commas, semicolons and ends of lines are escaped.
  mutating func add(_ name: String, text value: String) {
    var escaped = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": escaped += "\\" + String(scalar)
      case "\n": escaped += "\\n"
      default:
        if scalar.value >= 0x20, scalar.value != 0x7F { escaped.unicodeScalars.append(scalar) }
      }
    }
    add(name, escaped)
  }

  /// A property whose value stands as it is, folded after 75 bytes but in no character.
  mutating func add(_ name: String, _ value: String) {
    var width = 0
    for scalar in "\(name):\(value)".unicodeScalars {
      let bytes = UTF8.width(scalar)
      if width + bytes > 75 {
        text += "\r\n "
        width = 1
      }
      text.unicodeScalars.append(scalar)
      width += bytes
    }
    text += "\r\n"
  }

  /// The half hour that ends at a time, or the whole day where the hour is not known.
  mutating func addDuration(endingAt at: LocalTime) {
    guard let time = at.time else {
      add("DTSTART;VALUE=DATE", Self.day(at.date))
      add("DTEND;VALUE=DATE", Self.day(CalendarDate(dayNumber: at.date.dayNumber + 1)))
      return
    }
    let start = time.minutes - 30
    let first = CalendarDate(dayNumber: at.date.dayNumber - (start < 0 ? 1 : 0))
    let zone = at.zone == .utc ? "" : ";TZID=\(at.zone.rawValue)"
    let mark = at.zone == .utc ? "Z" : ""
    add("DTSTART\(zone)", Self.time(first, minutes: (start + 1440) % 1440) + mark)
    add("DTEND\(zone)", Self.time(at.date, minutes: time.minutes) + mark)
  }

  /// The rules of a zone, exact from 1996 on.
  mutating func add(_ zone: Zone) {
    let (winter, summer) = (Self.offset(zone.standardOffset), Self.offset(zone.standardOffset + 60))
    block("VTIMEZONE") { lines in
      lines.add("TZID", zone.rawValue)
      for (name, month, from, to, first) in [
        ("DAYLIGHT", 3, winter, summer, "19960331"), ("STANDARD", 10, summer, winter, "19961027"),
      ] {
        lines.block(name) { lines in
          // Clocks change at 01:00 UTC, and the rule counts by the clock before the change.
          let before = zone.standardOffset + (name == "STANDARD" ? 60 : 0)
          lines.add("DTSTART", "\(first)T\(Self.clock(60 + before))")
          lines.add("RRULE", "FREQ=YEARLY;BYMONTH=\(month);BYDAY=-1SU")
          lines.add("TZOFFSETFROM", from)
          lines.add("TZOFFSETTO", to)
        }
      }
    }
  }

  /// An instant as `20211130T160000Z`.
  static func utc(instant: Int) -> String {
    let date = Zone.utc.date(atInstant: instant)
    return time(date, minutes: instant - date.dayNumber * 1440) + "Z"
  }

  private static func time(_ date: CalendarDate, minutes: Int) -> String {
    "\(day(date))T\(clock(minutes))"
  }

  private static func day(_ date: CalendarDate) -> String { date.description.filter { $0 != "-" } }

  private static func clock(_ minutes: Int) -> String {
    two(minutes / 60) + two(minutes % 60) + "00"
  }

  private static func offset(_ minutes: Int) -> String {
    "+" + two(minutes / 60) + two(minutes % 60)
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
