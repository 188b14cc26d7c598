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
