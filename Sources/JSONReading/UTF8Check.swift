import SourceText

/// Finds bytes that are no UTF-8: stray and missing continuations, overlong forms, surrogates and
/// values past U+10FFFF.
enum UTF8Check {
  /// The range of the first bytes that are no UTF-8, `nil` where all are.
  static func firstFault(in bytes: Span<UInt8>) -> Range<Int>? {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        index += 1
        continue
      }
      guard let (length, second) = UTF8Form.shape(of: byte) else { return index..<index + 1 }
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

  /// The diagnostic about bytes that are no UTF-8.
  static func problem(_ fault: Range<Int>, in source: SourceFile) -> Diagnostic {
    let hex = String(source.bytes[fault.lowerBound], radix: 16, uppercase: true)
    return source.problem(
      "json.encoding", "JSON is written in UTF-8, and the byte 0x\(hex) here is not", at: fault,
      help: "save the file as UTF-8 (it is probably in Latin-1 or Windows-1252, or was cut off)")
  }
}
