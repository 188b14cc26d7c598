/// The encodings that a text may be in: those that map every byte to the same character wherever it
/// stands, and UTF-8.
public enum TextEncoding: Sendable, Equatable {
  case utf8
  case latin1
  case latin9
  case windows1252

  /// The encoding of a declared name; `nil` where it is not one of these.
  public init?(declared name: String) {
    switch name.uppercased() {
    // ASCII is the part of UTF-8 below 128; what lies above is checked as UTF-8.
    case "UTF-8", "UTF8", "US-ASCII", "ASCII": self = .utf8
    case "ISO-8859-1", "ISO8859-1", "LATIN1", "LATIN-1": self = .latin1
    case "ISO-8859-15", "ISO8859-15", "LATIN-9": self = .latin9
    case "WINDOWS-1252", "CP1252": self = .windows1252
    default: return nil
    }
  }

  /// The encoding's usual name.
  public var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .latin1: "ISO-8859-1"
    case .latin9: "ISO-8859-15"
    case .windows1252: "windows-1252"
    }
  }

  /// The character of a byte in a Latin encoding; `nil` where the byte stands for none, control
  /// characters included: they are a sign that the text is in another encoding than it says.
  public func scalar(of byte: UInt8) -> Unicode.Scalar? {
    if byte == 0 { return nil }
    if byte < 0x80 { return Unicode.Scalar(byte) }
    if byte < 0xA0 {
      guard self == .windows1252 else { return nil }
      return Self.upperControls[Int(byte) - 0x80].flatMap { Unicode.Scalar($0) }
    }
    if self == .latin9, let other = Self.euroVariants[byte] { return Unicode.Scalar(other) }
    return Unicode.Scalar(byte)
  }

  /// Where ISO-8859-15 differs from ISO-8859-1.
  private static let euroVariants: [UInt8: UInt16] = [
    0xA4: 0x20AC, 0xA6: 0x0160, 0xA8: 0x0161, 0xB4: 0x017D, 0xB8: 0x017E, 0xBC: 0x0152,
    0xBD: 0x0153, 0xBE: 0x0178,
  ]

  /// The bytes from 128 to 159 in windows-1252.
  private static let upperControls: [UInt16?] = [
    0x20AC, nil, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, nil, 0x017D, nil,
    nil, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, nil, 0x017E, 0x0178,
  ]
}
