import FundingTerms

/// What rules tell apart in the facts that they look at: what has to be tried out for a missing one.
extension RuleMentions {
  /// Whether the labels in one of some columns of a table matter.
  public func looksAt(table: Int, columns: [Int]) -> Bool {
    columns.contains { looksAt(Place(table: table, column: $0)) }
  }

  /// The labels that are looked for on the lists in a column of a table; none where it does not
  /// matter.
  public func listedLabels(table: Int, column: Int) -> BitSet {
    lists[Place(table: table, column: column)] ?? BitSet()
  }

  /// Whether a label of the project matters.
  public func looksAt(fact: Int) -> Bool { looksAt(Place(table: -1, column: fact)) }

  /// The labels that are looked for on a list of the project.
  public func listedLabels(fact: Int) -> BitSet {
    lists[Place(table: -1, column: fact)] ?? BitSet()
  }

  /// The memberships that are open by their source and that some labels in the facts depend on, as
  /// choices.
  public func memberships(in facts: Facts) -> [Choice] {
    var found: [Facts.Membership] = []
    for (key, sets) in sets.sorted(by: {
      ($0.key.table, $0.key.column) < ($1.key.table, $1.key.column)
    })
    where key.table >= 0 {
      let labels = facts.tables[key.table].labels(key.column)
      for set in sets where set.origin != 0 {
        let open = set.possible.subtracting(set.certain)
        for record in 0..<facts.tables[key.table].count {
          for label in (labels.possible(record) ?? open).intersection(open) {
            let membership = Facts.Membership(origin: set.origin, label: label)
            if !found.contains(membership) { found.append(membership) }
          }
        }
      }
    }
    return found.map { membership in
      Choice(
        names: [],
        options: [[.membership(membership, false)], [.membership(membership, true)]])
    }
  }

  /// The column that stands for all those whose labels are compared with a column's.
  func joint(_ key: Place) -> Place { joined[key] ?? key }

  /// The columns whose labels are compared with a column's, itself among them.
  func joints(_ key: Place) -> [Place] {
    let joint = joint(key)
    let others = joined.filter { $0.value == joint }.keys
    return others.isEmpty
      ? [key] : others.sorted { ($0.table, $0.column) < ($1.table, $1.column) }
  }

  /// A number that labels share if the rules cannot tell them apart.
  public func kind(of label: Int, table: Int, column: Int) -> Int {
    let key = Place(table: table, column: column)
    return counted.contains(key) || identified.contains(key) ? -1 - label : kind(of: label, key)
  }

  /// A number for the sets in which a label is: certainly, perhaps or not.
  func kind(of label: Int, _ key: Place) -> Int {
    joints(key).flatMap { sets[$0] ?? [] }.reduce(0) { number, set in
      // Why: which label it is matters where its membership is open and shared with others.
      let isOpen = set.possible.contains(label) && !set.certain.contains(label)
      let digit = set.certain.contains(label) ? 1 : isOpen ? 2 + label : 0
      return (number &* 1009 &+ digit) & 0x3FFF_FFFF_FFFF
    }
  }

  /// A number that labels share if they are in the same sets, whether they are counted or not.
  public func sort(of label: Int, table: Int, column: Int) -> Int {
    kind(of: label, Place(table: table, column: column))
  }

  /// Whether it is open by its source if a label is in one of the sets.
  public func isUnsettled(_ label: Int, table: Int, column: Int) -> Bool {
    joints(Place(table: table, column: column)).flatMap { sets[$0] ?? [] }.contains {
      $0.possible.contains(label) && !$0.certain.contains(label)
    }
  }

  /// Whether some set has memberships that are open by their source.
  public var hasOpenMemberships: Bool {
    sets.values.contains { $0.contains { $0.origin != 0 } }
  }

  /// Whether different labels in some columns are counted.
  public func counts(table: Int, columns: [Int]) -> Bool {
    columns.contains { counted.contains(Place(table: table, column: $0)) }
  }

  /// Some of the first so many labels of a column, or of a fact of the table -1, that stand for all
  /// which rules can tell apart.
  public func telling(of count: Int, table: Int, column: Int) -> [Int] {
    let key = Place(table: table, column: column)
    let most = counted.contains(key) || identified.contains(key) ? 2 : 1
    var found: [Int: Int] = [:]
    return (0..<count).filter { label in
      guard !isUnsettled(label, table: table, column: column) else { return false }
      let sort = kind(of: label, key)
      found[sort, default: 0] += 1
      return found[sort, default: 0] <= most
    }
  }

  /// Whether a column matters at all.
  func looksAt(_ key: Place) -> Bool {
    sets[key] != nil || counted.contains(key) || identified.contains(key)
  }
}
