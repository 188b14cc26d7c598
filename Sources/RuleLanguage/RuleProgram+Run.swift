import FundingTerms

/// Running a program: one pass over its steps.
extension RuleProgram {
  /// Where the records of a table are.
  typealias Records = CompactFacts.Records

  /// Evaluates all rules over the facts of a proposal; the workspace then holds what was found.
  ///
  /// Nothing is allocated once the workspace has been used for as large a proposal.
  public func run(over facts: borrowing CompactFacts, in workspace: inout Workspace) {
    workspace.prepare(for: self, facts)
    let cells = facts.cells.span
    let project = facts.project.span
    for table in 0..<tables { begin(table, facts.tables[table], facts, cells, &workspace) }
    for index in steps.indices {
      let target = targets[index]
      switch steps[index] {
      case .label(let table, let slot, let set):
        label(facts.tables[table], slot, sets[set], cells, &workspace, target)
      case .includes(let table, let slot, let set, let lower, let upper):
        includes(facts.tables[table], slot, sets[set], lower, upper, cells, &workspace, target)
      case .both(let first, let second, let table):
        workspace.combine(first, second, facts.tables[table].words, into: target) { $0 & $1 }
      case .either(let first, let second, let table):
        workspace.combine(first, second, facts.tables[table].words, into: target) { $0 | $1 }
      case .not(let mask, let table): workspace.invert(mask, facts.tables[table], into: target)
      case .choose(let condition, let then, let otherwise, let table):
        workspace.choose(
          condition, then, otherwise, facts.tables[table].words, into: target)
      case .tally(let first, let count, let table, let lower, let upper):
        tally(first, count, facts.tables[table], lower, upper, &workspace, target)
      case .owner(let owners, let table):
        let slot = facts.layout.ownerSlot(table)
        owner(owners, facts.tables[table], slot, facts.tables[0].count, cells, &workspace, target)
      case .namedOwner(let owners, let table, let slot):
        namedOwner(
          owners, facts.tables[table], slot, facts.tables[0], cells, &workspace, target)
      case .project(let truth, let table):
        workspace.spread(workspace.truths[truth], facts.tables[table], into: target)
      case .compareEach(let form, let relation, let table):
        compareEach(
          forms[form], relation, facts.tables[table], facts, cells, &workspace, target)
      case .number(let mask, let table, let isIndependent):
        let range = count(mask, table, isIndependent, facts, cells, &workspace)
        workspace.lows[target] = Int64(range.least)
        workspace.highs[target] = range.most == .max ? .max : Int64(range.most)
      case .sum(let mask, let table, let slot):
        sum(mask, table, facts.tables[table], slot, cells, &workspace, target)
      case .sumEach(let mask, let table, let slot):
        sumEach(
          mask, table, facts.tables[table], slot, facts.layout.ownerSlot(table),
          facts.tables[0].count,
          cells, &workspace, target)
      case .fact(let slot):
        workspace.lows[target] = project[slot]
        workspace.highs[target] = project[slot + 1]
      case .extreme(let first, let second, let isSmaller):
        extreme(first, second, isSmaller, facts, cells, &workspace, target)
      case .shifted(let date, let months, let isBack):
        shifted(date, months, isBack, facts, cells, &workspace, target)
      case .count(let mask, let table, let isIndependent, let lower, let upper):
        let range = count(mask, table, isIndependent, facts, cells, &workspace)
        workspace.truths[target] = Self.truth(range, lower, upper)
      case .different(
        let mask, let table, let slot, let whole, let isMatching, let capacity, let lower,
        let upper):
        var range = different(
          mask, table, slot, isMatching, capacity, facts, cells, &workspace)
        if whole >= 0, range.least < range.most {
          range.least = max(
            range.least, differentAtLeast(mask, table, slot, whole, facts, cells, &workspace))
        }
        workspace.truths[target] = Self.truth(range, lower, upper)
      case .every(let members, let passing, let table):
        workspace.truths[target] = workspace.every(
          members, passing, table, facts.tables[table].words)
      case .some(let members, let passing, let table):
        workspace.truths[target] = workspace.some(
          members, passing, table, facts.tables[table].words)
      case .factLabel(let slot, let set):
        workspace.truths[target] = truth(ofLabel: project[slot], sets[set])
      case .factIncludes(let slot, let parts, let set, let lower, let upper):
        workspace.truths[target] = includes(slot, parts, sets[set], lower, upper, project)
      case .stated(let slot, let isList, let isLabel):
        let isKnown =
          isList || isLabel ? project[slot] >= 0 : project[slot] == project[slot + 1]
        workspace.truths[target] = isKnown ? .yes : .unknown
      case .compare(let form, let relation):
        let range = range(of: forms[form], facts, cells, &workspace)
        workspace.truths[target] = relation.truth(least: range.least, greatest: range.greatest)
      case .all(let first, let count):
        var result = Truth.yes
        for index in first..<(first + count) { result = result && workspace.truths[lists[index]] }
        workspace.truths[target] = result
      case .any(let first, let count):
        var result = Truth.no
        for index in first..<(first + count) { result = result || workspace.truths[lists[index]] }
        workspace.truths[target] = result
      case .notTrue(let truth): workspace.truths[target] = !workspace.truths[truth]
      case .when(let condition, let then, let otherwise):
        let (then, otherwise) = (workspace.truths[then], workspace.truths[otherwise])
        switch workspace.truths[condition] {
        case .yes: workspace.truths[target] = then
        case .no: workspace.truths[target] = otherwise
        case .unknown: workspace.truths[target] = then.agreed(with: otherwise)
        }
      case .tallyTrue(let first, let count, let lower, let upper):
        var range = (least: 0, most: 0)
        for index in first..<(first + count) {
          let truth = workspace.truths[lists[index]]
          if truth == .yes { range.least += 1 }
          if truth != .no { range.most += 1 }
        }
        workspace.truths[target] = Self.truth(range, lower, upper)
      case .known(let truth): workspace.truths[target] = truth
      }
    }
  }

  /// Whether a number in a range (`max`: without limit) keeps to a bound.
  private static func truth(_ range: (least: Int, most: Int), _ lower: Int, _ upper: Int) -> Truth {
    if range.most < lower || range.least > upper { return .no }
    return range.least >= lower && range.most <= upper ? .yes : .unknown
  }

  /// The masks of the records that exist, of the open ones and of all.
  private func begin(
    _ table: Int, _ records: Records, _ facts: borrowing CompactFacts, _ cells: Span<Int64>,
    _ workspace: inout Workspace
  ) {
    let range = records.column(facts.layout.existenceSlot(table))
    for word in 0..<records.words {
      let full = records.full(word)
      var certain = full
      var open: UInt64 = 0
      if records.hasDoubts {
        for record in (64 * word)..<min(records.count, 64 * word + 64) {
          let bit: UInt64 = 1 &<< UInt64(record)
          let existence = cells[range.lowerBound + record]
          if existence >= 0 { certain &= ~bit }
          if existence == 1 { open |= bit }
        }
      }
      workspace.set(Self.existing(table), word, certain, full)
      workspace.set(Self.open(table), word, open, certain | open)
      workspace.set(Self.everything(table), word, full, full)
    }
  }

  // MARK: Labels

  private func label(
    _ records: Records, _ slot: Int, _ set: LabelWords, _ cells: Span<Int64>,
    _ workspace: inout Workspace, _ target: Int
  ) {
    let column = cells.extracting(records.column(slot))
    for word in 0..<records.words {
      let first = 64 * word
      let last = min(first + 64, records.count)
      if set.isSettled, let bits = known(column, first..<last, set) {
        workspace.set(target, word, bits, bits)
        continue
      }
      var certain: UInt64 = 0
      var possible: UInt64 = 0
      for record in first..<last {
        let truth = truth(ofLabel: column[record], set)
        if truth == .yes { certain |= 1 &<< UInt64(record) }
        if truth != .no { possible |= 1 &<< UInt64(record) }
      }
      workspace.set(target, word, certain, possible)
    }
  }

  /// Which records of a word have a label in a set; `nil` where one of them is not known. Nearly all
  /// are, so that no record needs a branch.
  private func known(_ column: Span<Int64>, _ range: Range<Int>, _ set: LabelWords) -> UInt64? {
    let own = words.span.extracting(set.certain..<(set.certain + set.count))
    var bits: UInt64 = 0
    if own.count == 1 {
      let labels = own[0]
      var all: UInt64 = 0
      for record in range {
        let label = UInt64(bitPattern: column[record])
        bits |= ((labels &>> label) & 1) &<< UInt64(record)
        all |= label
      }
      if all < 64 { return bits }
      bits = 0
    }
    var all: Int64 = 0
    for record in range {
      let label = column[record]
      all |= label
      let part = Int(truncatingIfNeeded: UInt64(bitPattern: label) &>> 6)
      if part < own.count {
        bits |= ((own[part] &>> UInt64(bitPattern: label)) & 1) &<< UInt64(record)
      }
    }
    return all < 0 ? nil : bits
  }

  /// Whether a label, as it stands in a cell, is in a set.
  private func truth(ofLabel cell: Int64, _ set: LabelWords) -> Truth {
    if cell >= 0 {
      let word = Int(cell / 64)
      guard word < set.count else { return .no }
      let bit: UInt64 = 1 &<< UInt64(bitPattern: cell)
      if words[set.certain + word] & bit != 0 { return .yes }
      return words[set.possible + word] & bit == 0 ? .no : .unknown
    }
    let candidates = UInt64(bitPattern: cell) & ~(1 << 63)
    if candidates == 0 {
      for word in 0..<set.count where words[set.possible + word] != 0 { return .unknown }
      return .no
    }
    if candidates & words[set.possible] == 0 { return .no }
    return candidates & ~words[set.certain] == 0 ? .yes : .unknown
  }

  private func includes(
    _ records: Records, _ slot: Int, _ set: LabelWords, _ lower: Int, _ upper: Int,
    _ cells: Span<Int64>, _ workspace: inout Workspace, _ target: Int
  ) {
    let range = records.column(slot)
    let labels = words[set.certain]
    for word in 0..<records.words {
      var certain: UInt64 = 0
      var possible: UInt64 = 0
      for record in (64 * word)..<min(64 * word + 64, records.count) {
        let cell = cells[range.lowerBound + record]
        let number = (UInt64(bitPattern: cell) & labels).nonzeroBitCount
        let truth =
          cell < 0
          ? Self.truth((0, labels.nonzeroBitCount), lower, upper)
          : Self.truth((number, number), lower, upper)
        if truth == .yes { certain |= 1 &<< UInt64(record) }
        if truth != .no { possible |= 1 &<< UInt64(record) }
      }
      workspace.set(target, word, certain, possible)
    }
  }

  private func includes(
    _ slot: Int, _ parts: Int, _ set: LabelWords, _ lower: Int, _ upper: Int,
    _ project: Span<Int64>
  ) -> Truth {
    var range = (least: 0, most: 0)
    for part in 0..<parts {
      let labels = words[set.certain + part]
      let list = project[slot + part]
      if list < 0 {
        range.most += labels.nonzeroBitCount
      } else {
        let number = (UInt64(bitPattern: list) & labels).nonzeroBitCount
        range.least += number
        range.most += number
      }
    }
    return Self.truth(range, lower, upper)
  }

  // MARK: Owners and tallies

  private func tally(
    _ first: Int, _ count: Int, _ records: Records, _ lower: Int, _ upper: Int,
    _ workspace: inout Workspace, _ target: Int
  ) {
    for word in 0..<records.words {
      var certain: UInt64 = 0
      var possible: UInt64 = 0
      for record in (64 * word)..<min(64 * word + 64, records.count) {
        let bit: UInt64 = 1 &<< UInt64(record)
        var range = (least: 0, most: 0)
        for index in first..<(first + count) {
          if workspace.certain(lists[index], word) & bit != 0 { range.least += 1 }
          if workspace.possible(lists[index], word) & bit != 0 { range.most += 1 }
        }
        let truth = Self.truth(range, lower, upper)
        if truth == .yes { certain |= bit }
        if truth != .no { possible |= bit }
      }
      workspace.set(target, word, certain, possible)
    }
  }

  private func owner(
    _ owners: Int, _ records: Records, _ slot: Int, _ ownerCount: Int, _ cells: Span<Int64>,
    _ workspace: inout Workspace, _ target: Int
  ) {
    let column = cells.extracting(records.column(slot))
    for word in 0..<records.words {
      var certain: UInt64 = 0
      var possible: UInt64 = 0
      let (first, last) = (64 * word, min(64 * word + 64, records.count))
      if ownerCount <= 64 {
        let (sure, maybe) = (workspace.certain(owners, 0), workspace.possible(owners, 0))
        for record in first..<last {
          let owner = UInt64(bitPattern: column[record])
          certain |= ((sure &>> owner) & 1) &<< UInt64(record)
        }
        possible = certain
        if sure != maybe {
          for record in first..<last {
            let owner = UInt64(bitPattern: column[record])
            possible |= ((maybe &>> owner) & 1) &<< UInt64(record)
          }
        }
      } else {
        for record in first..<last {
          let owner = Int(column[record])
          let bit: UInt64 = 1 &<< UInt64(owner & 63)
          guard owner >= 0, owner < ownerCount else { continue }
          if workspace.certain(owners, owner / 64) & bit != 0 { certain |= 1 &<< UInt64(record) }
          if workspace.possible(owners, owner / 64) & bit != 0 {
            possible |= 1 &<< UInt64(record)
          }
        }
      }
      workspace.set(target, word, certain, possible)
    }
  }

  private func namedOwner(
    _ owners: Int, _ records: Records, _ slot: Int, _ parents: Records, _ cells: Span<Int64>,
    _ workspace: inout Workspace, _ target: Int
  ) {
    let column = cells.extracting(records.column(slot))
    for word in 0..<records.words {
      var certain: UInt64 = 0
      var possible: UInt64 = 0
      for record in (64 * word)..<min(64 * word + 64, records.count) {
        let owner = column[record]
        var isSure = false
        var isPossible = true
        if owner >= 0 {
          // Why: of one that is none of the participants nothing is known.
          if owner < parents.count {
            let bit: UInt64 = 1 &<< UInt64(bitPattern: owner)
            isSure = workspace.certain(owners, Int(owner) / 64) & bit != 0
            isPossible = workspace.possible(owners, Int(owner) / 64) & bit != 0
          }
        } else if parents.count > 0 {
          isSure = true
          isPossible = false
          for word in 0..<parents.words {
            let full = parents.full(word)
            if workspace.certain(owners, word) & full != full { isSure = false }
            if workspace.possible(owners, word) != 0 { isPossible = true }
          }
        }
        if isSure { certain |= 1 &<< UInt64(record) }
        if isPossible { possible |= 1 &<< UInt64(record) }
      }
      workspace.set(target, word, certain, possible)
    }
  }
}

extension Relation {
  /// Whether a difference in a range keeps to the relation; the least and the greatest number that
  /// there is stand for no limit.
  func truth(least: Int64, greatest: Int64) -> Truth {
    switch self {
    case .atLeast: least >= 0 ? .yes : greatest < 0 ? .no : .unknown
    case .lessThan: least >= 0 ? .no : greatest < 0 ? .yes : .unknown
    case .moreThan: least > 0 ? .yes : greatest <= 0 ? .no : .unknown
    case .atMost: least > 0 ? .no : greatest <= 0 ? .yes : .unknown
    case .exactly:
      least > 0 || greatest < 0 ? .no : least == 0 && greatest == 0 ? .yes : .unknown
    }
  }
}
