import SourceText

/// Words that are told by their bytes, in groups, each with its index in its group.
struct PlainChoices: Sendable {
  private struct Slot {
    /// The first eight bytes.
    var head: UInt64 = 0
    var count: Int32 = 0
    var group: Int32 = -1
    var index: Int32 = 0
    /// Where the bytes after them stand, eight by eight.
    var rest: Int32 = 0
  }

  /// A table with open addressing, more than half of it empty.
  private var slots: [Slot]
  private var rests: [UInt64] = []

  init(_ groups: [[String]]) {
    let count = groups.reduce(0) { $0 + $1.count }
    var capacity = 8
    while capacity < count * 3 { capacity *= 2 }
    slots = Array(repeating: Slot(), count: capacity)
    for (group, words) in groups.enumerated() {
      for (index, word) in words.enumerated() { add(Array(word.utf8), group, index) }
    }
  }

  /// The words of an enumeration.
  init<Word: RawRepresentable<String> & CaseIterable>(_ type: Word.Type) {
    self.init([Word.allCases.map(\.rawValue)])
  }

  /// The index that a text has as a word of the only group.
  func index(of text: Span<UInt8>) -> Int64? {
    index(of: text, in: text.indices).map { Int64($0) }
  }

  /// The index that a part of a text has as a word of a group; `nil` for any other text.
  func index(of text: Span<UInt8>, in range: Range<Int>, group: Int = 0) -> Int? {
    let head = text.extracting(range).packed
    var place = place(head, range.count, group)
    while slots[place].group >= 0 {
      let slot = slots[place]
      if slot.head == head, Int(slot.count) == range.count, Int(slot.group) == group,
        hasRest(Int(slot.rest), text, in: range)
      {
        return Int(slot.index)
      }
      place = (place &+ 1) & (slots.count &- 1)
    }
    return nil
  }

  /// Whether the bytes after the first eight are those from a place on.
  private func hasRest(_ rest: Int, _ text: Span<UInt8>, in range: Range<Int>) -> Bool {
    var (place, offset) = (rest, 8)
    while offset < range.count {
      if rests[place] != Self.later(text, in: range, from: offset) { return false }
      place &+= 1
      offset &+= 8
    }
    return true
  }

  private mutating func add(_ word: [UInt8], _ group: Int, _ index: Int) {
    let text = word.span
    let head = text.packed
    var place = place(head, word.count, group)
    while slots[place].group >= 0 { place = (place + 1) & (slots.count - 1) }
    slots[place] = Slot(
      head: head, count: Int32(word.count), group: Int32(group), index: Int32(index),
      rest: Int32(rests.count))
    for offset in stride(from: 8, to: word.count, by: 8) {
      rests.append(Self.later(text, in: text.indices, from: offset))
    }
  }

  /// Eight bytes of a longer word: those from an offset on, or the last eight.
  private static func later(_ text: Span<UInt8>, in range: Range<Int>, from offset: Int) -> UInt64 {
    text.word(at: range.lowerBound &+ min(offset, range.count &- 8))
  }

  /// Where a word is looked for first.
  private func place(_ head: UInt64, _ count: Int, _ group: Int) -> Int {
    let key = head ^ UInt64(truncatingIfNeeded: group &<< 6 ^ count)
    let hash = (key &* 0x9E37_79B9_7F4A_7C15) >> 40
    return Int(truncatingIfNeeded: hash) & (slots.count &- 1)
  }
}
