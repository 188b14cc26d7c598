/// Writes a table as RFC 4180 has it, so that spreadsheets open it as it is: commas, lines that end
/// in CR and LF, and a byte order mark where the text is more than ASCII.
public struct CSVWriter: Sendable {
  private var body: [UInt8] = []
  private var isASCII = true

  /// A table without rows.
  public init() {}

  /// The table as it stands.
  public var bytes: [UInt8] { (isASCII ? [] : [0xEF, 0xBB, 0xBF]) + body }

  /// Adds a row.
  public mutating func row(_ cells: some Sequence<String>) {
    var isFirst = true
    for cell in cells {
      if !isFirst { body.append(UInt8(ascii: ",")) }
      isFirst = false
      write(cell)
    }
    body += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
  }

  private mutating func write(_ cell: String) {
    let quote = UInt8(ascii: "\"")
    let text = Array(cell.utf8)
    if isASCII { isASCII = text.allSatisfy { $0 < 0x80 } }
    let needsQuotes =
      text.contains {
        $0 < 0x20 || $0 == quote || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";")
      }
      || text.first == 0x20 || text.last == 0x20
    guard needsQuotes else {
      body += text
      return
    }
    body.append(quote)
    for byte in text {
      if byte == quote { body.append(quote) }
      body.append(byte)
    }
    body.append(quote)
  }
}

/// Texts that a spreadsheet would take for a formula, or this program for a remark.
///
/// Such a text is written with an apostrophe before it, which spreadsheets show as text, and which
/// is taken away again when the cell is read.
public enum CSVGuard {
  /// The text as it may stand in a cell.
  public static func guarded(_ text: String) -> String {
    isDangerous(text.unicodeScalars[...]) || hasGuard(text) ? "'" + text : text
  }

  /// The text that a cell stands for.
  public static func unguarded(_ cell: String) -> String {
    hasGuard(cell) ? String(cell.unicodeScalars.dropFirst()) : cell
  }

  /// Whether a text begins with an apostrophe that would be taken away.
  private static func hasGuard(_ text: String) -> Bool {
    guard text.unicodeScalars.first == "'" else { return false }
    let rest = text.unicodeScalars.dropFirst()
    return rest.first == "'" || isDangerous(rest)
  }

  private static func isDangerous(_ text: Substring.UnicodeScalarView) -> Bool {
    switch text.first {
    case "=", "+", "-", "@", "#", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}":
      true
    default: false
    }
  }
}
