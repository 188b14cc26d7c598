import SourceText

/// What is said where a comma, a colon, a value or a bracket is missing.
extension JSONParser {
  /// Steps over white space, and over comments, which are reported.
  mutating func skipSpace() throws(Stop) {
    while let byte = current {
      if ASCII.isSpace(byte) {
        index += 1
      } else if let end = endOfComment() {
        let start = index
        index = end
        try report(
          "json.comment", "JSON has no comments", at: start..<end,
          help: "remove the comment, or give it a key of its own")
      } else {
        return
      }
    }
  }

  /// The end of the comment that begins here, if one does: `// …`, `# …` or `/* … */`.
  private func endOfComment() -> Int? {
    guard let byte = current, byte == ASCII.slash || byte == UInt8(ascii: "#") else { return nil }
    let next = index + 1 < bytes.count ? bytes[index + 1] : 0
    if byte == UInt8(ascii: "#") || next == ASCII.slash {
      return bytes[index...].firstIndex(of: ASCII.newline) ?? bytes.count
    }
    guard next == UInt8(ascii: "*") else { return nil }
    var end = index + 2
    while end + 1 < bytes.count {
      if bytes[end] == UInt8(ascii: "*"), bytes[end + 1] == ASCII.slash { return end + 2 }
      end += 1
    }
    return bytes.count
  }

  mutating func report(duplicateOf first: JSONMember, at range: Range<Int>) throws(Stop) {
    let place = source.place(at: first.keyRange.lowerBound)
    try reportInWellFormed(
      "json.duplicate-key",
      "the key '\(PlainText.shown(first.key))' stands twice in one object, first at line "
        + "\(place.line), column \(place.column)",
      at: range, help: "keep one of the two")
  }

  mutating func valueMissing(after: String) -> Stop {
    let help =
      after == "':'"
      ? "leave the key out where its value is not known" : "put a value here, or remove the comma"
    guard let byte = current else {
      return stop(
        "json.not-closed", "the text ends where a value was expected", at: index..<index,
        help: "check that the file was written or downloaded completely")
    }
    if byte == ASCII.comma || byte == ASCII.closeBrace || byte == ASCII.closeBracket
      || byte == ASCII.colon
    {
      let behind = after.isEmpty ? "" : " after \(after)"
      return stop(
        "json.malformed", "a value was expected\(behind), not '\(shownCharacter)'",
        at: index..<index + 1, help: after.isEmpty ? "begin the text with '{' or '['" : help)
    }
    return unexpected(
      "a value was expected", help: "put texts in double quotes, and write figures in plain digits")
  }

  mutating func colonMissing(key: String, openedAt start: Int) -> Stop {
    guard index < bytes.count else { return notClosed(ASCII.closeBrace, openedAt: start) }
    return unexpected(
      "a ':' was expected after the key '\(PlainText.shown(key))'",
      help: "write each member as \"key\": value")
  }

  /// Goes on where just a comma was forgotten, and stops elsewhere.
  mutating func commaMissing(close: UInt8, openedAt start: Int, after end: Int) throws(Stop) {
    guard let byte = current else { throw notClosed(close, openedAt: start) }
    let isList = close == ASCII.closeBracket
    if ASCII.isDigit(byte), end > 0, ASCII.isDigit(bytes[end - 1]) {
      throw stop(
        "json.number", "a number has no space between its digits", at: end..<index + 1,
        help: "write the figure without spaces")
    }
    let beginsNext =
      byte == ASCII.quote || isList && (byte == ASCII.openBrace || byte == ASCII.openBracket)
    guard beginsNext else {
      throw unexpected(
        "a ',' or '\(Character(Unicode.Scalar(close)))' was expected "
          + "(the \(isList ? "list" : "object") begins at \(placeText(start)))",
        help: isQuoteInText(at: end) ? "write \\\" for a quotation mark inside a text" : nil)
    }
    try report(
      "json.missing-comma", "a comma stands between two \(element(close))s", at: end..<end + 1,
      help: "put a comma after the \(element(close))",
      fixIt: Diagnostic.FixIt(range: end..<end, replacement: ","))
  }

  /// Whether a text ended just before a letter: a quotation mark that was not escaped.
  private func isQuoteInText(at end: Int) -> Bool {
    guard let byte = current, end > 0 else { return false }
    return bytes[end - 1] == ASCII.quote && (ASCII.isLetter(byte) || byte >= 0x80)
  }

  /// The digits before the comma that was just stepped over, where a thousands separator was
  /// probably meant: `1,365,000`.
  func digitBeforeComma() -> String? {
    guard index >= 2, bytes[index - 1] == ASCII.comma else { return nil }
    var start = index - 1
    while start > 0, index - start < 12, ASCII.isDigit(bytes[start - 1]) { start -= 1 }
    return start < index - 1 ? source.text(in: start..<index - 1) : nil
  }

  mutating func notClosed(_ close: UInt8, openedAt start: Int) -> Stop {
    let bracket = Character(Unicode.Scalar(close))
    let kind = close == ASCII.closeBracket ? "list" : "object"
    return stop(
      "json.not-closed", "the \(kind) that begins here has no '\(bracket)'", at: start..<start + 1,
      help: "close it with '\(bracket)', or check that the file is complete: it ends at "
        + placeText(bytes.count))
  }

  mutating func textAfterValue() -> Stop {
    let help =
      switch part {
      case .file: "give one value; several records stand one a line, or in a list"
      case .line: "put each record on a line of its own"
      case .element: "put a comma between the elements of a list"
      }
    return unexpected("the text ends after its value", help: help)
  }

  /// An error at a character that cannot stand here; characters that look like JSON's own have
  /// their own help.
  mutating func unexpected(_ message: String, help: String?) -> Stop {
    var ownHelp: String?
    var shown = shownCharacter
    switch source.text(in: index..<index + 4).unicodeScalars.first {
    case "\u{201C}", "\u{201D}", "\u{201E}", "\u{2018}", "\u{2019}", "\u{AB}", "\u{BB}":
      ownHelp = "use straight double quotes: \""
    case let space? where Self.specialSpaces.contains(space):
      shown = "\\u{\(String(space.value, radix: 16))}"
      ownHelp = "replace this special space by a plain one"
    default: break
    }
    return stop(
      "json.malformed", "\(message), not '\(shown)'", at: index..<index + 1, help: ownHelp ?? help)
  }

  /// Spaces that word processors write, and that look like plain ones.
  private static var specialSpaces: [Unicode.Scalar] {
    ["\u{A0}", "\u{2007}", "\u{2009}", "\u{200B}", "\u{202F}", "\u{3000}", "\u{FEFF}"]
  }

  /// The character at hand, fit for a message.
  private var shownCharacter: String {
    var end = index + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return PlainText.shown(source.text(in: index..<end))
  }

  private func placeText(_ offset: Int) -> String {
    let place = source.place(at: offset)
    return "line \(place.line), column \(place.column)"
  }
}
