import SourceText

/// The root element of a document by its first bytes, before anything is read in earnest.
public struct XMLRootTag: Sendable, Equatable {
  /// An attribute or a declaration of a namespace.
  public struct Attribute: Sendable, Equatable {
    /// The name with its prefix.
    public let name: String
    /// The value as written, entities as they stand.
    public let value: String
  }

  /// The name without prefix.
  public let name: String
  /// The prefix with its colon; empty where there is none.
  public let prefix: String
  /// What the tag states, in the order of the text, as far as it is there.
  public let attributes: [Attribute]
  /// Where the tag stands in the bytes, from `<` to `>`; `nil` where it is cut off or not as XML has
  /// it.
  public let range: Range<Int>?
  /// Whether the tag also ends its element: `<a/>`.
  public let isEmpty: Bool
  /// Whether the text is UTF-8 by what it says of itself.
  public let isUTF8: Bool

  /// The namespaces that the tag declares, in the order of the text.
  public var namespaces: [String] {
    attributes.filter { $0.name == "xmlns" || $0.name.hasPrefix("xmlns:") }.map(\.value)
  }

  /// The value of the attribute of a name; `nil` where there is none, or more than one.
  public subscript(_ name: String) -> String? {
    let found = attributes.filter { $0.name == name }
    return found.count == 1 ? found[0].value : nil
  }

  /// The root tag in the beginning of a document; `nil` where it does not stand there: not after the
  /// declaration, comments and instructions. The tag itself may be cut off.
  public init?(head: [UInt8]) {
    var scanner = HeadScanner(bytes: head)
    guard let written = scanner.rootName() else { return nil }
    let start = scanner.index - written.utf8.count - 1
    let colon = written.firstIndex(of: ":").map { written.index(after: $0) } ?? written.startIndex
    name = String(written[colon...])
    prefix = String(written[..<colon])
    attributes = scanner.attributes()
    isEmpty = scanner.skip("/")
    range = scanner.skip(">") ? start..<scanner.index : nil
    let declared = XMLDeclaration.encoding(in: head)
    isUTF8 = declared.map { TextEncoding(declared: $0.name) == .utf8 } ?? true
  }
}

/// Steps over what may precede a root element, and through its tag.
private struct HeadScanner {
  let bytes: [UInt8]
  var index: Int

  init(bytes: [UInt8]) {
    self.bytes = bytes
    index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  private var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  /// The name of the root element, as written.
  mutating func rootName() -> String? {
    skipSpace()
    while let end = skip("<?") ? "?>" : skip("<!--") ? "-->" : nil {
      while !skip(end) {
        guard byte != nil else { return nil }
        index += 1
      }
      skipSpace()
    }
    guard skip("<"), let byte, byte >= 0x80 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A else {
      return nil
    }
    return takeName()
  }

  /// The attributes up to the end of the tag, or to where it is cut off or goes wrong.
  mutating func attributes() -> [XMLRootTag.Attribute] {
    var result: [XMLRootTag.Attribute] = []
    while true {
      skipSpace()
      let start = index
      let name = takeName()
      skipSpace()
      guard !name.isEmpty, skip("=") else {
        index = start
        return result
      }
      skipSpace()
      guard let quote = byte, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
        let end = bytes[(index + 1)...].firstIndex(of: quote)
      else {
        index = start
        return result
      }
      result.append(XMLRootTag.Attribute(name: name, value: text((index + 1)..<end)))
      index = end + 1
    }
  }

  mutating func skip(_ text: String) -> Bool {
    guard bytes[index...].starts(with: text.utf8) else { return false }
    index += text.utf8.count
    return true
  }

  private mutating func takeName() -> String {
    let start = index
    while let byte, !isXMLSpace(byte), byte != UInt8(ascii: "="), byte != UInt8(ascii: ">"),
      byte != UInt8(ascii: "/")
    {
      index += 1
    }
    return text(start..<index)
  }

  private mutating func skipSpace() {
    while let byte, isXMLSpace(byte) { index += 1 }
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
