/// An amount of euro, exact to the cent.
///
/// Amounts that a file states lie between 0 and 10^15 euro; sums and products of them are computed
/// in wider integers by those who need them, so no arithmetic on money wraps.
public struct Money: Hashable, Sendable, Comparable {
  /// The amount in cents.
  public var cents: Int64

  /// An amount in cents.
  public init(cents: Int64) { self.cents = cents }

  /// No money.
  public static let zero = Money(cents: 0)

  /// The largest amount that a file may state: 10^15 euro, in cents.
  public static let largest = Money(cents: 100_000_000_000_000_000)

  /// Why a text is not an amount.
  public enum Mistake: Error, Sendable, Equatable {
    /// Nothing is there.
    case empty
    /// It begins with a minus sign.
    case negative
    /// More than two digits follow the decimal point.
    case tooPrecise
    /// It is more than ``Money/largest``.
    case tooLarge
    /// A comma stands in it: as a decimal comma or between thousands.
    case comma
    /// Digits are grouped by spaces, apostrophes, dots or underscores.
    case grouped
    /// A currency sign or word stands with it.
    case currency
    /// It is written with an exponent, as in `1.4e6`.
    case exponent
    /// It is something else.
    case notANumber

    /// What to do, as an imperative.
    public var help: String {
      switch self {
      case .empty: "write the amount in euro, as in '1365000.00', or leave the fact out"
      case .negative: "amounts are zero or more"
      case .tooPrecise: "an amount has at most two decimals"
      case .tooLarge: "the largest amount is 1000000000000000 euro"
      case .comma: "write a decimal point, and no separators between thousands: '1365000.00'"
      case .grouped: "leave out the separators between thousands: '1365000.00'"
      case .currency: "write the number alone; every amount is in euro"
      case .exponent: "write the amount out in full, as in '1400000'"
      case .notANumber: "write the amount in euro, as in '1365000.00'"
      }
    }
  }

  /// The amount that a text of digits with an optional point and one or two decimals states.
  public init(parsing text: some StringProtocol) throws(Mistake) {
    try self.init(parsingBytes: text.utf8)
  }

  /// The amount that ASCII digits with an optional point and one or two decimals state.
  public init(parsingBytes bytes: some Sequence<UInt8>) throws(Mistake) {
    var euro: Int64 = 0
    var cents: Int64 = 0
    var decimals = -1
    var isEmpty = true
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = Int64(byte - UInt8(ascii: "0"))
        if decimals >= 0 {
          decimals += 1
          guard decimals <= 2 else { throw Self.mistake(in: bytes, else: .tooPrecise) }
          cents = cents * 10 + digit
        } else {
          euro = euro * 10 + digit
          guard euro <= 1_000_000_000_000_000 else {
            throw Self.mistake(in: bytes, else: .tooLarge)
          }
        }
      case UInt8(ascii: ".") where decimals < 0 && !isEmpty: decimals = 0
      default: throw Self.mistake(in: bytes, else: .notANumber)
      }
      isEmpty = false
    }
    if isEmpty { throw .empty }
    if decimals == 0 { throw .notANumber }
    if decimals == 1 { cents *= 10 }
    self.init(cents: euro * 100 + cents)
    if self > .largest { throw .tooLarge }
  }

  /// What is wrong with a text that is no amount: the most telling thing in all of it.
  private static func mistake(in bytes: some Sequence<UInt8>, else other: Mistake) -> Mistake {
    let text = String(decoding: Array(bytes.prefix(64)), as: UTF8.self).unicodeScalars
    guard text.contains(where: { ("0"..."9").contains($0) }) else { return .notANumber }
    if text.contains(where: isCurrency) { return .currency }
    if text.first == "-" || text.first == "\u{2212}" { return .negative }
    let letters = text.filter { $0.properties.isAlphabetic }
    if let letter = letters.first {
      let isExponent = letters.count == 1 && (letter == "e" || letter == "E")
      return isExponent && text.first != letter ? .exponent : .currency
    }
    if text.contains(",") { return .comma }
    let isGrouped = text.contains(where: isSeparator) || text.count(where: { $0 == "." }) > 1
    return isGrouped ? .grouped : other
  }

  private static func isCurrency(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .currencySymbol
  }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "'" || scalar == "_" || scalar == "\u{2019}"
      || scalar.properties.generalCategory == .spaceSeparator
  }

  /// The lesser amount comes first.
  public static func < (left: Money, right: Money) -> Bool { left.cents < right.cents }
}

extension Money: CustomStringConvertible {
  /// As calls write it: `EUR 1 365 000`, `EUR 4 952 732.50`.
  public var description: String { "EUR " + Digits.money(cents: Int128(cents)) }
}

/// The one place where numbers become text.
public enum Digits {
  /// A whole number with its thousands apart: `1 365 000`.
  public static func grouped(_ number: some BinaryInteger) -> String {
    let digits = Array(String(number.magnitude).utf8)
    var result = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result += " " }
      result.unicodeScalars.append(Unicode.Scalar(digit))
    }
    return result
  }

  /// An amount with its thousands apart and its cents only where there are any.
  public static func money(cents: Int128) -> String {
    let euro = grouped(cents / 100)
    let rest = (cents % 100).magnitude
    if rest == 0 { return euro }
    let sign = cents < 0 && cents > -100 ? "-" : ""
    return sign + euro + "." + (rest < 10 ? "0" : "") + String(rest)
  }

  /// The share that `part` is of `whole` in per cent, with at most two decimals, cut rather than
  /// rounded: 74.995 % never shows as 75 %. `nil` for a share of nothing.
  public static func percent(_ part: Int128, of whole: Int128) -> String? {
    guard whole > 0, part >= 0 else { return nil }
    let (scaled, overflow) = part.multipliedReportingOverflow(by: 10_000)
    guard !overflow else { return nil }
    return hundredths(scaled / whole) + " %"
  }

  /// A percentage in millionths of the whole, in full: 749 950 is `74.995 %`.
  public static func percentage(millionths: Int128) -> String {
    let rest = (millionths % 10_000).magnitude
    guard rest % 100 != 0 else { return hundredths(millionths / 100) + " %" }
    let sign = millionths < 0 && millionths > -10_000 ? "-" : ""
    var decimals = String(rest + 10_000).dropFirst()
    while decimals.hasSuffix("0") { decimals.removeLast() }
    return sign + grouped(millionths / 10_000) + "." + decimals + " %"
  }

  /// A number of hundredths as a decimal number without idle zeros: 7_550 is `75.5`.
  public static func hundredths(_ value: Int128) -> String {
    let rest = (value % 100).magnitude
    let whole = grouped(value / 100)
    if rest == 0 { return whole }
    if rest % 10 == 0 { return "\(whole).\(rest / 10)" }
    return "\(whole)." + (rest < 10 ? "0" : "") + String(rest)
  }
}
