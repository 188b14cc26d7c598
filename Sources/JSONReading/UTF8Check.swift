import SourceText

/// Finds bytes that are no UTF-8: stray and missing continuations, overlong forms, surrogates and
/// values past U+10FFFF.
enum UTF8Check {
  /// The range of the first bytes that are no UTF-8, `nil` where all are.
  static func firstFault(in bytes: [UInt8]) -> Range<Int>? {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        index += 1
        continue
      }
      guard let (length, second) = shape(after: byte) else { return index..<index + 1 }
      var next = index + 1
      while next < index + length {
        let allowed = next == index + 1 ? second : 0x80...0xBF
        guard next < bytes.count, allowed.contains(bytes[next]) else { return index..<next }
        next += 1
      }
      index = next
    }
    return nil
  }

  /// How many bytes a scalar has that begins with `byte`, and what its second byte may be
  /// (Unicode, table 3-7).
  private static func shape(after byte: UInt8) -> (length: Int, second: ClosedRange<UInt8>)? {
    switch byte {
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

  /// The diagnostic about bytes that are no UTF-8.
  static func problem(_ fault: Range<Int>, in source: SourceFile) -> Diagnostic {
    let hex = String(source.bytes[fault.lowerBound], radix: 16, uppercase: true)
    return source.problem(
      "json.encoding", "JSON is written in UTF-8, and the byte 0x\(hex) here is not", at: fault,
      help: "save the file as UTF-8 (it is probably in Latin-1 or Windows-1252, or was cut off)")
  }
}
