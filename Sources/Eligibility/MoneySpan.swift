import FundingTerms
import RuleLanguage

/// An amount as far as it is known, in cents; `nil` is no limit.
public struct MoneySpan: Sendable, Hashable {
  /// The least that it can be.
  public var least: Int128?
  /// The most that it can be.
  public var greatest: Int128?

  /// The amount, where it is known.
  public var value: Int128? { least == greatest ? least : nil }

  /// A span between two amounts.
  public init(_ least: Int128?, _ greatest: Int128?) {
    self.least = least
    self.greatest = greatest
  }

  /// An amount that is known.
  public init(_ cents: Int128) { self.init(cents, cents) }

  init(_ range: Finding.Range) { self.init(range.least, range.greatest) }

  /// Any amount of zero or more.
  static let unknown = MoneySpan(0, nil)

  static func + (left: MoneySpan, right: MoneySpan) -> MoneySpan {
    MoneySpan(
      left.least.flatMap { least in right.least.map { least + $0 } },
      left.greatest.flatMap { greatest in right.greatest.map { greatest + $0 } })
  }

  static func - (left: MoneySpan, right: MoneySpan) -> MoneySpan {
    MoneySpan(
      left.least.flatMap { least in right.greatest.map { least - $0 } },
      left.greatest.flatMap { greatest in right.least.map { greatest - $0 } })
  }

  /// The smaller of two amounts.
  func atMost(_ other: MoneySpan) -> MoneySpan {
    MoneySpan(
      least.flatMap { least in other.least.map { min(least, $0) } },
      [greatest, other.greatest].compactMap(\.self).min())
  }

  /// What it is, whichever of two spans holds.
  func or(_ other: MoneySpan) -> MoneySpan {
    MoneySpan(
      least.flatMap { least in other.least.map { min(least, $0) } },
      greatest.flatMap { greatest in other.greatest.map { max(greatest, $0) } })
  }
}

/// A percentage as far as it is known, in millionths of the whole.
public struct RateSpan: Sendable, Hashable {
  /// The least that it can be.
  public var least: Int64
  /// The most that it can be.
  public var greatest: Int64

  /// The percentage, where it is known and the same for all that is meant.
  public var value: Int64? { least == greatest ? least : nil }

  /// A span between two percentages.
  public init(_ least: Int64, _ greatest: Int64) {
    self.least = least
    self.greatest = greatest
  }

  /// Whatever lies in either of two spans.
  func or(_ other: RateSpan) -> RateSpan {
    RateSpan(min(least, other.least), max(greatest, other.greatest))
  }
}
