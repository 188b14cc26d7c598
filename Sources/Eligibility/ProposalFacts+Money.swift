import Consortia
import FundingCalls
import FundingTerms
import RuleLanguage

/// Where a record of the table of cost lines comes from.
struct LineOrigin {
  /// The participant's index.
  var participant: Int
  /// The line's index in the participant's list; `nil` for what an absent list may hold.
  var line: Int?
  /// The category and purpose that a line of an absent list would have.
  var category: CostCategory?
  var forSMEs: Bool?
}

/// Costs, awards and the project's own figures.
extension ProposalFacts {
  /// The lines of all who may charge costs. For a participant that gave none, one record for each
  /// category and purpose stands for whatever the list may hold: so an amount that is missing
  /// counts the same wherever a rule needs it.
  func lineOrigins() -> [LineOrigin] {
    var result: [LineOrigin] = []
    for (index, person) in consortium.participants.enumerated() {
      if let role = person.role, !role.chargesCosts { continue }
      if let costs = person.costs {
        result += costs.indices.map { LineOrigin(participant: index, line: $0) }
        continue
      }
      for category in CostCategory.allCases {
        for forSMEs in [false, true] {
          result.append(
            LineOrigin(participant: index, category: category, forSMEs: forSMEs))
        }
      }
    }
    return result
  }

  func table(of lines: [LineOrigin]) -> Facts.Table {
    let people = consortium.participants
    func line(_ origin: LineOrigin) -> CostLine? {
      origin.line.flatMap { people[origin.participant].costs?[$0] }
    }
    let columns: [Facts.Column] = Lines.allCases.map { column in
      switch column {
      case .category:
        labels(lines.map { Label(line($0)?.category ?? $0.category, in: CostCategory.allCases) })
      case .cost: numbers(lines.map { line($0)?.amount?.cents })
      case .forSMEs: labels(lines.map { Label(line($0)?.forSMEs ?? $0.forSMEs) })
      case .workPackage: labels(words(lines.map { line($0)?.workPackage }, .workPackage))
      }
    }
    return Facts.Table(
      count: lines.count,
      certain: BitSet(
        lines.indices.filter { index in
          lines[index].line != nil && people[lines[index].participant].role != nil
        }),
      open: BitSet(lines.indices.filter { lines[$0].line == nil }),
      columns: columns, parents: lines.map(\.participant))
  }

  /// The total cost: the sum of the lines; the project's own figure where that sum is not known,
  /// and then also what the amounts that are missing come to together.
  func totalCost(_ lines: [LineOrigin]) -> (fact: Facts.ProjectFact, pool: Facts.Pool?) {
    let people = consortium.participants
    let sum = Facts.ProjectFact.sum(
      table: ProposalVocabulary.Table.lines.rawValue, column: Lines.cost.rawValue)
    let amounts = lines.map { origin in
      origin.line.flatMap { people[origin.participant].costs?[$0].amount }
    }
    let open = lines.indices.filter { amounts[$0] == nil }
    let rolesKnown = lines.allSatisfy { people[$0.participant].role != nil }
    guard !open.isEmpty || !rolesKnown, let total = consortium.proposal.totalCost else {
      return (sum, nil)
    }
    let known = amounts.reduce(Int128(0)) { $0 + Int128($1?.cents ?? 0) }
    let rest = Int128(total.cents) - known
    guard rest >= 0, rolesKnown else { return (.number(total.cents), nil) }
    let pool = Facts.Pool(
      table: ProposalVocabulary.Table.lines.rawValue, column: Lines.cost.rawValue,
      records: BitSet(open), total: Int64(clamping: rest))
    return (.number(total.cents), pool)
  }

  /// What the partners whose request is not stated ask for together, where the project's is.
  func grantPool() -> Facts.Pool? {
    guard let total = consortium.proposal.requestedGrant else { return nil }
    let people = consortium.participants
    let open = people.indices.filter { people[$0].requestedGrant == nil }
    let known = people.reduce(Int128(0)) { $0 + Int128($1.requestedGrant?.cents ?? 0) }
    let rest = Int128(total.cents) - known
    guard !open.isEmpty, rest >= 0 else { return nil }
    return Facts.Pool(
      table: ProposalVocabulary.Table.participants.rawValue,
      column: Participants.requestedGrant.rawValue, records: BitSet(open),
      total: Int64(clamping: rest))
  }

  // MARK: Awards

  func awardTable() -> Facts.Table {
    // Why: an absent list is one record of which nothing is known, that stands for any number.
    let awards = consortium.awards ?? [Award()]
    let isUnknown = consortium.awards == nil
    let columns: [Facts.Column] = Awards.allCases.map { column in
      switch column {
      case .form: return labels(awards.map { Label($0.form, in: AwardForm.allCases) })
      case .recipient: return labels(awards.map { Label($0.recipient, in: RecipientKind.allCases) })
      case .amount: return numbers(awards.map { $0.amount?.cents })
      case .recipients: return numbers(awards.map { isUnknown ? nil : Int64($0.count) })
      case .total:
        return numbers(
          awards.map { award in
            guard let amount = award.amount else { return nil }
            let total = amount.cents.multipliedReportingOverflow(by: Int64(award.count))
            return total.overflow ? nil : total.partialValue
          })
      case .amountPerRecipient:
        return numbers(awards.map { amountPerRecipient($0, awards) })
      case .country:
        return labels(
          awards.map { award in
            award.country.flatMap(geography.index(of:)).map { .known($0) } ?? .anything
          })
      case .provider: return labels(awards.map(provider))
      }
    }
    return Facts.Table(
      count: awards.count, certain: isUnknown ? BitSet() : nil,
      open: isUnknown ? BitSet(below: 1) : BitSet(), columns: columns)
  }

  /// Who gives an award, by the participant's index. One of them gives it where nobody is named; a
  /// name that none of them has tells nothing.
  private func provider(_ award: Award) -> Label {
    let people = consortium.participants
    guard let provider = award.provider else {
      return consortium.awards == nil ? .anything : .oneOf(BitSet(below: people.count))
    }
    return people.firstIndex { $0.id == provider }.map { .known($0) } ?? .anything
  }

  /// All awards of one recipient together; unknown where one of them is.
  private func amountPerRecipient(_ award: Award, _ awards: [Award]) -> Int64? {
    guard let recipient = award.recipientID else { return award.amount?.cents }
    var total: Int64 = 0
    for other in awards where other.recipientID == recipient {
      guard let amount = other.amount else { return nil }
      total = total.addingReportingOverflow(amount.cents).partialValue
    }
    return total
  }

  // MARK: The project

  func projectFacts(total: Facts.ProjectFact) -> [Facts.ProjectFact] {
    let proposal = consortium.proposal
    let known = Project.allCases.map { fact -> Facts.ProjectFact in
      switch fact {
      case .strand: return word(strand ?? proposal.strand, .strand)
      case .duration: return number(proposal.durationMonths.map(Int64.init))
      case .submissionDate: return date(proposal.submissionDate)
      case .startDate: return date(proposal.startDate)
      case .requestedGrant: return requestedGrant()
      case .totalCost: return total
      case .objectives: return list(proposal.objectives, .objective)
      case .focus: return list(proposal.focus, .objective)
      case .themes: return list(proposal.themes, .theme)
      case .targetCountries:
        return proposal.targetCountries.map { countries in
          .list(BitSet(countries.compactMap(geography.index(of:))))
        } ?? .unknownList
      case .trlStart: return number(proposal.trlStart.map(Int64.init))
      case .ecosystems:
        guard let stated = proposal.ecosystems else { return .unknownList }
        let all = openWords(.ecosystem)
        return .list(BitSet(stated.compactMap { all.index(of: $0) }))
      }
    }
    let declared = declarations.filter { $0.of == .proposal }.map {
      declaration -> Facts.ProjectFact in
      switch value(of: declaration, in: proposal.declarations) {
      case .known(let label): return .label(label)
      case .oneOf(let candidates), .unsettled(let candidates): return .unknownLabel(candidates)
      case .anything: return .unknownLabel(nil)
      }
    }
    return known + declared
  }

  /// The project's own figure, else the sum of the partners' where every one is known, else at
  /// least what is known. Who charges no costs asks for nothing.
  private func requestedGrant() -> Facts.ProjectFact {
    if let grant = consortium.proposal.requestedGrant { return .number(grant.cents) }
    let people = consortium.participants.filter {
      $0.requestedGrant != nil || $0.role?.chargesCosts != false
    }
    let known = people.reduce(Int64(0)) {
      $0.addingReportingOverflow($1.requestedGrant?.cents ?? 0).partialValue
    }
    if !people.isEmpty, people.allSatisfy({ $0.requestedGrant != nil }) { return .number(known) }
    return .unknownNumber(Facts.Bounds(lower: known, upper: nil))
  }

  private func number(_ value: Int64?) -> Facts.ProjectFact {
    value.map { .number($0) } ?? .unknownNumber(.zeroOrMore)
  }

  private func date(_ value: CalendarDate?) -> Facts.ProjectFact {
    value.map { .number(Int64($0.dayNumber)) }
      ?? .unknownNumber(Facts.Bounds(lower: nil, upper: nil))
  }

  /// A word of the call; one that the call does not have is a label past all of its own.
  private func word(_ value: String?, _ kind: ProposalVocabulary.LabelKind) -> Facts.ProjectFact {
    let labels = vocabulary.labelTypes[kind.rawValue]
    guard let value else { return .unknownLabel(nil) }
    return .label(labels.index(of: value) ?? labels.labels.count)
  }

  private func list(_ values: [String]?, _ kind: ProposalVocabulary.LabelKind)
    -> Facts.ProjectFact
  {
    guard let values else { return .unknownList }
    let labels = vocabulary.labelTypes[kind.rawValue]
    return .list(BitSet(values.map { labels.index(of: $0) ?? labels.labels.count }))
  }
}
