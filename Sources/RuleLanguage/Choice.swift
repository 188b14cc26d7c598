import FundingTerms

/// A fact that is missing, with all that it may turn out to be.
public struct Choice: Sendable {
  /// What a fact sets when it is known; one fact may settle several columns at once.
  public enum Setting: Sendable, Hashable {
    case label(table: Int, record: Int, column: Int, Int)
    case list(table: Int, record: Int, column: Int, BitSet)
    case projectLabel(fact: Int, Int)
    case projectList(fact: Int, BitSet)
    /// Records that then exist for certain, or stand for a list that may hold anything.
    case exist(table: Int, BitSet, open: Bool)
    /// Records that then do not exist.
    case absent(table: Int, BitSet)
    case membership(Facts.Membership, Bool)
    /// What only one fact may be, by a number: two that claim the same cannot both be so.
    case claim(Int)
  }

  /// The names of the fact; none where no fact of a proposal but a source is missing.
  public var names: [String]
  /// What it may turn out to be.
  public var options: [[Setting]]

  /// A fact with all that it may be.
  public init(names: [String], options: [[Setting]]) {
    self.names = names
    self.options = options
  }
}

extension Facts {
  /// The facts with some of the missing ones settled.
  public func setting(_ settings: [Choice.Setting]) -> Facts {
    var result = self
    for setting in settings { result.set(setting) }
    return result
  }

  private mutating func set(_ setting: Choice.Setting) {
    switch setting {
    case .label(let table, let record, let column, let label):
      guard case .labels(var labels) = tables[table].columns[column] else { return }
      labels.values[record] = label
      labels.known.insert(record)
      tables[table].columns[column] = .labels(labels)
    case .list(let table, let record, let column, let list):
      guard case .lists(var lists) = tables[table].columns[column] else { return }
      lists.values[record] = list
      tables[table].columns[column] = .lists(lists)
    case .projectLabel(let fact, let label): project[fact] = .label(label)
    case .projectList(let fact, let list): project[fact] = .list(list)
    case .exist(let table, let records, let isOpen):
      if isOpen {
        tables[table].open = tables[table].open.union(records)
      } else {
        tables[table].certain = tables[table].certain.union(records)
      }
    case .absent(let table, let records):
      tables[table].absent = tables[table].absent.union(records)
    case .membership(let membership, let isIn): settled[membership] = isIn
    case .claim(let number): claims.insert(number)
    }
  }

  /// Whether some settings contradict what has been settled.
  func contradicts(_ settings: [Choice.Setting]) -> Bool {
    settings.contains { setting in
      guard case .claim(let number) = setting else { return false }
      return claims.contains(number)
    }
  }
}

/// The columns and facts that rules look at, and what they tell apart in them.
public struct RuleUses: Sendable {
  /// A column of a table, or a fact of the project where the table is -1.
  struct Key: Hashable {
    var table: Int
    var column: Int
  }

  /// The sets in which a column's labels are looked up.
  private(set) var sets: [Key: [Vocabulary.LabelSet]] = [:]
  /// The columns of which different labels are counted.
  private(set) var counted: Set<Key> = []
  /// The columns in which every label is told from every other: those that name an owner.
  private(set) var identified: Set<Key> = []
  /// Columns whose labels are compared with each other: each with the first of its like.
  private var joined: [Key: Key] = [:]
  /// The labels that are looked for on lists.
  private(set) var listed: [Key: BitSet] = [:]
  /// The tables whose records matter.
  private(set) var tables: Set<Int> = []

  /// What some rules look at.
  public init(_ rules: [Rule]) { for rule in rules { add(rule.condition) } }

  /// Whether the labels in one of some columns of a table matter.
  public func looksAt(table: Int, columns: [Int]) -> Bool {
    columns.contains { looksAt(Key(table: table, column: $0)) }
  }

  /// The labels that are looked for on the lists in a column of a table; none where it does not
  /// matter.
  public func listedLabels(table: Int, column: Int) -> BitSet {
    listed[Key(table: table, column: column)] ?? BitSet()
  }

  /// Whether a label of the project matters.
  public func looksAt(fact: Int) -> Bool { looksAt(Key(table: -1, column: fact)) }

  /// The labels that are looked for on a list of the project.
  public func listedLabels(fact: Int) -> BitSet {
    listed[Key(table: -1, column: fact)] ?? BitSet()
  }

  /// The memberships that are open by their source and that some labels in the facts depend on, as
  /// choices.
  public func memberships(in facts: Facts) -> [Choice] {
    var found: [Facts.Membership] = []
    for (key, sets) in sets.sorted(by: {
      ($0.key.table, $0.key.column) < ($1.key.table, $1.key.column)
    })
    where key.table >= 0 {
      let labels = facts.tables[key.table].labels(key.column)
      for set in sets where set.origin != 0 {
        let open = set.possible.subtracting(set.certain)
        for record in 0..<facts.tables[key.table].count {
          for label in (labels.possible(record) ?? open).intersection(open) {
            let membership = Facts.Membership(origin: set.origin, label: label)
            if !found.contains(membership) { found.append(membership) }
          }
        }
      }
    }
    return found.map { membership in
      Choice(
        names: [],
        options: [[.membership(membership, false)], [.membership(membership, true)]])
    }
  }

  /// The column that stands for all those whose labels are compared with a column's.
  func joint(_ key: Key) -> Key { joined[key] ?? key }

  /// The columns whose labels are compared with a column's, itself among them.
  func joints(_ key: Key) -> [Key] {
    let joint = joint(key)
    let others = joined.filter { $0.value == joint }.keys
    return others.isEmpty
      ? [key] : others.sorted { ($0.table, $0.column) < ($1.table, $1.column) }
  }

  private mutating func join(_ first: Key, _ second: Key) {
    let (one, other) = (joint(first), joint(second))
    joined[first] = one
    joined[second] = one
    for (key, value) in joined where value == other { joined[key] = one }
  }

  /// A number that labels share if the rules cannot tell them apart.
  public func kind(of label: Int, table: Int, column: Int) -> Int {
    let key = Key(table: table, column: column)
    return counted.contains(key) || identified.contains(key) ? -1 - label : kind(of: label, key)
  }

  /// A number for the sets in which a label is: certainly, perhaps or not.
  func kind(of label: Int, _ key: Key) -> Int {
    joints(key).flatMap { sets[$0] ?? [] }.reduce(0) { number, set in
      // Why: which label it is matters where its membership is open and shared with others.
      let isOpen = set.possible.contains(label) && !set.certain.contains(label)
      let digit = set.certain.contains(label) ? 1 : isOpen ? 2 + label : 0
      return (number &* 1009 &+ digit) & 0x3FFF_FFFF_FFFF
    }
  }

  /// Whether a column matters at all.
  func looksAt(_ key: Key) -> Bool {
    sets[key] != nil || counted.contains(key) || identified.contains(key)
  }

  private mutating func add(_ condition: Condition) {
    switch condition.form {
    case .all(let list), .any(let list), .tally(let list, _):
      for condition in list { add(condition) }
    case .not(let inner): add(inner)
    case .when(let condition, let then, let otherwise):
      for condition in [condition, then, otherwise].compactMap(\.self) { add(condition) }
    case .count(let selection, _, _): add(selection)
    case .matching(let selection, _, let column, _), .different(let selection, let column, _, _):
      add(selection)
      counted.insert(Key(table: selection.table, column: column))
    case .includes(let fact, let labels, _):
      listed[Key(table: -1, column: fact), default: BitSet()].formUnion(labels)
    case .label(let fact, let set): sets[Key(table: -1, column: fact), default: []].append(set)
    case .stated: break
    case .compare(let left, _, let right):
      add(left)
      add(right)
    case .totals(let totals):
      add(totals.measure)
      add(totals.limit)
      for key in totals.keys {
        counted.insert(Key(table: key.table, column: key.column))
        if let column = key.ownerColumn {
          identified.insert(Key(table: totals.selection.table, column: column))
        }
      }
    case .every(let selection, let filter), .some(let selection, let filter):
      add(selection)
      add(filter, table: selection.table)
    }
  }

  private mutating func add(_ selection: Selection) {
    tables.insert(selection.table)
    for filter in [selection.restriction, selection.filter].compactMap(\.self) {
      add(filter, table: selection.table)
    }
  }

  private mutating func add(_ filter: Filter, table: Int) {
    switch filter {
    case .all(let list), .any(let list), .tally(let list, _):
      for filter in list { add(filter, table: table) }
    case .same(let first, let second, _, _):
      let keys = [add(first, table: table), add(second, table: table)]
      counted.formUnion(keys)
      join(keys[0], keys[1])
    case .not(let inner): add(inner, table: table)
    case .when(let condition, let then, let otherwise):
      for filter in [condition, then, otherwise].compactMap(\.self) { add(filter, table: table) }
    case .label(let column, let set):
      sets[Key(table: table, column: column), default: []].append(set)
    case .includes(let column, let labels, _):
      listed[Key(table: table, column: column), default: BitSet()].formUnion(labels)
    case .compare(let left, _, let right):
      add(left, table: table)
      add(right, table: table)
    case .owner(let inner, let column):
      if let column { identified.insert(Key(table: table, column: column)) }
      add(inner, table: 0)
    case .project(let condition): add(condition)
    }
  }

  /// The column or fact that a label comes from.
  private mutating func add(_ source: LabelSource, table: Int?) -> Key {
    switch source {
    case .field(let table, let column): return Key(table: table, column: column)
    case .owner(let column, let owner):
      if let owner, let table { identified.insert(Key(table: table, column: owner)) }
      return Key(table: 0, column: column)
    case .fact(let fact): return Key(table: -1, column: fact)
    case .single(let selection, let column):
      add(selection)
      return Key(table: selection.table, column: column)
    }
  }

  private mutating func add(_ found: LookUp, _ sources: [LabelSource], table: Int?) {
    for (position, source) in sources.enumerated() {
      let key = add(source, table: table)
      sets[key, default: []] += found.labels(of: position).map { found.set(position, $0) }
      // Why: a key that no row names matters too, where every row fits any of its labels.
      counted.formUnion(found.labels(of: position).isEmpty ? [key] : [])
    }
  }

  private mutating func add(_ quantity: Quantity, table: Int? = nil) {
    switch quantity.form {
    case .literal: break
    // Why: a figure of a record may be the sum of a column of what belongs to it.
    case .field(let table, _): if table == 0 { tables.insert(1) }
    // Why: a fact of the project may be the sum of a column, and then its records matter.
    case .fact: tables.formUnion([0, 1])
    case .sum(let selection, _, _):
      add(selection)
      if selection.table == 0 { tables.insert(1) }
    case .number(let selection, _): add(selection)
    case .share(_, let base): add(base, table: table)
    case .lookUp(let found, let keys): add(found, keys, table: table)
    case .lookedUpShare(let found, let keys, let base):
      add(found, keys, table: table)
      add(base, table: table)
    case .plus(let left, let right), .minus(let left, let right),
      .smaller(let left, let right), .larger(let left, let right),
      .shifted(let left, let right, _):
      add(left, table: table)
      add(right, table: table)
    }
  }
}

extension BitSet {
  fileprivate mutating func formUnion(_ other: BitSet) { self = union(other) }
}
