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
  /// Where questions that stay open are taken down, if they are wanted.
  var questions: OpenQuestions?

  /// The record that is being looked at, for figures of its own.
  struct Record {
    var table: Int
    var index: Int
  }

  // MARK: Conditions

  func truth(_ condition: Condition) -> Truth {
    guard let questions else { return measured(condition) }
    let mark = questions.count
    let result = measured(condition)
    if result != .unknown { questions.forget(after: mark) }
    return result
  }

  private func measured(_ condition: Condition) -> Truth {
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
    case .tally(let list, let bound):
      let truths = list.map(truth)
      return bound.truth(
        least: truths.count { $0 == .yes }, most: truths.count { $0 != .no })
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
      return compare(left, relation, right, for: nil)
    case .every(let selection, let filter):
      let members = select(selection)
      let passing = split(filter, table: selection.table)
      if !members.certain.subtracting(passing.possible).isEmpty { return .no }
      askWhetherAny(members.possible.subtracting(passing.certain), members, selection)
      return members.possible.isSubset(of: passing.certain) ? .yes : .unknown
    case .totals(let totals): return truth(of: totals)
    case .some(let selection, let filter):
      let both = select(selection).and(split(filter, table: selection.table))
      if both.certain.isEmpty { askWhetherAny(both.possible, both, selection) }
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

  // MARK: Counts

  func count(_ members: Split, _ selection: Selection, independent: Bool) -> CountRange {
    let table = facts.tables[selection.table]
    let isOpen = !members.possible.isDisjoint(with: table.open)
    askWhetherAny(members.possible, members, selection)
    askWhetherMore(members, selection)
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
    // Why: those for which an open record stands have its label, where that is known.
    let table = facts.tables[selection.table]
    let isOpen = members.possible.intersection(table.open)
    if !isOpen.isSubset(of: table.labels(column).known) { range.most = nil }
    askWhetherAny(members.possible, members, selection)
    return range
  }

  func matching(
    _ members: Split, _ selection: Selection, column: Int, independent: Bool
  ) -> CountRange {
    var range = Counting.matching(
      items(members, selection, column: column, independent: independent))
    if !members.possible.isDisjoint(with: facts.tables[selection.table].open) { range.most = nil }
    askWhetherAny(members.possible, members, selection)
    return range
  }

  /// Takes down that it matters whether there is any of those for which open records stand.
  private func askWhetherAny(_ records: BitSet, _ members: Split, _ selection: Selection) {
    guard let questions else { return }
    let table = facts.tables[selection.table]
    for record in records.intersection(table.open).subtracting(table.certain) {
      questions.add(.exists(table: selection.table, record: record))
    }
  }

  /// Takes down that it matters whether there are more of those for which open records stand.
  private func askWhetherMore(_ members: Split, _ selection: Selection) {
    guard let questions, facts.mayCopy(in: selection.table) else { return }
    let table = facts.tables[selection.table]
    for record in members.certain.intersection(table.open) {
      questions.add(.more(table: selection.table, record: record))
    }
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
}
