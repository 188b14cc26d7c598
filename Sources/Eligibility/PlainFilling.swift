public import Consortia
import FundingCalls
import FundingTerms
public import RuleLanguage

/// Fills stores of facts from plain records: what ``ProposalFacts`` says of a consortium, without
/// making one.
///
/// Words of a call are looked up in tables that are made once, and what a country tells is worked
/// out once for each.
public struct PlainFilling: Sendable {
  private typealias People = ProposalVocabulary.ParticipantColumn
  private typealias Lines = ProposalVocabulary.LineColumn
  private typealias Awards = ProposalVocabulary.AwardColumn
  private typealias Project = ProposalVocabulary.ProjectFact
  private typealias Table = ProposalVocabulary.Table

  private let strands: PlainLabels
  private let objectives: PlainLabels
  private let themes: PlainLabels
  private let declarations: [PlainDeclarations]
  /// The strand that the assessment is in, which prevails over the proposal's.
  private let strand: Int?
  private var countries: CountryCells
  /// For each participant the number of its control group; room that is used again.
  private var groups: [Int] = []

  init(_ assessor: Assessor) {
    let types = assessor.rules.vocabulary.labelTypes
    func labels(_ kind: ProposalVocabulary.LabelKind) -> PlainLabels {
      PlainLabels(types[kind.rawValue].labels)
    }
    strands = labels(.strand)
    objectives = labels(.objective)
    themes = labels(.theme)
    declarations = [.participant, .proposal].map {
      PlainDeclarations(assessor.call.vocabulary.declarations, of: $0)
    }
    let strandType = types[ProposalVocabulary.LabelKind.strand.rawValue]
    strand = assessor.strand.map { strandType.index(of: $0) ?? strandType.labels.count }
    countries = CountryCells(geography: assessor.geography, vocabulary: assessor.rules.vocabulary)
  }

  /// Fills a store with what a record says and what follows from it.
  public mutating func fill(
    _ facts: inout CompactFacts, from record: borrowing PlainConsortium
  ) {
    facts.reset()
    fillParticipants(&facts, record)
    fillLines(&facts, record)
    fillAwards(&facts, record)
    // Nothing is known of aid: one record stands for each participant's list.
    for index in record.participants.indices {
      facts.append(to: Table.aids.rawValue, owner: index, .open)
    }
    fillProject(&facts, record)
    for declared in declarations { declared.fill(&facts, from: record) }
    for index in record.participants.indices where record.participants[index].role < 0 {
      return facts.waiveForOpenRoles()
    }
  }

  // MARK: - Participants

  private mutating func fillParticipants(
    _ facts: inout CompactFacts, _ record: borrowing PlainConsortium
  ) {
    findGroups(record)
    let openRole = Self.openRole(record)
    for index in record.participants.indices {
      let person = record.participants[index]
      let cells = RowFilling(table: Table.participants.rawValue, record: index)
      facts.append(to: Table.participants.rawValue)
      let place = countries.cells(person.country)
      cells.set(place.country, People.country.rawValue, &facts)
      cells.set(place.region, People.region.rawValue, &facts)
      cells.set(place.regionClass, People.regionClass.rawValue, &facts)
      cells.set(place.outermost, People.outermost.rawValue, &facts)
      cells.set(Self.kind(of: person), People.kind.rawValue, &facts)
      cells.set(
        person.role < 0 ? openRole : .label(Int(person.role)), People.role.rawValue, &facts)
      fillGroup(index, count: record.participants.count, cells, &facts)
      cells.set(truth: person.nonProfit, People.nonProfit.rawValue, &facts)
      cells.set(truth: person.publicBody, People.publicBody.rawValue, &facts)
      cells.set(truth: person.sme, People.sme.rawValue, &facts)
      cells.set(Self.size(of: person), People.size.rawValue, &facts)
      cells.set(number: person.founded, People.founded.rawValue, &facts)
      cells.set(
        countries.cells(person.controlledFrom).country, People.controlledFrom.rawValue, &facts)
      cells.set(number: person.headcount, People.headcount.rawValue, &facts)
      cells.set(number: person.turnover, People.turnover.rawValue, &facts)
      cells.set(number: person.balanceSheet, People.balanceSheet.rawValue, &facts)
      cells.set(number: person.requestedGrant, People.requestedGrant.rawValue, &facts)
    }
  }

  /// What an unknown role may be: who coordinates, if that is known, does so alone.
  private static func openRole(_ record: borrowing PlainConsortium) -> LabelCell {
    let all = LabelCell.oneOf(first: Role.allCases.count)
    guard case .oneOf(let bits) = all,
      let coordinator = Role.allCases.firstIndex(of: .coordinator)
    else { return all }
    for index in record.participants.indices
    where Int(record.participants[index].role) == coordinator {
      return .oneOf(bits & ~(1 << UInt64(coordinator)))
    }
    return all
  }

  /// Whether somebody charges costs, or may.
  private static func mayCharge(_ person: PlainConsortium.Participant) -> Bool {
    person.role < 0 || Role.allCases[Int(person.role)].chargesCosts
  }

  private static func kind(of person: PlainConsortium.Participant) -> LabelCell {
    if person.kind >= 0 { return .label(Int(person.kind)) }
    let all = LabelCell.oneOf(first: Kind.allCases.count)
    guard person.publicBody == 0, case .oneOf(let bits) = all,
      let publicBody = Kind.allCases.firstIndex(of: .publicBody)
    else { return all }
    return .oneOf(bits & ~(1 << UInt64(publicBody)))
  }

  private static func size(of person: PlainConsortium.Participant) -> LabelCell {
    if person.size >= 0 { return .label(Int(person.size)) }
    guard person.sme >= 0 else { return .oneOf(first: EnterpriseSize.allCases.count) }
    return person.sme == 1 ? smeSizes : otherSizes
  }

  private static let smeSizes = sizes { $0.isSME }
  private static let otherSizes = sizes { !$0.isSME }

  private static func sizes(_ isIncluded: (EnterpriseSize) -> Bool) -> LabelCell {
    let sizes = EnterpriseSize.allCases
    let found = sizes.indices.filter { isIncluded(sizes[$0]) }
    if found.count == 1 { return .label(found[0]) }
    return .oneOf(found.reduce(0) { $0 | 1 << UInt64($1) })
  }

  private mutating func findGroups(_ record: borrowing PlainConsortium) {
    groups.removeAll(keepingCapacity: true)
    var next = 0
    for index in record.participants.indices {
      let group = record.participants[index].group
      guard group.isStated else {
        groups.append(-1)
        continue
      }
      var number = -1
      for other in 0..<index where groups[other] >= 0 {
        if record.text.areSame(record.participants[other].group, group) {
          number = groups[other]
          break
        }
      }
      groups.append(number < 0 ? next : number)
      if number < 0 { next += 1 }
    }
  }

  private func fillGroup(
    _ index: Int, count: Int, _ cells: RowFilling, _ facts: inout CompactFacts
  ) {
    let group = groups[index]
    cells.set(.label(group < 0 ? index : count + group), People.group.rawValue, &facts)
    if group >= 0 { facts.set(group: group, table: Table.participants.rawValue, record: index) }
  }

  // MARK: - Costs

  private func fillLines(_ facts: inout CompactFacts, _ record: borrowing PlainConsortium) {
    var line = 0
    var knowsAll = true
    var known: Int128 = 0
    for index in record.participants.indices {
      let person = record.participants[index]
      var sum: Int128 = 0
      var isWhole = true
      if !person.hasCosts, Self.mayCharge(person) {
        Self.appendOpenLines(of: index, &facts)
        isWhole = false
      }
      while line < record.lines.count, record.lines[line].participant == index {
        let cost = record.lines[line]
        let row = facts.append(
          to: Table.lines.rawValue, owner: index, person.role < 0 ? .possible : .certain)
        let cells = RowFilling(table: Table.lines.rawValue, record: row)
        cells.set(
          choice: cost.category, of: CostCategory.allCases.count, Lines.category.rawValue, &facts)
        cells.set(number: cost.amount, Lines.cost.rawValue, &facts)
        cells.set(truth: cost.forSMEs, Lines.forSMEs.rawValue, &facts)
        if cost.workPackage.isStated {
          facts.waive(table: Table.lines.rawValue, column: Lines.workPackage.rawValue)
        }
        // Why: who has another role than one that charges costs has no lines.
        if person.role < 0 || cost.amount < 0 { isWhole = false }
        if cost.amount >= 0 { sum += Int128(cost.amount) }
        line += 1
      }
      known += sum
      fillCost(of: index, sum, isWhole: isWhole, &facts)
      knowsAll = knowsAll && isWhole
    }
    fillTotalCost(record.totalCost, known, knowsAll: knowsAll, &facts)
  }

  /// One record for each category and purpose stands for whatever an absent list may hold.
  private static func appendOpenLines(of participant: Int, _ facts: inout CompactFacts) {
    for category in CostCategory.allCases.indices {
      for forSMEs in 0...1 {
        let row = facts.append(to: Table.lines.rawValue, owner: participant, .open)
        let cells = RowFilling(table: Table.lines.rawValue, record: row)
        cells.set(.label(category), Lines.category.rawValue, &facts)
        cells.set(.label(forSMEs), Lines.forSMEs.rawValue, &facts)
      }
    }
  }

  private func fillCost(
    of participant: Int, _ sum: Int128, isWhole: Bool, _ facts: inout CompactFacts
  ) {
    let (table, column) = (Table.participants.rawValue, People.cost.rawValue)
    if isWhole, let value = Int64(exactly: sum) {
      facts.set(number: value, table: table, record: participant, column: column)
    } else if sum != 0 {
      facts.waive(table: table, column: column)
    }
  }

  private func fillTotalCost(
    _ stated: Int64, _ known: Int128, knowsAll: Bool, _ facts: inout CompactFacts
  ) {
    if knowsAll, let value = Int64(exactly: known) {
      return facts.set(number: value, fact: Project.totalCost.rawValue)
    }
    guard !knowsAll, stated >= 0 else { return facts.setSum(fact: Project.totalCost.rawValue) }
    facts.set(number: stated, fact: Project.totalCost.rawValue)
    guard Int128(stated) >= known else { return }
    facts.waive(table: Table.lines.rawValue, column: Lines.cost.rawValue)
    facts.waive(table: Table.participants.rawValue, column: People.cost.rawValue)
  }

  // MARK: - Awards

  private mutating func fillAwards(
    _ facts: inout CompactFacts, _ record: borrowing PlainConsortium
  ) {
    let table = Table.awards.rawValue
    guard record.hasAwards else {
      let cells = RowFilling(table: table, record: facts.append(to: table, .open))
      cells.set(.oneOf(first: AwardForm.allCases.count), Awards.form.rawValue, &facts)
      cells.set(.oneOf(first: RecipientKind.allCases.count), Awards.recipient.rawValue, &facts)
      return
    }
    for index in record.awards.indices {
      let award = record.awards[index]
      let cells = RowFilling(table: table, record: facts.append(to: table))
      cells.set(choice: award.form, of: AwardForm.allCases.count, Awards.form.rawValue, &facts)
      cells.set(
        choice: award.recipient, of: RecipientKind.allCases.count, Awards.recipient.rawValue, &facts
      )
      cells.set(number: award.amount, Awards.amount.rawValue, &facts)
      cells.set(number: award.count, Awards.recipients.rawValue, &facts)
      let total = award.amount.multipliedReportingOverflow(by: award.count)
      if award.amount >= 0, !total.overflow {
        cells.set(number: total.partialValue, Awards.total.rawValue, &facts)
      }
      fillAmountPerRecipient(award, record, cells, &facts)
      cells.set(countries.cells(award.country).country, Awards.country.rawValue, &facts)
      cells.set(
        choice: award.provider, of: record.participants.count, Awards.provider.rawValue, &facts)
    }
  }

  /// All awards of one recipient together; unknown where one of them is.
  private func fillAmountPerRecipient(
    _ award: PlainConsortium.Award, _ record: borrowing PlainConsortium, _ cells: RowFilling,
    _ facts: inout CompactFacts
  ) {
    guard award.recipientID.isStated else {
      return cells.set(number: award.amount, Awards.amountPerRecipient.rawValue, &facts)
    }
    var total: Int64 = 0
    for index in record.awards.indices
    where record.text.areSame(record.awards[index].recipientID, award.recipientID) {
      guard record.awards[index].amount >= 0 else { return }
      total = total.addingReportingOverflow(record.awards[index].amount).partialValue
    }
    cells.set(number: total, Awards.amountPerRecipient.rawValue, &facts)
  }

  // MARK: - The project

  private func fillProject(_ facts: inout CompactFacts, _ record: borrowing PlainConsortium) {
    if let strand {
      facts.set(label: strand, fact: Project.strand.rawValue)
    } else if record.strand.isStated {
      facts.set(
        label: strands.label(of: record.strand, in: record.text), fact: Project.strand.rawValue)
    }
    Self.set(atLeastZero: record.duration, .duration, &facts)
    Self.set(atLeastZero: record.trlStart, .trlStart, &facts)
    if record.submissionDate != PlainConsortium.unknown {
      facts.set(number: record.submissionDate, fact: Project.submissionDate.rawValue)
    }
    if record.startDate != PlainConsortium.unknown {
      facts.set(number: record.startDate, fact: Project.startDate.rawValue)
    }
    fillGrant(&facts, record)
    fillList(.objectives, .objectives, objectives, &facts, record)
    fillList(.focus, .focus, objectives, &facts, record)
    fillList(.themes, .themes, themes, &facts, record)
    if record.isStated(.ecosystems) { facts.waive(fact: Project.ecosystems.rawValue) }
  }

  private static func set(atLeastZero value: Int64, _ fact: Project, _ facts: inout CompactFacts) {
    if value >= 0 {
      facts.set(number: value, fact: fact.rawValue)
    } else {
      facts.set(atLeast: 0, fact: fact.rawValue)
    }
  }

  private func fillList(
    _ list: PlainConsortium.List, _ fact: Project, _ labels: PlainLabels,
    _ facts: inout CompactFacts, _ record: borrowing PlainConsortium
  ) {
    guard record.isStated(list) else { return }
    facts.beginList(fact: fact.rawValue)
    for index in record.listedWords.indices where record.listedWords[index].list == list {
      let label = labels.label(of: record.listedWords[index].word, in: record.text)
      facts.insert(label: label, fact: fact.rawValue)
    }
  }

  /// The project's own figure, else the sum of the partners' where every one is known, else at least
  /// what is known. Who charges no costs asks for nothing.
  private func fillGrant(_ facts: inout CompactFacts, _ record: borrowing PlainConsortium) {
    var known: Int64 = 0
    var isOpen = false
    var asksForSome = false
    var isComplete = true
    for index in record.participants.indices {
      let grant = record.participants[index].requestedGrant
      if grant >= 0 {
        known = known.addingReportingOverflow(grant).partialValue
        asksForSome = true
        continue
      }
      isOpen = true
      guard Self.mayCharge(record.participants[index]) else { continue }
      isComplete = false
    }
    let fact = Project.requestedGrant.rawValue
    guard record.requestedGrant >= 0 else {
      if asksForSome, isComplete {
        facts.set(number: known, fact: fact)
      } else {
        facts.set(atLeast: known, fact: fact)
      }
      return
    }
    facts.set(number: record.requestedGrant, fact: fact)
    if isOpen, record.requestedGrant >= known {
      facts.waive(table: Table.participants.rawValue, column: People.requestedGrant.rawValue)
    }
  }
}

/// The cells of one record of a table.
struct RowFilling {
  let table: Int
  let record: Int

  func set(_ cell: LabelCell, _ column: Int, _ facts: inout CompactFacts) {
    switch cell {
    case .label(let label): facts.set(label: label, table: table, record: record, column: column)
    case .oneOf(let labels):
      facts.set(labels: labels, table: table, record: record, column: column)
    case .anything: break
    case .waived: facts.waive(table: table, column: column)
    }
  }

  func set(number: Int64, _ column: Int, _ facts: inout CompactFacts) {
    guard number != PlainConsortium.unknown else { return }
    facts.set(number: number, table: table, record: record, column: column)
  }

  func set(truth: Int64, _ column: Int, _ facts: inout CompactFacts) {
    set(choice: truth, of: 2, column, &facts)
  }

  func set(choice: Int64, of count: Int, _ column: Int, _ facts: inout CompactFacts) {
    set(choice < 0 ? .oneOf(first: count) : .label(Int(choice)), column, &facts)
  }
}
