import FundingTerms

/// Conditions of the whole project: one case a construct, as in ``Evaluator``.
extension RuleCompiler {
  private mutating func truths(_ list: [Condition]) throws(NotCovered) -> (first: Int, count: Int) {
    var registers: [Int] = []
    for condition in list { registers.append(try truth(condition)) }
    return (self.list(registers), registers.count)
  }

  mutating func truth(_ condition: Condition) throws(NotCovered) -> Int {
    switch condition.form {
    case .all(let list):
      if let range = try range(list) { return range }
      let list = try truths(list)
      return truth(.all(first: list.first, count: list.count))
    case .any(let list):
      let list = try truths(list)
      return truth(.any(first: list.first, count: list.count))
    case .tally(let list, let bound):
      note(bound)
      let list = try truths(list)
      return truth(
        .tallyTrue(
          first: list.first, count: list.count, lower: bound.lower, upper: bound.upper ?? .max))
    case .not(let inner): return truth(.notTrue(try truth(inner)))
    case .when(let condition, let then, let otherwise):
      tracked.isMixed = true
      let condition = try truth(condition)
      let then = try truth(then)
      var other = truth(.known(.yes))
      if let otherwise { other = try truth(otherwise) }
      return truth(.when(condition, then: then, otherwise: other))
    case .count(let selection, let independent, let bound):
      note(bound)
      if independent { tracked.isShared = tracked.isShared || bound.upper != nil }
      let members = try mask(selection)
      return truth(
        .count(
          members, table: selection.table, isIndependent: independent, lower: bound.lower,
          upper: bound.upper ?? .max))
    case .matching(let selection, _, let column, let bound),
      .different(let selection, let column, _, let bound):
      note(bound)
      let members = try mask(selection)
      // Why: that a label is one of some that are asked for, and which, is one question together.
      let asked = asked(of: selection, column)
      if asked == nil { mention(selection.table, column) }
      var isMatching = false
      var whole = whole(of: column, in: selection.table)
      if case .matching(_, let independent, _, _) = condition.form {
        (isMatching, whole) = (independent, -1)
      }
      return truth(
        .different(
          members, table: selection.table, slot: program.layout.slot(selection.table, column),
          whole: whole, isMatching: isMatching, capacity: asked ?? .max, lower: bound.lower,
          upper: bound.upper ?? .max))
    case .includes(let fact, let labels, let bound):
      note(bound)
      mention(fact: fact)
      let parts = program.layout.parts(fact: fact)
      return truth(
        .factIncludes(
          slot: program.layout.factSlot(fact), parts: parts,
          set: try listSet(labels, parts: parts), lower: bound.lower, upper: bound.upper ?? .max))
    case .label(let fact, let set):
      mention(fact: fact)
      note(set)
      return truth(.factLabel(slot: program.layout.factSlot(fact), set: self.set(set)))
    case .stated(let fact):
      mention(fact: fact)
      tracked.isRough = true
      if sum(ofFact: fact) != nil { throw NotCovered() }
      var (isList, isLabel) = (false, false)
      switch vocabulary.facts.values.first(where: { $0.index == fact })?.type {
      case .label, .truth: isLabel = true
      case .list: isList = true
      default: break
      }
      return truth(
        .stated(slot: program.layout.factSlot(fact), isList: isList, isLabel: isLabel))
    case .compare(let left, let relation, let right):
      let form = try difference(left, right, table: nil)
      if relation == .exactly { noteExactly(form) }
      return truth(.compare(form: form, relation: relation))
    case .every(let selection, let filter):
      let members = try mask(selection)
      return truth(
        .every(members, try mask(filter, selection.table), table: selection.table))
    case .some(let selection, let filter):
      let members = try mask(selection)
      return truth(.some(members, try mask(filter, selection.table), table: selection.table))
    case .totals: throw NotCovered()
    }
  }

  /// How many labels a selection asks for in a column; `nil` where it does not just ask for some.
  private func asked(of selection: Selection, _ column: Int) -> Int? {
    let filters =
      switch selection.filter {
      case .all(let list)?: list
      case let filter?: [filter]
      case nil: [Filter]()
      }
    for case .label(column, let set) in filters { return set.certain.count }
    return nil
  }

  /// A number between two others: asked for twice, and yet one question.
  private mutating func range(_ list: [Condition]) throws(NotCovered) -> Int? {
    guard list.count == 2, case .compare(let left, .atLeast, let least) = list[0].form,
      case .compare(let same, .atMost, let most) = list[1].form, case .literal = least.form,
      case .literal = most.form, case .fact(let fact) = left.form, case .fact(fact) = same.form
    else { return nil }
    let first = try difference(left, least, table: nil)
    let noted = tracked.mentions
    let second = try difference(same, most, table: nil)
    let (lower, upper) = (program.forms[first], program.forms[second])
    if lower.constant >= upper.constant { tracked.mentions = noted }
    let both = [
      truth(.compare(form: first, relation: .atLeast)),
      truth(.compare(form: second, relation: .atMost)),
    ]
    return truth(.all(first: self.list(both), count: 2))
  }

  /// Notes that a comparison is one of equality, which wholeness may rule out within a range.
  mutating func noteExactly(_ form: Int) {
    tracked.isMixed = true
    let form = program.forms[form]
    let weights = form.terms.map { program.terms[$0] }
    let isPlain =
      form.fields.count + weights.count == 1 && weights.allSatisfy { $0.table < 0 }
    let weight = weights.first?.weight ?? form.fields.first.map { program.fields[$0].weight } ?? 0
    if !isPlain || abs(weight) != 1 { tracked.isRough = true }
  }
}
