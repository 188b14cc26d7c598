import FundingTerms

/// A table of a call: for labels, or combinations of them, a value each.
///
/// No two rows fit one combination; one that no row fits has no value that anybody stated, and what
/// depends on it is unknown.
public struct LookUp: Sendable {
  /// A row: the value for some labels.
  public struct Row: Sendable {
    /// The label of each key; `nil` fits every label.
    public var labels: [Int?]
    /// The value, in the unit of the table's type.
    public var value: Int64

    /// A row.
    public init(labels: [Int?], value: Int64) {
      self.labels = labels
      self.value = value
    }

    /// Whether there is a combination of labels that both rows fit.
    public func overlaps(_ other: Row) -> Bool {
      zip(labels, other.labels).allSatisfy { $0 == nil || $1 == nil || $0 == $1 }
    }
  }

  /// The name by which rules call the table.
  public var name: String
  /// What the keys are called, and the type of their labels: a label type or truth.
  public var keys: [(name: String, type: ValueType)]
  /// The type of the values.
  public var type: ValueType
  /// The rows.
  public var rows: [Row]

  /// A table.
  public init(name: String, keys: [(name: String, type: ValueType)], type: ValueType, rows: [Row]) {
    self.name = name
    self.keys = keys
    self.type = type
    self.rows = rows
  }
}

extension LookUp {
  /// The labels that rows name for a key.
  func labels(of key: Int) -> BitSet { BitSet(rows.compactMap { $0.labels[key] }) }

  /// The set of one label of a key: what a look-up tells from the others.
  func set(_ key: Int, _ label: Int) -> Vocabulary.LabelSet {
    var type = -1
    if case .label(let index) = keys[key].type { type = index }
    let labels = BitSet(CollectionOfOne(label))
    return Vocabulary.LabelSet(labelType: type, certain: labels, possible: labels)
  }
}

/// Where a label comes from that is looked up or compared.
indirect enum LabelSource: Sendable {
  /// A column of the record that is being looked at.
  case field(table: Int, column: Int)
  /// A column of its owner; `owner` names the owner where it may be unknown.
  case owner(column: Int, owner: Int?)
  /// A fact of the project.
  case fact(Int)
  /// A column of the one record that a noun means.
  case single(Selection, column: Int)
}

/// What a look-up may give.
struct LookedUp {
  /// The values of the rows that fit a combination that the labels may be, each once.
  var values: [Int64]
  /// Whether every such combination has a row.
  var isComplete: Bool
}

extension Evaluator {
  /// More combinations than this are not tried one by one.
  private static let mostCombinations = 4_096

  /// What a label may be; `nil` for anything.
  func possible(_ source: LabelSource, for record: Record?) -> BitSet? {
    switch source {
    case .field(let table, let column):
      guard let record, record.table == table else { return nil }
      return facts.tables[table].labels(column).possible(record.index)
    case .owner(let column, let ownerColumn):
      guard let record, let parent = parentTable(of: record.table) else { return nil }
      guard let ownerColumn else {
        let parents = facts.tables[record.table].parents
        guard parents.indices.contains(record.index) else { return nil }
        return facts.tables[parent].labels(column).possible(parents[record.index])
      }
      return together(owner(of: record.index, in: record.table, ownerColumn), parent, column)
    case .fact(let fact):
      switch facts.project[fact] {
      case .label(let label): return BitSet(CollectionOfOne(label))
      case .unknownLabel(let candidates): return candidates
      default: return nil
      }
    case .single(let selection, let column):
      let members = select(selection)
      return together(
        members.certain.isEmpty ? members.possible : members.certain, selection.table, column)
    }
  }

  private func together(_ records: BitSet?, _ table: Int, _ column: Int) -> BitSet? {
    guard let records, !records.isEmpty else { return nil }
    var result = BitSet()
    for record in records {
      guard let labels = facts.tables[table].labels(column).possible(record) else { return nil }
      result = result.union(labels)
    }
    return result
  }

  func lookedUp(_ table: LookUp, _ sources: [LabelSource], for record: Record?) -> LookedUp {
    let possible = sources.map { self.possible($0, for: record) }
    let fitting = table.rows.filter { row in
      zip(row.labels, possible).allSatisfy { label, possible in
        guard let label, let possible else { return true }
        return possible.contains(label)
      }
    }
    var seen = Set<Int64>()
    return LookedUp(
      values: fitting.map(\.value).filter { seen.insert($0).inserted },
      isComplete: isComplete(fitting, possible[...], at: 0))
  }

  /// Whether rows fit every combination of labels.
  private func isComplete(_ rows: [LookUp.Row], _ possible: ArraySlice<BitSet?>, at key: Int)
    -> Bool
  {
    guard let labels = possible.first else { return !rows.isEmpty }
    let others = rows.filter { $0.labels[key] == nil }
    // Why: of labels that no row names there is always one more where a label may be anything.
    guard let labels else { return isComplete(others, possible.dropFirst(), at: key + 1) }
    guard labels.count <= Self.mostCombinations else { return false }
    return labels.allSatisfy { label in
      isComplete(
        rows.filter { $0.labels[key] == nil || $0.labels[key] == label }, possible.dropFirst(),
        at: key + 1)
    }
  }

  /// Whether two labels are the same.
  func areSame(_ first: LabelSource, _ second: LabelSource, for record: Record?) -> Truth {
    guard let left = possible(first, for: record), let right = possible(second, for: record) else {
      return cell(first, record) != nil && cell(first, record) == cell(second, record)
        ? .yes : .unknown
    }
    if left.isDisjoint(with: right) { return .no }
    if let only = left.only, right.only == only { return .yes }
    return cell(first, record) != nil && cell(first, record) == cell(second, record)
      ? .yes : .unknown
  }

  /// The one cell or fact in which a label stands; `nil` where it may be one of several.
  func cell(_ source: LabelSource, _ record: Record?) -> FactReference? {
    switch source {
    case .field(let table, let column):
      guard let record else { return nil }
      // Why: an open record stands for many, whose labels may differ.
      guard !facts.tables[table].open.contains(record.index) else { return nil }
      return .cell(table: table, record: record.index, column: column)
    case .owner(let column, let ownerColumn):
      guard let record, let parent = parentTable(of: record.table) else { return nil }
      let owner =
        ownerColumn.map { self.owner(of: record.index, in: record.table, $0)?.only }
        ?? facts.tables[record.table].parents[record.index]
      return owner.map { .cell(table: parent, record: $0, column: column) }
    case .fact(let fact): return .project(fact)
    case .single(let selection, let column):
      let members = select(selection)
      guard let only = members.possible.only, members.certain.contains(only) else { return nil }
      return .cell(table: selection.table, record: only, column: column)
    }
  }
}

extension Evaluator {
  /// A looked-up figure: one of the values, or anything where a combination has no row.
  func figure(_ table: LookUp, _ sources: [LabelSource], for record: Record?) -> Figure {
    let found = lookedUp(table, sources, for: record)
    let values = found.values.map { Int128($0) }
    if found.isComplete { return interval(values.min(), values.max()) }
    // Why: what nobody stated may be anything that such a value can be.
    switch table.type {
    case .share: return interval(0, 1_000_000)
    case .date: return interval(nil, nil)
    default: return interval(0, nil)
    }
  }

  /// A looked-up percentage of a figure, in the scale of the quantity.
  func share(
    _ table: LookUp, _ sources: [LabelSource], of base: Quantity, scale: Int128,
    for record: Record?
  ) -> Figure {
    let factor = scale / base.scale
    let found = lookedUp(table, sources, for: record)
    let figure = figure(base, for: record)
    if found.isComplete, found.values.count == 1 {
      return figure.times(Int128(found.values[0]) * factor / 1_000_000)
    }
    let shares = (found.isComplete ? found.values : found.values + [0, 1_000_000])
      .map { Int128($0) * factor / 1_000_000 }
    guard let low = shares.min(), let high = shares.max() else { return interval(nil, nil) }
    let bounds = figure.bounds(in: facts)
    return interval(
      bounds.least.map { min($0 * low, $0 * high) },
      bounds.greatest.map { max($0 * low, $0 * high) })
  }
}
