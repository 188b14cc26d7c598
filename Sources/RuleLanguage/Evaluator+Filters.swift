import FundingTerms

/// Which records a noun and its filters mean.
extension Evaluator {
  /// The records that a noun and its filter mean.
  func select(_ selection: Selection) -> Split {
    let named = passing(selection)
    return Split(
      certain: named.certain.intersection(facts.tables[selection.table].certain),
      possible: named.possible)
  }

  /// The same, not asking whether the records exist.
  func passing(_ selection: Selection) -> Split {
    let mark = questions?.count ?? 0
    let result = measured(selection)
    questions?.forget(after: mark, table: selection.table) { result.truth($0) != .unknown }
    return result
  }

  private func measured(_ selection: Selection) -> Split {
    let table = facts.tables[selection.table]
    var all = BitSet(below: table.count).subtracting(table.absent)
    if let only = selection.only {
      all = all.intersection(BitSet([only] + table.copies(of: only)))
    }
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
    guard let questions else { return measured(filter, table: table) }
    let mark = questions.count
    let result = measured(filter, table: table)
    questions.forget(after: mark, table: table) { result.truth($0) != .unknown }
    return result
  }

  private func measured(_ filter: Filter, table: Int) -> Split {
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
    case .tally(let list, let bound):
      let splits = list.map { split($0, table: table) }
      return split(below: count) { record in
        bound.truth(
          least: splits.count { $0.certain.contains(record) },
          most: splits.count { $0.possible.contains(record) })
      }
    case .same(let first, let second, _, _):
      return split(below: count) { areSame(first, second, for: Record(table: table, index: $0)) }
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
    case .owner(let inner, let column?):
      guard let parent = parentTable(of: table) else {
        return split(below: count) { _ in .unknown }
      }
      let owners = split(inner, table: parent)
      return split(below: count) { record in
        owner(of: record, in: table, column)?.reduce(nil as Truth?) { truth, owner in
          truth.map { $0.agreed(with: owners.truth(owner)) } ?? owners.truth(owner)
        } ?? .unknown
      }
    case .owner(let inner, nil):
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

  /// The records that the owner named in a column may be: all, where nothing is known of it; `nil`
  /// if it is none of them.
  func owner(of record: Int, in table: Int, _ column: Int) -> BitSet? {
    guard let parent = parentTable(of: table) else { return nil }
    let all = BitSet(below: facts.tables[parent].count)
    let possible = facts.tables[table].labels(column).possible(record) ?? all
    return possible.isEmpty || !possible.isSubset(of: all) ? nil : possible
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
      return compare(left, relation, right, for: record)
    default: return .unknown
    }
  }
}
