/// The answer to a question about facts of which some may be missing.
///
/// The three values and their tables are those of Kleene's strong logic: `unknown` is said only
/// where the missing facts could make it either.
public enum Truth: UInt8, Sendable, Hashable, Comparable, CaseIterable {
  /// Certainly not, however the missing facts turn out.
  case no = 0
  /// Either, depending on facts that are missing.
  case unknown = 1
  /// Certainly, however the missing facts turn out.
  case yes = 2

  /// The truth of a fact that is known.
  public init(_ known: Bool) { self = known ? .yes : .no }

  /// `no` is less than `unknown`, `unknown` less than `yes`.
  public static func < (left: Truth, right: Truth) -> Bool { left.rawValue < right.rawValue }

  /// Both: the lesser of the two.
  public static func && (left: Truth, right: Truth) -> Truth { min(left, right) }

  /// At least one: the greater of the two.
  public static func || (left: Truth, right: Truth) -> Truth { max(left, right) }

  /// The opposite; the opposite of `unknown` is `unknown`.
  public static prefix func ! (truth: Truth) -> Truth {
    switch truth {
    case .no: .yes
    case .unknown: .unknown
    case .yes: .no
    }
  }

  /// What two ways of reading the same thing agree on: `unknown` where they differ.
  public func agreed(with other: Truth) -> Truth { self == other ? self : .unknown }
}
