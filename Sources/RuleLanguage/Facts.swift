import FundingTerms

/// Names one fact that a rule may need: a cell of a table, or a fact of the project.
public enum FactReference: Hashable, Sendable {
  /// A fact of the project by its index.
  case project(Int)
  /// A cell: the table's index, the record's, the column's.
  case cell(table: Int, record: Int, column: Int)
}

/// The facts of one proposal in columns, each fact known, partly known or unknown.
///
/// Rules are evaluated over whole columns at once. What is not known is never a value of its own:
/// a label has the set of labels that it may still be, an amount the range in which it lies.
public struct Facts: Sendable {
  /// A range of numbers in the unit of a type; `nil` is unbounded.
  public struct Bounds: Sendable, Hashable {
    /// The least value, or `nil` for no least.
    public var lower: Int64?
    /// The greatest value, or `nil` for no greatest.
    public var upper: Int64?

    /// A range of numbers.
    public init(lower: Int64?, upper: Int64?) {
      self.lower = lower
      self.upper = upper
    }

    /// Zero or more.
    public static let zeroOrMore = Bounds(lower: 0, upper: nil)
  }

  /// A column of numbers: cents, counts, days, months.
  public struct NumberColumn: Sendable {
    /// The value of each record, where it is known.
    public var values: [Int64]
    /// The records of which the value is known.
    public var known: BitSet
    /// In which range an unknown value lies.
    public var bounds: Bounds
    /// A range of its own for some records, in a completion of what is missing.
    var limits: [Int: Bounds] = [:]

    /// In which range the number of a record lies, where it is not known.
    func bounds(_ record: Int) -> Bounds { limits[record] ?? bounds }

    /// A column of numbers.
    public init(values: [Int64], known: BitSet, bounds: Bounds = .zeroOrMore) {
      self.values = values
      self.known = known
      self.bounds = bounds
    }
  }

  /// A column of labels; truths are the labels 0 (no) and 1 (yes).
  public struct LabelColumn: Sendable {
    /// The label of each record, where it is known.
    public var values: [Int]
    /// The records of which the label is known.
    public var known: BitSet
    /// For records whose label is not known: what it may be. A record without an entry may have any
    /// label, also one that no rule names.
    public var candidates: [Int: BitSet]
    /// Records whose label no source settles: no fact of the proposal is missing there.
    public var unsettled: BitSet

    /// A column of labels.
    public init(
      values: [Int], known: BitSet, candidates: [Int: BitSet] = [:], unsettled: BitSet = BitSet()
    ) {
      self.values = values
      self.known = known
      self.candidates = candidates
      self.unsettled = unsettled
    }

    /// What the label of a record may be; `nil` if it may be anything.
    public func possible(_ record: Int) -> BitSet? {
      known.contains(record) ? BitSet(CollectionOfOne(values[record])) : candidates[record]
    }
  }

  /// A column of lists of labels: `nil` where a record's list is not known.
  public struct ListColumn: Sendable {
    /// The labels on each record's list.
    public var values: [BitSet?]

    /// A column of lists.
    public init(values: [BitSet?]) { self.values = values }
  }

  /// A column of any type.
  public enum Column: Sendable {
    case numbers(NumberColumn)
    case labels(LabelColumn)
    case lists(ListColumn)
    /// For each record the sum of a column over the records of another table that belong to it: it
    /// is known as far as they are, and what is missing is missing there.
    case sums(table: Int, column: Int)
  }

  /// The records of one sort.
  public struct Table: Sendable {
    /// How many records there are, the possible ones included.
    public var count: Int
    /// The records that exist for certain.
    public var certain: BitSet
    /// The records that stand for any number of records, also none: what an unknown list may hold.
    public var open: BitSet
    /// The records that do not exist after all, in a completion of what is missing.
    var absent = BitSet()
    /// For each record that a completion added at the end: the one that it was made of.
    var origins: [Int] = []
    /// The columns, in the order of the vocabulary.
    public var columns: [Column]
    /// For each record the number of its control group; records of one group are one entity.
    public var groups: [Int]
    /// Records whose group is not stated, and who are taken as independent.
    public var assumedGroups: BitSet
    /// For each record its owner in the parent table.
    public var parents: [Int] { didSet { children = Self.children(parents) } }
    /// For each record of the parent table those that belong to it.
    private(set) var children: [[Int]]

    /// A table; without `groups` every record is a group of its own.
    public init(
      count: Int, certain: BitSet? = nil, open: BitSet = BitSet(), columns: [Column],
      groups: [Int]? = nil, assumedGroups: BitSet = BitSet(), parents: [Int] = []
    ) {
      self.count = count
      self.certain = certain ?? BitSet(below: count)
      self.open = open
      self.columns = columns
      self.groups = groups ?? Array(0..<count)
      self.assumedGroups = assumedGroups
      self.parents = parents
      children = Self.children(parents)
    }

    private static func children(_ parents: [Int]) -> [[Int]] {
      guard let last = parents.max() else { return [] }
      var result = [[Int]](repeating: [], count: last + 1)
      for (record, parent) in parents.enumerated() { result[parent].append(record) }
      return result
    }

    /// The records that belong to a record of the parent table.
    func children(of record: Int) -> [Int] { record < children.count ? children[record] : [] }

    /// The column of another table of which this one holds sums.
    func summed(_ column: Int) -> (table: Int, column: Int)? {
      guard column < columns.count, case .sums(let table, let inner) = columns[column] else {
        return nil
      }
      return (table, inner)
    }

    /// The numbers in a column; nothing where the column holds something else.
    func numbers(_ column: Int) -> NumberColumn {
      if column < columns.count, case .numbers(let numbers) = columns[column] { return numbers }
      return NumberColumn(values: Array(repeating: 0, count: count), known: BitSet())
    }

    /// The labels in a column; nothing where the column holds something else.
    func labels(_ column: Int) -> LabelColumn {
      if column < columns.count, case .labels(let labels) = columns[column] { return labels }
      return LabelColumn(values: Array(repeating: 0, count: count), known: BitSet())
    }

    /// The list in a column of a record; `nil` where it is not known.
    func list(_ column: Int, _ record: Int) -> BitSet? {
      if column < columns.count, case .lists(let lists) = columns[column] {
        return lists.values[record]
      }
      return nil
    }
  }

  /// A fact of the project.
  public enum ProjectFact: Sendable {
    case number(Int64)
    case unknownNumber(Bounds)
    /// The sum of a column of numbers over all records of a table that exist.
    case sum(table: Int, column: Int)
    case label(Int)
    /// A label that is not known: what it may be, or `nil` for anything.
    case unknownLabel(BitSet?)
    case list(BitSet)
    case unknownList
  }

  /// Numbers of which only the sum is known: the costs of partners who gave none, where the project
  /// gave the total.
  public struct Pool: Sendable {
    /// The table's index.
    public var table: Int
    /// The column's index.
    public var column: Int
    /// The records whose numbers are unknown.
    public var records: BitSet
    /// What they amount to together, 0 or more.
    public var total: Int64

    /// A pool.
    public init(table: Int, column: Int, records: BitSet, total: Int64) {
      self.table = table
      self.column = column
      self.records = records
      self.total = total
    }
  }

  /// The facts of the project, by the index of the vocabulary.
  public var project: [ProjectFact]
  /// The tables, by the index of the vocabulary.
  public var tables: [Table]
  /// Unknown numbers of which the sum is known.
  public var pools: [Pool]
  /// Memberships of labels in sets that are open by their source and settled in a completion.
  var settled: [Membership: Bool] = [:]
  /// What a completion has taken of which there can be only one.
  var claims = BitSet()
  /// What a completion has settled about unknown numbers: each of these is 0 or more.
  var constraints: [LinearForm] = []

  /// That a label is in the sets of an origin.
  public struct Membership: Hashable, Sendable {
    /// The origin of the sets.
    public var origin: Int
    /// The label.
    public var label: Int

    /// A membership.
    public init(origin: Int, label: Int) {
      self.origin = origin
      self.label = label
    }
  }

  /// The facts of one proposal.
  public init(project: [ProjectFact], tables: [Table], pools: [Pool] = []) {
    self.project = project
    self.tables = tables
    self.pools = pools
  }
}
