import FundingTerms

/// Masks: each of two runs of words, the records that are in it for certain and those that are in it
/// perhaps or for certain.
extension Workspace {
  /// Makes room for a run.
  mutating func prepare(for program: RuleProgram, _ facts: borrowing CompactFacts) {
    stride = 1
    for table in facts.tables.indices { stride = max(stride, facts.tables[table].words) }
    isRough = false
    hasFailed = false
    grow(&masks, program.maskCount * 2 * stride, 0)
    grow(&lows, program.figureCount, 0)
    grow(&highs, program.figureCount, 0)
    grow(&truths, program.truthCount, .unknown)
    grow(&sums, program.sumsCount * 64 * stride, (0, 0))
    grow(&marks, 2 * max(program.labelWords, facts.groupCount / 64 + 1), 0)
  }

  private func grow<Element>(_ array: inout [Element], _ count: Int, _ element: Element) {
    while array.count < count { array.append(element) }
  }

  func certain(_ mask: Int, _ word: Int) -> UInt64 { masks[2 * mask * stride + word] }

  func possible(_ mask: Int, _ word: Int) -> UInt64 { masks[(2 * mask + 1) * stride + word] }

  mutating func set(_ mask: Int, _ word: Int, _ certain: UInt64, _ possible: UInt64) {
    masks[2 * mask * stride + word] = certain
    masks[(2 * mask + 1) * stride + word] = possible
  }

  mutating func combine(
    _ first: Int, _ second: Int, _ words: Int, into target: Int,
    _ operation: (UInt64, UInt64) -> UInt64
  ) {
    for word in 0..<words {
      set(
        target, word, operation(certain(first, word), certain(second, word)),
        operation(possible(first, word), possible(second, word)))
    }
  }

  mutating func invert(_ mask: Int, _ records: RuleProgram.Records, into target: Int) {
    for word in 0..<records.words {
      let full = records.full(word)
      set(target, word, full & ~possible(mask, word), full & ~certain(mask, word))
    }
  }

  mutating func choose(
    _ condition: Int, _ then: Int, _ otherwise: Int, _ words: Int, into target: Int
  ) {
    for word in 0..<words {
      let (isSure, mayBe) = (certain(condition, word), possible(condition, word))
      let (thenSure, otherSure) = (certain(then, word), certain(otherwise, word))
      set(
        target, word, isSure & thenSure | ~mayBe & otherSure | thenSure & otherSure,
        mayBe & possible(then, word) | ~isSure & possible(otherwise, word))
    }
  }

  mutating func spread(_ truth: Truth, _ records: RuleProgram.Records, into target: Int) {
    for word in 0..<records.words {
      let full = records.full(word)
      set(target, word, truth == .yes ? full : 0, truth == .no ? 0 : full)
    }
  }

  /// Whether every member passes.
  func every(_ members: Int, _ passing: Int, _ table: Int, _ words: Int) -> Truth {
    var isOpen = false
    for word in 0..<words {
      let existing = certain(members, word) & certain(RuleProgram.existing(table), word)
      if existing & ~possible(passing, word) != 0 { return .no }
      if possible(members, word) & ~certain(passing, word) != 0 { isOpen = true }
    }
    return isOpen ? .unknown : .yes
  }

  /// Whether some member passes.
  func some(_ members: Int, _ passing: Int, _ table: Int, _ words: Int) -> Truth {
    var isOpen = false
    for word in 0..<words {
      let existing = certain(members, word) & certain(RuleProgram.existing(table), word)
      if existing & certain(passing, word) != 0 { return .yes }
      if possible(members, word) & possible(passing, word) != 0 { isOpen = true }
    }
    return isOpen ? .unknown : .no
  }

  // MARK: Sums of each record

  func sum(_ sums: Int, _ record: Int) -> RuleProgram.Range64 {
    self.sums[sums * 64 * stride + record]
  }

  mutating func setSum(_ sums: Int, _ record: Int, _ range: RuleProgram.Range64) {
    self.sums[sums * 64 * stride + record] = range
  }

  // MARK: Marks

  mutating func clearMarks(_ words: Int) {
    for word in 0..<words { marks[word] = 0 }
  }

  /// How many numbers are marked.
  func marked(_ words: Int) -> Int {
    var count = 0
    for word in 0..<words { count += marks[word].nonzeroBitCount }
    return count
  }

  /// Marks a number, and tells whether it was not yet marked.
  mutating func mark(_ number: Int) -> Bool {
    let bit: UInt64 = 1 &<< UInt64(number & 63)
    guard marks[number >> 6] & bit == 0 else { return false }
    marks[number >> 6] |= bit
    return true
  }
}
