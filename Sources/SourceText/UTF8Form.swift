/// The forms that characters have in UTF-8.
public enum UTF8Form {
  /// How many bytes a character has by its first one, and what its second byte may be; `nil` where no
  /// character begins with the byte, and for ASCII. Table 3-7 of the Unicode Standard: so overlong
  /// forms, surrogates and values past U+10FFFF are left out.
  public static func shape(of first: UInt8) -> (length: Int, second: ClosedRange<UInt8>)? {
    switch first {
    case 0xC2...0xDF: (2, 0x80...0xBF)
    case 0xE0: (3, 0xA0...0xBF)
    case 0xED: (3, 0x80...0x9F)
    case 0xE1...0xEF: (3, 0x80...0xBF)
    case 0xF0: (4, 0x90...0xBF)
    case 0xF1...0xF3: (4, 0x80...0xBF)
    case 0xF4: (4, 0x80...0x8F)
    default: nil
    }
  }
}
