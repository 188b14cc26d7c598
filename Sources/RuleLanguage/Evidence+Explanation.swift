import FundingTerms

/// The whole derivation in words: what ``text(for:)`` says in one line, step by step.
extension Evidence {
  /// The steps of a finding over the facts in which it was found.
  public func explanation(of finding: Finding, in facts: Facts) -> Explanation {
    explanation(of: finding, Evaluator(facts: facts))
  }

  private func explanation(of finding: Finding, _ evaluator: Evaluator) -> Explanation {
    var result = Explanation(
      kind: finding.measure.kind, outcome: finding.outcome, text: sentence(finding, evaluator),
      range: finding.range)
    result.parts = finding.parts.map { explanation(of: $0, evaluator) }
    if finding.outcome == .unknown { result.missing = finding.allMissing }
    switch finding.condition.form {
    case .all, .any, .not, .when, .tally: break
    case .every(let selection, let filter), .some(let selection, let filter):
      result.parts = records(of: finding, selection, filter, evaluator)
    case .totals(let totals):
      result.parts = groups(of: finding, totals, evaluator)
    case .count, .matching, .different, .includes, .label, .stated, .compare:
      var looked = LookedAtFacts(evaluator: evaluator)
      looked.add(finding.condition)
      result.facts = described(looked.references, evaluator.facts)
    }
    return result
  }

  /// A step for each record that has to pass, those that fail first, after those of the project.
  private func records(
    of finding: Finding, _ selection: Selection, _ filter: Filter, _ evaluator: Evaluator
  ) -> [Explanation] {
    let groups: [([Int], Truth)]
    let detail: FilterFinding
    switch finding.measure {
    case .every(let failing, let doubtful, let passing, let filter),
      .some(let passing, let doubtful, let failing, let filter):
      groups = [(failing, .no), (doubtful, .unknown), (passing, .yes)]
      detail = filter
    default: return []
    }
    let ofProject = detail.projectFindings.map { explanation(of: $0, evaluator) }
    return ofProject
      + groups.flatMap { records, outcome in
        records.map { record in
          var looked = LookedAtFacts(evaluator: evaluator)
          looked.add(selection, record)
          looked.add(filter, Evaluator.Record(table: selection.table, index: record))
          let known = Set(looked.references)
          return Explanation(
            kind: "record", outcome: outcome,
            text: described([record], selection.table, detail), range: finding.range,
            facts: described(looked.references, evaluator.facts),
            missing: outcome == .unknown ? finding.missing.filter(known.contains) : [])
        }
      }
  }

  /// A step for each group, those that fail first.
  private func groups(of finding: Finding, _ totals: Totals, _ evaluator: Evaluator)
    -> [Explanation]
  {
    guard case .totals(let failing, let doubtful, let passing) = finding.measure else { return [] }
    return [(failing, Truth.no), (doubtful, .unknown), (passing, .yes)].flatMap { groups, outcome in
      groups.map { group in
        var looked = LookedAtFacts(evaluator: evaluator)
        for record in group.records { looked.add(totals, record) }
        let known = Set(looked.references)
        return Explanation(
          kind: "group", outcome: outcome, text: text(of: group, finding.table),
          range: finding.range, facts: described(looked.references, evaluator.facts),
          missing: outcome == .unknown ? finding.missing.filter(known.contains) : [])
      }
    }
  }

  // MARK: Sentences

  private func sentence(_ finding: Finding, _ evaluator: Evaluator) -> String {
    switch finding.measure {
    case .all: return "all of \(finding.parts.count) must hold: \(tally(finding.parts))"
    case .any: return "one of \(finding.parts.count) must hold: \(tally(finding.parts))"
    case .tally(_, _, let bound):
      return "of \(finding.parts.count) conditions, \(self.bound(bound)): \(tally(finding.parts))"
    case .not: return "this must not hold"
    case .when: return decided(finding)
    case .count(let least, let most, let bound, let certain, let possible, let independent):
      guard case .count(let selection, _, _) = finding.condition.form else { break }
      let kind = independent ? "independent " : ""
      let number = number(least, most)
      let one = least == 1 && most == 1
      let start =
        selection.filter == nil
        ? "there \(one ? "is" : "are") \(number) \(kind)"
          + (one ? selection.noun.singular : selection.noun.plural)
        : "of the \(kind)\(selection.noun.plural), \(number) \(one ? "counts" : "count")"
      return "\(start), \(self.bound(bound))"
        + counted(selection, certain, possible, column: nil, evaluator) + assumption(finding)
    case .matching(let least, let most, let bound, let certain, let possible, let column):
      guard case .matching(let selection, _, _, _) = finding.condition.form else { break }
      let places = field(column, finding.table)?.plural ?? "places"
      return "of the \(selection.noun.plural), \(number(least, most)) are in different \(places), "
        + self.bound(bound) + counted(selection, certain, possible, column: column, evaluator)
        + assumption(finding)
    case .different(let least, let most, let bound, _, _, let column):
      guard case .different(let selection, _, _, _) = finding.condition.form else { break }
      let members = evaluator.select(selection)
      let one = least == 1 && most == 1
      let field = field(column, finding.table)
      let labels = one ? field?.name ?? "label" : "different \(field?.plural ?? "labels")"
      let certain = Array(members.certain)
      return "among the \(selection.noun.plural) there \(one ? "is" : "are") "
        + "\(number(least, most)) \(labels), \(self.bound(bound))"
        + counted(
          selection, certain, Array(members.possible.subtracting(members.certain)),
          column: column, evaluator)
    case .every(let failing, let doubtful, let passing, _):
      let noun = finding.noun ?? ("record", "records")
      let count = failing.count + doubtful.count + passing.count
      guard count > 0 else { return "there are no \(noun.plural) that must pass" }
      return "every \(noun.singular) must pass: "
        + tally(passing.count, failing.count, doubtful.count)
    case .totals(let failing, let doubtful, let passing):
      let count = failing.count + doubtful.count + passing.count
      guard count > 0 else { return text(for: finding) }
      return "every group must keep to its limit: "
        + tally(passing.count, failing.count, doubtful.count) + assumption(finding)
    case .some(let passing, let doubtful, let failing, _):
      let noun = finding.noun ?? ("record", "records")
      let count = failing.count + doubtful.count + passing.count
      guard count > 0 else { return "no \(noun.singular) is named" }
      return "the \(noun.singular) must pass: "
        + tally(passing.count, failing.count, doubtful.count)
    case .compare:
      // The name of the figure, where it has one.
      guard case .compare(let left, _, _) = finding.condition.form, case .fact(let fact) = left.form
      else { break }
      return "\(factName(fact)): \(text(for: finding))"
    case .includes, .label, .stated: break
    }
    return text(for: finding)
  }

  private func decided(_ finding: Finding) -> String {
    switch finding.parts.first?.outcome {
    case .yes: "the condition holds, so what follows is asked"
    case .no where finding.parts.count > 1: "the condition does not hold, so the other is asked"
    case .no: "the condition does not hold, so nothing is asked"
    case .unknown, nil: "whether the condition holds cannot be told"
    }
  }

  private func tally(_ parts: [Finding]) -> String {
    func count(_ outcome: Truth) -> Int { parts.count { $0.outcome == outcome } }
    return tally(count(.yes), count(.no), count(.unknown))
  }

  private func tally(_ passing: Int, _ failing: Int, _ open: Int) -> String {
    if failing + open == 0 { return passing == 1 ? "it does" : "all \(passing) do" }
    var texts: [String] = []
    if passing > 0 { texts.append("\(Self.word(passing)) \(passing == 1 ? "does" : "do")") }
    if failing > 0 { texts.append("\(Self.word(failing)) \(failing == 1 ? "does" : "do") not") }
    if open > 0 { texts.append("of \(Self.word(open)) it cannot be told") }
    return texts.joined(separator: ", ")
  }

  private func number(_ least: Int, _ most: Int?) -> String {
    guard let most else { return "\(least) or more" }
    return most == least ? Self.word(least) : "\(least) to \(most)"
  }

  private static func word(_ number: Int) -> String {
    let words = [
      "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
      "eleven", "twelve",
    ]
    return words.indices.contains(number) ? words[number] : "\(number)"
  }

  // MARK: Records

  /// Who counts, who may and who does not, each with the labels that decide it.
  private func counted(
    _ selection: Selection, _ certain: [Int], _ possible: [Int], column: Int?,
    _ evaluator: Evaluator
  ) -> String {
    let named = LookedAtFacts(evaluator: evaluator).named(selection).possible
    let others = named.subtracting(BitSet(certain + possible))
    let asked = selection.filter?.labelColumns ?? []
    func names(_ records: [Int], and column: Int? = column) -> String {
      let columns = asked + [column].compactMap(\.self)
      return list(records.map { self.named($0, selection.table, columns, evaluator.facts) })
    }
    var text = certain.isEmpty ? "" : ": \(names(certain))"
    if !possible.isEmpty { text += "; perhaps: \(names(possible))" }
    if !others.isEmpty { text += "; not counted: \(names(Array(others), and: nil))" }
    return text
  }

  /// A record with some of its labels: `Techtera (FR)`.
  private func named(_ record: Int, _ table: Int, _ columns: [Int], _ facts: Facts) -> String {
    var seen = Set<Int>()
    let values = columns.filter { seen.insert($0).inserted }.compactMap { column -> String? in
      guard let field = field(column, table) else { return nil }
      guard let value = value(of: field, table, record, facts) else {
        return "\(field.name) not known"
      }
      guard field.type == .truth else { return value }
      return value == "yes" ? field.name : "not \(field.name)"
    }
    let name = name(table, record)
    return values.isEmpty ? name : "\(name) (\(values.joined(separator: ", ")))"
  }

  // MARK: Facts

  private func described(_ references: [FactReference], _ facts: Facts)
    -> [Explanation.LookedAt]
  {
    references.compactMap { reference in
      switch reference {
      case .project(let index):
        guard let fact = vocabulary.facts.values.first(where: { $0.index == index }) else {
          return nil
        }
        return Explanation.LookedAt(
          reference: reference, name: fact.name, value: value(of: fact, facts))
      case .cell(let table, let record, let column):
        guard let field = field(column, table) else { return nil }
        return Explanation.LookedAt(
          reference: reference, name: field.name,
          value: value(of: field, table, record, facts))
      }
    }
  }

  private func value(of fact: Vocabulary.Fact, _ facts: Facts) -> String? {
    switch facts.project[fact.index] {
    case .number(let number): figure(Int128(number), fact.type, scale: 1)
    case .label(let index): label(index, fact.type)
    case .list(let list): words(list, fact.type)
    case .sum, .unknownNumber, .unknownLabel, .unknownList: nil
    }
  }

  private func value(of field: Vocabulary.Field, _ table: Int, _ record: Int, _ facts: Facts)
    -> String?
  {
    switch facts.tables[table].columns[field.column] {
    case .labels(let labels):
      labels.known.contains(record) ? label(labels.values[record], field.type) : nil
    case .numbers(let numbers):
      numbers.known.contains(record)
        ? figure(Int128(numbers.values[record]), field.type, scale: Int128(field.scale)) : nil
    case .lists(let lists): lists.values[record].map { words($0, field.type) }
    case .sums:
      Evaluator(facts: facts).cell(table: table, record: record, column: field.column).value
        .map { figure($0, field.type, scale: Int128(field.scale)) }
    }
  }

  private func words(_ labels: BitSet, _ type: ValueType) -> String {
    labels.isEmpty ? "none" : labels.map { label($0, type) }.joined(separator: ", ")
  }
}

extension Finding.Measure {
  /// What the construct is called in answers for scripts.
  fileprivate var kind: String {
    switch self {
    case .all: "all"
    case .any: "any"
    case .not: "not"
    case .tally: "tally"
    case .when: "when"
    case .count: "count"
    case .matching: "matching"
    case .different: "different"
    case .includes: "includes"
    case .label: "label"
    case .stated: "stated"
    case .compare: "compare"
    case .every: "every"
    case .totals: "totals"
    case .some: "some"
    }
  }
}

extension FilterFinding {
  /// The conditions of the project among the questions.
  fileprivate var projectFindings: [Finding] {
    switch self {
    case .group(let list, _): list.flatMap(\.projectFindings)
    case .not(let inner), .owner(let inner, _, _): inner.projectFindings
    case .when(let condition, let then, let otherwise, _, _):
      [condition, then, otherwise].compactMap(\.self).flatMap(\.projectFindings)
    case .project(let finding): [finding]
    case .label, .list, .compare, .same: []
    }
  }
}

extension Filter {
  /// The columns of the record's own labels that are asked about.
  fileprivate var labelColumns: [Int] {
    switch self {
    case .all(let list), .any(let list): list.flatMap(\.labelColumns)
    case .not(let inner): inner.labelColumns
    case .when(let condition, let then, let otherwise):
      [condition, then, otherwise].compactMap(\.self).flatMap(\.labelColumns)
    case .label(let column, _): [column]
    case .tally(let list, _): list.flatMap(\.labelColumns)
    case .includes, .compare, .owner, .project, .same: []
    }
  }
}
