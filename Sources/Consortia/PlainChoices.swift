import XMLReading

/// Words that are told by their bytes, in groups, each with its index in its group.
struct PlainChoices: Sendable {
  private struct Slot {
    var head: UInt64 = 0
    var group = -1
    var index = 0
    /// Where the word's bytes after the first eight stand.
    var rest = 0..<0
    var count = 0
  }

  /// A table with open addressing, more than half of it empty.
  private var slots: [Slot]
  private var bytes: [UInt8] = []

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
    index(of: text, in: 0..<text.count).map { Int64($0) }
  }

  /// The index that a part of a text has as a word of a group; `nil` for any other text.
  func index(of text: Span<UInt8>, in range: Range<Int>, group: Int = 0)
    -> Int?
  {
    let head = text.extracting(range).packed
    var place = place(head, range.count, group)
    while slots[place].group >= 0 {
      if slots[place].head == head, slots[place].count == range.count, slots[place].group == group,
        hasRest(slots[place].rest, text, from: range.lowerBound + 8)
      {
        return slots[place].index
      }
      place = (place + 1) & (slots.count - 1)
    }
    return nil
  }

  private func hasRest(_ rest: Range<Int>, _ text: Span<UInt8>, from start: Int) -> Bool {
    var offset = start
    for index in rest {
      if bytes[index] != text[offset] { return false }
      offset += 1
    }
    return true
  }

  private mutating func add(_ word: [UInt8], _ group: Int, _ index: Int) {
    let head = word.span.packed
    var place = place(head, word.count, group)
    while slots[place].group >= 0 { place = (place + 1) & (slots.count - 1) }
    let rest = bytes.count
    bytes += word.dropFirst(8)
    slots[place] = Slot(
      head: head, group: group, index: index, rest: rest..<bytes.count, count: word.count)
  }

  /// Where a word is looked for first.
  private func place(_ head: UInt64, _ count: Int, _ group: Int) -> Int {
    let key = head ^ UInt64(truncatingIfNeeded: group << 6 ^ count)
    return Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & (slots.count - 1)
  }
}
