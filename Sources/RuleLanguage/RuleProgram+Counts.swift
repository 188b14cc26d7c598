import FundingTerms

/// Counts of records, of entities and of different labels.
extension RuleProgram {
  /// How many records, or control groups, of a mask there are; `max` for any number.
  func count(
    _ mask: Int, _ table: Int, _ isIndependent: Bool, _ facts: borrowing CompactFacts,
    _ cells: Span<Int64>, _ workspace: inout Workspace
  ) -> (least: Int, most: Int) {
    let records = facts.tables[table]
    var least = 0
    var most = 0
    var open: UInt64 = 0
    let counts = isIndependent && facts.groupCount > 0
    let marks = facts.groupCount / 64 + 1
    if counts { workspace.clearMarks(2 * marks) }
    let groups = records.column(facts.layout.groupSlot(table)).lowerBound
    for word in 0..<records.words {
      let possible = workspace.possible(mask, word)
      let certain = workspace.certain(mask, word) & workspace.certain(Self.existing(table), word)
      open |= possible & workspace.certain(Self.open(table), word)
      guard counts else {
        least += certain.nonzeroBitCount
        most += possible.nonzeroBitCount
        continue
      }
      var left = possible
      while left != 0 {
        let bit = left.trailingZeroBitCount
        left &= left &- 1
        let isCertain = (certain &>> UInt64(bit)) & 1 != 0
        let group = cells[groups + 64 * word + bit]
        if group < 0 {
          most += 1
          if isCertain { least += 1 }
          continue
        }
        if workspace.mark(Int(group)) { most += 1 }
        if isCertain, workspace.mark(Int(group) + 64 * marks) { least += 1 }
      }
    }
    return (least, open == 0 ? most : .max)
  }

  /// How many different labels the records of a mask have; or, where each of their entities is to
  /// have one of its own, how many can.
  func different(
    _ mask: Int, _ table: Int, _ slot: Int, _ isMatching: Bool, _ capacity: Int,
    _ facts: borrowing CompactFacts, _ cells: Span<Int64>, _ workspace: inout Workspace
  ) -> (least: Int, most: Int) {
    let records = facts.tables[table]
    if !isMatching, let number = different(mask, table, records, slot, cells, &workspace) {
      if number > capacity { workspace.isRough = true }
      return (number, number)
    }
    let labels = records.column(slot).lowerBound
    let groups = records.column(facts.layout.groupSlot(table)).lowerBound
    workspace.clearMarks(2 * labelWords)
    var least = 0
    var most = 0
    var hasCertain = false
    var isUnlimited = false
    var hasGroups = false
    for word in 0..<records.words {
      let possible = workspace.possible(mask, word)
      let certain = workspace.certain(mask, word) & workspace.certain(Self.existing(table), word)
      let open = workspace.certain(Self.open(table), word)
      if certain != 0 { hasCertain = true }
      var left = possible
      while left != 0 {
        let bit = left.trailingZeroBitCount
        left &= left &- 1
        let label = cells[labels + 64 * word + bit]
        if isMatching, cells[groups + 64 * word + bit] >= 0 { hasGroups = true }
        guard label >= 0 else {
          most += 1
          if label != CompactFacts.unknown { workspace.isRough = true }
          if (open &>> UInt64(bit)) & 1 != 0 { isUnlimited = true }
          continue
        }
        guard label < 64 * labelWords else {
          workspace.hasFailed = true
          return (0, .max)
        }
        if workspace.mark(Int(label)) { most += 1 }
        if (certain &>> UInt64(bit)) & 1 != 0, workspace.mark(Int(label) + 64 * labelWords) {
          least += 1
        }
      }
      // Why: open records that are matched stand for any number of entities.
      if isMatching, possible & open != 0 { isUnlimited = true }
    }
    if least == 0, hasCertain { least = 1 }
    if hasGroups {
      // Why: members of one group need a matching proper, which only the ordinary way makes.
      workspace.isRough = true
      least = min(least, 1)
    }
    if most > capacity { workspace.isRough = true }
    return (least, isUnlimited ? .max : most)
  }

  /// How many different labels the records of a mask have at least, where labels are parts of others:
  /// one that is not known is none of another whole.
  func differentAtLeast(
    _ mask: Int, _ table: Int, _ slot: Int, _ whole: Int, _ facts: borrowing CompactFacts,
    _ cells: Span<Int64>, _ workspace: inout Workspace
  ) -> Int {
    let records = facts.tables[table]
    let labels = records.column(slot).lowerBound
    let wholes = records.column(whole).lowerBound
    workspace.clearMarks(2 * labelWords)
    var least = 0
    for isKnown in [true, false] {
      for word in 0..<records.words {
        var left =
          workspace.certain(mask, word) & workspace.certain(Self.existing(table), word)
        while left != 0 {
          let record = 64 * word + left.trailingZeroBitCount
          left &= left &- 1
          let (label, whole) = (cells[labels + record], cells[wholes + record])
          guard (label >= 0) == isKnown, max(label, whole) < 64 * labelWords else { continue }
          let isNewWhole = whole >= 0 && workspace.mark(Int(whole) + 64 * labelWords)
          if isKnown ? workspace.mark(Int(label)) : isNewWhole { least += 1 }
        }
      }
    }
    return least
  }

  /// How many different labels records have of which nothing is unknown; `nil` for any others.
  private func different(
    _ mask: Int, _ table: Int, _ records: Records, _ slot: Int, _ cells: Span<Int64>,
    _ workspace: inout Workspace
  ) -> Int? {
    let column = cells.extracting(records.column(slot))
    workspace.clearMarks(labelWords)
    for word in 0..<records.words {
      var left = workspace.possible(mask, word)
      guard
        left == workspace.certain(mask, word) & workspace.certain(Self.existing(table), word)
      else { return nil }
      while left != 0 {
        let label = column[64 * word + left.trailingZeroBitCount]
        left &= left &- 1
        guard label >= 0, label < 64 * labelWords else { return nil }
        _ = workspace.mark(Int(label))
      }
    }
    return workspace.marked(labelWords)
  }
}
