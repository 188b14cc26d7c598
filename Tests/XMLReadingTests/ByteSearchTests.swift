import Testing
import XMLReading

/// Looking through many bytes at a time finds what looking at each of them finds.
@Suite struct ByteSearchTests {
  /// Line feeds at irregular places.
  private static func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { $0 * $0 % 7 == 2 || $0 % 19 == 0 ? 0x0A : UInt8(truncatingIfNeeded: $0) }
  }

  @Test func countsEveryByteOnce() {
    for count in [0, 1, 15, 16, 17, 31, 32, 33, 4_079, 4_080, 4_081, 9_999] {
      let bytes = Self.bytes(count)
      let rest = bytes.dropFirst()
      let counts = [bytes.span.count(of: 0x0A), rest.span.count(of: 0x0A)]
      #expect(counts == [bytes.count { $0 == 0x0A }, rest.count { $0 == 0x0A }], "\(count)")
    }
    let ones = [UInt8](repeating: 1, count: 20_000)
    let count = ones.span.count(of: 1)
    #expect(count == 20_000)
  }

  @Test func findsTheFirstByteOfAPart() {
    let bytes = Self.bytes(300)
    for start in 0...300 {
      let expected = bytes[start...].firstIndex(of: 0x0A)
      let found = bytes.span.firstIndex(of: 0x0A, in: start..<300)
      #expect(found == expected)
      let nothing = bytes.span.firstIndex(of: 0x0A, in: start..<start)
      #expect(nothing == nil)
    }
  }
}
