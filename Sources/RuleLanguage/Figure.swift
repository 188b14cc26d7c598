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
    var table: Int
    var record: Int
    var column: Int
  }

  /// A number that is not known, or that it is not known whether to count, times a factor.
  struct Term {
    /// The fact that is missing; `nil` for a number that is known or merely lies in a range.
    var fact: FactReference?
    /// What decides whether the number counts; `nil` if it does.
    var membership: Membership?
    var factor: Int128
    var lower: Int128?
    var upper: Int128?
  }

  /// The sum of all that is known, in the quantity's scale.
  var constant: Int128
  var terms: [Term] = []

  init(_ constant: Int128) { self.constant = constant }

  /// Adds a multiple of another figure.
  mutating func add(_ other: Figure, times factor: Int128) {
    constant += other.constant * factor
    for var term in other.terms {
      term.factor *= factor
      add(term)
    }
  }

  mutating func add(_ term: Term) {
    if term.fact != nil || term.membership != nil,
      let index = terms.firstIndex(where: {
        $0.fact == term.fact && $0.membership == term.membership
      })
    {
      terms[index].factor += term.factor
      if terms[index].factor == 0 { terms.remove(at: index) }
    } else if term.factor != 0 {
      terms.append(term)
    }
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
    for term in terms {
      hasher.combine(term.fact)
      hasher.combine(term.factor)
      hasher.combine(term.lower)
      hasher.combine(term.upper)
    }
    return hasher.finalize()
  }

  /// The least and the greatest value that the figure can have; `nil` for no such limit.
  func bounds(in facts: borrowing Facts) -> (least: Int128?, greatest: Int128?) {
    if terms.isEmpty { return (constant, constant) }
    var least: Int128? = constant
    var greatest: Int128? = constant
    var pooled = Set<Int>()
    var seen = Set<FactReference>()
    for term in terms {
      var range: (least: Int128?, greatest: Int128?)
      if let pool = Self.pool(of: term, in: facts) {
        guard pooled.insert(pool).inserted else { continue }
        let (low, high) = factors(in: facts.pools[pool])
        let total = Int128(facts.pools[pool].total)
        range = (low * total, high * total)
      } else if let fact = term.fact {
        guard seen.insert(fact).inserted else { continue }
        let (low, high) = factors(of: fact)
        range = Self.product(low, high, term.lower, term.upper)
      } else {
        let isCertain = term.membership == nil
        range = Self.product(
          isCertain ? term.factor : min(0, term.factor),
          isCertain ? term.factor : max(0, term.factor), term.lower, term.upper)
      }
      least = least.flatMap { sum in range.least.map { sum + $0 } }
      greatest = greatest.flatMap { sum in range.greatest.map { sum + $0 } }
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

  /// The least and the greatest factor of a number that is not known: the terms in which it counts
  /// for certain, and those in which it may count.
  private func factors(of fact: FactReference) -> (least: Int128, greatest: Int128) {
    var (least, greatest): (Int128, Int128) = (0, 0)
    for term in terms where term.fact == fact {
      let isCertain = term.membership == nil
      least += isCertain ? term.factor : min(0, term.factor)
      greatest += isCertain ? term.factor : max(0, term.factor)
    }
    return (least, greatest)
  }

  /// The pool, by its index, to which an unknown number belongs.
  private static func pool(of term: Term, in facts: borrowing Facts) -> Int? {
    guard case .cell(let table, let record, let column) = term.fact else { return nil }
    for index in facts.pools.indices
    where facts.pools[index].table == table && facts.pools[index].column == column
      && facts.pools[index].records.contains(record)
    {
      return index
    }
    return nil
  }

  /// The least and greatest factor of a pool's numbers: the whole pool may lie in any of them.
  private func factors(in pool: Facts.Pool) -> (least: Int128, greatest: Int128) {
    var least: Int128?
    var greatest: Int128?
    var seen = 0
    for record in pool.records {
      let fact = FactReference.cell(table: pool.table, record: record, column: pool.column)
      guard terms.contains(where: { $0.fact == fact }) else { continue }
      seen += 1
      let (low, high) = factors(of: fact)
      least = Swift.min(least ?? low, low)
      greatest = Swift.max(greatest ?? high, high)
    }
    if seen < pool.records.count {
      least = Swift.min(least ?? 0, 0)
      greatest = Swift.max(greatest ?? 0, 0)
    }
    return (least ?? 0, greatest ?? 0)
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
