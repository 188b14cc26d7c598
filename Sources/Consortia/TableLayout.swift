import CSVReading
import SourceText

/// The headings and rows of a table: what a spreadsheet calls the cell at an offset.
struct TableLayout: Sendable {
  let reader: CSVReader
  var headings: [String] = []
  var headingStart = 0
  /// Where the rows begin, in order.
  var rows: [(start: Int, number: Int)] = []

  init(reader: CSVReader) { self.reader = reader }

  /// What to call what stands at an offset: its heading and its cell, as `'role' in F3`; where no
  /// cell is meant, the fact.
  func subject(_ fact: String, at offset: Int?) -> String {
    guard let offset, let cell = cell(at: offset), headings.indices.contains(cell.column) else {
      return "'\(PlainText.shown(fact, limit: 120))'"
    }
    let name = CSVRow.name(ofCellIn: cell.column, row: cell.row)
    return "'\(PlainText.shown(headings[cell.column], limit: 120))' in \(name)"
  }

  /// What a spreadsheet calls the cell at an offset.
  func cellName(at offset: Int) -> String {
    guard let cell = cell(at: offset) else { return "another row" }
    return CSVRow.name(ofCellIn: cell.column, row: cell.row)
  }

  private func cell(at offset: Int) -> (row: Int, column: Int)? {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].start <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    var again = reader.resumed(at: rows[low - 1].start, row: rows[low - 1].number)
    guard let row = again.next(),
      let column = row.cells.lastIndex(where: { $0.range.lowerBound <= offset })
    else { return nil }
    return (row.number, column)
  }
}
