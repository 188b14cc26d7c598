import FundingTerms
import SourceText

/// What the facts of a record must be to each other.
extension ConsortiumBuilder {
  mutating func checkConsortium() {
    if !isStated("participants"), spelling.isJSON { noteMissing("participants") }
    if draft.consortium.participants.isEmpty, isStated("participants") || spelling.isXML {
      note(
        Fault(
          severity: .warning, code: "no-participants",
          message: "the consortium has no participants", help: "list every participant",
          mark: currentMark))
    }
    checkProviders()
    checkHoldings()
  }

  mutating func checkParticipant() {
    let participant = draft.participant
    if !isStated("id") {
      noteMissing("id")
    } else if !participant.id.isEmpty, !participantIDs.insert(participant.id).inserted {
      noteDouble(participant.id, of: "participants")
    }
    checkCoordinator()
    checkPublicBody()
    checkSize()
    checkRegion()
    if let role = participant.role, !role.chargesCosts, participant.costs?.isEmpty == false {
      note(
        Fault(
          severity: .warning, code: "costs-not-charged",
          message: role == .associated
            ? "associated partners charge nothing; these costs are left out"
            : "subcontractors charge nothing to the grant; these costs are left out",
          help: "remove the costs, or correct the role", mark: mark(ofKey: "costs")))
    }
  }

  mutating func checkAward() {
    if let id = draft.award.id, !awardIDs.insert(id).inserted {
      noteDouble(id, of: "awards")
    }
    if let provider = draft.award.provider {
      providers.append((provider, mark(ofKey: "provider")))
    }
  }

  mutating func endDeclaration() {
    for key in ["name", "value"] where !isStated(key) { noteMissing(key) }
    guard let name = draft.declarationName, let value = draft.declarationValue else { return }
    let fact = DeclaredFact(name: name, value: value)
    let isOfProposal = open.dropLast().last?.form.kind == .proposal
    let earlier =
      isOfProposal ? draft.consortium.proposal.declarations : draft.participant.declarations
    guard earlier.value(of: name) == nil else {
      // In JSON it is a key that stands twice, which has been reported.
      if !spelling.isXML { return }
      note(
        Fault(
          code: "duplicate-key", message: "'\(PlainText.shown(name))' is declared twice",
          help: "remove one of the two", mark: mark(ofKey: "name")))
      return
    }
    if isOfProposal {
      draft.consortium.proposal.declarations.append(fact)
    } else {
      draft.participant.declarations.append(fact)
    }
  }

  // MARK: - One check each

  private mutating func checkCoordinator() {
    guard draft.participant.role == .coordinator,
      let first = draft.consortium.coordinator.map({ draft.consortium.participants[$0].id })
    else { return }
    note(
      Fault(
        code: "second-coordinator",
        message: "a consortium has one coordinator, and '\(PlainText.shown(first))' is it already",
        help: "make one of the two a beneficiary", mark: mark(ofKey: "role")))
  }

  /// A public body is one, whether or not it says so twice.
  private mutating func checkPublicBody() {
    guard draft.participant.kind == .publicBody else { return }
    if draft.participant.publicBody == false {
      let mark = mark(ofKey: "publicBody")
      note(
        Fault(
          code: "public-body",
          message: "\(subject(name(ofKey: "publicBody"), at: mark)) is false, "
            + "and the kind is 'public-body'",
          help: "correct the one or the other", mark: mark))
    }
    draft.participant.publicBody = true
  }

  /// The size of an enterprise says whether it is an SME.
  private mutating func checkSize() {
    guard let size = draft.participant.size else { return }
    if let sme = draft.participant.sme, sme != size.isSME {
      note(
        Fault(
          code: "size",
          message: "\(subject(name(ofKey: "sme"))) is \(sme), and the size is '\(size.rawValue)'",
          help: "correct the one or the other", mark: mark(ofKey: "sme")))
    }
    draft.participant.sme = size.isSME
  }

  /// A region lies in its country. Where one of the two is unknown, the other may say it: a region
  /// lies in one state only, and a country's code of its own stands for one region.
  private mutating func checkRegion() {
    let implied = draft.impliedRegion
    guard let region = draft.participant.region else {
      draft.participant.region = implied
      return
    }
    guard let state = places.state(region) else { return }
    guard let country = draft.participant.country else {
      // Only where the country was left out: a wrong one has been reported.
      if !isStated("country") { draft.participant.country = state }
      return
    }
    if country != state {
      noteOutside(region, of: "the country \(country)", because: "; it is in \(state)")
    } else if let implied, implied.isWithin(region) {
      draft.participant.region = implied
    } else if let implied, !region.isWithin(implied) {
      noteOutside(region, of: "\(implied)", because: ", for which the country's code stands")
    }
  }

  private mutating func noteOutside(_ region: RegionCode, of area: String, because: String) {
    note(
      Fault(
        code: "region-outside",
        message: "the region \(region) lies outside \(area)\(because)",
        help: "correct the country or the region", mark: mark(ofKey: "region")))
  }

  /// A provider who is not in the list is probably a slip; the list of participants is complete.
  private mutating func checkProviders() {
    let unknown = providers.filter { !participantIDs.contains($0.id) }
    let ids = draft.consortium.participants.prefix(1_000).map(\.id)
    for (provider, mark) in unknown.prefix(Self.faultLimit) {
      note(
        Fault(
          severity: .warning, code: "unknown-provider",
          message: "the provider '\(PlainText.shown(provider))' is no participant",
          help: NearMiss.help(for: provider, in: ids) ?? "write the id of a participant",
          mark: mark))
    }
  }

  mutating func noteMissing(_ key: String) {
    guard let noun = open.last?.form.noun else { return }
    note(
      Fault(
        code: "missing-key", message: "\(subject(name(ofKey: key))) is missing from \(noun)",
        help: "add it", mark: currentMark))
  }

  mutating func noteDouble(_ id: String, of what: String) {
    note(
      Fault(
        code: "duplicate-id", message: "two \(what) have the id '\(PlainText.shown(id))'",
        help: "give each an id of its own", mark: mark(ofKey: "id")))
  }

  func name(ofKey key: String) -> String { fact(key).map { name(of: $0) } ?? key }

  func mark(ofKey key: String) -> Mark { fact(key).map { mark(of: $0) } ?? .none }
}
