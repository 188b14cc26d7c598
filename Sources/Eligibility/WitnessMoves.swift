import Consortia
import FundingCalls
import FundingTerms

/// Small changes of a consortium, made of the values of a palette.
struct WitnessMoves {
  /// What is changed.
  private enum Slot: CaseIterable {
    case newcomer, leaver, place, role, kind, nonProfit, publicBody, sme, group, founded
    case control, headcount, turnover, balance, ownGrant, represents, declaration
    case newLine, dropLine, lineAmount, lineKind
    case newAward, dropAward, awardAmount, awardKind, awardCountry, awardRecipient
    case strand, duration, submission, start, grant, objectives, focus, themes, targets, trl
    case proposalDeclaration
    case size, workPackage, awardProvider, ecosystems
    case newAid, dropAid, aidAmount, aidDate, aidWords, aidState
  }

  private let palette: WitnessPalette
  private let slots: [Slot]

  init(_ palette: WitnessPalette) {
    self.palette = palette
    slots = Slot.allCases.filter { Self.matters($0, palette) }
  }

  private static func matters(_ slot: Slot, _ palette: WitnessPalette) -> Bool {
    let participants = palette.participantFacts
    let project = palette.projectFacts
    switch slot {
    case .newcomer, .leaver, .role: return true
    case .place: return palette.asksForPlaces
    case .kind: return participants.contains(.kind)
    case .nonProfit: return participants.contains(.nonProfit)
    case .publicBody: return participants.contains(.publicBody)
    case .sme: return participants.contains(.sme)
    case .group: return palette.asksForGroups
    case .size: return participants.contains(.size)
    case .workPackage: return palette.asksForWorkPackages
    case .awardProvider: return palette.awardFacts.contains(.provider)
    case .ecosystems: return project.contains(.ecosystems)
    case .newAid, .dropAid, .aidAmount, .aidDate, .aidWords, .aidState: return palette.asksForAids
    case .founded: return participants.contains(.founded)
    case .control: return participants.contains(.controlledFrom)
    case .headcount: return participants.contains(.headcount)
    case .turnover: return participants.contains(.turnover)
    case .balance: return participants.contains(.balanceSheet)
    case .ownGrant: return participants.contains(.requestedGrant)
    case .represents: return participants.contains(.represents)
    case .declaration: return !palette.participantDeclarations.isEmpty
    case .newLine, .dropLine, .lineAmount, .lineKind: return palette.asksForLines
    case .newAward, .dropAward, .awardAmount, .awardKind, .awardRecipient:
      return palette.asksForAwards
    case .awardCountry: return palette.awardFacts.contains(.country)
    case .strand: return project.contains(.strand)
    case .duration: return project.contains(.duration)
    case .submission: return project.contains(.submissionDate)
    case .start: return project.contains(.startDate)
    case .grant: return project.contains(.requestedGrant) && !participants.contains(.requestedGrant)
    case .objectives: return project.contains(.objectives)
    case .focus: return project.contains(.focus)
    case .themes: return project.contains(.themes)
    case .targets: return project.contains(.targetCountries)
    case .trl: return project.contains(.trlStart)
    case .proposalDeclaration: return !palette.proposalDeclarations.isEmpty
    }
  }

  /// Changes one thing; `gaps` are amounts by which figures missed their limits.
  func change(_ consortium: inout Consortium, gaps: [Int64], _ numbers: inout SeededNumbers) {
    guard let slot = slots.randomElement(using: &numbers) else { return }
    switch slot {
    case .newcomer: add(&consortium, &numbers)
    case .newAward: consortium.awards = (consortium.awards ?? []) + [palette.newAward(&numbers)]
    case .dropAward:
      if let index = (consortium.awards ?? []).indices.randomElement(using: &numbers) {
        consortium.awards?.remove(at: index)
      }
    case .awardAmount, .awardKind, .awardCountry, .awardRecipient, .awardProvider:
      changeAward(&consortium, slot, gaps, &numbers)
    case .strand, .duration, .submission, .start, .grant, .objectives, .focus, .themes, .targets,
      .trl, .ecosystems, .proposalDeclaration:
      change(&consortium.proposal, slot, gaps, &numbers)
    default:
      guard let index = consortium.participants.indices.randomElement(using: &numbers) else {
        return
      }
      if slot == .leaver {
        consortium.participants.remove(at: index)
      } else {
        change(&consortium.participants[index], slot, gaps, &numbers)
      }
    }
  }

  /// Adds a partner like another one, in another place.
  private func add(_ consortium: inout Consortium, _ numbers: inout SeededNumbers) {
    guard consortium.participants.count < 16 else { return }
    var person = consortium.participants.randomElement(using: &numbers) ?? Participant(id: "")
    let ids = Set(consortium.participants.map(\.id))
    let number = (1...20).first { !ids.contains("P\($0)") } ?? 20
    person.id = "P\(number)"
    person.name = nil
    person.group = nil
    person.role = consortium.participants.isEmpty ? .coordinator : .beneficiary
    place(&person, &numbers)
    consortium.participants.append(person)
    palette.complete(&consortium, &numbers)
  }

  private func place(_ person: inout Participant, _ numbers: inout SeededNumbers) {
    guard palette.asksForPlaces, let place = palette.places.randomElement(using: &numbers) else {
      return
    }
    person.country = place.country
    person.region = place.region
    person.isOutermost = nil
  }

  // MARK: Participants

  private func change(
    _ person: inout Participant, _ slot: Slot, _ gaps: [Int64], _ numbers: inout SeededNumbers
  ) {
    switch slot {
    case .place: place(&person, &numbers)
    case .role: person.role = Role.allCases.randomElement(using: &numbers)
    case .kind: person.kind = Kind.allCases.randomElement(using: &numbers)
    case .nonProfit: person.nonProfit = person.nonProfit != true
    case .publicBody: person.publicBody = person.publicBody != true
    case .sme:
      person.sme = person.sme != true
      if let size = person.size, size.isSME != person.sme { person.size = nil }
    case .size:
      person.size = EnterpriseSize.allCases.randomElement(using: &numbers)
      person.sme = person.size?.isSME
    case .newAid, .dropAid, .aidAmount, .aidDate, .aidWords, .aidState:
      changeAid(&person, slot, gaps, &numbers)
    case .group: person.group = person.group == nil ? "G1" : nil
    case .founded: person.founded = day(&numbers)
    case .control: person.controlledFrom = palette.countries.randomElement(using: &numbers)
    case .headcount:
      person.headcount = Headcount(
        hundredths: count(person.headcount?.hundredths, gaps, &numbers))
    case .turnover: person.turnover = amount(person.turnover, gaps, &numbers)
    case .balance: person.balanceSheet = amount(person.balanceSheet, gaps, &numbers)
    case .ownGrant: person.requestedGrant = amount(person.requestedGrant, gaps, &numbers)
    case .represents: person.represents = toggled(person.represents, Kind.allCases, &numbers)
    case .declaration:
      declare(&person.declarations, palette.participantDeclarations, &numbers)
    default: changeCosts(&person, slot, gaps, &numbers)
    }
    if person.kind == .publicBody, palette.participantFacts.contains(.publicBody) {
      person.publicBody = true
    }
  }

  private func changeCosts(
    _ person: inout Participant, _ slot: Slot, _ gaps: [Int64], _ numbers: inout SeededNumbers
  ) {
    var costs = person.costs ?? []
    let index = costs.indices.randomElement(using: &numbers)
    switch (slot, index) {
    case (.newLine, _):
      guard costs.count < 4 else { return }
      let category = CostCategory.allCases.randomElement(using: &numbers) ?? .personnel
      costs.append(palette.newLine(category, Bool.random(using: &numbers)))
    case (.dropLine, let index?): costs.remove(at: index)
    case (.lineAmount, let index?):
      costs[index].amount = amount(costs[index].amount, gaps, &numbers)
    case (.lineKind, let index?):
      costs[index].category = CostCategory.allCases.randomElement(using: &numbers)
      if palette.asksForPurpose { costs[index].forSMEs = Bool.random(using: &numbers) }
    case (.workPackage, let index?):
      costs[index].workPackage = palette.word(.workPackage, &numbers)
    default: return
    }
    person.costs = costs
  }

  private func changeAid(
    _ person: inout Participant, _ slot: Slot, _ gaps: [Int64], _ numbers: inout SeededNumbers
  ) {
    var aids = person.aidReceived ?? []
    let index = aids.indices.randomElement(using: &numbers)
    switch (slot, index) {
    case (.newAid, _):
      guard aids.count < 4 else { return }
      var aid = Aid()
      aid.date = day(&numbers)
      aid.amount = amount(nil, gaps, &numbers)
      aid.regime = palette.word(.regime, &numbers)
      aid.scheme = palette.word(.scheme, &numbers)
      aid.memberState = person.country ?? palette.countries.first
      aids.append(aid)
    case (.dropAid, let index?): aids.remove(at: index)
    case (.aidAmount, let index?): aids[index].amount = amount(aids[index].amount, gaps, &numbers)
    case (.aidDate, let index?): aids[index].date = day(&numbers)
    case (.aidState, let index?):
      aids[index].memberState = palette.countries.randomElement(using: &numbers)
    case (.aidWords, let index?):
      aids[index].regime = palette.word(.regime, &numbers)
      aids[index].scheme = palette.word(.scheme, &numbers)
    default: return
    }
    person.aidReceived = aids
  }

  // MARK: Awards and the project

  private func changeAward(
    _ consortium: inout Consortium, _ slot: Slot, _ gaps: [Int64],
    _ numbers: inout SeededNumbers
  ) {
    guard let index = (consortium.awards ?? []).indices.randomElement(using: &numbers),
      var award = consortium.awards?[index]
    else { return }
    switch slot {
    case .awardAmount: award.amount = amount(award.amount, gaps, &numbers)
    case .awardKind:
      award.form = AwardForm.allCases.randomElement(using: &numbers)
      award.recipient = RecipientKind.allCases.randomElement(using: &numbers)
    case .awardProvider:
      award.provider = consortium.participants.randomElement(using: &numbers)?.id
    case .awardCountry: award.country = palette.countries.randomElement(using: &numbers)
    default: award.count = Int(min(1_000, max(1, count(Int64(award.count), gaps, &numbers))))
    }
    consortium.awards?[index] = award
  }

  private func change(
    _ proposal: inout Proposal, _ slot: Slot, _ gaps: [Int64], _ numbers: inout SeededNumbers
  ) {
    switch slot {
    case .strand:
      proposal.strand = (palette.strands + ["none-of-these"]).randomElement(using: &numbers)
    case .duration:
      let months = palette.durations.randomElement(using: &numbers) ?? 12
      proposal.durationMonths = Int(min(max(months, 0), 1200))
    case .submission: proposal.submissionDate = day(&numbers)
    case .start: proposal.startDate = day(&numbers)
    case .grant: proposal.requestedGrant = amount(proposal.requestedGrant, gaps, &numbers)
    case .objectives:
      proposal.objectives = toggled(proposal.objectives, palette.objectives, &numbers)
    case .focus: proposal.focus = toggled(proposal.focus, palette.objectives, &numbers)
    case .themes: proposal.themes = toggled(proposal.themes, palette.themes, &numbers)
    case .targets:
      proposal.targetCountries = toggled(proposal.targetCountries, palette.countries, &numbers)
    case .ecosystems:
      proposal.ecosystems = toggled(
        proposal.ecosystems, [palette.word(.ecosystem, &numbers)], &numbers)
    case .trl:
      let level = count(proposal.trlStart.map(Int64.init), gaps, &numbers)
      proposal.trlStart = Int(min(max(level, 1), 9))
    default: declare(&proposal.declarations, palette.proposalDeclarations, &numbers)
    }
  }

  // MARK: Values

  private func amount(_ old: Money?, _ gaps: [Int64], _ numbers: inout SeededNumbers) -> Money {
    let old = old?.cents ?? 100_000_00
    let cents: Int64
    switch Int.random(in: 0..<8, using: &numbers) {
    case 0: cents = old / 2
    case 1: cents = old * 2
    case 2: cents = old / 10 * 9
    case 3: cents = old / 10 * 11
    case 4, 5:
      let gap = gaps.randomElement(using: &numbers) ?? 1
      let sign: Int64 = Bool.random(using: &numbers) ? 1 : -1
      cents = old + sign * min(max(gap, -Money.largest.cents), Money.largest.cents)
    case 6: cents = old + (Bool.random(using: &numbers) ? 1 : -1)
    default: cents = palette.amounts.randomElement(using: &numbers) ?? 0
    }
    return Money(cents: min(max(cents, 0), 1_000_000_000_00))
  }

  private func count(_ old: Int64?, _ gaps: [Int64], _ numbers: inout SeededNumbers) -> Int64 {
    guard let old, !numbers.once(in: 2) else {
      return max(0, palette.counts.randomElement(using: &numbers) ?? 1)
    }
    let gap = gaps.randomElement(using: &numbers) ?? 1
    let step = numbers.once(in: 2) ? 1 : min(max(gap, -1_000_000), 1_000_000)
    return min(max(0, Bool.random(using: &numbers) ? old + step : old - step), 100_000_000)
  }

  private func day(_ numbers: inout SeededNumbers) -> CalendarDate {
    let day = Int(palette.dates.randomElement(using: &numbers) ?? 20_000)
    let step = [0, 0, 1, -1, 30, -30, 366, -366, 1100, -1100].randomElement(using: &numbers) ?? 0
    return CalendarDate(dayNumber: min(max(day + step, -20_000), 60_000))
  }

  private func toggled<Value: Equatable>(
    _ list: [Value]?, _ values: [Value], _ numbers: inout SeededNumbers
  ) -> [Value]? {
    var list = list ?? []
    guard let value = values.randomElement(using: &numbers) else { return list }
    if let index = list.firstIndex(of: value) {
      list.remove(at: index)
    } else {
      list.append(value)
    }
    return list
  }

  private func declare(
    _ facts: inout [DeclaredFact], _ declarations: [Declaration], _ numbers: inout SeededNumbers
  ) {
    guard let declaration = declarations.randomElement(using: &numbers),
      let value = WitnessPalette.values(of: declaration).randomElement(using: &numbers)
    else { return }
    facts.removeAll { $0.name == declaration.name }
    facts.append(DeclaredFact(name: declaration.name, value: value))
  }
}
