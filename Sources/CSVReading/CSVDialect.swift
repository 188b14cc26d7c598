/// How a table is written: which character stands between the cells, and where its rows begin.
struct CSVDialect {
  private static let candidates: [UInt8] = [
    UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"),
  ]

  let delimiter: UInt8
  /// The offset of the first row.
  let firstRow: Int
  /// How many rows stand before it.
  let rowsBefore: Int

  /// The dialect of a text: what its line `sep=;` says, as spreadsheets have it, or else the
  /// character that its headings have most of.
  init(of text: ArraySlice<UInt8>) {
    let first = text.prefix { !Self.endsLine($0) }
    let mark = Array("sep=".utf8)
    if first.count == mark.count + 1, first.starts(with: mark), let last = first.last {
      var rest = text[first.endIndex...]
      if rest.first == UInt8(ascii: "\r") { rest = rest.dropFirst() }
      if rest.first == UInt8(ascii: "\n") { rest = rest.dropFirst() }
      (delimiter, firstRow, rowsBefore) = (last, rest.startIndex, 1)
      return
    }
    (firstRow, rowsBefore) = (text.startIndex, 0)
    var counts = [Int](repeating: 0, count: Self.candidates.count)
    for byte in Self.headings(in: text) {
      if let index = Self.candidates.firstIndex(of: byte) { counts[index] += 1 }
    }
    let most = counts.max() ?? 0
    delimiter = Self.candidates[counts.firstIndex(of: most) ?? 0]
  }

  /// The first line that is neither blank nor a remark, without what stands in quotes.
  private static func headings(in text: ArraySlice<UInt8>) -> [UInt8] {
    var rest = text
    while true {
      rest = rest.drop { $0 <= 0x20 || candidates.contains($0) }
      guard isRemark(rest) else { break }
      rest = rest.drop { !endsLine($0) }
    }
    // The line's own leading delimiters were passed over, which changes no winner.
    var line: [UInt8] = []
    var isQuoted = false
    for byte in rest {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if endsLine(byte) { break }
      line.append(byte)
    }
    return line
  }

  /// Whether a row that begins so is a remark: a cell of `#`, or one that begins with `#` and a
  /// blank. What a spreadsheet writes for a mistake, as `#REF!`, is none.
  static func isRemark(_ text: ArraySlice<UInt8>) -> Bool {
    let cell = text.drop { $0 == 0x20 || $0 == UInt8(ascii: "\"") }
    guard cell.first == UInt8(ascii: "#") else { return false }
    guard let next = cell.dropFirst().first else { return true }
    return next <= 0x20 || next == UInt8(ascii: "\"") || candidates.contains(next)
  }

  private static func endsLine(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }
}
