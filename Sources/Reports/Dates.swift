import CSVReading
import FundingCalls
import FundingTerms
import JSONReading

/// A date of a call, as `deadlines` lists it.
public struct ListedDate: Sendable {
  /// The call.
  public var call: Call
  /// The date.
  public var deadline: DatedDeadline

  /// All dates of some calls as known at a moment: those with a date in the order of time, then
  /// those without.
  public static func all(of calls: [Call], at moment: Moment) -> [ListedDate] {
    let dates = calls.flatMap { call in
      call.deadlines(at: moment).map { ListedDate(call: call, deadline: $0) }
    }
    return dates.enumerated().sorted { left, right in
      let (a, b) = (left.element.deadline.at?.instant, right.element.deadline.at?.instant)
      return (a ?? .max, left.offset) < (b ?? .max, right.offset)
    }.map(\.element)
  }
}

/// The answers of `deadlines`.
public enum DatesReport {
  /// One object for each date, in a list.
  public static func json(_ dates: [ListedDate]) -> [UInt8] {
    var writer = JSONWriter(style: .pretty)
    writer.array { writer in
      for date in dates {
        writer.object { writer in
          writer.member("call", string: date.call.id)
          writer.member("strand", string: nil)
          writer.member("title", string: date.call.title)
          writer.member("programme", string: date.call.programme?.id)
          writer.member("edition", string: date.deadline.edition)
          writer.member("kind", string: date.deadline.kind.description)
          writer.member("at", string: date.deadline.at?.description)
          writer.member("status", string: date.deadline.status.rawValue)
          writer.member("daysLeft", integer: date.deadline.daysLeft)
        }
      }
    }
    writer.endLine()
    return writer.takeBytes()
  }

  /// One row for each date, under the names that the objects use.
  public static func csv(_ dates: [ListedDate]) -> [UInt8] {
    var writer = CSVWriter()
    writer.row([
      "call", "strand", "title", "programme", "edition", "kind", "at", "status", "daysLeft",
    ])
    for date in dates {
      let texts = [date.call.id, nil, date.call.title, date.call.programme?.id]
      writer.row(
        (texts + [date.deadline.edition]).map { CSVGuard.guarded($0 ?? "") } + [
          date.deadline.kind.description, date.deadline.at?.description ?? "",
          date.deadline.status.rawValue, date.deadline.daysLeft.map(String.init) ?? "",
        ])
    }
    return writer.bytes
  }

  /// A line for each date: the date and hour, what is left, the call and the kind.
  public static func text(_ dates: [ListedDate], style: Style) -> String {
    let rows = dates.map { date -> [String] in
      let at = date.deadline.at
      let time = at.map { at in
        "\(at.date)" + (at.time.map { " \($0) \(at.zone.city)" } ?? "")
      }
      let edition = date.deadline.edition.map { " \($0)" } ?? ""
      return [
        time ?? "no end", left(date.deadline), date.deadline.status.rawValue,
        date.call.id + edition, "\(date.deadline.kind)", date.call.title,
      ]
    }
    return Table.text(rows, style: style) { row, column, text in
      guard column == 2 else { return text }
      switch dates[row].deadline.status {
      case .open: return style.paint(text, .good)
      case .upcoming, .unknown: return style.paint(text, .open)
      case .closed, .cancelled: return style.paint(text, .faint)
      }
    }
  }

  private static func left(_ deadline: DatedDeadline) -> String {
    guard let days = deadline.daysLeft else { return "" }
    switch days {
    case 0: return "today"
    case 1: return "1 day left"
    case -1: return "1 day ago"
    case 2...: return "\(days) days left"
    default: return "\(-days) days ago"
    }
  }
}

/// Rows of texts in columns.
enum Table {
  /// The rows, each ending in a newline; the last column is broken to the width of the style, or
  /// stands below its row where little of it would fit beside; with `cutsLast` it is cut to one line. `paint` colours a
  /// cell that is already padded.
  static func text(
    _ rows: [[String]], style: Style, cutsLast: Bool = false,
    paint: (Int, Int, String) -> String = { _, _, text in text }
  ) -> String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    let left = style.width - widths.dropLast().reduce(0) { $0 + $1 + 2 }
    let isLastShown = left >= min(widths.last ?? 0, 36)
    var result = ""
    for (index, row) in rows.enumerated() {
      var line = ""
      var below: String?
      for (column, cell) in row.enumerated() {
        if column == columns - 1 {
          guard isLastShown else {
            if !cell.isEmpty { below = cell }
            continue
          }
          if cutsLast {
            line += paint(index, column, style.cut(cell, to: left))
            continue
          }
          let indentation = "\n" + String(repeating: " ", count: style.width - left)
          line += style.lines(cell, width: left).map { paint(index, column, $0) }
            .joined(separator: indentation)
        } else {
          line += paint(index, column, style.padded(cell, to: widths[column])) + "  "
        }
      }
      while line.last == " " { line.removeLast() }
      result += line + "\n"
      if let below {
        let width = style.width - 2
        let lines = cutsLast ? [style.cut(below, to: width)] : style.lines(below, width: width)
        for line in lines {
          result += "  " + paint(index, columns - 1, line) + "\n"
        }
      }
    }
    return result
  }
}
