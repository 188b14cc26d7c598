import SourceText

/// Builds the elements of a document from its events.
struct ElementBuilder: XMLEventHandler {
  /// An element that has begun and not ended.
  private struct OpenElement {
    let name: String
    /// The namespace in the parser's dictionary: to compare, not to read.
    let namespace: UnsafePointer<UInt8>?
    let declaresNamespace: Bool
    let attributes: [Attribute]
    let nameRange: Range<Int>
    let tagRange: Range<Int>
    var children: [Element] = []
    var embedded: [Element] = []
    var text: [UInt8] = []
  }

  private var open: [OpenElement] = []
  private var root: Element?
  private var source: SourceFile?

  mutating func start(_ tag: borrowing StartTag) {
    let layout = tag.layout
    open.append(
      OpenElement(
        name: tag.nameText, namespace: tag.namespace, declaresNamespace: tag.declaresNamespace,
        attributes: tag.elementAttributes(layout),
        nameRange: layout.name, tagRange: layout.range))
  }

  mutating func text(_ bytes: Span<UInt8>) {
    guard !open.isEmpty else { return }
    bytes.append(to: &open[open.count - 1].text)
  }

  mutating func end(_ tag: borrowing EndTag) {
    guard let ended = open.popLast() else { return }
    let content = ended.tagRange.upperBound..<max(tag.range.lowerBound, ended.tagRange.upperBound)
    let isLiteral = tag.window[content].elementsEqual(ended.text)
    let element = Element(
      name: ended.name, attributes: ended.attributes, children: ended.children,
      embedded: ended.embedded, declaresNamespace: ended.declaresNamespace,
      text: String(decoding: ended.text, as: UTF8.self), nameRange: ended.nameRange,
      tagRange: ended.tagRange, range: ended.tagRange.lowerBound..<tag.end,
      textRange: isLiteral ? content : nil)
    if open.isEmpty {
      root = element
    } else if open[open.count - 1].namespace != ended.namespace {
      open[open.count - 1].embedded.append(element)
    } else {
      open[open.count - 1].children.append(element)
    }
  }

  mutating func endRecord(_ record: borrowing XMLRecord) {
    source = record.source
  }

  /// The document, once its root has ended: on the original source, unless it had to be recoded.
  func document(of original: SourceFile) -> XMLDocument? {
    guard let root, let source else { return nil }
    let isUnchanged = original.bytes.starts(with: source.bytes)
    return XMLDocument(source: isUnchanged ? original : source, root: root)
  }
}

extension StartTag {
  /// The attributes as values, with their places out of the tag's layout.
  fileprivate func elementAttributes(_ layout: TagLayout) -> [Attribute] {
    (0..<attributeCount).compactMap { index in
      let name = attributeNameText(at: index)
      guard let place = layout.attributes.first(where: { window[$0.name].elementsEqual(name.utf8) })
      else { return nil }
      let value = value(at: index)
      return Attribute(
        name: name, value: value, nameRange: place.name, valueRange: place.value,
        isLiteral: window[place.value].elementsEqual(value.utf8))
    }
  }
}
