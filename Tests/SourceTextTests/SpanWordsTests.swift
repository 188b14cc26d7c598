import SourceText
import Testing

@Suite struct SpanWordsTests {
  private static let bytes = (0..<40).map { UInt8(truncatingIfNeeded: $0 * 97 + 3) }

  @Test func readsEightBytesTheFirstOneLowest() {
    let bytes = Self.bytes
    for offset in 0...32 {
      let expected = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[offset + $1]) << UInt64($1 * 8) }
      let word = bytes.span.word(at: offset)
      #expect(word == expected)
    }
  }

  @Test func packsWhatThereIsOfEightBytes() {
    let bytes = Self.bytes
    for count in 0...12 {
      let expected = (0..<min(count, 8)).reduce(UInt64(0)) {
        $0 | UInt64(bytes[$1]) << UInt64($1 * 8)
      }
      let part = bytes[..<count]
      let packed = part.span.packed
      #expect(packed == expected)
    }
  }
}
