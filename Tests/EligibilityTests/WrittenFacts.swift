import Consortia
import Eligibility
import FundingCalls
import FundingTerms
import RuleLanguage

/// Puts a consortium into a store as a reader does that sees one value after the other.
struct WrittenFacts {
  let compiled: CompiledAssessor
  var facts: CompactFacts

  private typealias People = ProposalVocabulary.ParticipantColumn
  private typealias Lines = ProposalVocabulary.LineColumn
  private typealias Awards = ProposalVocabulary.AwardColumn
  private typealias Aids = ProposalVocabulary.AidColumn
  private typealias Project = ProposalVocabulary.ProjectFact
  private typealias Kind = ProposalVocabulary.LabelKind

  init(_ compiled: CompiledAssessor) {
    self.compiled = compiled
    facts = compiled.makeFacts()
  }

  mutating func write(_ consortium: Consortium, declarations: [Declaration]) {
    facts.reset()
    var groups: [String] = []
    for (record, person) in consortium.participants.enumerated() {
      facts.append(to: 0)
      write(person, record, declarations)
      if let group = person.group {
        if !groups.contains(group) { groups.append(group) }
        facts.set(group: groups.firstIndex(of: group) ?? 0, table: 0, record: record)
      }
    }
    if consortium.holdings != nil || consortium.participants.contains(where: { $0.accounts != nil })
    {
      facts.waive(table: 0, column: People.size.rawValue)
      facts.waive(table: 0, column: People.sme.rawValue)
    }
    for award in consortium.awards ?? [] { write(award, consortium) }
    if consortium.awards == nil { facts.append(to: 2, .open) }
    write(consortium.proposal, declarations)
    compiled.conclude(&facts)
  }

  private mutating func set(_ label: Int?, _ table: Int, _ record: Int, _ column: Int) {
    if let label { facts.set(label: label, table: table, record: record, column: column) }
  }

  private mutating func set(_ number: Int64?, _ table: Int, _ record: Int, _ column: Int) {
    if let number { facts.set(number: number, table: table, record: record, column: column) }
  }

  private mutating func set(
    _ word: String?, _ kind: Kind, _ table: Int, _ record: Int, _ column: Int
  ) {
    guard let word else { return }
    guard let label = compiled.vocabulary.labelTypes[kind.rawValue].index(of: word) else {
      return facts.waive(table: table, column: column)
    }
    facts.set(label: label, table: table, record: record, column: column)
  }

  private func index<Term: Equatable>(_ term: Term?, _ terms: [Term]) -> Int? {
    term.flatMap { terms.firstIndex(of: $0) }
  }

  private mutating func write(_ person: Participant, _ record: Int, _ declarations: [Declaration]) {
    set(person.country.flatMap(compiled.label(of:)), 0, record, People.country.rawValue)
    set(index(person.role, Role.allCases), 0, record, People.role.rawValue)
    set(index(person.kind, FundingTerms.Kind.allCases), 0, record, People.kind.rawValue)
    set(index(person.size, EnterpriseSize.allCases), 0, record, People.size.rawValue)
    set(person.nonProfit.map { $0 ? 1 : 0 }, 0, record, People.nonProfit.rawValue)
    set(person.publicBody.map { $0 ? 1 : 0 }, 0, record, People.publicBody.rawValue)
    set(person.sme.map { $0 ? 1 : 0 }, 0, record, People.sme.rawValue)
    set(person.founded.map { Int64($0.dayNumber) }, 0, record, People.founded.rawValue)
    set(
      person.controlledFrom.flatMap(compiled.label(of:)), 0, record, People.controlledFrom.rawValue)
    set(person.headcount?.hundredths, 0, record, People.headcount.rawValue)
    set(person.turnover?.cents, 0, record, People.turnover.rawValue)
    set(person.balanceSheet?.cents, 0, record, People.balanceSheet.rawValue)
    set(person.requestedGrant?.cents, 0, record, People.requestedGrant.rawValue)
    if let kinds = person.represents {
      facts.beginList(table: 0, record: record, column: People.represents.rawValue)
      for kind in kinds {
        facts.insert(
          label: index(kind, FundingTerms.Kind.allCases) ?? 0, table: 0, record: record,
          column: People.represents.rawValue)
      }
    }
    if person.country == nil, person.region != nil {
      facts.waive(table: 0, column: People.country.rawValue)
    }
    for (offset, declaration) in declarations.filter({ $0.of == .participant }).enumerated() {
      let column = ProposalVocabulary.firstDeclarationColumn + offset
      switch (person.declarations.value(of: declaration.name), declaration.values) {
      case (.truth(let truth)?, .truth): set(truth ? 1 : 0, 0, record, column)
      case (.word(let word)?, .words(let words)):
        set(words.firstIndex(of: word) ?? words.count, 0, record, column)
      case (nil, .words): break
      case (nil, .truth): facts.set(labels: 3, table: 0, record: record, column: column)
      default: facts.waive(table: 0, column: column)
      }
    }
    writeLists(person, record)
  }

  private mutating func writeLists(_ person: Participant, _ record: Int) {
    if person.role?.chargesCosts != false {
      for line in person.costs ?? [] {
        let index = facts.append(to: 1, owner: record)
        set(self.index(line.category, CostCategory.allCases), 1, index, Lines.category.rawValue)
        set(line.amount?.cents, 1, index, Lines.cost.rawValue)
        set(line.forSMEs.map { $0 ? 1 : 0 }, 1, index, Lines.forSMEs.rawValue)
        set(line.workPackage, .workPackage, 1, index, Lines.workPackage.rawValue)
      }
      if person.costs == nil { facts.append(to: 1, owner: record, .open) }
    }
    for aid in person.aidReceived ?? [] {
      let index = facts.append(to: 3, owner: record)
      set(aid.date.map { Int64($0.dayNumber) }, 3, index, Aids.date.rawValue)
      set(aid.amount?.cents, 3, index, Aids.amount.rawValue)
      set(aid.regime, .regime, 3, index, Aids.regime.rawValue)
      set(aid.memberState.flatMap(compiled.label(of:)), 3, index, Aids.memberState.rawValue)
      set(aid.scheme, .scheme, 3, index, Aids.scheme.rawValue)
    }
    if person.aidReceived == nil { facts.append(to: 3, owner: record, .open) }
  }

  private mutating func write(_ award: Award, _ consortium: Consortium) {
    let record = facts.append(to: 2)
    set(index(award.form, AwardForm.allCases), 2, record, Awards.form.rawValue)
    set(index(award.recipient, RecipientKind.allCases), 2, record, Awards.recipient.rawValue)
    set(award.amount?.cents, 2, record, Awards.amount.rawValue)
    set(Int64(award.count), 2, record, Awards.recipients.rawValue)
    set(award.country.flatMap(compiled.label(of:)), 2, record, Awards.country.rawValue)
    if award.recipientID != nil {
      facts.waive(table: 2, column: Awards.amountPerRecipient.rawValue)
    }
    guard let provider = award.provider else { return }
    if let index = consortium.participants.firstIndex(where: { $0.id == provider }) {
      facts.set(label: index, table: 2, record: record, column: Awards.provider.rawValue)
    } else {
      facts.waive(table: 2, column: Awards.provider.rawValue)
    }
  }

  private mutating func write(_ proposal: Proposal, _ declarations: [Declaration]) {
    let numbers: [(Int64?, Project)] = [
      (proposal.durationMonths.map(Int64.init), .duration),
      (proposal.submissionDate.map { Int64($0.dayNumber) }, .submissionDate),
      (proposal.startDate.map { Int64($0.dayNumber) }, .startDate),
      (proposal.requestedGrant?.cents, .requestedGrant),
      (proposal.totalCost?.cents, .totalCost), (proposal.trlStart.map(Int64.init), .trlStart),
    ]
    for case (let value?, let fact) in numbers { facts.set(number: value, fact: fact.rawValue) }
    if let strand = proposal.strand {
      let labels = compiled.vocabulary.labelTypes[Kind.strand.rawValue]
      facts.set(
        label: labels.index(of: strand) ?? labels.labels.count, fact: Project.strand.rawValue)
    }
    for (words, kind, fact) in [
      (proposal.objectives, Kind.objective, Project.objectives),
      (proposal.focus, .objective, .focus), (proposal.themes, .theme, .themes),
      (proposal.ecosystems, .ecosystem, .ecosystems),
    ] {
      guard let words else { continue }
      facts.beginList(fact: fact.rawValue)
      for word in words {
        if let label = compiled.vocabulary.labelTypes[kind.rawValue].index(of: word) {
          facts.insert(label: label, fact: fact.rawValue)
        }
      }
    }
    if let countries = proposal.targetCountries {
      facts.beginList(fact: Project.targetCountries.rawValue)
      for country in countries {
        if let label = compiled.label(of: country) {
          facts.insert(label: label, fact: Project.targetCountries.rawValue)
        }
      }
    }
    for (offset, declaration) in declarations.filter({ $0.of == .proposal }).enumerated() {
      let fact = ProposalVocabulary.firstDeclarationFact + offset
      switch (proposal.declarations.value(of: declaration.name), declaration.values) {
      case (.truth(let truth)?, .truth): facts.set(label: truth ? 1 : 0, fact: fact)
      case (.word(let word)?, .words(let words)):
        facts.set(label: words.firstIndex(of: word) ?? words.count, fact: fact)
      case (nil, .words): break
      case (nil, .truth): facts.set(labels: 3, fact: fact)
      default: facts.waive(fact: fact)
      }
    }
  }
}
