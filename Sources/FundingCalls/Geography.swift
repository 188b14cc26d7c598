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
  private let countryIndices: [CountryCode: Int]
  private let regionsOfCountry: [CountryCode: BitSet]
  private let memberStates: Set<CountryCode>

  /// A region with all that is known of it.
  public struct Region: Sendable {
    /// Its code of NUTS 2021, or its own.
    public var code: RegionCode
    /// All its codes of level 2, of all versions.
    public var codes: [RegionCode]
    /// The state in which it lies.
    public var country: CountryCode
    /// The classes it may have; `nil` where no source says.
    public var classes: [RegionClass]?
    /// Whether it is an outermost region.
    public var isOutermost: Bool

    /// A region with all that is known of it.
    public init(
      code: RegionCode, codes: [RegionCode], country: CountryCode, classes: [RegionClass]?,
      isOutermost: Bool
    ) {
      self.code = code
      self.codes = codes
      self.country = country
      self.classes = classes
      self.isOutermost = isOutermost
    }
  }

  /// The geography of some states and regions; `memberStates` are those of which regions have
  /// classes at all.
  public init(countries: [CountryCode], regions: [Region], memberStates: Set<CountryCode>) {
    self.countries = countries
    self.memberStates = memberStates
    self.regions = regions.map(\.code)
    countryOfRegion = regions.map(\.country)
    classes = regions.map { region in
      region.classes.map { list in
        BitSet(list.compactMap { RegionClass.allCases.firstIndex(of: $0) })
      }
    }
    outermost = BitSet(regions.indices.filter { regions[$0].isOutermost })
    var indices: [RegionCode: Int] = [:]
    var ofCountry: [CountryCode: BitSet] = [:]
    for (index, region) in regions.enumerated() {
      for code in [region.code] + region.codes where indices[code] == nil { indices[code] = index }
      ofCountry[region.country, default: BitSet()].insert(index)
    }
    regionIndices = indices
    regionsOfCountry = ofCountry
    countryIndices = Dictionary(
      countries.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { a, _ in a })
  }

  /// The label of a state.
  public func index(of country: CountryCode) -> Int? { countryIndices[country] }

  /// The labels of the NUTS 2 regions that a region of any level may stand for: itself, the one it
  /// lies in, or those that lie in it.
  public func regions(of region: RegionCode) -> BitSet {
    if let second = region.ancestor(level: 2) {
      return BitSet([regionIndices[second]].compactMap(\.self))
    }
    return BitSet(regionIndices.filter { $0.key.isWithin(region) }.map(\.value))
  }

  /// The labels of a state's NUTS 2 regions; `nil` where NUTS does not cover it.
  public func regions(of country: CountryCode) -> BitSet? { regionsOfCountry[country] }

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
