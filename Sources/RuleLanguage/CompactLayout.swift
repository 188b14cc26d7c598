/// Where in ``CompactFacts`` each column and fact of a vocabulary stands.
struct CompactLayout: Sendable {
  /// For each table how many columns of cells it has: its own, and those of groups, owners and
  /// existence.
  private(set) var widths: [Int] = []
  /// The first cell column of each column, and after a table's last how many it has: one table after
  /// the other.
  private var slots: [Int] = []
  /// For each table where its slots begin, and where the last one's end.
  private var firstSlots = [0]
  /// For each table the number of its first column among all columns and facts.
  private var firstPlaces: [Int] = []
  private var factSlots: [Int] = []
  private var firstFactPlace = 0
  /// How many columns and facts there are.
  private(set) var places = 0
  /// The facts of the project where nothing is known.
  private(set) var blankProject: [Int64] = []
  /// For each table and column whether an unknown number in it is 0 or more.
  private(set) var isZeroOrMore: [[Bool]] = []

  init(_ vocabulary: Vocabulary) {
    func parts(_ type: ValueType) -> Int {
      guard case .list(let index) = type else { return 1 }
      // Why: a word that the vocabulary does not have may stand on a list, past all labels.
      return vocabulary.labelTypes[index].labels.count / 63 + 1
    }
    for table in vocabulary.tables {
      let count = (table.fields.map(\.column).max() ?? -1) + 1
      var types = [ValueType](repeating: .truth, count: count)
      for field in table.fields { types[field.column] = field.type }
      let ends = types.reduce(into: [0]) { $0.append($0[$0.count - 1] + parts($1)) }
      slots += ends
      firstSlots.append(slots.count)
      widths.append(ends[count] + 3)
      isZeroOrMore.append(types.map { $0 != .date })
      firstPlaces.append(places)
      places += count
    }
    firstFactPlace = places
    let facts = (vocabulary.facts.values.map(\.index).max() ?? -1) + 1
    var types = [ValueType](repeating: .truth, count: facts)
    for fact in vocabulary.facts.values { types[fact.index] = fact.type }
    for type in types {
      factSlots.append(blankProject.count)
      switch type {
      case .money, .share, .count, .duration: blankProject += [0, .max]
      case .date: blankProject += [.min, .max]
      case .truth, .label: blankProject += [.min, 0]
      case .list: blankProject += [Int64](repeating: .min, count: parts(type))
      }
    }
    factSlots.append(blankProject.count)
    places += facts
  }

  /// The first of the cell columns of a column.
  func slot(_ table: Int, _ column: Int) -> Int { slots[firstSlots[table] + column] }

  /// How many cell columns a column takes: lists of many labels take several.
  func parts(_ table: Int, _ column: Int) -> Int {
    slot(table, column + 1) - slot(table, column)
  }

  /// How many columns a table has.
  func columns(_ table: Int) -> Int { firstSlots[table + 1] - firstSlots[table] - 1 }

  /// How many facts of the project there are.
  var factCount: Int { factSlots.count - 1 }

  func groupSlot(_ table: Int) -> Int { widths[table] - 3 }
  func ownerSlot(_ table: Int) -> Int { widths[table] - 2 }
  func existenceSlot(_ table: Int) -> Int { widths[table] - 1 }

  func factSlot(_ fact: Int) -> Int { factSlots[fact] }
  func parts(fact: Int) -> Int { factSlots[fact + 1] - factSlots[fact] }

  /// The number of a column among all columns and facts.
  func place(_ table: Int, _ column: Int) -> Int { firstPlaces[table] + column }
  func place(fact: Int) -> Int { firstFactPlace + fact }
}
