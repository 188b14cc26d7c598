/// A value of a JSON text, with its place in the source.
///
/// Nothing is interpreted: numbers keep the characters that the person wrote, so that an amount can
/// be read exactly, and an object keeps its members in the order written.
public struct JSONValue: Sendable {
  /// What a value is.
  public enum Kind: Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number, exactly as written: ASCII that follows the grammar of RFC 8259, section 6, never
    /// turned into floating point.
    case number(String)
    /// A text, with its escapes resolved.
    case string(String)
    /// A list.
    case array([JSONValue])
    /// An object, its members in the order written.
    case object([JSONMember])

    /// What to call it in a message: "a number", "a list".
    public var name: String {
      switch self {
      case .null: "null"
      case .bool: "true or false"
      case .number: "a number"
      case .string: "a text"
      case .array: "a list"
      case .object: "an object"
      }
    }
  }

  /// What the value is.
  public let kind: Kind
  /// Its bytes in the source, quotes and brackets included.
  public let range: Range<Int>

  /// A value that stands at a byte range of its source.
  public init(_ kind: Kind, range: Range<Int>) {
    self.kind = kind
    self.range = range
  }

  /// Whether it is `null`.
  public var isNull: Bool {
    if case .null = kind { true } else { false }
  }

  /// Its truth, where it is `true` or `false`.
  public var bool: Bool? {
    if case .bool(let value) = kind { value } else { nil }
  }

  /// The characters of the number, where it is one.
  public var number: String? {
    if case .number(let text) = kind { text } else { nil }
  }

  /// The text, where it is one.
  public var string: String? {
    if case .string(let text) = kind { text } else { nil }
  }

  /// The elements, where it is a list.
  public var elements: [JSONValue]? {
    if case .array(let elements) = kind { elements } else { nil }
  }

  /// The members in the order written, where it is an object.
  public var members: [JSONMember]? {
    if case .object(let members) = kind { members } else { nil }
  }

  /// The first member with a key, compared byte for byte; `nil` where there is none, or where the
  /// value is no object.
  public func member(_ key: String) -> JSONMember? {
    members?.first { ExactText.areEqual($0.key, key) }
  }

  /// The value of the first member with a key; `nil` where there is none.
  public subscript(key: String) -> JSONValue? { member(key)?.value }
}

/// A key and its value in an object.
public struct JSONMember: Sendable {
  /// The key, with its escapes resolved.
  public let key: String
  /// The bytes of the key in the source, quotes included.
  public let keyRange: Range<Int>
  /// The value.
  public let value: JSONValue

  /// A member whose key stands at a byte range of its source.
  public init(key: String, keyRange: Range<Int>, value: JSONValue) {
    self.key = key
    self.keyRange = keyRange
    self.value = value
  }
}
