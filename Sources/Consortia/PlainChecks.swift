import FundingTerms

/// Whether the facts of a record go together without a word of warning, and what follows from them.
///
/// The same as ``ConsortiumBuilder`` and ``Consortium/discrepancies`` see to, with one answer for all
/// that is out of the ordinary.
extension PlainConsortium {
  /// The most participants of a plain record.
  static let mostParticipants = 500
  /// The most lines, awards, declarations and words of one.
  private static let most = 20_000

  private static let coordinator = number(of: Role.coordinator)
  private static let publicBodyKind = number(of: Kind.publicBody)
  private static let support = number(of: CostCategory.thirdPartySupport)
  private static let charging = Role.allCases.map(\.chargesCosts)
  private static let smeSizes = EnterpriseSize.allCases.map(\.isSME)

  private static func number<Term: CaseIterable & Equatable>(of term: Term) -> Int64 {
    Int64(Array(Term.allCases).firstIndex(of: term) ?? -1)
  }

  /// Whether another record may be put on each list.
  var hasRoom: Bool {
    lines.count < Self.most && awards.count < Self.most && declarations.count < 1000
      && listedWords.count < 1000
  }

  /// Concludes what follows from the facts of the last participant; `false` where they contradict
  /// each other.
  mutating func settleParticipant() -> Bool {
    guard let last = participants.indices.last else { return false }
    if participants[last].kind == Self.publicBodyKind {
      if participants[last].publicBody == 0 { return false }
      participants[last].publicBody = 1
    }
    if participants[last].size >= 0 {
      let isSME: Int64 = Self.smeSizes[Int(participants[last].size)] ? 1 : 0
      if participants[last].sme == 1 - isSME { return false }
      participants[last].sme = isSME
    }
    let role = participants[last].role
    let hasLines = lines.last?.participant == last
    return participants[last].id.isStated && (role < 0 || Self.charging[Int(role)] || !hasLines)
  }

  /// Concludes what follows from all facts; `false` where something is wrong or worth a warning.
  mutating func settle() -> Bool {
    !participants.isEmpty && hasDifferentParticipants && hasDifferentAwards
      && hasDifferentDeclarations && findProviders() && sumsAgree
  }

  private var hasDifferentParticipants: Bool {
    var coordinators = 0
    for index in participants.indices {
      if participants[index].role == Self.coordinator { coordinators += 1 }
      let id = participants[index].id
      for other in 0..<index where participants[other].id.hash == id.hash { return false }
    }
    return coordinators <= 1
  }

  private var hasDifferentAwards: Bool {
    guard awards.count <= 500 else { return false }
    for index in awards.indices where awards[index].id.isStated {
      for other in 0..<index where awards[other].id.hash == awards[index].id.hash { return false }
    }
    return true
  }

  private var hasDifferentDeclarations: Bool {
    guard declarations.count <= 500 else { return false }
    for index in declarations.indices {
      for other in 0..<index
      where declarations[other].participant == declarations[index].participant
        && declarations[other].name.hash == declarations[index].name.hash
      {
        return false
      }
    }
    return true
  }

  /// Finds the participants who provide awards; `false` where one is none.
  private mutating func findProviders() -> Bool {
    for index in awards.indices where awards[index].providerID.isStated {
      let id = awards[index].providerID
      guard let provider = participants.firstIndex(where: { text.areSame($0.id, id) }) else {
        return false
      }
      awards[index].provider = Int64(provider)
    }
    return true
  }

  /// Whether the figures of the project are those of its partners, as far as all of them are known.
  private var sumsAgree: Bool {
    var costs: Int128 = 0
    var supportCosts: Int128 = 0
    var grants: Int128 = 0
    var knowsCosts = true
    var knowsGrants = true
    var line = 0
    for index in participants.indices {
      let person = participants[index]
      if person.requestedGrant < 0 {
        knowsGrants = false
      } else {
        grants += Int128(person.requestedGrant)
      }
      var own: Int128 = 0
      var knowsAmounts = person.hasCosts
      var knowsCategories = true
      while line < lines.count, lines[line].participant == index {
        if lines[line].amount < 0 {
          knowsAmounts = false
        } else {
          own += Int128(lines[line].amount)
        }
        if lines[line].category < 0 { knowsCategories = false }
        if lines[line].category == Self.support, lines[line].amount > 0 {
          supportCosts += Int128(lines[line].amount)
        }
        line += 1
      }
      let isCharging = person.role >= 0 && Self.charging[Int(person.role)]
      if person.role < 0 || isCharging && !(knowsAmounts && knowsCategories) { knowsCosts = false }
      costs += own
      // Who asks for more than it costs is worth a warning.
      if person.requestedGrant > 0, person.role >= 0, knowsAmounts || !isCharging,
        Int128(person.requestedGrant) > own
      {
        return false
      }
    }
    if knowsCosts, totalCost >= 0, Int128(totalCost) != costs { return false }
    if knowsGrants, requestedGrant >= 0, Int128(requestedGrant) != grants { return false }
    if requestedGrant > 0 {
      if knowsCosts, Int128(requestedGrant) > costs { return false }
      if !knowsCosts, totalCost >= 0, requestedGrant > totalCost { return false }
    }
    return !hasAwards || !knowsCosts || awardsAgree(with: supportCosts)
  }

  private func awardsAgree(with costs: Int128) -> Bool {
    var planned: Int128 = 0
    for award in awards {
      if award.amount < 0 { return true }
      planned += Int128(award.amount) * Int128(award.count)
    }
    return planned == costs
  }
}
