/// The start of an element, during its event.
///
/// Names come as numbers of the reader's ``XMLVocabulary``; text and ranges are made only when asked
/// for. Attributes that declare namespaces, and those of the `xml:` and schema-instance namespaces,
/// are not listed.
@safe
public struct StartTag: ~Copyable {
  /// The number of the element's name, or ``XMLVocabulary/unknown``.
  public let name: Int
  /// How deep the element stands; the root is 1.
  public let depth: Int
  /// The byte offset just after the tag's `>` in the record's source: cheap, and enough to find the
  /// parts of the tag again later with ``TagLayout``.
  public let end: Int
  /// Whether the tag also ends its element: `<a/>`.
  public let isEmpty: Bool

  let localName: UnsafePointer<UInt8>
  /// The element's namespace: one pointer in all of a document.
  let namespace: UnsafePointer<UInt8>?
  /// Whether the tag itself declares that namespace, for the element's prefix or for none.
  let declaresNamespace: Bool
  @usableFromInline let attributes: AttributeList
  let window: UnsafeBufferPointer<UInt8>

  /// The element's name as text, without prefix.
  public var nameText: String { String(cString: localName) }

  /// How many attributes there are.
  @inlinable public var attributeCount: Int { attributes.count }

  /// The number of an attribute's name, or ``XMLVocabulary/unknown``.
  @inlinable
  public func attributeName(at index: Int) -> Int { attributes.name(at: index) }

  /// An attribute's name in the parser's dictionary.
  func attributeNamePointer(at index: Int) -> UnsafePointer<UInt8> { attributes.items[index].name }

  /// An attribute's name as text.
  public func attributeNameText(at index: Int) -> String { attributes.nameText(at: index) }

  /// Gives the UTF-8 bytes of an attribute's value to `body`.
  @inlinable
  public func withValue<Result, Failure: Error>(
    at index: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try attributes.withValue(at: index, body)
  }

  /// Gives the same to `body`, but each ampersand as `&#38;`: for those who expect none.
  @inlinable
  public func withEscapedValue<Result, Failure: Error>(
    at index: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try attributes.withEscapedValue(at: index, body)
  }

  /// An attribute's value as text.
  public func value(at index: Int) -> String { withValue(at: index) { $0.string } }

  /// The value of the attribute with a name's number; `nil` where the tag has none.
  public func value(of name: Int) -> String? {
    index(of: name).map { value(at: $0) }
  }

  /// The index of the attribute with a name's number; `nil` where the tag has none.
  public func index(of name: Int) -> Int? {
    (0..<attributes.count).first { attributes.name(at: $0) == name }
  }

  /// The byte range of the tag in the record's source.
  public var range: Range<Int> { TagLayout.start(of: window, endingAt: end)..<end }

  /// Where the parts of the tag stand in the record's source.
  public var layout: TagLayout { TagLayout(of: window, endingAt: end) }
}

/// The end of an element, during its event.
@safe
public struct EndTag: ~Copyable {
  /// The number of the element's name, or ``XMLVocabulary/unknown``.
  public let name: Int
  /// How deep the element stands; the root is 1.
  public let depth: Int
  /// The byte offset just after the tag in the record's source.
  public let end: Int
  /// Whether there is no tag of its own, the start tag having been empty: `<a/>`.
  public let isEmpty: Bool

  let window: UnsafeBufferPointer<UInt8>

  /// The byte range of the tag in the record's source; empty after an empty element.
  public var range: Range<Int> {
    isEmpty ? end..<end : TagLayout.start(of: window, endingAt: end)..<end
  }
}
