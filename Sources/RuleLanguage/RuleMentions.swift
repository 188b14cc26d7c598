import FundingTerms

/// What some rules mention: the facts they look at, and the sets and figures they compare them with.
public struct RuleMentions: Sendable {
  /// A column of a table, or a fact of the project where the table is -1.
  public struct Place: Hashable, Sendable {
    /// The table's index; -1 for the project.
    public var table: Int
    /// The column's index, or the fact's.
    public var column: Int

    /// A column of a table.
    public init(table: Int, column: Int) {
      self.table = table
      self.column = column
    }
  }

  /// The columns and facts that are looked at.
  public private(set) var places: Set<Place> = []
  /// The sets in which labels are looked up, by column.
  public private(set) var sets: [Place: [Vocabulary.LabelSet]] = [:]
  /// The labels that are looked for on lists, by column.
  public private(set) var lists: [Place: BitSet] = [:]
  /// The tables whose records are counted, summed up or looked at one by one.
  public private(set) var tables: Set<Int> = []
  /// The tables of which a figure may be a sum, so that their records matter too.
  private(set) var summed: Set<Int> = []
  /// The columns of which different labels are told apart.
  private(set) var counted: Set<Place> = []
  /// The columns in which every label is told from every other: those that name an owner.
  private(set) var identified: Set<Place> = []
  /// Columns whose labels are compared with each other: each with the first of its like.
  private(set) var joined: [Place: Place] = [:]
  /// The figures by type, each in the unit of the type.
  public private(set) var figures: [ValueType: Set<Int64>] = [:]
  /// The greatest number that something is counted up to.
  public private(set) var greatestCount = 0
  /// Whether control groups matter.
  public private(set) var asksForIndependence = false

  /// What some rules mention.
  public init(_ rules: [Rule]) { for rule in rules { add(rule.condition) } }

  private mutating func add(_ condition: Condition) {
    switch condition.form {
    case .all(let list), .any(let list), .tally(let list, _):
      for condition in list { add(condition) }
    case .not(let inner): add(inner)
    case .when(let decision, let then, let otherwise):
      for condition in [decision, then, otherwise].compactMap(\.self) { add(condition) }
    case .count(let selection, let independent, let bound):
      add(selection)
      add(bound, independent)
    case .matching(let selection, let independent, let column, let bound):
      add(selection, column: column)
      counted.insert(Place(table: selection.table, column: column))
      add(bound, independent)
    case .different(let selection, let column, _, let bound):
      add(selection, column: column)
      counted.insert(Place(table: selection.table, column: column))
      add(bound, false)
    case .includes(let fact, let labels, _): add(labels, Place(table: -1, column: fact))
    case .stated(let fact): places.insert(Place(table: -1, column: fact))
    case .label(let fact, let set): add(set, Place(table: -1, column: fact))
    case .compare(let left, _, let right):
      add(left)
      add(right)
    case .totals(let totals):
      add(totals.measure)
      for key in totals.keys {
        let place = Place(table: key.table, column: key.column)
        places.insert(place)
        counted.insert(place)
        if let column = key.ownerColumn { identify(totals.selection.table, column) }
      }
      if totals.measure.type == .count { greatestCount = max(greatestCount, 3) }
      add(totals.limit)
    case .every(let selection, let filter), .some(let selection, let filter):
      add(selection)
      add(filter, table: selection.table)
    }
  }

  private mutating func add(_ bound: CountBound, _ independent: Bool) {
    greatestCount = max(greatestCount, bound.upper.map { $0 + 1 } ?? bound.lower)
    if independent { asksForIndependence = true }
  }

  private mutating func add(_ set: Vocabulary.LabelSet, _ place: Place) {
    places.insert(place)
    sets[place, default: []].append(set)
  }

  private mutating func add(_ labels: BitSet, _ place: Place) {
    places.insert(place)
    lists[place] = (lists[place] ?? BitSet()).union(labels)
  }

  private mutating func add(_ selection: Selection, column: Int? = nil) {
    tables.insert(selection.table)
    if let column { places.insert(Place(table: selection.table, column: column)) }
    for filter in [selection.restriction, selection.filter].compactMap(\.self) {
      add(filter, table: selection.table)
    }
  }

  private mutating func add(_ filter: Filter, table: Int) {
    switch filter {
    case .all(let list), .any(let list), .tally(let list, _):
      for filter in list { add(filter, table: table) }
    case .same(let first, let second, _, _):
      let compared = [add(first, table: table), add(second, table: table)]
      counted.formUnion(compared)
      join(compared[0], compared[1])
    case .not(let inner): add(inner, table: table)
    case .when(let decision, let then, let otherwise):
      for filter in [decision, then, otherwise].compactMap(\.self) { add(filter, table: table) }
    case .label(let column, let set): add(set, Place(table: table, column: column))
    case .includes(let column, let labels, _): add(labels, Place(table: table, column: column))
    case .compare(let left, _, let right):
      add(left, table: table)
      add(right, table: table)
    case .owner(let inner, let column):
      if let column { identify(table, column) }
      add(inner, table: 0)
    case .project(let condition): add(condition)
    }
  }

  /// The column or fact that a label comes from.
  private mutating func add(_ source: LabelSource, table: Int?) -> Place {
    let place: Place
    switch source {
    case .field(let table, let column): place = Place(table: table, column: column)
    case .owner(let column, let owner):
      if let owner, let table { identify(table, owner) }
      place = Place(table: 0, column: column)
    case .fact(let fact): place = Place(table: -1, column: fact)
    case .single(let selection, let column):
      add(selection)
      place = Place(table: selection.table, column: column)
    }
    places.insert(place)
    return place
  }

  private mutating func identify(_ table: Int, _ column: Int) {
    let place = Place(table: table, column: column)
    places.insert(place)
    identified.insert(place)
  }

  private mutating func join(_ first: Place, _ second: Place) {
    let (one, other) = (joint(first), joint(second))
    joined[first] = one
    joined[second] = one
    for (key, value) in joined where value == other { joined[key] = one }
  }

  private mutating func add(_ found: LookUp, _ sources: [LabelSource], table: Int?) {
    for (key, source) in sources.enumerated() {
      let place = add(source, table: table)
      let labels = found.labels(of: key)
      sets[place, default: []] += labels.map { found.set(key, $0) }
      // Why: a key that no row names matters too, where every row fits any of its labels.
      if labels.isEmpty { counted.insert(place) }
    }
    figures[found.type, default: []].formUnion(found.rows.map(\.value))
  }

  private mutating func add(_ quantity: Quantity, table: Int? = nil) {
    switch quantity.form {
    case .literal(let value): figures[quantity.type, default: []].insert(value)
    case .fact(let index):
      places.insert(Place(table: -1, column: index))
      // Why: a fact of the project may be the sum of a column, and then its records matter.
      summed.formUnion([0, 1])
    case .field(let table, let column):
      places.insert(Place(table: table, column: column))
      // Why: a figure of a record may be the sum of a column of what belongs to it.
      if table == 0 { summed.insert(1) }
    case .sum(let selection, let column, _):
      add(selection, column: column)
      if selection.table == 0 { summed.insert(1) }
    case .number(let selection, let independent):
      add(selection)
      if independent { asksForIndependence = true }
    case .share(_, let base): add(base, table: table)
    case .lookUp(let found, let keys): add(found, keys, table: table)
    case .lookedUpShare(let found, let keys, let base):
      add(found, keys, table: table)
      add(base, table: table)
    case .plus(let left, let right), .minus(let left, let right), .smaller(let left, let right),
      .larger(let left, let right), .shifted(let left, let right, _):
      add(left, table: table)
      add(right, table: table)
    }
  }
}
