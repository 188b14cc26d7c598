import FundingTerms

/// What an evaluation could not tell, and what can be supposed one way or another.
enum OpenQuestion: Hashable {
  /// Whether a form over unknown numbers is 0 or more.
  case sign(LinearForm)
  /// Whether there is at least one of those for which an open record stands.
  case exists(table: Int, record: Int)
  /// Whether there is more than one of them.
  case more(table: Int, record: Int)
  /// Which of the numbers for which an open record stands are below a limit, and which are not.
  case limit(table: Int, record: Int, column: Int, Int64)
}

/// Takes down what an evaluation could not tell, in the order in which it came across it.
public final class OpenQuestions {
  private(set) var list: [(question: OpenQuestion, record: Evaluator.Record?)] = []

  /// Nothing taken down yet.
  public init() {}

  var count: Int { list.count }

  func add(_ question: OpenQuestion, for record: Evaluator.Record? = nil) {
    list.append((question, record))
  }

  func forgetAll() { list.removeAll() }

  /// Forgets what came after a mark: the answer did not depend on it.
  func forget(after mark: Int) {
    if list.count > mark { list.removeSubrange(mark...) }
  }

  /// Forgets what came after a mark and is about records of a table that are settled.
  func forget(after mark: Int, table: Int, settled: (Int) -> Bool) {
    guard list.count > mark else { return }
    let kept = list[mark...].filter { item in
      guard let record = item.record, record.table == table else { return true }
      return !settled(record.index)
    }
    list.replaceSubrange(mark..., with: kept)
  }
}

extension Facts {
  /// More records than this are not added by supposing how many there are.
  private static let mostCopies = 12

  /// The facts with a question settled in each way that is possible.
  func settled(_ question: OpenQuestion) -> [Facts] {
    let all: [Facts]
    switch question {
    case .sign(let form):
      all = [form, form.opposite].map { form in
        var facts = self
        facts.constraints.append(form)
        return facts
      }
    case .exists(let table, let record):
      var (without, with) = (self, self)
      without.tables[table].absent.insert(record)
      with.tables[table].certain.insert(record)
      all = [without, with]
    case .more(let table, let record):
      var (one, more) = (self, self)
      one.tables[table].open.remove(record)
      let copy = more.copy(of: record, in: table)
      more.tables[table].certain.insert(copy)
      more.tables[table].open.remove(copy)
      all = [one, more]
    case .limit(let table, let record, let column, let limit):
      var below = self
      let copy = below.copy(of: record, in: table)
      below.tables[table].limit(record, column, to: { $0.upper = limit - 1 })
      below.tables[table].limit(copy, column, to: { $0.lower = limit })
      guard tables[table].certain.contains(record) else { return [below] }
      // Why: where there is at least one, it is below the limit or all are not.
      var above = below
      below.tables[table].certain.remove(copy)
      above.tables[table].certain.remove(record)
      above.tables[table].absent.insert(record)
      all = [below, above]
    }
    return all.filter { $0.isPossible() }
  }

  /// The numbers of which something has been supposed, and one of each record that was supposed to
  /// exist or not; those that do not exist in any case are left out, by table.
  func supposed(but given: [BitSet]) -> [FactReference] {
    var result = constraints.flatMap { $0.factors.keys }
    for (index, table) in tables.enumerated() {
      let records = table.absent.subtracting(given[index])
        .union(table.open.intersection(table.certain))
        .union(BitSet((table.count - table.origins.count)..<table.count))
      guard let column = table.columns.firstIndex(where: \.holdsNumbers) else { continue }
      result += records.map { .cell(table: index, record: $0, column: column) }
    }
    return result
  }

  /// Whether records may still be added.
  func mayCopy(in table: Int) -> Bool { tables[table].origins.count < Self.mostCopies }

  /// Adds a record like another one.
  private mutating func copy(of record: Int, in table: Int) -> Int {
    for index in pools.indices
    where pools[index].table == table && pools[index].records.contains(record) {
      pools[index].records.insert(tables[table].count)
    }
    return tables[table].copy(of: record)
  }

  /// A fact of the facts as they were before a completion added records.
  public func original(_ fact: FactReference) -> FactReference {
    guard case .cell(let table, let record, let column) = fact else { return fact }
    return .cell(table: table, record: tables[table].original(record), column: column)
  }
}

extension Facts.Table {
  /// The record for which another one was added.
  func original(_ record: Int) -> Int {
    let first = count - origins.count
    return record < first ? record : origins[record - first]
  }

  /// Whether a record stands for any number, or did before that was settled.
  func mayBeMany(_ record: Int) -> Bool {
    open.contains(record) || absent.contains(record) || origins.contains(record)
  }

  /// The records that were made of one.
  func copies(of record: Int) -> [Int] {
    origins.indices.filter { origins[$0] == record }.map { count - origins.count + $0 }
  }

  /// How many there are of those for which an open record stands.
  func number(of record: Int) -> CountRange {
    let all = BitSet([record] + copies(of: record)).subtracting(absent)
    return CountRange(
      least: all.intersection(certain).count, most: all.isDisjoint(with: open) ? all.count : nil)
  }

  /// Whether a record certainly exists here and not in the other table, where it is the same one.
  func excludes(_ other: Facts.Table, _ record: Int) -> Bool {
    guard record < other.count, original(record) == other.original(record),
      certain.contains(record), other.absent.contains(record)
    else { return false }
    return zip(columns, other.columns).allSatisfy { mine, others in
      guard case .numbers(let mine) = mine, case .numbers(let others) = others else { return true }
      return mine.bounds(record) == others.bounds(record)
    }
  }

  fileprivate mutating func limit(
    _ record: Int, _ column: Int, to change: (inout Facts.Bounds) -> Void
  ) {
    guard case .numbers(var numbers) = columns[column] else { return }
    var bounds = numbers.bounds(record)
    change(&bounds)
    numbers.limits[record] = bounds
    columns[column] = .numbers(numbers)
  }

  fileprivate mutating func copy(of record: Int) -> Int {
    let copy = count
    origins.append(original(record))
    count += 1
    if certain.contains(record) { certain.insert(copy) }
    if open.contains(record) { open.insert(copy) }
    for index in columns.indices { columns[index].copy(record, to: copy) }
    groups.append((groups.max() ?? -1) + 1)
    if !parents.isEmpty { parents.append(parents[record]) }
    return copy
  }
}

extension Facts.Pool {
  func has(_ fact: FactReference) -> Bool {
    guard case .cell(table, let record, column) = fact else { return false }
    return records.contains(record)
  }
}

extension Facts.Column {
  fileprivate var holdsNumbers: Bool {
    if case .numbers = self { true } else { false }
  }

  fileprivate mutating func copy(_ record: Int, to copy: Int) {
    switch self {
    case .numbers(var numbers):
      numbers.values.append(numbers.values[record])
      if numbers.known.contains(record) { numbers.known.insert(copy) }
      numbers.limits[copy] = numbers.limits[record]
      self = .numbers(numbers)
    case .labels(var labels):
      labels.values.append(labels.values[record])
      if labels.known.contains(record) { labels.known.insert(copy) }
      labels.candidates[copy] = labels.candidates[record]
      if labels.unsettled.contains(record) { labels.unsettled.insert(copy) }
      self = .labels(labels)
    case .lists(var lists):
      lists.values.append(lists.values[record])
      self = .lists(lists)
    case .sums: break
    }
  }
}
