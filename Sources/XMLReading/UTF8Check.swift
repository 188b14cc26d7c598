import SourceText

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
      guard let (length, second) = UTF8Form.shape(of: byte) else { return .invalid(index) }
      for position in 1..<length {
        guard index + position < bytes.count else { return .partial(index) }
        let allowed = position == 1 ? second : 0x80...0xBF
        guard allowed.contains(bytes[index + position]) else { return .invalid(index) }
      }
      index += length
    }
    return .valid
  }
}
