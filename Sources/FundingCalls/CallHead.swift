import SourceText

/// The attributes of a call document's root element, taken from its first bytes: enough to tell
/// which call the document is, and which others it needs, without reading on.
///
/// Only the plainest form is understood. What is not, is not refused: the document is then read in
/// earnest.
struct CallHead {
  /// The id.
  let id: String
  /// The ids of the calls without which this one cannot be used.
  let needs: [String]

  /// The head of a document; `nil` where it is not of the plainest form.
  init?(_ bytes: [UInt8]) {
    var scanner = HeadScanner(bytes: bytes)
    guard let attributes = scanner.attributes(ofRoot: "call"),
      attributes["xmlns"] == CallReader.namespace,
      let id = attributes["id"], NameKind.published.accepts(id)
    else { return nil }
    self.id = id
    needs = [attributes["extends"], attributes["general"]].compactMap(\.self)
  }
}

/// Steps over what may precede a root element, and through its tag.
private struct HeadScanner {
  let bytes: [UInt8]
  var index = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  private var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  mutating func attributes(ofRoot name: String) -> [String: String]? {
    skipSpace()
    while skip("<?") || skip("<!--") {
      let end = bytes[index - 1] == UInt8(ascii: "?") ? "?>" : "-->"
      let start = index
      while !skip(end) {
        guard byte != nil else { return nil }
        index += 1
      }
      // A declaration may name an encoding in which the bytes mean something else.
      if end == "?>", !isHarmless(start..<index) { return nil }
      skipSpace()
    }
    guard skip("<" + name), let byte, Self.isSpace(byte) else { return nil }
    return attributes()
  }

  private mutating func attributes() -> [String: String]? {
    var result: [String: String] = [:]
    while true {
      skipSpace()
      if skip(">") { return result }
      let start = index
      while let byte, byte != UInt8(ascii: "="), byte > 0x20, byte != UInt8(ascii: ">") {
        index += 1
      }
      let name = text(start..<index)
      guard !name.isEmpty, skip("="), let quote = byte, quote == 0x22 || quote == 0x27 else {
        return nil
      }
      index += 1
      let value = index
      while let byte, byte != quote {
        guard byte >= 0x20, byte != UInt8(ascii: "&"), byte != UInt8(ascii: "<") else { return nil }
        index += 1
      }
      guard byte == quote, result.updateValue(text(value..<index), forKey: name) == nil else {
        return nil
      }
      index += 1
    }
  }

  /// Whether an instruction is none that names an encoding, or names UTF-8.
  private func isHarmless(_ range: Range<Int>) -> Bool {
    let text = text(range).lowercased()
    return !text.contains("encoding") || text.contains("\"utf-8\"") || text.contains("'utf-8'")
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private mutating func skip(_ text: String) -> Bool {
    guard bytes[index...].starts(with: text.utf8) else { return false }
    index += text.utf8.count
    return true
  }

  private mutating func skipSpace() {
    while let byte, Self.isSpace(byte) { index += 1 }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }
}
