import FundingTerms
import SMEDefinition

/// Values read straight from bytes. Each function takes the ordinary way of writing a value only, and
/// gives `nil` for everything else, right or wrong: that is for ``ConsortiumReader`` to tell.
enum PlainValues {
  /// An amount in cents: up to 15 digits, and a point with one or two more.
  static func cents(_ text: Span<UInt8>) -> Int64? {
    var value: Int64 = 0
    var index = 0
    while index < text.count, let digit = digit(text[index]) {
      value = value &* 10 &+ digit
      index += 1
    }
    guard (1...15).contains(index) else { return nil }
    if index == text.count { return value * 100 }
    guard text[index] == UInt8(ascii: "."), index + 1 < text.count,
      let tenth = digit(text[index + 1])
    else { return nil }
    if index + 2 == text.count { return value * 100 + tenth * 10 }
    guard index + 3 == text.count, let hundredth = digit(text[index + 2]) else { return nil }
    return value * 100 + tenth * 10 + hundredth
  }

  /// Hundredths of annual work units, which are written as amounts are.
  static func headcount(_ text: Span<UInt8>) -> Int64? {
    cents(text).flatMap { $0 <= Headcount.largest.hundredths ? $0 : nil }
  }

  /// A whole number of up to nine digits in a range.
  static func whole(_ text: Span<UInt8>, in range: ClosedRange<Int64>) -> Int64? {
    guard (1...9).contains(text.count) else { return nil }
    var value: Int64 = 0
    for index in text.indices {
      guard let digit = digit(text[index]) else { return nil }
      value = value * 10 + digit
    }
    return range.contains(value) ? value : nil
  }

  /// 0 for `false`, 1 for `true`.
  static func truth(_ text: Span<UInt8>) -> Int64? { truthWords.index(of: text) }

  /// The day number of a day written as in `2021-11-30`.
  static func day(_ text: Span<UInt8>) -> Int64? {
    guard text.count == 10, let date = CalendarDate(parsing: string(text)) else { return nil }
    return Int64(date.dayNumber)
  }

  /// Whether a text tells one thing from another: visible ASCII without ampersands, no blanks around
  /// it.
  static func isIdentifier(_ text: Span<UInt8>) -> Bool {
    guard (1...1000).contains(text.count), text[0] != 0x20, text[text.count - 1] != 0x20 else {
      return false
    }
    for index in text.indices {
      let byte = text[index]
      if byte < 0x20 || byte >= 0x7F || byte == UInt8(ascii: "&") { return false }
    }
    return true
  }

  /// Whether some bytes of a text are a word: visible ASCII without ampersands, commas and
  /// semicolons.
  static func isWord(_ text: Span<UInt8>, in range: Range<Int>) -> Bool {
    guard (1...1000).contains(range.count) else { return false }
    for index in range {
      let byte = text[index]
      if byte <= 0x20 || byte >= 0x7F || byte == 0x2C || byte == 0x3B || byte == 0x26 {
        return false
      }
    }
    return true
  }

  /// Whether a text has no control character and something in it that can be seen.
  static func isText(_ text: Span<UInt8>) -> Bool {
    var isVisible = false
    for index in text.indices {
      let byte = text[index]
      if byte < 0x20 || byte == 0x7F { return false }
      // Of the characters that these bytes begin, up to U+07FF, none is white space.
      if byte > 0x20, byte < 0x7F || (0xC3...0xDF).contains(byte) { isVisible = true }
    }
    return isVisible
  }

  private static let truthWords = PlainChoices([["false", "true"]])

  private static func digit(_ byte: UInt8) -> Int64? {
    let value = byte &- UInt8(ascii: "0")
    return value < 10 ? Int64(value) : nil
  }

  private static func string(_ text: Span<UInt8>) -> String {
    var bytes: [UInt8] = []
    for index in text.indices { bytes.append(text[index]) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
