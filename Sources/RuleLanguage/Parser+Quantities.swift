import FundingTerms
import SourceText

/// Nouns, numbers and figures.
extension Parser {
  /// `bound = "at least" n | "at most" n | "exactly" n | "between" n "and" n | …`
  mutating func bound() throws(RuleError) -> CountBound {
    if skip("no") { return CountBound(lower: 0, upper: 0) }
    if skip("at", "least") { return CountBound(lower: try wholeNumber(), upper: nil) }
    if skip("at", "most") { return CountBound(lower: 0, upper: try wholeNumber()) }
    if skip("more", "than") { return CountBound(lower: try wholeNumber() + 1, upper: nil) }
    if skip("exactly") {
      let number = try wholeNumber()
      return CountBound(lower: number, upper: number)
    }
    let start = current.range.lowerBound
    if skip("between") {
      let lower = try wholeNumber()
      try expect("and", after: "the lower number")
      let upper = try wholeNumber()
      guard lower <= upper else {
        throw error(
          "rule.bound", "no number is between \(lower) and \(upper)",
          at: start..<endOfLast, help: "write the lower number first")
      }
      return CountBound(lower: lower, upper: upper)
    }
    if isAt("fewer", "than") {
      let range = current.range
      _ = skip("fewer", "than")
      let number = try wholeNumber()
      guard number > 0 else {
        throw error("rule.bound", "no number is fewer than 0", at: range)
      }
      return CountBound(lower: 0, upper: number - 1)
    }
    throw error(
      "rule.expected", "expected how many but found \(shown)",
      help: "write 'at least 3', 'at most 5', 'exactly 1', 'between 2 and 6' or 'no'")
  }

  private static let numberWords = ["one", "two", "three", "four", "five", "six", "seven"]

  private mutating func wholeNumber() throws(RuleError) -> Int {
    // Why: words for small numbers read well and leave no doubt.
    if let word = current.keyword, let index = Self.numberWords.firstIndex(of: word) {
      let value = index + 1
      throw error(
        "rule.number", "numbers are written in digits", help: "write '\(value)'",
        fixIt: Diagnostic.FixIt(range: current.range, replacement: String(value)))
    }
    if case .word(let name) = current.kind, case .count(let value) = vocabulary.parameters[name] {
      _ = take()
      return Int(value)
    }
    guard case .number(let digits, let decimals) = current.kind else {
      throw error("rule.expected", "expected a number but found \(shown)")
    }
    guard decimals == 0, digits <= 1_000_000 else {
      throw error("rule.number", "this number is a whole one of at most 1 000 000")
    }
    _ = take()
    return Int(digits)
  }

  /// `noun [ filter ]`
  mutating func noun() throws(RuleError) -> NounSyntax {
    guard case .word(let text) = current.kind else {
      throw error("rule.expected", "expected a noun such as 'beneficiaries' but found \(shown)")
    }
    guard let (noun, _) = vocabulary.noun(text) else {
      let words = vocabulary.nouns.flatMap { [$0.plural, $0.singular] }
      throw error(
        "rule.unknown-noun", "'\(text)' is no noun of this language",
        help: NearMiss.help(for: text, in: words)
          ?? "the nouns are \(vocabulary.nouns.map(\.plural).joined(separator: ", "))")
    }
    let start = take().range.lowerBound
    let filter = try filter()
    return NounSyntax(
      noun: noun, filter: filter, range: start..<endOfLast)
  }

  /// `filter = "whose" ( comparison | "(" condition ")" ) | "that" ("is"|"are") truth-field`
  private mutating func filter() throws(RuleError) -> ConditionSyntax? {
    let start = current.range.lowerBound
    if skip("whose") {
      return try nested { parser throws(RuleError) in
        if parser.skip(.open) {
          let inner = try parser.condition(inFilter: true)
          try parser.expect(.close, ")", after: "the filter")
          return inner
        }
        return try parser.oneComparison()
      }
    }
    guard skip("that") else { return nil }
    if !skip("is") { try expect("are", after: "'that'") }
    let negated = skip("not")
    if !skip("a") { _ = skip("an") }
    let field = try name("a fact such as 'non-profit'")
    let range = start..<field.range.upperBound
    let bare = ConditionSyntax(form: .bare(field), range: range)
    return negated ? ConditionSyntax(form: .not(bare), range: range) : bare
  }

  /// What a comparison is about.
  mutating func subject() throws(RuleError) -> SubjectSyntax {
    if case .word(let text) = current.kind {
      if vocabulary.isOwner(text), token(after: 1).keyword == "is" {
        return .owner(try name("an owner"), field: nil)
      }
      if vocabulary.noun(text) != nil { return .noun(try noun()) }
      if token(after: 1).keyword == "of", !current.isKeyword {
        if token(after: 2).keyword == "every" {
          let field = try name("a field")
          _ = take()
          _ = take()
          return .every(field: field, try noun())
        }
        if case .word(let owner) = token(after: 2).kind, vocabulary.isOwner(owner) {
          let field = try name("a field")
          _ = take()
          return .owner(try name("an owner"), field: field)
        }
        if case .word(let owner) = token(after: 2).kind, let found = vocabulary.noun(owner),
          !found.isPlural
        {
          let field = try name("a field")
          _ = take()
          guard found.noun.isSingle else {
            throw error(
              "rule.which", "it is not clear which \(owner) is meant",
              help: "write '\(field.text) of every \(owner)'")
          }
          return .field(field, of: try noun())
        }
      }
    }
    return .quantity(try quantity())
  }

  /// `quantity = product { ("plus"|"minus") product }`
  mutating func quantity() throws(RuleError) -> QuantitySyntax {
    try nested { parser throws(RuleError) in
      var result = try parser.product()
      var terms = 1
      while parser.isAt("plus") || parser.isAt("minus") {
        terms += 1
        guard terms <= Self.mostTerms else {
          throw parser.error(
            "rule.too-large", "a sum has at most \(Self.mostTerms) terms",
            help: "name parts of it as amounts")
        }
        let isPlus = parser.take().keyword == "plus"
        let next = try parser.product()
        result = QuantitySyntax(
          form: isPlus ? .plus(result, next) : .minus(result, next),
          range: result.range.lowerBound..<next.range.upperBound)
      }
      return result
    }
  }

  /// `product = percent "of" primary | primary`
  private mutating func product() throws(RuleError) -> QuantitySyntax {
    let start = current.range.lowerBound
    let primary = try primary()
    guard isAt("of") else { return primary }
    switch primary.form {
    case .literal(let literal) where literal.type == .share:
      _ = take()
      let base = try self.primary()
      if case .literal(let inner) = base.form, inner.type == .share, isAt("of") {
        throw error(
          "rule.expected", "expected an amount after 'of' but found another percentage",
          at: base.range, help: "put the percentage of the amount in parentheses")
      }
      return QuantitySyntax(
        form: .share(literal, base), range: start..<base.range.upperBound)
    case .name(let name):
      _ = take()
      let base = try self.primary()
      return QuantitySyntax(
        form: .namedShare(name, base), range: start..<base.range.upperBound)
    case .lookUp(let name, let keys):
      _ = take()
      let base = try self.primary()
      return QuantitySyntax(
        form: .lookedUpShare(name, keys, base), range: start..<base.range.upperBound)
    default: throw error("rule.misplaced", "'of' follows a percentage or the name of a field")
    }
  }

  private mutating func primary() throws(RuleError) -> QuantitySyntax {
    let start = current.range.lowerBound
    func spanned(_ form: QuantitySyntax.Form) -> QuantitySyntax {
      QuantitySyntax(form: form, range: start..<endOfLast)
    }
    switch current.kind {
    case .open:
      _ = take()
      let inner = try quantity()
      try expect(.close, ")", after: "the quantity")
      return QuantitySyntax(form: inner.form, range: start..<endOfLast)
    case .date(let date):
      _ = take()
      return spanned(.literal(.date(date)))
    case .number: return spanned(.literal(try literal()))
    case .word(let text):
      if text.lowercased() == "eur" { return spanned(.literal(try literal())) }
      if skip("its") { return spanned(.its(try name("a field"))) }
      if isAt("smaller", "of") || isAt("larger", "of") {
        let isSmaller = take().keyword == "smaller"
        _ = take()
        try expect(.open, "(", after: "'of'")
        let first = try quantity()
        try expect(.comma, ",", after: "the first quantity")
        let second = try quantity()
        try expect(.close, ")", after: "the second quantity")
        return spanned(isSmaller ? .smaller(first, second) : .larger(first, second))
      }
      if isAt("number", "of") {
        _ = skip("number", "of")
        let independent = skip("independent")
        return spanned(.number(try noun(), independent: independent))
      }
      let name = try name("a quantity")
      if skip("for") { return spanned(.lookUp(name, try lookUpKeys())) }
      guard isAt("of") else { return spanned(.name(name)) }
      let isOfRecord = token(after: 1).keyword == "its"
      let word = token(after: isOfRecord ? 2 : 1)
      if case .word(let noun) = word.kind, vocabulary.noun(noun)?.isPlural == true {
        _ = take()
        if isOfRecord { _ = take() }
        return spanned(.sum(name, try self.noun(), ofRecord: isOfRecord))
      }
      return spanned(.name(name))
    default:
      throw error("rule.expected", "expected a quantity but found \(shown)")
    }
  }

  /// `keys = label-of | "(" label-of { "," label-of } ")"`
  private mutating func lookUpKeys() throws(RuleError) -> [LabelSyntax] {
    guard skip(.open) else { return [try labelReference()] }
    var keys = [try labelReference()]
    while skip(.comma) { keys.append(try labelReference()) }
    try expect(.close, ")", after: "the keys")
    return keys
  }

  /// A value stated outright: `EUR 1.4 million`, `75 %`, `36 months`, `5`.
  mutating func literal() throws(RuleError) -> Literal {
    let start = current.range.lowerBound
    if case .date(let date) = current.kind {
      _ = take()
      return .date(date)
    }
    let isMoney = skip("eur")
    guard case .number(let digits, let decimals) = current.kind else {
      throw error(
        "rule.expected", "expected a number but found \(shown)",
        help: isMoney ? "write for example 'EUR 60 000'" : nil)
    }
    _ = take()
    if isMoney { return try money(digits, decimals, from: start) }
    let isShare = skip(.percent)
    let range = start..<endOfLast
    if isShare {
      guard decimals <= 4 else {
        throw error("rule.percent", "a percentage has at most four decimals", at: range)
      }
      let millionths = digits.multipliedReportingOverflow(by: Self.power(4 - decimals))
      guard !millionths.overflow, millionths.partialValue <= 1_000_000 else {
        throw error(
          "rule.percent", "a percentage is at most 100 %", at: range,
          help: "a share of something is never more than the whole of it")
      }
      return .share(millionths: millionths.partialValue)
    }
    guard decimals == 0 else {
      throw error(
        "rule.number", "only amounts and percentages have decimals", at: range,
        help: "write 'EUR' before an amount or '%' after a percentage")
    }
    try refuseMisspeltUnit()
    if skip("months") || skip("month") { return .duration(months: digits) }
    if skip("years") || skip("year") {
      let months = digits.multipliedReportingOverflow(by: 12)
      guard !months.overflow else {
        throw error("rule.number", "no project lasts this long", at: range)
      }
      return .duration(months: months.partialValue)
    }
    return .count(digits)
  }

  /// A word after a number that is nearly a unit is one that was misspelt.
  private func refuseMisspeltUnit() throws(RuleError) {
    guard let word = current.keyword else { return }
    let units = ["months", "years", "month", "year"]
    guard !units.contains(word), !Self.keywords.contains(word),
      vocabulary.noun(word) == nil, let unit = NearMiss.nearest(to: word, in: units)
    else { return }
    throw error(
      "rule.expected", "'\(PlainText.shown(word))' is no unit of time",
      help: "did you mean '\(unit)'?",
      fixIt: Diagnostic.FixIt(range: current.range, replacement: unit))
  }

  private mutating func money(_ digits: Int64, _ decimals: Int, from start: Int) throws(RuleError)
    -> Literal
  {
    var exponent = 2 - decimals
    if skip("million") { exponent += 6 } else if skip("billion") { exponent += 9 }
    let range = start..<endOfLast
    guard exponent >= 0 else {
      throw error("rule.amount", "an amount has at most two decimals", at: range)
    }
    let cents = digits.multipliedReportingOverflow(by: Self.power(min(exponent, 18)))
    guard !cents.overflow, cents.partialValue <= Money.largest.cents else {
      throw error(
        "rule.amount", "the largest amount is EUR 1 000 000 000 000 000", at: range,
        help: "no call has that much to give")
    }
    return .money(Money(cents: cents.partialValue))
  }

  private static func power(_ exponent: Int) -> Int64 {
    (0..<max(0, exponent)).reduce(1) { result, _ in result * 10 }
  }
}
