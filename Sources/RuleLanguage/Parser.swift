import FundingTerms
import SourceText

/// Reads tokens into syntax: one method a construct, one token of look-ahead (two after a name).
///
/// It stops at the first mistake; a rule is short, and what follows a mistake is guesswork.
struct Parser {
  /// How deep conditions and quantities may nest.
  static let deepest = 64
  /// How many terms a sum may have.
  static let mostTerms = 100

  let source: SourceFile
  let vocabulary: Vocabulary
  private let tokens: [Token]
  private var index = 0
  private var depth = 0
  /// How many tallies the current condition stands in.
  private var tallies = 0

  init(source: SourceFile, range: Range<Int>, vocabulary: Vocabulary) throws(RuleError) {
    self.source = source
    self.vocabulary = vocabulary
    tokens = try Lexer.tokens(in: source, range: range)
  }

  // MARK: Tokens

  var current: Token { tokens[index] }

  /// The token some steps on from the current one; -1 is the one before.
  func token(after distance: Int) -> Token {
    tokens[min(max(index + distance, 0), tokens.count - 1)]
  }

  func isAt(_ words: String...) -> Bool {
    for (distance, word) in words.enumerated() where token(after: distance).keyword != word {
      return false
    }
    return true
  }

  mutating func take() -> Token {
    let token = tokens[index]
    if index < tokens.count - 1 { index += 1 }
    return token
  }

  /// Steps over some words if they stand here.
  mutating func skip(_ words: String...) -> Bool {
    for (distance, word) in words.enumerated() where token(after: distance).keyword != word {
      return false
    }
    for _ in words { _ = take() }
    return true
  }

  mutating func skip(_ kind: Token.Kind) -> Bool {
    guard current.kind == kind else { return false }
    _ = take()
    return true
  }

  func error(
    _ code: String, _ message: String, at range: Range<Int>? = nil, help: String? = nil,
    fixIt: Diagnostic.FixIt? = nil
  ) -> RuleError {
    RuleError(
      diagnostic: Diagnostic(
        code: code, message, in: source, at: range ?? current.range, help: help, fixIt: fixIt))
  }

  /// What the current token looks like in a message.
  var shown: String {
    current.kind == .end
      ? "the end of the rule" : "'\(PlainText.shown(source.text(in: current.range)))'"
  }

  mutating func expect(_ word: String, after what: String) throws(RuleError) {
    guard !skip(word) else { return }
    throw error(
      "rule.expected", "expected '\(word)' after \(what) but found \(shown)",
      help: NearMiss.help(for: source.text(in: current.range), in: [word]))
  }

  mutating func expect(_ kind: Token.Kind, _ text: String, after what: String) throws(RuleError) {
    guard !skip(kind) else { return }
    throw error("rule.expected", "expected '\(text)' after \(what) but found \(shown)")
  }

  mutating func name(_ what: String) throws(RuleError) -> NameSyntax {
    guard case .word(let text) = current.kind, !current.isKeyword else {
      throw error("rule.expected", "expected \(what) but found \(shown)")
    }
    return NameSyntax(text: text, range: take().range)
  }

  /// A label: a word, or a number such as the name of a strand.
  mutating func label() throws(RuleError) -> NameSyntax {
    if case .number = current.kind {
      let token = take()
      return NameSyntax(text: source.text(in: token.range), range: token.range)
    }
    return try name("a label")
  }

  mutating func nested<T>(_ body: (inout Parser) throws(RuleError) -> T) throws(RuleError) -> T {
    depth += 1
    guard depth <= Self.deepest else {
      throw error(
        "rule.too-deep", "a rule nests at most \(Self.deepest) levels deep",
        help: "name its amounts, or split it into several requirements")
    }
    defer { depth -= 1 }
    return try body(&self)
  }

  /// The words that have a meaning of their own and so can name nothing.
  static let keywords: Set<String> = [
    "a", "all", "an", "and", "are", "at", "before", "after", "between", "come", "comes",
    "declared", "different", "each", "every", "exactly", "fewer", "for", "from", "hold", "holds",
    "in", "include",
    "includes", "independent", "is", "its", "larger", "least", "less", "minus", "more", "most",
    "no", "not", "of", "on", "or", "otherwise", "plus", "smaller", "stated", "than", "that", "the",
    "same", "then", "there", "unless", "when", "whose", "within",
  ]

  // MARK: Conditions

  /// `rule = condition`
  mutating func rule() throws(RuleError) -> ConditionSyntax {
    guard current.kind != .end else {
      throw error("rule.empty", "a rule states a condition", help: "write what must hold")
    }
    let condition = try condition(inFilter: false)
    guard current.kind == .end else { throw leftOver() }
    return condition
  }

  func leftOver() -> RuleError {
    let word = source.text(in: current.range)
    return error(
      "rule.left-over", "the rule is complete before \(shown)",
      help: NearMiss.help(for: word, in: ["and", "or", "unless", "plus", "minus"])
        ?? "join conditions by 'and' or 'or'")
  }

  /// `condition = clause { "and" clause } | clause { "or" clause }`
  mutating func condition(inFilter: Bool) throws(RuleError) -> ConditionSyntax {
    try nested { parser throws(RuleError) in
      let first = try parser.clause(inFilter: inFilter)
      guard let joint = parser.current.keyword, joint == "and" || joint == "or" else {
        return first
      }
      var clauses = [first]
      while parser.skip(joint) { clauses.append(try parser.clause(inFilter: inFilter)) }
      if parser.isAt("and") || parser.isAt("or") {
        throw parser.error(
          "rule.mixed-and-or", "'and' and 'or' are mixed without parentheses",
          help: "put the conditions that belong together in parentheses")
      }
      let range = first.range.lowerBound..<clauses[clauses.count - 1].range.upperBound
      return ConditionSyntax(form: joint == "and" ? .all(clauses) : .any(clauses), range: range)
    }
  }

  /// The words that go on with a comparison; before anything else a name in a filter stands alone.
  private static let afterSubject: Set<String?> = [
    "is", "are", "of", "for", "include", "includes", "plus", "minus",
  ]

  /// `clause = base [ "unless" base ]`
  private mutating func clause(inFilter: Bool) throws(RuleError) -> ConditionSyntax {
    let base = try base(inFilter: inFilter)
    guard skip("unless") else { return base }
    let exception = try self.base(inFilter: inFilter)
    return ConditionSyntax(
      form: .unless(base, exception: exception),
      range: base.range.lowerBound..<exception.range.upperBound)
  }

  private mutating func base(inFilter: Bool) throws(RuleError) -> ConditionSyntax {
    let start = current.range.lowerBound
    func spanned(_ form: ConditionSyntax.Form) -> ConditionSyntax {
      ConditionSyntax(form: form, range: start..<tokens[max(index - 1, 0)].range.upperBound)
    }
    if isAt("not") {
      _ = take()
      try expect(.open, "(", after: "'not'")
      let inner = try condition(inFilter: inFilter)
      try expect(.close, ")", after: "the condition")
      return spanned(.not(inner))
    }
    if current.kind == .open, !opensQuantity() {
      _ = take()
      let inner = try condition(inFilter: inFilter)
      try expect(.close, ")", after: "the condition")
      return inner
    }
    if skip("when") { return spanned(try conditional(inFilter: inFilter)) }
    if isAt("there") {
      guard !inFilter else {
        throw error(
          "rule.misplaced", "'there is' speaks of the whole project and cannot stand in a filter")
      }
      return spanned(try existence())
    }
    if skip("for") { return spanned(try universal()) }
    if beginsTally { return spanned(try tally(inFilter: inFilter)) }
    if inFilter, case .word = current.kind, !current.isKeyword,
      !Self.afterSubject.contains(token(after: 1).keyword)
    {
      return spanned(.bare(try name("a fact")))
    }
    return try sentence(start: start)
  }

  /// Whether the parenthesis here closes before a word that goes on with a quantity: only that word
  /// tells a quantity in parentheses from a condition.
  private func opensQuantity() -> Bool {
    var level = 0
    for position in index..<tokens.count {
      switch tokens[position].kind {
      case .open: level += 1
      case .close:
        level -= 1
        if level == 0 {
          let next = tokens[min(position + 1, tokens.count - 1)].keyword
          return ["is", "are", "plus", "minus"].contains(next)
        }
      default: break
      }
    }
    return false
  }

  /// `conditional = "when" base "then" base [ "otherwise" base ]`
  private mutating func conditional(inFilter: Bool) throws(RuleError) -> ConditionSyntax.Form {
    try nested { parser throws(RuleError) in
      let condition = try parser.base(inFilter: inFilter)
      try parser.expect("then", after: "the condition of 'when'")
      let then = try parser.base(inFilter: inFilter)
      let otherwise = parser.skip("otherwise") ? try parser.base(inFilter: inFilter) : nil
      return .when(condition, then: then, otherwise: otherwise)
    }
  }

  /// The words with which a bound begins; no subject begins with one of them.
  private var beginsTally: Bool {
    switch current.keyword {
    case "at", "exactly", "between", "more", "fewer", "no": true
    default: false
    }
  }

  /// `tally = bound "of" "(" condition { "," condition } ")" ( "hold" | "holds" )`
  private mutating func tally(inFilter: Bool) throws(RuleError) -> ConditionSyntax.Form {
    try nested { parser throws(RuleError) in
      let bound = try parser.bound()
      try parser.expect("of", after: "the number")
      try parser.expect(.open, "(", after: "'of'")
      parser.tallies += 1
      defer { parser.tallies -= 1 }
      var conditions: [ConditionSyntax] = []
      repeat {
        guard conditions.count < Self.mostTerms else {
          throw parser.error(
            "rule.too-large", "at most \(Self.mostTerms) conditions are counted",
            help: "split the rule into several requirements")
        }
        conditions.append(try parser.condition(inFilter: inFilter))
      } while parser.skip(.comma)
      try parser.expect(.close, ")", after: "the conditions")
      guard parser.skip("hold") || parser.skip("holds") else {
        throw parser.error(
          "rule.expected", "expected 'hold' after the conditions but found \(parser.shown)",
          help: NearMiss.help(for: parser.source.text(in: parser.current.range), in: ["hold"])
            ?? "write for example 'at least 2 of (…, …, …) hold'")
      }
      return .tally(bound, conditions)
    }
  }

  /// `existence = "there" ("is"|"are") bound ["independent"] noun [filter] ["," "each" …]`
  private mutating func existence() throws(RuleError) -> ConditionSyntax.Form {
    _ = take()
    if !skip("is") { try expect("are", after: "'there'") }
    let bound = try bound()
    let independent = skip("independent")
    let noun = try noun()
    // Why: between the conditions of a tally the comma goes on with the next one.
    guard tallies == 0 || token(after: 1).keyword == "each", skip(.comma) else {
      return .existence(bound, independent: independent, noun, different: nil)
    }
    try expect("each", after: "the comma")
    try expect("in", after: "'each'")
    if !skip("a") { _ = skip("an") }
    try expect("different", after: "'each in a'")
    return .existence(
      bound, independent: independent, noun, different: try name("a field such as 'country'"))
  }

  /// `universal = "for" "every" noun [filter] "(" condition ")"`
  private mutating func universal() throws(RuleError) -> ConditionSyntax.Form {
    try expect("every", after: "'for'")
    let noun = try noun()
    try expect(.open, "(", after: "'for every' and its noun")
    let inner = try condition(inFilter: true)
    try expect(.close, ")", after: "the condition")
    return .universal(noun, inner)
  }

  /// The single comparison of a filter without parentheses.
  mutating func oneComparison() throws(RuleError) -> ConditionSyntax {
    try sentence(start: current.range.lowerBound)
  }

  /// A sentence with a subject: a spread, an inclusion or a comparison.
  private mutating func sentence(start: Int) throws(RuleError) -> ConditionSyntax {
    func spanned(_ form: ConditionSyntax.Form) -> ConditionSyntax {
      ConditionSyntax(form: form, range: start..<tokens[max(index - 1, 0)].range.upperBound)
    }
    let subject = try subject()
    if isAt("come") || isAt("comes") {
      guard case .noun(let noun) = subject else {
        throw error("rule.misplaced", "'come from' follows a noun such as 'beneficiaries'")
      }
      _ = take()
      try expect("from", after: "'come'")
      let bound = try bound()
      try expect("different", after: "the number")
      return spanned(.spread(noun, bound, field: try name("a field such as 'countries'")))
    }
    if isAt("include") || isAt("includes") {
      guard case .quantity(let quantity) = subject, case .name(let list) = quantity.form else {
        throw error("rule.misplaced", "'include' follows the name of a list such as 'objectives'")
      }
      _ = take()
      let bound = skip("all") ? nil : try bound()
      try expect("of", after: "the number")
      return spanned(.inclusion(list, bound, try set()))
    }
    if isAt("in", "every") {
      guard case .quantity(let quantity) = subject else {
        throw error(
          "rule.misplaced", "'in every' follows a sum or a number",
          help: "write for example 'cost of beneficiaries in every country is at most …'")
      }
      let keys = try groupKeys()
      guard skip("is") || skip("are") else {
        throw error(
          "rule.expected", "expected 'is' after the groups but found \(shown)",
          help: NearMiss.help(for: source.text(in: current.range), in: ["is", "and", "of"]))
      }
      let negated = skip("not")
      return spanned(.totals(quantity, keys: keys, negated: negated, try predicate()))
    }
    guard skip("is") || skip("are") else {
      throw error(
        "rule.expected", "expected 'is' after the subject but found \(shown)",
        help: NearMiss.help(for: source.text(in: current.range), in: ["is", "are", "of", "plus"])
          ?? (current.isKeyword ? "write 'is' before \(shown)" : nil))
    }
    let negated = skip("not")
    if !skip("a") { _ = skip("an") }
    return spanned(.comparison(subject, negated: negated, try predicate()))
  }

  /// `groups = "in" "every" key { "and" key }` with `key = field [ "of" owner ]`
  private mutating func groupKeys() throws(RuleError) -> [KeySyntax] {
    _ = skip("in", "every")
    var result: [KeySyntax] = []
    repeat {
      var key = KeySyntax(field: try name("a field such as 'country'"))
      if skip("of") { key.owner = try name("an owner such as 'participant'") }
      guard result.count < 4 else {
        throw error("rule.too-large", "groups are told apart by at most 4 fields")
      }
      result.append(key)
    } while skip("and")
    return result
  }

  private mutating func predicate() throws(RuleError) -> PredicateSyntax {
    if skip("in") { return .oneOf(try set()) }
    if skip("within") { return .within(try set()) }
    if isAt("stated") { return .stated(take().range) }
    if isAt("declared") { return .declared(take().range) }
    if isAt("the", "same") || isAt("same") {
      _ = skip("the")
      _ = skip("same")
      guard skip("as") else {
        throw error("rule.expected", "expected 'as' after 'the same' but found \(shown)")
      }
      return .same(try labelReference())
    }
    let start = current.range.lowerBound
    if skip("between") {
      let lower = try quantity()
      try expect("and", after: "the lower limit")
      return .between(lower, try quantity())
    }
    if let relation = relation() {
      let range = start..<tokens[max(index - 1, 0)].range.upperBound
      return .relation(relation, try quantity(), range: range)
    }
    if case .word = current.kind, !current.isKeyword, current.keyword != "eur",
      !["of", "plus", "minus"].contains(token(after: 1).keyword)
    {
      return .name(try label())
    }
    switch current.kind {
    case .number, .date, .open, .word:
      return .relation(.exactly, try quantity(), range: current.range)
    default:
      throw error(
        "rule.expected", "expected what the subject is but found \(shown)",
        help: "write for example 'is at least', 'is at most', 'is in (…)' or a label")
    }
  }

  /// `label-of = "its" field | field [ "of" ( owner | single-noun ) ]`
  mutating func labelReference() throws(RuleError) -> LabelSyntax {
    let start = current.range.lowerBound
    let isOwn = skip("its")
    let field = try name("a field such as 'country'")
    var result = LabelSyntax(field: field, of: isOwn ? .its : .nothing, range: field.range)
    if !isOwn, isAt("of"), case .word(let word) = token(after: 1).kind {
      if vocabulary.isOwner(word) {
        _ = take()
        result.of = .owner(try name("an owner"))
      } else if let found = vocabulary.noun(word), found.noun.isSingle, !found.isPlural {
        _ = take()
        result.of = .single(try noun())
      }
    }
    result.range = start..<tokens[max(index - 1, 0)].range.upperBound
    return result
  }

  /// `relation`: the words of a comparison, or `nil` with nothing taken.
  private mutating func relation() -> Relation? {
    if skip("at", "least") || skip("on", "or", "after") { return .atLeast }
    if skip("at", "most") || skip("on", "or", "before") { return .atMost }
    if skip("more", "than") || skip("after") { return .moreThan }
    if skip("less", "than") || skip("before") { return .lessThan }
    return skip("exactly") ? .exactly : nil
  }

  /// `set = "(" label { "," label } ")" | set-name`
  mutating func set() throws(RuleError) -> SetSyntax {
    let start = current.range.lowerBound
    guard skip(.open) else { return .named(try name("a set, such as '(a, b)' or its name")) }
    guard current.kind != .close else {
      throw error("rule.empty-set", "a set has at least one label", help: "name its labels")
    }
    var labels = [try label()]
    while skip(.comma) { labels.append(try label()) }
    try expect(.close, ")", after: "the labels")
    return .labels(labels, range: start..<tokens[max(index - 1, 0)].range.upperBound)
  }
}
