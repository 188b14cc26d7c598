import FundingTerms

/// The facts of one proposal as plain numbers, in memory that is used again for the next proposal.
///
/// It holds what ``Facts`` holds in the ordinary case, under the same numbers of tables, columns and
/// facts, and is made for ``CompiledRule``: filling it makes no text, no set and no array, and once
/// it has held the largest proposal it allocates nothing more. A reader fills it as it reads:
///
///     facts.reset()
///     let record = facts.append(to: 0)
///     facts.set(label: country, table: 0, record: record, column: 0)
///     facts.set(number: 6_000_000, fact: 4)
///
/// What is not set is unknown. What cannot be said here (one of more than 63 labels, numbers of
/// which only the sum is known) is marked by ``waive(table:column:)``: rules that look at it are
/// then evaluated over ``Facts``.
public struct CompactFacts: Sendable {
  /// Whether a record exists.
  public enum Existence: Sendable {
    /// It does.
    case certain
    /// It does, or not.
    case possible
    /// It stands for any number of records, also none: what an unknown list may hold.
    case open
  }

  /// Columns and facts, by the layout's numbers: a few words, so that asking counts no references.
  public struct Waived: Sendable {
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    init() {}

    mutating func insert(_ place: Int) {
      let bit: UInt64 = 1 << UInt64(place % 64)
      switch place / 64 {
      case 0: words.0 |= bit
      case 1: words.1 |= bit
      case 2: words.2 |= bit
      case 3: words.3 |= bit
      default: break  // A vocabulary with more of them has no compiled rules.
      }
    }

    func contains(_ place: Int) -> Bool {
      let bit: UInt64 = 1 << UInt64(place % 64)
      return switch place / 64 {
      case 0: words.0 & bit != 0
      case 1: words.1 & bit != 0
      case 2: words.2 & bit != 0
      default: words.3 & bit != 0
      }
    }

    func isDisjoint(with other: Waived) -> Bool {
      words.0 & other.words.0 | words.1 & other.words.1 | words.2 & other.words.2
        | words.3 & other.words.3 == 0
    }
  }

  /// What stands for an unknown number, a label of which nothing is known, an unknown list and the
  /// group of a record that is one of its own.
  ///
  /// A label that is known is 0 or more; one that is not is below 0, and its lower 63 bits are the
  /// labels that it may be, none standing for any.
  static let unknown = Int64.min

  /// Where each table and column stands.
  let layout: CompactLayout
  /// All columns one after the other, those of a table with room for as many records each.
  private(set) var cells: [Int64] = []
  /// For each table where its records are.
  private(set) var tables: [Records]
  /// How many control groups have a number.
  private(set) var groupCount = 0
  /// The facts of the project, in two cells each: the least and the greatest number; a label; a list.
  private(set) var project: [Int64]
  /// The columns and facts of which the store does not say all there is.
  public private(set) var waived = Waived()
  /// What stood in cells before something was supposed of them; the project's cells are counted from
  /// -1 down.
  private var before: [(cell: Int, value: Int64)] = []
  /// The tables of which it is supposed that they are empty, with how many records they have.
  private var emptied: [(table: Int, count: Int)] = []

  /// A store for the facts of a vocabulary, with nothing in it.
  public init(_ vocabulary: Vocabulary) {
    layout = CompactLayout(vocabulary)
    tables = Array(repeating: Records(), count: layout.widths.count)
    project = layout.blankProject
    place()
  }

  // MARK: Filling

  /// Forgets all facts and keeps the memory.
  public mutating func reset() {
    for table in tables.indices where tables[table].count > 0 {
      for slot in 0..<layout.widths[table] {
        for index in tables[table].column(slot) { cells[index] = Self.unknown }
      }
      tables[table].count = 0
      tables[table].doubtful = 0
    }
    groupCount = 0
    for index in project.indices { project[index] = layout.blankProject[index] }
    waived = Waived()
  }

  /// How many records a table has.
  public func count(of table: Int) -> Int { tables[table].count }

  /// Adds a record of which nothing is known, and gives its index.
  ///
  /// - `owner`: the record of the parent table to which it belongs, where the table has one and does
  ///   not name the owner in a column.
  @discardableResult
  public mutating func append(
    to table: Int, owner: Int = 0, _ existence: Existence = .certain
  ) -> Int {
    let record = tables[table].count
    if record == tables[table].room { grow(table) }
    tables[table].count = record + 1
    cells[cell(table, record, layout.ownerSlot(table))] = Int64(owner)
    if existence != .certain {
      tables[table].doubtful += 1
      cells[cell(table, record, layout.existenceSlot(table))] = existence == .open ? 1 : 0
    }
    return record
  }

  /// Says the number in a column of a record, in the unit of the column. The least number that there
  /// is stands for an unknown one.
  public mutating func set(number: Int64, table: Int, record: Int, column: Int) {
    cells[cell(table, record, layout.slot(table, column))] = number
  }

  /// Says the label in a column of a record, 0 or more; truths are the labels 0 (no) and 1 (yes).
  public mutating func set(label: Int, table: Int, record: Int, column: Int) {
    cells[cell(table, record, layout.slot(table, column))] =
      label < 0 ? Self.unknown : Int64(label)
  }

  /// Says which labels, all below 63, one in a column of a record may be; no bit stands for any.
  public mutating func set(labels: UInt64, table: Int, record: Int, column: Int) {
    cells[cell(table, record, layout.slot(table, column))] = Self.oneOf(labels)
  }

  /// Makes the list in a column of a record known, and empty.
  public mutating func beginList(table: Int, record: Int, column: Int) {
    let slot = layout.slot(table, column)
    for part in 0..<layout.parts(table, column) { cells[cell(table, record, slot + part)] = 0 }
  }

  /// Puts a label on the known list in a column of a record; one that the vocabulary does not have is
  /// left out.
  public mutating func insert(label: Int, table: Int, record: Int, column: Int) {
    guard label >= 0, label / 63 < layout.parts(table, column) else { return }
    let index = cell(table, record, layout.slot(table, column) + label / 63)
    if cells[index] >= 0 { cells[index] |= 1 << Int64(label % 63) }
  }

  /// Says to which control group, by its number from 0 on, a record belongs; without it, it is a
  /// group of its own.
  public mutating func set(group: Int, table: Int, record: Int) {
    cells[cell(table, record, layout.groupSlot(table))] = Int64(group)
    groupCount = max(groupCount, group + 1)
  }

  /// Says the number of a fact of the project, in the unit of its type.
  public mutating func set(number: Int64, fact: Int) {
    project[layout.factSlot(fact)] = number
    project[layout.factSlot(fact) + 1] = number
  }

  /// Says that the number of a fact of the project is so much or more.
  public mutating func set(atLeast number: Int64, fact: Int) {
    project[layout.factSlot(fact)] = number
    project[layout.factSlot(fact) + 1] = .max
  }

  /// Says that a fact of the project is the sum of the column that ``RuleCompiler`` has for it, which
  /// is not known in all its parts.
  public mutating func setSum(fact: Int) {
    // Why: a least number above the greatest is what no number has.
    project[layout.factSlot(fact)] = .max
    project[layout.factSlot(fact) + 1] = .min
  }

  /// Says the label of a fact of the project, 0 or more.
  public mutating func set(label: Int, fact: Int) {
    project[layout.factSlot(fact)] = label < 0 ? Self.unknown : Int64(label)
  }

  /// Says which labels, all below 63, one of the project may be; no bit stands for any.
  public mutating func set(labels: UInt64, fact: Int) {
    project[layout.factSlot(fact)] = Self.oneOf(labels)
  }

  /// Makes a list of the project known, and empty.
  public mutating func beginList(fact: Int) {
    for part in 0..<layout.parts(fact: fact) { project[layout.factSlot(fact) + part] = 0 }
  }

  /// Puts a label on a known list of the project; one that the vocabulary does not have is left out.
  public mutating func insert(label: Int, fact: Int) {
    guard label >= 0, label / 63 < layout.parts(fact: fact) else { return }
    let index = layout.factSlot(fact) + label / 63
    if project[index] >= 0 { project[index] |= 1 << Int64(label % 63) }
  }

  /// Says that more is known of a column than can be said here: rules that look at it are left to
  /// ``Rule/outcome(for:)`` over ``Facts``.
  public mutating func waive(table: Int, column: Int) {
    waived.insert(layout.place(table, column))
  }

  /// Says that more is known of a fact of the project than can be said here.
  public mutating func waive(fact: Int) {
    waived.insert(layout.place(fact: fact))
  }

  // MARK: Reading

  /// The label in a column of a record; `nil` where it is not known.
  public func label(table: Int, record: Int, column: Int) -> Int? {
    let value = cells[cell(table, record, layout.slot(table, column))]
    return value < 0 ? nil : Int(value)
  }

  /// The number of a fact of the project; `nil` where it is not known.
  public func number(fact: Int) -> Int64? {
    let slot = layout.factSlot(fact)
    return project[slot] == project[slot + 1] ? project[slot] : nil
  }

  // MARK: Supposing

  /// Puts a number in place of what stands in a cell, until ``withdraw()``.
  mutating func suppose(_ value: Int64, inCell index: Int) {
    before.append((index, cells[index]))
    cells[index] = value
  }

  /// The same for a cell of the project.
  mutating func suppose(_ value: Int64, inProjectCell index: Int) {
    before.append((-1 - index, project[index]))
    project[index] = value
  }

  /// Supposes that a table has no records.
  public mutating func supposeNone(of table: Int) {
    emptied.append((table, tables[table].count))
    tables[table].count = 0
  }

  /// Takes back all that was supposed.
  public mutating func withdraw() {
    while let (cell, value) = before.popLast() {
      if cell < 0 { project[-1 - cell] = value } else { cells[cell] = value }
    }
    while let (table, count) = emptied.popLast() { tables[table].count = count }
  }

  // MARK: Memory

  static func oneOf(_ labels: UInt64) -> Int64 {
    Int64(bitPattern: labels | 1 << 63)
  }

  func cell(_ table: Int, _ record: Int, _ slot: Int) -> Int {
    tables[table].start + slot * tables[table].room + record
  }

  /// Gives every table its place, with nothing in it.
  private mutating func place() {
    var start = 0
    for table in tables.indices {
      tables[table].start = start
      start += layout.widths[table] * tables[table].room
    }
    cells = Array(repeating: Self.unknown, count: start)
  }

  /// Makes room for more records in a table.
  private mutating func grow(_ table: Int) {
    let (oldCells, old) = (cells, tables)
    tables[table].room *= 2
    place()
    for table in tables.indices {
      for slot in 0..<layout.widths[table] {
        for (from, to) in zip(old[table].column(slot), tables[table].column(slot)) {
          cells[to] = oldCells[from]
        }
      }
    }
  }
}
