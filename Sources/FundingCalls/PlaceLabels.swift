import FundingTerms
import RuleLanguage
import Synchronization

/// The states as labels of the rule language: the same for all calls.
final class CountryLabels: Sendable {
  /// The states, in alphabetic order of their codes.
  let states: [CountryCode]
  /// The index of each state.
  let indices: [CountryCode: Int]
  /// The states as a type of words.
  let type: RuleLanguage.Vocabulary.LabelType

  init(_ table: CountryTable) {
    states = table.codes.filter { table.match($0)?.country == $0 }
    indices = Dictionary(zip(states, states.indices)) { first, _ in first }
    // The Commission's own codes (`EL`, `UK`) name the same countries in rules.
    var aliases: [String: Int] = [:]
    for code in table.codes {
      if let country = table.match(code)?.country, country != code {
        aliases[code.description] = indices[country]
      }
    }
    type = .init(name: "country", labels: states.map(\.description), aliases: aliases)
  }
}

/// The NUTS 2 regions as labels of the rule language: the same for all calls.
final class RegionLabels: Sendable {
  /// The regions, in alphabetic order of their codes.
  let regions: [RegionCode]
  /// The country of each region, by index.
  let countries: [CountryCode]
  /// The index of each region.
  let indices: [RegionCode: Int]
  /// The labels of the regions of each country.
  let ofCountry: [CountryCode: BitSet]
  /// The regions that are outermost regions of the Union.
  let outermost: BitSet
  /// The regions as a type of words.
  let type: RuleLanguage.Vocabulary.LabelType
  /// The table from which they are made.
  let table: RegionTable

  init(_ tables: RegionTables, _ countryTable: CountryTable) {
    table = tables.regions
    var seen = Set<RegionCode>()
    let codes = table.codes.filter { $0.level == 2 }.map(table.canonical)
      .filter { seen.insert($0).inserted }.sorted()
    let located = codes.compactMap { code in
      countryTable.country(of: code).map { (code: code, country: $0) }
    }
    regions = located.map(\.code)
    countries = located.map(\.country)
    indices = Dictionary(zip(regions, regions.indices)) { _, last in last }
    outermost = BitSet(located.indices.filter { tables.isOutermost(located[$0].code) == .yes })
    var ofCountry: [CountryCode: BitSet] = [:]
    for (index, region) in located.enumerated() {
      ofCountry[region.country, default: BitSet()].insert(index)
    }
    self.ofCountry = ofCountry
    type = ProposalVocabulary.regionType(regions.map(\.description))
  }
}

/// The states and the sets of them as of a day, as far as the tables know that things changed.
final class DatedCountries: Sendable {
  /// The states that belonged to the Union.
  let members: Set<CountryCode>
  /// The sets of the reference tables; those with open memberships without an origin.
  let sets: [String: RuleLanguage.Vocabulary.LabelSet]

  /// The ids of the sets with open memberships, each with its position among all.
  let open: [(position: Int, id: String)]

  init(_ reference: ReferenceTables, on day: CalendarDate?) {
    let labels = reference.countryLabels
    let found = reference.participation.sets(on: day, numbers: labels.indices)
    var sets: [String: RuleLanguage.Vocabulary.LabelSet] = [:]
    sets.reserveCapacity(found.count)
    var members: Set<CountryCode> = []
    var open: [(position: Int, id: String)] = []
    for (position, id) in reference.participation.ids.enumerated() {
      let (certain, possible) = found[position]
      sets[id] = .init(
        labelType: ProposalVocabulary.LabelKind.country.rawValue, certain: certain,
        possible: possible)
      if certain != possible { open.append((position, id)) }
      if id == "member-states" { members = Set(certain.map { labels.states[$0] }) }
    }
    (self.sets, self.members, self.open) = (sets, members, open)
  }
}

/// Values that are made once for each key, when they are first asked for.
final class Kept<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let values = Mutex<[Key: Value]>([:])

  /// The value of a key; `make` makes it.
  func value(for key: Key, _ make: () -> Value) -> Value {
    values.withLock { values in
      if let known = values[key] { return known }
      let made = make()
      values[key] = made
      return made
    }
  }
}
