import SourceText

/// A place in a JSON text from which tokens are taken, without making values or texts of them.
///
/// It takes tokens as programs write them and nothing else. Where it takes none, the text is for
/// ``JSONReader``, which says what is wrong with it, if anything is. It never steps over a line end,
/// so the text may be one line of many.
public struct JSONCursor: Sendable {
  /// The offset of the next byte.
  public var index: Int

  /// A place at an offset.
  public init(at index: Int) { self.index = index }

  /// The next byte after blanks, which are stepped over; 0 at the end of the text.
  @inlinable @inline(__always)
  public mutating func peek(in text: Span<UInt8>) -> UInt8 {
    while index < text.count {
      let byte = text[index]
      if byte > 0x20 { return byte }
      guard byte == 0x20 || byte == 0x09 || byte == 0x0D else { return byte }
      index &+= 1
    }
    return 0
  }

  /// Steps over a byte that comes next after blanks; `false` where another one does.
  @inlinable @inline(__always)
  public mutating func take(_ byte: UInt8, in text: Span<UInt8>) -> Bool {
    guard peek(in: text) == byte else { return false }
    index += 1
    return true
  }

  /// Steps over a text, a number, or `true`, `false` or `null`; `nil` where none of them comes.
  ///
  /// What follows is for the caller to look at: `12` of `12x` is taken.
  @inlinable
  public mutating func scalar(in text: Span<UInt8>) -> JSONToken? {
    let byte = peek(in: text)
    switch byte {
    case UInt8(ascii: "\""): return quoted(in: text)
    case UInt8(ascii: "t"): return word(Self.yes, .truth, in: text)
    case UInt8(ascii: "f"): return word(Self.no, .truth, in: text)
    case UInt8(ascii: "n"): return word(Self.nothing, .null, in: text)
    case _ where byte &- 0x30 < 10: return number(in: text)
    default: return nil
    }
  }

  /// Steps over a text in quotes; `nil` where none comes, and where it is not closed or no UTF-8.
  @inlinable
  public mutating func quoted(in text: Span<UInt8>) -> JSONToken? {
    guard take(UInt8(ascii: "\""), in: text) else { return nil }
    let start = index
    var next = start
    var all: UInt64 = 0
    var hasEscapes = false
    while next <= text.count &- 8 {
      let word = text.word(at: next)
      let marks = Self.marks(in: word)
      guard marks == 0 else {
        let bits = marks.trailingZeroBitCount & ~7
        all |= word & ~(UInt64.max &<< UInt64(truncatingIfNeeded: bits))
        next &+= bits &>> 3
        break
      }
      all |= word
      next &+= 8
    }
    while next < text.count {
      var byte = text[next]
      if byte == UInt8(ascii: "\"") {
        guard all & 0x8080_8080_8080_8080 == 0 || Self.isUTF8(text.extracting(start..<next)) else {
          return nil
        }
        index = next + 1
        return JSONToken(kind: .text, range: start..<next, hasEscapes: hasEscapes)
      }
      if byte == UInt8(ascii: "\\") {
        hasEscapes = true
        next += 1
        guard next < text.count else { return nil }
        byte = text[next]
      }
      if byte < 0x20 { return nil }
      all |= UInt64(byte)
      next += 1
    }
    return nil
  }

  /// Has a bit set in the lowest byte of eight that is a quote, a backslash or a control character,
  /// and none below it; 0 where none is.
  @inlinable
  static func marks(in word: UInt64) -> UInt64 {
    let quotes = word ^ 0x2222_2222_2222_2222
    let slashes = word ^ 0x5C5C_5C5C_5C5C_5C5C
    // The highest bit of a byte is set where taking 1 (or a space) from it borrows from the next.
    let marks =
      (quotes &- 0x0101_0101_0101_0101) & ~quotes | (slashes &- 0x0101_0101_0101_0101) & ~slashes
      | (word &- 0x2020_2020_2020_2020) & ~word
    return marks & 0x8080_8080_8080_8080
  }

  /// Steps over a number without a sign and an exponent.
  @inlinable
  mutating func number(in text: Span<UInt8>) -> JSONToken? {
    let start = index
    var next = Self.digits(from: start, in: text)
    if next > start + 1, text[start] == UInt8(ascii: "0") { return nil }
    if next < text.count, text[next] == UInt8(ascii: ".") {
      let fraction = next + 1
      next = Self.digits(from: fraction, in: text)
      if next == fraction { return nil }
    }
    index = next
    return JSONToken(kind: .number, range: start..<next, hasEscapes: false)
  }

  @inlinable
  static func digits(from start: Int, in text: Span<UInt8>) -> Int {
    var next = start
    while next < text.count, text[next] &- 0x30 < 10 { next += 1 }
    return next
  }

  @usableFromInline
  mutating func word(_ word: [UInt8], _ kind: JSONToken.Kind, in text: Span<UInt8>) -> JSONToken? {
    guard word.count <= text.count - index else { return nil }
    for offset in word.indices where text[index + offset] != word[offset] { return nil }
    let start = index
    index += word.count
    return JSONToken(kind: kind, range: start..<index, hasEscapes: false)
  }

  @usableFromInline
  static func isUTF8(_ text: Span<UInt8>) -> Bool { UTF8Check.firstFault(in: text) == nil }

  @usableFromInline static let yes = Array("true".utf8)
  @usableFromInline static let no = Array("false".utf8)
  @usableFromInline static let nothing = Array("null".utf8)
}

/// A token of a JSON text that a ``JSONCursor`` has stepped over.
public struct JSONToken: Sendable {
  /// What it is.
  public enum Kind: Sendable {
    case text, number, truth, null
  }

  /// What it is.
  public let kind: Kind
  /// Its bytes in the text, without quotes.
  public let range: Range<Int>
  /// Whether a backslash stands among them.
  public let hasEscapes: Bool

  @inlinable
  init(kind: Kind, range: Range<Int>, hasEscapes: Bool) {
    self.kind = kind
    self.range = range
    self.hasEscapes = hasEscapes
  }

  /// The bytes of the text with its escapes resolved; `nil` where one of them is wrong.
  public func resolved(in text: Span<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = [ASCII.quote]
    for index in range { bytes.append(text[index]) }
    bytes.append(ASCII.quote)
    let (value, problems) = JSONReader.value(of: SourceFile(name: "", bytes: bytes))
    guard problems.isEmpty, let content = value?.string else { return nil }
    return Array(content.utf8)
  }
}
