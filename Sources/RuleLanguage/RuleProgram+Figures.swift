import FundingTerms

/// Figures and what they compare to. A range without a limit ends at the least or the greatest
/// number that there is.
extension RuleProgram {
  typealias Range64 = (least: Int64, greatest: Int64)

  func sum(
    _ mask: Int, _ table: Int, _ records: Records, _ slot: Int, _ cells: Span<Int64>,
    _ workspace: inout Workspace, _ target: Int
  ) {
    let column = cells.extracting(records.column(slot))
    var low: Int64 = 0
    var high: Int64 = 0
    var isOpen = false
    var overflows = false
    for word in 0..<records.words {
      var left = workspace.possible(mask, word)
      var certain = workspace.certain(mask, word)
      if records.hasDoubts { certain &= workspace.possible(Self.open(table), word) }
      let first = 64 * word
      let part = column.extracting(first..<min(first + 64, records.count))
      if certain == left,
        let total = Self.knownSum(part, certain, isAll: left == records.full(word))
      {
        low = Self.add(low, total, &overflows)
        high = Self.add(high, total, &overflows)
        continue
      }
      while left != 0 {
        let bit = left.trailingZeroBitCount
        left &= left &- 1
        let number = column[first + bit]
        if number == CompactFacts.unknown {
          isOpen = true
        } else if (certain &>> UInt64(bit)) & 1 != 0 {
          low = Self.add(low, number, &overflows)
          high = Self.add(high, number, &overflows)
        } else {
          low = Self.add(low, min(0, number), &overflows)
          high = Self.add(high, max(0, number), &overflows)
        }
      }
    }
    if overflows { workspace.hasFailed = true }
    workspace.lows[target] = low
    workspace.highs[target] = isOpen ? .max : high
  }

  /// The sums of what belongs to each record of table 0; an unknown number is 0 or more.
  func sumEach(
    _ mask: Int, _ table: Int, _ records: Records, _ slot: Int, _ ownerSlot: Int, _ owners: Int,
    _ cells: Span<Int64>, _ workspace: inout Workspace, _ target: Int
  ) {
    let column = cells.extracting(records.column(slot))
    let parents = cells.extracting(records.column(ownerSlot))
    var overflows = false
    for owner in 0..<owners { workspace.setSum(target, owner, (0, 0)) }
    for word in 0..<records.words {
      var left = workspace.possible(mask, word)
      var certain = workspace.certain(mask, word)
      if records.hasDoubts { certain &= workspace.possible(Self.open(table), word) }
      while left != 0 {
        let bit = left.trailingZeroBitCount
        left &= left &- 1
        let owner = Int(parents[64 * word + bit])
        guard owner >= 0, owner < owners else { continue }
        var range = workspace.sum(target, owner)
        let number = column[64 * word + bit]
        if number == CompactFacts.unknown {
          range.greatest = .max
        } else {
          let isCertain = (certain &>> UInt64(bit)) & 1 != 0
          range.least = Self.add(range.least, isCertain ? number : min(0, number), &overflows)
          if range.greatest != .max {
            range.greatest = Self.add(
              range.greatest, isCertain ? number : max(0, number), &overflows)
          }
        }
        workspace.setSum(target, owner, range)
      }
    }
    if overflows { workspace.hasFailed = true }
  }

  /// The sum of the numbers at some places of a word, or at all; `nil` where one of them is unknown,
  /// below 0 or very large.
  private static func knownSum(_ column: Span<Int64>, _ places: UInt64, isAll: Bool) -> Int64? {
    var total: Int64 = 0
    // What bits the numbers have: 64 of those that are taken are not too much for their sum.
    var bits: Int64 = 0
    if isAll {
      for place in column.indices {
        total &+= column[place]
        bits |= column[place]
      }
    } else {
      var left = places
      while left != 0 {
        let number = column[left.trailingZeroBitCount]
        total &+= number
        bits |= number
        left &= left &- 1
      }
    }
    return UInt64(bitPattern: bits) < 1 << 56 ? total : nil
  }

  private static func add(_ sum: Int64, _ number: Int64, _ overflows: inout Bool) -> Int64 {
    let result = sum.addingReportingOverflow(number)
    if result.overflow { overflows = true }
    return result.partialValue
  }

  /// The range of a form, without what it takes of a record.
  func range(
    of form: Form, _ facts: borrowing CompactFacts, _ cells: Span<Int64>,
    _ workspace: inout Workspace
  ) -> Range64 {
    var total = form.constant
    for index in form.terms {
      let term = terms[index]
      let low = workspace.lows[term.figure]
      guard low == workspace.highs[term.figure] else {
        return openRange(of: form, facts, cells, &workspace)
      }
      let product = low.multipliedReportingOverflow(by: term.weight)
      let sum = total.addingReportingOverflow(product.partialValue)
      total = sum.partialValue
      if product.overflow || sum.overflow { workspace.hasFailed = true }
    }
    return (total, total)
  }

  /// The range of a form of which not everything is known: each number once, whatever sums it is
  /// part of.
  private func openRange(
    of form: Form, _ facts: borrowing CompactFacts, _ cells: Span<Int64>,
    _ workspace: inout Workspace
  ) -> Range64 {
    var sum = OpenSum(form.constant)
    var index = form.terms.lowerBound
    while index < form.terms.upperBound {
      let term = terms[index]
      var end = index + 1
      guard term.table >= 0 else {
        sum.add(term.weight, workspace.lows[term.figure], workspace.highs[term.figure])
        index = end
        continue
      }
      while end < form.terms.upperBound, terms[end].table == term.table,
        terms[end].slot == term.slot
      {
        end += 1
      }
      addRecords(index..<end, &sum, facts, cells, &workspace)
      index = end
    }
    if sum.hasFailed { workspace.hasFailed = true }
    return (sum.least, sum.greatest)
  }

  /// Adds sums over the same column of cells, record by record.
  private func addRecords(
    _ range: Range<Int>, _ sum: inout OpenSum, _ facts: borrowing CompactFacts,
    _ cells: Span<Int64>, _ workspace: inout Workspace
  ) {
    let (table, slot) = (terms[range.lowerBound].table, terms[range.lowerBound].slot)
    let records = facts.tables[table]
    let column = cells.extracting(records.column(slot))
    for index in range where terms[index].mask < 0 {
      // Why: a total that is not said to be the sum is a number of its own.
      let figure = terms[index].figure
      let (low, high) = (workspace.lows[figure], workspace.highs[figure])
      if low <= high { sum.add(terms[index].weight, low, high) }
    }
    for record in 0..<records.count {
      let word = record / 64
      let bit: UInt64 = 1 &<< UInt64(record)
      var least: Int64 = 0
      var greatest: Int64 = 0
      var parts = 0
      for index in range {
        let term = terms[index]
        if term.mask < 0 {
          if workspace.lows[term.figure] <= workspace.highs[term.figure] { continue }
        } else if workspace.possible(term.mask, word) & bit == 0 {
          continue
        }
        parts += 1
        let isCertain = term.mask < 0 || workspace.certain(term.mask, word) & bit != 0
        least = sum.add(least, isCertain ? term.weight : min(0, term.weight))
        greatest = sum.add(greatest, isCertain ? term.weight : max(0, term.weight))
      }
      guard parts > 0 else { continue }
      if records.hasDoubts, workspace.possible(Self.open(table), word) & bit == 0 {
        if parts > 1 { workspace.isRough = true }
        (least, greatest) = (min(0, least), max(0, greatest))
      }
      let number = column[record]
      if number == CompactFacts.unknown {
        sum.add(openBelow: least < 0, above: greatest > 0)
      } else if least == greatest {
        sum.add(least, number, number)
      } else {
        if number < 0 { workspace.isRough = true }
        sum.add(number, least, greatest)
      }
    }
  }

  /// Compares what each record has.
  func compareEach(
    _ form: Form, _ relation: Relation, _ records: Records, _ facts: borrowing CompactFacts,
    _ cells: Span<Int64>, _ workspace: inout Workspace, _ target: Int
  ) {
    let whole = range(of: form, facts, cells, &workspace)
    if whole.least == whole.greatest, form.fields.count == 1, relation != .exactly,
      fields[form.fields.lowerBound].sums < 0,
      comparesKnown(form, whole.least, relation, records, cells, &workspace, target)
    {
      return
    }
    for word in 0..<records.words {
      var certain: UInt64 = 0
      var possible: UInt64 = 0
      for record in (64 * word)..<min(64 * word + 64, records.count) {
        var sum = OpenSum(whole)
        for index in form.fields {
          let field = fields[index]
          if field.sums >= 0 {
            let range = workspace.sum(field.sums, record)
            sum.add(field.weight, range.least, range.greatest)
            continue
          }
          let number = cells[records.start + field.slot * records.room + record]
          if number != CompactFacts.unknown {
            sum.add(field.weight, number, number)
          } else {
            sum.add(
              openBelow: field.weight < 0 || !field.isZeroOrMore,
              above: field.weight > 0 || !field.isZeroOrMore)
          }
        }
        if sum.hasFailed { workspace.hasFailed = true }
        let truth = relation.truth(least: sum.least, greatest: sum.greatest)
        if truth == .yes { certain |= 1 &<< UInt64(record) }
        if truth != .no { possible |= 1 &<< UInt64(record) }
      }
      workspace.set(target, word, certain, possible)
    }
  }

  /// Compares one number of each record with what is known; `false` where one of them is not.
  private func comparesKnown(
    _ form: Form, _ constant: Int64, _ relation: Relation, _ records: Records,
    _ cells: Span<Int64>, _ workspace: inout Workspace, _ target: Int
  ) -> Bool {
    let field = fields[form.fields.lowerBound]
    let column = cells.extracting(records.column(field.slot))
    // Why: numbers are whole, so that more than 0 is 1 or more.
    let least: Int64 = relation == .atLeast || relation == .lessThan ? 0 : 1
    let isBelow = relation == .lessThan || relation == .atMost
    for word in 0..<records.words {
      var bits: UInt64 = 0
      var isOdd = false
      for record in (64 * word)..<min(64 * word + 64, records.count) {
        let number = column[record]
        let product = number.multipliedReportingOverflow(by: field.weight)
        let sum = product.partialValue.addingReportingOverflow(constant)
        if number == CompactFacts.unknown || product.overflow || sum.overflow { isOdd = true }
        bits |= (sum.partialValue >= least ? 1 : 0) &<< UInt64(record)
      }
      if isOdd { return false }
      if isBelow { bits = ~bits & records.full(word) }
      workspace.set(target, word, bits, bits)
    }
    return true
  }

  func extreme(
    _ first: Int, _ second: Int, _ isSmaller: Bool, _ facts: borrowing CompactFacts,
    _ cells: Span<Int64>, _ workspace: inout Workspace, _ target: Int
  ) {
    let a = range(of: forms[first], facts, cells, &workspace)
    let b = range(of: forms[second], facts, cells, &workspace)
    workspace.lows[target] = isSmaller ? min(a.least, b.least) : max(a.least, b.least)
    workspace.highs[target] =
      isSmaller ? min(a.greatest, b.greatest) : max(a.greatest, b.greatest)
  }

  /// A date moved by months: later dates and more months never give an earlier date.
  func shifted(
    _ date: Int, _ months: Int, _ isBack: Bool, _ facts: borrowing CompactFacts,
    _ cells: Span<Int64>, _ workspace: inout Workspace, _ target: Int
  ) {
    let day = range(of: forms[date], facts, cells, &workspace)
    let count = range(of: forms[months], facts, cells, &workspace)
    func moved(_ day: Int64, _ months: Int64) -> Int64? {
      if day == .min || day == .max || months == .min || months == .max { return nil }
      let months = Int(min(months, 1_000_000))
      return Int64(
        CalendarDate(dayNumber: Int(day)).adding(months: isBack ? -months : months).dayNumber)
    }
    workspace.lows[target] = moved(day.least, isBack ? count.greatest : count.least) ?? .min
    workspace.highs[target] = moved(day.greatest, isBack ? count.least : count.greatest) ?? .max
  }
}

/// A sum of numbers of which some are known only within limits.
struct OpenSum {
  var least: Int64
  var greatest: Int64
  /// Whether a number was too large to be computed.
  var hasFailed = false

  init(_ number: Int64) { (least, greatest) = (number, number) }

  init(_ range: (least: Int64, greatest: Int64)) {
    (least, greatest) = (range.least, range.greatest)
  }

  mutating func add(_ sum: Int64, _ number: Int64) -> Int64 {
    let result = sum.addingReportingOverflow(number)
    if result.overflow { hasFailed = true }
    return result.partialValue
  }

  /// Adds a number that has no limit below, or above.
  mutating func add(openBelow: Bool, above: Bool) {
    if openBelow { least = .min }
    if above { greatest = .max }
  }

  /// Adds a multiple of a number in a range.
  mutating func add(_ weight: Int64, _ low: Int64, _ high: Int64) {
    guard weight != 0 else { return }
    let (down, up) = weight > 0 ? (low, high) : (high, low)
    add(weight, down, isLeast: true)
    add(weight, up, isLeast: false)
  }

  private mutating func add(_ weight: Int64, _ number: Int64, isLeast: Bool) {
    if number == .min || number == .max {
      if isLeast { least = .min } else { greatest = .max }
      return
    }
    if isLeast ? least == .min : greatest == .max { return }
    let product = weight.multipliedReportingOverflow(by: number)
    if product.overflow { hasFailed = true }
    if isLeast {
      least = add(least, product.partialValue)
    } else {
      greatest = add(greatest, product.partialValue)
    }
  }
}
