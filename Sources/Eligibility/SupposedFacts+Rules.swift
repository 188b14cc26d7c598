import FundingCalls
import FundingTerms
import RuleLanguage

/// What is worth supposing for some rules.
extension SupposedFacts {
  /// The facts that some rules look at and that a proposal may leave out, in the order in which they
  /// are to be supposed: labels before the amounts that go by them, costs before grants.
  static func all(
    for uses: RuleMentions, _ vocabulary: RuleLanguage.Vocabulary, _ geography: Geography
  ) -> [SupposedFacts] {
    var sorts: [Sort] = uses.hasOpenMemberships ? [.memberships, .roles] : [.roles]
    let maker = SupposedValues(uses: uses, vocabulary: vocabulary)
    let places = [People.country, .region, .regionClass, .outermost].map(\.rawValue)
    if uses.looksAt(table: Table.participants.rawValue, columns: places) {
      sorts.append(.places(SupposedPlaces(geography, uses)))
    }
    for table in [Table.awards, .aids] where uses.tables.contains(table.rawValue) {
      sorts.append(.lists(table))
    }
    for table in Table.allCases {
      // Why: kinds and sizes come before what they tell.
      let columns = vocabulary.tables[table.rawValue].fields.map(\.column)
      let first = [People.kind.rawValue, People.size.rawValue]
      let ordered =
        table == .participants ? first + columns.filter { !first.contains($0) } : columns
      for column in ordered { maker.add(table, column, to: &sorts) }
    }
    for fact in vocabulary.facts.values.sorted(by: { $0.index < $1.index }) {
      maker.add(fact, to: &sorts)
    }
    if uses.looksAtAny(Table.participants, People.cost.rawValue, or: .totalCost)
      || uses.tables.contains(Table.lines.rawValue)
    {
      sorts.append(.costs(SupposedCosts(uses)))
    }
    if uses.looksAtAny(
      Table.participants, People.requestedGrant.rawValue, or: Project.requestedGrant)
    {
      sorts.append(.grants)
    }
    return sorts.map { SupposedFacts(sort: $0) }.filter { $0.ways > 0 }
  }
}

extension RuleMentions {
  fileprivate func looksAtAny(
    _ table: ProposalVocabulary.Table, _ column: Int, or fact: ProposalVocabulary.ProjectFact
  ) -> Bool {
    places.contains(Place(table: table.rawValue, column: column))
      || places.contains(Place(table: -1, column: fact.rawValue))
  }
}

/// The values that are supposed for each column and fact.
private struct SupposedValues {
  typealias Table = ProposalVocabulary.Table
  typealias People = ProposalVocabulary.ParticipantColumn
  typealias Project = ProposalVocabulary.ProjectFact

  let uses: RuleMentions
  let vocabulary: RuleLanguage.Vocabulary
  /// No more figures of rules than these are supposed.
  private static let mostFigures = 4

  private static let elsewhere: Set<Int> = Set(
    [People.country, .region, .regionClass, .outermost, .role, .group, .requestedGrant, .cost]
      .map(\.rawValue))

  /// A column of a table, if rules look at it.
  func add(_ table: Table, _ column: Int, to sorts: inout [SupposedFacts.Sort]) {
    guard uses.places.contains(RuleMentions.Place(table: table.rawValue, column: column)),
      table != .participants || !Self.elsewhere.contains(column),
      table != .lines || column != ProposalVocabulary.LineColumn.cost.rawValue,
      let type = vocabulary.tables[table.rawValue].fields.first(where: { $0.column == column })?
        .type
    else { return }
    switch type {
    case .truth, .label:
      let labels = uses.telling(of: count(of: type), table: table.rawValue, column: column)
      sorts.append(.label(table, column, labels))
    case .list: sorts.append(.represented(lists(uses.listedLabels(table: 0, column: column))))
    default: sorts.append(.number(table, column, numbers(type)))
    }
  }

  /// A fact of the project, if rules look at it.
  func add(_ fact: RuleLanguage.Vocabulary.Fact, to sorts: inout [SupposedFacts.Sort]) {
    guard uses.places.contains(RuleMentions.Place(table: -1, column: fact.index)),
      ![Project.requestedGrant, .totalCost].map(\.rawValue).contains(fact.index)
    else { return }
    switch fact.type {
    case .truth, .label:
      let labels = uses.telling(of: count(of: fact.type), table: -1, column: fact.index)
      sorts.append(.projectLabel(fact.index, labels))
    case .list: sorts.append(.projectList(fact.index, lists(uses.listedLabels(fact: fact.index))))
    default: sorts.append(.projectNumber(fact.index, numbers(fact.type)))
    }
  }

  /// How many labels a type has, with one more where others may be meant.
  private func count(of type: ValueType) -> Int {
    guard case .label(let index) = type else { return 2 }
    let count = vocabulary.labelTypes[index].labels.count
    guard let kind = ProposalVocabulary.LabelKind(rawValue: index) else { return count + 1 }
    if kind == .participant { return 2 }
    return kind.isOpen || kind == .strand ? count + 1 : count
  }

  private func numbers(_ type: ValueType) -> [Int64] {
    let figures = (uses.figures[type] ?? []).sorted().prefix(Self.mostFigures)
    guard type == .date else { return [0, 1_000_000_000] + figures.filter { $0 > 0 } }
    // Days of the years 1990 and 2050.
    return [7_305, 29_220] + figures
  }

  private func lists(_ labels: BitSet) -> [BitSet] {
    [BitSet(), labels] + labels.prefix(2).map { BitSet(CollectionOfOne($0)) }
  }
}
