import FundingCalls
import FundingTerms

/// The dates of calls as a calendar to subscribe to (RFC 5545, METHOD PUBLISH).
///
/// The same dates give the same bytes: nothing in it comes from the clock. An event keeps its UID
/// when its date moves, and its SEQUENCE rises with every amendment, so that calendars move it.
/// Every event is half an hour that ends at the deadline, since some programs show nothing of an
/// event without a length; where the hour is not known it is the whole day.
public struct DatesCalendar: Sendable {
  /// The days before a deadline on which to remind.
  private let alarms: [Int]

  /// A calendar with a reminder so many days before each deadline.
  public init(alarms: [Int] = []) { self.alarms = alarms }

  /// The calendar; dates without an end have no place in it.
  public func text(_ dates: [ListedDate]) -> String {
    let events = dates.compactMap { date in date.deadline.at.map { (date: date, at: $0) } }
    let zones = Zone.allCases.filter { zone in
      zone != .utc && events.contains { $0.at.zone == zone && $0.at.time != nil }
    }
    var lines = CalendarLines()
    lines.block("VCALENDAR") { lines in
      lines.add("VERSION", "2.0")
      lines.add("PRODID", "-//fundcall//Deadlines//EN")
      lines.add("CALSCALE", "GREGORIAN")
      lines.add("METHOD", "PUBLISH")
      lines.add("X-WR-CALNAME", "Funding call deadlines")
      lines.add("X-WR-TIMEZONE", Zone.brussels.rawValue)
      lines.add("REFRESH-INTERVAL;VALUE=DURATION", "P1D")
      lines.add("X-PUBLISHED-TTL", "P1D")
      for zone in zones { lines.add(zone) }
      for event in events { add(event.date, at: event.at, to: &lines) }
    }
    return lines.text
  }

  private func add(_ date: ListedDate, at: LocalTime, to lines: inout CalendarLines) {
    let (call, deadline) = (date.call, date.deadline)
    let read = [deadline.source.read, deadline.changed].compactMap(\.self).max()
    let stamp = CalendarLines.utc(
      instant: (read ?? CalendarDate(dayNumber: 0)).dayNumber * 1440)
    lines.block("VEVENT") { lines in
      lines.add("UID", uid(date))
      lines.add("DTSTAMP", stamp)
      lines.add("LAST-MODIFIED", stamp)
      lines.add("SEQUENCE", String(deadline.changes))
      lines.addDuration(endingAt: at)
      lines.add("SUMMARY", text: summary(date))
      lines.add("DESCRIPTION", text: description(date, at: at))
      lines.add("CATEGORIES", text: call.programme?.id ?? "Funding")
      lines.add("STATUS", deadline.status == .cancelled ? "CANCELLED" : "CONFIRMED")
      lines.add("TRANSP", "TRANSPARENT")
      if let url = deadline.source.url { lines.add("URL", url) }
      guard deadline.status != .cancelled else { return }
      for days in alarms {
        lines.block("VALARM") { lines in
          lines.add("ACTION", "DISPLAY")
          lines.add("DESCRIPTION", text: "\(days == 1 ? "1 day" : "\(days) days") to \(call.id)")
          lines.add("TRIGGER;RELATED=END", "-P\(days)D")
        }
      }
    }
  }

  /// What stays the same when the date, the title or the source changes.
  private func uid(_ date: ListedDate) -> String {
    let parts = [date.call.id, date.deadline.edition, date.deadline.kind.description]
    let name = parts.compactMap(\.self).joined(separator: ".").lowercased()
    return name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0)) ? $0 : "-" }
      + "@deadlines.fundcall"
  }

  private func summary(_ date: ListedDate) -> String {
    let edition = date.deadline.edition.map { " \($0)" } ?? ""
    let what =
      switch date.deadline.kind {
      case .single: "closes"
      case .stage(1): "closes (first stage)"
      case .stage: "closes (second stage, for those invited)"
      case .cutOff(let number): "cut-off \(number)"
      case .questions: "last day for questions"
      case .continuous: "last day for applications"
      }
    return "\(date.call.id)\(edition) \(what)"
  }

  private func description(_ date: ListedDate, at: LocalTime) -> String {
    let hour =
      at.time.map { time in
        "Until \(time) \(at.zone.city) time (\(at.universalTime) UTC)."
      } ?? "The hour is not stated in the sources read."
    let locator = date.deadline.source.locator.map { ", \($0)" } ?? ""
    let source = "Source: \(date.deadline.source.document)\(locator)"
    return [date.call.title, hour, date.deadline.note, source].compactMap(\.self)
      .joined(separator: "\n")
  }
}
