import FundingTerms

/// The values of quantities, as far as they are known.
extension Evaluator {
  /// Whether two figures compare in a way.
  ///
  /// A smaller or larger of two is taken apart where it is not known which of them it is: what is at
  /// most the smaller one is at most both, whichever that may be.
  func compare(
    _ left: Quantity, _ relation: Relation, _ right: Quantity, for record: Record?
  ) -> Truth {
    let whole = truth(relation, ofDifference: difference(left, right, for: record), for: record)
    // Why: taking apart takes time that grows with the product of both sides.
    guard whole == .unknown, left.extent.size * right.extent.size <= 200 else { return whole }
    func both(_ first: Truth, _ second: Truth, if isBoth: Bool) -> Truth {
      isBoth ? first && second : first || second
    }
    func with(_ left: Quantity, _ right: Quantity) -> Truth {
      compare(left, relation, right, for: record)
    }
    let asksForMore = relation == .atLeast || relation == .moreThan
    switch (left.form, right.form) {
    case (.smaller, _) where relation == .exactly, (.larger, _) where relation == .exactly,
      (_, .smaller) where relation == .exactly, (_, .larger) where relation == .exactly:
      return compare(left, .atLeast, right, for: record)
        && compare(left, .atMost, right, for: record)
    case (_, .smaller(let a, let b)): return both(with(left, a), with(left, b), if: !asksForMore)
    case (_, .larger(let a, let b)): return both(with(left, a), with(left, b), if: asksForMore)
    case (.smaller(let a, let b), _): return both(with(a, right), with(b, right), if: asksForMore)
    case (.larger(let a, let b), _): return both(with(a, right), with(b, right), if: !asksForMore)
    default: return whole
    }
  }

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
        let own = facts.tables[table].numbers(column).bounds(record.index)
        for index in result.terms.indices {
          result.terms[index].item = result.terms[index].fact
          result.terms[index].fact = nil
          result.terms[index].lower = own.lower.map { Int128($0) }
          result.terms[index].upper = own.upper.map { Int128($0) }
        }
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
    case .lookUp(let table, let keys): return figure(table, keys, for: record)
    case .lookedUpShare(let table, let keys, let base):
      return share(table, keys, of: base, scale: quantity.scale, for: record)
    case .shifted(let date, let months, let isBack):
      return shifted(
        figure(date, for: record).bounds(in: facts), figure(months, for: record).bounds(in: facts),
        isBack: isBack)
    }
  }

  /// A date moved by months: later dates and more months never give an earlier date, so the ends
  /// of both ranges give the ends of the result.
  private func shifted(
    _ date: (least: Int128?, greatest: Int128?), _ months: (least: Int128?, greatest: Int128?),
    isBack: Bool
  ) -> Figure {
    func moved(_ day: Int128?, _ count: Int128?) -> Int128? {
      guard let day, let count else { return nil }
      let months = Int(clamping: min(count, 1_000_000))
      return Int128(
        CalendarDate(dayNumber: Int(clamping: day)).adding(months: isBack ? -months : months)
          .dayNumber)
    }
    return isBack
      ? interval(moved(date.least, months.greatest), moved(date.greatest, months.least))
      : interval(moved(date.least, months.least), moved(date.greatest, months.greatest))
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
    switch truth(.atMost, ofDifference: difference, for: record) {
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
  func interval(_ lower: Int128?, _ upper: Int128?) -> Figure {
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

  func cell(table: Int, record: Int, column: Int) -> Figure {
    if let (inner, column) = facts.tables[table].summed(column) {
      let table = facts.tables[inner]
      let own = BitSet(table.children(of: record)).subtracting(table.absent)
      let existing = Split(
        certain: own.intersection(table.certain.union(table.open)), possible: own)
      return sum(existing, named: own, nil, table: inner, column: column)
    }
    let numbers = facts.tables[table].numbers(column)
    if numbers.known.contains(record) { return Figure(Int128(numbers.values[record])) }
    let fact = FactReference.cell(table: table, record: record, column: column)
    let bounds = facts.bounds(of: fact)
    var result = Figure(0)
    result.terms = [
      Figure.Term(
        fact: fact, membership: nil, factor: 1, lower: bounds.lower.map { Int128($0) },
        upper: bounds.upper.map { Int128($0) })
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
      let own = BitSet(table.children(of: owner.index))
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
      if numbers.known.contains(record), members.certain.contains(record) {
        result.constant += Int128(numbers.values[record])
        continue
      }
      var number = cell(table: table, record: record, column: column)
      if !members.certain.contains(record) {
        let isNamed = named.contains(record)
        number.count(
          onlyIf: Figure.Membership(
            selection: isNamed ? nil : selection.map { ObjectIdentifier($0) }, table: table,
            record: record, column: column))
      }
      result.add(number, times: 1)
    }
    return result
  }
}
