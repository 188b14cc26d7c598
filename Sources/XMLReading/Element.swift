public import SourceText

/// An XML document as values: its elements, and the source that their ranges count in.
public struct XMLDocument: Sendable {
  /// The text as the reader took it: the file itself, or, where that is in a Latin encoding or
  /// begins with a byte order mark, the same text in plain UTF-8.
  public let source: SourceFile
  /// The root element.
  public let root: Element
}

/// An element of a document, with the byte ranges of its parts in the document's source.
public struct Element: Sendable {
  /// The name, without prefix; the namespace is that of the document, but for ``embedded``.
  public let name: String
  /// The attributes in the order of the text, without declarations of namespaces.
  public let attributes: [Attribute]
  /// The child elements of the element's own namespace, in the order of the text.
  public let children: [Element]
  /// The child elements of other namespaces, in the order of the text: documents within the
  /// document, where the reader was told to let them in.
  public let embedded: [Element]
  /// Whether the start tag declares the element's namespace, so that the element's text alone is a
  /// document.
  public let declaresNamespace: Bool
  /// The character data of the element itself, joined, entities resolved; its children's is theirs.
  public let text: String
  /// The element's name in the start tag, with its prefix: what a diagnostic about the element
  /// points at.
  public let nameRange: Range<Int>
  /// The start tag, from `<` to `>`.
  public let tagRange: Range<Int>
  /// The whole element, from the start tag's `<` to the end tag's `>`.
  public let range: Range<Int>
  /// The range of ``text`` where it stands in the source byte for byte: an element without children,
  /// comments, entities, CDATA sections and carriage returns. A column in the text is then a column
  /// in the file. Else `nil`.
  public let textRange: Range<Int>?

  /// The text without the white space around it.
  public var trimmedText: String { trimmed.text }

  /// The range of ``trimmedText`` in the source, where ``textRange`` is known.
  public var trimmedTextRange: Range<Int>? {
    guard let textRange else { return nil }
    let start = textRange.lowerBound + trimmed.offset
    return start..<(start + trimmed.text.utf8.count)
  }

  /// The attribute of a name, if the element has it.
  public func attribute(_ name: String) -> Attribute? { attributes.first { $0.name == name } }

  /// The value of the attribute of a name, if the element has it.
  public subscript(_ name: String) -> String? { attribute(name)?.value }

  /// The children of a name, in the order of the text.
  public func children(named name: String) -> [Element] { children.filter { $0.name == name } }

  /// The first child of a name, if there is one.
  public func firstChild(named name: String) -> Element? { children.first { $0.name == name } }

  private var trimmed: (text: String, offset: Int) {
    let bytes = text.utf8
    let start = bytes.firstIndex { !isXMLSpace($0) } ?? bytes.endIndex
    let end = bytes.lastIndex { !isXMLSpace($0) }.map { bytes.index(after: $0) } ?? start
    return (String(text[start..<end]), bytes.distance(from: bytes.startIndex, to: start))
  }
}

/// An attribute of an element, with its byte ranges in the document's source.
public struct Attribute: Sendable, Equatable {
  /// The name; attributes have no namespace.
  public let name: String
  /// The value, entities resolved, line ends and tabs made blanks (as XML has it).
  public let value: String
  /// The name as written.
  public let nameRange: Range<Int>
  /// The value as written, without its quotes.
  public let valueRange: Range<Int>
  /// Whether the value stands in the source byte for byte, so that a column in it is a column in
  /// the file.
  public let isLiteral: Bool
}
