import FundingTerms
import SourceText
import XMLReading

extension CallBuilder {
  mutating func readVocabulary(_ root: Element) -> Vocabulary {
    let lists = root.children(named: "vocabulary")
    return Vocabulary(
      objectives: readTerms("objectives", lists), themes: readTerms("themes", lists),
      declarations: readDeclarations(
        lists.flatMap { elements("declaration", in: "declarations", of: $0) }))
  }

  private mutating func readTerms(_ list: String, _ lists: [Element]) -> [Term] {
    var result: [Term] = []
    var names: [String: Range<Int>] = [:]
    for element in lists.flatMap({ elements("term", in: list, of: $0) }) {
      guard let id = values.name("id", of: element, as: .term),
        let place = element.attribute("id")?.valueRange
      else { continue }
      note(id, list, at: place, in: &names)
      result.append(Term(id: id, title: prose(element) ?? id, origin: values.origin(place)))
    }
    return result
  }

  private mutating func readDeclarations(_ elements: [Element]) -> [Declaration] {
    var result: [Declaration] = []
    for element in elements {
      let subject: Declaration.Subject? = values.word("of", of: element)
      guard let name = values.name("name", of: element, as: .term), let subject,
        let place = element.attribute("name")?.valueRange
      else { continue }
      result.append(
        Declaration(
          name: name, of: subject, values: readDeclaredValues(element),
          meaning: prose(element) ?? name, origin: values.origin(place)))
    }
    return result
  }

  private mutating func readDeclaredValues(_ element: Element) -> Declaration.Values {
    guard let attribute = values.attribute("values", of: element) else { return .truth }
    let words = attribute.value.blankSeparated
    for word in words where !NameKind.label.accepts(word) {
      values.report(
        "name", "'\(PlainText.shown(word))' is not a name", at: attribute.valueRange,
        help: NameKind.label.help)
    }
    if Set(words).count < words.count {
      values.report(
        "duplicate", "a word stands twice among the values", at: attribute.valueRange,
        help: "name every word once")
    }
    return .words(words)
  }

  /// Sets, parameters and amounts; with the declarations they share one space of names.
  mutating func readDefinitions(
    _ elements: [Element], declarations: [Declaration] = []
  ) -> Definitions {
    var result = Definitions()
    var names: [String: Range<Int>] = [:]
    for declaration in declarations {
      note(declaration.name, "definitions", at: declaration.origin.range, in: &names)
    }
    for element in elements
    where ["set", "parameter", "amount", "table"].contains(element.name) {
      let key = element.name == "table" ? "id" : "name"
      guard let name = values.name(key, of: element, as: .term),
        let place = element.attribute(key)?.valueRange
      else { continue }
      note(name, "definitions", at: place, in: &names)
      let origin = values.origin(place)
      switch element.name {
      case "set": if let set = readSet(element, name, origin) { result.sets.append(set) }
      case "table":
        if let table = readTable(element, name, origin) { result.tables.append(table) }
      case "parameter": result.parameters.append(readParameter(element, name, origin))
      default:
        if let quantity = ruleText(element) {
          result.amounts.append(AmountDefinition(name: name, quantity: quantity, origin: origin))
        }
      }
    }
    return result
  }

  private mutating func readSet(
    _ element: Element, _ name: String, _ origin: Origin
  ) -> SetDefinition? {
    let kind: SetDefinition.MemberKind? = values.word("of", of: element)
    let reference = values.name("from", of: element, as: .term)
    let on = values.value(
      "on", of: element, code: "date", what: "a day of the calendar",
      help: "write 'deadline', or a day as in '2021-11-30'"
    ) { word -> SetDefinition.AsOf? in
      word == "deadline" ? .deadline : CalendarDate(parsing: word).map { .date($0) }
    }
    switch (element["from"], element["members"]) {
    case (nil, nil):
      values.report(
        "missing-attribute", "a set is taken from a reference or lists its members",
        at: element.nameRange, help: "add from=\"…\" or members=\"…\"")
    case (.some, .some):
      values.report(
        "contradiction", "a set is taken from a reference or lists its members, not both",
        at: element.nameRange, help: "remove 'from' or 'members'")
    case (nil, .some) where element["on"] != nil:
      values.report(
        "contradiction", "members that the call lists hold on every day",
        at: element.attribute("on")?.nameRange ?? element.nameRange, help: "remove 'on'")
    default: break
    }
    guard let kind else { return nil }
    let meaning = prose(element) ?? name
    if let reference {
      return SetDefinition(
        name: name, of: kind, content: .reference(reference, asOf: on ?? .deadline),
        meaning: meaning, origin: origin)
    }
    guard let attribute = values.attribute("members", of: element) else { return nil }
    let members = attribute.value.blankSeparated
    for member in members where !kind.accepts(member) {
      values.report(
        "member", "'\(PlainText.shown(member))' is no \(kind.rawValue)",
        at: attribute.valueRange, help: kind.memberHelp(for: member))
    }
    if Set(members).count < members.count {
      values.report(
        "duplicate", "a member stands twice in the set", at: attribute.valueRange,
        help: "name every member once")
    }
    return SetDefinition(
      name: name, of: kind, content: .members(members), meaning: meaning, origin: origin)
  }

  private mutating func readTable(
    _ element: Element, _ name: String, _ origin: Origin
  ) -> TableDefinition? {
    guard let keys = values.attribute("keys", of: element) else { return nil }
    let rows = element.children(named: "row").compactMap { row -> TableDefinition.Row? in
      guard let when = values.attribute("when", of: row),
        let value = values.attribute("value", of: row)
      else { return nil }
      return TableDefinition.Row(
        labels: when.value.blankSeparated,
        labelsOrigin: values.origin(when.valueRange),
        value: RuleText(text: value.value, origin: values.origin(value.valueRange)))
    }
    return TableDefinition(
      id: name, keys: keys.value.blankSeparated,
      keysOrigin: values.origin(keys.valueRange), rows: rows, origin: origin)
  }

  private mutating func readParameter(
    _ element: Element, _ name: String, _ origin: Origin
  ) -> Parameter {
    let dated = element.children(named: "value")
    guard !dated.isEmpty else {
      if element.isBlank {
        values.report(
          "empty", "'parameter' is empty", at: element.nameRange,
          help: "write its value, as in 'EUR 60 000'")
      }
      return Parameter(
        name: name, values: ruleText(element).map { [Parameter.Value(literal: $0)] } ?? [],
        origin: origin)
    }
    if !element.isBlank {
      values.report(
        "contradiction", "a parameter has one value, or a value from a day on",
        at: element.nameRange, help: "write the text as a <value>, or remove it")
    }
    var result: [Parameter.Value] = []
    for child in dated {
      let from = values.date("from", of: child)
      guard let literal = ruleText(child) else { continue }
      if let last = result.last, (from?.dayNumber ?? .min) <= (last.from?.dayNumber ?? .min) {
        values.report(
          "order", "values stand in the order of the days from which they hold",
          at: child.attribute("from")?.valueRange ?? child.nameRange,
          help: "only the first value may be without 'from'")
      }
      result.append(Parameter.Value(from: from, literal: literal))
    }
    return Parameter(name: name, values: result, origin: origin)
  }

  /// The text of an element in the rule language; `nil` where there is none or it is not plain.
  mutating func ruleText(_ element: Element) -> RuleText? {
    guard element.childCount == 0, !element.isBlank else { return nil }
    guard let range = element.trimmedTextRange else {
      values.report(
        "plain-text", "the text of '\(element.name)' must be plain", at: element.nameRange,
        help: "write it without entities, comments and CDATA sections")
      return nil
    }
    return RuleText(text: element.trimmedText, origin: values.origin(range))
  }
}

extension SetDefinition.MemberKind {
  /// Whether a word may be a member, as far as its form tells.
  func accepts(_ word: String) -> Bool {
    switch self {
    case .country: CountryCode(word)?.description == word
    case .region: RegionCode(word)?.description == word
    case .kind: Kind(rawValue: word) != nil
    case .category: CostCategory(rawValue: word) != nil
    case .form: AwardForm(rawValue: word) != nil
    case .recipient: RecipientKind(rawValue: word) != nil
    case .regionClass: RegionClass(rawValue: word) != nil
    case .strand, .objective, .theme: NameKind.label.accepts(word)
    }
  }

  fileprivate func memberHelp(for word: String) -> String {
    let words: [String] =
      switch self {
      case .kind: Kind.allCases.map(\.rawValue)
      case .category: CostCategory.allCases.map(\.rawValue)
      case .form: AwardForm.allCases.map(\.rawValue)
      case .recipient: RecipientKind.allCases.map(\.rawValue)
      case .regionClass: RegionClass.allCases.map(\.rawValue)
      case .country, .region, .strand, .objective, .theme: []
      }
    if let help = NearMiss.help(for: word, in: words) { return help }
    switch self {
    case .country: return "write two capital letters, as in 'FR'"
    case .region: return "write a NUTS code, as in 'FRK2'"
    case .strand, .objective, .theme: return NameKind.label.help
    default: return "one of \(words.joined(separator: ", "))"
    }
  }
}
