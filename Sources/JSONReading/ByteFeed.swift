/// Bytes that arrive in chunks; only one chunk is in memory.
struct ByteFeed {
  private(set) var chunk: [UInt8] = []
  /// The next byte's place in `chunk`.
  var index = 0
  private let nextChunk: () -> [UInt8]?
  private var isAtEnd = false

  init(_ nextChunk: @escaping () -> [UInt8]?) { self.nextChunk = nextChunk }

  init(_ bytes: [UInt8]) {
    chunk = bytes
    nextChunk = { nil }
  }

  /// Whether there is a byte at `index`, after taking the next chunks where the present one is used
  /// up.
  mutating func hasByte() -> Bool {
    while index == chunk.count {
      guard !isAtEnd else { return false }
      index = 0
      chunk = nextChunk() ?? []
      isAtEnd = chunk.isEmpty
    }
    return true
  }

  /// Makes at least `count` bytes lie in the chunk, unless the end comes first; for the beginning
  /// of a file, where its encoding is told.
  mutating func gather(_ count: Int) {
    while chunk.count - index < count, !isAtEnd {
      guard let next = nextChunk(), !next.isEmpty else {
        isAtEnd = true
        return
      }
      chunk.removeFirst(index)
      index = 0
      chunk += next
    }
  }
}
