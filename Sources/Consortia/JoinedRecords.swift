import JSONReading
import SourceText

/// The text of records that follow one another in a file, as one text with the lines and columns of
/// the file.
struct JoinedRecords {
  /// The most bytes that are joined.
  static let limit = JSONLimits.record.bytes

  private var bytes: [UInt8] = []
  private var firstLine = 1
  /// The line and the column of the end, from 1 and 0.
  private var end = (line: 1, column: 0)

  /// Adds the text of a record; the offset at which it begins now, or `nil` where it would be too
  /// much.
  ///
  /// A record's text begins on its first line, with blanks for what stands before it there.
  mutating func append(_ record: SourceFile) -> Int? {
    guard bytes.count + record.bytes.count <= Self.limit else { return nil }
    if bytes.isEmpty {
      firstLine = record.firstLine
      end = (firstLine, 0)
    }
    let gap = record.firstLine - end.line
    if gap > 0 {
      // Why: a list may have any number of empty lines, and the places after them matter less.
      bytes += [UInt8](repeating: UInt8(ascii: "\n"), count: min(gap, 1 << 16))
      end = (record.firstLine, 0)
    }
    let blanks = record.bytes.prefix(end.column).prefix { $0 == UInt8(ascii: " ") }.count
    let start = bytes.count - blanks
    for byte in record.bytes.dropFirst(blanks) {
      if byte == UInt8(ascii: "\n") {
        end = (end.line + 1, 0)
      } else if byte & 0xC0 != 0x80 {
        end.column += 1
      }
    }
    bytes += record.bytes.dropFirst(blanks)
    return start
  }

  /// The text as a source.
  func source(named name: String) -> SourceFile {
    SourceFile(name: name, bytes: bytes, firstLine: firstLine)
  }
}
