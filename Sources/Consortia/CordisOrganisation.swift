import FundingTerms
import JSONReading

/// An organisation of a project as CORDIS tells of it, in whichever of its forms.
struct CordisOrganisation {
  /// Something that the text states, with its place and the name under which it stands there.
  struct Stated {
    var text: String
    var range: Range<Int>
    var name: String

    /// The text, unless it is blank.
    init?(_ text: String, at range: Range<Int>, named name: String) {
      let words = text.split(whereSeparator: \.isWhitespace)
      guard !words.isEmpty else { return nil }
      self.text = words.joined(separator: " ")
      self.range = range
      self.name = name
    }
  }

  /// Where it stands.
  var range: Range<Int>
  var pic: Stated?
  var rcn: Stated?
  var name: Stated?
  var country: Stated?
  var region: Stated?
  /// The part that it plays, in CORDIS's word.
  var type: Stated?
  var activity: Stated?
  var sme: Stated?
  var contribution: Stated?
  var netContribution: Stated?
  var totalCost: Stated?
  var order: Stated?
  var hasLeft = false
}

/// Makes participants of the organisations of one project: what is stated becomes a fact, and nothing
/// is put in place of what is not.
struct CordisParticipants {
  private let places: PlaceNames
  private var ids: Set<String> = []
  /// What had to be decided or left out.
  var notes: CordisNotes
  /// The names under which values stand, by their offsets.
  private(set) var names: [Int: String] = [:]

  init(_ places: PlaceNames, notes: CordisNotes = CordisNotes()) {
    self.places = places
    self.notes = notes
  }

  /// The coordinator first, then by their numbers, third parties after whom they belong to.
  mutating func list(_ organisations: [CordisOrganisation], at range: Range<Int>) -> JSONValue {
    func rank(_ one: CordisOrganisation) -> (Int, Int, Int) {
      (
        one.type?.text == "coordinator" ? 0 : 1, one.order.flatMap { Int($0.text) } ?? Int.max,
        one.type?.text == "thirdParty" ? 1 : 0
      )
    }
    let sorted = organisations.enumerated().sorted { left, right in
      let (a, b) = (rank(left.element), rank(right.element))
      return a == b ? left.offset < right.offset : a < b
    }
    return JSONValue(.array(sorted.map { participant($0.element) }), range: range)
  }

  /// A value as a fact states it.
  mutating func value(_ stated: CordisOrganisation.Stated?) -> JSONValue? {
    guard let stated else { return nil }
    names[stated.range.lowerBound] = stated.name
    return JSONValue(.string(stated.text), range: stated.range)
  }

  /// A figure, unless it is 0: CORDIS writes that also where it has none.
  mutating func figure(_ stated: CordisOrganisation.Stated?) -> JSONValue? {
    guard let stated else { return nil }
    guard stated.text.allSatisfy({ $0 == "0" || $0 == "." || $0 == "," }) else {
      return value(stated)
    }
    notes.zeros += 1
    return nil
  }

  private mutating func participant(_ one: CordisOrganisation) -> JSONValue {
    var record = CordisRecord(at: one.range)
    record.add("id", id(of: one))
    record.add("name", value(one.name))
    let country = country(of: one)
    record.add("country", country)
    record.add("region", region(of: one, in: country?.string))
    record.add("role", role(of: one))
    addKind(of: one, to: &record)
    record.add("sme", value(one.sme))
    // The own part, without what third parties get.
    record.add("requestedGrant", figure(one.netContribution ?? one.contribution))
    if one.hasLeft { notes.terminated += 1 }
    if one.totalCost != nil { notes.totalCosts += 1 }
    return record.value
  }

  private mutating func id(of one: CordisOrganisation) -> JSONValue {
    if one.pic == nil { notes.withoutPIC += 1 }
    let stated =
      one.pic?.text ?? one.rcn.map { "rcn-\($0.text)" } ?? "P\(one.order?.text ?? "")"
    var id = stated
    var number = 1
    while !ids.insert(id).inserted {
      number += 1
      id = "\(stated)-\(number)"
    }
    if number > 1 { notes.doubles += 1 }
    return JSONValue(.string(id), range: one.pic?.range ?? one.range)
  }

  private mutating func country(of one: CordisOrganisation) -> JSONValue? {
    guard let stated = one.country else {
      notes.withoutCountry += 1
      return nil
    }
    guard places.country(stated.text) != nil else {
      notes.countries.insert(stated.text)
      return nil
    }
    return value(stated)
  }

  /// The NUTS code, where it is one and says more than the country.
  private mutating func region(of one: CordisOrganisation, in country: String?) -> JSONValue? {
    guard let stated = one.region, stated.text.utf8.count > 2 else { return nil }
    guard let region = RegionCode(stated.text), let state = places.state(region),
      country == nil || country.flatMap({ places.country($0)?.code }) == state
    else {
      notes.regions.insert(stated.text)
      return nil
    }
    return value(stated)
  }

  private mutating func role(of one: CordisOrganisation) -> JSONValue? {
    guard var stated = one.type else {
      notes.withoutRole += 1
      return nil
    }
    let role: Role
    switch stated.text {
    case "coordinator": role = .coordinator
    case "participant": role = .beneficiary
    case "thirdParty":
      role = .affiliated
      notes.thirdParties += 1
    case "associatedPartner", "internationalPartner": role = .associated
    default:
      notes.roles.insert(stated.text)
      return nil
    }
    stated.text = role.rawValue
    return value(stated)
  }

  /// What CORDIS says of the sort of an organisation, as far as it is a fact here.
  private mutating func addKind(of one: CordisOrganisation, to record: inout CordisRecord) {
    let word = one.activity?.text.split(separator: "/").last.map(String.init) ?? "unknown"
    func value(_ kind: JSONValue.Kind) -> JSONValue? {
      one.activity.map { JSONValue(kind, range: $0.range) }
    }
    switch word {
    case "HES": record.add("kind", value(.string(Kind.higherEducation.rawValue)))
    case "REC": record.add("kind", value(.string(Kind.researchOrganisation.rawValue)))
    default:
      if word == "PUB" { record.add("publicBody", value(.bool(true))) }
      notes.openKinds[word, default: 0] += 1
    }
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
