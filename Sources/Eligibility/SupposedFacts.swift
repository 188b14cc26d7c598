import FundingCalls
import FundingTerms
import RuleLanguage

/// Missing facts of one sort, with a few ways in which they may turn out.
///
/// Whatever way is supposed, it is one that ``ProposalChoices`` and ``Facts`` allow: places, kinds and
/// sizes that belong together, amounts that come to what is known of their sum.
struct SupposedFacts {
  typealias Table = ProposalVocabulary.Table
  typealias People = ProposalVocabulary.ParticipantColumn
  typealias Project = ProposalVocabulary.ProjectFact

  enum Sort {
    /// Whether countries belong to those of which no source settles it: all of them or none.
    case memberships
    case roles
    case places(SupposedPlaces)
    /// Whether an absent list of a table holds anything.
    case lists(Table)
    case label(Table, Int, [Int])
    case number(Table, Int, [Int64])
    case represented([BitSet])
    case projectLabel(Int, [Int])
    case projectNumber(Int, [Int64])
    case projectList(Int, [BitSet])
    case grants
    case costs(SupposedCosts)
  }

  let sort: Sort

  /// So many participants are supposed to be the coordinator.
  private static let mostCoordinators = 4

  /// In how many ways the facts may be supposed.
  var ways: Int {
    switch sort {
    case .memberships, .lists: 2
    case .places(let places): places.kinds * (places.areCounted ? 2 : 1)
    case .label(_, _, let labels), .projectLabel(_, let labels): labels.count
    case .number(_, _, let numbers), .projectNumber(_, let numbers): numbers.count
    case .represented(let lists), .projectList(_, let lists): lists.count
    case .roles: 2 + Self.mostCoordinators
    case .grants: SupposedGrants.ways
    case .costs(let costs): costs.ways
    }
  }

  /// Which way is taken: the same for all records, or one way for some and another for others.
  struct Way {
    var number = 0
    /// Not 0: for each record another way, as this number has it.
    var mixture = 0

    func number(for record: Int, of ways: Int) -> Int {
      guard mixture > 0 else { return number }
      return ((record &+ 1) &* (2 &* mixture &+ 1) &+ record / 2 &* mixture) % ways
    }
  }

  // MARK: Whether they are missing

  /// Whether any of the facts is missing. Places of some participants may be fixed.
  func areOpen(_ facts: borrowing CompactFacts, fixed: BitSet) -> Bool {
    switch sort {
    case .memberships: return true
    case .roles:
      for record in 0..<facts.count(of: Table.participants.rawValue)
      where Self.isRoleOpen(record, facts) { return true }
      return false
    case .places(let places):
      for record in 0..<facts.count(of: Table.participants.rawValue)
      where places.isOpen(record, facts) && !fixed.contains(record) { return true }
      return false
    case .lists(let table):
      return facts.count(of: table.rawValue) > 0
        && facts.existence(table: table.rawValue, record: 0) == .open
    case .label(let table, let column, _):
      guard !Self.isWithheld(table, column, facts) else { return false }
      for record in 0..<facts.count(of: table.rawValue)
      where facts.candidates(table: table.rawValue, record: record, column: column) != nil {
        return true
      }
      return false
    case .number(let table, let column, _):
      guard !Self.isWithheld(table, column, facts) else { return false }
      for record in 0..<facts.count(of: table.rawValue)
      where facts.number(table: table.rawValue, record: record, column: column) == nil {
        return true
      }
      return false
    case .represented:
      for record in 0..<facts.count(of: Table.participants.rawValue)
      where !Self.isListKnown(record, facts) { return true }
      return false
    case .projectLabel(let fact, _):
      return facts.candidates(fact: fact) != nil && !facts.isWaived(fact: fact)
    case .projectNumber(let fact, _):
      return facts.leastNumber(fact: fact) != nil && !facts.isWaived(fact: fact)
    case .projectList(let fact, _):
      return !facts.isListKnown(fact: fact) && !facts.isWaived(fact: fact)
    case .grants: return SupposedGrants.areOpen(facts)
    case .costs: return SupposedCosts.areOpen(facts)
    }
  }

  /// Whether more is known of a column than can be seen here. What roles decide of lines is not that:
  /// all else of them is said.
  private static func isWithheld(
    _ table: Table, _ column: Int, _ facts: borrowing CompactFacts
  ) -> Bool {
    typealias Lines = ProposalVocabulary.LineColumn
    let isSaid =
      table == .lines && [Lines.category, .forSMEs].contains { $0.rawValue == column }
    return !isSaid && facts.isWaived(table: table.rawValue, column: column)
  }

  private static func isListKnown(_ record: Int, _ facts: borrowing CompactFacts) -> Bool {
    facts.isListKnown(
      table: Table.participants.rawValue, record: record, column: People.represents.rawValue)
  }

  // MARK: Supposing

  /// Supposes one way; what is known stays as it is.
  func suppose(_ way: Way, in facts: inout CompactFacts, fixed: BitSet) {
    switch sort {
    case .memberships: break
    case .roles:
      var position = 0
      for record in 0..<facts.count(of: Table.participants.rawValue)
      where Self.isRoleOpen(record, facts) {
        let number = way.number(for: record, of: 2)
        let isCoordinator = way.number == 2 + position
        Self.supposeRole(isCoordinator ? 2 : number == 1 ? 1 : 0, of: record, &facts)
        position += 1
      }
    case .places(let places):
      var taken = places.areCounted ? places.taken(in: facts) : SupposedPlaces.Taken()
      for record in 0..<facts.count(of: Table.participants.rawValue)
      where places.isOpen(record, facts) && !fixed.contains(record) {
        let number = way.number(for: record, of: ways)
        places.suppose(
          number % places.kinds, apart: places.areCounted && number < places.kinds,
          regionClass: way.number % places.kinds, record, &taken, &facts)
      }
    case .lists(let table): suppose(table, isEmpty: way.number == 0, &facts)
    case .label(let table, let column, let labels):
      for record in 0..<facts.count(of: table.rawValue) {
        suppose(labels, way.number(for: record, of: labels.count), table, record, column, &facts)
      }
    case .number(let table, let column, let numbers):
      for record in 0..<facts.count(of: table.rawValue)
      where facts.number(table: table.rawValue, record: record, column: column) == nil {
        facts.suppose(
          number: numbers[way.number(for: record, of: numbers.count)], table: table.rawValue,
          record: record, column: column)
      }
    case .represented(let lists):
      for record in 0..<facts.count(of: Table.participants.rawValue)
      where !Self.isListKnown(record, facts) {
        facts.suppose(
          list: lists[way.number(for: record, of: lists.count)], table: Table.participants.rawValue,
          record: record, column: People.represents.rawValue)
      }
    case .projectLabel(let fact, let labels):
      guard let possible = facts.candidates(fact: fact),
        let label = Self.first(of: labels, from: way.number, possible)
      else { return }
      facts.suppose(label: label, fact: fact)
    case .projectNumber(let fact, let numbers):
      guard let least = facts.leastNumber(fact: fact) else { return }
      facts.suppose(number: max(least, numbers[way.number]), fact: fact)
    case .projectList(let fact, let lists):
      guard !facts.isListKnown(fact: fact) else { return }
      facts.suppose(list: lists[way.number], fact: fact)
    case .grants: SupposedGrants.suppose(way.number, in: &facts)
    case .costs(let costs): costs.suppose(way.number, in: &facts)
    }
  }

  private static func isRoleOpen(_ record: Int, _ facts: borrowing CompactFacts) -> Bool {
    facts.candidates(
      table: Table.participants.rawValue, record: record, column: People.role.rawValue) != nil
  }

  /// A beneficiary, an associated partner, or the coordinator, of whom there is one. Who charges costs
  /// has the lines that are listed; those of others count for nothing.
  private static func supposeRole(
    _ number: Int, of record: Int, _ facts: inout CompactFacts
  ) {
    let (table, column) = (Table.participants.rawValue, People.role.rawValue)
    var role = number == 1 ? Role.associated : .beneficiary
    if number == 2, let index = Role.allCases.firstIndex(of: .coordinator),
      let possible = facts.candidates(table: table, record: record, column: column),
      possible == 0 || (possible >> UInt64(index)) & 1 != 0
    {
      role = .coordinator
    }
    guard let label = Role.allCases.firstIndex(of: role) else { return }
    facts.suppose(label: label, table: table, record: record, column: column)
    let (lines, cost) = (
      Table.lines.rawValue, ProposalVocabulary.LineColumn.cost.rawValue
    )
    for line in 0..<facts.count(of: lines)
    where facts.owner(table: lines, record: line) == record {
      if !role.chargesCosts {
        facts.suppose(number: 0, table: lines, record: line, column: cost)
      } else if facts.existence(table: lines, record: line) == .possible {
        facts.supposeOne(table: lines, record: line)
      }
    }
    if !role.chargesCosts {
      facts.suppose(number: 0, table: table, record: record, column: People.cost.rawValue)
    }
  }

  /// An absent list: nothing on it, or one record of each sort that there may be.
  private func suppose(_ table: Table, isEmpty: Bool, _ facts: inout CompactFacts) {
    let count = facts.count(of: table.rawValue)
    if isEmpty {
      for record in 0..<count
      where facts.existence(table: table.rawValue, record: record) != .open { return }
      facts.supposeNone(of: table.rawValue)
    } else {
      for record in 0..<count
      where facts.existence(table: table.rawValue, record: record) == .open {
        facts.supposeOne(table: table.rawValue, record: record)
      }
    }
  }

  private func suppose(
    _ labels: [Int], _ number: Int, _ table: Table, _ record: Int, _ column: Int,
    _ facts: inout CompactFacts
  ) {
    guard let possible = facts.candidates(table: table.rawValue, record: record, column: column),
      let label = Self.implied(table, record, column, facts)
        ?? Self.first(of: labels, from: number, possible)
    else { return }
    facts.suppose(label: label, table: table.rawValue, record: record, column: column)
  }

  /// The first of some labels, from one on and round, that one with these candidates may be.
  private static func first(of labels: [Int], from start: Int, _ possible: UInt64) -> Int? {
    for offset in labels.indices {
      let label = labels[(start + offset) % labels.count]
      if possible == 0 || label < 63 && (possible >> UInt64(label)) & 1 != 0 { return label }
    }
    return nil
  }

  /// What follows for a participant from what else is known or supposed: a kind says of one sort that
  /// it is a public body, a size whether it is an SME.
  private static func implied(
    _ table: Table, _ record: Int, _ column: Int, _ facts: borrowing CompactFacts
  ) -> Int? {
    guard table == .participants else { return nil }
    func label(_ column: People) -> Int? {
      facts.label(table: table.rawValue, record: record, column: column.rawValue)
    }
    if column == People.publicBody.rawValue {
      return label(.kind).flatMap { Kind.allCases[$0] == .publicBody ? 1 : nil }
    }
    if column == People.sme.rawValue {
      return label(.size).map { EnterpriseSize.allCases[$0].isSME ? 1 : 0 }
    }
    return nil
  }
}
