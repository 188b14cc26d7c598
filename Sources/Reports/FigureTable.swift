/// Tables of figures: names at the left, figures under each other at the right. What does not fit
/// the width goes into further tables below, and no figure is ever cut.
struct FigureTable {
  /// The most columns that a name takes.
  static let widestName = 26

  var style: Style
  /// What stands above the names and above each column.
  var head: [String]
  /// The rows: a name, and a text for each column.
  var rows: [[String]] = []
  /// The rows before which a line is drawn: those of totals.
  var ruled: Set<Int> = []

  init(style: Style, head: [String]) {
    self.style = style
    self.head = head
  }

  mutating func add(_ row: [String], ruled isRuled: Bool = false) {
    if isRuled { ruled.insert(rows.count) }
    rows.append(row)
  }

  /// The table, each line behind an indentation, ending in a newline. A column that says nothing in
  /// any row is left out.
  func text(indentation: String = "  ") -> String {
    let all = [head] + rows
    let columns = head.indices.dropFirst().filter { column in
      rows.contains { $0.indices.contains(column) && !$0[column].isEmpty }
    }
    let names = all.map { style.cut($0.first ?? "", to: Self.widestName) }
    let first = names.map(\.count).max() ?? 0
    func width(_ column: Int) -> Int {
      all.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    var blocks: [[Int]] = [[]]
    var used = indentation.count + first
    for column in columns {
      if used + width(column) + 2 > style.width, blocks[blocks.count - 1].isEmpty == false {
        blocks.append([])
        used = indentation.count + first
      }
      blocks[blocks.count - 1].append(column)
      used += width(column) + 2
    }
    return blocks.map { block in
      var lines: [String] = []
      for (index, row) in all.enumerated() {
        var line = indentation + style.padded(names[index], to: first)
        for column in block {
          let cell = row.indices.contains(column) ? row[column] : ""
          line += "  " + String(repeating: " ", count: width(column) - cell.count) + cell
        }
        while line.last == " " { line.removeLast() }
        if index > 0, ruled.contains(index - 1) {
          let length = first + block.reduce(0) { $0 + width($1) + 2 }
          lines.append(
            indentation + String(repeating: style.unicode ? "─" : "-", count: length))
        }
        lines.append(index == 0 ? style.paint(line, .faint) : line)
      }
      return lines.joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }
}
