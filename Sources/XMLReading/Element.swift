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
///
/// It is a place in the document's tree; names, texts and lists are made when they are asked for.
public struct Element: Sendable {
  private let tree: ElementTree
  private let index: Int

  init(_ tree: ElementTree, at index: Int) {
    self.tree = tree
    self.index = index
  }

  private var node: ElementTree.Node { tree.nodes[index] }

  /// The name, without prefix; the namespace is that of the document, but for ``embedded``.
  public var name: String { tree.names[Int(node.name)] }

  /// The attributes in the order of the text, without declarations of namespaces.
  public var attributes: [Attribute] {
    (Int(node.firstAttribute)..<Int(node.attributeEnd)).map { tree.attribute(at: $0) }
  }

  /// The child elements of the element's own namespace, in the order of the text.
  public var children: [Element] { elements(areEmbedded: false) }

  /// The child elements of other namespaces, in the order of the text: documents within the
  /// document, where the reader was told to let them in.
  public var embedded: [Element] { elements(areEmbedded: true) }

  /// How many ``children`` there are.
  public var childCount: Int { Int(node.childCount) }

  /// How many elements are ``embedded``.
  public var embeddedCount: Int { Int(node.embeddedCount) }

  /// Whether the start tag declares the element's namespace, so that the element's text alone is a
  /// document.
  public var declaresNamespace: Bool { node.declaresNamespace }

  /// The character data of the element itself, joined, entities resolved; its children's is theirs.
  public var text: String { String(decoding: tree.bytes(of: node.text), as: UTF8.self) }

  /// The element's name in the start tag, with its prefix: what a diagnostic about the element
  /// points at.
  public var nameRange: Range<Int> {
    let start = Int(node.tagStart) + 1
    return start..<(start + Int(node.nameLength))
  }

  /// The start tag, from `<` to `>`.
  public var tagRange: Range<Int> { Int(node.tagStart)..<Int(node.tagEnd) }

  /// The whole element, from the start tag's `<` to the end tag's `>`.
  public var range: Range<Int> { Int(node.tagStart)..<Int(node.end) }

  /// The range of ``text`` where it stands in the source byte for byte: an element without children,
  /// comments, entities, CDATA sections and carriage returns. A column in the text is then a column
  /// in the file. Else `nil`.
  public var textRange: Range<Int>? { node.text.isInSource ? node.text.range : nil }

  /// The text without the white space around it.
  public var trimmedText: String { String(decoding: trimmed, as: UTF8.self) }

  /// The range of ``trimmedText`` in the source, where ``textRange`` is known.
  public var trimmedTextRange: Range<Int>? {
    guard node.text.isInSource else { return nil }
    let trimmed = trimmed
    return trimmed.startIndex..<trimmed.endIndex
  }

  /// Whether the text is nothing but white space.
  public var isBlank: Bool { tree.isBlank(node.text) }

  /// The text as prose: each run of white space one blank, and none at the ends.
  public var prose: String { tree.bytes(of: node.text).withUnsafeBufferPointer(XMLText.prose) }

  /// The attribute of a name, if the element has it.
  public func attribute(_ name: String) -> Attribute? {
    tree.attribute(name, of: index).map { tree.attribute(at: $0) }
  }

  /// How many attributes there are.
  public var attributeCount: Int { Int(node.attributeEnd - node.firstAttribute) }

  /// The name of an attribute, by its position in the tag.
  public func attributeName(at position: Int) -> String {
    tree.names[Int(tree.attributes[Int(node.firstAttribute) + position].name)]
  }

  /// Whether the value of an attribute, by its position in the tag, is nothing but white space.
  public func isAttributeBlank(at position: Int) -> Bool {
    tree.isBlank(tree.attributes[Int(node.firstAttribute) + position].value)
  }

  /// The element itself and those below it, in its namespace, that others are ``embedded`` in.
  public var embedding: [Element] {
    var result: [Element] = []
    var next = index
    while next < Int(node.next) {
      let found = tree.nodes[next]
      if found.isEmbedded, next > index {
        next = Int(found.next)
        continue
      }
      if found.embeddedCount > 0 { result.append(Element(tree, at: next)) }
      next += 1
    }
    return result
  }

  /// Whether the element has the attribute of a name.
  public func has(_ name: String) -> Bool { tree.attribute(name, of: index) != nil }

  /// The value of the attribute of a name, if the element has it.
  public subscript(_ name: String) -> String? {
    tree.attribute(name, of: index).map {
      String(decoding: tree.bytes(of: tree.attributes[$0].value), as: UTF8.self)
    }
  }

  /// The children of a name, in the order of the text.
  public func children(named name: String) -> [Element] {
    var result: [Element] = []
    var next = tree.child(of: index, from: index + 1, isEmbedded: false)
    while let child = next {
      if tree.names[Int(tree.nodes[child].name)] == name { result.append(Element(tree, at: child)) }
      next = tree.child(of: index, from: Int(tree.nodes[child].next), isEmbedded: false)
    }
    return result
  }

  /// The first child of a name, if there is one.
  public func firstChild(named name: String) -> Element? {
    var next = tree.child(of: index, from: index + 1, isEmbedded: false)
    while let child = next {
      if tree.names[Int(tree.nodes[child].name)] == name { return Element(tree, at: child) }
      next = tree.child(of: index, from: Int(tree.nodes[child].next), isEmbedded: false)
    }
    return nil
  }

  private func elements(areEmbedded: Bool) -> [Element] {
    let count = areEmbedded ? embeddedCount : childCount
    guard count > 0 else { return [] }
    var result: [Element] = []
    result.reserveCapacity(count)
    var next = tree.child(of: index, from: index + 1, isEmbedded: areEmbedded)
    while let child = next {
      result.append(Element(tree, at: child))
      next = tree.child(of: index, from: Int(tree.nodes[child].next), isEmbedded: areEmbedded)
    }
    return result
  }

  private var trimmed: ArraySlice<UInt8> {
    let bytes = tree.bytes(of: node.text)
    guard let start = bytes.firstIndex(where: { !isXMLSpace($0) }),
      let last = bytes.lastIndex(where: { !isXMLSpace($0) })
    else { return bytes.prefix(0) }
    return bytes[start...last]
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
