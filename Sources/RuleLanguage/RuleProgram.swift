import FundingTerms

/// Rules of one call as a list of steps over ``CompactFacts``, to be run for one proposal after the
/// other.
///
/// What several rules ask for (the beneficiaries, the sum of all costs) is one step. A step is a few
/// numbers; it reads cells and registers and writes one register, so that a run allocates nothing,
/// whatever is known. Anything that a step cannot do exactly as ``Evaluator`` does it is left out
/// when the rule is compiled, or said in the ``Workspace``.
public struct RuleProgram: Sendable {
  /// One step. Masks, figures and truths are named by the numbers of their registers.
  enum Step: Hashable, Sendable {
    /// Records whose label in a column of cells is in a set.
    case label(table: Int, slot: Int, set: Int)
    /// Records on whose list are so many of some labels.
    case includes(table: Int, slot: Int, set: Int, lower: Int, upper: Int)
    case both(Int, Int, table: Int)
    case either(Int, Int, table: Int)
    case not(Int, table: Int)
    case choose(Int, then: Int, otherwise: Int, table: Int)
    case tally(first: Int, count: Int, table: Int, lower: Int, upper: Int)
    /// Records whose owner, in table 0, is in a mask.
    case owner(Int, table: Int)
    /// The same, for owners that a column names.
    case namedOwner(Int, table: Int, slot: Int)
    /// Every record, as true as a condition of the project.
    case project(Int, table: Int)
    /// Records of which a form compares with 0 in a way.
    case compareEach(form: Int, relation: Relation, table: Int)

    /// How many there are.
    case number(Int, table: Int, isIndependent: Bool)
    /// The sum of a column of cells.
    case sum(Int, table: Int, slot: Int)
    /// For each record of table 0 the sum of a column of cells over those that belong to it.
    case sumEach(Int, table: Int, slot: Int)
    /// The number of a fact.
    case fact(slot: Int)
    case extreme(Int, Int, isSmaller: Bool)
    case shifted(Int, by: Int, isBack: Bool)

    case count(Int, table: Int, isIndependent: Bool, lower: Int, upper: Int)
    /// `whole`: the cells of labels of which those in question are parts, -1 where there are none;
    /// `capacity`: how many labels there are at most that a record may have.
    case different(
      Int, table: Int, slot: Int, whole: Int, isMatching: Bool, capacity: Int, lower: Int,
      upper: Int)
    case every(Int, Int, table: Int)
    case some(Int, Int, table: Int)
    case factLabel(slot: Int, set: Int)
    case factIncludes(slot: Int, parts: Int, set: Int, lower: Int, upper: Int)
    case stated(slot: Int, isList: Bool, isLabel: Bool)
    case compare(form: Int, relation: Relation)
    case all(first: Int, count: Int)
    case any(first: Int, count: Int)
    case notTrue(Int)
    case when(Int, then: Int, otherwise: Int)
    case tallyTrue(first: Int, count: Int, lower: Int, upper: Int)
    case known(Truth)
  }

  /// A sum of multiples: of figures, and of the numbers of one record.
  struct Form: Hashable, Sendable {
    var constant: Int64
    var terms: Range<Int>
    var fields: Range<Int>
  }

  /// A multiple of a figure.
  struct Term: Hashable, Sendable {
    var weight: Int64
    /// The register of the figure.
    var figure: Int
    /// Where the figure is a sum of cells: the table (else -1), the cells and the mask of the
    /// records, -1 for all of them.
    var table = -1
    var slot = -1
    var mask = -1
  }

  /// A multiple of a number of the record that is looked at.
  struct Field: Hashable, Sendable {
    var weight: Int64
    /// Where it stands; -1 where it is a sum over what belongs to the record.
    var slot: Int
    /// The register of such sums.
    var sums = -1
    /// Whether an unknown number there is 0 or more.
    var isZeroOrMore: Bool
  }

  /// A set of labels: where its words are.
  struct LabelWords: Sendable {
    var certain: Int
    var possible: Int
    var count: Int
    /// Whether no membership is open.
    var isSettled: Bool
  }

  let layout: CompactLayout
  var steps: [Step] = []
  var targets: [Int] = []
  var forms: [Form] = []
  var terms: [Term] = []
  var fields: [Field] = []
  var sets: [LabelWords] = []
  var words: [UInt64] = []
  /// Registers that a step takes several of.
  var lists: [Int] = []
  var maskCount: Int
  var figureCount = 0
  var truthCount = 0
  /// How many registers hold a range for each record of table 0.
  var sumsCount = 0
  /// How many words hold the labels of any type.
  var labelWords = 1

  /// How many tables there are.
  var tables: Int { layout.widths.count }

  /// Masks that every run begins with, for each table: the records that exist with all that there
  /// are; the open records; all records.
  static func existing(_ table: Int) -> Int { 3 * table }
  static func open(_ table: Int) -> Int { 3 * table + 1 }
  static func everything(_ table: Int) -> Int { 3 * table + 2 }

  init(layout: CompactLayout) {
    self.layout = layout
    maskCount = 3 * layout.widths.count
  }
}

/// A rule as a part of a ``RuleProgram``: a few numbers, so that it is handed on for nothing.
public struct CompiledRule: Sendable {
  /// So many columns and facts a vocabulary may have.
  static let mostPlaces = 256

  /// The register of the truth.
  let result: Int
  /// The number of the rule among those of its compiler.
  let number: Int
  /// The columns and facts that it looks at, as ``CompactFacts/waived`` numbers them.
  private let places: CompactFacts.Waived

  init(result: Int, number: Int, places: Set<Int>) {
    self.result = result
    self.number = number
    var waived = CompactFacts.Waived()
    for place in places { waived.insert(place) }
    self.places = waived
  }

  /// Whether the facts, but for what is waived of them, say all that there is to say of what the
  /// rule looks at.
  public func isCovered(but waived: CompactFacts.Waived) -> Bool { places.isDisjoint(with: waived) }
}

/// The registers of a run, kept from one to the next.
public struct Workspace: Sendable {
  var masks: [UInt64] = []
  var lows: [Int64] = []
  var highs: [Int64] = []
  var truths: [Truth] = []
  /// For each record a range.
  var sums: [(least: Int64, greatest: Int64)] = []
  var marks: [UInt64] = []
  /// How many words a mask has.
  var stride = 1
  /// Whether something came out wider than it had to.
  public internal(set) var isRough = false
  /// Whether a figure was too large to be computed here: then nothing may be relied on.
  public internal(set) var hasFailed = false

  /// An empty workspace; it grows to what a program and the largest proposal need.
  public init() {}

  /// What the last run found of a rule.
  public func truth(of rule: CompiledRule) -> Truth { truths[rule.result] }
}
