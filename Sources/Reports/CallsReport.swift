import FundingCalls
import FundingTerms
import JSONReading

/// The answers of `calls`: the library at a glance.
public enum CallsReport {
  /// One object for each call, in a list.
  public static func json(_ calls: [Call], at moment: Moment) -> [UInt8] {
    var writer = JSONWriter(style: .pretty)
    writer.array { writer in
      for call in calls {
        writer.object { writer in
          writer.member("call", string: call.id)
          writer.member("title", string: call.title)
          writer.member("programme", string: call.programme?.id)
          writer.member("typeOfAction", string: call.typeOfAction)
          writer.member("status", string: call.status(at: moment).rawValue)
          writer.member("opens", string: call.opening(at: moment)?.date.description)
          writer.member("nextDeadline", string: call.nextDeadline(at: moment)?.at?.description)
          writer.member("budget", cents: call.budget.amount?.cents)
          writer.key("strands")
          writer.array { writer in
            for strand in call.strands {
              writer.object { writer in
                writer.member("id", string: strand.id)
                writer.member("title", string: strand.title)
              }
            }
          }
        }
      }
    }
    writer.endLine()
    return writer.takeBytes()
  }

  /// A line for each call: id, status, deadline, budget and title.
  public static func text(_ calls: [Call], at moment: Moment, style: Style) -> String {
    let statuses = calls.map { $0.status(at: moment) }
    let rows = zip(calls, statuses).map { call, status -> [String] in
      let deadline = call.deadline(at: moment)?.at?.date.description ?? "not stated"
      let budget = call.budget.amount.map(\.description) ?? "not stated"
      return [call.id, status.rawValue, deadline, budget, call.title]
    }
    let head = [["call", "status", "deadline", "budget", "title"]]
    return Table.text(head + rows, style: style) { row, column, text in
      guard row > 0 else { return style.paint(text, .faint) }
      guard column == 1 else { return text }
      return style.paint(text, statuses[row - 1] == .open ? .good : .faint)
    }
  }
}
