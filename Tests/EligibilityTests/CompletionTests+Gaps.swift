import Consortia
import FundingTerms

/// A fact that is missing from a consortium, with what it may turn out to be.
struct Gap {
  /// The paths of the fact. Facts that settle each other (a region tells the country, a kind
  /// `public-body` that the body is public, amounts what the others of a known sum are) are one
  /// gap with all their paths, and to name one of them is enough.
  var paths: Set<String>
  /// What it may be.
  var fillings: [(inout Consortium) -> Void]

  init(_ paths: [String], _ fillings: [(inout Consortium) -> Void]) {
    self.paths = Set(paths)
    self.fillings = fillings
  }
}

/// The places where participants may be: each stands for all that rules of the tests cannot tell
/// from it. Of every country there are two regions of every class that the rules may ask for, as
/// far as it has them, so that partners can be in the same and in different ones.
enum Places {
  static let regions: [String: [String]] = [
    "FR": ["FRK2", "FRK1", "FR10", "FRY1", "FRY2", "FRC2", "FRE1"],
    "DE": ["DE21", "DE22", "DE80", "DED4"],
    "IT": ["ITC4", "ITC1", "ITF3", "ITI2", "ITF4"], "CZ": ["CZ05", "CZ01", "CZ04", "CZ03"],
    "NO": ["NO02", "NO08"], "ES": ["ES70"], "PT": ["PT20", "PT30"],
  ]
  static let countries = ["FR", "DE", "IT", "NO", "US"]

  /// Every country that partners may be in, with states that no rule names, so that each of a few
  /// partners may be in one of its own.
  static let allCountries = ["FR", "DE", "IT", "NO", "US", "CZ", "CA", "JP", "AT"]

  static func country(_ code: String) -> CountryCode? { CountryCode(code) }

  /// The regions of a country as far as the rules tell them apart: by class only where they ask for
  /// it, and by code only where they count codes.
  static func regions(_ country: String, _ words: Set<String>) -> [String]? {
    guard let all = regions[country] else { return nil }
    let asksForCodes = !words.isDisjoint(with: ["regions", "different", "within"])
    if asksForCodes || !words.isDisjoint(with: ["region-class", "region-classes"]) { return all }
    return Array(all.prefix(1)) + all.dropFirst().filter { $0.hasPrefix("FRY") }
  }

  /// The regions of a country that begin with some letters.
  static func within(_ code: String) -> [String] {
    (regions[String(code.prefix(2))] ?? []).filter { $0.hasPrefix(code) }
  }
}

/// Finds what is missing from a consortium, as far as a rule can be about it.
struct GapFinder {
  let consortium: Consortium
  let words: Set<String>
  var dice: Dice
  var gaps: [Gap] = []
  /// Amounts to try in a thorough look; none otherwise.
  let palette: [Int64]

  init(
    _ consortium: Consortium, _ words: Set<String>, _ dice: Dice, thoroughlyFor text: String? = nil
  ) {
    self.consortium = consortium
    self.words = words
    self.dice = dice
    palette = text.map { Self.palette($0, consortium) } ?? []
  }

  /// Whether amounts and lists are tried out at length.
  var isThorough: Bool { !palette.isEmpty }

  mutating func find() -> [Gap] {
    for index in consortium.participants.indices { addParticipant(index) }
    addGrants()
    addCosts()
    addAwards()
    addProject()
    return gaps
  }

  func asks(_ names: String...) -> Bool { !words.isDisjoint(with: names) }

  mutating func add<Value>(
    _ path: String, _ values: [Value], _ set: @escaping (inout Consortium, Value) -> Void
  ) {
    gaps.append(Gap([path], values.map { value in { set(&$0, value) } }))
  }

  // MARK: Participants

  private mutating func addParticipant(_ index: Int) {
    let person = consortium.participants[index]
    let path = "participants.\(person.id)."
    func set<Value>(_ key: WritableKeyPath<Participant, Value>) -> (inout Consortium, Value) -> Void
    {
      nonisolated(unsafe) let key = key
      return { $0.participants[index][keyPath: key] = $1 }
    }
    if person.role == nil, asks("role") { add(path + "role", Role.allCases, set(\.role)) }
    if asks("kind", "kinds") || asks("public-body") {
      addKind(index, person, path)
    }
    if asks("size"), person.size == nil {
      let sizes = EnterpriseSize.allCases.filter { person.sme == nil || $0.isSME == person.sme }
      gaps.append(
        Gap(
          [path + "size"] + (person.sme == nil ? [path + "sme"] : []),
          sizes.map { size in
            {
              $0.participants[index].size = size
              $0.participants[index].sme = size.isSME
            }
          }))
    }
    for (name, word, key, value) in [
      ("nonProfit", "non-profit", \Participant.nonProfit, person.nonProfit),
      ("sme", asks("size") ? "" : "sme", \.sme, person.sme),
    ] where value == nil && asks(word) {
      add(path + name, [true, false], set(key))
    }
    if person.represents == nil, asks("represents") {
      add(path + "represents", Self.subsets([Kind.company, .businessSupport, .other])) {
        $0.participants[index].represents = $1
      }
    }
    if person.controlledFrom == nil, asks("controlled-from") {
      add(path + "controlledFrom", Places.countries.map(Places.country), set(\.controlledFrom))
    }
    if person.declarations.isEmpty, asks("eccp") {
      add(path + "declarations.eccp", ["registered", "requested", "none", "whatever"]) {
        $0.participants[index].declarations = [DeclaredFact(name: "eccp", value: .word($1))]
      }
    }
    addPlace(index, person, path)
  }

  private mutating func addKind(_ index: Int, _ person: Participant, _ path: String) {
    if person.kind == nil {
      let kinds = Kind.allCases.filter { !(person.publicBody == false && $0 == .publicBody) }
      let pairs = kinds.flatMap { kind -> [(Kind, Bool?)] in
        guard person.publicBody == nil, asks("public-body") else { return [(kind, nil)] }
        return kind == .publicBody ? [(kind, true)] : [(kind, true), (kind, false)]
      }
      gaps.append(
        Gap(
          [path + "kind", path + "publicBody"],
          pairs.map { pair in
            {
              $0.participants[index].kind = pair.0
              if let truth = pair.1 { $0.participants[index].publicBody = truth }
            }
          }))
    } else if person.publicBody == nil, person.kind != .publicBody, asks("public-body") {
      add(path + "publicBody", [true, false]) { $0.participants[index].publicBody = $1 }
    }
  }

  private mutating func addPlace(_ index: Int, _ person: Participant, _ path: String) {
    let asksForRegion = asks("region", "regions")
    guard asksForRegion || asks("country") else { return }
    func place(_ country: String, _ region: String?) -> (inout Consortium) -> Void {
      {
        $0.participants[index].country = CountryCode(country)
        $0.participants[index].region =
          region.flatMap { RegionCode($0) } ?? $0.participants[index].region
      }
    }
    if let region = person.region {
      guard asksForRegion, region.description.count < 4 else { return }
      let codes = Places.within(region.description)
      gaps.append(
        Gap([path + "region"], codes.map { place(String($0.prefix(2)), $0) }))
    } else if let country = person.country {
      guard asksForRegion, let regions = Places.regions(country.description, words) else { return }
      gaps.append(Gap([path + "region"], regions.map { place(country.description, $0) }))
    } else {
      let countries =
        (asks("different") ? Places.allCountries : Places.countries + (asksForRegion ? ["CZ"] : []))
        + (asks("outermost") ? ["ES", "PT"] : [])
      let places = countries.flatMap { country -> [(String, String?)] in
        guard asksForRegion, let regions = Places.regions(country, words) else {
          return country == "AT" && asksForRegion ? [] : [(country, nil)]
        }
        return regions.map { (country, $0) }
      }
      gaps.append(
        Gap([path + "country", path + "region"], places.map { place($0.0, $0.1) }))
    }
  }

  // MARK: The project

  private mutating func addProject() {
    let proposal = consortium.proposal
    if proposal.objectives == nil, asks("objectives") {
      add("proposal.objectives", Self.subsets(["network", "innovate", "adopt", "another"])) {
        $0.proposal.objectives = $1
      }
    }
    if proposal.themes == nil, asks("themes") {
      add("proposal.themes", Self.subsets(["digital", "green"])) { $0.proposal.themes = $1 }
    }
    if proposal.strand == nil, asks("strand") {
      add("proposal.strand", ["textile", "open", "another"]) { $0.proposal.strand = $1 }
    }
    if proposal.durationMonths == nil, asks("duration") {
      add("proposal.durationMonths", [0, 35, 36, 37, 1_200]) { $0.proposal.durationMonths = $1 }
    }
    if proposal.declarations.isEmpty, asks("mandated") {
      add("proposal.declarations.mandated", [true, false]) {
        $0.proposal.declarations = [DeclaredFact(name: "mandated", value: .truth($1))]
      }
    }
  }

  private static func subsets<Element>(_ list: [Element]) -> [[Element]] {
    (0..<(1 << list.count)).map { bits in
      list.indices.filter { bits & (1 << $0) != 0 }.map { list[$0] }
    }
  }
}
