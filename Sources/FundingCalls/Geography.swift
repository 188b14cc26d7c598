import FundingTerms
import RuleLanguage

/// Countries and NUTS 2 regions as labels of the rule language, with what rules ask of them.
///
/// Each country and each region has an index, so that sets of them are bit sets. A region stands
/// under its code of NUTS 2021, or its own where it has none there.
public struct Geography: Sendable {
  /// The states, in alphabetic order of their codes.
  public let countries: [CountryCode]
  /// The NUTS 2 regions, in alphabetic order of their codes.
  public let regions: [RegionCode]
  /// The country of each region, by index.
  let countryOfRegion: [CountryCode]
  /// For each region the classes that it may have in the period; `nil` where no source says.
  let classes: [BitSet?]
  /// The regions that are outermost regions of the Union.
  let outermost: BitSet
  /// The index of a region under each of its codes of level 2.
  private let regionIndices: [RegionCode: Int]
  /// The tables from which it was made; `nil` where no rule asks for regions.
  private let tables: RegionTables?
  private let countryIndices: [CountryCode: Int]
  private let regionsOfCountry: [CountryCode: BitSet]
  private let memberStates: Set<CountryCode>

  /// The geography of some states, without regions: for calls that ask nothing of them.
  public init(countries: [CountryCode], memberStates: Set<CountryCode>) {
    self.init(countries: countries, memberStates: memberStates, regions: [], tables: nil) { _ in
      nil
    }
  }

  /// The geography of some states and all regions, with the classes of a period; `nil` or a period
  /// that no source states leaves the classes unknown.
  public init(
    countries: [CountryCode], memberStates: Set<CountryCode>, reference: ReferenceTables,
    tables: RegionTables, period: String?
  ) {
    var seen = Set<RegionCode>()
    let regions = tables.regions.codes.filter { $0.level == 2 }.map(tables.regions.canonical)
      .filter { seen.insert($0).inserted }.sorted()
    let located = regions.compactMap { code in
      reference.countries.country(of: code).map { (code: code, country: $0) }
    }
    self.init(
      countries: countries, memberStates: memberStates, regions: located, tables: tables
    ) { code in
      guard let period, let found = tables.classes(of: code, period: period) else { return nil }
      return BitSet(found.classes.compactMap { RegionClass.allCases.firstIndex(of: $0) })
    }
  }

  private init(
    countries: [CountryCode], memberStates: Set<CountryCode>,
    regions: [(code: RegionCode, country: CountryCode)], tables: RegionTables?,
    classes: (RegionCode) -> BitSet?
  ) {
    self.countries = countries
    self.memberStates = memberStates
    self.tables = tables
    self.regions = regions.map(\.code)
    countryOfRegion = regions.map(\.country)
    self.classes = regions.map { classes($0.code) }
    outermost = BitSet(regions.indices.filter { tables?.isOutermost(regions[$0].code) == .yes })
    var indices: [RegionCode: Int] = [:]
    var ofCountry: [CountryCode: BitSet] = [:]
    for (index, region) in regions.enumerated() {
      indices[region.code] = index
      ofCountry[region.country, default: BitSet()].insert(index)
    }
    regionIndices = indices
    regionsOfCountry = ofCountry
    countryIndices = Dictionary(
      countries.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { a, _ in a })
  }

  /// The label of a state.
  public func index(of country: CountryCode) -> Int? { countryIndices[country] }

  /// For each region of any level the labels of the NUTS 2 regions that it may be: itself, the one
  /// it lies in, or those that lie in it. Where codes of different versions stand side by side, a
  /// region that was divided later may be any of its parts.
  public func regions(ofEach codes: [RegionCode]) -> [BitSet] {
    guard let tables else { return codes.map { _ in BitSet() } }
    return tables.regions.levelTwo(ofEach: codes).map { list in
      BitSet(list.compactMap { regionIndices[$0] })
    }
  }

  /// The labels of a state's NUTS 2 regions; `nil` where NUTS does not cover it.
  public func regions(of country: CountryCode) -> BitSet? { regionsOfCountry[country] }

  /// Whether NUTS has no regions of a state, while it is asked for regions at all.
  public func isOutsideNUTS(_ country: CountryCode) -> Bool {
    !regions.isEmpty && regionsOfCountry[country] == nil
  }

  /// The states in which some regions lie.
  public func countries(of regions: BitSet) -> Set<CountryCode> {
    Set(regions.map { countryOfRegion[$0] })
  }

  /// The classes that some regions may have; `nil` where no source says for one of them.
  public func classes(of regions: BitSet) -> BitSet? {
    var result = BitSet()
    for region in regions {
      guard let classes = classes[region] else { return nil }
      result = result.union(classes)
    }
    return result
  }

  /// Whether some regions are outermost regions: `unknown` where one is and another is not.
  public func isOutermost(_ regions: BitSet) -> Truth {
    if regions.isDisjoint(with: outermost) { return .no }
    return regions.isSubset(of: outermost) ? .yes : .unknown
  }

  /// Whether a state belongs to the Union, so that its regions have classes.
  public func isMemberState(_ country: CountryCode) -> Bool { memberStates.contains(country) }
}
