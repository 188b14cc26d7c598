import FundingTerms

/// Makes a ``RuleProgram`` of typed rules.
///
/// One method a construct, as in ``Evaluator``. A construct that has no step makes the whole rule
/// one that is not compiled.
public struct RuleCompiler {
  /// That a rule has a shape for which there is no step.
  struct NotCovered: Error {}

  /// The steps of all rules that were added.
  public private(set) var program: RuleProgram
  let vocabulary: Vocabulary
  /// For each column and fact, by the layout's number, the number of those that it may settle.
  private var classes: [Int]
  /// For facts that may be the sum of a column: the table and the column.
  private let sums: [Int: (table: Int, column: Int)]
  /// For columns whose labels are parts of other labels: the column of those.
  private let wholes: [RuleMentions.Place: Int]
  private var registers: [RuleProgram.Step: Int] = [:]
  private var setNumbers: [Vocabulary.LabelSet: Int] = [:]
  private var formNumbers: [FormKey: Int] = [:]
  var tracked = Tracked()
  /// What was noted of each rule, by its number.
  private var notes: [Tracked] = []

  struct FormKey: Hashable {
    var constant: Int64
    var terms: [RuleProgram.Term]
    var fields: [RuleProgram.Field]
  }

  /// What is noted of the rule that is being compiled.
  struct Tracked {
    /// The columns and facts that it looks at.
    var places = Set<Int>()
    /// How often it mentions each fact; facts that may settle each other share a number.
    var mentions: [Int: Int] = [:]
    /// Whether a condition in it is neither furthered nor hindered alone by more facts holding.
    var isMixed = false
    /// Whether one fact may decide about several records.
    var isShared = false
    /// Whether an unknown outcome may be due to how it is computed.
    var isRough = false
  }

  /// A compiler for rules of a vocabulary.
  ///
  /// - `entangled`: groups of columns and facts (of table -1) that may settle each other.
  /// - `sums`: the facts that, where they are not known, are the sums of columns.
  /// - `wholes`: for columns whose labels are parts of those in another column, that column: regions
  ///   of countries.
  public init(
    _ vocabulary: Vocabulary, entangled: [[RuleMentions.Place]] = [],
    sums: [Int: (table: Int, column: Int)] = [:], wholes: [RuleMentions.Place: Int] = [:]
  ) {
    self.vocabulary = vocabulary
    self.sums = sums
    self.wholes = wholes
    let layout = CompactLayout(vocabulary)
    program = RuleProgram(layout: layout)
    classes = Array(0..<layout.places)
    for group in entangled {
      let numbers = group.map {
        $0.table < 0 ? layout.place(fact: $0.column) : layout.place($0.table, $0.column)
      }
      for number in numbers { classes[number] = numbers[0] }
    }
    let labels = vocabulary.labelTypes.map(\.labels.count).max() ?? 0
    program.labelWords = (labels + 64) / 64
  }

  /// Adds a rule; `nil` where it has a shape that is not compiled.
  public mutating func add(_ rule: Rule) -> CompiledRule? {
    tracked = Tracked()
    guard program.layout.places <= CompiledRule.mostPlaces,
      let result = try? truth(rule.condition)
    else { return nil }
    notes.append(tracked)
    return CompiledRule(result: result, number: notes.count - 1, places: tracked.places)
  }

  /// Whether an outcome of some rules together that the missing facts leave open is open, however
  /// closely one looks: every fact is asked for once, so that each can turn out either way by itself.
  public func isTight(_ rules: [CompiledRule]) -> Bool {
    let notes = rules.map { self.notes[$0.number] }
    var mentions: [Int: Int] = [:]
    for note in notes { mentions.merge(note.mentions, uniquingKeysWith: +) }
    let isMixed = notes.contains(where: \.isMixed)
    let isShared = notes.contains(where: \.isShared)
    return mentions.values.allSatisfy { $0 == 1 } && !(isMixed && isShared)
      && !notes.contains(where: \.isRough)
  }

  // MARK: Notes

  mutating func mention(_ table: Int, _ column: Int) {
    mention(place: program.layout.place(table, column))
  }

  mutating func mention(fact: Int) { mention(place: program.layout.place(fact: fact)) }

  mutating func look(_ place: Int) { tracked.places.insert(place) }

  mutating func mention(place: Int) {
    look(place)
    tracked.mentions[classes[place], default: 0] += 1
  }

  /// Notes that a set has open memberships: each decides about all records with such a label.
  mutating func note(_ set: Vocabulary.LabelSet) {
    guard set.origin != 0 else { return }
    tracked.isShared = true
    tracked.mentions[-set.origin, default: 0] += 1
  }

  mutating func note(_ bound: CountBound) {
    if bound.lower > 0, bound.upper != nil { tracked.isMixed = true }
  }

  func sum(ofFact fact: Int) -> (table: Int, column: Int)? { sums[fact] }

  /// The cells of the labels of which those of a column are parts; -1 where they are none.
  func whole(of column: Int, in table: Int) -> Int {
    wholes[RuleMentions.Place(table: table, column: column)].map {
      program.layout.slot(table, $0)
    } ?? -1
  }

  // MARK: Registers

  private enum Kind { case mask, figure, truth, sums }

  private mutating func register(_ step: RuleProgram.Step, _ kind: Kind) -> Int {
    if let known = registers[step] { return known }
    let target: Int
    switch kind {
    case .mask: (target, program.maskCount) = (program.maskCount, program.maskCount + 1)
    case .figure: (target, program.figureCount) = (program.figureCount, program.figureCount + 1)
    case .truth: (target, program.truthCount) = (program.truthCount, program.truthCount + 1)
    case .sums: (target, program.sumsCount) = (program.sumsCount, program.sumsCount + 1)
    }
    program.steps.append(step)
    program.targets.append(target)
    registers[step] = target
    return target
  }

  mutating func mask(_ step: RuleProgram.Step) -> Int { register(step, .mask) }
  mutating func figure(_ step: RuleProgram.Step) -> Int { register(step, .figure) }
  mutating func truth(_ step: RuleProgram.Step) -> Int { register(step, .truth) }
  mutating func sums(_ step: RuleProgram.Step) -> Int { register(step, .sums) }

  mutating func list(_ registers: [Int]) -> Int {
    program.lists += registers
    return program.lists.count - registers.count
  }

  mutating func form(_ key: FormKey) -> Int {
    if let known = formNumbers[key] { return known }
    let (terms, fields) = (program.terms.count, program.fields.count)
    program.terms += key.terms
    program.fields += key.fields
    program.forms.append(
      RuleProgram.Form(
        constant: key.constant, terms: terms..<program.terms.count,
        fields: fields..<program.fields.count))
    formNumbers[key] = program.forms.count - 1
    return program.forms.count - 1
  }

  mutating func set(_ set: Vocabulary.LabelSet) -> Int {
    if let known = setNumbers[set] { return known }
    let count = (set.possible.reduce(0) { max($0, $1) }) / 64 + 1
    func words(_ labels: BitSet) -> [UInt64] {
      var result = [UInt64](repeating: 0, count: count)
      for label in labels { result[label / 64] |= 1 << UInt64(label % 64) }
      return result
    }
    let start = program.words.count
    program.words += words(set.certain) + words(set.possible)
    program.sets.append(
      RuleProgram.LabelWords(
        certain: start, possible: start + count, count: count,
        isSettled: set.certain == set.possible))
    setNumbers[set] = program.sets.count - 1
    return program.sets.count - 1
  }

  /// The labels of a list in words of 63, as lists stand in cells.
  mutating func listSet(_ labels: BitSet, parts: Int) throws(NotCovered) -> Int {
    var words = [UInt64](repeating: 0, count: parts)
    for label in labels {
      guard label / 63 < parts else { throw NotCovered() }
      words[label / 63] |= 1 << UInt64(label % 63)
    }
    let start = program.words.count
    program.words += words
    program.sets.append(
      RuleProgram.LabelWords(certain: start, possible: start, count: parts, isSettled: true))
    return program.sets.count - 1
  }
}
