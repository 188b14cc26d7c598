internal import Glibc
import SourceText

/// Builds the elements of a document from its events.
struct ElementBuilder: XMLEventHandler {
  /// An element that has begun and not ended.
  private struct OpenElement {
    let node: Int
    /// The namespace in the parser's dictionary: to compare, not to read.
    let namespace: UnsafePointer<UInt8>?
    /// Where its own text begins among ``text``.
    let textStart: Int
  }

  /// The file as it was given.
  private let original: SourceFile
  /// Whether what is below an embedded element is left out.
  private let leavesOutEmbedded: Bool
  private var nodes: [ElementTree.Node] = []
  private var attributes: [ElementTree.AttributeNode] = []
  private var names = NameList()
  private var kept: [UInt8] = []
  private var open: [OpenElement] = []
  /// The texts of the open elements, one after the other: those within an element have ended, and
  /// have taken theirs away, before its own goes on.
  private var text: [UInt8] = []
  /// How deep the reader is below an embedded element that is left out.
  private var depthLeftOut = 0
  private var source: SourceFile?

  init(of original: SourceFile, leavesOutEmbedded: Bool) {
    self.original = original
    self.leavesOutEmbedded = leavesOutEmbedded
    // A guess that fits most documents: what is too much costs less than growing.
    nodes.reserveCapacity(original.bytes.count / 64 + 8)
    attributes.reserveCapacity(original.bytes.count / 32 + 8)
  }

  /// Whether the innermost open element is embedded and nothing of it is to be kept.
  private var isLeavingOut: Bool {
    guard leavesOutEmbedded, let last = open.last else { return false }
    return nodes[last.node].isEmbedded
  }

  mutating func start(_ tag: borrowing StartTag) {
    guard depthLeftOut == 0, !isLeavingOut else {
      depthLeftOut += 1
      return
    }
    var scanner = TagScanner(tagEndingAt: tag.end, in: tag.window)
    let tagStart = scanner.index - 1
    let nameLength = scanner.skipName().count
    let isEmbedded = open.last.map { $0.namespace != tag.namespace } ?? false
    if let parent = open.last?.node {
      if isEmbedded {
        nodes[parent].embeddedCount += 1
      } else {
        nodes[parent].childCount += 1
      }
    }
    let firstAttribute = attributes.count
    for index in 0..<tag.attributeCount { add(index, of: tag, &scanner) }
    open.append(
      OpenElement(node: nodes.count, namespace: tag.namespace, textStart: text.count))
    nodes.append(
      ElementTree.Node(
        name: names.number(of: tag.localName), nameLength: Int32(nameLength),
        tagStart: Int32(tagStart), tagEnd: Int32(tag.end),
        firstAttribute: Int32(firstAttribute), attributeEnd: Int32(attributes.count),
        isEmbedded: isEmbedded, declaresNamespace: tag.declaresNamespace))
  }

  /// Adds an attribute, with its place in the tag: the parser lists them in the order of the text.
  private mutating func add(
    _ index: Int, of tag: borrowing StartTag, _ scanner: inout TagScanner
  ) {
    let name = tag.attributeNamePointer(at: index)
    while let place = scanner.nextAttribute() {
      guard tag.window.part(place.name).isText(name) else { continue }
      var value = ElementTree.Part(
        start: Int32(place.value.lowerBound), end: Int32(place.value.upperBound))
      let written = tag.window.part(place.value)
      tag.withValue(at: index) { bytes in
        bytes.withUnsafeBufferPointer {
          guard !$0.isSame(as: written) else { return }
          value.isInSource = false
          value.start = Int32(kept.count)
          kept.append(contentsOf: $0)
          value.end = Int32(kept.count)
        }
      }
      attributes.append(
        ElementTree.AttributeNode(
          name: names.number(of: name), nameStart: Int32(place.name.lowerBound),
          valueStart: Int32(place.value.lowerBound), valueEnd: Int32(place.value.upperBound),
          value: value))
      return
    }
  }

  mutating func text(_ bytes: Span<UInt8>) {
    guard depthLeftOut == 0, !open.isEmpty, !isLeavingOut else { return }
    bytes.append(to: &text)
  }

  mutating func end(_ tag: borrowing EndTag) {
    guard depthLeftOut == 0 else {
      depthLeftOut -= 1
      return
    }
    guard let ended = open.popLast() else { return }
    let tagEnd = Int(nodes[ended.node].tagEnd)
    let content = tagEnd..<max(tag.range.lowerBound, tagEnd)
    let window = tag.window
    let isLiteral = text.withUnsafeBufferPointer { all in
      all.part(ended.textStart..<all.count).isSame(as: window.part(content))
    }
    if isLiteral {
      nodes[ended.node].text = ElementTree.Part(
        start: Int32(content.lowerBound), end: Int32(content.upperBound))
    } else {
      let start = Int32(kept.count)
      kept.append(contentsOf: text[ended.textStart...])
      nodes[ended.node].text = ElementTree.Part(
        start: start, end: Int32(kept.count), isInSource: false)
    }
    text.removeLast(text.count - ended.textStart)
    nodes[ended.node].end = Int32(tag.end)
    nodes[ended.node].next = Int32(nodes.count)
  }

  mutating func endRecord(_ record: borrowing XMLRecord) {
    let isUnchanged = original.bytes.withUnsafeBufferPointer { bytes in
      bytes.count >= record.window.count
        && bytes.part(0..<record.window.count).isSame(as: record.window)
    }
    source = isUnchanged ? original : record.source
  }

  /// The document, once its root has ended: on the original source, unless it had to be recoded.
  consuming func document() -> XMLDocument? {
    guard let source, !nodes.isEmpty else { return nil }
    let tree = ElementTree(
      source: source, names: names.texts, nodes: nodes, attributes: attributes, kept: kept)
    return XMLDocument(source: source, root: Element(tree, at: 0))
  }
}

/// The names of a document, each once: found by their address in the parser's dictionary.
private struct NameList {
  private(set) var texts: [String] = []
  private var addresses: [UInt] = []
  /// Numbers of names, from 1, at the place that their address gives them or the next free one.
  private var slots = [Int32](repeating: 0, count: 128)

  mutating func number(of name: UnsafePointer<UInt8>) -> Int32 {
    let address = UInt(bitPattern: name)
    var index = Self.place(of: address, among: slots.count)
    while slots[index] != 0 {
      let number = slots[index] - 1
      if addresses[Int(number)] == address { return number }
      index = (index + 1) & (slots.count - 1)
    }
    addresses.append(address)
    texts.append(String(cString: name))
    slots[index] = Int32(texts.count)
    if texts.count * 2 > slots.count { grow() }
    return Int32(texts.count - 1)
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    for (number, address) in addresses.enumerated() {
      var index = Self.place(of: address, among: slots.count)
      while slots[index] != 0 { index = (index + 1) & (slots.count - 1) }
      slots[index] = Int32(number + 1)
    }
  }

  private static func place(of address: UInt, among count: Int) -> Int {
    Int(truncatingIfNeeded: (address &* 0x9E37_79B9_7F4A_7C15) >> 40) & (count - 1)
  }
}

extension UnsafeBufferPointer where Element == UInt8 {
  /// The bytes of a range.
  fileprivate func part(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: self[range])
  }

  /// Whether two buffers hold the same bytes.
  fileprivate func isSame(as other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count, let base = baseAddress, let otherBase = other.baseAddress else {
      return count == other.count
    }
    return memcmp(base, otherBase, count) == 0
  }

  /// Whether the bytes are those of a text that ends in a NUL.
  fileprivate func isText(_ text: UnsafePointer<UInt8>) -> Bool {
    for index in indices where text[index] != self[index] { return false }
    return text[count] == 0
  }
}
