import FundingTerms
import RuleLanguage

/// Countries and NUTS 2 regions as labels of the rule language, with what rules ask of them.
///
/// Each country and each region has an index, so that sets of them are bit sets. A region stands
/// under its code of NUTS 2021, or its own where it has none there.
public struct Geography: Sendable {
  let countryLabels: CountryLabels
  /// The regions; `nil` where no rule asks for regions.
  let regionLabels: RegionLabels?
  /// For each region the classes that it may have in the period; `nil` where no source says.
  let classes: [BitSet?]
  private let memberStates: Set<CountryCode>
  /// The period of the classes.
  private let period: String?

  /// The geography of the states, without regions: for calls that ask nothing of them.
  init(countries: CountryLabels, memberStates: Set<CountryCode>) {
    countryLabels = countries
    regionLabels = nil
    classes = []
    period = nil
    self.memberStates = memberStates
  }

  /// The geography of the states and all regions, with the classes of a period; `nil` or a period
  /// that no source states leaves the classes unknown.
  init(
    countries: CountryLabels, memberStates: Set<CountryCode>, tables: RegionTables, period: String?
  ) {
    countryLabels = countries
    regionLabels = tables.labels
    classes = tables.labelClasses(in: period)
    self.period = period
    self.memberStates = memberStates
  }

  /// Whether another geography has the same states under the same labels.
  public func hasSameCountries(as other: Geography) -> Bool {
    countryLabels === other.countryLabels
  }

  /// Whether another geography is the same in all.
  public func isSame(as other: Geography) -> Bool {
    hasSameCountries(as: other) && regionLabels === other.regionLabels && period == other.period
      && memberStates == other.memberStates
  }

  /// The states, in alphabetic order of their codes.
  public var countries: [CountryCode] { countryLabels.states }

  /// The NUTS 2 regions, in alphabetic order of their codes.
  public var regions: [RegionCode] { regionLabels?.regions ?? [] }

  /// The label of a state.
  public func index(of country: CountryCode) -> Int? { countryLabels.indices[country] }

  /// For each region of any level the labels of the NUTS 2 regions that it may be: itself, the one
  /// it lies in, or those that lie in it. Where codes of different versions stand side by side, a
  /// region that was divided later may be any of its parts.
  public func regions(ofEach codes: [RegionCode]) -> [BitSet] {
    guard let regionLabels else { return codes.map { _ in BitSet() } }
    return regionLabels.table.levelTwo(ofEach: codes).map { list in
      BitSet(list.compactMap { regionLabels.indices[$0] })
    }
  }

  /// The labels of a state's NUTS 2 regions; `nil` where NUTS does not cover it.
  public func regions(of country: CountryCode) -> BitSet? {
    regionLabels?.ofCountry[country]
  }

  /// Whether NUTS has no regions of a state, while it is asked for regions at all.
  public func isOutsideNUTS(_ country: CountryCode) -> Bool {
    guard let regionLabels, !regionLabels.regions.isEmpty else { return false }
    return regionLabels.ofCountry[country] == nil
  }

  /// The states in which some regions lie.
  public func countries(of regions: BitSet) -> Set<CountryCode> {
    guard let regionLabels else { return [] }
    return Set(regions.map { regionLabels.countries[$0] })
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
    guard let regionLabels, !regions.isDisjoint(with: regionLabels.outermost) else { return .no }
    return regions.isSubset(of: regionLabels.outermost) ? .yes : .unknown
  }

  /// Whether a state belongs to the Union, so that its regions have classes.
  public func isMemberState(_ country: CountryCode) -> Bool { memberStates.contains(country) }
}
