import FundingTerms
import SourceText

/// Gives the names of a rule their meaning and refuses what cannot mean anything.
struct Checker {
  let source: SourceFile
  let vocabulary: Vocabulary

  func error(
    _ code: String, _ message: String, at range: Range<Int>, help: String? = nil
  ) -> RuleError {
    RuleError(
      diagnostic: Diagnostic(code: code, message, in: source, at: range, help: help))
  }

  // MARK: Conditions of the project

  func condition(_ syntax: ConditionSyntax) throws(RuleError) -> Condition {
    Condition(form: try form(syntax), range: syntax.range)
  }

  private func conditions(_ list: [ConditionSyntax]) throws(RuleError) -> [Condition] {
    var result: [Condition] = []
    for syntax in list { result.append(try condition(syntax)) }
    return result
  }

  private func form(_ syntax: ConditionSyntax) throws(RuleError) -> Condition.Form {
    switch syntax.form {
    case .all(let list): return .all(try conditions(list))
    case .any(let list): return .any(try conditions(list))
    case .not(let inner): return .not(try condition(inner))
    case .tally(let bound, let list): return .tally(try conditions(list), bound)
    case .unless(let base, let exception):
      return .any([try condition(exception), try condition(base)])
    case .when(let condition, let then, let otherwise):
      return .when(
        try self.condition(condition), then: try self.condition(then),
        otherwise: try optional(otherwise, self.condition))
    case .existence(let bound, let independent, let noun, let different):
      let selection = try selection(noun)
      if independent { try requireGroups(selection, at: noun.range) }
      guard let different else { return .count(selection, independent: independent, bound) }
      let field = try field(different, of: selection.table, plural: false)
      guard case .label = field.type else { throw notLabels(field, at: different.range) }
      return .matching(selection, independent: independent, column: field.column, bound)
    case .spread(let noun, let bound, let name):
      let selection = try selection(noun)
      let field = try field(name, of: selection.table, plural: true)
      guard case .label = field.type else { throw notLabels(field, at: name.range) }
      return .different(selection, column: field.column, plural: field.plural, bound)
    case .totals(let quantity, let keys, let negated, let predicate):
      return try totals(quantity, keys, negated, predicate, at: syntax.range)
    case .universal(let noun, let inner):
      let selection = try selection(noun)
      return .every(selection, try filter(inner, table: selection.table))
    case .inclusion(let name, let bound, let set): return try inclusion(name, bound, set)
    case .comparison(let subject, let negated, let predicate):
      return try comparison(subject, negated, predicate, at: syntax.range)
    case .bare(let name):
      throw error(
        "rule.misplaced", "'\(name.text)' alone is no condition", at: name.range,
        help: "write what must hold of it, as in '\(name.text) is at least …'")
    }
  }

  private func optional<T, U>(_ value: T?, _ body: (T) throws(RuleError) -> U) throws(RuleError)
    -> U?
  {
    guard let value else { return nil }
    return try body(value)
  }

  private func inclusion(_ name: NameSyntax, _ bound: CountBound?, _ set: SetSyntax)
    throws(RuleError) -> Condition.Form
  {
    let fact = try fact(name)
    guard case .list(let labelType) = fact.type else {
      throw error(
        "rule.type", "'\(name.text)' is \(vocabulary.name(of: fact.type)) and includes nothing",
        at: name.range)
    }
    let labels = try certainSet(set, labelType: labelType)
    let bound = bound ?? CountBound(lower: labels.count, upper: nil)
    return .includes(fact: fact.index, labels, bound)
  }

  private func comparison(
    _ subject: SubjectSyntax, _ negated: Bool, _ predicate: PredicateSyntax, at range: Range<Int>
  ) throws(RuleError) -> Condition.Form {
    switch subject {
    case .every(let field, let noun):
      let selection = try selection(noun)
      if case .same(let right) = predicate {
        let left = LabelSyntax(field: field, of: .its, range: field.range)
        return .every(
          selection, try negatable(negated, same(left, right, table: selection.table)))
      }
      return .every(
        selection,
        try negatable(negated, recordComparison(field, predicate, table: selection.table)))
    case .field(let field, let noun):
      let selection = try selection(noun)
      if case .same(let right) = predicate {
        let left = LabelSyntax(field: field, of: .its, range: field.range)
        return .some(
          selection, try negatable(negated, same(left, right, table: selection.table)))
      }
      return .some(
        selection,
        try negatable(negated, recordComparison(field, predicate, table: selection.table)))
    case .noun(let noun):
      let selection = try selection(noun)
      guard noun.noun.isSingle else {
        throw error(
          "rule.which", "it is not clear how many \(noun.noun.plural) are meant", at: noun.range,
          help: "write 'for every \(noun.noun.singular) (…)' or 'there is at least 1 …'")
      }
      guard case .name(let name) = predicate else {
        throw error(
          "rule.misplaced", "of a \(noun.noun.singular) only a truth can be said", at: range,
          help: "write for example 'country of \(noun.noun.singular) is in …'")
      }
      return .some(
        selection, try negatable(negated, truthField(name, table: selection.table)))
    case .owner(let owner, _):
      let tables = vocabulary.tables.filter { $0.parent != nil && $0.owner == owner.text }
      let nouns = tables.map { $0.name + "s" }.joined(separator: " or ")
      throw error(
        "rule.misplaced", "'\(owner.text)' is meant only inside a filter over \(nouns)",
        at: owner.range,
        help: vocabulary.noun(owner.text) != nil
          ? "write 'for every \(owner.text) (…)'"
          : "write 'for every \(tables.first?.name ?? "award") (…)'")
    case .quantity(let quantity):
      if case .name(let name) = quantity.form, let fact = vocabulary.facts[name.text],
        let form = try factComparison(fact, name, negated, predicate)
      {
        return form
      }
      return try quantityComparison(quantity, negated, predicate, at: range)
    }
  }

  /// A comparison of a fact that is a word or a truth; `nil` if the fact is a figure.
  private func factComparison(
    _ fact: Vocabulary.Fact, _ name: NameSyntax, _ negated: Bool, _ predicate: PredicateSyntax
  ) throws(RuleError) -> Condition.Form? {
    let range = name.range
    func wrapped(_ form: Condition.Form) -> Condition.Form {
      negated ? .not(Condition(form: form, range: range)) : form
    }
    if case .stated = predicate { return wrapped(.stated(fact: fact.index)) }
    switch fact.type {
    case .label(let labelType):
      let set = try labelSet(predicate, labelType: labelType, what: "'\(name.text)'", at: range)
      return wrapped(.label(fact: fact.index, set))
    case .truth:
      guard case .declared = predicate else {
        throw error(
          "rule.type", "'\(name.text)' is declared or not", at: range,
          help: "write '\(name.text) is declared'")
      }
      let yes = BitSet(CollectionOfOne(1))
      let set = Vocabulary.LabelSet(labelType: -1, certain: yes, possible: yes)
      return wrapped(.label(fact: fact.index, set))
    case .list:
      throw error(
        "rule.type", "'\(name.text)' is a list", at: range,
        help: "write for example '\(name.text) includes at least 1 of (…)'")
    default: return nil
    }
  }

  private func quantityComparison(
    _ syntax: QuantitySyntax, _ negated: Bool, _ predicate: PredicateSyntax, at range: Range<Int>
  ) throws(RuleError) -> Condition.Form {
    let comparisons = try comparisons(
      try quantity(syntax, table: nil), syntax, predicate, table: nil)
    let conditions = comparisons.map { left, relation, right in
      Condition(form: .compare(left, relation, right), range: range)
    }
    if negated, case .compare(let left, let relation, let right) = conditions[0].form,
      conditions.count == 1, let opposite = relation.opposite
    {
      return .compare(left, opposite, right)
    }
    let form = conditions.count == 1 ? conditions[0].form : Condition.Form.all(conditions)
    return negated ? .not(Condition(form: form, range: range)) : form
  }

  /// The comparisons (one, or two for `between`) that a predicate makes of a figure.
  func comparisons(
    _ left: Quantity, _ syntax: QuantitySyntax, _ predicate: PredicateSyntax, table: Int?
  ) throws(RuleError) -> [(Quantity, Relation, Quantity)] {
    switch predicate {
    case .relation(let relation, let right, _):
      return [(left, relation, try comparable(right, with: left, table: table))]
    case .between(let lower, let upper):
      return [
        (left, .atLeast, try comparable(lower, with: left, table: table)),
        (left, .atMost, try comparable(upper, with: left, table: table)),
      ]
    case .name(let name):
      let right = QuantitySyntax(form: .name(name), range: name.range)
      return [(left, .exactly, try comparable(right, with: left, table: table))]
    case .same(let label):
      throw error(
        "rule.type", "only words are the same or not", at: label.range,
        help: "write 'is exactly' before a figure")
    case .oneOf(let set), .within(let set):
      throw error(
        "rule.type", "\(vocabulary.name(of: left.type)) is in no set of labels", at: set.range,
        help: "compare it by 'is at least', 'is at most' or 'is between … and …'")
    case .stated(let range):
      throw error("rule.type", "only a fact of the project is stated or not", at: range)
    case .declared(let range):
      throw error(
        "rule.type", "only what applicants answer by yes or no is declared", at: range,
        help: "write 'is stated', or what it must be")
    }
  }

  private func comparable(_ syntax: QuantitySyntax, with left: Quantity, table: Int?)
    throws(RuleError) -> Quantity
  {
    let right = try quantity(syntax, table: table)
    guard right.type == left.type else {
      let help: String? =
        right.type == .share && left.type == .money
        ? "write 'N % of' an amount, as in '75 % of total-cost'"
        : left.type == .money && right.type == .count ? "write 'EUR' before an amount" : nil
      throw error(
        "rule.type",
        "expected \(vocabulary.name(of: left.type)) but found \(vocabulary.name(of: right.type))",
        at: syntax.range, help: help)
    }
    return right
  }

  // MARK: Selections

  func selection(_ syntax: NounSyntax) throws(RuleError) -> Selection {
    let noun = syntax.noun
    let restriction = noun.restriction.map { restriction in
      Filter.label(
        column: restriction.column,
        Vocabulary.LabelSet(
          labelType: -1, certain: restriction.labels, possible: restriction.labels))
    }
    var filter: Filter?
    if let syntax = syntax.filter { filter = try self.filter(syntax, table: noun.table) }
    return Selection(
      table: noun.table, noun: (noun.singular, noun.plural), restriction: restriction,
      filter: filter)
  }

  func requireGroups(_ selection: Selection, at range: Range<Int>) throws(RuleError) {
    guard vocabulary.tables[selection.table].field(named: "group") == nil else { return }
    throw error(
      "rule.type", "only participants are independent of each other or not", at: range,
      help: "leave out 'independent'")
  }

  func field(_ name: NameSyntax, of table: Int, plural: Bool) throws(RuleError)
    -> Vocabulary.Field
  {
    let fields = vocabulary.tables[table].fields
    if let field = fields.first(where: { (plural ? $0.plural : $0.name) == name.text }) {
      return field
    }
    let words = fields.map { plural ? $0.plural : $0.name }
    throw error(
      "rule.unknown-name",
      "a \(vocabulary.tables[table].name) has no '\(PlainText.shown(name.text))'", at: name.range,
      help: NearMiss.help(for: name.text, in: words)
        ?? "it has \(words.joined(separator: ", "))")
  }

  private func notLabels(_ field: Vocabulary.Field, at range: Range<Int>) -> RuleError {
    error(
      "rule.type", "'\(field.name)' is \(vocabulary.name(of: field.type)), which is not counted",
      at: range, help: "count different countries, regions or other words")
  }

  func fact(_ name: NameSyntax) throws(RuleError) -> Vocabulary.Fact {
    if let fact = vocabulary.facts[name.text] { return fact }
    throw unknownName(name, at: nil)
  }

  /// The error for a name that means nothing here.
  func unknownName(_ name: NameSyntax, at table: Int?) -> RuleError {
    if let table, vocabulary.tables[table].field(named: name.text) != nil {
      return error(
        "rule.unknown-name", "the project has no '\(name.text)', but the record has",
        at: name.range, help: "write 'its \(name.text)'")
    }
    let words =
      vocabulary.facts.keys.sorted() + vocabulary.amounts.keys.sorted()
      + vocabulary.parameters.keys.sorted()
    let owner = vocabulary.tables.first { $0.field(named: name.text) != nil }
    return error(
      "rule.unknown-name", "'\(PlainText.shown(name.text))' is not known here", at: name.range,
      help: NearMiss.help(for: name.text, in: words)
        ?? owner.map { "'\(name.text)' belongs to a \($0.name): say of which one" }
        ?? "define it in the call, or use one of: \(words.joined(separator: ", "))")
  }
}
