public import SourceText

/// Reads a table row by row, as RFC 4180 and spreadsheets write it: cells between commas,
/// semicolons, tabs or bars, in quotes where they have to be, lines ended in any of three ways.
///
///     var (reader, diagnostics) = CSVReader.open(SourceFile(name: "t.csv", text: "id;name\nP1;Ateval"))
///     while let row = reader?.next() { print(row.cells.map { reader?.text(of: $0) ?? "" }) }
///
/// Nothing is interpreted, and every cell knows its place. Rows whose first cell is `#`, or begins
/// with `#` and a blank, are remarks; they and blank rows are passed over, but counted.
public struct CSVReader: Sendable {
  /// The text in UTF-8, in which the ranges of cells count.
  public let source: SourceFile
  /// The character between cells.
  public let delimiter: UInt8
  /// Why the reading ended before the end of the text.
  public private(set) var fault: Diagnostic?

  private let bytes: [UInt8]
  private var index: Int
  private var rowNumber = 0

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// A reader of a file; `nil`, with the reason, where the file is no table. Notes may come with it.
  public static func open(_ file: SourceFile) -> (reader: CSVReader?, diagnostics: [Diagnostic]) {
    let (text, diagnostics) = CSVText.decode(file)
    guard let text else { return (nil, diagnostics) }
    return (CSVReader(text.source), text.notes)
  }

  /// A reader of a text that is known to be UTF-8.
  private init(_ source: SourceFile) {
    self.source = source
    bytes = source.bytes
    let start = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let dialect = CSVDialect(of: source.bytes[start...])
    delimiter = dialect.delimiter
    index = dialect.firstRow
    rowNumber = dialect.rowsBefore
  }

  /// A reader that goes on at a row of which the beginning and the number are known.
  public func resumed(at offset: Int, row number: Int) -> CSVReader {
    var reader = self
    reader.index = min(max(offset, 0), bytes.count)
    reader.rowNumber = number - 1
    return reader
  }

  /// The next row that is neither blank nor a remark; `nil` at the end, and after a fault.
  public mutating func next() -> CSVRow? {
    while fault == nil, index < bytes.count {
      let row = readRow()
      guard fault == nil else { return nil }
      if !row.cells.allSatisfy({ isBlank($0) }), !CSVDialect.isRemark(bytes[row.start...]) {
        return row
      }
    }
    return nil
  }

  /// The text of a cell, without its quotes.
  public func text(of cell: CSVRow.Cell) -> String {
    let range = cell.range
    guard !range.isEmpty, bytes[range.lowerBound] == Self.quote else {
      return source.text(in: range)
    }
    var text: [UInt8] = []
    var isSecond = false
    for byte in bytes[range].dropFirst().dropLast() {
      isSecond = byte == Self.quote && !isSecond
      if !isSecond { text.append(byte) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  // MARK: - Rows

  private mutating func readRow() -> CSVRow {
    rowNumber += 1
    let start = index
    var cells: [CSVRow.Cell] = []
    while true {
      cells.append(readCell())
      guard fault == nil, index < bytes.count, bytes[index] == delimiter else { break }
      index += 1
    }
    if index < bytes.count, bytes[index] == Self.carriageReturn { index += 1 }
    if index < bytes.count, bytes[index] == Self.lineFeed { index += 1 }
    return CSVRow(number: rowNumber, start: start, cells: cells)
  }

  private mutating func readCell() -> CSVRow.Cell {
    let start = index
    while index < bytes.count, bytes[index] == 0x20 { index += 1 }
    if index < bytes.count, bytes[index] == Self.quote { return readQuoted() }
    index = start
    while index < bytes.count, !endsCell(bytes[index]) { index += 1 }
    return CSVRow.Cell(start..<index)
  }

  private mutating func readQuoted() -> CSVRow.Cell {
    let start = index
    index += 1
    while index < bytes.count {
      if bytes[index] != Self.quote {
        index += 1
      } else if index + 1 < bytes.count, bytes[index + 1] == Self.quote {
        index += 2
      } else {
        break
      }
    }
    guard index < bytes.count else {
      fault = problem("csv.quote", "this quote is never closed", at: start, help: "close it")
      return CSVRow.Cell(start..<start)
    }
    index += 1
    let end = index
    while index < bytes.count, bytes[index] == 0x20 { index += 1 }
    if index < bytes.count, !endsCell(bytes[index]) {
      fault = problem(
        "csv.quote", "a cell ends with its closing quote, and here more follows", at: index,
        help: "write a quote within a cell twice: \"\"")
    }
    return CSVRow.Cell(start..<end)
  }

  private func endsCell(_ byte: UInt8) -> Bool {
    byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn
  }

  private func isBlank(_ cell: CSVRow.Cell) -> Bool {
    bytes[cell.range].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == Self.quote }
  }

  private func problem(_ code: String, _ message: String, at offset: Int, help: String)
    -> Diagnostic
  {
    Diagnostic(code: code, message, in: source, at: offset..<offset + 1, help: help)
  }
}

/// A row of a table.
public struct CSVRow: Sendable {
  /// A cell by its place in the text, quotes included.
  public struct Cell: Sendable, Equatable {
    private let start: UInt32
    private let end: UInt32

    init(_ range: Range<Int>) {
      start = UInt32(clamping: range.lowerBound)
      end = UInt32(clamping: range.upperBound)
    }

    /// The byte range in the reader's source.
    public var range: Range<Int> { Int(start)..<Int(end) }
  }

  /// The number of the row, from 1, as a spreadsheet counts it: a line break in a cell is none.
  public let number: Int
  /// The offset at which the row begins.
  public let start: Int
  /// The cells, at least one.
  public let cells: [Cell]

  /// What a spreadsheet calls a cell: `F3`. Columns count from 0, rows from 1.
  public static func name(ofCellIn column: Int, row: Int) -> String {
    var letters: [UInt8] = []
    var rest = max(column, 0) + 1
    while rest > 0 {
      letters.append(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
      rest = (rest - 1) / 26
    }
    return String(decoding: letters.reversed(), as: UTF8.self) + String(row)
  }
}
