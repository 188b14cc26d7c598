/// An element to be written: the one way in which the program makes XML.
public struct XMLNode: Sendable, Equatable {
  /// The name.
  public var name: String
  /// The attributes, in the order in which they are written.
  public var attributes: [(name: String, value: String)]
  /// The text; an element with children has none.
  public var text: String
  /// The child elements.
  public var children: [XMLNode]

  /// An element; attributes whose value is `nil` are left out.
  public init(
    _ name: String, _ attributes: [(name: String, value: String?)] = [], text: String = "",
    children: [XMLNode] = []
  ) {
    self.name = name
    self.attributes = attributes.compactMap { name, value in value.map { (name, $0) } }
    self.text = text
    self.children = children
  }

  /// An element as it was read, without what is embedded in it.
  public init(_ element: Element) {
    name = element.name
    attributes = element.attributes.map { ($0.name, $0.value) }
    text = element.trimmedText
    children = element.children.map { XMLNode($0) }
  }

  /// The value of an attribute.
  public subscript(_ name: String) -> String? {
    attributes.first { $0.name == name }?.value
  }

  /// Whether two elements say the same: attributes in any order, white space as one blank.
  public static func == (left: XMLNode, right: XMLNode) -> Bool { left.digest == right.digest }
}

extension XMLNode {
  /// The element in lines of at most 100 columns where its words allow it, without an end of line
  /// after the last; the first line begins at the indentation.
  public func lines(indentation: String = "") -> [String] {
    let isEmpty = children.isEmpty && text.isBlankXML
    let tag = XMLText.tag(name, attributes, indentation: indentation, isEmpty: isEmpty)
    if isEmpty { return [tag] }
    if children.isEmpty {
      let words = XMLText.words(text)
      let line = "\(tag)\(words.joined(separator: " "))</\(name)>"
      if line.count <= XMLText.width { return [line] }
      return [tag] + XMLText.wrapped(words, indentation: indentation + "  ")
        + ["\(indentation)</\(name)>"]
    }
    return [tag] + children.flatMap { $0.lines(indentation: indentation + "  ") }
      + ["\(indentation)</\(name)>"]
  }

  /// A number that tells elements apart by what they say: of 64 bits, by FNV-1a. Equal elements have
  /// equal digests whatever the program's version.
  public var digest: UInt64 {
    var hash = FNVHash()
    add(to: &hash)
    return hash.value
  }

  private func add(to hash: inout FNVHash) {
    hash.add("<\(name)")
    for (name, value) in attributes.sorted(by: { $0.name < $1.name }) {
      hash.add(" \(name)=\(XMLText.plainWords(value).joined(separator: " "))")
    }
    hash.add(">" + XMLText.plainWords(text).joined(separator: " "))
    for child in children { child.add(to: &hash) }
    hash.add("</>")
  }
}

/// The hash FNV-1a of 64 bits.
private struct FNVHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ text: String) {
    for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }
}

/// The text of XML: tags, escapes and lines.
public enum XMLText {
  /// The columns to fill.
  static let width = 100

  /// A start tag, its attributes broken to 100 columns; of an empty element the whole.
  public static func tag(
    _ name: String, _ attributes: [(name: String, value: String)], indentation: String = "",
    isEmpty: Bool = false
  ) -> String {
    var lines: [String] = []
    var line = "\(indentation)<\(name)"
    for (name, value) in attributes {
      let part = #"\#(name)="\#(escaped(value))""#
      if line.count + 1 + part.count > width - 2 {
        lines.append(line)
        line = "\(indentation)    \(part)"
      } else {
        line += " \(part)"
      }
    }
    lines.append(line + (isEmpty ? "/>" : ">"))
    return lines.joined(separator: "\n")
  }

  /// A text with the escapes of XML. What XML cannot carry (most control characters, U+FFFE and
  /// U+FFFF) becomes U+FFFD.
  public static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n", "\r": result.unicodeScalars.append(scalar)
      case "\u{FFFE}", "\u{FFFF}", "\0"..<" ": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The words of a text, escaped.
  static func words(_ text: String) -> [String] { plainWords(text).map { escaped($0) } }

  static func plainWords(_ text: String) -> [String] {
    text.utf8.split(whereSeparator: isXMLSpace).map { String(Substring($0)) }
  }

  /// A text as prose: each run of white space one blank, and none at the ends.
  public static func prose(_ text: String) -> String {
    var text = text
    return text.withUTF8(prose)
  }

  static func prose(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    String(unsafeUninitializedCapacity: bytes.count) { buffer in
      var count = 0
      var isAfterSpace = false
      for byte in bytes {
        if isXMLSpace(byte) {
          isAfterSpace = count > 0
        } else {
          if isAfterSpace {
            buffer[count] = 0x20
            count += 1
            isAfterSpace = false
          }
          buffer[count] = byte
          count += 1
        }
      }
      return count
    }
  }

  static func wrapped(_ words: [String], indentation: String) -> [String] {
    var lines: [String] = []
    var line = indentation
    for word in words {
      if line.count > indentation.count, line.count + 1 + word.count > width {
        lines.append(line)
        line = indentation
      }
      line += (line.count > indentation.count ? " " : "") + word
    }
    return lines + [line]
  }
}

extension String {
  fileprivate var isBlankXML: Bool { utf8.allSatisfy(isXMLSpace) }
}
