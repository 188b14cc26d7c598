import FundingTerms

/// A limit on the total of each group of records: of each country, or of each state and control
/// group.
struct Totals: Sendable {
  /// What tells the groups apart: a column of labels, of the record or of its owner.
  struct Key: Sendable {
    /// What the column is called.
    var name: String
    var type: ValueType
    /// The table and the column in which the labels stand.
    var table: Int
    var column: Int
    /// Whether the owner has the label, and the column that names the owner where it may be unknown.
    var isOwners: Bool
    var ownerColumn: Int?
  }

  var selection: Selection
  /// The figure of each group, without its limits on records: a sum or a number.
  var measure: Quantity
  var keys: [Key]
  var relation: Relation
  var limit: Quantity

  /// The column that is summed up; `nil` where records are counted.
  var column: Int? {
    if case .sum(_, let column, _) = measure.form { column } else { nil }
  }

  var isIndependent: Bool {
    if case .number(_, let independent) = measure.form { independent } else { false }
  }
}

/// The records of one group, with what is known of their total.
struct Total {
  /// A label of the group: a known one, or that of a certain cell, whatever it is.
  enum Label: Hashable {
    case known(Int)
    case unknown(FactReference)

    var value: Int? { if case .known(let label) = self { label } else { nil } }
  }

  var labels: [Label]
  /// The records that belong to the group if they count at all.
  var own: [Int]
  /// The records that may belong to it.
  var others: [Int]
  /// Whether there is such a group for certain.
  var exists: Bool
  /// Whether it keeps to the limit; where there may be no such group, that is no reason for `no`.
  var truth: Truth
  var total: Figure
  /// Total minus limit.
  var difference: Figure
}

extension Evaluator {
  /// Beyond so many pairs of open records and others, open groups are looked at all together.
  private static let mostPairs = 10_000

  func truth(of totals: Totals) -> Truth {
    self.totals(totals).reduce(.yes) { $0 && $1.truth }
  }

  /// Every group that there is or may be.
  ///
  /// A record of which a label is unknown stands for a group of its own, which others may belong to
  /// as well, and may belong to each group that its label does not rule out. Records with the same
  /// unknown label (lines of one participant) are in one group for certain.
  func totals(_ totals: Totals) -> [Total] {
    let existing = select(totals.selection)
    let counted = counted(totals)
    var groups: [[Total.Label]: [Int]] = [:]
    var order: [[Total.Label]] = []
    var placed: [Int: Placed] = [:]
    var open: [Int] = []
    for record in existing.possible {
      let place = place(of: record, totals)
      placed[record] = place
      if groups[place.labels] == nil { order.append(place.labels) }
      groups[place.labels, default: []].append(record)
      if place.isOpen { open.append(record) }
    }
    let openGroups = order.count { $0.contains { $0.value == nil } }
    let isTooMany = openGroups * existing.possible.count > Self.mostPairs
    let limit = figure(totals.limit, for: nil)
    var result: [Total] = []
    for (number, labels) in order.enumerated() {
      guard let own = groups[labels], let first = own.first, let place = placed[first] else {
        continue
      }
      if isTooMany, place.isOpen { continue }
      // Why: a known group can be joined only by who has an unknown label; an open one by anybody.
      let candidates = place.isOpen ? Array(existing.possible) : open
      let others = candidates.filter { record in
        guard let other = placed[record], other.labels != labels else { return false }
        return place.mayBeSame(other)
      }
      let total = Total(
        labels: labels, own: own, others: others,
        exists: own.contains(where: existing.certain.contains), truth: .unknown,
        total: Figure(0), difference: Figure(0))
      result.append(
        measured(total, number, totals, counted, limit, isOpen: place.isOpen))
    }
    if isTooMany {
      let total = Total(
        labels: totals.keys.map { _ in .unknown(.cell(table: -1, record: -1, column: -1)) },
        own: [],
        others: Array(existing.possible), exists: false, truth: .unknown, total: Figure(0),
        difference: Figure(0))
      result.append(measured(total, order.count, totals, counted, limit, isOpen: true))
    }
    return result
  }

  // MARK: Where a record belongs

  private struct Placed {
    var labels: [Total.Label]
    /// What each label may be; `nil` for anything.
    var possible: [BitSet?]
    var isOpen: Bool { labels.contains { $0.value == nil } }

    func mayBeSame(_ other: Placed) -> Bool {
      zip(possible, other.possible).allSatisfy { mine, theirs in
        guard let mine, let theirs else { return true }
        return !mine.isDisjoint(with: theirs)
      }
    }
  }

  private func place(of record: Int, _ totals: Totals) -> Placed {
    var result = Placed(labels: [], possible: [])
    for key in totals.keys {
      var owner: Int? = record
      var possible: BitSet?
      var reference = FactReference.cell(table: key.table, record: record, column: key.column)
      if key.isOwners {
        let table = facts.tables[totals.selection.table]
        if let column = key.ownerColumn {
          let owners = self.owner(of: record, in: totals.selection.table, column)
          owner = owners?.only
          reference = .cell(table: totals.selection.table, record: record, column: column)
          if owner == nil { possible = labels(of: owners, key) }
        } else {
          owner = table.parents.indices.contains(record) ? table.parents[record] : nil
        }
        if let owner {
          reference = .cell(table: key.table, record: owner, column: key.column)
        }
      }
      if let owner { possible = facts.tables[key.table].labels(key.column).possible(owner) }
      result.labels.append(possible?.only.map { .known($0) } ?? .unknown(reference))
      result.possible.append(possible)
    }
    return result
  }

  private func labels(of owners: BitSet?, _ key: Totals.Key) -> BitSet? {
    guard let owners, !owners.isEmpty else { return nil }
    var result = BitSet()
    for owner in owners {
      guard let possible = facts.tables[key.table].labels(key.column).possible(owner) else {
        return nil
      }
      result = result.union(possible)
    }
    return result
  }

  // MARK: What a group comes to

  /// The records of which the figures count for certain, if they are in a group.
  private func counted(_ totals: Totals) -> BitSet {
    let table = facts.tables[totals.selection.table]
    let named = passing(totals.selection).certain
    // Why: an open record's number covers the case that there is none, so it need not exist.
    return totals.column == nil
      ? named.intersection(table.certain) : named.intersection(table.certain.union(table.open))
  }

  private func measured(
    _ base: Total, _ number: Int, _ totals: Totals, _ counted: BitSet, _ limit: Figure,
    isOpen: Bool
  ) -> Total {
    var result = base
    let table = facts.tables[totals.selection.table]
    // Why: what an open record stands for may be in several groups, unless its labels are known.
    var certain = result.own.filter { counted.contains($0) && !(isOpen && table.open.contains($0)) }
    // A group of one record exists only if that record does.
    if !result.exists, result.own.count == 1, !table.open.contains(result.own[0]) {
      certain = result.own
    }
    let isCertain = BitSet(certain)
    let perhaps = result.own.filter { !isCertain.contains($0) } + result.others
    if let column = totals.column {
      result.total = sum(certain, perhaps, number, totals.selection, column)
    } else {
      result.total = self.number(certain, perhaps, exists: result.own.isEmpty == false, totals)
    }
    let scale = Checker.leastCommonMultiple(totals.measure.scale, totals.limit.scale)
    result.difference = result.total.times(scale / totals.measure.scale)
    result.difference.add(limit, times: -(scale / totals.limit.scale))
    result.truth = truth(totals.relation, ofDifference: result.difference, for: nil)
    if result.truth == .no, !result.exists { result.truth = .unknown }
    return result
  }

  private func sum(
    _ certain: [Int], _ perhaps: [Int], _ group: Int, _ selection: Selection, _ column: Int
  ) -> Figure {
    var result = Figure(0)
    for record in certain {
      result.add(cell(table: selection.table, record: record, column: column), times: 1)
    }
    for record in perhaps {
      var figure = cell(table: selection.table, record: record, column: column)
      figure.count(
        onlyIf: Figure.Membership(
          selection: ObjectIdentifier(selection.identity), group: group, table: selection.table,
          record: record, column: column))
      result.add(figure, times: 1)
    }
    return result
  }

  /// A group that there is has one record at least.
  private func number(_ certain: [Int], _ perhaps: [Int], exists: Bool, _ totals: Totals)
    -> Figure
  {
    let table = facts.tables[totals.selection.table]
    func number(_ records: [Int]) -> Int {
      totals.isIndependent ? Set(records.map { table.groups[$0] }).count : records.count
    }
    let all = certain + perhaps
    let least = max(number(certain), exists ? 1 : 0)
    let isUnlimited = all.contains(where: table.open.contains)
    return interval(Int128(least), isUnlimited ? nil : Int128(max(number(all), least)))
  }
}
