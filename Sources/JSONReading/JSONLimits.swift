/// How large a JSON text may be before it is refused.
///
/// A limit is far above any honest file, and low enough that no file can exhaust memory or stack.
public struct JSONLimits: Sendable {
  /// The most bytes of one text.
  public let bytes: Int
  /// The most lists and objects inside one another.
  public let depth: Int
  /// The most values, counting those inside others.
  public let values: Int
  /// The most characters of one number.
  public let numberLength: Int
  /// The most errors that are reported before reading stops.
  public let errors: Int

  /// Limits; by default those of a whole file. The depth is never more than 256, because reading
  /// needs stack for each level.
  public init(
    bytes: Int = 64 << 20, depth: Int = 64, values: Int = 2_000_000, numberLength: Int = 40,
    errors: Int = 20
  ) {
    self.bytes = bytes
    self.depth = min(max(depth, 0), 256)
    self.values = values
    self.numberLength = numberLength
    self.errors = max(errors, 1)
  }

  /// The limits of a file that holds one value.
  public static let file = JSONLimits()
  /// The limits of one record among many: a line of a file of lines, an element of a list.
  public static let record = JSONLimits(bytes: 16 << 20)
}
