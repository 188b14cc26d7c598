/// A country by its two letters of ISO 3166-1, or `XK` for Kosovo.
///
/// The two letters are held in one number, so that comparing countries costs nothing. Whether a
/// country of that code exists, and the Commission's own `EL` and `UK`, are the matter of the
/// reference tables.
public struct CountryCode: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// First letter × 256 + second letter, both ASCII capitals.
  public let rawValue: UInt16

  /// The code that two letters make, in either case; `nil` for anything else.
  public init?(_ text: some StringProtocol) {
    self.init(bytes: text.utf8)
  }

  /// The same of a string, as most texts are.
  public init?(_ text: String) { self.init(bytes: text.utf8) }

  /// The code that two ASCII letters make, in either case; `nil` for anything else.
  public init?(bytes: some Sequence<UInt8>) {
    var value: UInt16 = 0
    var count = 0
    for byte in bytes {
      guard count < 2, let letter = Self.capital(byte) else { return nil }
      value = value << 8 | UInt16(letter)
      count += 1
    }
    guard count == 2 else { return nil }
    rawValue = value
  }

  static func capital(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte
    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 32
    default: nil
    }
  }

  /// Alphabetic order.
  public static func < (left: CountryCode, right: CountryCode) -> Bool {
    left.rawValue < right.rawValue
  }

  /// The two letters: `FR`.
  public var description: String {
    String(decoding: [UInt8(rawValue >> 8), UInt8(truncatingIfNeeded: rawValue)], as: UTF8.self)
  }
}

/// A region by its NUTS code of level 0 (the country: `FR`) to level 3 (`FRK26`).
///
/// The two to five characters are held in one number. NUTS writes Greece `EL` and the United
/// Kingdom `UK`; whether a region of that code exists is the matter of the reference tables.
public struct RegionCode: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The characters as bytes, the first in the highest place, in the low five bytes; unused places
  /// on the right are 0.
  public let rawValue: UInt64

  /// The code that two letters and up to three letters or digits make, in either case.
  public init?(_ text: some StringProtocol) {
    self.init(bytes: text.utf8)
  }

  /// The same of a string, as most texts are.
  public init?(_ text: String) { self.init(bytes: text.utf8) }

  /// The code that two ASCII letters and up to three ASCII letters or digits make, in either case.
  public init?(bytes: some Sequence<UInt8>) {
    var value: UInt64 = 0
    var count = 0
    for byte in bytes {
      guard count < 5 else { return nil }
      if let letter = CountryCode.capital(byte) {
        value = value << 8 | UInt64(letter)
      } else if count >= 2, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        value = value << 8 | UInt64(byte)
      } else {
        return nil
      }
      count += 1
    }
    guard count >= 2 else { return nil }
    rawValue = value << UInt64(8 * (5 - count))
  }

  private init(rawValue: UInt64) { self.rawValue = rawValue }

  /// The level: 0 for a country, 3 for the smallest regions.
  public var level: Int {
    if rawValue & 0xFF != 0 { return 3 }
    if rawValue & 0xFF00 != 0 { return 2 }
    return rawValue & 0xFF_0000 != 0 ? 1 : 0
  }

  /// The region of a level that this one lies in (or is); `nil` if this one is larger than that.
  public func ancestor(level: Int) -> RegionCode? {
    guard (0...3).contains(level), level <= self.level else { return nil }
    let dropped = UInt64(8 * (3 - level))
    return RegionCode(rawValue: (rawValue >> dropped) << dropped)
  }

  /// Whether this region lies in another or is that region.
  public func isWithin(_ other: RegionCode) -> Bool { ancestor(level: other.level) == other }

  /// Alphabetic order.
  public static func < (left: RegionCode, right: RegionCode) -> Bool {
    left.rawValue < right.rawValue
  }

  /// The characters: `FRK2`.
  public var description: String {
    let bytes = (0..<5).map { UInt8(truncatingIfNeeded: rawValue >> UInt64(8 * (4 - $0))) }
    return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }
}
