/// A piece of a record's text, by which one thing is told from another, without a string of its own.
///
/// Two words of one record are the same if their bytes are: the hash only spares most comparisons.
public struct PlainWord: Sendable, Hashable {
  /// A hash of the bytes, the same in every record and every run.
  public let hash: UInt64
  /// Where the bytes stand in the record's text.
  let range: Range<Int>

  /// No word.
  static let none = PlainWord(hash: 0, range: 0..<0)

  /// Whether there is a word.
  public var isStated: Bool { !range.isEmpty }
}

/// The bytes of the words of one record, in memory that is used again for the next.
public struct PlainWords: Sendable {
  private(set) var bytes: [UInt8] = []

  /// Forgets all words and keeps the memory.
  mutating func reset() { bytes.removeAll(keepingCapacity: true) }

  /// Keeps some bytes as a word.
  mutating func add(_ span: Span<UInt8>) -> PlainWord { add(span, in: 0..<span.count) }

  /// Keeps some of the bytes as a word.
  mutating func add(_ span: Span<UInt8>, in part: Range<Int>) -> PlainWord {
    let start = bytes.count
    var hash = Self.seed
    for index in part {
      bytes.append(span[index])
      hash = Self.mixed(hash, span[index])
    }
    return PlainWord(hash: hash, range: start..<bytes.count)
  }

  /// The bytes of a word of this record.
  public func bytes(of word: PlainWord) -> ArraySlice<UInt8> { bytes[word.range] }

  /// Whether two words of this record are the same.
  public func areSame(_ first: PlainWord, _ second: PlainWord) -> Bool {
    first.hash == second.hash && bytes[first.range] == bytes[second.range]
  }

  /// FNV-1a, of 64 bits.
  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  private static func mixed(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  /// The hash that a word with these bytes has.
  static func hash(of text: String) -> UInt64 { text.utf8.reduce(seed, mixed) }
}

/// Numbers by words: what a call's labels are called, looked up without making strings.
public struct PlainWordTable: Sendable {
  private struct Slot {
    var hash: UInt64 = 0
    var bytes: [UInt8] = []
    var number = -1
  }

  private var slots: [Slot]

  /// A table of words, each with its index as its number; of one that stands twice the first counts.
  public init(_ words: [String]) {
    var capacity = 8
    while capacity < words.count * 2 { capacity *= 2 }
    slots = Array(repeating: Slot(), count: capacity)
    for (number, word) in words.enumerated() {
      let hash = PlainWords.hash(of: word)
      let bytes = Array(word.utf8)
      let index = index(hash) { bytes == $0 }
      if slots[index].number < 0 { slots[index] = Slot(hash: hash, bytes: bytes, number: number) }
    }
  }

  /// The number of a word of a record; `nil` where the table does not have it.
  public func number(of word: PlainWord, in text: borrowing PlainWords) -> Int? {
    let range = word.range
    let index = index(word.hash) { known in
      guard known.count == range.count else { return false }
      for offset in known.indices where known[offset] != text.bytes[range.lowerBound + offset] {
        return false
      }
      return true
    }
    return slots[index].number < 0 ? nil : slots[index].number
  }

  /// The slot that holds a word, or the free one where it would be.
  private func index(_ hash: UInt64, isSame: ([UInt8]) -> Bool) -> Int {
    var index = Int(truncatingIfNeeded: hash >> 7) & (slots.count - 1)
    while slots[index].number >= 0 {
      if slots[index].hash == hash, isSame(slots[index].bytes) { break }
      index = (index + 1) & (slots.count - 1)
    }
    return index
  }
}
