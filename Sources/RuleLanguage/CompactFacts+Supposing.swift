public import FundingTerms

/// What is missing, and supposing what it might turn out to be.
///
/// What is supposed stands in the place of what is unknown, so that a ``RuleProgram`` takes it for
/// known; ``withdraw()`` takes it back.
extension CompactFacts {
  /// The labels, as bits, that an unknown one may be, 0 for any; `nil` where it is known.
  public func candidates(table: Int, record: Int, column: Int) -> UInt64? {
    Self.candidates(cells[cell(table, record, layout.slot(table, column))])
  }

  /// The same for a label of the project.
  public func candidates(fact: Int) -> UInt64? {
    Self.candidates(project[layout.factSlot(fact)])
  }

  private static func candidates(_ cell: Int64) -> UInt64? {
    cell >= 0 ? nil : UInt64(bitPattern: cell) & ~(1 << 63)
  }

  /// The number in a column of a record; `nil` where it is not known.
  public func number(table: Int, record: Int, column: Int) -> Int64? {
    let value = cells[cell(table, record, layout.slot(table, column))]
    return value == Self.unknown ? nil : value
  }

  /// The least number that a fact of the project may be, where it is not known.
  public func leastNumber(fact: Int) -> Int64? {
    let slot = layout.factSlot(fact)
    return project[slot] < project[slot + 1] ? project[slot] : nil
  }

  /// Whether a list is known: in a column of a record, or of the project.
  public func isListKnown(table: Int, record: Int, column: Int) -> Bool {
    cells[cell(table, record, layout.slot(table, column))] >= 0
  }

  /// Whether a list of the project is known.
  public func isListKnown(fact: Int) -> Bool { project[layout.factSlot(fact)] >= 0 }

  /// Whether the store does not say all there is of a column.
  public func isWaived(table: Int, column: Int) -> Bool {
    waived.contains(layout.place(table, column))
  }

  /// Whether the store does not say all there is of a fact of the project.
  public func isWaived(fact: Int) -> Bool { waived.contains(layout.place(fact: fact)) }

  /// Whether a record exists.
  public func existence(table: Int, record: Int) -> Existence {
    switch cells[cell(table, record, layout.existenceSlot(table))] {
    case 0: .possible
    case 1: .open
    default: .certain
    }
  }

  /// The record of the parent table to which a record belongs.
  public func owner(table: Int, record: Int) -> Int {
    Int(cells[cell(table, record, layout.ownerSlot(table))])
  }

  // MARK: Supposing

  /// Supposes the label in a column of a record.
  public mutating func suppose(label: Int, table: Int, record: Int, column: Int) {
    suppose(Int64(label), inCell: cell(table, record, layout.slot(table, column)))
  }

  /// Supposes the number in a column of a record.
  public mutating func suppose(number: Int64, table: Int, record: Int, column: Int) {
    suppose(number, inCell: cell(table, record, layout.slot(table, column)))
  }

  /// Supposes the list in a column of a record, of labels that the vocabulary has.
  public mutating func suppose(list: BitSet, table: Int, record: Int, column: Int) {
    let slot = layout.slot(table, column)
    for part in 0..<layout.parts(table, column) {
      suppose(Self.word(part, of: list), inCell: cell(table, record, slot + part))
    }
  }

  /// Supposes that a record exists, and stands for itself alone.
  public mutating func supposeOne(table: Int, record: Int) {
    suppose(Self.unknown, inCell: cell(table, record, layout.existenceSlot(table)))
  }

  /// Supposes the label of a fact of the project.
  public mutating func suppose(label: Int, fact: Int) {
    suppose(Int64(label), inProjectCell: layout.factSlot(fact))
  }

  /// Supposes the number of a fact of the project.
  public mutating func suppose(number: Int64, fact: Int) {
    let slot = layout.factSlot(fact)
    suppose(number, inProjectCell: slot)
    suppose(number, inProjectCell: slot + 1)
  }

  /// Supposes a list of the project, of labels that the vocabulary has.
  public mutating func suppose(list: BitSet, fact: Int) {
    for part in 0..<layout.parts(fact: fact) {
      suppose(Self.word(part, of: list), inProjectCell: layout.factSlot(fact) + part)
    }
  }

  /// The labels of a list in one of its words of 63.
  private static func word(_ part: Int, of list: BitSet) -> Int64 {
    list.reduce(0) { $1 / 63 == part ? $0 | 1 << Int64($1 % 63) : $0 }
  }
}
