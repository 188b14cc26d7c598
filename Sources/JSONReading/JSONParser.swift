import SourceText

/// Reads one JSON value from the bytes of a source, which are valid UTF-8.
///
/// Where it is plain what was meant (a trailing comma, a comment, a key without quotes) the error is
/// recorded and reading goes on, so that a person sees all such errors at once; where it is not,
/// reading stops.
struct JSONParser {
  /// Reading cannot go on; why is in the diagnostics.
  struct Stop: Error {}

  let source: SourceFile
  let bytes: [UInt8]
  let limits: JSONLimits
  let part: JSONReader.Part
  var index = 0
  var diagnostics: [Diagnostic] = []
  /// Whether a rule of the grammar is broken, so that there is no value.
  private(set) var isMalformed = false
  private var valueCount = 0

  init(source: SourceFile, limits: JSONLimits, part: JSONReader.Part) {
    self.source = source
    self.bytes = source.bytes
    self.limits = limits
    self.part = part
  }

  /// The value of the whole text; `nil` where it is not JSON.
  mutating func document() -> JSONValue? {
    index = Preamble.markLength(bytes)
    do throws(Stop) {
      try skipSpace()
      let value = try value(depth: 1, after: "")
      try skipSpace()
      if index < bytes.count { throw textAfterValue() }
      return isMalformed ? nil : value
    } catch {
      return nil
    }
  }

  /// The byte at hand; `nil` at the end.
  var current: UInt8? { index < bytes.count ? bytes[index] : nil }

  // MARK: - Values

  /// Reads a value inside `depth - 1` others; `after` names what it follows, for the message where
  /// there is none.
  private mutating func value(depth: Int, after: String) throws(Stop) -> JSONValue {
    valueCount += 1
    if valueCount > limits.values {
      throw stop(
        "json.too-large", "a JSON text has at most \(limits.values) values", at: index..<index + 1,
        help: "give the records one a line or as a list, or split the file")
    }
    let start = index
    guard let byte = current else { throw valueMissing(after: after) }
    let kind: JSONValue.Kind
    switch byte {
    case ASCII.quote: kind = .string(try text())
    case ASCII.openBrace: kind = try object(depth: depth)
    case ASCII.openBracket: kind = try array(depth: depth)
    case ASCII.singleQuote: kind = .string(try singleQuotedText())
    case ASCII.minus, ASCII.plus, ASCII.point: kind = try number()
    case _ where ASCII.isDigit(byte): kind = try number()
    case _ where ASCII.isWordByte(byte): kind = try word()
    default: throw valueMissing(after: after)
    }
    return JSONValue(kind, range: start..<index)
  }

  private mutating func array(depth: Int) throws(Stop) -> JSONValue.Kind {
    let start = index
    try enter(depth: depth)
    var elements: [JSONValue] = []
    if current == ASCII.closeBracket {
      index += 1
      return .array([])
    }
    repeat {
      elements.append(
        try value(depth: depth + 1, after: elements.isEmpty ? "'['" : "','"))
    } while try goesOn(to: ASCII.closeBracket, openedAt: start)
    return .array(elements)
  }

  private mutating func object(depth: Int) throws(Stop) -> JSONValue.Kind {
    let start = index
    try enter(depth: depth)
    var members: [JSONMember] = []
    var keys = KeyRegister()
    if current == ASCII.closeBrace {
      index += 1
      return .object([])
    }
    repeat {
      let keyStart = index
      let key = try key(openedAt: start)
      let keyRange = keyStart..<index
      try skipSpace()
      guard current == ASCII.colon else { throw colonMissing(key: key, openedAt: start) }
      index += 1
      try skipSpace()
      let value = try value(depth: depth + 1, after: "':'")
      if let earlier = keys.earlierPosition(of: key, among: members) {
        try report(duplicateOf: members[earlier], at: keyRange)
      }
      members.append(JSONMember(key: key, keyRange: keyRange, value: value))
    } while try goesOn(to: ASCII.closeBrace, openedAt: start)
    return .object(members)
  }

  /// Steps over an opening bracket, unless it is nested too deeply.
  private mutating func enter(depth: Int) throws(Stop) {
    if depth > limits.depth {
      throw stop(
        "json.too-deep",
        "lists and objects are nested at most \(limits.depth) levels deep",
        at: index..<index + 1, help: "remove the brackets that enclose nothing else")
    }
    index += 1
    try skipSpace()
  }

  private mutating func key(openedAt start: Int) throws(Stop) -> String {
    guard let byte = current else { throw notClosed(ASCII.closeBrace, openedAt: start) }
    if byte == ASCII.quote { return try text() }
    if byte == ASCII.singleQuote { return try singleQuotedText() }
    if ASCII.isDigit(byte), let earlier = digitBeforeComma() {
      throw stop(
        "json.number", "an amount has no separator between its thousands", at: index..<index + 1,
        help: "write the figure without the comma after '\(earlier)'")
    }
    guard ASCII.isWordByte(byte) else {
      throw unexpected(
        "a key in double quotes was expected", help: "write each member as \"key\": value")
    }
    return try unquotedKey()
  }

  /// Steps over what stands between two elements or members; false, where the closing bracket was
  /// stepped over instead.
  private mutating func goesOn(to close: UInt8, openedAt start: Int) throws(Stop) -> Bool {
    let end = index
    try skipSpace()
    guard let byte = current else { throw notClosed(close, openedAt: start) }
    if byte == close {
      index += 1
      return false
    }
    guard byte == ASCII.comma else {
      try commaMissing(close: close, openedAt: start, after: end)
      return true
    }
    let comma = index
    index += 1
    try skipSpace()
    guard current == close else { return true }
    try report(
      "json.trailing-comma", "no comma stands after the last \(element(close))",
      at: comma..<comma + 1, help: "remove the comma",
      fixIt: Diagnostic.FixIt(range: comma..<comma + 1, replacement: ""))
    index += 1
    return false
  }

  /// What a list (closed by `]`) or an object is made of.
  func element(_ close: UInt8) -> String {
    close == ASCII.closeBracket ? "element" : "member"
  }

  // MARK: - Diagnostics

  /// Records an error in the grammar after which reading can go on.
  mutating func report(
    _ code: String, _ message: String, at range: Range<Int>, help: String? = nil,
    fixIt: Diagnostic.FixIt? = nil
  ) throws(Stop) {
    isMalformed = true
    try reportInWellFormed(code, message, at: range, help: help, fixIt: fixIt)
  }

  /// Records an error in a text that is JSON nonetheless.
  mutating func reportInWellFormed(
    _ code: String, _ message: String, at range: Range<Int>, help: String? = nil,
    fixIt: Diagnostic.FixIt? = nil
  ) throws(Stop) {
    diagnostics.append(source.problem(code, message, at: range, help: help, fixIt: fixIt))
    if diagnostics.count >= limits.errors { throw Stop() }
  }

  /// Records an error after which reading cannot go on.
  mutating func stop(
    _ code: String, _ message: String, at range: Range<Int>, help: String? = nil
  ) -> Stop {
    diagnostics.append(source.problem(code, message, at: range, help: help))
    return Stop()
  }
}
