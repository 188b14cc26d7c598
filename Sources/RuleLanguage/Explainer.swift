import FundingTerms

/// Evaluates a rule and records what it found.
///
/// It measures by the very methods that decide the outcome, so an explanation cannot differ from
/// the answer that it explains.
struct Explainer {
  let evaluator: Evaluator

  var facts: Facts { evaluator.facts }

  func finding(_ condition: Condition) -> Finding {
    let outcome = evaluator.truth(condition)
    func make(_ measure: Finding.Measure, parts: [Finding] = []) -> Finding {
      Finding(outcome: outcome, condition: condition, measure: measure, parts: parts)
    }
    switch condition.form {
    case .all(let list): return make(.all, parts: list.map(finding))
    case .any(let list): return make(.any, parts: list.map(finding))
    case .tally(let list, let bound):
      let parts = list.map(finding)
      return make(
        .tally(
          least: parts.count { $0.outcome == .yes }, most: parts.count { $0.outcome != .no }, bound),
        parts: parts)
    case .not(let inner): return make(.not, parts: [finding(inner)])
    case .when(let condition, let then, let otherwise):
      let decision = finding(condition)
      var parts = [decision]
      if decision.outcome != .no { parts.append(finding(then)) }
      if decision.outcome != .yes, let otherwise { parts.append(finding(otherwise)) }
      return make(.when, parts: parts)
    case .count(let selection, let independent, let bound):
      let members = evaluator.select(selection)
      let range = evaluator.count(members, selection, independent: independent)
      return selected(
        make(
          .count(
            least: range.least, most: range.most, bound, certain: Array(members.certain),
            possible: doubtful(members), independent: independent)), members, selection,
        independent: independent)
    case .matching(let selection, let independent, let column, let bound):
      let members = evaluator.select(selection)
      let range = evaluator.matching(
        members, selection, column: column, independent: independent)
      var result = selected(
        make(
          .matching(
            least: range.least, most: range.most, bound, certain: Array(members.certain),
            possible: doubtful(members), column: column)), members, selection,
        independent: independent)
      addCells(of: members, column: column, to: &result)
      return result
    case .different(let selection, let column, _, let bound):
      return different(make(.all), selection, column, bound)
    case .includes(let fact, let labels, let bound):
      var result: Finding
      if case .list(let list) = facts.project[fact] {
        let present = Array(list.intersection(labels))
        result = make(
          .includes(fact: fact, present: present, absent: Array(labels.subtracting(list)), bound))
      } else {
        result = make(.includes(fact: fact, present: nil, absent: Array(labels), bound))
        result.missing = [.project(fact)]
      }
      return result
    case .label(let fact, let set): return label(make(.all), fact, set)
    case .stated(let fact):
      var result = make(.stated(fact: fact))
      if outcome == .unknown { result.missing = [.project(fact)] }
      return result
    case .compare(let left, let relation, let right):
      var result = make(.compare(comparison(left, relation, right, for: nil)))
      let gap = missing(in: evaluator.difference(left, right, for: nil))
      result.missing = gap.facts
      add(missing(inSelectionsOf: [left, right], for: nil), to: &result)
      return result
    case .every(let selection, let filter):
      let members = evaluator.select(selection)
      let passing = evaluator.split(filter, table: selection.table)
      let failing = members.certain.subtracting(passing.possible)
      let fine = members.certain.intersection(passing.certain)
      let open = members.possible.subtracting(failing).subtracting(passing.certain)
      return judged(
        make(
          .every(
            failing: Array(failing), doubtful: Array(open), passing: Array(fine),
            describe(filter, selection.table, Array(members.possible)))), selection, filter,
        members,
        open)
    case .totals(let totals): return self.totals(totals, make(.all))
    case .some(let selection, let filter):
      let members = evaluator.select(selection)
      let both = members.and(evaluator.split(filter, table: selection.table))
      return judged(
        make(
          .some(
            passing: Array(both.certain), doubtful: Array(both.possible.subtracting(both.certain)),
            failing: Array(members.certain.subtracting(both.possible)),
            describe(filter, selection.table, Array(members.possible)))), selection, filter,
        members,
        both.possible.subtracting(both.certain))
    }
  }

  func doubtful(_ members: Split) -> [Int] {
    Array(members.possible.subtracting(members.certain))
  }

  private func different(
    _ base: Finding, _ selection: Selection, _ column: Int, _ bound: CountBound
  ) -> Finding {
    let members = evaluator.select(selection)
    let range = evaluator.different(members, selection, column: column)
    let labels = facts.tables[selection.table].labels(column)
    let certain = members.certain.intersection(labels.known)
    var result = base
    result.measure = .different(
      least: range.least, most: range.most, bound,
      labels: Array(BitSet(certain.map { labels.values[$0] })),
      doubtful: Array(members.possible.subtracting(certain)), column: column)
    result = selected(result, members, selection)
    addCells(of: members, column: column, to: &result)
    return result
  }

  private func label(_ base: Finding, _ fact: Int, _ set: Vocabulary.LabelSet) -> Finding {
    var result = base
    if case .label(let label) = facts.project[fact] {
      result.measure = .label(fact: fact, label: label, allowed: set)
      result.isUnsettled = result.outcome == .unknown
    } else {
      result.measure = .label(fact: fact, label: nil, allowed: set)
      result.missing = [.project(fact)]
    }
    return result
  }

  // MARK: Figures

  func comparison(
    _ left: Quantity, _ relation: Relation, _ right: Quantity, for record: Evaluator.Record?
  ) -> Finding.Comparison {
    var result = Finding.Comparison(
      left: range(left, for: record), relation: relation, right: range(right, for: record),
      type: left.type, signature: evaluator.difference(left, right, for: record).signature)
    if case .share(let millionths, let base) = right.form {
      result.share = (millionths, range(base, for: record))
    }
    return result
  }

  /// The range of a quantity in its unit, cut to whole units; counts, such as 49.5 members of
  /// staff, keep their fractions.
  func range(_ quantity: Quantity, for record: Evaluator.Record?) -> Finding.Range {
    let bounds = evaluator.figure(quantity, for: record).bounds(in: facts)
    guard quantity.type != .count else {
      return Finding.Range(
        least: bounds.least, greatest: bounds.greatest, scale: quantity.scale)
    }
    return Finding.Range(
      least: bounds.least.map { $0 / quantity.scale },
      greatest: bounds.greatest.map { $0 / quantity.scale })
  }

  private func describe(_ filter: Filter, _ table: Int, _ records: [Int]) -> FilterFinding {
    switch filter {
    case .all(let list): return .group(list.map { describe($0, table, records) }, isAll: true)
    case .any(let list): return .group(list.map { describe($0, table, records) }, isAll: false)
    case .tally(let list, _):
      return .group(list.map { describe($0, table, records) }, isAll: true)
    case .same(let first, let second, let names, let type):
      var labels: [Int: (Int?, Int?)] = [:]
      for index in records {
        let record = Evaluator.Record(table: table, index: index)
        labels[index] = (
          evaluator.possible(first, for: record)?.only,
          evaluator.possible(second, for: record)?.only
        )
      }
      return .same(names: names, type: type, labels)
    case .not(let inner): return .not(describe(inner, table, records))
    case .when(let condition, let then, let otherwise):
      let holding = evaluator.split(condition, table: table)
      return .when(
        describe(condition, table, records), then: describe(then, table, records),
        otherwise: otherwise.map { describe($0, table, records) }, holding: holding.certain,
        perhaps: holding.possible)
    case .label(let column, let set):
      let labels = facts.tables[table].labels(column)
      var values: [Int: Int] = [:]
      for record in records where labels.known.contains(record) {
        values[record] = labels.values[record]
      }
      return .label(column: column, labels: values, allowed: set)
    case .includes(let column, let labels, _): return .list(column: column, labels)
    case .compare(let left, let relation, let right):
      var values: [Int: Finding.Comparison] = [:]
      for index in records {
        values[index] = comparison(
          left, relation, right, for: Evaluator.Record(table: table, index: index))
      }
      return .compare(values)
    case .owner(let inner, let column):
      let owners = records.flatMap { record -> [Int] in
        guard let column else { return [facts.tables[table].parents[record]] }
        return Array(evaluator.owner(of: record, in: table, column) ?? BitSet())
      }
      var named: [Int: Int] = [:]
      if let column {
        for record in records {
          named[record] = evaluator.owner(of: record, in: table, column)?.only
        }
      }
      return .owner(
        describe(inner, evaluator.parentTable(of: table) ?? 0, owners), owners: named,
        column: column)
    case .project(let condition): return .project(finding(condition))
    }
  }
}

extension Rule {
  /// Whether the rule holds for some facts: sound however the missing ones turn out.
  public func outcome(for facts: Facts) -> Truth { Evaluator(facts: facts).truth(condition) }

  /// The same, taking down what keeps it open.
  public func outcome(for facts: Facts, noting questions: OpenQuestions) -> Truth {
    Evaluator(facts: facts, questions: questions).truth(condition)
  }

  /// The same with all that was measured on the way.
  public func finding(for facts: Facts) -> Finding {
    Explainer(evaluator: Evaluator(facts: facts)).finding(condition)
  }
}
