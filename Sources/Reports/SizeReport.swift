import Consortia
import FundingTerms
import JSONReading
public import SMEDefinition
import SourceText

/// The answer of `sme`: the status of each participant, and a table like that of the Commission's
/// declaration form, which shows what counts with which weight and why.
public struct SizeReport: Sendable {
  /// A participant with what came of the definition for it.
  public struct Item: Sendable {
    /// The participant's id.
    public var id: String
    /// What it is called, if that is known.
    public var name: String?
    /// What the file itself says.
    public var stated: Bool?
    /// What the figures say.
    public var result: SizeResult

    /// A participant with its result.
    public init(id: String, name: String?, stated: Bool?, result: SizeResult) {
      self.id = id
      self.name = name
      self.stated = stated
      self.result = result
    }
  }

  private let style: Style
  private let rules: SizeRules

  /// A report in a style.
  public init(style: Style, rules: SizeRules) {
    self.style = style
    self.rules = rules
  }

  /// The answers for a consortium, ending in a newline.
  public func text(_ items: [Item], of consortium: String) -> String {
    var parts = [
      style.paint(
        style.wrapped("\(shown(consortium)): SME status of its participants", indentation: "  "),
        .strong)
    ]
    parts += items.map(text)
    if items.contains(where: hasTable) {
      parts.append(
        style.paint(
          style.wrapped(
            "By Recommendation 2003/361/EC. Staff in annual work units, amounts in EUR, each with its "
              + "weight; holdings as they are now, for every period.", indentation: ""), .faint))
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private func text(_ item: Item) -> String {
    var lines = [head(item)]
    for reason in item.result.reasons {
      lines.append(style.wrapped(shown(reason), first: "  ", indentation: "  "))
    }
    if let stated = item.stated, item.result.isSME != stated {
      let what = stated ? "an SME" : "no SME"
      lines.append("  the file says that it is \(what), and that is what counts in 'check'")
    }
    if !item.result.missing.isEmpty {
      let missing = MissingText.text(item.result.missing, limit: 3)
      lines.append(style.wrapped("would tell: \(missing)", first: "  ", indentation: "    "))
    }
    if hasTable(item) {
      for period in item.result.periods { lines += [""] + table(period) }
    }
    return lines.joined(separator: "\n")
  }

  private func head(_ item: Item) -> String {
    let (word, colour): (String, Style.Colour) =
      switch item.result.status {
      case .sme: ("SME", .good)
      case .notSME: ("NOT AN SME", .bad)
      case .cannotTell: ("CANNOT TELL", .open)
      case .notAnEnterprise: ("NOT AN ENTERPRISE", .faint)
      }
    let size =
      item.result.status == .sme
      ? item.result.size.map { ", \($0.rawValue)" } ?? ", size open" : ""
    let id = " (\(shown(item.id)))"
    let name = item.name.map { shown($0) } ?? ""
    let room = style.width - word.count - size.count - id.count - 4
    let who = name.isEmpty ? shown(item.id) : style.cut(name, to: max(room, 12)) + id
    return "\(style.paint(word, .strong, colour))\(size)  \(who)"
  }

  /// Whether there is anything to put into a table.
  private func hasTable(_ item: Item) -> Bool {
    item.result.periods.contains { period in
      period.rows.count > 1
        || period.rows.contains {
          $0.headcount != nil || $0.turnover != nil || $0.balanceSheet != nil
        }
    }
  }

  private func shown(_ text: String) -> String { PlainText.shown(text, limit: 300) }

  // MARK: The table

  /// A line of the table: the texts of its columns, or a reason below the line before.
  private enum Line {
    case cells([String], [Style.Colour?])
    case note(String)
  }

  private func table(_ period: SizePeriod) -> [String] {
    var lines: [Line] = [
      .cells(
        [title(period), "relation", "weight", "staff", "turnover", "balance sheet"],
        [.strong, .faint, .faint, .faint, .faint, .faint])
    ]
    for row in period.rows {
      lines.append(
        .cells(cells(row), row.weight.upperBound == 0 ? Array(repeating: .faint, count: 6) : []))
      let reason = [row.article, row.reason].filter { !$0.isEmpty }.joined(separator: ": ")
      let consolidated = row.isConsolidated ? "in the consolidated accounts of another" : ""
      let note = [reason, consolidated].filter { !$0.isEmpty }.joined(separator: "; ")
      if !note.isEmpty { lines.append(.note(shown(note))) }
    }
    return laidOut(lines + totals(period) + ceilings(period))
  }

  private func title(_ period: SizePeriod) -> String {
    let year = period.year.map(String.init) ?? "Last period"
    let size =
      period.size.map { ": \($0.rawValue)" } ?? ": "
      + period.sizes.map(\.rawValue)
      .joined(separator: " or ")
    return year + size + (period.isEstimate ? " (estimate)" : "")
      + (period.ownershipChanged ? " (changed hands)" : "")
  }

  private func cells(_ row: SizeRow) -> [String] {
    let low = Percentage(millionths: row.weight.lowerBound)
    let high = Percentage(millionths: row.weight.upperBound)
    let relation =
      switch row.relation {
      case .noEnterprise: "none"
      default: row.relation.rawValue
      }
    guard high.millionths > 0 else {
      return [shown(row.name), relation, row.isConsolidated ? "0 %" : "-", "", "", ""]
    }
    func counted(_ hundredths: Int64?) -> String {
      guard let hundredths else { return "?" }
      guard low == high else { return hundredths == 0 ? "0" : "?" }
      return Digits.hundredths(Int128(hundredths) * Int128(low.millionths) / 1_000_000)
    }
    func money(_ cents: Int64?) -> String {
      guard let cents else { return "?" }
      guard low == high else { return cents == 0 ? "0" : "?" }
      return Digits.money(cents: Int128(cents) * Int128(low.millionths) / 1_000_000)
    }
    return [
      shown(row.name), relation, low == high ? "\(low)" : "\(low.digits)-\(high)",
      counted(row.headcount?.hundredths), money(row.turnover?.cents),
      money(row.balanceSheet?.cents),
    ]
  }

  private func totals(_ period: SizePeriod) -> [Line] {
    let ranges = [period.headcount, period.turnover, period.balanceSheet]
    func text(_ hundredths: Int64?, _ column: Int) -> String {
      guard let hundredths else { return "no limit" }
      return column == 0
        ? Digits.hundredths(Int128(hundredths)) : Digits.money(cents: Int128(hundredths))
    }
    let least = ranges.enumerated().map { text($1.leastHundredths, $0) }
    guard ranges.contains(where: { !$0.isExact }) else {
      return [.cells(["Total", "", ""] + least, Array(repeating: .strong, count: 6))]
    }
    let most = ranges.enumerated().map { text($1.mostHundredths, $0) }
    return [
      .cells(["Total, at least", "", ""] + least, Array(repeating: .strong, count: 6)),
      .cells(["Total, at most", "", ""] + most, Array(repeating: .strong, count: 6)),
    ]
  }

  /// The ceilings that matter: those of the class, and those of all SMEs.
  private func ceilings(_ period: SizePeriod) -> [Line] {
    let last = rules.ceilings.count - 1
    let lowest = rules.ceilings.firstIndex { $0.size == period.sizes.first } ?? last
    return Set([lowest, last]).sorted().map { index in
      let ceiling = rules.ceilings[index]
      let atMost = style.unicode ? "≤" : "<="
      return .cells(
        [
          "\(ceiling.size.rawValue): staff, and turnover or balance", "", "",
          "< \(ceiling.headcountBelow)",
          "\(atMost) \(Digits.money(cents: Int128(ceiling.turnover.cents)))",
          "\(atMost) \(Digits.money(cents: Int128(ceiling.balanceSheet.cents)))",
        ], Array(repeating: .faint, count: 6))
    }
  }

  /// Figures flush right and never cut; names take the room that is left.
  private func laidOut(_ lines: [Line]) -> [String] {
    var widths = [Int](repeating: 0, count: 6)
    for case .cells(let cells, _) in lines {
      // Why: a name that is longer than its column may run over empty ones.
      for (column, cell) in cells.enumerated() where column > 0 {
        widths[column] = max(widths[column], cell.count)
      }
    }
    widths[0] = max(style.width - 2 - widths.dropFirst().reduce(0) { $0 + $1 + 2 }, 12)
    return lines.flatMap { line -> [String] in
      switch line {
      case .note(let text):
        return [style.paint(style.wrapped(text, first: "    ", indentation: "      "), .faint)]
      case .cells(let cells, let colours):
        let free = cells[1].isEmpty && cells[2].isEmpty ? widths[1] + widths[2] + 4 : 0
        let name = style.padded(
          style.cut(cells[0], to: widths[0] + free), to: widths[0] + free)
        var parts = [paint(name, colours, 0)]
        for column in (free > 0 ? 3 : 1)..<6 {
          let space = String(repeating: " ", count: widths[column] - cells[column].count)
          let text = column == 1 ? cells[column] + space : space + cells[column]
          parts.append(paint(text, colours, column))
        }
        var text = "  " + parts.joined(separator: "  ")
        while text.last == " " { text.removeLast() }
        return [text]
      }
    }
  }

  private func paint(_ text: String, _ colours: [Style.Colour?], _ column: Int) -> String {
    guard colours.indices.contains(column), let colour = colours[column] else { return text }
    return style.paint(text, colour)
  }
}
