/// Looks for the first byte that is no UTF-8, or is a NUL.
enum UTF8Check: Equatable {
  case valid
  /// The bytes from an offset on are the beginning of a character.
  case partial(Int)
  /// A NUL stands at an offset.
  case nul(Int)
  /// What stands at an offset is no character: a stray byte, an overlong form, a surrogate.
  case invalid(Int)

  static func check(_ bytes: UnsafeBufferPointer<UInt8>) -> UTF8Check {
    guard let base = bytes.baseAddress else { return .valid }
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    var index = 0
    while index < bytes.count {
      // Eight plain ASCII bytes at a time: nearly all of a usual document.
      if index + 8 <= bytes.count {
        let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
        if (word | (word &- ones)) & highs == 0 {
          index += 8
          continue
        }
      }
      let byte = bytes[index]
      if byte == 0 { return .nul(index) }
      if byte < 0x80 {
        index += 1
        continue
      }
      guard let (length, second) = shape(of: byte) else { return .invalid(index) }
      for position in 1..<length {
        guard index + position < bytes.count else { return .partial(index) }
        let allowed = position == 1 ? second : 0x80...0xBF
        guard allowed.contains(bytes[index + position]) else { return .invalid(index) }
      }
      index += length
    }
    return .valid
  }

  /// The length of a character by its first byte, and what its second byte may be (table 3-7 of the
  /// Unicode Standard).
  private static func shape(of first: UInt8) -> (length: Int, second: ClosedRange<UInt8>)? {
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
