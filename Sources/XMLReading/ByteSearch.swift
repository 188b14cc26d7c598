internal import Glibc

/// Looking through many bytes, a number of them at a time.
extension Span where Element == UInt8 {
  /// How many of the bytes are a given one.
  public func count(of byte: UInt8) -> Int {
    withUnsafeBytes { bytes in
      let wanted = SIMD16<UInt8>(repeating: byte)
      var total = 0
      var index = 0
      while index + 16 <= bytes.count {
        // Each of the sums counts one place of sixteen, and so takes 255 of them at most.
        let end = Swift.min(index + 16 * 255, bytes.count)
        var sums = SIMD16<UInt8>.zero
        while index + 16 <= end {
          let part = bytes.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
          sums = sums.replacing(with: sums &+ 1, where: part .== wanted)
          index += 16
        }
        total += Int(SIMD16<UInt16>(truncatingIfNeeded: sums).wrappedSum())
      }
      while index < bytes.count {
        if bytes[index] == byte { total += 1 }
        index += 1
      }
      return total
    }
  }

  /// The first place of a byte in a range.
  public func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
    extracting(range).withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress,
        let found = memchr(start, Int32(byte), bytes.count)
      else { return nil }
      return range.lowerBound + (UnsafeRawPointer(found) - start)
    }
  }
}
