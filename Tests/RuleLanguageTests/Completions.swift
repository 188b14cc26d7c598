import FundingTerms
import RuleLanguage

/// All the ways (or many) in which the gaps of some facts can be filled.
struct Completions {
  /// What may stand in a gap.
  enum Filling: Hashable {
    case label(Int)
    case list(BitSet)
    case number(Int64)
    /// The numbers of a pool's records in their order.
    case numbers([Int64])
    case exists(Bool)
    /// The cells of each record for which an open record stands.
    case copies([[Filling]])
  }

  /// A gap: the facts that are missing there, and what may stand in it.
  struct Gap {
    var references: [FactReference]
    var fillings: [Filling]
  }

  let facts: Facts
  private(set) var gaps: [Gap] = []

  /// In how many ways the gaps can be filled.
  var count: Int {
    gaps.reduce(1) { min(1_000_000_000, $0 * $1.fillings.count) }
  }

  /// The gaps of the columns and facts that a rule may look at.
  init(_ facts: Facts, columns: [Set<Int>], project: Set<Int>, numbers: inout SeededNumbers) {
    self.facts = facts
    for index in project.sorted() {
      let fillings = Self.fillings(facts.project[index], Words.facts[index].type)
      if !fillings.isEmpty { gaps.append(Gap(references: [.project(index)], fillings: fillings)) }
    }
    let pooled = facts.pools.map { pool in
      Gap(
        references: pool.records.map {
          .cell(table: pool.table, record: $0, column: pool.column)
        }, fillings: Self.shares(of: pool.total, among: pool.records.count))
    }
    let inPools = Set(pooled.flatMap(\.references))
    gaps += pooled
    for (index, table) in facts.tables.enumerated() {
      let fields = Words.standard.tables[index].fields
      for record in 0..<table.count where !table.open.contains(record) {
        for column in columns[index].sorted() {
          let reference = FactReference.cell(table: index, record: record, column: column)
          let fillings = Self.fillings(table, column, record, fields[column].type)
          if !fillings.isEmpty, !inPools.contains(reference) {
            gaps.append(Gap(references: [reference], fillings: fillings))
          }
        }
        if !table.certain.contains(record) {
          gaps.append(
            Gap(
              references: [.cell(table: index, record: record, column: -1)],
              fillings: [.exists(true), .exists(false)]))
        }
      }
      for record in table.open {
        var copies: [Filling] = [.copies([])]
        for count in [1, 1, 2, 2, 3, 4, 5, 6, 8] {
          copies.append(
            .copies(
              (0..<count).map { _ in
                fields.map { field in
                  let known = Self.known(table, field.column, record)
                  return known
                    ?? numbers.pick(Self.fillings(table, field.column, record, field.type))
                }
              }))
        }
        gaps.append(
          Gap(
            references: [.cell(table: index, record: record, column: 0)]
              + fields.dropFirst().map {
                .cell(table: index, record: record, column: $0.column)
              }, fillings: copies))
      }
    }
  }

  // MARK: What may stand in a gap

  /// Amounts, and near them the amounts at which rules of these tests change their mind.
  static let amounts: [Int64] = [0, 1, 4999, 5000, 7000, 10_000, 15_050, 1_000_000]

  private static func numbers(_ type: ValueType) -> [Filling] {
    switch type {
    case .money: amounts.map { .number($0) }
    case .date: [0, 18_261, 18_262, 20_000].map { .number($0) }
    case .duration: [1, 24, 36, 37].map { .number($0) }
    default: [0, 1, 2, 4999, 5000].map { .number($0) }
    }
  }

  private static func labels(_ candidates: BitSet?, _ type: ValueType) -> [Filling] {
    if let candidates { return candidates.map { .label($0) } }
    guard case .label(let index) = type else { return [.label(0), .label(1)] }
    // One label more than the rules know, and one that nobody else has.
    return (0...Words.types[index].labels.count + 1).map { .label($0) }
  }

  private static func lists(_ type: ValueType) -> [Filling] {
    guard case .list(let index) = type else { return [] }
    let labels = Words.types[index].labels.indices
    return (0..<(1 << labels.count)).map { bits in
      .list(BitSet(labels.filter { bits & (1 << $0) != 0 }))
    }
  }

  private static func fillings(_ fact: Facts.ProjectFact, _ type: ValueType) -> [Filling] {
    switch fact {
    case .unknownNumber: numbers(type)
    case .unknownLabel(let candidates): labels(candidates, type)
    case .unknownList: lists(type)
    case .number, .sum, .label, .list: []
    }
  }

  private static func known(_ table: Facts.Table, _ column: Int, _ record: Int) -> Filling? {
    switch table.columns[column] {
    case .numbers(let column):
      column.known.contains(record) ? .number(column.values[record]) : nil
    case .labels(let column):
      column.known.contains(record) ? .label(column.values[record]) : nil
    case .lists(let column): column.values[record].map { .list($0) }
    case .sums: nil
    }
  }

  private static func fillings(
    _ table: Facts.Table, _ column: Int, _ record: Int, _ type: ValueType
  ) -> [Filling] {
    guard known(table, column, record) == nil else { return [] }
    switch table.columns[column] {
    case .numbers: return numbers(type)
    case .labels(let column): return labels(column.possible(record), type)
    case .lists: return lists(type)
    case .sums: return []
    }
  }

  private static func shares(of total: Int64, among count: Int) -> [Filling] {
    guard count > 1 else { return [.numbers(Array(repeating: total, count: count))] }
    var result = Set(
      (0..<count).map { all in
        Filling.numbers((0..<count).map { $0 == all ? total : 0 })
      })
    let even = total / Int64(count)
    var shares = [Int64](repeating: even, count: count)
    shares[0] = total - even * Int64(count - 1)
    result.insert(.numbers(shares))
    for part: Int64 in [1, 5000, 7000] where part <= total {
      shares = [Int64](repeating: 0, count: count)
      shares[0] = part
      shares[1] = total - part
      result.insert(.numbers(shares))
    }
    return result.sorted { "\($0)" < "\($1)" }
  }

  // MARK: Filling the gaps

  /// The facts with each gap filled by the filling of an index.
  func filled(_ choice: [Int]) -> Facts {
    var result = facts
    result.pools = []
    var gone: [[Int]] = [[], [], [], []]
    var copies: [(table: Int, record: Int, [[Filling]])] = []
    for (gap, index) in zip(gaps, choice) {
      switch (gap.references[0], gap.fillings[index]) {
      case (.project(let fact), let filling): result.project[fact] = Self.fact(filling)
      case (.cell(let table, _, let column), .numbers(let values)):
        for (reference, value) in zip(gap.references, values) {
          guard case .cell(_, let record, _) = reference else { continue }
          result.tables[table].fill(column, record, .number(value))
        }
      case (.cell(let table, let record, _), .exists(let exists)):
        if exists {
          result.tables[table].certain.insert(record)
        } else {
          gone[table].append(record)
        }
      case (.cell(let table, let record, _), .copies(let records)):
        copies.append((table, record, records))
        gone[table].append(record)
      case (.cell(let table, let record, let column), let filling):
        result.tables[table].fill(column, record, filling)
      }
    }
    for (table, record, records) in copies {
      for cells in records { result.tables[table].append(cells, like: record) }
    }
    for table in result.tables.indices {
      result.tables[table].open = BitSet()
      for record in gone[table].sorted(by: >) { result.tables[table].drop(record) }
    }
    return result
  }

  private static func fact(_ filling: Filling) -> Facts.ProjectFact {
    switch filling {
    case .number(let value): .number(value)
    case .label(let label): .label(label)
    case .list(let labels): .list(labels)
    case .numbers, .exists, .copies: .unknownList
    }
  }
}

extension Facts.Table {
  fileprivate mutating func fill(_ column: Int, _ record: Int, _ filling: Completions.Filling) {
    switch (columns[column], filling) {
    case (.numbers(var numbers), .number(let value)):
      numbers.values[record] = value
      numbers.known.insert(record)
      columns[column] = .numbers(numbers)
    case (.labels(var labels), .label(let value)):
      labels.values[record] = value
      labels.known.insert(record)
      labels.candidates[record] = nil
      columns[column] = .labels(labels)
    case (.lists(var lists), .list(let value)):
      lists.values[record] = value
      columns[column] = .lists(lists)
    default: break
    }
  }

  fileprivate mutating func append(_ cells: [Completions.Filling], like record: Int) {
    for index in columns.indices {
      switch columns[index] {
      case .numbers(var column):
        column.values.append(0)
        columns[index] = .numbers(column)
      case .labels(var column):
        column.values.append(0)
        columns[index] = .labels(column)
      case .lists(var column):
        column.values.append(nil)
        columns[index] = .lists(column)
      case .sums: break
      }
      fill(index, count, cells[index])
    }
    certain.insert(count)
    groups.append(1000 + count)
    if !parents.isEmpty { parents.append(parents[record]) }
    count += 1
  }

  fileprivate mutating func drop(_ record: Int) {
    func without(_ set: BitSet) -> BitSet {
      BitSet(set.compactMap { $0 == record ? nil : $0 > record ? $0 - 1 : $0 })
    }
    for index in columns.indices {
      switch columns[index] {
      case .numbers(var column):
        column.values.remove(at: record)
        column.known = without(column.known)
        columns[index] = .numbers(column)
      case .labels(var column):
        column.values.remove(at: record)
        column.known = without(column.known)
        column.candidates = Dictionary(
          uniqueKeysWithValues: column.candidates.compactMap { key, value in
            key == record ? nil : (key > record ? key - 1 : key, value)
          })
        columns[index] = .labels(column)
      case .lists(var column):
        column.values.remove(at: record)
        columns[index] = .lists(column)
      case .sums: break
      }
    }
    certain = without(certain)
    groups.remove(at: record)
    if !parents.isEmpty { parents.remove(at: record) }
    count -= 1
  }
}
