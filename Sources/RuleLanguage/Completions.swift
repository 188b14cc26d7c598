import FundingTerms

/// What rules say under every completion of the missing facts.
///
/// The evaluator is sound but looks at each missing fact anew wherever a rule needs it. Here each
/// missing fact is settled in turn and the rules are evaluated again, so that an outcome that holds
/// however the facts turn out is found, and the facts that matter are told from those that do not.
/// What becomes the same function of the remaining facts is one node (a reduced decision diagram):
/// a fact matters if and only if a node for it is left.
public struct Completions {
  /// What the rules say of facts.
  public enum Judgement: Hashable, Sendable {
    /// Settled, whatever else is missing.
    case settled(Int)
    /// Not settled yet.
    case open
  }

  /// What became of it.
  public struct Result: Sendable {
    /// The settled judgements that some completion reaches.
    public var reached: Set<Int> = []
    /// Whether some completion leaves the judgement open.
    public var isOpen = false
    /// The names of the facts that matter, in the order of the choices.
    public var names: [String] = []
    /// Whether something that no source settles matters.
    public var isUnsettled = false
    /// How often the rules were evaluated.
    public var evaluations = 0
    /// Whether the facts were too many to try out: then nothing here may be relied on.
    public var isIncomplete = false
  }

  private let judge: (Facts) -> Judgement
  private let signature: (Facts) -> Int
  private let choices: [Choice]
  private var budget: Int
  /// Whether there are more completions than the budget allows to try out one by one.
  private let isTooMany: Bool
  private var result = Result()
  private var nodes: [Node: Int] = [:]

  private enum Node: Hashable {
    case settled(Int)
    /// Open for reasons that are not among the choices, such as unknown amounts.
    case open(signature: Int)
    case decision(choice: Int, [Int])
  }

  /// Tries out what some rules say of facts.
  ///
  /// - Parameters:
  ///   - budget: how often the rules may be evaluated.
  ///   - judge: what the rules say; it must be sound.
  ///   - signature: asked where all choices are made and the rules still are open: the same number
  ///     for two that are open in the same way.
  public static func explore(
    _ facts: Facts, choices: [Choice], uses: RuleUses, budget: Int,
    judge: @escaping (Facts) -> Judgement, signature: @escaping (Facts) -> Int
  ) -> Result {
    let reduced = ChoiceReduction(facts: facts, uses: uses).reduced(choices)
    var completions = Completions(
      judge: judge, signature: signature, choices: reduced, budget: budget)
    let root = completions.node(for: facts, from: 0)
    guard !completions.result.isIncomplete else { return completions.result }
    completions.collect(root)
    return completions.result
  }

  private init(
    judge: @escaping (Facts) -> Judgement, signature: @escaping (Facts) -> Int,
    choices: [Choice], budget: Int
  ) {
    self.judge = judge
    self.signature = signature
    self.choices = choices
    self.budget = budget
    isTooMany =
      choices.reduce(1) { product, choice in min(product * choice.options.count, budget + 1) }
      > budget
  }

  /// The node of the function that the rules are of the choices from an index on.
  private mutating func node(for facts: Facts, from index: Int) -> Int {
    guard budget > 0 else {
      result.isIncomplete = true
      return -1
    }
    budget -= 1
    result.evaluations += 1
    if case .settled(let value) = judge(facts) { return number(.settled(value)) }
    guard index < choices.count else {
      // Why: once one completion is open the outcome is too; only which facts matter remains to be
      // found, and that is worth no more than the budget.
      if isTooMany { result.isIncomplete = true }
      return number(.open(signature: signature(facts)))
    }
    var children: [Int] = []
    for option in choices[index].options {
      children.append(node(for: facts.setting(option), from: index + 1))
      if result.isIncomplete { return -1 }
    }
    if let first = children.first, children.allSatisfy({ $0 == first }) { return first }
    return number(.decision(choice: index, children))
  }

  private mutating func number(_ node: Node) -> Int {
    if let known = nodes[node] { return known }
    nodes[node] = nodes.count
    return nodes.count - 1
  }

  /// Takes down what the diagram says.
  private mutating func collect(_ root: Int) {
    var byNumber: [Int: Node] = [:]
    for (node, number) in nodes { byNumber[number] = node }
    var waiting = [root]
    var seen = Set<Int>()
    var used = Set<Int>()
    while let number = waiting.popLast() {
      guard seen.insert(number).inserted, let node = byNumber[number] else { continue }
      switch node {
      case .settled(let value): result.reached.insert(value)
      case .open: result.isOpen = true
      case .decision(let choice, let children):
        used.insert(choice)
        waiting += children
      }
    }
    var named = Set<String>()
    for index in used.sorted() {
      let names = choices[index].names
      if names.isEmpty { result.isUnsettled = true }
      for name in names where named.insert(name).inserted { result.names.append(name) }
    }
  }
}

/// Leaves out of choices what rules cannot tell apart.
private struct ChoiceReduction {
  let facts: Facts
  let uses: RuleUses

  func reduced(_ choices: [Choice]) -> [Choice] {
    choices.compactMap { choice in
      var seen = Set<[Choice.Setting]>()
      var fresh: [[Choice.Setting]: Int] = [:]
      var options: [[Choice.Setting]] = []
      for option in choice.options {
        let settings = option.filter(matters)
        let signature = settings.map(signature)
        let isFresh = signature != settings && settings.contains { isNew($0) }
        if isFresh {
          // Why: labels that nobody else has are as good as each other, but several facts may need
          // different ones.
          guard fresh[signature, default: 0] < choices.count else { continue }
          fresh[signature, default: 0] += 1
          options.append(settings)
        } else if seen.insert(signature).inserted {
          options.append(settings)
        }
      }
      return options.count > 1 ? Choice(names: choice.names, options: options) : nil
    }
  }

  private func matters(_ setting: Choice.Setting) -> Bool {
    switch setting {
    case .label(let table, _, let column, _):
      uses.looksAt(RuleUses.Key(table: table, column: column))
    case .list(let table, _, let column, _):
      uses.listed[RuleUses.Key(table: table, column: column)] != nil
    case .projectLabel(let fact, _): uses.looksAt(RuleUses.Key(table: -1, column: fact))
    case .projectList(let fact, _): uses.listed[RuleUses.Key(table: -1, column: fact)] != nil
    case .exist(let table, _, _), .absent(let table, _): uses.tables.contains(table)
    case .membership: true
    }
  }

  /// Whether a label is counted and nobody is known to have it.
  private func isNew(_ setting: Choice.Setting) -> Bool {
    guard case .label(let table, _, let column, let label) = setting,
      uses.counted.contains(RuleUses.Key(table: table, column: column))
    else { return false }
    let labels = facts.tables[table].labels(column)
    return !labels.known.contains { labels.values[$0] == label }
  }

  /// A setting with its label replaced by one that the rules cannot tell from it.
  private func signature(of setting: Choice.Setting) -> Choice.Setting {
    switch setting {
    case .label(let table, let record, let column, let label):
      let key = RuleUses.Key(table: table, column: column)
      if uses.counted.contains(key), !isNew(setting) { return setting }
      return .label(table: table, record: record, column: column, -1 - kind(of: label, key))
    case .projectLabel(let fact, let label):
      return .projectLabel(fact: fact, -1 - kind(of: label, RuleUses.Key(table: -1, column: fact)))
    default: return setting
    }
  }

  /// A number for the sets in which a label is: certainly, perhaps or not.
  private func kind(of label: Int, _ key: RuleUses.Key) -> Int {
    (uses.sets[key] ?? []).reduce(0) { number, set in
      // Why: which label it is matters where its membership is open and shared with others.
      let isOpen = set.possible.contains(label) && !set.certain.contains(label)
      let digit = set.certain.contains(label) ? 1 : isOpen ? 2 + label : 0
      return (number &* 1009 &+ digit) & 0x3FFF_FFFF_FFFF
    }
  }
}
