import FundingTerms

/// What is missing to settle a condition: a fact is named here if the evaluator looked at it and
/// could not go on, so that no fact that matters is left out.
extension Explainer {
  /// Facts that are missing, and whether something is missing that no source settles.
  struct Gap {
    private(set) var facts: [FactReference] = []
    private var seen: Set<FactReference> = []
    var isUnsettled = false

    init(isUnsettled: Bool = false) { self.isUnsettled = isUnsettled }

    init(_ facts: some Sequence<FactReference>) { for fact in facts { add(fact) } }

    mutating func add(_ fact: FactReference) {
      if seen.insert(fact).inserted { facts.append(fact) }
    }

    mutating func add(_ other: Gap) {
      for fact in other.facts { add(fact) }
      isUnsettled = isUnsettled || other.isUnsettled
    }
  }

  func add(_ gap: Gap, to finding: inout Finding) {
    var all = Gap(finding.missing)
    all.add(gap)
    finding.missing = all.facts
    finding.isUnsettled = finding.isUnsettled || gap.isUnsettled
  }

  /// A finding about selected records, with what is missing to say which they are.
  func selected(
    _ base: Finding, _ members: Split, _ selection: Selection, independent: Bool = false
  ) -> Finding {
    var result = base
    if independent {
      let assumed = facts.tables[selection.table].assumedGroups
      result.assumedIndependent = members.possible.intersection(assumed).count
    }
    result.noun = selection.noun
    result.table = selection.table
    add(gap(of: selection, BitSet(doubtful(members))), to: &result)
    return result
  }

  /// A finding about records that have to pass a filter, with what is missing about the open ones.
  func judged(
    _ base: Finding, _ selection: Selection, _ filter: Filter, _ members: Split, _ open: BitSet
  ) -> Finding {
    var result = base
    result.noun = selection.noun
    result.table = selection.table
    add(gap(of: selection, open.subtracting(members.certain)), to: &result)
    add(gap(of: filter, selection.table, open), to: &result)
    return result
  }

  /// Adds the labels in a column that are not known.
  func addCells(of members: Split, column: Int, to finding: inout Finding) {
    guard let table = finding.table else { return }
    add(cells(table, members.possible, column), to: &finding)
  }

  func cells(_ table: Int, _ records: BitSet, _ column: Int) -> Gap {
    let labels = facts.tables[table].labels(column)
    let unknown = records.subtracting(labels.known)
    var result = Gap(
      unknown.subtracting(labels.unsettled).map {
        .cell(table: table, record: $0, column: column)
      })
    result.isUnsettled = !unknown.isDisjoint(with: labels.unsettled)
    return result
  }

  /// What keeps a selection from deciding about some records: its filters, or whether they exist.
  func gap(of selection: Selection, _ records: BitSet) -> Gap {
    var result = Gap()
    guard !records.isEmpty else { return result }
    for filter in [selection.restriction, selection.filter].compactMap(\.self) {
      result.add(gap(of: filter, selection.table, records))
    }
    result.add(existence(of: records, in: selection.table))
    return result
  }

  /// What is missing to say whether records exist: the list that an open one stands for, or what
  /// decides about its owner.
  private func existence(of records: BitSet, in index: Int) -> Gap {
    let table = facts.tables[index]
    let doubtful = records.subtracting(table.certain)
    var result = Gap(
      doubtful.intersection(table.open).map { .cell(table: index, record: $0, column: 0) })
    if !table.parents.isEmpty {
      for record in doubtful.subtracting(table.open) {
        result.add(.cell(table: index, record: record, column: -1))
      }
    }
    return result
  }

  /// What is missing to say whether the records exist of which a column holds the sums.
  func existence(summedFor records: BitSet, _ table: Int, _ column: Int) -> Gap {
    guard let (inner, _) = facts.tables[table].summed(column) else { return Gap() }
    let table = facts.tables[inner]
    let own = BitSet(records.flatMap { table.children(of: $0) })
    return existence(of: own.subtracting(table.open).subtracting(table.absent), in: inner)
  }

  /// What keeps a filter from deciding about some records.
  func gap(of filter: Filter, _ table: Int, _ records: BitSet) -> Gap {
    let split = evaluator.split(filter, table: table)
    let open = records.intersection(split.possible).subtracting(split.certain)
    var result = Gap()
    guard !open.isEmpty else { return result }
    switch filter {
    case .same(let first, let second, _, _):
      for index in open {
        let record = Evaluator.Record(table: table, index: index)
        result.add(missing(in: first, for: record))
        result.add(missing(in: second, for: record))
      }
    case .all(let list), .any(let list), .tally(let list, _):
      for part in list { result.add(gap(of: part, table, open)) }
    case .not(let inner): result = gap(of: inner, table, open)
    case .when(let condition, let then, let otherwise):
      for part in [condition, then, otherwise].compactMap(\.self) {
        result.add(gap(of: part, table, open))
      }
    case .label(let column, _):
      result = cells(table, open, column)
      // A known label, and a set of which no source says whether the label is in it.
      if !open.isDisjoint(with: facts.tables[table].labels(column).known) {
        result.isUnsettled = true
      }
    case .includes(let column, _, _):
      result = Gap(open.map { .cell(table: table, record: $0, column: column) })
    case .compare(let left, _, let right):
      for index in open {
        let record = Evaluator.Record(table: table, index: index)
        result.add(missing(in: evaluator.difference(left, right, for: record)))
        result.add(missing(inSelectionsOf: [left, right], for: record))
      }
    case .owner(let inner, let column):
      guard let parent = evaluator.parentTable(of: table) else { break }
      var owners = BitSet()
      for record in open {
        if let column {
          owners = owners.union(evaluator.owner(of: record, in: table, column) ?? BitSet())
        } else {
          owners.insert(facts.tables[table].parents[record])
        }
      }
      if let column { result = cells(table, open, column) }
      result.add(gap(of: inner, parent, owners))
    case .project(let condition):
      let inner = finding(condition)
      result = Gap(inner.allMissing)
      result.isUnsettled = inner.isUnsettledAnywhere
    }
    return result
  }

  /// What is missing to say which row of a table counts; a combination without one is stated by no
  /// source.
  private func missing(in table: LookUp, _ keys: [LabelSource], for record: Evaluator.Record?)
    -> Gap
  {
    var result = Gap()
    for key in keys { result.add(missing(in: key, for: record)) }
    result.isUnsettled =
      result.isUnsettled || !evaluator.lookedUp(table, keys, for: record).isComplete
    return result
  }

  /// What is missing to say which label it is.
  private func missing(in source: LabelSource, for record: Evaluator.Record?) -> Gap {
    var result = Gap()
    if let possible = evaluator.possible(source, for: record), possible.only != nil {
      return result
    }
    switch source {
    case .field(let table, let column):
      guard let record else { break }
      result = cells(table, BitSet(CollectionOfOne(record.index)), column)
    case .owner(let column, let ownerColumn):
      guard let record, let parent = evaluator.parentTable(of: record.table) else { break }
      var owners = BitSet()
      if let ownerColumn {
        result = cells(record.table, BitSet(CollectionOfOne(record.index)), ownerColumn)
        owners = evaluator.owner(of: record.index, in: record.table, ownerColumn) ?? BitSet()
      } else {
        owners.insert(facts.tables[record.table].parents[record.index])
      }
      result.add(cells(parent, owners, column))
    case .fact(let fact): result.add(.project(fact))
    case .single(let selection, let column):
      let members = evaluator.select(selection)
      result.add(gap(of: selection, BitSet(doubtful(members))))
      result.add(cells(selection.table, members.possible, column))
    }
    return result
  }

  /// The facts behind the unknown numbers of a figure.
  func missing(in figure: Figure) -> Gap { Gap(figure.merged().compactMap(\.fact)) }

  /// What is missing to say which records some figures sum up or count.
  func missing(inSelectionsOf quantities: [Quantity], for record: Evaluator.Record?) -> Gap {
    var result = Gap()
    for quantity in quantities {
      switch quantity.form {
      case .sum(let selection, _, _), .number(let selection, _):
        var members = evaluator.select(selection)
        if case .sum(_, _, ofRecord: true) = quantity.form, let record {
          let own = BitSet(facts.tables[selection.table].children(of: record.index))
          members = members.and(Split(certain: own, possible: own))
        }
        result.add(gap(of: selection, BitSet(doubtful(members))))
        if case .sum(_, let column, _) = quantity.form {
          result.add(existence(summedFor: members.possible, selection.table, column))
        }
      case .share(_, let base): result.add(missing(inSelectionsOf: [base], for: record))
      case .lookUp(let table, let keys): result.add(missing(in: table, keys, for: record))
      case .lookedUpShare(let table, let keys, let base):
        result.add(missing(in: table, keys, for: record))
        result.add(missing(in: evaluator.figure(base, for: record)))
        result.add(missing(inSelectionsOf: [base], for: record))
      case .plus(let left, let right), .minus(let left, let right):
        result.add(missing(inSelectionsOf: [left, right], for: record))
      case .smaller(let left, let right), .larger(let left, let right),
        .shifted(let left, let right, _):
        // Why: of two figures that cannot be told apart, or of a date that is moved, only the
        // range goes on.
        result.add(missing(in: evaluator.figure(left, for: record)))
        result.add(missing(in: evaluator.figure(right, for: record)))
        result.add(missing(inSelectionsOf: [left, right], for: record))
      case .fact(let index):
        guard case .sum(let table, _) = facts.project[index] else { continue }
        if !evaluator.figure(ofFact: index).terms.isEmpty { result.add(.project(index)) }
        let all = BitSet(below: facts.tables[table].count)
        result.add(
          existence(of: all.subtracting(facts.tables[table].open), in: table))
      case .field(let table, let column):
        guard let record, record.table == table else { continue }
        result.add(existence(summedFor: BitSet(CollectionOfOne(record.index)), table, column))
      case .literal: break
      }
    }
    return result
  }
}
