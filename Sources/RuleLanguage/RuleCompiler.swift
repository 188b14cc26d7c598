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
  public init(
    _ vocabulary: Vocabulary, entangled: [[RuleMentions.Place]] = [],
    sums: [Int: (table: Int, column: Int)] = [:]
  ) {
    self.vocabulary = vocabulary
    self.sums = sums
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
  private mutating func note(_ set: Vocabulary.LabelSet) {
    guard set.origin != 0 else { return }
    tracked.isShared = true
    tracked.mentions[-set.origin, default: 0] += 1
  }

  private mutating func note(_ bound: CountBound) {
    if bound.lower > 0, bound.upper != nil { tracked.isMixed = true }
  }

  func sum(ofFact fact: Int) -> (table: Int, column: Int)? { sums[fact] }

  // MARK: Registers

  private enum Kind { case mask, figure, truth }

  private mutating func register(_ step: RuleProgram.Step, _ kind: Kind) -> Int {
    if let known = registers[step] { return known }
    let target: Int
    switch kind {
    case .mask: (target, program.maskCount) = (program.maskCount, program.maskCount + 1)
    case .figure: (target, program.figureCount) = (program.figureCount, program.figureCount + 1)
    case .truth: (target, program.truthCount) = (program.truthCount, program.truthCount + 1)
    }
    program.steps.append(step)
    program.targets.append(target)
    registers[step] = target
    return target
  }

  mutating func mask(_ step: RuleProgram.Step) -> Int { register(step, .mask) }
  mutating func figure(_ step: RuleProgram.Step) -> Int { register(step, .figure) }
  private mutating func truth(_ step: RuleProgram.Step) -> Int { register(step, .truth) }

  private mutating func list(_ registers: [Int]) -> Int {
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

  private mutating func set(_ set: Vocabulary.LabelSet) -> Int {
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
  private mutating func listSet(_ labels: BitSet, parts: Int) throws(NotCovered) -> Int {
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

  // MARK: Conditions

  private mutating func truths(_ list: [Condition]) throws(NotCovered) -> (first: Int, count: Int) {
    var registers: [Int] = []
    for condition in list { registers.append(try truth(condition)) }
    return (self.list(registers), registers.count)
  }

  mutating func truth(_ condition: Condition) throws(NotCovered) -> Int {
    switch condition.form {
    case .all(let list):
      if let range = try range(list) { return range }
      let list = try truths(list)
      return truth(.all(first: list.first, count: list.count))
    case .any(let list):
      let list = try truths(list)
      return truth(.any(first: list.first, count: list.count))
    case .tally(let list, let bound):
      note(bound)
      let list = try truths(list)
      return truth(
        .tallyTrue(
          first: list.first, count: list.count, lower: bound.lower, upper: bound.upper ?? .max))
    case .not(let inner): return truth(.notTrue(try truth(inner)))
    case .when(let condition, let then, let otherwise):
      tracked.isMixed = true
      let condition = try truth(condition)
      let then = try truth(then)
      var other = truth(.known(.yes))
      if let otherwise { other = try truth(otherwise) }
      return truth(.when(condition, then: then, otherwise: other))
    case .count(let selection, let independent, let bound):
      note(bound)
      if independent { tracked.isShared = tracked.isShared || bound.upper != nil }
      let members = try mask(selection)
      return truth(
        .count(
          members, table: selection.table, isIndependent: independent, lower: bound.lower,
          upper: bound.upper ?? .max))
    case .matching(let selection, _, let column, let bound),
      .different(let selection, let column, _, let bound):
      note(bound)
      let members = try mask(selection)
      // Why: that a label is one of some that are asked for, and which, is one question together.
      let asked = asked(of: selection, column)
      if asked == nil { mention(selection.table, column) }
      var isMatching = false
      if case .matching(_, let independent, _, _) = condition.form { isMatching = independent }
      return truth(
        .different(
          members, table: selection.table, slot: program.layout.slot(selection.table, column),
          isMatching: isMatching, capacity: asked ?? .max, lower: bound.lower,
          upper: bound.upper ?? .max))
    case .includes(let fact, let labels, let bound):
      note(bound)
      mention(fact: fact)
      let parts = program.layout.parts(fact: fact)
      return truth(
        .factIncludes(
          slot: program.layout.factSlot(fact), parts: parts,
          set: try listSet(labels, parts: parts), lower: bound.lower, upper: bound.upper ?? .max))
    case .label(let fact, let set):
      mention(fact: fact)
      note(set)
      return truth(.factLabel(slot: program.layout.factSlot(fact), set: self.set(set)))
    case .stated(let fact):
      mention(fact: fact)
      tracked.isRough = true
      let type = vocabulary.facts.values.first { $0.index == fact }?.type
      if sums[fact] != nil { throw NotCovered() }
      switch type {
      case .label, .truth:
        return truth(
          .stated(slot: program.layout.factSlot(fact), isList: false, isLabel: true))
      case .list:
        return truth(
          .stated(slot: program.layout.factSlot(fact), isList: true, isLabel: false))
      default:
        return truth(
          .stated(slot: program.layout.factSlot(fact), isList: false, isLabel: false))
      }
    case .compare(let left, let relation, let right):
      let form = try difference(left, right, table: nil)
      if relation == .exactly { noteExactly(form) }
      return truth(.compare(form: form, relation: relation))
    case .every(let selection, let filter):
      let members = try mask(selection)
      return truth(
        .every(members, try mask(filter, selection.table), table: selection.table))
    case .some(let selection, let filter):
      let members = try mask(selection)
      return truth(.some(members, try mask(filter, selection.table), table: selection.table))
    case .totals: throw NotCovered()
    }
  }

  /// How many labels a selection asks for in a column; `nil` where it does not just ask for some.
  private func asked(of selection: Selection, _ column: Int) -> Int? {
    let filters =
      switch selection.filter {
      case .all(let list)?: list
      case let filter?: [filter]
      case nil: [Filter]()
      }
    for case .label(column, let set) in filters { return set.certain.count }
    return nil
  }

  /// A number between two others: asked for twice, and yet one question.
  private mutating func range(_ list: [Condition]) throws(NotCovered) -> Int? {
    guard list.count == 2, case .compare(let left, .atLeast, let least) = list[0].form,
      case .compare(let same, .atMost, let most) = list[1].form, case .literal = least.form,
      case .literal = most.form, case .fact(let fact) = left.form, case .fact(fact) = same.form
    else { return nil }
    let first = try difference(left, least, table: nil)
    let noted = tracked.mentions
    let second = try difference(same, most, table: nil)
    let (lower, upper) = (program.forms[first], program.forms[second])
    if lower.constant >= upper.constant { tracked.mentions = noted }
    let both = [
      truth(.compare(form: first, relation: .atLeast)),
      truth(.compare(form: second, relation: .atMost)),
    ]
    return truth(.all(first: self.list(both), count: 2))
  }

  /// Notes that a comparison is one of equality, which wholeness may rule out within a range.
  private mutating func noteExactly(_ form: Int) {
    tracked.isMixed = true
    let form = program.forms[form]
    let weights = form.terms.map { program.terms[$0] }
    let isPlain =
      form.fields.count + weights.count == 1 && weights.allSatisfy { $0.table < 0 }
    let weight = weights.first?.weight ?? form.fields.first.map { program.fields[$0].weight } ?? 0
    if !isPlain || abs(weight) != 1 { tracked.isRough = true }
  }

  // MARK: Records

  /// The records that a selection means, not asking whether they exist.
  mutating func mask(_ selection: Selection) throws(NotCovered) -> Int {
    guard selection.only == nil else { throw NotCovered() }
    var result = RuleProgram.everything(selection.table)
    for filter in [selection.restriction, selection.filter].compactMap(\.self) {
      let next = try mask(filter, selection.table)
      result =
        result == RuleProgram.everything(selection.table)
        ? next : mask(.both(result, next, table: selection.table))
    }
    return result
  }

  mutating func mask(_ filter: Filter, _ table: Int) throws(NotCovered) -> Int {
    switch filter {
    case .all(let list):
      var result = RuleProgram.everything(table)
      for (index, filter) in list.enumerated() {
        let next = try mask(filter, table)
        result = index == 0 ? next : mask(.both(result, next, table: table))
      }
      return result
    case .any(let list):
      var result = RuleProgram.everything(table)
      for (index, filter) in list.enumerated() {
        let next = try mask(filter, table)
        result = index == 0 ? next : mask(.either(result, next, table: table))
      }
      return result
    case .not(let inner): return mask(.not(try mask(inner, table), table: table))
    case .when(let condition, let then, let otherwise):
      tracked.isMixed = true
      let condition = try mask(condition, table)
      let then = try mask(then, table)
      var other = RuleProgram.everything(table)
      if let otherwise { other = try mask(otherwise, table) }
      return mask(.choose(condition, then: then, otherwise: other, table: table))
    case .label(let column, let set):
      mention(table, column)
      note(set)
      return mask(
        .label(table: table, slot: program.layout.slot(table, column), set: self.set(set)))
    case .includes(let column, let labels, let bound):
      note(bound)
      mention(table, column)
      guard program.layout.parts(table, column) == 1 else { throw NotCovered() }
      return mask(
        .includes(
          table: table, slot: program.layout.slot(table, column),
          set: try listSet(labels, parts: 1), lower: bound.lower, upper: bound.upper ?? .max))
    case .compare(let left, let relation, let right):
      let form = try difference(left, right, table: table)
      if relation == .exactly { noteExactly(form) }
      if !program.forms[form].terms.isEmpty { tracked.isShared = true }
      return mask(.compareEach(form: form, relation: relation, table: table))
    case .same: throw NotCovered()
    case .tally(let list, let bound):
      note(bound)
      var masks: [Int] = []
      for filter in list { masks.append(try mask(filter, table)) }
      return mask(
        .tally(
          first: self.list(masks), count: masks.count, table: table, lower: bound.lower,
          upper: bound.upper ?? .max))
    case .owner(let inner, let column):
      guard table != 0 else { throw NotCovered() }
      tracked.isShared = true
      let owners = try mask(inner, 0)
      guard let column else { return mask(.owner(owners, table: table)) }
      mention(table, column)
      tracked.isRough = true
      return mask(
        .namedOwner(owners, table: table, slot: program.layout.slot(table, column)))
    case .project(let condition):
      tracked.isShared = true
      return mask(.project(try truth(condition), table: table))
    }
  }
}
