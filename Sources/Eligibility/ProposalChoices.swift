import Consortia
import FundingCalls
import FundingTerms
import RuleLanguage

/// Everything that the missing facts of a proposal may turn out to be, as far as some rules tell it
/// apart.
///
/// Amounts are not among them: the evaluator keeps unknown amounts apart by itself.
struct ProposalChoices {
  let proposal: ProposalFacts
  let facts: Facts
  let lines: [LineOrigin]
  let uses: RuleMentions

  typealias Participants = ProposalVocabulary.ParticipantColumn
  private typealias Lines = ProposalVocabulary.LineColumn
  private typealias Awards = ProposalVocabulary.AwardColumn
  private typealias Aids = ProposalVocabulary.AidColumn
  private typealias Project = ProposalVocabulary.ProjectFact

  static let participants = ProposalVocabulary.Table.participants.rawValue
  private static let lineTable = ProposalVocabulary.Table.lines.rawValue
  private static let awardTable = ProposalVocabulary.Table.awards.rawValue
  private static let aidTable = ProposalVocabulary.Table.aids.rawValue
  /// Lists of which more than so many labels are looked for are left to the evaluator.
  private static let longestList = 8

  func make() -> [Choice] {
    var result = projectChoices()
    for record in proposal.consortium.participants.indices {
      result += participantChoices(record)
    }
    result +=
      lineChoices() + awardChoices() + aidChoices() + unsettledRegions() + unsettledClasses()
    result += uses.memberships(in: facts)
    return result
  }

  // MARK: Participants

  private func participantChoices(_ record: Int) -> [Choice] {
    let person = proposal.consortium.participants[record]
    let path = "participants.\(person.id)."
    var result: [Choice] = []
    if person.role == nil { result.append(roleChoice(record, path)) }
    result += placeChoices(record, person, path)
    // Why: a kind says whether the body is public, so it is settled after that.
    if person.publicBody == nil, person.kind != .publicBody {
      result += truth(
        record, Participants.publicBody.rawValue,
        path + (person.kind == nil ? "kind" : "publicBody"))
    }
    if person.kind == nil { result += kindChoice(record, person, path) }
    if person.nonProfit == nil {
      result += truth(record, Participants.nonProfit.rawValue, path + "nonProfit")
    }
    if person.controlledFrom == nil {
      result += labels(
        Self.participants, record, Participants.controlledFrom.rawValue,
        count: proposal.geography.countries.count, path + "controlledFrom")
    }
    result += sizeChoices(record, person, path)
    if person.represents == nil {
      result += lists(uses.listedLabels(table: 0, column: Participants.represents.rawValue)) {
        .list(
          table: Self.participants, record: record, column: Participants.represents.rawValue, $0)
      }.map { Choice(names: [path + "represents"], options: $0) }
    }
    return result + declarationChoices(record, person, path)
  }

  private func roleChoice(_ record: Int, _ path: String) -> Choice {
    let own = lines.indices.filter { lines[$0].participant == record }
    let listed = BitSet(own.filter { lines[$0].line != nil })
    let open = BitSet(own.filter { lines[$0].line == nil })
    let hasCoordinator = proposal.consortium.coordinator != nil
    // Why: of roles that the rules cannot tell apart the first is tried, and that must not be the
    // one that nobody else can have.
    let all = Array(Role.allCases.enumerated())
    let roles =
      all.filter { $0.element != .coordinator }
      + (hasCoordinator ? [] : all.filter { $0.element == .coordinator })
    let options = roles.map { index, role -> [Choice.Setting] in
      let label = Choice.Setting.label(
        table: Self.participants, record: record, column: Participants.role.rawValue, index)
      let costs: [Choice.Setting] =
        role.chargesCosts
        ? [
          .exist(table: Self.lineTable, listed, open: false),
          .exist(table: Self.lineTable, open, open: true),
        ] : [.absent(table: Self.lineTable, listed.union(open))]
      return [label] + costs + (role == .coordinator ? [.claim(0)] : [])
    }
    return Choice(names: [path + "role"], options: options)
  }

  private func kindChoice(_ record: Int, _ person: Participant, _ path: String) -> [Choice] {
    let column = Participants.kind.rawValue
    guard
      uses.looksAt(
        table: Self.participants, columns: [column, Participants.publicBody.rawValue])
    else { return [] }
    let options = Kind.allCases.enumerated().filter {
      !(person.publicBody == false && $0.element == .publicBody)
    }.map { index, kind -> [Choice.Setting] in
      let label = Choice.Setting.label(
        table: Self.participants, record: record, column: column, index)
      guard kind == .publicBody else { return [label] }
      return [
        label,
        .label(
          table: Self.participants, record: record, column: Participants.publicBody.rawValue, 1),
      ]
    }
    return [Choice(names: [path + "kind"], options: options)]
  }

  /// The size says whether it is an SME: they are one choice where rules ask for both.
  private func sizeChoices(_ record: Int, _ person: Participant, _ path: String) -> [Choice] {
    let (size, sme) = (Participants.size.rawValue, Participants.sme.rawValue)
    let asksForSME = person.sme == nil && uses.looksAt(table: Self.participants, columns: [sme])
    guard person.size == nil else { return [] }
    guard person.sme != false, uses.looksAt(table: Self.participants, columns: [size]) else {
      return person.sme == nil ? truth(record, sme, path + "sme") : []
    }
    let options = EnterpriseSize.allCases.enumerated()
      .filter { person.sme == nil || $0.element.isSME == person.sme }
      .map { index, value -> [Choice.Setting] in
        [
          .label(table: Self.participants, record: record, column: size, index),
          .label(
            table: Self.participants, record: record, column: sme, value.isSME ? 1 : 0),
        ]
      }
    return [
      Choice(names: [path + "size"] + (asksForSME ? [path + "sme"] : []), options: options)
    ]
  }

  private func truth(_ record: Int, _ column: Int, _ name: String) -> [Choice] {
    guard uses.looksAt(table: Self.participants, columns: [column]) else { return [] }
    return [
      Choice(
        names: [name],
        options: [0, 1].map {
          [.label(table: Self.participants, record: record, column: column, $0)]
        })
    ]
  }

  private func declarationChoices(_ record: Int, _ person: Participant, _ path: String)
    -> [Choice]
  {
    proposal.declarations.filter { $0.of == .participant }.enumerated().compactMap {
      offset, declaration in
      let column = ProposalVocabulary.firstDeclarationColumn + offset
      guard person.declarations.value(of: declaration.name) == nil,
        uses.looksAt(table: Self.participants, columns: [column])
      else { return nil }
      return Choice(
        names: [path + "declarations.\(declaration.name)"],
        options: values(of: declaration).map {
          [.label(table: Self.participants, record: record, column: column, $0)]
        })
    }
  }

  /// The labels that a declaration may have; a word that the call does not know is one more.
  private func values(of declaration: Declaration) -> [Int] {
    guard case .words(let words) = declaration.values else { return [0, 1] }
    return Array(0...words.count)
  }

  // MARK: Costs and awards

  private func lineChoices() -> [Choice] {
    lines.indices.flatMap { record -> [Choice] in
      guard let index = lines[record].line else { return [] }
      let person = proposal.consortium.participants[lines[record].participant]
      guard let line = person.costs?[index] else { return [] }
      let path = "participants.\(person.id).costs.\(index + 1)."
      var result: [Choice] = []
      if line.category == nil {
        result += labels(
          Self.lineTable, record, Lines.category.rawValue, count: CostCategory.allCases.count,
          path + "category")
      }
      if line.forSMEs == nil {
        result += labels(
          Self.lineTable, record, Lines.forSMEs.rawValue, count: 2, path + "forSMEs")
      }
      if line.workPackage == nil {
        result += openLabels(
          Self.lineTable, record, Lines.workPackage.rawValue, .workPackage, path + "workPackage")
      }
      return result
    }
  }

  private func awardChoices() -> [Choice] {
    (proposal.consortium.awards ?? []).enumerated().flatMap { record, award -> [Choice] in
      let path = "thirdPartySupport.\(award.id ?? String(record + 1))."
      var result: [Choice] = []
      if award.form == nil {
        result += labels(
          Self.awardTable, record, Awards.form.rawValue, count: AwardForm.allCases.count,
          path + "form")
      }
      if award.recipient == nil {
        result += labels(
          Self.awardTable, record, Awards.recipient.rawValue,
          count: RecipientKind.allCases.count, path + "recipient")
      }
      if award.country == nil {
        result += labels(
          Self.awardTable, record, Awards.country.rawValue,
          count: proposal.geography.countries.count, path + "country")
      }
      if award.provider == nil {
        result += labels(
          Self.awardTable, record, Awards.provider.rawValue,
          count: proposal.consortium.participants.count, path + "provider")
      }
      return result
    }
  }

  private func aidChoices() -> [Choice] {
    AidOrigin.all(of: proposal.consortium).enumerated().flatMap { record, origin -> [Choice] in
      let person = proposal.consortium.participants[origin.participant]
      guard let index = origin.aid, let aid = person.aidReceived?[index] else { return [] }
      let path = "participants.\(person.id).aidReceived.\(index + 1)."
      var result: [Choice] = []
      if aid.memberState == nil {
        result += labels(
          Self.aidTable, record, Aids.memberState.rawValue,
          count: proposal.geography.countries.count, path + "memberState")
      }
      if aid.regime == nil {
        result += openLabels(Self.aidTable, record, Aids.regime.rawValue, .regime, path + "regime")
      }
      if aid.scheme == nil {
        result += openLabels(Self.aidTable, record, Aids.scheme.rawValue, .scheme, path + "scheme")
      }
      return result
    }
  }

  /// A word that nobody lists: one that rules or the consortium name, or another of its own.
  private func openLabels(
    _ table: Int, _ record: Int, _ column: Int, _ kind: ProposalVocabulary.LabelKind,
    _ name: String
  ) -> [Choice] {
    let records = facts.tables[table].count
    return labels(
      table, record, column, count: proposal.openWords(kind).labels.count + records, name)
  }

  private func labels(_ table: Int, _ record: Int, _ column: Int, count: Int, _ name: String)
    -> [Choice]
  {
    guard uses.looksAt(table: table, columns: [column]) else { return [] }
    return [
      Choice(
        names: [name],
        options: (0..<count).map {
          [.label(table: table, record: record, column: column, $0)]
        })
    ]
  }

  // MARK: The project

  private func projectChoices() -> [Choice] {
    var result: [Choice] = []
    let stated = proposal.consortium.proposal
    if stated.strand == nil, proposal.strand == nil, uses.looksAt(fact: Project.strand.rawValue) {
      let kind = ProposalVocabulary.LabelKind.strand.rawValue
      let count = proposal.vocabulary.labelTypes[kind].labels.count
      result.append(
        Choice(
          names: ["proposal.strand"],
          options: (0...count).map { [.projectLabel(fact: Project.strand.rawValue, $0)] }))
    }
    let open: [(Project, [String]?)] = [
      (.objectives, stated.objectives), (.focus, stated.focus), (.themes, stated.themes),
    ]
    for (fact, list) in open where list == nil {
      result += lists(uses.listedLabels(fact: fact.rawValue)) {
        .projectList(fact: fact.rawValue, $0)
      }.map { Choice(names: ["proposal.\(fact)"], options: $0) }
    }
    if stated.ecosystems == nil {
      let fact = Project.ecosystems.rawValue
      result += lists(uses.listedLabels(fact: fact)) { .projectList(fact: fact, $0) }
        .map { Choice(names: ["proposal.ecosystems"], options: $0) }
    }
    if stated.targetCountries == nil {
      let fact = Project.targetCountries.rawValue
      result += lists(uses.listedLabels(fact: fact)) { .projectList(fact: fact, $0) }
        .map { Choice(names: ["proposal.targetCountries"], options: $0) }
    }
    let own = proposal.declarations.filter { $0.of == .proposal }
    for (offset, declaration) in own.enumerated()
    where stated.declarations.value(of: declaration.name) == nil {
      let fact = ProposalVocabulary.firstDeclarationFact + offset
      guard uses.looksAt(fact: fact) else { continue }
      result.append(
        Choice(
          names: ["proposal.declarations.\(declaration.name)"],
          options: values(of: declaration).map { [.projectLabel(fact: fact, $0)] }))
    }
    return result
  }

  /// Every list that some labels may make; nothing where they are too many.
  private func lists(_ labels: BitSet, _ setting: (BitSet) -> Choice.Setting)
    -> [[[Choice.Setting]]]
  {
    let members = Array(labels)
    guard !members.isEmpty, members.count <= Self.longestList else { return [] }
    let subsets = (0..<(1 << members.count)).map { bits in
      BitSet(members.indices.filter { bits & (1 << $0) != 0 }.map { members[$0] })
    }
    return [subsets.map { [setting($0)] }]
  }
}
