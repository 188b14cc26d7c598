import SourceText

/// Conditions: how sentences are joined, counted and said of records.
extension Parser {
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
  private static func goesOnWithSubject(_ word: String?) -> Bool {
    switch word {
    case "is", "are", "of", "for", "include", "includes", "plus", "minus": true
    default: false
    }
  }

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
      ConditionSyntax(form: form, range: start..<endOfLast)
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
      !Self.goesOnWithSubject(token(after: 1).keyword)
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
}
