import FundingCalls
import FundingTerms

/// A figure, a date or the budget of two calls, where they differ; `nil` is not stated.
public struct ChangedFigure: Sendable {
  /// What it is called.
  public var name: String
  /// What the old call says.
  public var old: String?
  /// What the new call says.
  public var new: String?

  /// The parameters, dates and budgets in which two calls differ, as known at a moment.
  public static func all(from old: Call, to new: Call, at moment: Moment) -> [ChangedFigure] {
    pairs(parameters(old, moment), parameters(new, moment))
      + pairs(dates(old, moment), dates(new, moment))
      + pairs(
        [("budget", old.budget.amount?.description)], [("budget", new.budget.amount?.description)])
  }

  private static func pairs(
    _ old: [(name: String, value: String?)], _ new: [(name: String, value: String?)]
  ) -> [ChangedFigure] {
    let dropped = old.filter { item in !new.contains { $0.name == item.name } }
    return
      (new.map { item in
        ChangedFigure(
          name: item.name, old: old.first { $0.name == item.name }?.value, new: item.value)
      } + dropped.map { ChangedFigure(name: $0.name, old: $0.value, new: nil) })
      .filter { $0.old != $0.new }
  }

  private static func parameters(_ call: Call, _ moment: Moment) -> [(name: String, value: String?)]
  {
    let day = call.referenceDate(at: moment) ?? moment.date(in: .brussels)
    return call.definitions.parameters.map { ($0.name, $0.value(on: day)?.text) }
      + call.definitions.tables.flatMap { table in
        table.rows.map { ("\(table.id) \($0.labels.joined(separator: " "))", $0.value.text) }
      }
  }

  private static func dates(_ call: Call, _ moment: Moment) -> [(name: String, value: String?)] {
    let opening = call.opening(at: moment)?.date.description
    return [("opens", opening)]
      + call.deadlines(at: moment).map { deadline in
        let edition = deadline.edition.map { " \($0)" } ?? ""
        let text = deadline.at.map { at in
          "\(at.date)" + (at.time.map { " \($0) \(at.zone.city)" } ?? "")
        }
        return ("deadline\(edition) \(deadline.kind)", text ?? "no end")
      }
  }
}
