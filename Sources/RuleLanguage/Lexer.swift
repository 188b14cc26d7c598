import FundingTerms
import SourceText

/// The smallest piece of a rule, with the bytes of the source that it stands on.
struct Token: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    /// A word or hyphenated name, as written.
    case word(String)
    /// A number, exact: `digits` × 10^-`decimals`.
    case number(digits: Int64, decimals: Int)
    case date(CalendarDate)
    case percent
    case open
    case close
    case comma
    case end
  }

  var kind: Kind
  var range: Range<Int>
  /// How many letters of a word are capitals.
  var capitals = 0

  init(_ kind: Kind, range: Range<Int>, capitals: Int = 0) {
    self.kind = kind
    self.range = range
    self.capitals = capitals
  }

  /// The word in lower case, for keywords; `nil` for anything else, also for a country: `AT`, `IN`,
  /// `IS` and `NO` are countries, while `at`, `in`, `is` and `no` are words of the language.
  var keyword: String? {
    guard case .word(let word) = kind else { return nil }
    if capitals == 0 { return word }
    return capitals == 2 && range.count == 2 ? nil : word.lowercased()
  }

  /// Whether the word has a meaning of its own in the language.
  var isKeyword: Bool { keyword.map(Parser.keywords.contains) ?? false }
}

/// Stops the reading of a rule with the diagnostic that says why.
struct RuleError: Error {
  var diagnostic: Diagnostic
}

/// Cuts a rule into tokens.
struct Lexer {
  /// A rule may not be longer than this many bytes.
  static let longestRule = 65_536

  let source: SourceFile
  private let bytes: [UInt8]
  private var index: Int
  private let end: Int
  /// Whether the next token stands in a set that is written out.
  private var isInSet = false

  init(source: SourceFile, range: Range<Int>) {
    self.source = source
    bytes = source.bytes
    let inside = range.clamped(to: 0..<bytes.count)
    index = inside.lowerBound
    end = inside.upperBound
  }

  /// All tokens of the rule; the last one is `end`.
  static func tokens(in source: SourceFile, range: Range<Int>) throws(RuleError) -> [Token] {
    guard range.count <= longestRule else {
      throw RuleError(
        diagnostic: Diagnostic(
          code: "rule.too-long", "a rule has at most \(longestRule) bytes", in: source,
          at: range.lowerBound..<range.lowerBound + 1,
          help: "split it into several requirements or name its amounts"))
    }
    var lexer = Lexer(source: source, range: range)
    var tokens: [Token] = []
    tokens.reserveCapacity(range.count / 5 + 2)
    while true {
      let token = try lexer.next()
      // Why: in a set of labels, such as the strands (1,2), a comma never belongs to a number.
      switch token.kind {
      case .open:
        let word = tokens.last?.keyword
        lexer.isInSet = word == "in" || word == "within"
      case .close: lexer.isInSet = false
      default: break
      }
      tokens.append(token)
      if token.kind == .end { return tokens }
    }
  }

  private func error(
    _ code: String, _ message: String, _ range: Range<Int>, help: String?,
    fixIt: Diagnostic.FixIt? = nil
  ) -> RuleError {
    RuleError(
      diagnostic: Diagnostic(
        code: code, message, in: source, at: range, help: help, fixIt: fixIt))
  }

  private func byte(at position: Int) -> UInt8 { position < end ? bytes[position] : 0 }

  private mutating func next() throws(RuleError) -> Token {
    while index < end, Self.isSpace(bytes[index]) { index += 1 }
    let start = index
    guard index < end else { return Token(.end, range: end..<end) }
    switch bytes[index] {
    case UInt8(ascii: "("): return single(.open)
    case UInt8(ascii: ")"): return single(.close)
    case UInt8(ascii: ","): return single(.comma)
    case UInt8(ascii: "%"): return single(.percent)
    default: break
    }
    var capitals = 0
    while Self.isWordByte(byte(at: index)) {
      if Self.isCapital(bytes[index]) { capitals += 1 }
      index += 1
    }
    guard index > start, bytes[start] != UInt8(ascii: "-") else {
      throw unexpectedCharacter(at: start)
    }
    let word = bytes[start..<index]
    if Self.isDigit(bytes[start]), word.allSatisfy(Self.isDigit) { return try number(from: start) }
    let text = String(decoding: word, as: UTF8.self)
    if Self.isDigit(bytes[start]), word.contains(UInt8(ascii: "-")),
      word.allSatisfy({ Self.isDigit($0) || $0 == UInt8(ascii: "-") })
    {
      guard let date = CalendarDate(parsing: text) else {
        throw error(
          "rule.date", "'\(PlainText.shown(text))' is not a day of the calendar", start..<index,
          help: "write a date as in '2021-11-30'")
      }
      return Token(.date(date), range: start..<index)
    }
    return Token(.word(text), range: start..<index, capitals: capitals)
  }

  private mutating func single(_ kind: Token.Kind) -> Token {
    index += 1
    return Token(kind, range: index - 1..<index)
  }

  /// A number as calls write it: digits, groups of three set apart by one space, a decimal point.
  private mutating func number(from start: Int) throws(RuleError) -> Token {
    var digits = Array(bytes[start..<index])
    if digits.count <= 3 {
      while byte(at: index) == 0x20, (1...3).allSatisfy({ Self.isDigit(byte(at: index + $0)) }),
        !Self.isWordByte(byte(at: index + 4))
      {
        digits += bytes[index + 1...index + 3]
        index += 4
      }
    }
    if !isInSet, byte(at: index) == UInt8(ascii: ","), Self.isDigit(byte(at: index + 1)) {
      try refuseComma(from: start)
    }
    var decimals = 0
    if byte(at: index) == UInt8(ascii: "."), Self.isDigit(byte(at: index + 1)) {
      index += 1
      while Self.isDigit(byte(at: index)) {
        digits.append(bytes[index])
        decimals += 1
        index += 1
      }
    }
    let next = byte(at: index)
    if next == UInt8(ascii: ".") || !isInSet && next == UInt8(ascii: ","),
      Self.isDigit(byte(at: index + 1))
    {
      throw tooManyPoints(from: start)
    }
    while digits.count > 1, digits.first == UInt8(ascii: "0"), digits.count > decimals + 1 {
      digits.removeFirst()
    }
    guard digits.count <= 17, let value = Int64(String(decoding: digits, as: UTF8.self)) else {
      throw error(
        "rule.number", "a number has at most 17 digits", start..<index,
        help: "no call states a figure as large or as fine as this")
    }
    return Token(.number(digits: value, decimals: decimals), range: start..<index)
  }

  private func refuseComma(from start: Int) throws(RuleError) {
    var stop = index
    while Self.isDigit(byte(at: stop)) || byte(at: stop) == UInt8(ascii: ",") { stop += 1 }
    let text = source.text(in: start..<stop)
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let isGrouped = parts.count > 1 && parts.dropFirst().allSatisfy { $0.utf8.count == 3 }
    if parts.count == 2, isGrouped, parts[0].utf8.count <= 3 {
      throw error(
        "rule.comma-in-number", "'\(text)' could be thousands or decimals", start..<stop,
        help: "write '\(parts[0]) \(parts[1])' for thousands or '\(parts[0]).\(parts[1])'")
    }
    let replacement = isGrouped ? parts.joined(separator: " ") : parts.joined(separator: ".")
    throw error(
      "rule.comma-in-number", "a number has a decimal point and no commas", start..<stop,
      help: "write '\(replacement)'",
      fixIt: Diagnostic.FixIt(range: start..<stop, replacement: replacement))
  }

  /// `1.400.000` or `1.400,00`: points between thousands.
  private func tooManyPoints(from start: Int) -> RuleError {
    var stop = index
    while Self.isDigit(byte(at: stop)) || [0x2C, 0x2E].contains(byte(at: stop)) { stop += 1 }
    let replacement = source.text(in: start..<stop).split(separator: ",")
      .map { $0.split(separator: ".").joined(separator: " ") }.joined(separator: ".")
    return error(
      "rule.number", "a number has one decimal point, and spaces between thousands", start..<stop,
      help: "write '\(replacement)'",
      fixIt: Diagnostic.FixIt(range: start..<stop, replacement: replacement))
  }

  private func unexpectedCharacter(at start: Int) -> RuleError {
    var stop = start + 1
    while stop < end, bytes[stop] & 0xC0 == 0x80 { stop += 1 }
    let text = source.text(in: start..<stop)
    let isSpace = text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    let code = String(text.unicodeScalars.first?.value ?? 0, radix: 16)
    let shown = isSpace ? "\\u{\(code)}" : PlainText.shown(text)
    return error(
      "rule.character", "rules are made of words, and '\(shown)' is not one",
      start..<stop, help: Self.help(forCharacter: text))
  }

  private static func help(forCharacter text: String) -> String {
    switch text {
    case "<": "write 'less than' or 'at most'"
    case ">": "write 'more than' or 'at least'"
    case "=": "write 'is' or 'is exactly'"
    case "\u{2264}": "write 'at most'"
    case "\u{2265}": "write 'at least'"
    case "\u{20AC}", "$", "\u{A3}": "write amounts as in 'EUR 60 000'"
    case "+": "write 'plus'"
    case "-", "\u{2013}", "\u{2212}": "write 'minus', or a name without a space at the hyphen"
    case "*", "\u{D7}": "write 'N % of' an amount"
    case "\"", "'", "\u{201C}", "\u{201D}": "labels stand without quotes"
    case "\u{A0}", "\u{202F}", "\u{2009}", "\u{200B}":
      "this is an invisible character: replace it by an ordinary space"
    case ".": "a rule ends without a full stop"
    default: "use words such as 'at least', 'at most', 'plus', 'minus', 'whose'"
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  private static func isCapital(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
