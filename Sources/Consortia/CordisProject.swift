import FundingTerms
import JSONReading
import SourceText

/// Brings a project of CORDIS into the form of a JSON consortium: what it states, and nothing that it
/// leaves open.
struct CordisProject {
  /// The root element of a project.
  static let root = "project"

  private let document: CordisDocument
  private let places: PlaceNames
  private var labels: [Int: String] = [:]
  private var ids: Set<String> = []
  private var notes = CordisNotes()

  /// The consortium of a file.
  static func consortium(in file: SourceFile, _ places: PlaceNames) -> ForeignConsortium {
    let (document, diagnostics) = CordisDocument.read(file)
    guard let document else { return ForeignConsortium(source: file, diagnostics: diagnostics) }
    var project = CordisProject(document, places)
    let value = project.read()
    let labels = project.labels
    return ForeignConsortium(
      source: document.source, value: value,
      text: ForeignText(
        subject: { fact, offset in "'\(offset.flatMap { labels[$0] } ?? fact)'" },
        plain: { text, _ throws(ValueMistake) in text }),
      diagnostics: value == nil
        ? [project.refusal] : project.notes.diagnostics(for: document.source.name))
  }

  private init(_ document: CordisDocument, _ places: PlaceNames) {
    self.document = document
    self.places = places
  }

  private var refusal: Diagnostic {
    Diagnostic(
      code: "cordis.organisations", "the project has no organisations, so it is none of CORDIS",
      in: document.source, at: document.root.range,
      help: "give a project: https://cordis.europa.eu/project/id/NUMBER?format=xml")
  }

  // MARK: - The project

  private mutating func read() -> JSONValue? {
    let root = document.root
    let organisations = root.all(at: ["relations", "associations", "organization"])
    guard !organisations.isEmpty else { return nil }
    var consortium = CordisRecord(at: root.range)
    let name = root.first("acronym") ?? root.first("title")
    consortium.add("name", text(of: name))
    var proposal = CordisRecord(at: root.range)
    proposal.add("call", text(of: call))
    proposal.add(
      "durationMonths", text(of: root.first("duration") ?? root.first("contract", "duration")))
    proposal.add("startDate", text(of: root.first("startDate")))
    proposal.add("requestedGrant", figure(text(of: root.first("ecMaxContribution"))))
    proposal.add("totalCost", figure(text(of: root.first("totalCost"))))
    consortium.add("proposal", proposal.value)
    let participants = inOrder(organisations).map { participant($0) }
    consortium.add(
      "participants", JSONValue(.array(participants), range: organisations[0].range))
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

  /// The coordinator first, then by their numbers, third parties after whom they belong to.
  private func inOrder(_ organisations: [CordisDocument.Node]) -> [CordisDocument.Node] {
    func rank(_ node: CordisDocument.Node) -> (Int, Int, Int) {
      let type = node.attributes["type"]
      return (
        type == "coordinator" ? 0 : 1, node.attributes["order"].flatMap { Int($0) } ?? Int.max,
        type == "thirdParty" ? 1 : 0
      )
    }
    return organisations.enumerated().sorted { left, right in
      let (a, b) = (rank(left.element), rank(right.element))
      return a == b ? left.offset < right.offset : a < b
    }.map(\.element)
  }

  // MARK: - A participant

  private mutating func participant(_ node: CordisDocument.Node) -> JSONValue {
    var record = CordisRecord(at: node.range)
    record.add("id", id(of: node))
    let name = node.first("legalName") ?? node.first("shortName")
    record.add("name", text(of: name))
    let country = country(of: node)
    record.add("country", country)
    record.add("region", region(of: node, in: country?.string))
    record.add("role", role(of: node))
    addKind(of: node, to: &record)
    record.add("sme", truth("sme", of: node))
    record.add("requestedGrant", contribution(to: node))
    if node.attributes["terminated"] == "true" { notes.terminated += 1 }
    if node.attributes["totalCost"] != nil { notes.totalCosts += 1 }
    return record.value
  }

  private mutating func id(of node: CordisDocument.Node) -> JSONValue {
    let stated: String
    var range = node.range
    if let pic = text(of: node.first("id")) {
      (stated, range) = (pic.string ?? "", pic.range)
    } else {
      notes.withoutPIC += 1
      stated =
        node.first("rcn").map { "rcn-\($0.text)" } ?? "P\(node.attributes["order"] ?? "")"
    }
    var id = stated
    var number = 1
    while !ids.insert(id).inserted {
      number += 1
      id = "\(stated)-\(number)"
    }
    if number > 1 { notes.doubles += 1 }
    return JSONValue(.string(id), range: range)
  }

  private mutating func country(of node: CordisDocument.Node) -> JSONValue? {
    let regions = node.all(at: ["relations", "regions", "region"])
    let stated =
      node.first("address", "country")
      ?? regions.first { $0.attributes["type"] == "relatedRegion" }?.first("isoCode")
    guard let value = text(of: stated), let code = value.string else {
      notes.withoutCountry += 1
      return nil
    }
    guard places.country(code) != nil else {
      notes.countries.insert(code)
      return nil
    }
    return value
  }

  /// The NUTS code, where it is one and says more than the country.
  private mutating func region(of node: CordisDocument.Node, in country: String?) -> JSONValue? {
    let codes = node.all(at: ["relations", "regions", "region"])
      .filter { $0.attributes["type"] == "relatedNutsCode" }.compactMap { $0.first("nutsCode") }
    guard let value = text(of: codes.first), let code = value.string, code.utf8.count > 2 else {
      return nil
    }
    guard let region = RegionCode(code), let state = places.state(region),
      country == nil || country.flatMap({ places.country($0)?.code }) == state
    else {
      notes.regions.insert(code)
      return nil
    }
    return value
  }

  private mutating func role(of node: CordisDocument.Node) -> JSONValue? {
    guard let type = node.attributes["type"] else { return nil }
    let role: Role
    switch type {
    case "coordinator": role = .coordinator
    case "participant": role = .beneficiary
    case "thirdParty":
      role = .affiliated
      notes.thirdParties += 1
    case "associatedPartner", "internationalPartner": role = .associated
    default:
      notes.roles.insert(type)
      return nil
    }
    return value(role.rawValue, of: "type", node)
  }

  /// What CORDIS says of the sort of an organisation, as far as it is a fact here.
  private mutating func addKind(of node: CordisDocument.Node, to record: inout CordisRecord) {
    let categories = node.all(at: ["relations", "categories", "category"])
    let category = categories.first {
      $0.attributes["classification"] == "organizationActivityType"
    }
    guard let code = category?.first("code") else {
      notes.openKinds["unknown", default: 0] += 1
      return
    }
    let word = code.text.split(separator: "/").last.map(String.init) ?? ""
    func value(_ kind: JSONValue.Kind) -> JSONValue { JSONValue(kind, range: code.range) }
    switch word {
    case "HES": record.add("kind", value(.string(Kind.higherEducation.rawValue)))
    case "REC": record.add("kind", value(.string(Kind.researchOrganisation.rawValue)))
    default:
      if word == "PUB" { record.add("publicBody", value(.bool(true))) }
      notes.openKinds[word, default: 0] += 1
    }
  }

  /// The organisation's own part of the grant, without what its third parties get.
  private mutating func contribution(to node: CordisDocument.Node) -> JSONValue? {
    let name = node.attributes["netEcContribution"] == nil ? "ecContribution" : "netEcContribution"
    guard let text = node.attributes[name], !text.isEmpty else { return nil }
    return figure(value(text, of: name, node))
  }

  // MARK: - Values

  private mutating func text(of node: CordisDocument.Node?) -> JSONValue? {
    guard let node, !node.text.isEmpty else { return nil }
    labels[node.range.lowerBound] = node.name
    return JSONValue(.string(node.text), range: node.range)
  }

  private mutating func value(_ text: String, of attribute: String, _ node: CordisDocument.Node)
    -> JSONValue
  {
    let range = document.range(of: attribute, in: node)
    labels[range.lowerBound] = attribute
    return JSONValue(.string(text), range: range)
  }

  private mutating func truth(_ name: String, of node: CordisDocument.Node) -> JSONValue? {
    guard let text = node.attributes[name], !text.isEmpty else { return nil }
    return value(text, of: name, node)
  }

  /// A figure, unless it is 0: CORDIS writes that also where it has none.
  private mutating func figure(_ value: JSONValue?) -> JSONValue? {
    guard let text = value?.string else { return nil }
    guard text.allSatisfy({ $0 == "0" || $0 == "." }) else { return value }
    notes.zeros += 1
    return nil
  }
}

/// A record while its facts are found; what is not known is left out.
struct CordisRecord {
  private var members: [JSONMember] = []
  private let range: Range<Int>

  init(at range: Range<Int>) { self.range = range }

  mutating func add(_ key: String, _ value: JSONValue?) {
    guard let value else { return }
    members.append(JSONMember(key: key, keyRange: value.range, value: value))
  }

  var value: JSONValue { JSONValue(.object(members), range: range) }
}
