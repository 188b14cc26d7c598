import FundingTerms

/// A figure as far as it is known: a constant plus multiples of numbers that are not known.
///
/// Keeping the unknown numbers apart, instead of only the range of their sum, is what makes
/// comparisons tight: in `support is at least 75 % of total-cost` an unknown amount may stand on
/// both sides, and only what it adds to the difference counts.
struct Figure {
  /// Whether a record counts in a sum, where that is not known: 0 or 1, and the same wherever the
  /// same selection (or, for `nil`, the record's mere existence) is asked.
  struct Membership: Hashable {
    var selection: ObjectIdentifier?
    /// The group of a total in which it may count.
    var group: Int?
    var table: Int
    var record: Int
    var column: Int
  }

  /// A number that is not known, or that it is not known whether to count, times a factor.
  struct Term {
    /// The fact that is missing; `nil` for a number that is known or merely lies in a range.
    var fact: FactReference?
    /// The number of an open record, where one of the many is meant for which that stands.
    var item: FactReference?
    /// What decides whether the number counts; `nil` if it does.
    var membership: Membership?
    var factor: Int128
    var lower: Int128?
    var upper: Int128?

    /// What two terms share if they are multiples of the same number under the same condition.
    struct Key: Hashable {
      var fact: FactReference?
      var membership: Membership?
    }

    init(
      fact: FactReference?, membership: Membership?, factor: Int128, lower: Int128?, upper: Int128?
    ) {
      self.fact = fact
      self.membership = membership
      self.factor = factor
      self.lower = lower
      self.upper = upper
    }

    var key: Key? {
      fact == nil && membership == nil ? nil : Key(fact: fact, membership: membership)
    }
  }

  /// The sum of all that is known, in the quantity's scale.
  var constant: Int128
  /// The unknown numbers; one may stand in several terms until they are ``merged()``.
  var terms: [Term] = []

  init(_ constant: Int128) { self.constant = constant }

  /// The value, where all of it is known.
  var value: Int128? { terms.isEmpty ? constant : nil }

  /// Adds a multiple of another figure.
  mutating func add(_ other: Figure, times factor: Int128) {
    constant += other.constant * factor
    guard factor != 0 else { return }
    for var term in other.terms {
      term.factor *= factor
      terms.append(term)
    }
  }

  mutating func add(_ term: Term) {
    if term.factor != 0 { terms.append(term) }
  }

  /// The terms with each number once under each condition, in order, and none that has cancelled out.
  func merged() -> [Term] {
    guard terms.count > 1 else { return terms }
    var positions: [Term.Key: Int] = [:]
    var result: [Term] = []
    for term in terms {
      if let key = term.key, let known = positions[key] {
        result[known].factor += term.factor
      } else {
        if let key = term.key { positions[key] = result.count }
        result.append(term)
      }
    }
    return result.filter { $0.factor != 0 }
  }

  /// Makes the figure one of which it is not known whether it counts.
  ///
  /// What may not count for a reason of its own then counts for this one: a wider range, never a
  /// wrong one.
  mutating func count(onlyIf membership: Membership) {
    for index in terms.indices {
      var both = membership
      // Why: known numbers that may not count for reasons of their own stay apart.
      if let own = terms[index].membership, terms[index].fact == nil {
        (both.table, both.record, both.column) = (own.table, own.record, own.column)
      }
      terms[index].membership = both
    }
    guard constant != 0 else { return }
    terms.append(
      Term(fact: nil, membership: membership, factor: 1, lower: constant, upper: constant))
    constant = 0
  }

  func times(_ factor: Int128) -> Figure {
    guard factor != 1 else { return self }
    var result = Figure(0)
    result.add(self, times: factor)
    return result
  }

  /// A number that two figures share if they are the same function of the same unknown numbers.
  var signature: Int {
    var hasher = Hasher()
    hasher.combine(constant)
    for term in merged() {
      hasher.combine(term.fact)
      hasher.combine(term.factor)
      hasher.combine(term.lower)
      hasher.combine(term.upper)
    }
    return hasher.finalize()
  }

  /// What an unknown number adds: the range of its factor, depending on where it counts, and its own.
  private struct Part {
    var fact: FactReference?
    var least: Int128 = 0
    var greatest: Int128 = 0
    var lower: Int128?
    var upper: Int128?

    mutating func add(_ term: Term) {
      let isCertain = term.membership == nil
      least += isCertain ? term.factor : min(0, term.factor)
      greatest += isCertain ? term.factor : max(0, term.factor)
    }
  }

  /// The unknown numbers, each once.
  private var parts: [Part] {
    var positions: [FactReference: Int] = [:]
    var result: [Part] = []
    for term in merged() {
      if let fact = term.fact, let known = positions[fact] {
        result[known].add(term)
        continue
      }
      if let fact = term.fact { positions[fact] = result.count }
      var part = Part(fact: term.fact, lower: term.lower, upper: term.upper)
      part.add(term)
      result.append(part)
    }
    return result
  }

  /// The least and the greatest value that the figure can have; `nil` for no such limit.
  func bounds(in facts: borrowing Facts) -> (least: Int128?, greatest: Int128?) {
    if terms.isEmpty { return (constant, constant) }
    var least: Int128? = constant
    var greatest: Int128? = constant
    func add(_ low: Int128?, _ high: Int128?) {
      least = least.flatMap { sum in low.map { sum + $0 } }
      greatest = greatest.flatMap { sum in high.map { sum + $0 } }
    }
    // For each pool the range of the factors of its numbers, and how many of them are here.
    var pooled: [Int: (least: Int128, greatest: Int128, count: Int)] = [:]
    for part in parts {
      if let pool = Self.pool(of: part.fact, in: facts) {
        let known = pooled[pool]
        pooled[pool] = (
          min(known?.least ?? part.least, part.least),
          max(known?.greatest ?? part.greatest, part.greatest), (known?.count ?? 0) + 1
        )
      } else {
        let range = Self.product(part.least, part.greatest, part.lower, part.upper)
        add(range.least, range.greatest)
      }
    }
    for (index, factors) in pooled {
      // Why: the whole pool may lie in any of its numbers, also in those that are not here.
      let absent = facts.tables[facts.pools[index].table].absent
      let isWhole = factors.count == facts.pools[index].records.subtracting(absent).count
      let total = Int128(facts.pools[index].total)
      add(
        total * (isWhole ? factors.least : min(0, factors.least)),
        total * (isWhole ? factors.greatest : max(0, factors.greatest)))
    }
    return (least, greatest)
  }

  /// The range of a factor times a number, each in its own range.
  private static func product(
    _ low: Int128, _ high: Int128, _ lower: Int128?, _ upper: Int128?
  ) -> (least: Int128?, greatest: Int128?) {
    func times(_ factor: Int128, _ number: Int128?) -> Int128? {
      factor == 0 ? 0 : number.map { $0 * factor }
    }
    let least =
      low >= 0
      ? [times(low, lower), times(high, lower)]
      : high <= 0
        ? [times(low, upper), times(high, upper)] : [times(low, upper), times(high, lower)]
    let greatest =
      low >= 0
      ? [times(low, upper), times(high, upper)]
      : high <= 0
        ? [times(low, lower), times(high, lower)] : [times(low, lower), times(high, upper)]
    return (
      least.contains(nil) ? nil : least.compactMap(\.self).min(),
      greatest.contains(nil) ? nil : greatest.compactMap(\.self).max()
    )
  }

  /// The pool, by its index, to which an unknown number belongs.
  private static func pool(of fact: FactReference?, in facts: borrowing Facts) -> Int? {
    guard case .cell(let table, let record, let column) = fact else { return nil }
    for index in facts.pools.indices
    where facts.pools[index].table == table && facts.pools[index].column == column
      && facts.pools[index].records.contains(record)
    {
      return index
    }
    return nil
  }
}

extension Relation {
  /// Whether a difference (left minus right) keeps to the relation.
  func truth(ofDifference difference: Figure, in facts: borrowing Facts) -> Truth {
    let (least, greatest) = difference.bounds(in: facts)
    switch self {
    case .atLeast: return Self.isNotNegative(least, greatest)
    case .lessThan: return !Self.isNotNegative(least, greatest)
    case .moreThan: return Self.isPositive(least, greatest)
    case .atMost: return !Self.isPositive(least, greatest)
    case .exactly:
      if let least, let greatest, least == 0, greatest == 0 { return .yes }
      if let least, least > 0 { return .no }
      if let greatest, greatest < 0 { return .no }
      return .unknown
    }
  }

  private static func isNotNegative(_ least: Int128?, _ greatest: Int128?) -> Truth {
    if let least, least >= 0 { return .yes }
    if let greatest, greatest < 0 { return .no }
    return .unknown
  }

  private static func isPositive(_ least: Int128?, _ greatest: Int128?) -> Truth {
    if let least, least > 0 { return .yes }
    if let greatest, greatest <= 0 { return .no }
    return .unknown
  }
}
