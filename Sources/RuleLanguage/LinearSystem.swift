import FundingTerms

/// Whether some forms can all be 0 or more at once, given the range of each number and the sums that
/// are known.
///
/// Fourier and Motzkin's elimination over fractions: exact but for numbers being whole, so that a
/// "no" is certain. Numbers that no form tells apart count as one, which keeps systems small; one
/// that still grows too large is taken as possible.
struct LinearSystem {
  /// A number; where two completions are compared, the one of the second is another.
  struct Variable: Hashable {
    var fact: FactReference
    var isSecond = false
  }

  fileprivate struct Row: Hashable {
    var factors: [Int128]
    var constant: Int128
  }

  private static let largest = 400

  private var forms: [(factors: [Variable: Int128], constant: Int128)] = []
  private var bounds: [Variable: Facts.Bounds] = [:]

  /// What some facts say of numbers. Of numbers in `apart` a second completion may say otherwise.
  mutating func add(
    _ facts: Facts, _ more: [LinearForm] = [], asSecond: Bool = false,
    apart: Set<FactReference> = []
  ) {
    func variable(_ fact: FactReference) -> Variable {
      Variable(fact: fact, isSecond: asSecond && apart.contains(fact))
    }
    for form in facts.constraints + more {
      var factors: [Variable: Int128] = [:]
      for (fact, factor) in form.factors {
        factors[variable(fact)] = factor
        bounds[variable(fact)] = facts.bounds(of: fact)
      }
      forms.append((factors, form.constant))
    }
    for pool in facts.pools {
      var factors: [Variable: Int128] = [:]
      for record in pool.records.subtracting(facts.tables[pool.table].absent) {
        let fact = FactReference.cell(table: pool.table, record: record, column: pool.column)
        factors[variable(fact)] = 1
        bounds[variable(fact)] = facts.bounds(of: fact)
      }
      forms.append((factors, -Int128(pool.total)))
      forms.append((factors.mapValues { -$0 }, Int128(pool.total)))
    }
  }

  /// Whether there may be numbers that fit; `false` is certain.
  var isFeasible: Bool {
    guard var rows = rows() else { return true }
    while let count = rows.first?.factors.count, count > 0 {
      guard !rows.contains(where: { $0.isImpossible }) else { return false }
      guard let next = Self.eliminating(rows) else { return true }
      rows = next
    }
    return !rows.contains { $0.isImpossible }
  }

  /// The forms over numbers from 0 on, those that no form tells apart taken together.
  private func rows() -> [Row]? {
    struct Column: Hashable {
      var factors: [Int128]
      var isFree: Bool
    }
    var constants = forms.map(\.constant)
    var columns: [Column: Int128?] = [:]
    for (variable, range) in bounds {
      let factors = forms.map { $0.factors[variable] ?? 0 }
      guard factors.contains(where: { $0 != 0 }) else { continue }
      let column = Column(factors: factors, isFree: range.lower == nil)
      var room: Int128?
      if let lower = range.lower {
        for index in forms.indices {
          let (product, isTooLarge) = factors[index].multipliedReportingOverflow(by: Int128(lower))
          guard !isTooLarge else { return nil }
          constants[index] += product
        }
        room = range.upper.map { Int128($0) - Int128(lower) }
      }
      if let known = columns[column] {
        columns[column] = .some(known.flatMap { known in room.map { known + $0 } })
      } else {
        columns[column] = .some(room)
      }
    }
    let list = columns.map { (column: $0.key, room: $0.value) }
    var rows = Set<Row>()
    for index in forms.indices {
      rows.insert(Row(factors: list.map { $0.column.factors[index] }, constant: constants[index]))
    }
    for (position, item) in list.enumerated() where !item.column.isFree {
      var unit = [Int128](repeating: 0, count: list.count)
      unit[position] = 1
      rows.insert(Row(factors: unit, constant: 0))
      if let room = item.room {
        unit[position] = -1
        rows.insert(Row(factors: unit, constant: room))
      }
    }
    return Array(rows)
  }

  /// The rows without one of the numbers; `nil` where they would be too many or too large.
  private static func eliminating(_ rows: [Row]) -> [Row]? {
    guard let width = rows.first?.factors.count else { return rows }
    func counts(_ column: Int) -> (positive: Int, negative: Int) {
      rows.reduce((0, 0)) { counts, row in
        (
          counts.0 + (row.factors[column] > 0 ? 1 : 0), counts.1 + (row.factors[column] < 0 ? 1 : 0)
        )
      }
    }
    let costs = (0..<width).map { column in
      let (positive, negative) = counts(column)
      return positive * negative - positive - negative
    }
    guard let column = costs.indices.min(by: { costs[$0] < costs[$1] }) else { return rows }
    var result = Set<Row>()
    for row in rows where row.factors[column] == 0 { result.insert(row.without(column)) }
    let positive = rows.filter { $0.factors[column] > 0 }
    let negative = rows.filter { $0.factors[column] < 0 }
    guard positive.count * negative.count + result.count <= largest else { return nil }
    for above in positive {
      for below in negative {
        guard let row = above.combined(with: below, without: column) else { return nil }
        result.insert(row)
      }
    }
    return Array(result)
  }
}

extension LinearSystem.Row {
  /// Whether no numbers from 0 on fit, whatever else is asked.
  fileprivate var isImpossible: Bool { constant < 0 && factors.allSatisfy { $0 == 0 } }

  fileprivate func without(_ column: Int) -> Self {
    var result = self
    result.factors.remove(at: column)
    return result
  }

  /// The sum of multiples of two rows in which a number cancels out; `nil` if it is too large.
  fileprivate func combined(with other: Self, without column: Int) -> Self? {
    let (mine, others) = (-other.factors[column], factors[column])
    func sum(_ left: Int128, _ right: Int128) -> Int128? {
      let (a, isTooLarge) = left.multipliedReportingOverflow(by: mine)
      let (b, isTooLargeToo) = right.multipliedReportingOverflow(by: others)
      let (sum, isTooLargeTogether) = a.addingReportingOverflow(b)
      return isTooLarge || isTooLargeToo || isTooLargeTogether ? nil : sum
    }
    var result = Self(factors: [], constant: 0)
    guard let constant = sum(constant, other.constant) else { return nil }
    result.constant = constant
    var divisor = abs(constant)
    for index in factors.indices where index != column {
      guard let factor = sum(factors[index], other.factors[index]) else { return nil }
      result.factors.append(factor)
      divisor = Checker.greatestCommonDivisor(divisor, abs(factor))
    }
    guard divisor > 1 else { return result }
    result.constant /= divisor
    for index in result.factors.indices { result.factors[index] /= divisor }
    return result
  }
}

extension Facts {
  /// Whether a form is 0 or more, by what has been settled about numbers.
  func isNotNegative(_ form: LinearForm) -> Truth {
    guard !constraints.isEmpty else { return .unknown }
    if !isPossible(with: form) { return .no }
    return isPossible(with: form.opposite) ? .unknown : .yes
  }

  /// Whether what has been settled about numbers may be so.
  func isPossible(with form: LinearForm? = nil) -> Bool {
    guard !constraints.isEmpty || !pools.isEmpty || form != nil else { return true }
    var system = LinearSystem()
    system.add(self, [form].compactMap(\.self))
    return system.isFeasible
  }

  /// In which range an unknown number lies; of an open record it is the sum of any number of them.
  func bounds(of fact: FactReference) -> Bounds {
    switch fact {
    case .project(let index):
      if case .unknownNumber(let bounds) = project[index] { return bounds }
      return Bounds(lower: nil, upper: nil)
    case .cell(let table, let record, let column):
      let own = tables[table].numbers(column).bounds(record)
      guard tables[table].open.contains(record) else { return own }
      let exists = tables[table].certain.contains(record)
      return Bounds(
        lower: own.lower.map { exists ? max(0, $0) : min(0, $0) }, upper: own.upper == 0 ? 0 : nil)
    }
  }
}
