import FundingTerms

/// Collects the facts that a condition looks at, in the order of the records.
///
/// It follows the condition as the evaluator does, and asks the evaluator which records are meant;
/// it decides nothing.
struct LookedAtFacts {
  let evaluator: Evaluator
  private(set) var references: [FactReference] = []
  private var seen: Set<FactReference> = []

  init(evaluator: Evaluator) { self.evaluator = evaluator }

  private var facts: Facts { evaluator.facts }

  mutating func add(_ condition: Condition) {
    switch condition.form {
    case .all(let list), .any(let list), .tally(let list, _):
      for condition in list { add(condition) }
    case .not(let inner): add(inner)
    case .when(let condition, let then, let otherwise):
      for condition in [condition, then, otherwise].compactMap(\.self) { add(condition) }
    case .count(let selection, _, _): add(selection)
    case .matching(let selection, _, let column, _), .different(let selection, let column, _, _):
      add(selection, column: column)
    case .includes(let fact, _, _), .label(let fact, _), .stated(let fact): add(.project(fact))
    case .compare(let left, _, let right):
      add(left, for: nil)
      add(right, for: nil)
    case .totals(let totals):
      for record in named(totals.selection).possible { add(totals, record) }
      add(totals.limit, for: nil)
    case .every(let selection, let filter), .some(let selection, let filter):
      for record in named(selection).possible {
        add(selection, record)
        add(filter, Evaluator.Record(table: selection.table, index: record))
      }
    }
  }

  /// The records that the noun of a selection names.
  func named(_ selection: Selection) -> Split {
    var unfiltered = selection
    unfiltered.filter = nil
    return evaluator.select(unfiltered)
  }

  private mutating func add(_ fact: FactReference) {
    if seen.insert(fact).inserted { references.append(fact) }
  }

  private mutating func add(_ selection: Selection, column: Int? = nil) {
    for record in named(selection).possible {
      add(selection, record)
      if let column { add(.cell(table: selection.table, record: record, column: column)) }
    }
  }

  /// What a selection asks of a record.
  mutating func add(_ selection: Selection, _ index: Int) {
    let record = Evaluator.Record(table: selection.table, index: index)
    for filter in [selection.restriction, selection.filter].compactMap(\.self) {
      add(filter, record)
    }
  }

  /// What a total asks of a record.
  mutating func add(_ totals: Totals, _ record: Int) {
    add(totals.selection, record)
    for key in totals.keys { add(key, record, totals.selection.table) }
    if let column = totals.column {
      add(.cell(table: totals.selection.table, record: record, column: column))
    }
  }

  private mutating func add(_ key: Totals.Key, _ record: Int, _ table: Int) {
    var owner: Int? = record
    if key.isOwners {
      if let column = key.ownerColumn {
        add(.cell(table: table, record: record, column: column))
        owner = evaluator.owner(of: record, in: table, column)?.only
      } else {
        owner = facts.tables[table].parents[record]
      }
    }
    if let owner { add(.cell(table: key.table, record: owner, column: key.column)) }
  }

  mutating func add(_ filter: Filter, _ record: Evaluator.Record) {
    switch filter {
    case .all(let list), .any(let list), .tally(let list, _):
      for filter in list { add(filter, record) }
    case .same(let first, let second, _, _):
      add(first, for: record)
      add(second, for: record)
    case .not(let inner): add(inner, record)
    case .when(let condition, let then, let otherwise):
      for filter in [condition, then, otherwise].compactMap(\.self) { add(filter, record) }
    case .label(let column, _), .includes(let column, _, _):
      add(.cell(table: record.table, record: record.index, column: column))
    case .compare(let left, _, let right):
      add(left, for: record)
      add(right, for: record)
    case .owner(let inner, let column?):
      add(.cell(table: record.table, record: record.index, column: column))
      guard let parent = evaluator.parentTable(of: record.table),
        let owner = evaluator.owner(of: record.index, in: record.table, column)?.only
      else { return }
      add(inner, Evaluator.Record(table: parent, index: owner))
    case .owner(let inner, nil):
      guard let parent = evaluator.parentTable(of: record.table) else { return }
      let owner = facts.tables[record.table].parents[record.index]
      add(inner, Evaluator.Record(table: parent, index: owner))
    case .project(let condition): add(condition)
    }
  }

  private mutating func add(_ quantity: Quantity, for record: Evaluator.Record?) {
    switch quantity.form {
    case .literal: break
    case .fact(let index):
      guard case .sum(let table, let column) = facts.project[index] else {
        add(.project(index))
        return
      }
      for record in 0..<facts.tables[table].count {
        add(.cell(table: table, record: record, column: column))
      }
    case .field(let table, let column):
      guard let record else { return }
      let parents = facts.tables[record.table].parents
      let index = table == record.table ? record.index : parents[record.index]
      add(.cell(table: table, record: index, column: column))
    case .sum(let selection, let column, let ofRecord):
      for index in members(selection, ofRecord ? record : nil) {
        add(selection, index)
        add(.cell(table: selection.table, record: index, column: column))
      }
    case .number(let selection, _): for index in members(selection, nil) { add(selection, index) }
    case .share(_, let base): add(base, for: record)
    case .lookUp(_, let keys): for key in keys { add(key, for: record) }
    case .lookedUpShare(_, let keys, let base):
      for key in keys { add(key, for: record) }
      add(base, for: record)
    case .plus(let left, let right), .minus(let left, let right), .smaller(let left, let right),
      .larger(let left, let right), .shifted(let left, let right, _):
      add(left, for: record)
      add(right, for: record)
    }
  }

  private mutating func add(_ source: LabelSource, for record: Evaluator.Record?) {
    if case .owner(_, let column?) = source, let record {
      add(.cell(table: record.table, record: record.index, column: column))
    }
    if case .single(let selection, let column) = source { add(selection, column: column) }
    if let cell = evaluator.cell(source, record) { add(cell) }
  }

  /// The records that are summed up or counted, perhaps only those of an owner.
  private func members(_ selection: Selection, _ owner: Evaluator.Record?) -> [Int] {
    let parents = facts.tables[selection.table].parents
    return evaluator.select(selection).possible.filter {
      owner == nil || parents[$0] == owner?.index
    }
  }
}
