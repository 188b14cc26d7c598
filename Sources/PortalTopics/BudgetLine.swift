import FundingTerms
import JSONReading

/// A line of the budget of a call, which holds the lines of all its topics.
struct BudgetLine {
  let action: String
  let opening: PortalTime?
  let model: String?
  let deadlines: [PortalTime]
  let total: Money?
  let grants: Int?
  let least: Money?
  let largest: Money?

  init(_ value: JSONValue) {
    action = value["action"]?.line ?? ""
    opening = value["plannedOpeningDate"]?.scalar.flatMap { PortalTime(any: $0) }
    model = value["deadlineModel"]?.word
    deadlines = (value["deadlineDates"]?.each ?? []).compactMap { date in
      date.scalar.flatMap { PortalTime(any: $0) }
    }
    let years = (value["budgetYearMap"]?.members ?? []).compactMap(\.value.money)
    let sum = years.reduce(Int128(0)) { $0 + Int128($1.cents) }
    total = sum > 0 && sum <= Int128(Money.largest.cents) ? Money(cents: Int64(sum)) : nil
    grants = value["expectedGrants"]?.count
    least = value["minContribution"]?.money
    largest = value["maxContribution"]?.money
  }

  /// The lines of one topic in the map of its call: those whose action begins with its identifier.
  static func all(in overview: JSONValue?, of identifier: String) -> [BudgetLine] {
    let start = identifier.lowercased() + " - "
    let lines = (overview?["budgetTopicActionMap"]?.members ?? []).flatMap(\.value.each)
    return lines.map { BudgetLine($0) }.filter { $0.action.lowercased().hasPrefix(start) }
  }

  /// The type of action: what follows the identifier.
  func type(of identifier: String) -> String {
    String(action.dropFirst(identifier.count + 3))
  }
}

extension TopicBudget {
  /// The budget that the lines of a topic make.
  init(_ lines: [BudgetLine]) {
    let totals = lines.compactMap(\.total)
    let sum = totals.reduce(Int128(0)) { $0 + Int128($1.cents) }
    guard let first = totals.first, sum <= Int128(Money.largest.cents) else {
      self = .notStated
      return
    }
    let isRepeated = totals.count > 1 && totals.allSatisfy { $0 == first }
    self =
      isRepeated
      ? .perhapsShared(first, actions: totals.count) : .amount(Money(cents: Int64(sum)))
  }
}

extension Array {
  /// What all elements that have a value agree on; `nil` where they have none or differ.
  func agreed<Value: Equatable>(_ value: (Element) -> Value?) -> Value? {
    let values = compactMap(value)
    return values.allSatisfy { $0 == values.first } ? values.first : nil
  }
}
