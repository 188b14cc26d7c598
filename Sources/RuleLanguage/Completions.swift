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

  /// In place of a node: what contradicts earlier choices.
  private static let impossible = -2

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
    // Why: what can turn out in one way only, as far as rules can tell, is known.
    let known = reduced.filter { $0.options.count == 1 }.flatMap { $0.options[0] }
    var completions = Completions(
      judge: judge, signature: signature, choices: reduced.filter { $0.options.count > 1 },
      budget: budget)
    let root = completions.node(for: facts.setting(known), from: 0)
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
      guard !facts.contradicts(option) else {
        children.append(Self.impossible)
        continue
      }
      children.append(node(for: facts.setting(option), from: index + 1))
      if result.isIncomplete { return -1 }
    }
    let possible = children.filter { $0 != Self.impossible }
    if let first = possible.first, possible.allSatisfy({ $0 == first }) { return first }
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
        waiting += children.filter { $0 != Self.impossible }
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
