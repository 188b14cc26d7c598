import SourceText

/// Sentences: a subject and what is said of it.
extension Parser {
  /// The single comparison of a filter without parentheses.
  mutating func oneComparison() throws(RuleError) -> ConditionSyntax {
    try sentence(start: current.range.lowerBound)
  }

  /// A sentence with a subject: a spread, an inclusion or a comparison.
  mutating func sentence(start: Int) throws(RuleError) -> ConditionSyntax {
    func spanned(_ form: ConditionSyntax.Form) -> ConditionSyntax {
      ConditionSyntax(form: form, range: start..<endOfLast)
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
      let range = start..<endOfLast
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
    result.range = start..<endOfLast
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
    return .labels(labels, range: start..<endOfLast)
  }
}
