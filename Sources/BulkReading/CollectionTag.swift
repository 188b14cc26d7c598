/// The start tag of a collection in XML: what a part of the document needs before it to be read by
/// itself.
struct CollectionTag {
  /// The tag with its declarations of namespaces, byte for byte.
  let bytes: [UInt8]
  /// The name with its prefix.
  let name: String
  /// The prefix with its colon; empty where there is none.
  let prefix: String
  /// The offset after the tag in the document.
  let end: Int

  /// The tag in the beginning of a document; `nil` where the document does not begin with one in the
  /// plain way: not in UTF-8, with a DOCTYPE, or further away than the head reaches.
  init?(head: [UInt8]) {
    var index = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if index == 0, let declared = Self.declaration(head), !Self.isUTF8(declared) { return nil }
    while true {
      index = head[index...].firstIndex { !Self.isSpace($0) } ?? head.count
      if head[index...].starts(with: Array("<?".utf8)) {
        guard let after = head.offset(after: "?>", from: index + 2) else { return nil }
        index = after
      } else if head[index...].starts(with: Array("<!--".utf8)) {
        guard let after = head.offset(after: "-->", from: index + 4) else { return nil }
        index = after
      } else {
        break
      }
    }
    guard head.count > index + 1, head[index] == UInt8(ascii: "<"),
      head[index + 1] != UInt8(ascii: "!"), let end = Self.tagEnd(head, from: index)
    else { return nil }
    let written = head[(index + 1)..<end].prefix {
      !Self.isSpace($0) && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/")
    }
    guard !written.isEmpty, head[end - 2] != UInt8(ascii: "/") else { return nil }
    bytes = Array(head[index..<end])
    let name = String(decoding: written, as: UTF8.self)
    self.name = name
    prefix = name.firstIndex(of: ":").map { String(name[...$0]) } ?? ""
    self.end = end
  }

  /// The offset after the tag that begins at an offset; quotes may hold a `>`.
  private static func tagEnd(_ bytes: [UInt8], from start: Int) -> Int? {
    var quote: UInt8?
    for index in start..<bytes.count {
      let byte = bytes[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return index + 1
      }
    }
    return nil
  }

  private static func declaration(_ head: [UInt8]) -> String? {
    guard head.starts(with: Array("<?xml".utf8)), let end = head.offset(after: "?>", from: 0)
    else { return nil }
    return String(decoding: head[..<end], as: UTF8.self)
  }

  private static func isUTF8(_ declaration: String) -> Bool {
    let text = declaration.lowercased().filter { !$0.isWhitespace }
    guard let range = text.firstRange(of: "encoding=") else { return true }
    let value = text[range.upperBound...]
    return value.hasPrefix("\"utf-8\"") || value.hasPrefix("'utf-8'")
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }
}

extension [UInt8] {
  /// The offset after the first place of a text from an offset on; `nil` where it is not there.
  func offset(after text: StaticString, from start: Int) -> Int? {
    let wanted = Array(text.description.utf8)
    guard let last = wanted.last, count >= start + wanted.count else { return nil }
    var index = start + wanted.count - 1
    while index < count {
      if self[index] == last,
        self[(index + 1 - wanted.count)...index].elementsEqual(wanted)
      {
        return index + 1
      }
      index += 1
    }
    return nil
  }
}
