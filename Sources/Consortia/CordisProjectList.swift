import JSONReading
import SourceText

/// Brings a project of CORDIS that stands in one JSON record with its partners into the form of a
/// JSON consortium: as lists of funded projects give them.
enum CordisProjectList {
  /// Whether a record is a project with its partners.
  static func isProject(_ value: JSONValue) -> Bool {
    let keys = Set((value.members ?? []).map { $0.key.lowercased() })
    return value.members?.first { $0.key == "partners" }?.value.elements != nil
      && !keys.isDisjoint(with: ["acronym", "grant", "rcn"])
  }

  /// The consortium of a record, with the notes on what was decided or left out so far.
  static func consortium(
    in record: JSONRecord, _ value: JSONValue, _ places: PlaceNames, _ notes: inout CordisNotes
  ) -> ForeignConsortium {
    func stated(_ keys: String...) -> CordisOrganisation.Stated? {
      keys.lazy.compactMap { CordisOrganisation.stated($0, in: value, offset: 0) }.first
    }
    var participants = CordisParticipants(places, notes: notes)
    var proposal = CordisRecord(at: value.range)
    proposal.add("call", participants.value(stated("call")))
    proposal.add("durationMonths", participants.value(stated("duration")))
    proposal.add("startDate", participants.value(stated("start", "startdate")))
    proposal.add(
      "requestedGrant", participants.figure(stated("ecmax", "ecmaxcontribution")))
    proposal.add("totalCost", participants.figure(stated("totalcost")))
    var consortium = CordisRecord(at: value.range)
    consortium.add("name", participants.value(stated("acronym")))
    consortium.add("proposal", proposal.value)
    let list = value["partners"]
    var partners = (list?.elements ?? []).map { CordisOrganisation($0, offset: 0) }
    name(
      stated("coordinator"), in: stated("coordinatorcountry")?.text, among: &partners,
      &participants.notes)
    consortium.add("participants", participants.list(partners, at: list?.range ?? value.range))
    notes = participants.notes
    return ForeignConsortium(
      source: record.source, value: consortium.value, text: .cordis(participants.names),
      diagnostics: [], isOneOfMany: true)
  }

  /// Gives the coordinator its role: the one partner of its name, or of its name but for characters
  /// that a wrong encoding has spoilt.
  private static func name(
    _ coordinator: CordisOrganisation.Stated?, in country: String?,
    among partners: inout [CordisOrganisation], _ notes: inout CordisNotes
  ) {
    guard let coordinator else {
      notes.withoutCoordinator += 1
      return
    }
    func indices(_ isSame: (String) -> Bool) -> [Int] {
      partners.indices.filter { index in
        partners[index].name.map { isSame($0.text) } ?? false
          && (country == nil || partners[index].country?.text == country)
      }
    }
    let plain = plain(coordinator.text)
    var found = indices { $0 == coordinator.text }
    if found.isEmpty, !plain.isEmpty { found = indices { Self.plain($0) == plain } }
    guard found.count == 1 else {
      notes.withoutCoordinator += 1
      return
    }
    partners[found[0]].type = coordinator.saying("coordinator")
  }

  private static func plain(_ name: String) -> [UInt8] {
    name.lowercased().utf8.filter { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
  }
}

extension CordisOrganisation.Stated {
  /// Another word at the same place.
  fileprivate func saying(_ word: String) -> Self {
    var other = self
    other.text = word
    return other
  }
}
