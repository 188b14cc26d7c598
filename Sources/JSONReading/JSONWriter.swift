/// Writes JSON into a buffer of bytes, members in the order of the calls.
///
/// It writes the commas, the white space and the escapes; what follows a value in the file (a line
/// end between records) is the caller's, by ``endLine()``.
public struct JSONWriter: Sendable {
  /// How the text is laid out.
  public enum Style: Sendable {
    /// On one line, without any space.
    case compact
    /// One member or element a line, indented by two spaces a level.
    case pretty
  }

  /// What is written so far, in UTF-8.
  public private(set) var bytes: [UInt8] = []
  private let style: Style
  private var depth = 0
  /// Whether nothing stands before the next value in its list, object or line.
  private var isFirst = true
  private var isAfterKey = false

  /// A writer with an empty buffer.
  public init(style: Style = .compact) { self.style = style }

  /// Takes what is written so far out of the buffer, so that a long answer can be passed on in
  /// parts.
  public mutating func takeBytes() -> [UInt8] {
    let taken = bytes
    bytes = []
    return taken
  }

  /// Ends the line after a whole value; the next value begins on its own line.
  public mutating func endLine() {
    bytes.append(ASCII.newline)
    isFirst = true
  }

  // MARK: - Lists and objects

  /// Writes an object, whose members `body` writes.
  public mutating func object<Failure: Error>(
    _ body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    open(ASCII.openBrace)
    defer { close(ASCII.closeBrace) }
    try body(&self)
  }

  /// Writes a list, whose elements `body` writes.
  public mutating func array<Failure: Error>(
    _ body: (inout JSONWriter) throws(Failure) -> Void
  ) throws(Failure) {
    open(ASCII.openBracket)
    defer { close(ASCII.closeBracket) }
    try body(&self)
  }

  /// Writes the key of the member whose value is written next.
  public mutating func key(_ key: String) {
    separate()
    appendText(key)
    bytes.append(ASCII.colon)
    if style == .pretty { bytes.append(ASCII.space) }
    isAfterKey = true
  }

  // MARK: - Single values

  /// Writes `null`.
  public mutating func null() { write("null") }

  /// Writes `true` or `false`; `null` for `nil`.
  public mutating func bool(_ value: Bool?) {
    write(value.map { $0 ? "true" : "false" } ?? "null")
  }

  /// Writes an integer; `null` for `nil`.
  public mutating func integer<Integer: BinaryInteger>(_ value: Integer?) {
    write(value.map { String($0) } ?? "null")
  }

  /// Writes a text with the escapes it needs; `null` for `nil`.
  public mutating func string(_ value: String?) {
    guard let value else { return null() }
    separate()
    appendText(value)
  }

  /// Writes an amount of money given in cents: without decimals where it is whole, else with two;
  /// `null` for `nil`.
  public mutating func cents(_ value: Int64?) {
    guard let value else { return null() }
    guard value % 100 != 0 else { return integer(value / 100) }
    decimal(value, fractionDigits: 2)
  }

  /// Writes an exact decimal: `value` divided by ten to the power of `fractionDigits`, with as many
  /// digits after the point. `975` with 3 is `0.975`.
  public mutating func decimal(_ value: Int64, fractionDigits: Int) {
    guard fractionDigits > 0 else { return integer(value) }
    var digits = String(value.magnitude)
    while digits.utf8.count <= fractionDigits { digits = "0" + digits }
    write(
      (value < 0 ? "-" : "") + digits.dropLast(fractionDigits) + "."
        + digits.suffix(fractionDigits))
  }

  /// Writes a number by its characters, unchanged; characters that are no JSON number are written
  /// as a text, so that the answer stays JSON.
  public mutating func number(_ written: String) {
    if JSONNumber.problem(in: written.utf8) == nil { write(written) } else { string(written) }
  }

  /// Writes a value that was read; numbers keep their characters.
  public mutating func value(_ value: JSONValue) {
    switch value.kind {
    case .null: null()
    case .bool(let truth): bool(truth)
    case .number(let written): number(written)
    case .string(let text): string(text)
    case .array(let elements):
      array { writer in
        for element in elements { writer.value(element) }
      }
    case .object(let members):
      object { writer in
        for member in members {
          writer.key(member.key)
          writer.value(member.value)
        }
      }
    }
  }

  // MARK: - Layout

  private mutating func write(_ text: some StringProtocol) {
    separate()
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    depth += 1
    isFirst = true
  }

  private mutating func close(_ bracket: UInt8) {
    depth -= 1
    if !isFirst { indent() }
    bytes.append(bracket)
    isFirst = false
  }

  /// Writes what stands before a key or a value.
  private mutating func separate() {
    defer { isFirst = false }
    if isAfterKey {
      isAfterKey = false
      return
    }
    if !isFirst { bytes.append(ASCII.comma) }
    if depth > 0 { indent() }
  }

  private mutating func indent() {
    guard style == .pretty else { return }
    bytes.append(ASCII.newline)
    bytes.append(contentsOf: repeatElement(ASCII.space, count: 2 * depth))
  }

  private mutating func appendText(_ text: String) {
    bytes.append(ASCII.quote)
    for byte in text.utf8 {
      switch byte {
      case ASCII.quote, ASCII.backslash: bytes.append(contentsOf: [ASCII.backslash, byte])
      case ASCII.newline: bytes.append(contentsOf: "\\n".utf8)
      case ASCII.carriageReturn: bytes.append(contentsOf: "\\r".utf8)
      case ASCII.tab: bytes.append(contentsOf: "\\t".utf8)
      case 0..<0x20:
        let hex = String(byte, radix: 16)
        bytes.append(contentsOf: (hex.utf8.count == 1 ? "\\u000" : "\\u00").utf8)
        bytes.append(contentsOf: hex.utf8)
      case 0xA8, 0xA9:
        // Why: U+2028 and U+2029 end a line in JavaScript and in some tools that read lines.
        if bytes.suffix(2).elementsEqual([0xE2, 0x80]) {
          bytes.removeLast(2)
          bytes.append(contentsOf: (byte == 0xA8 ? "\\u2028" : "\\u2029").utf8)
        } else {
          bytes.append(byte)
        }
      default: bytes.append(byte)
      }
    }
    bytes.append(ASCII.quote)
  }
}

extension JSONWriter {
  /// Writes a member with a text, `null` for `nil`.
  public mutating func member(_ key: String, string value: String?) {
    self.key(key)
    string(value)
  }

  /// Writes a member with a truth, `null` for `nil`.
  public mutating func member(_ key: String, bool value: Bool?) {
    self.key(key)
    bool(value)
  }

  /// Writes a member with an integer, `null` for `nil`.
  public mutating func member<Integer: BinaryInteger>(_ key: String, integer value: Integer?) {
    self.key(key)
    integer(value)
  }

  /// Writes a member with an amount in cents, `null` for `nil`.
  public mutating func member(_ key: String, cents value: Int64?) {
    self.key(key)
    cents(value)
  }
}
