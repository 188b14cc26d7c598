/// The attributes of a start tag, during its event.
///
/// Handlers in other modules look at every attribute of large files: what they do there is inlined.
@usableFromInline
struct AttributeList {
  /// One attribute as the parser hands it over: pointers into its dictionary and its buffer.
  @usableFromInline
  struct Item {
    @usableFromInline let number: Int
    let name: UnsafePointer<UInt8>
    @usableFromInline let value: UnsafeBufferPointer<UInt8>
  }

  @usableFromInline let items: UnsafeBufferPointer<Item>

  init(items: UnsafeBufferPointer<Item>) { self.items = items }

  @inlinable var count: Int { items.count }

  @inlinable
  func name(at index: Int) -> Int { items[index].number }

  func nameText(at index: Int) -> String { String(cString: items[index].name) }

  @inlinable
  func withValue<Result, Failure: Error>(
    at index: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let value = items[index].value
    guard Self.hasAmpersand(value) else { return try body(value.span) }
    let resolved = Self.resolvingAmpersands(of: value)
    return try body(resolved.span)
  }

  /// The value as the parser hands it over, every ampersand as `&#38;`.
  @inlinable
  func withEscapedValue<Result, Failure: Error>(
    at index: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(items[index].value.span)
  }

  @inlinable
  static func hasAmpersand(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    for index in value.indices where value[index] == UInt8(ascii: "&") { return true }
    return false
  }

  /// The value with each `&#38;` made the ampersand that it stands for.
  ///
  /// A parser that does not expand entities hands over every ampersand of a value in this form,
  /// however it was written, for a tree builder to parse once more. No other `&` occurs.
  @usableFromInline
  static func resolvingAmpersands(of value: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let rest = Array("#38;".utf8)
    var result: [UInt8] = []
    var index = 0
    while index < value.count {
      result.append(value[index])
      if value[index] == UInt8(ascii: "&"), value[(index + 1)...].starts(with: rest) {
        index += rest.count
      }
      index += 1
    }
    return result
  }
}
