import Consortia
import FundingCalls
import FundingTerms

/// Makes consortia to begin a search with: of the facts that matter, every one is stated.
extension WitnessPalette {
  /// A small consortium of usual values.
  func seed(_ numbers: inout SeededNumbers) -> Consortium {
    var consortium = Consortium()
    for index in 0..<size {
      var person = Participant(id: "P\(index + 1)")
      person.role = index == 0 ? .coordinator : .beneficiary
      consortium.participants.append(person)
    }
    complete(&consortium, &numbers)
    return consortium
  }

  /// Fills in what is not stated of the facts that matter.
  func complete(_ consortium: inout Consortium, _ numbers: inout SeededNumbers) {
    // Why: the sums of the partners are what counts; a total beside them could only disagree.
    if asksForLines { consortium.proposal.totalCost = nil }
    if participantFacts.contains(.requestedGrant) { consortium.proposal.requestedGrant = nil }
    if asksForAwards, consortium.awards == nil { consortium.awards = [newAward(&numbers)] }
    for index in (consortium.awards ?? []).indices {
      complete(&consortium.awards, index)
      if awardFacts.contains(.provider), consortium.awards?[index].provider == nil {
        consortium.awards?[index].provider = consortium.participants.first?.id
      }
    }
    let hasCoordinator = consortium.coordinator != nil
    for index in consortium.participants.indices {
      if consortium.participants[index].role == nil {
        consortium.participants[index].role =
          index == 0 && !hasCoordinator ? .coordinator : .beneficiary
      }
      complete(&consortium.participants[index], &numbers)
    }
    complete(&consortium.proposal)
  }

  private func complete(_ person: inout Participant, _ numbers: inout SeededNumbers) {
    if asksForPlaces { locate(&person, &numbers) }
    for fact in participantFacts {
      switch fact {
      case .country, .region, .regionClass, .outermost, .role, .group, .cost: break
      case .kind: person.kind = person.kind ?? .clusterOrganisation
      case .nonProfit: person.nonProfit = person.nonProfit ?? true
      case .publicBody: person.publicBody = person.publicBody ?? (person.kind == .publicBody)
      case .sme: person.sme = person.sme ?? false
      case .founded: person.founded = person.founded ?? CalendarDate(dayNumber: 14_000)
      case .controlledFrom: person.controlledFrom = person.controlledFrom ?? person.country
      case .headcount: person.headcount = person.headcount ?? Headcount(hundredths: 2_000)
      case .turnover: person.turnover = person.turnover ?? Money(cents: 1_000_000_00)
      case .balanceSheet: person.balanceSheet = person.balanceSheet ?? Money(cents: 1_000_000_00)
      case .requestedGrant:
        person.requestedGrant = person.requestedGrant ?? Money(cents: 100_000_00)
      case .represents: person.represents = person.represents ?? []
      case .size:
        person.size = person.size ?? (person.sme == false ? .large : .small)
        person.sme = person.size?.isSME
      }
    }
    if asksForAids { person.aidReceived = (person.aidReceived ?? []).map { completed($0, person) } }
    if asksForLines, person.role?.chargesCosts != false {
      person.costs = (person.costs ?? [newLine(.personnel, false)]).map { line in
        var line = line
        line.category = line.category ?? .personnel
        line.amount = line.amount ?? Money(cents: 100_000_00)
        if asksForPurpose { line.forSMEs = line.forSMEs ?? false }
        if asksForWorkPackages { line.workPackage = line.workPackage ?? "another" }
        return line
      }
    }
    for declaration in participantDeclarations {
      if person.declarations.value(of: declaration.name) == nil {
        person.declarations.append(
          DeclaredFact(name: declaration.name, value: Self.values(of: declaration)[0]))
      }
    }
  }

  /// Gives a participant a place if it has none, and a region if that is asked for.
  private func locate(_ person: inout Participant, _ numbers: inout SeededNumbers) {
    let asksForRegions = places.contains { $0.region != nil }
    guard person.region == nil, person.country == nil || asksForRegions else { return }
    let country = person.country
    let fitting = places.filter { country == nil || $0.country == country }
    guard let place = fitting.randomElement(using: &numbers) else { return }
    person.country = place.country
    person.region = place.region
  }

  private func complete(_ proposal: inout Proposal) {
    for fact in projectFacts {
      switch fact {
      case .strand: proposal.strand = proposal.strand ?? strands.first ?? "none"
      case .duration:
        proposal.durationMonths =
          proposal.durationMonths ?? durations.max().flatMap { Int(exactly: $0) } ?? 24
      case .submissionDate: proposal.submissionDate = proposal.submissionDate ?? usualDay
      case .startDate: proposal.startDate = proposal.startDate ?? usualDay
      case .requestedGrant:
        if !participantFacts.contains(.requestedGrant) {
          proposal.requestedGrant = proposal.requestedGrant ?? Money(cents: 100_000_00)
        }
      case .totalCost: break
      case .objectives: proposal.objectives = proposal.objectives ?? objectives
      case .focus: proposal.focus = proposal.focus ?? Array(objectives.prefix(1))
      case .themes: proposal.themes = proposal.themes ?? Array(themes.prefix(1))
      case .targetCountries: proposal.targetCountries = proposal.targetCountries ?? []
      case .trlStart: proposal.trlStart = proposal.trlStart ?? 6
      case .ecosystems: proposal.ecosystems = proposal.ecosystems ?? openWords[.ecosystem] ?? []
      }
    }
    for declaration in proposalDeclarations {
      if proposal.declarations.value(of: declaration.name) == nil {
        proposal.declarations.append(
          DeclaredFact(name: declaration.name, value: Self.values(of: declaration)[0]))
      }
    }
  }

  private var usualDay: CalendarDate { CalendarDate(dayNumber: Int(dates.last ?? 20_000)) }

  private func complete(_ awards: inout [Award]?, _ index: Int) {
    guard var award = awards?[index] else { return }
    award.form = award.form ?? .voucher
    award.recipient = award.recipient ?? .sme
    award.amount = award.amount ?? Money(cents: 10_000_00)
    if awardFacts.contains(.country) { award.country = award.country ?? countries.first }
    awards?[index] = award
  }

  private func completed(_ aid: Aid, _ person: Participant) -> Aid {
    var aid = aid
    aid.date = aid.date ?? usualDay
    aid.amount = aid.amount ?? Money(cents: 100_000_00)
    aid.regime = aid.regime ?? openWords[.regime]?.first ?? "another"
    aid.scheme = aid.scheme ?? openWords[.scheme]?.first ?? "another"
    aid.memberState = aid.memberState ?? person.country ?? countries.first
    return aid
  }

  // MARK: New records

  /// What may be declared.
  static func values(of declaration: Declaration) -> [DeclaredFact.Value] {
    switch declaration.values {
    case .truth: [.truth(true), .truth(false)]
    case .words(let words): words.map { .word($0) } + (words.isEmpty ? [.truth(false)] : [])
    }
  }

  func newLine(_ category: CostCategory, _ forSMEs: Bool) -> CostLine {
    var line = CostLine()
    line.category = category
    line.amount = Money(cents: 100_000_00)
    if asksForPurpose { line.forSMEs = forSMEs }
    return line
  }

  func newAward(_ numbers: inout SeededNumbers) -> Award {
    var award = Award()
    award.form = AwardForm.allCases.randomElement(using: &numbers)
    award.recipient = RecipientKind.allCases.randomElement(using: &numbers)
    award.amount = Money(cents: max(0, amounts.randomElement(using: &numbers) ?? 0))
    if awardFacts.contains(.country) { award.country = countries.randomElement(using: &numbers) }
    return award
  }
}
