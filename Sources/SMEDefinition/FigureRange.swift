import FundingTerms

/// A sum of weighted figures of which some may be unknown: what it is at least and at most.
///
/// It is kept in millionths of a hundredth, so that no part of a figure is rounded.
public struct FigureRange: Sendable, Hashable {
  /// The scale of a weight.
  static let scale: Int128 = 1_000_000

  /// The least, in millionths of a cent or of a hundredth of a work unit.
  public var lower: Int128
  /// The most; `nil` where nothing bounds it.
  public var upper: Int128?

  /// Nothing at all.
  public static let zero = FigureRange(lower: 0, upper: 0)

  /// Whether it is one figure.
  public var isExact: Bool { upper == lower }

  /// The least in hundredths, cut.
  public var leastHundredths: Int64 { Int64(clamping: lower / Self.scale) }

  /// The most in hundredths, cut; `nil` where nothing bounds it.
  public var mostHundredths: Int64? { upper.map { Int64(clamping: $0 / Self.scale) } }

  /// Adds a figure in hundredths with a weight; an unknown figure may be anything.
  mutating func add(_ figure: Int64?, weight: ClosedRange<Int64>) {
    if let figure {
      lower += Int128(figure) * Int128(weight.lowerBound)
      upper = upper.map { $0 + Int128(figure) * Int128(weight.upperBound) }
    } else if weight.upperBound > 0 {
      upper = nil
    }
  }

  /// Whether it is less than a limit in hundredths.
  func isBelow(_ limit: Int64) -> Truth {
    let limit = Int128(limit) * Self.scale
    if let upper, upper < limit { return .yes }
    return lower < limit ? .unknown : .no
  }

  /// Whether it is at most a limit in hundredths.
  func isAtMost(_ limit: Int64) -> Truth {
    let limit = Int128(limit) * Self.scale
    if let upper, upper <= limit { return .yes }
    return lower <= limit ? .unknown : .no
  }
}
