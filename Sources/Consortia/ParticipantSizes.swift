import FundingTerms
public import SMEDefinition
public import SourceText

extension Consortium {
  /// The participants, in their order, and then the enterprises, with what they hold of each other.
  ///
  /// A participant's ties are known where the file lists holdings, of which the list is complete, or
  /// where the participant states that it is autonomous.
  public func ownershipNetwork(by rules: SizeRules) -> OwnershipNetwork {
    let named = Set((holdings ?? []).flatMap { [$0.of, $0.by] })
    let own = participants.map { person in
      let hasAllTies =
        switch person.autonomous {
        case true: true
        case false: named.contains(person.id)
        case nil: holdings != nil
        }
      return OwnershipNetwork.Node(
        person.enterprise, path: "participants.\(person.id)", founded: person.founded,
        isEnterprise: person.isEnterprise, hasAllTies: hasAllTies)
    }
    let others = (enterprises ?? []).map {
      OwnershipNetwork.Node($0, path: "enterprises.\($0.id)", hasAllTies: true)
    }
    return OwnershipNetwork(nodes: own + others, holdings: holdings ?? [], rules: rules)
  }

  /// The consortium with the size and the status of an SME of those participants whose figures and
  /// ties tell them, where the file states neither.
  public func withSizes(by rules: SizeRules) -> Consortium {
    let told = toldByFigures.filter { participants[$0].size == nil }
    guard !told.isEmpty else { return self }
    let assessor = SizeAssessor(ownershipNetwork(by: rules))
    var result = self
    for index in told {
      let found = assessor.result(for: index)
      let stated = participants[index].sme
      // What is stated stays, and a size that contradicts it is not taken over.
      if stated == nil { result.participants[index].sme = found.isSME }
      if stated == nil || stated == found.isSME { result.participants[index].size = found.size }
    }
    return result
  }

  /// Statuses that the file states and its own figures contradict, as warnings: what is stated is
  /// what counts, and only the file's author knows which of the two is meant.
  public func sizeDiscrepancies(in file: String, by rules: SizeRules) -> [Diagnostic] {
    let told = toldByFigures
    guard !told.isEmpty else { return [] }
    let assessor = SizeAssessor(ownershipNetwork(by: rules))
    return told.flatMap { index -> [Diagnostic] in
      let person = participants[index]
      let found = assessor.result(for: index)
      return [
        statusDiscrepancy(person, found, in: file), tieDiscrepancy(person, found, in: file),
        figureDiscrepancy(person, in: file),
      ].compactMap(\.self)
    }
  }

  /// The participants whose figures or ties could tell their status: others are not looked at.
  private var toldByFigures: [Int] {
    let named = Set((holdings ?? []).flatMap { [$0.of, $0.by] })
    return participants.indices.filter { index in
      let person = participants[index]
      let hasFigures =
        person.accounts != nil || person.headcount != nil || person.turnover != nil
        || person.balanceSheet != nil
      return named.contains(person.id)
        || hasFigures && (person.accounts != nil || holdings != nil || person.autonomous == true)
    }
  }

  private func statusDiscrepancy(_ person: Participant, _ found: SizeResult, in file: String)
    -> Diagnostic?
  {
    var stated: String?
    if let size = person.size, let computed = found.size, size != computed {
      stated = "is '\(size.rawValue)'"
    } else if let sme = person.sme, let computed = found.isSME, sme != computed {
      stated = "is \(sme ? "an" : "no") SME"
    }
    guard let stated else { return nil }
    let size = found.size.map { "'\($0.rawValue)'" } ?? (found.isSME == true ? "an SME" : "no SME")
    return Diagnostic(
      .warning, code: "consortium.size-by-figures",
      "the file says that '\(PlainText.shown(person.id))' \(stated); by its figures it is \(size)",
      file: file, place: person.place,
      help: "what is stated counts; correct one of the two: 'fundcall sme' shows the calculation")
  }

  private func tieDiscrepancy(_ person: Participant, _ found: SizeResult, in file: String)
    -> Diagnostic?
  {
    guard person.autonomous == true,
      let tie = found.periods.first?.rows.first(where: {
        $0.weight.lowerBound > 0 && $0.relation != .itself
      })
    else { return nil }
    return Diagnostic(
      .warning, code: "consortium.autonomous",
      "'\(PlainText.shown(person.id))' is said to be autonomous, and the holdings make "
        + "'\(PlainText.shown(tie.name))' its \(tie.relation.rawValue) enterprise", file: file,
      place: person.place, help: "the holdings count; correct one of the two")
  }

  /// The figures of the last period, given by themselves and in the accounts.
  private func figureDiscrepancy(_ person: Participant, in file: String) -> Diagnostic? {
    guard let latest = person.enterprise.latestAccounts else { return nil }
    let isDifferent =
      Self.differ(person.headcount, latest.headcount)
      || Self.differ(person.turnover, latest.turnover)
      || Self.differ(person.balanceSheet, latest.balanceSheet)
    guard isDifferent else { return nil }
    return Diagnostic(
      .warning, code: "consortium.accounts",
      "the figures of '\(PlainText.shown(person.id))' differ from its accounts of \(latest.year)",
      file: file, place: person.place,
      help: "the status as an SME follows the accounts; correct one of the two")
  }

  private static func differ<Value: Equatable>(_ left: Value?, _ right: Value?) -> Bool {
    left != nil && right != nil && left != right
  }
}

extension Participant {
  /// The participant as the SME definition sees it.
  var enterprise: Enterprise {
    var enterprise = Enterprise(id: id)
    enterprise.name = name
    enterprise.kind = enterpriseKind
    enterprise.publicBody = publicBody
    enterprise.headcount = headcount
    enterprise.turnover = turnover
    enterprise.balanceSheet = balanceSheet
    enterprise.accounts = accounts
    return enterprise
  }

  private var enterpriseKind: EnterpriseKind? {
    switch kind {
    case .publicBody: .publicBody
    case .higherEducation: .university
    case .naturalPerson: .naturalPerson
    case .researchOrganisation: nonProfit.map { $0 ? .researchCentre : .company }
    case nil: nil
    default: .company
    }
  }

  /// Whether it is an enterprise: of a university, and of one of whom neither the kind is known nor
  /// whether it is a public body, that is open.
  fileprivate var isEnterprise: Truth {
    if publicBody == true || kind == .publicBody { return .no }
    if kind == .higherEducation { return .unknown }
    return kind == nil && publicBody == nil ? .unknown : .yes
  }
}
