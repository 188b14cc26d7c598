public import SourceText

/// Where the parts of a start tag stand in the source: byte ranges, worked out from the text of the
/// tag only when somebody needs to point at them.
public struct TagLayout: Sendable, Equatable {
  /// Where one attribute stands.
  public struct Attribute: Sendable, Equatable {
    /// The name as written, with its prefix.
    public let name: Range<Int>
    /// The value as written, without its quotes.
    public let value: Range<Int>
  }

  /// The whole tag, from `<` to `>`.
  public let range: Range<Int>
  /// The element's name as written, with its prefix.
  public let name: Range<Int>
  /// The attributes in the order of the text, declarations of namespaces included.
  public let attributes: [Attribute]

  /// The layout of the start tag whose `>` is just before `end` (a byte offset): the tag of which
  /// ``StartTag/end`` was kept.
  public init(in source: SourceFile, endingAt end: Int) {
    self = source.bytes.withUnsafeBufferPointer {
      TagLayout(of: $0, endingAt: end)
    }
  }

  /// A tag's start is the last `<` before its end, as `<` may not stand in an attribute's value.
  init(of bytes: UnsafeBufferPointer<UInt8>, endingAt offset: Int) {
    let end = min(max(offset, 0), bytes.count)
    var scanner = TagScanner(tagEndingAt: end, in: bytes)
    self.range = min(max(scanner.index - 1, 0), end)..<end
    self.name = scanner.skipName()
    var attributes: [Attribute] = []
    while let attribute = scanner.nextAttribute() { attributes.append(attribute) }
    self.attributes = attributes
  }

  private init(range: Range<Int>, name: Range<Int>, attributes: [Attribute]) {
    self.range = range
    self.name = name
    self.attributes = attributes
  }

  /// The layout of the same tag in a text that begins `distance` bytes earlier.
  func moved(by distance: Int) -> TagLayout {
    func moved(_ range: Range<Int>) -> Range<Int> {
      (range.lowerBound + distance)..<(range.upperBound + distance)
    }
    return TagLayout(
      range: moved(range), name: moved(name),
      attributes: attributes.map { Attribute(name: moved($0.name), value: moved($0.value)) })
  }

  /// The offset of the last `<` before `end`.
  static func start(of bytes: UnsafeBufferPointer<UInt8>, endingAt end: Int) -> Int {
    var index = end - 1
    while index > 0, bytes[index] != UInt8(ascii: "<") { index -= 1 }
    return max(index, 0)
  }
}

/// Walks over the text of one start tag that the parser has found well-formed.
struct TagScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var index: Int
  private let end: Int

  /// Stands after the `<` of the tag that ends at an offset.
  init(tagEndingAt end: Int, in bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    self.end = end
    index = min(TagLayout.start(of: bytes, endingAt: end) + 1, end)
  }

  private var byte: UInt8? { index < end ? bytes[index] : nil }

  mutating func skipName() -> Range<Int> {
    let start = index
    while let byte, !isXMLSpace(byte), byte != UInt8(ascii: "="), byte != UInt8(ascii: ">"),
      byte != UInt8(ascii: "/")
    {
      index += 1
    }
    return start..<index
  }

  private mutating func skipSpace() {
    while let byte, isXMLSpace(byte) { index += 1 }
  }

  mutating func nextAttribute() -> TagLayout.Attribute? {
    skipSpace()
    let name = skipName()
    guard !name.isEmpty else { return nil }
    skipSpace()
    guard byte == UInt8(ascii: "=") else { return nil }
    index += 1
    skipSpace()
    guard let quote = byte else { return nil }
    index += 1
    let start = index
    while let byte, byte != quote { index += 1 }
    let value = start..<index
    index = min(index + 1, end)
    return TagLayout.Attribute(name: name, value: value)
  }
}
