/// The part of a text that may still be pointed at: the bytes from some offset on.
///
/// Offsets count from the beginning of the whole text.
struct ByteWindow: ~Copyable {
  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// The offset of the first byte kept.
  private(set) var start = 0
  private var count = 0

  /// The offset after the last byte.
  var end: Int { start + count }

  init() {
    capacity = 16 << 10
    memory = .allocate(capacity: capacity)
  }

  deinit { memory.deallocate() }

  /// Adds bytes at the end.
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    reserve(bytes.count)
    (memory + count).initialize(from: source, count: bytes.count)
    count += bytes.count
  }

  /// Adds one byte at the end.
  mutating func append(_ byte: UInt8) {
    reserve(1)
    memory[count] = byte
    count += 1
  }

  /// Forgets the bytes before an offset.
  mutating func forget(before offset: Int) {
    let dropped = min(max(offset - start, 0), count)
    guard dropped > 0 else { return }
    memory.update(from: memory + dropped, count: count - dropped)
    start += dropped
    count -= dropped
  }

  /// The bytes from an offset on; they stay where they are until the window changes.
  func bytes(from offset: Int) -> UnsafeBufferPointer<UInt8> {
    let skipped = min(max(offset - start, 0), count)
    return UnsafeBufferPointer(start: memory + skipped, count: count - skipped)
  }

  /// The bytes of a range of offsets, as far as they are kept.
  func bytes(in range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    let kept = range.clamped(to: start..<end)
    return UnsafeBufferPointer(start: memory + (kept.lowerBound - start), count: kept.count)
  }

  private mutating func reserve(_ extra: Int) {
    guard count + extra > capacity else { return }
    capacity = max(capacity * 2, count + extra)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.initialize(from: memory, count: count)
    memory.deallocate()
    memory = larger
  }
}

extension UnsafeBufferPointer where Element == UInt8 {
  /// How many line feeds there are: eight bytes at a time, since every record is counted through.
  var lineFeedCount: Int {
    guard let base = baseAddress else { return 0 }
    let lows: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let feeds: UInt64 = 0x0A0A_0A0A_0A0A_0A0A
    var total = 0
    var index = 0
    while index + 8 <= count {
      // Each byte of the sums counts one position of eight, and so holds 255 words at most.
      let end = Swift.min(index + 8 * 255, count)
      var sums: UInt64 = 0
      while index + 8 <= end {
        let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self) ^ feeds
        sums &+= ~(((word & lows) &+ lows) | word | lows) >> 7
        index += 8
      }
      while sums != 0 {
        total += Int(sums & 0xFF)
        sums >>= 8
      }
    }
    while index < count {
      if base[index] == UInt8(ascii: "\n") { total += 1 }
      index += 1
    }
    return total
  }
}
