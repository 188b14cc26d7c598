import FundingTerms

/// A figure as far as it is known: a constant plus multiples of numbers that are not known.
///
/// Keeping the unknown numbers apart, instead of only the range of their sum, is what makes
/// comparisons tight: in `support is at least 75 % of total-cost` an unknown amount may stand on
/// both sides, and only what it adds to the difference counts.
struct Figure {
  /// A number that is not known, times a factor.
  struct Term {
    /// The fact that is missing; `nil` for a number that merely lies in a range, such as a known
    /// amount of which it is not known whether it counts.
    var fact: FactReference?
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
    if let fact = term.fact, let index = terms.firstIndex(where: { $0.fact == fact }) {
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

  /// The least and the greatest value that the figure can have; `nil` for no such limit.
  func bounds(in facts: borrowing Facts) -> (least: Int128?, greatest: Int128?) {
    if terms.isEmpty { return (constant, constant) }
    var least: Int128? = constant
    var greatest: Int128? = constant
    var pooled = Set<Int>()
    for term in terms {
      if let pool = Self.pool(of: term, in: facts) {
        guard pooled.insert(pool).inserted else { continue }
        let (low, high) = factors(in: facts.pools[pool])
        let total = Int128(facts.pools[pool].total)
        least = least.map { $0 + low * total }
        greatest = greatest.map { $0 + high * total }
        continue
      }
      let atLower = term.lower.map { $0 * term.factor }
      let atUpper = term.upper.map { $0 * term.factor }
      let (low, high) = term.factor > 0 ? (atLower, atUpper) : (atUpper, atLower)
      least = least.flatMap { sum in low.map { sum + $0 } }
      greatest = greatest.flatMap { sum in high.map { sum + $0 } }
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
    for term in terms {
      guard case .cell(pool.table, let record, pool.column) = term.fact,
        pool.records.contains(record)
      else { continue }
      seen += 1
      least = Swift.min(least ?? term.factor, term.factor)
      greatest = Swift.max(greatest ?? term.factor, term.factor)
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
