import Consortia
public import Eligibility
import FundingCalls
public import FundingTerms
import JSONReading
import SourceText

/// The answer of `aid`: the small aid of each undertaking, the room that is left, and the days on
/// which there is more.
public struct AidReport: Sendable {
  private let style: Style

  /// A report in a style.
  public init(style: Style) { self.style = style }

  /// The answer for a consortium, ending in a newline.
  public func text(
    _ ledger: AidLedger, people: [Participant], of consortium: String, on day: CalendarDate
  ) -> String {
    var parts = [
      style.paint(
        style.wrapped("\(shown(consortium)): small aid on \(day)", indentation: "  "), .strong)
    ]
    let accounts = ledger.accounts()
    parts += accounts.map { text($0, people) }
    var notes: [String] = []
    if !ledger.withoutState.isEmpty {
      let names = ledger.withoutState.map { shown(people[$0].id) }.joined(separator: ", ")
      notes.append("No state is known of which \(names) could have had aid.")
    }
    if !ledger.otherRegimes.isEmpty {
      let words = ledger.otherRegimes.map { "'\(shown($0))'" }.joined(separator: ", ")
      notes.append("Aid under \(words) is no small aid and is not counted.")
    }
    if let first = accounts.first {
      notes.append(
        "Counted from \(first.from) to \(day), by undertaking and state; aid counts from the day on "
          + "which the right to it was given. Room is what may still be granted if nothing else is."
      )
    }
    if let first = ledger.rollingFrom {
      notes.append(
        "Before \(first) three fiscal years were counted, which a file does not state.")
    }
    let lines = notes.map { style.paint(style.wrapped($0, indentation: ""), .faint) }
    if !lines.isEmpty { parts.append(lines.joined(separator: "\n")) }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func text(_ account: AidAccount, _ people: [Participant]) -> String {
    let names = account.members.map { people[$0].name ?? people[$0].id }
    let ids = account.members.map { people[$0].id }.joined(separator: ", ")
    let tail = " (\(shown(ids))) - \(account.state) - \(account.regime.title.lowercased())"
    let who = style.cut(
      shown(names.joined(separator: ", ")), to: max(style.width - tail.count, 16))
    var lines = [style.paint(who, .strong) + style.cut(tail, to: max(style.width - 16, 20))]
    lines.append(style.wrapped(summary(account), first: "  ", indentation: "    "))
    if !account.missing.isEmpty {
      let missing = MissingText.text(account.missing, limit: 3)
      lines.append(style.wrapped("would tell: \(missing)", first: "  ", indentation: "    "))
    }
    lines += entries(account, people)
    if account.steps.count > 1 || account.steps.first?.room.isExact == true {
      lines += timeline(account)
    }
    return lines.joined(separator: "\n")
  }

  private func summary(_ account: AidAccount) -> String {
    guard let ceiling = account.ceiling else {
      return "\(amount(account.used)) is counted; no ceiling is known for the day"
    }
    let used = "\(amount(account.used)) of \(ceiling) is used"
    guard let room = account.steps.first?.room else { return used }
    let excess = account.used.least - Int128(ceiling.cents)
    if excess > 0 {
      return style.paint("no room", .strong, .bad)
        + ": \(used), EUR \(Digits.money(cents: excess)) too much"
    }
    let head = room.most == 0 ? "no room" : "room for \(amount(room))"
    return style.paint(head, .strong, room.most == 0 ? .bad : room.isExact ? .good : .open)
      + ": \(used)"
  }

  private func amount(_ range: AmountRange) -> String {
    let least = "EUR \(Digits.money(cents: range.least))"
    guard let most = range.most else { return "\(least) or more" }
    if most == range.least { return least }
    return range.least == 0
      ? "at most EUR \(Digits.money(cents: most))"
      : "\(least) to EUR \(Digits.money(cents: most))"
  }

  // MARK: Aids

  private func entries(_ account: AidAccount, _ people: [Participant]) -> [String] {
    let rows = account.entries.map { entry -> [String] in
      let standing =
        switch entry.standing {
        case .counts: entry.leaves.map { "counts until \(before($0))" } ?? "counts"
        case .open: "may count" + (entry.leaves.map { " until \(before($0))" } ?? "")
        case .over: entry.leaves.map { "over since \($0)" } ?? "over"
        case .later: "after the day, not counted"
        }
      let whose = account.members.count > 1 || !account.members.contains(entry.participant)
      return [
        "  " + (entry.aid.date.map { "\($0)" } ?? "day open  "),
        entry.aid.amount.map { "\($0)" } ?? "amount open",
        standing + (whose ? " (\(shown(people[entry.participant].id)))" : ""),
      ]
    }
    guard !rows.isEmpty else { return [] }
    let text = Table.text(rows, style: style) { row, _, text in
      account.entries[row].standing == .counts ? text : style.paint(text, .faint)
    }
    return text.split(separator: "\n").map { "  " + $0 }
  }

  private func before(_ day: CalendarDate) -> CalendarDate {
    CalendarDate(dayNumber: day.dayNumber - 1)
  }

  // MARK: The timeline

  /// The room from each day on, as a bar of the ceiling.
  private func timeline(_ account: AidAccount) -> [String] {
    let amounts = account.steps.map { amount($0.room) }
    let width = amounts.map(\.count).max() ?? 0
    let room = min(style.width - width - 24, 30)
    let unknown = account.steps.contains { !$0.room.isExact }
    let head = "  room from" + (unknown ? " (certain and possible)" : "")
    return [style.paint(head, .faint)]
      + zip(account.steps, amounts).map { step, amount in
        let text = "    \(step.day)  " + style.padded(amount, to: width)
        return room < 10 ? text : text + "  " + bar(step, room)
      }
  }

  private func bar(_ step: AidAccount.Step, _ width: Int) -> String {
    let whole = max(Int128(step.ceiling.cents), 1)
    func cells(_ cents: Int128) -> Int { Int(clamping: min(cents, whole) * Int128(width) / whole) }
    let certain = cells(step.room.least)
    let possible = max(cells(step.room.most ?? whole) - certain, 0)
    let full = String(repeating: style.unicode ? "█" : "=", count: certain)
    let open = String(repeating: style.unicode ? "▒" : "?", count: possible)
    let rest = String(repeating: style.unicode ? "░" : ".", count: width - certain - possible)
    return style.paint(full, .good) + style.paint(open, .open) + style.paint(rest, .faint)
  }

  private func shown(_ text: String) -> String { PlainText.shown(text, limit: 200) }
}
