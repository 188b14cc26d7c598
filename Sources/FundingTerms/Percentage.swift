/// A percentage, exact to four decimals, as shares of capital and votes are stated.
///
/// It is never rounded: 24.99 % is less than 25 %.
public struct Percentage: Sendable, Hashable, Comparable {
  /// The percentage in millionths of the whole: 25 % is 250 000.
  public var millionths: Int64

  /// A percentage in millionths of the whole.
  public init(millionths: Int64) { self.millionths = millionths }

  /// Nothing.
  public static let none = Percentage(millionths: 0)
  /// The whole.
  public static let whole = Percentage(millionths: 1_000_000)

  /// The percentage that digits with at most four decimals state, from 0 to 100; a per cent sign may
  /// follow. `nil` for anything else.
  public init?(parsing text: some StringProtocol) {
    var bytes = Array(text.utf8)
    if bytes.last == UInt8(ascii: "%") {
      bytes.removeLast()
      if bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
    }
    var value: Int64 = 0
    var decimals = -1
    guard !bytes.isEmpty, bytes.count <= 12 else { return nil }
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        value = value * 10 + Int64(byte - UInt8(ascii: "0"))
        if decimals >= 0 { decimals += 1 }
      case UInt8(ascii: ".") where decimals < 0 && index > 0: decimals = 0
      default: return nil
      }
    }
    guard decimals != 0, decimals <= 4 else { return nil }
    for _ in max(decimals, 0)..<4 { value *= 10 }
    guard value <= Self.whole.millionths else { return nil }
    millionths = value
  }

  /// The digits of the percentage without a sign, as a file states them: `24.99`.
  public var digits: String {
    let text = Digits.percentage(millionths: Int128(millionths))
    return String(text.dropLast(2))
  }

  /// The lesser percentage comes first.
  public static func < (left: Percentage, right: Percentage) -> Bool {
    left.millionths < right.millionths
  }
}

extension Percentage: CustomStringConvertible {
  /// `24.99 %`.
  public var description: String { Digits.percentage(millionths: Int128(millionths)) }
}
