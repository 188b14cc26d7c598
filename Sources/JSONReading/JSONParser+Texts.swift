import SourceText

/// Texts in quotes, and their escapes.
extension JSONParser {
  /// Reads a text; the opening quote is at hand, and the same byte closes it.
  mutating func text() throws(Stop) -> String {
    let start = index
    let quote = bytes[start]
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      if byte == quote {
        index += 1
        return String(decoding: bytes[start + 1..<index - 1], as: UTF8.self)
      }
      if byte == ASCII.backslash || byte < 0x20 { break }
      index += 1
    }
    return try textWithEscapes(openedAt: start)
  }

  mutating func singleQuotedText() throws(Stop) -> String {
    let start = index
    let text = try text()
    try report(
      "json.quotes", "a text stands in double quotes, not in single ones", at: start..<index,
      help: "put double quotes around it")
    return text
  }

  /// Goes on with a text from the first escape or control character in it.
  private mutating func textWithEscapes(openedAt start: Int) throws(Stop) -> String {
    var buffer = Array(bytes[start + 1..<index])
    while let byte = current {
      switch byte {
      case bytes[start]:
        index += 1
        return String(decoding: buffer, as: UTF8.self)
      case ASCII.backslash:
        try escape(into: &buffer)
      case ASCII.newline, ASCII.carriageReturn:
        throw textNotClosed(openedAt: start)
      case 0..<0x20:
        let hex = String(byte, radix: 16)
        let written = byte == ASCII.tab ? "\\t" : "\\u00\(hex.count == 1 ? "0" : "")\(hex)"
        index += 1
        try report(
          "json.control-character",
          "a control character in a text is written as an escape, here \(written)",
          at: index - 1..<index, help: "write \(written), or remove it",
          fixIt: Diagnostic.FixIt(range: index - 1..<index, replacement: written))
        buffer.append(byte)
      default:
        buffer.append(byte)
        index += 1
      }
    }
    throw textNotClosed(openedAt: start)
  }

  private mutating func textNotClosed(openedAt start: Int) -> Stop {
    stop(
      "json.not-closed", "the text that begins here is not closed on its line",
      at: start..<index, help: "close it with '\"'; a line break inside a text is written \\n")
  }

  /// Reads one escape; the backslash is at hand.
  private mutating func escape(into buffer: inout [UInt8]) throws(Stop) {
    let start = index
    index += 1
    // Why: a backslash before the end of the line or of the file belongs to a text that is not
    // closed, which is what the reader is told.
    guard let byte = current, byte >= 0x20 else { return }
    index += 1
    switch byte {
    case ASCII.quote, ASCII.backslash, ASCII.slash: buffer.append(byte)
    case UInt8(ascii: "b"): buffer.append(0x08)
    case UInt8(ascii: "f"): buffer.append(0x0C)
    case UInt8(ascii: "n"): buffer.append(ASCII.newline)
    case UInt8(ascii: "r"): buffer.append(ASCII.carriageReturn)
    case UInt8(ascii: "t"): buffer.append(ASCII.tab)
    case UInt8(ascii: "u"): try unicodeEscape(from: start, into: &buffer)
    default:
      while let next = current, next & 0xC0 == 0x80 { index += 1 }
      try report(
        "json.escape",
        "a backslash in a text begins an escape, and "
          + "'\(PlainText.shown(source.text(in: start..<index)))' is none",
        at: start..<index, help: "write \\\\ for a backslash")
    }
  }

  /// Reads the digits of `\uXXXX`, and the second half of a pair.
  private mutating func unicodeEscape(from start: Int, into buffer: inout [UInt8]) throws(Stop) {
    guard let unit = hexUnit() else {
      try report(
        "json.escape", "four hexadecimal digits stand after \\u", at: start..<index,
        help: "write the character itself: JSON is UTF-8")
      return
    }
    var value = unit
    if (0xD800..<0xDC00).contains(unit), index + 1 < bytes.count,
      bytes[index] == ASCII.backslash, bytes[index + 1] == UInt8(ascii: "u")
    {
      let afterFirst = index
      index += 2
      if let low = hexUnit(), (0xDC00..<0xE000).contains(low) {
        value = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
      } else {
        index = afterFirst
      }
    }
    if let scalar = Unicode.Scalar(value) {
      buffer.append(contentsOf: String(Character(scalar)).utf8)
    } else {
      buffer.append(contentsOf: [0xEF, 0xBF, 0xBD])
      try report(
        "json.surrogate",
        "'\(source.text(in: start..<index))' is half of a character, without its other half",
        at: start..<index, help: "write the character itself: JSON is UTF-8")
    }
  }

  /// Steps over four hexadecimal digits; stays where it is when they are not there.
  private mutating func hexUnit() -> UInt32? {
    guard index + 4 <= bytes.count else { return nil }
    var unit: UInt32 = 0
    for offset in 0..<4 {
      guard let digit = ASCII.hexValue(bytes[index + offset]) else { return nil }
      unit = unit << 4 | digit
    }
    index += 4
    return unit
  }
}
