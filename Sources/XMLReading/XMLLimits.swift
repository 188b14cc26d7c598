/// How much of a document the reader takes before it refuses.
///
/// All sizes are in bytes of UTF-8. The reader never needs more memory than the record (or the
/// file) may be large, whatever a hostile file holds.
public struct XMLLimits: Sendable, Equatable {
  /// The largest file; in a collection, the largest record, the number of records being free.
  public var size: Int
  /// How deep elements may nest; the root is 1.
  public var depth: Int
  /// How many attributes one tag may have.
  public var attributes: Int
  /// How many namespaces one tag may declare.
  public var namespaces: Int
  /// The longest tag, comment or processing instruction (as read: it may be longer by one chunk).
  public var token: Int
  /// The longest run of text between two tags.
  public var text: Int

  /// Limits; by default those for one call document.
  public init(
    size: Int = 8 << 20, depth: Int = 64, attributes: Int = 64, namespaces: Int = 8,
    token: Int = 64 << 10, text: Int = 1 << 20
  ) {
    self.size = size
    self.depth = depth
    self.attributes = attributes
    self.namespaces = namespaces
    self.token = token
    self.text = text
  }

  /// For a call document or a reference table: 8 MB.
  public static let document = XMLLimits()
  /// For a consortium file, or one record of a collection: 16 MB.
  public static let record = XMLLimits(size: 16 << 20)
}
