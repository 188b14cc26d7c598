import FundingTerms

/// The records that pass a filter: for certain, and perhaps or for certain.
struct Split: Sendable {
  var certain: BitSet
  var possible: BitSet

  func truth(_ record: Int) -> Truth {
    certain.contains(record) ? .yes : possible.contains(record) ? .unknown : .no
  }

  func and(_ other: Split) -> Split {
    Split(
      certain: certain.intersection(other.certain),
      possible: possible.intersection(other.possible))
  }

  func or(_ other: Split) -> Split {
    Split(certain: certain.union(other.certain), possible: possible.union(other.possible))
  }

  func not(below count: Int) -> Split {
    let all = BitSet(below: count)
    return Split(certain: all.subtracting(possible), possible: all.subtracting(certain))
  }
}

/// Evaluates a typed rule over facts of which some may be missing.
///
/// Every answer is sound: `yes` and `no` hold however the missing facts turn out. One method a
/// construct; what a method measures is also what the evidence is made of.
struct Evaluator {
  let facts: Facts

  /// The record that is being looked at, for figures of its own.
  struct Record {
    var table: Int
    var index: Int
  }

  // MARK: Conditions

  func truth(_ condition: Condition) -> Truth {
    switch condition.form {
    case .all(let list):
      var result = Truth.yes
      for condition in list {
        result = result && truth(condition)
        if result == .no { break }
      }
      return result
    case .any(let list):
      var result = Truth.no
      for condition in list {
        result = result || truth(condition)
        if result == .yes { break }
      }
      return result
    case .not(let inner): return !truth(inner)
    case .when(let condition, let then, let otherwise):
      switch truth(condition) {
      case .yes: return truth(then)
      case .no: return otherwise.map(truth) ?? .yes
      case .unknown: return truth(then).agreed(with: otherwise.map(truth) ?? .yes)
      }
    case .count(let selection, let independent, let bound):
      let range = count(select(selection), selection, independent: independent)
      return bound.truth(least: range.least, most: range.most)
    case .matching(let selection, let independent, let column, let bound):
      let range = matching(
        select(selection), selection, column: column, independent: independent)
      return bound.truth(least: range.least, most: range.most)
    case .different(let selection, let column, _, let bound):
      let range = different(select(selection), selection, column: column)
      return bound.truth(least: range.least, most: range.most)
    case .includes(let fact, let labels, let bound): return includes(fact, labels, bound)
    case .label(let fact, let set): return label(fact, isIn: set)
    case .stated(let fact): return isStated(fact) ? .yes : .unknown
    case .compare(let left, let relation, let right):
      return relation.truth(ofDifference: difference(left, right, for: nil), in: facts)
    case .every(let selection, let filter):
      let members = select(selection)
      let passing = split(filter, table: selection.table)
      if !members.certain.subtracting(passing.possible).isEmpty { return .no }
      return members.possible.isSubset(of: passing.certain) ? .yes : .unknown
    case .some(let selection, let filter):
      let both = select(selection).and(split(filter, table: selection.table))
      return both.certain.isEmpty ? (both.possible.isEmpty ? .no : .unknown) : .yes
    }
  }

  func includes(_ fact: Int, _ labels: BitSet, _ bound: CountBound) -> Truth {
    guard case .list(let list) = facts.project[fact] else {
      return bound.truth(least: 0, most: labels.count)
    }
    let count = list.intersection(labels).count
    return bound.truth(least: count, most: count)
  }

  func label(_ fact: Int, isIn set: Vocabulary.LabelSet) -> Truth {
    switch facts.project[fact] {
    case .label(let label): return membership(of: BitSet(CollectionOfOne(label)), in: set)
    case .unknownLabel(let candidates?): return membership(of: candidates, in: set)
    default: return set.possible.isEmpty ? .no : .unknown
    }
  }

  /// A set with the memberships that a completion settles.
  func settled(_ set: Vocabulary.LabelSet) -> Vocabulary.LabelSet {
    guard set.origin != 0, !facts.settled.isEmpty else { return set }
    var result = set
    for (membership, isIn) in facts.settled
    where membership.origin == set.origin && set.possible.contains(membership.label) {
      if isIn {
        result.certain.insert(membership.label)
      } else {
        result.possible.remove(membership.label)
      }
    }
    return result
  }

  /// Whether a label that is one of some candidates is in a set.
  func membership(of candidates: BitSet, in set: Vocabulary.LabelSet) -> Truth {
    let set = settled(set)
    if candidates.isDisjoint(with: set.possible) { return .no }
    return candidates.isSubset(of: set.certain) ? .yes : .unknown
  }

  func isStated(_ fact: Int) -> Bool {
    switch facts.project[fact] {
    case .number, .label, .list: true
    case .unknownNumber, .unknownLabel, .unknownList: false
    case .sum: figure(ofFact: fact).merged().isEmpty
    }
  }

  // MARK: Selections and filters

  /// The records that a noun and its filter mean.
  func select(_ selection: Selection) -> Split {
    let named = passing(selection)
    return Split(
      certain: named.certain.intersection(facts.tables[selection.table].certain),
      possible: named.possible)
  }

  /// The same, not asking whether the records exist.
  private func passing(_ selection: Selection) -> Split {
    let table = facts.tables[selection.table]
    var all = BitSet(below: table.count).subtracting(table.absent)
    if let only = selection.only { all = all.intersection(BitSet(CollectionOfOne(only))) }
    var result = Split(certain: all, possible: all)
    if let restriction = selection.restriction {
      result = result.and(split(restriction, table: selection.table))
    }
    if let filter = selection.filter {
      result = result.and(split(filter, table: selection.table))
    }
    return result
  }

  func split(_ filter: Filter, table: Int) -> Split {
    let count = facts.tables[table].count
    switch filter {
    case .all(let list):
      return list.dropFirst().reduce(split(list[0], table: table)) {
        $0.and(split($1, table: table))
      }
    case .any(let list):
      return list.dropFirst().reduce(split(list[0], table: table)) {
        $0.or(split($1, table: table))
      }
    case .not(let inner): return split(inner, table: table).not(below: count)
    case .when(let condition, let then, let otherwise):
      let condition = split(condition, table: table)
      let then = split(then, table: table)
      let all = Split(certain: BitSet(below: count), possible: BitSet(below: count))
      let otherwise = otherwise.map { split($0, table: table) } ?? all
      let decided = condition.and(then).or(condition.not(below: count).and(otherwise))
      return Split(
        certain: decided.certain.union(then.certain.intersection(otherwise.certain)),
        possible: decided.possible)
    case .label(let column, let set): return labels(column, in: set, table: table)
    case .includes, .compare:
      return split(below: count) { truth(of: filter, Record(table: table, index: $0)) }
    case .owner(let inner):
      guard !facts.tables[table].parents.isEmpty, let parent = parentTable(of: table) else {
        return split(below: count) { _ in .unknown }
      }
      let owners = split(inner, table: parent)
      return split(below: count) { owners.truth(facts.tables[table].parents[$0]) }
    case .project(let condition):
      let truth = truth(condition)
      return split(below: count) { _ in truth }
    }
  }

  /// The participants are the only owners there are.
  func parentTable(of table: Int) -> Int? { table == 0 ? nil : 0 }

  private func split(below count: Int, _ truth: (Int) -> Truth) -> Split {
    var result = Split(certain: BitSet(), possible: BitSet())
    for record in 0..<count {
      switch truth(record) {
      case .yes:
        result.certain.insert(record)
        result.possible.insert(record)
      case .unknown: result.possible.insert(record)
      case .no: break
      }
    }
    return result
  }

  private func labels(_ column: Int, in set: Vocabulary.LabelSet, table: Int) -> Split {
    let labels = facts.tables[table].labels(column)
    let set = settled(set)
    return split(below: facts.tables[table].count) { record in
      if labels.known.contains(record) {
        let label = labels.values[record]
        return set.certain.contains(label) ? .yes : set.possible.contains(label) ? .unknown : .no
      }
      guard let candidates = labels.candidates[record] else {
        return set.possible.isEmpty ? .no : .unknown
      }
      return membership(of: candidates, in: set)
    }
  }

  /// Whether one record passes a filter that has to be looked at record by record.
  private func truth(of filter: Filter, _ record: Record) -> Truth {
    switch filter {
    case .includes(let column, let labels, let bound):
      guard let list = facts.tables[record.table].list(column, record.index) else {
        return bound.truth(least: 0, most: labels.count)
      }
      let count = list.intersection(labels).count
      return bound.truth(least: count, most: count)
    case .compare(let left, let relation, let right):
      return relation.truth(ofDifference: difference(left, right, for: record), in: facts)
    default: return .unknown
    }
  }

  // MARK: Counts

  func count(_ members: Split, _ selection: Selection, independent: Bool) -> CountRange {
    let table = facts.tables[selection.table]
    let isOpen = !members.possible.isDisjoint(with: table.open)
    guard independent else {
      return CountRange(
        least: members.certain.count, most: isOpen ? nil : members.possible.count)
    }
    let least = Set(members.certain.map { table.groups[$0] }).count
    let most = Set(members.possible.map { table.groups[$0] }).count
    return CountRange(least: least, most: isOpen ? nil : most)
  }

  func different(_ members: Split, _ selection: Selection, column: Int) -> CountRange {
    var range = Counting.different(
      items(members, selection, column: column, independent: false))
    if !members.possible.isDisjoint(with: facts.tables[selection.table].open) { range.most = nil }
    return range
  }

  func matching(
    _ members: Split, _ selection: Selection, column: Int, independent: Bool
  ) -> CountRange {
    var range = Counting.matching(
      items(members, selection, column: column, independent: independent))
    if !members.possible.isDisjoint(with: facts.tables[selection.table].open) { range.most = nil }
    return range
  }

  func items(_ members: Split, _ selection: Selection, column: Int, independent: Bool)
    -> [Counting.Item]
  {
    let table = facts.tables[selection.table]
    let labels = table.labels(column)
    return members.possible.map { record in
      Counting.Item(
        isCertain: members.certain.contains(record),
        group: independent ? table.groups[record] : record, labels: labels.possible(record))
    }
  }

  // MARK: Figures

  /// Left minus right, exact, in a scale that holds both.
  func difference(_ left: Quantity, _ right: Quantity, for record: Record?) -> Figure {
    let scale = Checker.leastCommonMultiple(left.scale, right.scale)
    var result = figure(left, for: record).times(scale / left.scale)
    result.add(figure(right, for: record), times: -(scale / right.scale))
    return result
  }

  /// The value of a quantity, times its scale.
  func figure(_ quantity: Quantity, for record: Record?) -> Figure {
    switch quantity.form {
    case .literal(let value): return Figure(Int128(value))
    case .fact(let index): return figure(ofFact: index)
    case .field(let table, let column):
      guard let record, record.table == table else { return unbounded() }
      var result = cell(table: table, record: record.index, column: column)
      // Why: an open record stands for many, and the figure of one of them is not their sum.
      if facts.tables[table].open.contains(record.index) {
        for index in result.terms.indices { result.terms[index].fact = nil }
      }
      return result
    case .sum(let selection, let column, let ofRecord):
      return sum(selection, column: column, of: ofRecord ? record : nil)
    case .number(let selection, let independent):
      let range = count(select(selection), selection, independent: independent)
      return interval(Int128(range.least), range.most.map { Int128($0) })
    case .share(let millionths, let base):
      let divisor = Checker.greatestCommonDivisor(Int128(millionths), 1_000_000)
      return figure(base, for: record).times(Int128(millionths) / max(divisor, 1))
    case .plus(let left, let right):
      return combined(left, right, sign: 1, scale: quantity.scale, for: record)
    case .minus(let left, let right):
      return combined(left, right, sign: -1, scale: quantity.scale, for: record)
    case .smaller(let left, let right):
      return extreme(left, right, isSmaller: true, scale: quantity.scale, for: record)
    case .larger(let left, let right):
      return extreme(left, right, isSmaller: false, scale: quantity.scale, for: record)
    }
  }

  private func combined(
    _ left: Quantity, _ right: Quantity, sign: Int128, scale: Int128, for record: Record?
  ) -> Figure {
    var result = figure(left, for: record).times(scale / left.scale)
    result.add(figure(right, for: record), times: sign * (scale / right.scale))
    return result
  }

  private func extreme(
    _ left: Quantity, _ right: Quantity, isSmaller: Bool, scale: Int128, for record: Record?
  ) -> Figure {
    let first = figure(left, for: record).times(scale / left.scale)
    let second = figure(right, for: record).times(scale / right.scale)
    var difference = first
    difference.add(second, times: -1)
    switch Relation.atMost.truth(ofDifference: difference, in: facts) {
    case .yes: return isSmaller ? first : second
    case .no: return isSmaller ? second : first
    case .unknown:
      let (a, b) = (first.bounds(in: facts), second.bounds(in: facts))
      func lesser(_ x: Int128?, _ y: Int128?) -> Int128? { x.flatMap { x in y.map { min(x, $0) } } }
      if isSmaller {
        let upper = [a.greatest, b.greatest].compactMap(\.self).min()
        return interval(lesser(a.least, b.least), upper)
      }
      let lower = [a.least, b.least].compactMap(\.self).max()
      return interval(lower, a.greatest.flatMap { x in b.greatest.map { max(x, $0) } })
    }
  }

  /// A figure of which only the range is known.
  private func interval(_ lower: Int128?, _ upper: Int128?) -> Figure {
    if let lower, lower == upper { return Figure(lower) }
    var result = Figure(0)
    result.terms = [
      Figure.Term(fact: nil, membership: nil, factor: 1, lower: lower, upper: upper)
    ]
    return result
  }

  private func unbounded() -> Figure { interval(nil, nil) }

  func figure(ofFact index: Int) -> Figure {
    switch facts.project[index] {
    case .number(let value): return Figure(Int128(value))
    case .unknownNumber(let bounds):
      var result = Figure(0)
      result.terms = [
        Figure.Term(
          fact: .project(index), membership: nil, factor: 1, lower: bounds.lower.map { Int128($0) },
          upper: bounds.upper.map { Int128($0) })
      ]
      return result
    case .sum(let table, let column):
      let all = BitSet(below: facts.tables[table].count).subtracting(facts.tables[table].absent)
      let existing = Split(
        certain: facts.tables[table].certain.union(facts.tables[table].open).intersection(all),
        possible: all)
      return sum(existing, named: all, nil, table: table, column: column)
    default: return unbounded()
    }
  }

  private func cell(table: Int, record: Int, column: Int) -> Figure {
    let numbers = facts.tables[table].numbers(column)
    if numbers.known.contains(record) { return Figure(Int128(numbers.values[record])) }
    var result = Figure(0)
    result.terms = [
      Figure.Term(
        fact: .cell(table: table, record: record, column: column), membership: nil, factor: 1,
        lower: numbers.bounds.lower.map { Int128($0) },
        upper: numbers.bounds.upper.map { Int128($0) })
    ]
    return result
  }

  private func sum(_ selection: Selection, column: Int, of owner: Record?) -> Figure {
    let table = facts.tables[selection.table]
    let named = passing(selection)
    // Why: an open record's number covers the case that there is none, so it need not exist.
    var members = Split(
      certain: named.certain.intersection(table.certain.union(table.open)),
      possible: named.possible)
    if let owner {
      // Why: an open owner stands for many, and of none of them is it known what belongs to it.
      if facts.tables[owner.table].open.contains(owner.index) { return unbounded() }
      let own = BitSet((0..<table.count).filter { table.parents[$0] == owner.index })
      members = members.and(Split(certain: own, possible: own))
    }
    return sum(
      members, named: named.certain, selection.identity, table: selection.table, column: column)
  }

  /// The sum of a column over some records; `named` are those that count if they exist.
  private func sum(
    _ members: Split, named: BitSet, _ selection: Selection.Identity?, table: Int, column: Int
  ) -> Figure {
    var result = Figure(0)
    let numbers = facts.tables[table].numbers(column)
    for record in members.possible {
      let isKnown = numbers.known.contains(record)
      if isKnown, members.certain.contains(record) {
        result.constant += Int128(numbers.values[record])
        continue
      }
      var number = cell(table: table, record: record, column: column)
      if isKnown {
        let value = number.constant
        number = Figure(0)
        number.terms = [
          Figure.Term(fact: nil, membership: nil, factor: 1, lower: value, upper: value)
        ]
      }
      if !members.certain.contains(record) {
        let isNamed = named.contains(record)
        number.terms[0].membership = Figure.Membership(
          selection: isNamed ? nil : selection.map { ObjectIdentifier($0) }, table: table,
          record: record, column: column)
      }
      result.add(number, times: 1)
    }
    return result
  }
}
