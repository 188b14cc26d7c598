import SourceText

/// The elements of a document in a few flat arrays: building them costs no memory of their own, and
/// giving them back costs nothing.
///
/// Elements stand in the order of their start tags, so that what is below an element follows it.
final class ElementTree: Sendable {
  /// A part of a text: of the source where it stands there byte for byte, else of ``kept``.
  struct Part {
    var start: Int32 = 0
    var end: Int32 = 0
    var isInSource = true

    var range: Range<Int> { Int(start)..<Int(end) }
  }

  struct Node {
    /// The number of the name among ``names``.
    var name: Int32
    var nameLength: Int32
    /// Where the start tag begins and ends, and where the element ends.
    var tagStart: Int32
    var tagEnd: Int32
    var end: Int32 = 0
    var text = Part()
    var firstAttribute: Int32
    var attributeEnd: Int32 = 0
    /// The number of the element after the last one below this one.
    var next: Int32 = 0
    var childCount: Int32 = 0
    var embeddedCount: Int32 = 0
    /// Whether it is in another namespace than the element that it stands in.
    var isEmbedded: Bool
    var declaresNamespace: Bool
  }

  struct AttributeNode {
    var name: Int32
    var nameStart: Int32
    var valueStart: Int32
    var valueEnd: Int32
    var value: Part
  }

  let source: SourceFile
  let names: [String]
  let nodes: [Node]
  let attributes: [AttributeNode]
  /// The texts that the source has in another form: with entities, CDATA sections or children.
  private let kept: [UInt8]

  init(
    source: SourceFile, names: [String], nodes: [Node], attributes: [AttributeNode], kept: [UInt8]
  ) {
    self.source = source
    self.names = names
    self.nodes = nodes
    self.attributes = attributes
    self.kept = kept
  }

  /// The bytes of a part of the text.
  func bytes(of part: Part) -> ArraySlice<UInt8> {
    part.isInSource ? source.bytes[part.range] : kept[part.range]
  }

  /// Whether a part of the text is nothing but white space.
  func isBlank(_ part: Part) -> Bool {
    (part.isInSource ? source.bytes : kept).withUnsafeBufferPointer { bytes in
      for index in part.range where !isXMLSpace(bytes[index]) { return false }
      return true
    }
  }

  /// The number of the attribute of a name that a node has.
  func attribute(_ name: String, of node: Int) -> Int? {
    let range = Int(nodes[node].firstAttribute)..<Int(nodes[node].attributeEnd)
    return range.first { names[Int(attributes[$0].name)] == name }
  }

  /// The attribute of a number as a value.
  func attribute(at index: Int) -> Attribute {
    let node = attributes[index]
    let name = names[Int(node.name)]
    let start = Int(node.nameStart)
    return Attribute(
      name: name, value: String(decoding: bytes(of: node.value), as: UTF8.self),
      nameRange: start..<(start + name.utf8.count),
      valueRange: Int(node.valueStart)..<Int(node.valueEnd), isLiteral: node.value.isInSource)
  }

  /// The first number from one on, below the end of a node, of a child that stands in the node's
  /// namespace or does not.
  func child(of node: Int, from index: Int, isEmbedded: Bool) -> Int? {
    let end = Int(nodes[node].next)
    var index = index
    while index < end {
      if nodes[index].isEmbedded == isEmbedded { return index }
      index = Int(nodes[index].next)
    }
    return nil
  }
}
