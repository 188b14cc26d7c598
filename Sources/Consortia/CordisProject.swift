import JSONReading
import SourceText

/// Brings a project of CORDIS, in XML, into the form of a JSON consortium.
struct CordisProject {
  /// The root element of a project.
  static let root = "project"

  private let document: CordisDocument
  private var participants: CordisParticipants

  /// The consortium of a file.
  static func consortium(in file: SourceFile, _ places: PlaceNames) -> ForeignConsortium {
    let (document, diagnostics) = CordisDocument.read(file)
    guard let document else { return ForeignConsortium(source: file, diagnostics: diagnostics) }
    var project = CordisProject(document, places)
    guard let value = project.read() else {
      return ForeignConsortium(source: document.source, diagnostics: [project.refusal])
    }
    let names = project.participants.names
    return ForeignConsortium(
      source: document.source, value: value,
      text: ForeignText(
        subject: { fact, offset in "'\(offset.flatMap { names[$0] } ?? fact)'" },
        plain: { text, _ throws(ValueMistake) in text }),
      diagnostics: project.participants.notes.diagnostics(for: document.source.name))
  }

  private init(_ document: CordisDocument, _ places: PlaceNames) {
    self.document = document
    participants = CordisParticipants(places)
  }

  private var refusal: Diagnostic {
    Diagnostic(
      code: "cordis.organisations", "the project has no organisations, so it is none of CORDIS",
      in: document.source, at: document.root.range,
      help: "give a project: https://cordis.europa.eu/project/id/NUMBER?format=xml")
  }

  private mutating func read() -> JSONValue? {
    let root = document.root
    let organisations = root.all(at: ["relations", "associations", "organization"])
    guard !organisations.isEmpty else { return nil }
    let duration = root.first("duration") ?? root.first("contract", "duration")
    var proposal = CordisRecord(at: root.range)
    proposal.add("call", participants.value(text(of: call)))
    proposal.add("durationMonths", participants.value(text(of: duration)))
    proposal.add("startDate", participants.value(text(of: root.first("startDate"))))
    proposal.add(
      "requestedGrant", participants.figure(text(of: root.first("ecMaxContribution"))))
    proposal.add("totalCost", participants.figure(text(of: root.first("totalCost"))))
    var consortium = CordisRecord(at: root.range)
    let name = text(of: root.first("acronym")) ?? text(of: root.first("title"))
    consortium.add("name", participants.value(name))
    consortium.add("proposal", proposal.value)
    consortium.add(
      "participants",
      participants.list(organisations.map(organisation), at: organisations[0].range))
    return consortium.value
  }

  /// The call in the narrowest sense that the project states.
  private var call: CordisDocument.Node? {
    let calls = document.root.all(at: ["relations", "associations", "call"])
    for type in ["relatedSubCall", "relatedCall", "relatedMasterCall"] {
      let found = calls.first { $0.attributes["type"] == type }?.first("identifier")
      if let found, !found.text.isEmpty { return found }
    }
    return nil
  }

  private func organisation(_ node: CordisDocument.Node) -> CordisOrganisation {
    func attribute(_ name: String) -> CordisOrganisation.Stated? {
      node.attributes[name].flatMap {
        CordisOrganisation.Stated($0, at: document.range(of: name, in: node), named: name)
      }
    }
    let regions = node.all(at: ["relations", "regions", "region"])
    func region(_ type: String, _ code: String) -> CordisOrganisation.Stated? {
      text(of: regions.first { $0.attributes["type"] == type }?.first(code))
    }
    let activity = node.all(at: ["relations", "categories", "category"])
      .first { $0.attributes["classification"] == "organizationActivityType" }
    var one = CordisOrganisation(range: node.range)
    one.pic = text(of: node.first("id"))
    one.rcn = text(of: node.first("rcn"))
    one.name = text(of: node.first("legalName")) ?? text(of: node.first("shortName"))
    one.country =
      text(of: node.first("address", "country")) ?? region("relatedRegion", "isoCode")
    one.region = region("relatedNutsCode", "nutsCode")
    one.activity = text(of: activity?.first("code"))
    one.type = attribute("type")
    one.sme = attribute("sme")
    one.contribution = attribute("ecContribution")
    one.netContribution = attribute("netEcContribution")
    one.totalCost = attribute("totalCost")
    one.order = attribute("order")
    one.hasLeft = node.attributes["terminated"] == "true"
    return one
  }

  private func text(of node: CordisDocument.Node?) -> CordisOrganisation.Stated? {
    node.flatMap { CordisOrganisation.Stated($0.text, at: $0.range, named: $0.name) }
  }
}
