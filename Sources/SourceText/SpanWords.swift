extension Span<UInt8> {
  /// Eight bytes from an offset on as one number, the first one lowest.
  @inlinable @inline(__always)
  public func word(at offset: Int) -> UInt64 {
    // Of a part of known length, the compiler reads all bytes at once.
    let part = extracting(offset..<(offset + 8))
    var word: UInt64 = 0
    for index in 0..<8 { word |= UInt64(part[index]) &<< UInt64(index &* 8) }
    return word
  }

  /// The first eight bytes as one number, the first one lowest; places without a byte are 0.
  @inlinable public var packed: UInt64 {
    if count >= 8 { return word(at: 0) }
    var word: UInt64 = 0
    for index in indices { word |= UInt64(self[index]) &<< UInt64(index &* 8) }
    return word
  }
}
