import FundingTerms

extension Rule {
  /// How far facts are from making the rule hold for certain (or, where `wanted` is false, fail for
  /// certain): 0 where it does. A guide for searches; only 0 and not 0 have a meaning of their own.
  public func distance(to wanted: Bool, for facts: Facts) -> Double {
    Distances(evaluator: Evaluator(facts: facts)).distance(condition, wanted)
  }

  /// By how much the two sides of each comparison of the rule differ, in the unit of their type: what
  /// would have to be added to one of them to reach its limit.
  public func gaps(for facts: Facts) -> [Int64] {
    Distances(evaluator: Evaluator(facts: facts)).gaps(condition)
  }
}

/// Measures how far a condition is from an outcome: what `and` joins adds up, of what `or` joins the
/// nearest counts, and a count or an amount is as far as what it lacks.
private struct Distances {
  let evaluator: Evaluator

  /// What a record that does not exist is away from being selected.
  private static let absent = 1.5

  private var facts: Facts { evaluator.facts }

  func distance(_ condition: Condition, _ wanted: Bool) -> Double {
    if evaluator.truth(condition) == (wanted ? .yes : .no) { return 0 }
    return max(open(condition, wanted), 0.01)
  }

  private func open(_ condition: Condition, _ wanted: Bool) -> Double {
    switch condition.form {
    case .all(let list): return joined(list.map { distance($0, wanted) }, all: wanted)
    case .any(let list): return joined(list.map { distance($0, wanted) }, all: !wanted)
    case .tally(let list, let bound):
      return tally(
        list.map { (distance($0, true), distance($0, false)) }, bound, wanted)
    case .not(let inner): return distance(inner, !wanted)
    case .when(let decision, let then, let otherwise):
      let first = distance(decision, true) + distance(then, wanted)
      let second = otherwise.map { distance($0, wanted) } ?? (wanted ? 0 : 100)
      return min(first, distance(decision, false) + second)
    case .count(let selection, let independent, let bound):
      let range = evaluator.count(
        evaluator.select(selection), selection, independent: independent)
      return number(range, bound, wanted, selection)
    case .matching(let selection, let independent, let column, let bound):
      let range = evaluator.matching(
        evaluator.select(selection), selection, column: column, independent: independent)
      return number(range, bound, wanted, selection)
    case .different(let selection, let column, _, let bound):
      let range = evaluator.different(evaluator.select(selection), selection, column: column)
      return number(range, bound, wanted, selection)
    case .includes(let fact, let labels, let bound):
      guard case .list(let list) = facts.project[fact] else { return 2 }
      return listed(list.intersection(labels).count, bound, wanted)
    case .label, .stated: return 1
    case .compare(let left, let relation, let right):
      return gap(left, relation, right, wanted, nil)
    case .totals(let totals): return self.totals(totals, wanted)
    case .every(let selection, let filter):
      return wanted ? each(selection, filter, true) : one(selection, filter, false)
    case .some(let selection, let filter):
      return wanted ? one(selection, filter, true) : each(selection, filter, false)
    }
  }

  /// Every group has to keep to the limit (or one not to).
  private func totals(_ totals: Totals, _ wanted: Bool) -> Double {
    let each = evaluator.totals(totals).map { total -> Double in
      if total.truth == (wanted ? .yes : .no) { return 0 }
      let bounds = total.difference.bounds(in: facts)
      guard let least = bounds.least, least == bounds.greatest else { return 2 }
      let size = total.total.constant.magnitude
      return 0.05 + Double(least.magnitude) / (Double(size) + Double(least.magnitude) + 1)
    }
    return wanted ? joined(each, all: true) : each.min() ?? Self.absent
  }

  /// What it takes for so many of some conditions to hold as a bound asks (or not).
  private func tally(_ list: [(yes: Double, no: Double)], _ bound: CountBound, _ wanted: Bool)
    -> Double
  {
    func reach(_ count: Int) -> Double {
      let cost = list.map { $0.yes - $0.no }.sorted().prefix(count).reduce(0, +)
      return max(cost + list.map(\.no).reduce(0, +), 0.01)
    }
    let fitting = (0...list.count).filter {
      (bound.truth(least: $0, most: $0) == .yes) == wanted
    }
    return fitting.map(reach).min() ?? 100
  }

  private func joined(_ list: [Double], all: Bool) -> Double {
    all ? list.reduce(0, +) : list.min() ?? 0
  }

  // MARK: Records

  /// What it takes for every selected record to pass (or none).
  private func each(_ selection: Selection, _ filter: Filter, _ wanted: Bool) -> Double {
    evaluator.select(selection).possible.reduce(0) { sum, record in
      sum
        + min(
          self.filter(filter, record, selection.table, wanted), member(selection, record, false))
    }
  }

  /// What it takes for one selected record to pass (or fail).
  private func one(_ selection: Selection, _ filter: Filter, _ wanted: Bool) -> Double {
    (0..<facts.tables[selection.table].count).map { record in
      member(selection, record, true) + self.filter(filter, record, selection.table, wanted)
    }.min() ?? Self.absent
  }

  /// What it takes for a record to be selected (or not).
  private func member(_ selection: Selection, _ record: Int, _ wanted: Bool) -> Double {
    let parts = [selection.restriction, selection.filter].compactMap(\.self).map {
      filter($0, record, selection.table, wanted)
    }
    guard !parts.isEmpty else { return wanted ? 0 : Self.absent }
    return joined(parts, all: wanted)
  }

  private func filter(_ filter: Filter, _ record: Int, _ table: Int, _ wanted: Bool) -> Double {
    let truth = evaluator.split(filter, table: table).truth(record)
    if truth == (wanted ? .yes : .no) { return 0 }
    func inner(_ filter: Filter, _ wanted: Bool) -> Double {
      self.filter(filter, record, table, wanted)
    }
    switch filter {
    case .all(let list): return joined(list.map { inner($0, wanted) }, all: wanted)
    case .any(let list): return joined(list.map { inner($0, wanted) }, all: !wanted)
    case .tally(let list, let bound):
      return tally(list.map { (inner($0, true), inner($0, false)) }, bound, wanted)
    case .same: return 1
    case .not(let other): return inner(other, !wanted)
    case .when(let decision, let then, let otherwise):
      let second = otherwise.map { inner($0, wanted) } ?? (wanted ? 0 : 100)
      return min(inner(decision, true) + inner(then, wanted), inner(decision, false) + second)
    case .label: return 1
    case .includes(let column, let labels, let bound):
      guard let list = facts.tables[table].list(column, record) else { return 2 }
      return listed(list.intersection(labels).count, bound, wanted)
    case .compare(let left, let relation, let right):
      return gap(left, relation, right, wanted, Evaluator.Record(table: table, index: record))
    case .owner(let other, let column?):
      guard let parent = evaluator.parentTable(of: table),
        let owner = evaluator.owner(of: record, in: table, column)?.only
      else { return 1 }
      return self.filter(other, owner, parent, wanted)
    case .owner(let other, nil):
      let parents = facts.tables[table].parents
      guard !parents.isEmpty, let parent = evaluator.parentTable(of: table) else { return 1 }
      return self.filter(other, parents[record], parent, wanted)
    case .project(let condition): return distance(condition, wanted)
    }
  }

  // MARK: Numbers

  private func listed(_ count: Int, _ bound: CountBound, _ wanted: Bool) -> Double {
    let below = Double(bound.lower - count)
    let above = bound.upper.map { Double(count - $0) } ?? -100
    if wanted { return max(below, above, 0.5) }
    return max(0.5, min(bound.lower > 0 ? 1 - below : 100, 1 - above))
  }

  /// How far a number of records is from its bound, and the records from being (or not being) among
  /// them.
  private func number(
    _ range: CountRange, _ bound: CountBound, _ wanted: Bool, _ selection: Selection
  ) -> Double {
    let most = range.most ?? range.least + 100
    if wanted {
      if range.least < bound.lower { return more(bound.lower - range.least, selection) }
      return fewer(most - (bound.upper ?? most), selection)
    }
    let down = bound.lower > 0 ? fewer(most - bound.lower + 1, selection) : 100
    let up = bound.upper.map { more($0 + 1 - range.least, selection) } ?? 100
    return min(down, up)
  }

  private func more(_ lack: Int, _ selection: Selection) -> Double {
    guard lack > 0 else { return 0 }
    let nearest = (0..<facts.tables[selection.table].count)
      .map { member(selection, $0, true) }.filter { $0 > 0 }.map { $0 / (1 + $0) }.sorted()
      .prefix(lack)
    return nearest.reduce(0, +) + Double(lack - nearest.count) * Self.absent + 0.1 * Double(lack)
  }

  private func fewer(_ excess: Int, _ selection: Selection) -> Double {
    guard excess > 0 else { return 0 }
    let nearest = evaluator.select(selection).possible
      .map { member(selection, $0, false) }.map { $0 / (1 + $0) }.sorted().prefix(excess)
    return nearest.reduce(0, +) + 0.1 * Double(excess)
  }

  /// How far a comparison is from its limit, as a part of the figures compared.
  private func gap(
    _ left: Quantity, _ relation: Relation, _ right: Quantity, _ wanted: Bool,
    _ record: Evaluator.Record?
  ) -> Double {
    let bounds = evaluator.difference(left, right, for: record).bounds(in: facts)
    guard let least = bounds.least, least == bounds.greatest else { return 2 }
    let scale = Checker.leastCommonMultiple(left.scale, right.scale)
    let a = evaluator.figure(left, for: record).times(scale / left.scale).constant
    let b = evaluator.figure(right, for: record).times(scale / right.scale).constant
    return 0.05 + Double(least.magnitude) / (Double(a.magnitude) + Double(b.magnitude) + 1)
  }

  func gaps(_ condition: Condition) -> [Int64] {
    switch condition.form {
    case .all(let list), .any(let list), .tally(let list, _): return list.flatMap(gaps)
    case .not(let inner): return gaps(inner)
    case .when(let decision, let then, let otherwise):
      return [decision, then, otherwise].compactMap(\.self).flatMap(gaps)
    case .compare(let left, _, let right):
      let bounds = evaluator.difference(left, right, for: nil).bounds(in: facts)
      guard let least = bounds.least, least == bounds.greatest else { return [] }
      let scale = Checker.leastCommonMultiple(left.scale, right.scale)
      return [Int64(clamping: least / scale)]
    case .totals(let totals):
      return evaluator.totals(totals).compactMap { total in
        let bounds = total.difference.bounds(in: facts)
        guard let least = bounds.least, least == bounds.greatest else { return nil }
        let scale = Checker.leastCommonMultiple(totals.measure.scale, totals.limit.scale)
        return Int64(clamping: least / scale)
      }
    case .every(let selection, let filter), .some(let selection, let filter):
      return evaluator.select(selection).possible.flatMap { gaps(filter, selection.table, $0) }
    default: return []
    }
  }

  private func gaps(_ filter: Filter, _ table: Int, _ record: Int) -> [Int64] {
    switch filter {
    case .all(let list), .any(let list), .tally(let list, _):
      return list.flatMap { gaps($0, table, record) }
    case .not(let inner): return gaps(inner, table, record)
    case .when(let decision, let then, let otherwise):
      return [decision, then, otherwise].compactMap(\.self).flatMap { gaps($0, table, record) }
    case .compare(let left, _, let right):
      let record = Evaluator.Record(table: table, index: record)
      let bounds = evaluator.difference(left, right, for: record).bounds(in: facts)
      guard let least = bounds.least, least == bounds.greatest else { return [] }
      let scale = Checker.leastCommonMultiple(left.scale, right.scale)
      return [Int64(clamping: least / scale)]
    default: return []
    }
  }
}
