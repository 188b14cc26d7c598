import FundingTerms
import SourceText

/// Conditions about one record at a time.
extension Checker {
  func filter(_ syntax: ConditionSyntax, table: Int) throws(RuleError) -> Filter {
    switch syntax.form {
    case .all(let list): return .all(try filters(list, table: table))
    case .any(let list): return .any(try filters(list, table: table))
    case .not(let inner): return .not(try filter(inner, table: table))
    case .tally(let bound, let list): return .tally(try filters(list, table: table), bound)
    case .unless(let base, let exception):
      return .any([try filter(exception, table: table), try filter(base, table: table)])
    case .when(let condition, let then, let otherwise):
      var last: Filter?
      if let otherwise { last = try filter(otherwise, table: table) }
      return .when(
        try filter(condition, table: table), then: try filter(then, table: table),
        otherwise: last)
    case .bare(let name): return try truthField(name, table: table)
    case .inclusion(let name, let bound, let set):
      return try listFilter(name, bound, set, table: table)
    case .comparison(let subject, let negated, let predicate):
      return try negatable(negated, filter(subject, predicate, table: table, at: syntax.range))
    case .existence, .spread, .universal, .totals: return .project(try condition(syntax))
    }
  }

  private func filters(_ list: [ConditionSyntax], table: Int) throws(RuleError) -> [Filter] {
    var result: [Filter] = []
    for syntax in list { result.append(try filter(syntax, table: table)) }
    return result
  }

  func negatable(_ negated: Bool, _ filter: Filter) throws(RuleError) -> Filter {
    if negated, case .compare(let left, let relation, let right) = filter,
      let opposite = relation.opposite
    {
      return .compare(left, opposite, right)
    }
    return negated ? .not(filter) : filter
  }

  private func filter(
    _ subject: SubjectSyntax, _ predicate: PredicateSyntax, table: Int, at range: Range<Int>
  ) throws(RuleError) -> Filter {
    switch subject {
    case .owner(let owner, let field):
      if case .same(let right) = predicate, let field {
        let left = LabelSyntax(
          field: field, of: .owner(owner), range: field.range.lowerBound..<owner.range.upperBound)
        return try same(left, right, table: table)
      }
      let (parent, column) = try self.owner(owner, of: table)
      if let field {
        return .owner(try recordComparison(field, predicate, table: parent), column: column)
      }
      guard case .name(let name) = predicate else {
        throw error(
          "rule.misplaced", "of a \(owner.text) only a truth can be said", at: range,
          help: "write for example 'kind of \(owner.text) is company'")
      }
      return .owner(try truthField(name, table: parent), column: column)
    case .quantity(let quantity):
      if case .same(let right) = predicate {
        guard case .name(let name) = quantity.form else {
          throw error(
            "rule.type", "only words are the same or not", at: quantity.range,
            help: "write 'is exactly' before a figure")
        }
        return try same(
          LabelSyntax(field: name, of: .nothing, range: name.range), right, table: table)
      }
      if case .name(let name) = quantity.form,
        vocabulary.tables[table].field(named: name.text) != nil
      {
        return try recordComparison(name, predicate, table: table)
      }
      if case .name(let name) = quantity.form, vocabulary.facts[name.text] == nil,
        vocabulary.amounts[name.text] == nil, vocabulary.parameters[name.text] == nil
      {
        _ = try field(name, of: table, plural: false)
      }
      if case .name(let name) = quantity.form, let fact = vocabulary.facts[name.text] {
        switch fact.type {
        case .label, .truth, .list:
          let form = ConditionSyntax.Form.comparison(subject, negated: false, predicate)
          return .project(try condition(ConditionSyntax(form: form, range: range)))
        default: break
        }
      }
      return try compared(
        comparisons(try self.quantity(quantity, table: table), quantity, predicate, table: table))
    case .every, .field, .noun:
      let form = ConditionSyntax.Form.comparison(subject, negated: false, predicate)
      return .project(try condition(ConditionSyntax(form: form, range: range)))
    }
  }

  /// The table of the owner of a table's records, and the column that names it.
  func owner(_ name: NameSyntax, of table: Int) throws(RuleError)
    -> (table: Int, column: Int?)
  {
    let own = vocabulary.tables[table]
    guard let parent = own.parent, own.owner == name.text else {
      let having = vocabulary.tables.filter { $0.parent != nil && $0.owner == name.text }
        .map { "\(Self.article($0.name)) \($0.name)" }.joined(separator: " or ")
      throw error(
        "rule.misplaced", "only \(having) has a \(name.text)", at: name.range,
        help: own.parent == nil
          ? "leave out 'of \(name.text)'" : "write '\(own.owner)'")
    }
    return (parent, own.ownerColumn)
  }

  private static func article(_ noun: String) -> String {
    noun.first.map("aeiou".contains) == true ? "an" : "a"
  }

  private func compared(_ comparisons: [(Quantity, Relation, Quantity)]) -> Filter {
    let filters = comparisons.map { Filter.compare($0, $1, $2) }
    return filters.count == 1 ? filters[0] : .all(filters)
  }

  /// What a predicate says of a field of a record.
  func recordComparison(_ name: NameSyntax, _ predicate: PredicateSyntax, table: Int)
    throws(RuleError) -> Filter
  {
    let field = try field(name, of: table, plural: false)
    switch field.type {
    case .label(let labelType):
      let set = try labelSet(
        predicate, labelType: labelType, what: "'\(name.text)'", at: name.range)
      return .label(column: field.column, set)
    case .truth:
      throw error(
        "rule.type", "'\(name.text)' holds or does not", at: name.range,
        help: "write '\(name.text)' alone in parentheses, or 'that is \(name.text)'")
    case .list:
      throw error(
        "rule.type", "'\(name.text)' is a list", at: name.range,
        help: "write for example '\(name.text) include at least 1 of (…)'")
    default:
      let syntax = QuantitySyntax(form: .its(name), range: name.range)
      return compared(
        try comparisons(try quantity(syntax, table: table), syntax, predicate, table: table))
    }
  }

  private func listFilter(
    _ name: NameSyntax, _ bound: CountBound?, _ set: SetSyntax, table: Int
  ) throws(RuleError) -> Filter {
    let field = try field(name, of: table, plural: false)
    guard case .list(let labelType) = field.type else {
      throw error(
        "rule.type", "'\(name.text)' is \(vocabulary.name(of: field.type)) and includes nothing",
        at: name.range)
    }
    let labels = try certainSet(set, labelType: labelType)
    return .includes(
      column: field.column, labels, bound ?? CountBound(lower: labels.count, upper: nil))
  }

  /// A truth of a record: one of its truth fields, or a noun that it may be (`is a beneficiary`).
  func truthField(_ name: NameSyntax, table: Int) throws(RuleError) -> Filter {
    let yes = BitSet(CollectionOfOne(1))
    if let field = vocabulary.tables[table].field(named: name.text), field.type == .truth {
      return .label(
        column: field.column,
        Vocabulary.LabelSet(labelType: -1, certain: yes, possible: yes))
    }
    if let (noun, isPlural) = vocabulary.noun(name.text), !isPlural, noun.table == table,
      let restriction = noun.restriction
    {
      return .label(
        column: restriction.column,
        Vocabulary.LabelSet(
          labelType: -1, certain: restriction.labels, possible: restriction.labels))
    }
    let fields = vocabulary.tables[table].fields
    if let field = fields.first(where: { $0.name == name.text }) {
      throw error(
        "rule.type", "'\(name.text)' is \(vocabulary.name(of: field.type)), not yes or no",
        at: name.range, help: "write what it must be, as in '\(name.text) is …'")
    }
    let words = fields.filter { $0.type == .truth }.map(\.name)
    throw error(
      "rule.unknown-name",
      "of a \(vocabulary.tables[table].name) nobody says '\(PlainText.shown(name.text))'",
      at: name.range,
      help: NearMiss.help(for: name.text, in: words)
        ?? "yes or no are \(words.joined(separator: ", "))")
  }

  // MARK: Sets of labels

  /// The set that a predicate names for a field or fact of labels.
  func labelSet(
    _ predicate: PredicateSyntax, labelType: Int, what: String, at range: Range<Int>
  ) throws(RuleError) -> Vocabulary.LabelSet {
    switch predicate {
    case .oneOf(let set): return try self.set(set, labelType: labelType)
    case .name(let name):
      let set = SetSyntax.labels([name], range: name.range)
      return try self.set(set, labelType: labelType)
    case .relation(.exactly, let quantity, _):
      if case .plus = quantity.form { throw filterRunsOn(quantity, labelType) }
      if case .minus = quantity.form { throw filterRunsOn(quantity, labelType) }
      // Why: a label such as the strand '1' reads as a number.
      let name = NameSyntax(text: source.text(in: quantity.range), range: quantity.range)
      return try self.set(.labels([name], range: name.range), labelType: labelType)
    case .within(let set): return try within(set, labelType: labelType)
    case .same(let label):
      throw error(
        "rule.misplaced", "\(what) is compared with a label here", at: label.range,
        help: "write which one, as in 'is …' or 'is in (…)'")
    default:
      throw error(
        "rule.type",
        "\(what) is a \(vocabulary.labelTypes[labelType].name), which is not more or less",
        at: range, help: "write 'is …', 'is in (…)' or 'is not in (…)'")
    }
  }

  /// A filter without parentheses takes what follows its label for a part of it.
  private func filterRunsOn(_ quantity: QuantitySyntax, _ labelType: Int) -> RuleError {
    let text = source.text(in: quantity.range)
    return error(
      "rule.unknown-label",
      "'\(PlainText.shown(text))' is no \(vocabulary.labelTypes[labelType].name)",
      at: quantity.range,
      help: "to go on with 'plus' or 'minus', put the figure with its filter in parentheses")
  }

  func set(_ syntax: SetSyntax, labelType: Int) throws(RuleError) -> Vocabulary.LabelSet {
    let type = vocabulary.labelTypes[labelType]
    switch syntax {
    case .named(let name):
      guard let set = vocabulary.sets[name.text] else {
        let names = vocabulary.sets.filter { $0.value.labelType == labelType }.keys.sorted()
        throw error(
          "rule.unknown-name", "no set is called '\(PlainText.shown(name.text))'", at: name.range,
          help: type.index(of: name.text) != nil
            ? "write '(\(name.text))' for a set of one label, or leave out 'in'"
            : NearMiss.help(for: name.text, in: names)
              ?? (names.isEmpty ? nil : "the sets are \(names.joined(separator: ", "))"))
      }
      guard set.labelType == labelType else {
        throw error(
          "rule.type",
          "expected a set of the type \(type.name) but '\(name.text)' is of the type "
            + "\(vocabulary.labelTypes[set.labelType].name)", at: name.range)
      }
      return set
    case .labels(let names, _):
      var labels = BitSet()
      for name in names {
        guard let index = type.index(of: name.text) else {
          throw error(
            "rule.unknown-label", "'\(PlainText.shown(name.text))' is no \(type.name)",
            at: name.range,
            help: NearMiss.help(for: name.text, in: type.labels)
              ?? (type.labels.count <= 16
                ? "it is one of \(type.labels.joined(separator: ", "))" : nil))
        }
        guard !labels.contains(index) else {
          throw error(
            "rule.duplicate", "'\(name.text)' stands in this set already", at: name.range,
            help: "leave it out")
        }
        labels.insert(index)
      }
      return Vocabulary.LabelSet(labelType: labelType, certain: labels, possible: labels)
    }
  }

  /// A set whose members are all certain, for lists.
  func certainSet(_ syntax: SetSyntax, labelType: Int) throws(RuleError) -> BitSet {
    let set = try set(syntax, labelType: labelType)
    guard set.certain == set.possible else {
      throw error(
        "rule.type", "of this set it is not known what is in it", at: syntax.range,
        help: "name the labels")
    }
    return set.certain
  }

  /// The labels that lie within others: regions whose code begins with that of a larger one.
  private func within(_ syntax: SetSyntax, labelType: Int) throws(RuleError)
    -> Vocabulary.LabelSet
  {
    let type = vocabulary.labelTypes[labelType]
    guard type.name == "region", case .labels(let names, _) = syntax else {
      throw error(
        "rule.type", "'within' is said of regions", at: syntax.range,
        help: "write 'is in' a set")
    }
    var labels = BitSet()
    for name in names {
      let inside = type.labels.indices.filter { type.labels[$0].hasPrefix(name.text) }
      guard !inside.isEmpty else {
        throw error(
          "rule.unknown-label", "no NUTS 2 region lies within '\(PlainText.shown(name.text))'",
          at: name.range, help: "name NUTS regions of level 0, 1 or 2, such as 'FRK'")
      }
      for index in inside { labels.insert(index) }
    }
    return Vocabulary.LabelSet(labelType: labelType, certain: labels, possible: labels)
  }
}
