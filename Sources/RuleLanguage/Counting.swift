import FundingTerms

/// How many there are: at least and at most (`nil`: any number).
struct CountRange: Sendable, Hashable {
  var least: Int
  var most: Int?
}

/// Counts of different labels, and of pairs of entities and labels, when labels may be unknown.
enum Counting {
  /// What the label of one record may be.
  struct Item {
    /// Whether the record counts for certain.
    var isCertain: Bool
    /// The number of the entity to which the record belongs.
    var group: Int
    /// The labels it may have; `nil` for any, also one of its own.
    var labels: BitSet?
  }

  /// How many different labels some records have together.
  static func different(_ items: [Item]) -> CountRange {
    var known = BitSet()
    var knownPossible = BitSet()
    for item in items {
      guard let label = item.labels?.only else { continue }
      knownPossible.insert(label)
      if item.isCertain { known.insert(label) }
    }
    var least = known.count
    var taken = known
    var free = 0
    var open: [BitSet] = []
    for item in items where item.labels?.only == nil {
      guard let labels = item.labels else {
        free += 1
        continue
      }
      open.append(labels.subtracting(knownPossible))
      if item.isCertain, labels.isDisjoint(with: taken) {
        least += 1
        taken = taken.union(labels)
      }
    }
    if least == 0, items.contains(where: \.isCertain) { least = 1 }
    let most = knownPossible.count + free + matched(open)
    return CountRange(least: least, most: most)
  }

  /// How many entities can be given a label of their own, each label at most once.
  static func matching(_ items: [Item]) -> CountRange {
    var certain: [Int: BitSet] = [:]
    var possible: [Int: BitSet] = [:]
    var free = Set<Int>()
    for item in items {
      guard let labels = item.labels else {
        free.insert(item.group)
        continue
      }
      possible[item.group, default: BitSet()] =
        possible[item.group, default: BitSet()].union(labels)
      if item.isCertain, labels.only != nil {
        certain[item.group, default: BitSet()] =
          certain[item.group, default: BitSet()].union(labels)
      }
    }
    for group in free { possible[group] = nil }
    var least = matched(certain.keys.sorted().compactMap { certain[$0] })
    if least == 0, items.contains(where: \.isCertain) { least = 1 }
    let most = free.count + matched(possible.keys.sorted().compactMap { possible[$0] })
    return CountRange(least: least, most: most)
  }

  /// The size of a largest matching: how many of the sets can be given a label of their own.
  ///
  /// Augmenting paths (Kuhn), with an explicit limit on depth: there are never more steps than sets.
  static func matched(_ sets: [BitSet]) -> Int {
    var owner: [Int: Int] = [:]
    var size = 0
    for index in sets.indices {
      var visited = BitSet()
      if augment(index, sets, &owner, &visited) { size += 1 }
    }
    return size
  }

  private static func augment(
    _ start: Int, _ sets: [BitSet], _ owner: inout [Int: Int], _ visited: inout BitSet
  ) -> Bool {
    // A breadth-first search, so that thousands of partners need no deep recursion.
    var queue = [start]
    var next = 0
    var cameFrom: [Int: Int] = [:]
    while next < queue.count {
      let set = queue[next]
      next += 1
      for label in sets[set] where !visited.contains(label) {
        visited.insert(label)
        cameFrom[label] = set
        guard let other = owner[label] else {
          assign(label, start, sets, &owner, cameFrom)
          return true
        }
        queue.append(other)
      }
    }
    return false
  }

  /// Hands labels on along the path that ends in a free one.
  private static func assign(
    _ free: Int, _ start: Int, _ sets: [BitSet], _ owner: inout [Int: Int], _ cameFrom: [Int: Int]
  ) {
    var label = free
    while let set = cameFrom[label] {
      let previous = owner.first { $0.value == set }?.key
      owner[label] = set
      guard set != start, let previous else { return }
      owner[previous] = nil
      label = previous
    }
  }
}
