import SourceText

/// The consortia that stand within a call document, each a document of another namespace.
///
/// A call is read with these elements blanked out, byte for byte, so that every other place stays
/// what it is; each consortium is cut out as a source of its own for those who read consortia.
struct EmbeddedDocuments {
  /// The namespace of the documents that may be embedded.
  static let namespace = "urn:fundcall:consortium:1"

  /// The ranges of the embedded elements, in the order of the text.
  private(set) var ranges: [Range<Int>] = []
  /// The start tag of an element that does not end where its elements have ended.
  private(set) var unended: Range<Int>?
  private let bytes: [UInt8]

  /// Finds the elements of the other namespace in a text, up to the first that does not end.
  init(in bytes: [UInt8]) {
    self.bytes = bytes
    var scanner = TagScanner(bytes: bytes)
    var depth = 0
    var start: Range<Int>?
    while let tag = scanner.next() {
      if start == nil {
        guard tag.kind != .end, declaresNamespace(in: tag.range) else { continue }
        start = tag.range
        depth = 0
      }
      switch tag.kind {
      case .start: depth += 1
      case .end: depth -= 1
      case .empty: break
      }
      if depth <= 0, let begin = start {
        guard tag.kind != .end || name(of: begin) == name(of: tag.range) else { break }
        ranges.append(begin.lowerBound..<tag.range.upperBound)
        start = nil
      }
    }
    unended = start
  }

  /// The name in a tag, with its prefix.
  private func name(of tag: Range<Int>) -> String {
    let text = String(decoding: bytes[tag], as: UTF8.self)
    return String(text.drop { $0 == "<" || $0 == "/" }.prefix { Self.isOfName($0) })
  }

  private static func isOfName(_ character: Character) -> Bool {
    !character.isWhitespace && character != "/" && character != ">"
  }

  /// Whether the namespace stands anywhere in a tag: a quick look, as nearly all tags are others.
  private func holdsNamespace(_ tag: Range<Int>) -> Bool {
    let sought = Array(Self.namespace.utf8)
    guard tag.count > sought.count else { return false }
    return (tag.lowerBound...(tag.upperBound - sought.count)).contains { start in
      bytes[start] == sought[0] && bytes[start + 4] == sought[4]
        && bytes[start..<(start + sought.count)].elementsEqual(sought)
    }
  }

  /// Whether a tag puts its own element into the other namespace.
  private func declaresNamespace(in tag: Range<Int>) -> Bool {
    guard holdsNamespace(tag) else { return false }
    let text = String(decoding: bytes[tag], as: UTF8.self)
    let name = name(of: tag)
    let prefix = name.firstIndex(of: ":").map { ":" + name[..<$0] } ?? ""
    return ["\"", "'"].contains { text.contains(" xmlns\(prefix)=\($0)\(Self.namespace)\($0)") }
  }

  /// The text with every embedded element blanked out; ends of lines stay.
  var blanked: [UInt8] {
    var result = bytes
    for range in ranges {
      for index in range where result[index] != UInt8(ascii: "\n") {
        result[index] = UInt8(ascii: " ")
      }
    }
    return result
  }

  /// The embedded elements as sources of their own.
  ///
  /// Blanks stand in for what precedes an element on its line, so lines and columns are those of the
  /// file.
  func sources(in file: SourceFile) -> [SourceFile] {
    var line = file.firstLine
    var counted = 0
    return ranges.map { range in
      line += bytes[counted..<range.lowerBound].count { $0 == UInt8(ascii: "\n") }
      counted = range.lowerBound
      let before = file.lineRange(around: range.lowerBound).lowerBound..<range.lowerBound
      let column = bytes[before].count { $0 & 0xC0 != 0x80 }
      let indent = [UInt8](repeating: UInt8(ascii: " "), count: min(column, 4096))
      return SourceFile(name: file.name, bytes: indent + bytes[range], firstLine: line)
    }
  }
}

/// Goes from tag to tag of an XML text, past comments, CDATA sections and processing instructions.
private struct TagScanner {
  enum Kind {
    case start, end, empty
  }

  let bytes: [UInt8]
  var position = 0

  mutating func next() -> (kind: Kind, range: Range<Int>)? {
    while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
      let isMarkup = bytes[start...].dropFirst().first.map { $0 == 0x21 || $0 == 0x3F } ?? false
      if isMarkup,
        skip("<!--", to: "-->", at: start) || skip("<![CDATA[", to: "]]>", at: start)
          || skip("<?", to: "?>", at: start) || skip("<!", to: ">", at: start)
      {
        continue
      }
      guard let end = endOfTag(from: start) else { break }
      position = end
      if bytes[start + 1] == UInt8(ascii: "/") { return (.end, start..<end) }
      return (bytes[end - 2] == UInt8(ascii: "/") ? .empty : .start, start..<end)
    }
    position = bytes.count
    return nil
  }

  /// The offset after the `>` that ends a tag; one within quotes does not.
  private func endOfTag(from start: Int) -> Int? {
    var quote: UInt8?
    for index in (start + 1)..<max(start + 1, bytes.count) {
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

  private mutating func skip(_ opening: StaticString, to closing: String, at start: Int) -> Bool {
    let head = opening.description.utf8
    guard bytes[start...].starts(with: head) else { return false }
    let tail = Array(closing.utf8)
    var index = start + head.count
    while index + tail.count <= bytes.count {
      if bytes[index..<(index + tail.count)].elementsEqual(tail) {
        position = index + tail.count
        return true
      }
      index += 1
    }
    position = bytes.count
    return true
  }
}
