import FundingTerms

/// What rules say under every completion of the missing facts.
///
/// The evaluator is sound but looks at each missing fact anew wherever a rule needs it. Here each
/// missing fact is settled in turn and the rules are evaluated again, so that an outcome that holds
/// however the facts turn out is found, and the facts that matter are told from those that do not.
/// Numbers are settled last, by supposing what comparisons ask: one way and the other.
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

  private let judge: (Facts, OpenQuestions) -> Judgement
  private let signature: (Facts) -> Int
  private let path: (FactReference) -> String
  private let questions = OpenQuestions()
  private let choices: [Choice]
  private var budget: Int
  /// Whether there are more completions than the budget allows to try out one by one.
  private let isTooMany: Bool
  private var result = Result()
  private var nodes: [Node: Int] = [:]
  /// For each supposition all that may come of it, with what was supposed.
  private var worlds: [Int: [World]] = [:]

  /// Facts of which everything is settled that matters.
  private struct World {
    var facts: Facts
    var node: Int
  }

  /// In place of a node: what contradicts earlier choices.
  private static let impossible = -2

  private enum Node: Hashable {
    case settled(Int)
    /// Open for reasons that are not among the choices, such as unknown amounts.
    case open(signature: Int)
    case decision(choice: Int, [Int])
    /// What was supposed of numbers, each way with its node.
    case supposition(OpenQuestion, [Int])
  }

  /// Tries out what some rules say of facts.
  ///
  /// - Parameters:
  ///   - budget: how often the rules may be evaluated.
  ///   - path: the name of the fact that a number is, or is a part of.
  ///   - judge: what the rules say; it must be sound.
  ///   - signature: asked where nothing more can be supposed and the rules still are open: the same
  ///     number for two that are open in the same way.
  public static func explore(
    _ facts: Facts, choices: [Choice], uses: RuleMentions, budget: Int,
    path: @escaping (FactReference) -> String,
    judge: @escaping (Facts, OpenQuestions) -> Judgement, signature: @escaping (Facts) -> Int
  ) -> Result {
    let reduced = ChoiceReduction(facts: facts, uses: uses).reduced(choices)
    // Why: what can turn out in one way only, as far as rules can tell, is known.
    let known = reduced.filter { $0.options.count == 1 }.flatMap { $0.options[0] }
    var completions = Completions(
      judge: judge, signature: signature, path: path,
      choices: reduced.filter { $0.options.count > 1 }, budget: budget)
    let root = completions.node(for: facts.setting(known), from: 0)
    guard !completions.result.isIncomplete else { return completions.result }
    completions.collect(root)
    return completions.result
  }

  private init(
    judge: @escaping (Facts, OpenQuestions) -> Judgement, signature: @escaping (Facts) -> Int,
    path: @escaping (FactReference) -> String, choices: [Choice], budget: Int
  ) {
    self.judge = judge
    self.signature = signature
    self.path = path
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
    questions.forgetAll()
    if case .settled(let value) = judge(facts, questions) { return number(.settled(value)) }
    guard index < choices.count else { return supposing(facts) }
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

  /// The node where only numbers are left.
  private mutating func supposing(_ facts: Facts) -> Int {
    guard let question = questions.list.first?.question else {
      // Why: once one completion is open the outcome is too; only which facts matter remains to be
      // found, and that is worth no more than the budget.
      if isTooMany { result.isIncomplete = true }
      return number(.open(signature: signature(facts)))
    }
    let ways = facts.settled(question)
    var children: [Int] = []
    for facts in ways {
      children.append(node(for: facts, from: choices.count))
      if result.isIncomplete { return -1 }
    }
    if let first = children.first, children.allSatisfy({ $0 == first }) { return first }
    guard !children.isEmpty else { return Self.impossible }
    let node = number(.supposition(question, children))
    worlds[node] = zip(ways, children).flatMap { facts, child in
      worlds[child] ?? [World(facts: facts, node: child)]
    }
    return node
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
    var numbers: [String] = []
    while let number = waiting.popLast() {
      guard seen.insert(number).inserted, let node = byNumber[number] else { continue }
      switch node {
      case .settled(let value): result.reached.insert(value)
      case .open: result.isOpen = true
      case .decision(let choice, let children):
        used.insert(choice)
        waiting += children.filter { $0 != Self.impossible }
      case .supposition(_, let children):
        for path in mattering(worlds[number] ?? []) where !numbers.contains(path) {
          numbers.append(path)
        }
        // Why: what follows from suppositions has been compared as a whole.
        var inner = children
        while let child = inner.popLast() {
          switch byNumber[child] {
          case .settled(let value): result.reached.insert(value)
          case .open: result.isOpen = true
          case .supposition(_, let children): inner += children
          case .decision, nil: break
          }
        }
      }
    }
    var named = Set<String>()
    for index in used.sorted() {
      let names = choices[index].names
      if names.isEmpty { result.isUnsettled = true }
      for name in names where named.insert(name).inserted { result.names.append(name) }
    }
    for name in numbers where named.insert(name).inserted { result.names.append(name) }
  }

  // MARK: Numbers that matter

  /// More comparisons of two completions than this are not made; a fact then is taken to matter.
  private static let patience = 400

  /// The names of the facts that alone, or with those that share a known sum with them, lead from one
  /// outcome to another.
  private func mattering(_ worlds: [World]) -> [String] {
    var groups: [(paths: [String], facts: Set<FactReference>)] = []
    guard let first = worlds.first?.facts else { return [] }
    let given = first.tables.indices.map { table in
      worlds.reduce(first.tables[table].absent) {
        $0.intersection($1.facts.tables[table].absent)
      }
    }
    for world in worlds {
      for fact in world.facts.supposed(but: given) {
        var group = (paths: [path(world.facts.original(fact))], facts: Set([fact]))
        for pool in world.facts.pools where pool.has(fact) {
          for record in pool.records {
            let other = FactReference.cell(table: pool.table, record: record, column: pool.column)
            group.facts.insert(other)
            let path = path(world.facts.original(other))
            if !group.paths.contains(path) { group.paths.append(path) }
          }
        }
        for other in groups where !Set(other.paths).isDisjoint(with: group.paths) {
          group.paths = other.paths + group.paths.filter { !other.paths.contains($0) }
          group.facts.formUnion(other.facts)
        }
        groups.removeAll { !Set($0.paths).isDisjoint(with: group.paths) }
        groups.append(group)
      }
    }
    return groups.filter { matters($0.paths, $0.facts, worlds) }.flatMap(\.paths)
  }

  private func matters(_ paths: [String], _ facts: Set<FactReference>, _ worlds: [World]) -> Bool {
    var left = Self.patience
    for (index, first) in worlds.enumerated() {
      for second in worlds[..<index] where first.node != second.node {
        guard left > 0 else { return true }
        left -= 1
        guard isSame(first.facts, second.facts, but: paths) else { continue }
        var system = LinearSystem()
        system.add(first.facts)
        system.add(second.facts, asSecond: true, apart: facts)
        if system.isFeasible { return true }
      }
    }
    return false
  }

  /// Whether lists may hold the same in two completions, but for those of some names.
  private func isSame(_ first: Facts, _ second: Facts, but paths: [String]) -> Bool {
    for index in first.tables.indices {
      let (one, other) = (first.tables[index], second.tables[index])
      for record in 0..<(one.count - one.origins.count)
      where one.mayBeMany(record) || other.mayBeMany(record) {
        let fact = FactReference.cell(table: index, record: record, column: 0)
        guard !paths.contains(path(fact)) else { continue }
        let (some, others) = (one.number(of: record), other.number(of: record))
        if some.least > others.most ?? .max || others.least > some.most ?? .max { return false }
        let parts = [record] + one.copies(of: record)
        if parts.contains(where: { one.excludes(other, $0) || other.excludes(one, $0) }) {
          return false
        }
      }
    }
    return true
  }
}
