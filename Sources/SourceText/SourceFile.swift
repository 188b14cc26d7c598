import Synchronization

/// A text that a person wrote, with the name under which errors speak of it.
///
/// It holds the bytes as they were read. Places are byte offsets until somebody needs to see them:
/// lines and columns are computed only for a diagnostic.
public final class SourceFile: Sendable {
  /// The name to print: the path as the person gave it, or `-` for standard input.
  public let name: String
  /// The bytes, unchanged.
  public let bytes: [UInt8]
  /// The line of the file on which `bytes` begin: above 1 where the bytes are one record of many.
  public let firstLine: Int

  /// A source with its bytes; `firstLine` is the line (from 1) on which they begin in their file.
  public init(name: String, bytes: [UInt8], firstLine: Int = 1) {
    self.name = name
    self.bytes = bytes
    self.firstLine = firstLine
  }

  /// A source made of a text, for tests and for texts that come from no file.
  public convenience init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// How many bytes of a byte order mark the text begins with: 3 or 0. The mark belongs to no line:
  /// no editor shows it, so it counts for no column.
  private var markLength: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

  /// A place that was asked for, from which the next one after it is counted on.
  private struct Checkpoint {
    var offset = 0
    var line = 0
    var column = 0
  }

  private let checkpoint = Mutex(Checkpoint())

  /// The line and column of a byte offset; an offset past the end is the place after the last byte.
  ///
  /// Places asked for in reading order cost one reading of the text together.
  public func place(at offset: Int) -> Place {
    let end = min(max(offset, markLength), bytes.count)
    return checkpoint.withLock { last in
      if last.offset > end || last.line == 0 {
        last = Checkpoint(offset: markLength, line: firstLine, column: 1)
      }
      for byte in bytes[last.offset..<end] {
        if byte == UInt8(ascii: "\n") {
          last.line += 1
          last.column = 1
        } else if byte & 0xC0 != 0x80 {
          last.column += 1
        }
      }
      last.offset = end
      return Place(line: last.line, column: last.column)
    }
  }

  /// The byte offset of a line and column; past the end of a line it is the end of that line.
  public func offset(of place: Place) -> Int {
    var line = firstLine
    var index = markLength
    while line < place.line, index < bytes.count {
      if bytes[index] == UInt8(ascii: "\n") { line += 1 }
      index += 1
    }
    var column = 1
    while column < place.column, index < bytes.count, bytes[index] != UInt8(ascii: "\n") {
      index += 1
      while index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 1 }
      column += 1
    }
    return index
  }

  /// The range of the line (without its end) that holds a byte offset.
  public func lineRange(around offset: Int) -> Range<Int> {
    lineRange(around: offset, reach: bytes.count).range
  }

  /// The same, but no more than `reach` bytes on either side of the offset; characters stay whole.
  func lineRange(around offset: Int, reach: Int)
    -> (range: Range<Int>, isCutBefore: Bool, isCutAfter: Bool)
  {
    let first = markLength
    let middle = min(max(offset, first), bytes.count)
    let (least, most) = (max(first, middle - reach), min(bytes.count, middle + reach))
    var start = middle
    while start > least, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    let isCutBefore = start > first && bytes[start - 1] != UInt8(ascii: "\n")
    while isCutBefore, start < middle, bytes[start] & 0xC0 == 0x80 { start += 1 }
    var end = middle
    while end < most, !Self.endsLine(bytes[end]) { end += 1 }
    let isCutAfter = end < bytes.count && !Self.endsLine(bytes[end])
    while isCutAfter, end > middle, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return (start..<end, isCutBefore, isCutAfter)
  }

  private static func endsLine(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  /// The text of a byte range; bytes that are no UTF-8 become U+FFFD.
  public func text(in range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// How many Unicode scalars some bytes of UTF-8 hold.
  static func scalarCount(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }
}
