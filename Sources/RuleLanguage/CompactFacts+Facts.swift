import FundingTerms

/// Taking over facts that are at hand as ``Facts``.
extension CompactFacts {
  /// Fills the store with some facts; what they say and the store cannot is waived.
  public mutating func fill(from facts: Facts) {
    reset()
    for table in layout.widths.indices where table < facts.tables.count {
      let source = facts.tables[table]
      for record in 0..<source.count {
        let existence: Existence =
          source.open.contains(record)
          ? .open : source.certain.contains(record) ? .certain : .possible
        let owner = source.parents.indices.contains(record) ? source.parents[record] : 0
        append(to: table, owner: owner, existence)
        // Why: a group of its own has the number of its record.
        if source.groups[record] >= source.count {
          set(group: source.groups[record] - source.count, table: table, record: record)
        }
      }
      if source.absent.first != nil || !source.origins.isEmpty { waive(table: table) }
    }
    for table in layout.widths.indices where table < facts.tables.count {
      for column in 0..<layout.columns(table) { fill(table, column, from: facts) }
    }
    for fact in 0..<min(layout.factCount, facts.project.count) { fill(fact, from: facts) }
    for pool in facts.pools { waive(table: pool.table, column: pool.column) }
    // Why: a total of which the parts are in a pool is still a number of its own; the parts are not.
    for table in layout.widths.indices where table < facts.tables.count {
      for column in 0..<layout.columns(table) {
        guard let summed = facts.tables[table].summed(column),
          facts.pools.contains(where: { $0.table == summed.table && $0.column == summed.column })
        else { continue }
        waive(table: table, column: column)
      }
    }
    if !facts.settled.isEmpty || !facts.constraints.isEmpty || facts.claims.first != nil {
      for table in layout.widths.indices { waive(table: table) }
    }
  }

  private mutating func waive(table: Int) {
    for column in 0..<layout.columns(table) { waive(table: table, column: column) }
  }

  private mutating func fill(_ table: Int, _ column: Int, from facts: Facts) {
    let source = facts.tables[table]
    guard column < source.columns.count else { return waive(table: table, column: column) }
    switch source.columns[column] {
    case .numbers(let numbers):
      let bounds =
        layout.isZeroOrMore[table][column]
        ? Facts.Bounds.zeroOrMore : Facts.Bounds(lower: nil, upper: nil)
      if numbers.bounds != bounds || !numbers.limits.isEmpty {
        waive(table: table, column: column)
      }
      for record in numbers.known {
        set(number: numbers.values[record], table: table, record: record, column: column)
      }
    case .labels(let labels):
      for record in labels.known {
        set(label: labels.values[record], table: table, record: record, column: column)
      }
      for (record, candidates) in labels.candidates where !labels.known.contains(record) {
        guard let bits = Self.bits(candidates), !labels.unsettled.contains(record) else {
          waive(table: table, column: column)
          continue
        }
        set(labels: bits, table: table, record: record, column: column)
      }
    case .lists(let lists):
      for (record, list) in lists.values.enumerated() {
        guard let list else { continue }
        beginList(table: table, record: record, column: column)
        for label in list { insert(label: label, table: table, record: record, column: column) }
      }
    case .sums:
      let evaluator = Evaluator(facts: facts)
      for record in 0..<source.count {
        let figure = evaluator.cell(table: table, record: record, column: column)
        if let value = figure.value.flatMap({ Int64(exactly: $0) }) {
          set(number: value, table: table, record: record, column: column)
        } else if figure.constant != 0 || figure.terms.contains(where: { $0.lower != 0 }) {
          // Why: a sum of which a part is known has a limit of its own.
          waive(table: table, column: column)
        }
      }
    }
  }

  private mutating func fill(_ fact: Int, from facts: Facts) {
    switch facts.project[fact] {
    case .number(let value): set(number: value, fact: fact)
    case .unknownNumber(let bounds):
      if bounds.upper != nil { waive(fact: fact) }
      if let lower = bounds.lower { set(atLeast: lower, fact: fact) }
    case .sum:
      let figure = Evaluator(facts: facts).figure(ofFact: fact)
      if let value = figure.value.flatMap({ Int64(exactly: $0) }) {
        set(number: value, fact: fact)
      } else {
        setSum(fact: fact)
      }
    case .label(let label): set(label: label, fact: fact)
    case .unknownLabel(nil), .unknownList: break
    case .unknownLabel(let candidates?):
      guard let bits = Self.bits(candidates) else { return waive(fact: fact) }
      set(labels: bits, fact: fact)
    case .list(let list):
      beginList(fact: fact)
      for label in list { insert(label: label, fact: fact) }
    }
  }

  /// The labels as bits, if all of them are below 63; none would say that there are no such limits.
  private static func bits(_ labels: BitSet) -> UInt64? {
    var result: UInt64 = 0
    for label in labels {
      guard label < 63 else { return nil }
      result |= 1 << UInt64(label)
    }
    return result == 0 ? nil : result
  }
}
