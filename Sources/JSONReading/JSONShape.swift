/// How a JSON file holds its records.
public enum JSONShape: Sendable, Equatable {
  /// One value, on one line or on many.
  case value
  /// A list whose elements are the records.
  case list
  /// One value a line.
  case lines

  /// The shape by the beginning of a file, some tens of kilobytes at least.
  ///
  /// A file that begins with `[` is a list. One that begins with `{` has one value a line where the
  /// first object ends on its line with more after it, or where the next line begins with `{` too
  /// and the first does not go on there: a first record that is broken is still one of many, and a
  /// line that ends in an open bracket, a comma or a colon is not at its end. All else is one value.
  /// Takes time in proportion to the bytes.
  public static func detect(_ bytes: [UInt8]) -> JSONShape {
    let start = Preamble.markLength(bytes)
    guard let first = bytes[start...].firstIndex(where: { !ASCII.isSpace($0) }) else {
      return .value
    }
    if bytes[first] == ASCII.openBracket { return .list }
    guard bytes[first] == ASCII.openBrace,
      let lineEnd = bytes[first...].firstIndex(of: ASCII.newline),
      let next = bytes[lineEnd...].firstIndex(where: { !ASCII.isSpace($0) })
    else { return .value }
    if bytes[next] == ASCII.openBrace {
      let last = bytes[first..<lineEnd].last { !ASCII.isSpace($0) }
      return last.map(goesOn) == true ? .value : .lines
    }
    var scanner = BracketScanner()
    for index in first..<lineEnd where scanner.isAtTopAfter(bytes[index]) {
      return bytes[index + 1..<lineEnd].allSatisfy(ASCII.isSpace) ? .lines : .value
    }
    return .value
  }

  /// Whether a value cannot end with a byte outside its texts.
  private static func goesOn(after byte: UInt8) -> Bool {
    [ASCII.openBracket, ASCII.openBrace, UInt8(ascii: ","), UInt8(ascii: ":")].contains(byte)
  }
}

/// Follows the brackets of JSON outside its texts, one byte at a time.
struct BracketScanner {
  private(set) var depth = 0
  private(set) var isInText = false
  private var isEscaped = false

  /// Takes one byte. A text ends with its line at the latest: a quote that was never closed must
  /// not swallow the records after it.
  mutating func step(over byte: UInt8) {
    if isInText {
      if byte == ASCII.newline {
        (isInText, isEscaped) = (false, false)
      } else if isEscaped {
        isEscaped = false
      } else if byte == ASCII.backslash {
        isEscaped = true
      } else if byte == ASCII.quote {
        isInText = false
      }
      return
    }
    switch byte {
    case ASCII.quote: isInText = true
    case ASCII.openBrace, ASCII.openBracket: depth += 1
    case ASCII.closeBrace, ASCII.closeBracket: depth = max(0, depth - 1)
    default: break
    }
  }

  /// Takes one byte; whether it closed the outermost bracket.
  mutating func isAtTopAfter(_ byte: UInt8) -> Bool {
    let before = depth
    step(over: byte)
    return before > 0 && depth == 0
  }
}
