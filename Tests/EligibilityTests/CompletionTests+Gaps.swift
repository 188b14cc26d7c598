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
    "FR": ["FRK2", "FRK1", "FR10", "FRY1", "FRC2", "FRE1"], "DE": ["DE21", "DE22", "DE80", "DED4"],
    "IT": ["ITC4", "ITC1", "ITF3", "ITI2", "ITF4"], "CZ": ["CZ05", "CZ01", "CZ04", "CZ03"],
    "NO": ["NO02", "NO08"],
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
    return Array(all.prefix(1)) + all.filter { $0.hasPrefix("FRY") }
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

  private static let cents: [Int64] = [
    0, 1, 2_500, 4_999, 5_000, 5_001, 7_500, 10_000, 10_001, 15_000, 20_000, 30_000, 100_000_000,
  ]

  init(_ consortium: Consortium, _ words: Set<String>, _ dice: Dice) {
    self.consortium = consortium
    self.words = words
    self.dice = dice
  }

  mutating func find() -> [Gap] {
    for index in consortium.participants.indices { addParticipant(index) }
    addGrants()
    addCosts()
    addAwards()
    addProject()
    return gaps
  }

  private func asks(_ names: String...) -> Bool { !words.isDisjoint(with: names) }

  private mutating func add<Value>(
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
    for (name, word, key, value) in [
      ("nonProfit", "non-profit", \Participant.nonProfit, person.nonProfit),
      ("sme", "sme", \.sme, person.sme),
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
        asks("different") ? Places.allCountries : Places.countries + (asksForRegion ? ["CZ"] : [])
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

  // MARK: Amounts

  /// Some amounts: nothing, a lot, and those about the limits that rules state.
  private mutating func amounts(_ count: Int) -> [Int64] {
    [0, 100_000_000] + Self.cents.shuffled(using: &dice).prefix(count - 2)
  }

  private mutating func addGrants() {
    guard asks("requested-grant") else { return }
    let people = consortium.participants
    let open = people.indices.filter { people[$0].requestedGrant == nil }
    let known = people.reduce(Int64(0)) { $0 + ($1.requestedGrant?.cents ?? 0) }
    let needsPartners = asks("partner-grant")
    if let total = consortium.proposal.requestedGrant {
      guard needsPartners, !open.isEmpty else { return }
      let rest = total.cents - known
      let fillings = (0..<14).map { _ in split(rest, open.count) }
      gaps.append(
        Gap(
          open.map { "participants.\(people[$0].id).requestedGrant" },
          fillings.map { parts in
            {
              for (index, part) in zip(open, parts) {
                $0.participants[index].requestedGrant = Money(cents: part)
              }
            }
          }))
      return
    }
    guard open.contains(where: { people[$0].role?.chargesCosts != false }) || people.isEmpty else {
      return
    }
    let path = "proposal.requestedGrant"
    guard needsPartners else {
      add(path, amounts(9)) { $0.proposal.requestedGrant = Money(cents: known + $1) }
      return
    }
    for index in open {
      gaps.append(
        Gap(
          ["participants.\(people[index].id).requestedGrant", path],
          amounts(7).map { cents in
            { $0.participants[index].requestedGrant = Money(cents: cents) }
          }))
    }
  }

  /// A sum in some random parts.
  private mutating func split(_ sum: Int64, _ count: Int) -> [Int64] {
    var parts = [Int64](repeating: 0, count: count)
    var rest = sum
    for index in parts.indices.shuffled(using: &dice).dropLast() {
      parts[index] = dice.chance(30) ? 0 : min(rest, dice.pick([2_500, 5_000, 10_000, rest]))
      rest -= parts[index]
    }
    if let last = parts.indices.first(where: { parts[$0] == 0 }) { parts[last] += rest }
    return parts.reduce(0, +) == sum ? parts : [sum] + Array(repeating: 0, count: count - 1)
  }

  private mutating func addCosts() {
    guard asks("costs") else { return }
    let people = consortium.participants
    let mayCharge = people.indices.filter { people[$0].role?.chargesCosts != false }
    for index in mayCharge {
      for (number, line) in (people[index].costs ?? []).enumerated() {
        let path = "participants.\(people[index].id).costs.\(number + 1)."
        if line.category == nil, asks("category") {
          add(path + "category", CostCategory.allCases) {
            $0.participants[index].costs?[number].category = $1
          }
        }
        if line.forSMEs == nil, asks("for-smes") {
          add(path + "forSMEs", [true, false]) {
            $0.participants[index].costs?[number].forSMEs = $1
          }
        }
        if line.amount == nil, asks("cost"), consortium.proposal.totalCost == nil {
          add(path + "amount", amounts(8)) {
            $0.participants[index].costs?[number].amount = Money(cents: $1)
          }
        }
      }
      if people[index].costs == nil, consortium.proposal.totalCost == nil {
        let lists: [[CostLine]] = [[]] + singles() + (0..<8).map { lines(2 + $0 / 4) }
        add("participants.\(people[index].id).costs", lists) {
          $0.participants[index].costs = $1
        }
      }
    }
    if let total = consortium.proposal.totalCost { addPooledCosts(total, mayCharge) }
  }

  /// What is missing of costs of which the sum is known: one gap.
  private mutating func addPooledCosts(_ total: Money, _ mayCharge: [Int]) {
    let people = consortium.participants
    var paths: [String] = []
    var slots: [(person: Int, line: Int?)] = []
    var rest = total.cents
    for index in mayCharge {
      guard let costs = people[index].costs else {
        paths.append("participants.\(people[index].id).costs")
        slots += [(index, nil), (index, nil)]
        continue
      }
      for (number, line) in costs.enumerated() {
        rest -= line.amount?.cents ?? 0
        guard line.amount == nil else { continue }
        paths.append("participants.\(people[index].id).costs.\(number + 1).amount")
        slots.append((index, number))
      }
    }
    guard !slots.isEmpty else { return }
    let fillings = (0..<24).map { _ in
      let parts = split(rest, slots.count)
      return zip(slots, parts).map { slot, part in
        var line = lines(1)[0]
        line.amount = Money(cents: part)
        return (slot: slot, line: line)
      }
    }
    gaps.append(
      Gap(
        paths,
        fillings.map { parts in
          { consortium in
            for (slot, line) in parts {
              if let number = slot.line {
                consortium.participants[slot.person].costs?[number].amount = line.amount
              } else {
                let costs = consortium.participants[slot.person].costs ?? []
                consortium.participants[slot.person].costs =
                  line.amount?.cents == 0 ? costs : costs + [line]
              }
            }
          }
        }))
  }

  /// Lists of one line each: every amount once, and what the rules ask about with a large one.
  private mutating func singles() -> [[CostLine]] {
    Self.cents.map { cents in
      var line = lines(1)[0]
      line.amount = Money(cents: cents)
      return [line]
    }
      + [(.personnel, true), (.thirdPartySupport, false), (.thirdPartySupport, true)].map {
        (pair: (CostCategory, Bool)) in
        var line = CostLine()
        (line.category, line.forSMEs, line.amount) = (pair.0, pair.1, Money(cents: 1_000_000))
        return [line]
      }
  }

  private mutating func lines(_ count: Int) -> [CostLine] {
    (0..<count).map { _ in
      var line = CostLine()
      line.category = dice.pick([.personnel, .thirdPartySupport, .thirdPartySupport, .travel])
      line.forSMEs = dice.chance(50)
      line.amount = Money(cents: dice.pick(Self.cents))
      return line
    }
  }

  private mutating func addAwards() {
    guard asks("awards") else { return }
    guard let awards = consortium.awards else {
      let lists: [[Award]] = [[]] + (0..<16).map { self.awards(1 + $0 / 4) }
      add("thirdPartySupport", lists) { $0.awards = $1 }
      return
    }
    for (index, award) in awards.enumerated() {
      let path = "thirdPartySupport.\(award.id ?? String(index + 1))."
      if award.form == nil, asks("form") {
        add(path + "form", AwardForm.allCases) { $0.awards?[index].form = $1 }
      }
      if award.recipient == nil, asks("recipient") {
        add(path + "recipient", RecipientKind.allCases) { $0.awards?[index].recipient = $1 }
      }
      if award.amount == nil, asks("amount") {
        add(path + "amount", amounts(8)) { $0.awards?[index].amount = Money(cents: $1) }
      }
    }
  }

  private mutating func awards(_ count: Int) -> [Award] {
    (0..<count).map { _ in
      var award = Award()
      award.form = dice.pick([.voucher, .voucher, .grant])
      award.recipient = dice.pick([.sme, .startup, .other])
      award.amount = Money(cents: dice.pick(Self.cents))
      return award
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
