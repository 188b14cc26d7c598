/// A number of people in annual work units, exact to the hundredth: part-time work counts in part.
///
/// Units are kept as the file states them and never rounded: 49.99 is fewer than 50.
public struct Headcount: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The number in hundredths of an annual work unit.
  public var hundredths: Int64

  /// A number in hundredths of an annual work unit.
  public init(hundredths: Int64) { self.hundredths = hundredths }

  /// The largest number that a file may state: 100 million.
  public static let largest = Headcount(hundredths: 10_000_000_000)

  /// The fewer people come first.
  public static func < (left: Headcount, right: Headcount) -> Bool {
    left.hundredths < right.hundredths
  }

  /// `14`, `49.5`.
  public var description: String { Digits.hundredths(Int128(hundredths)) }
}
