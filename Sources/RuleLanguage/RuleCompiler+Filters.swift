import FundingTerms

/// Records: one case a filter, as in ``Evaluator``.
extension RuleCompiler {
  /// The records that a selection means, not asking whether they exist.
  mutating func mask(_ selection: Selection) throws(NotCovered) -> Int {
    guard selection.only == nil else { throw NotCovered() }
    let filters = [selection.restriction, selection.filter].compactMap(\.self)
    return try joined(filters, selection.table) { .both($0, $1, table: selection.table) }
  }

  /// The records that some filters let pass together; all, where there are none.
  private mutating func joined(
    _ filters: [Filter], _ table: Int, _ join: (Int, Int) -> RuleProgram.Step
  ) throws(NotCovered) -> Int {
    guard let first = filters.first else { return RuleProgram.everything(table) }
    var result = try mask(first, table)
    for filter in filters.dropFirst() { result = mask(join(result, try mask(filter, table))) }
    return result
  }

  mutating func mask(_ filter: Filter, _ table: Int) throws(NotCovered) -> Int {
    switch filter {
    case .all(let list): return try joined(list, table) { .both($0, $1, table: table) }
    case .any(let list): return try joined(list, table) { .either($0, $1, table: table) }
    case .not(let inner): return mask(.not(try mask(inner, table), table: table))
    case .when(let condition, let then, let otherwise):
      tracked.isMixed = true
      let condition = try mask(condition, table)
      let then = try mask(then, table)
      var other = RuleProgram.everything(table)
      if let otherwise { other = try mask(otherwise, table) }
      return mask(.choose(condition, then: then, otherwise: other, table: table))
    case .label(let column, let set):
      mention(table, column)
      note(set)
      return mask(
        .label(table: table, slot: program.layout.slot(table, column), set: self.set(set)))
    case .includes(let column, let labels, let bound):
      note(bound)
      mention(table, column)
      guard program.layout.parts(table, column) == 1 else { throw NotCovered() }
      return mask(
        .includes(
          table: table, slot: program.layout.slot(table, column),
          set: try listSet(labels, parts: 1), lower: bound.lower, upper: bound.upper ?? .max))
    case .compare(let left, let relation, let right):
      let form = try difference(left, right, table: table)
      if relation == .exactly { noteExactly(form) }
      if !program.forms[form].terms.isEmpty { tracked.isShared = true }
      return mask(.compareEach(form: form, relation: relation, table: table))
    case .same: throw NotCovered()
    case .tally(let list, let bound):
      note(bound)
      var masks: [Int] = []
      for filter in list { masks.append(try mask(filter, table)) }
      return mask(
        .tally(
          first: self.list(masks), count: masks.count, table: table, lower: bound.lower,
          upper: bound.upper ?? .max))
    case .owner(let inner, let column):
      guard table != 0 else { throw NotCovered() }
      tracked.isShared = true
      let owners = try mask(inner, 0)
      guard let column else { return mask(.owner(owners, table: table)) }
      mention(table, column)
      tracked.isRough = true
      return mask(
        .namedOwner(owners, table: table, slot: program.layout.slot(table, column)))
    case .project(let condition):
      tracked.isShared = true
      return mask(.project(try truth(condition), table: table))
    }
  }
}
