public import FundingCalls
public import FundingTerms

/// What the reader has to know about countries and regions: which there are, and what lies where.
///
/// It is made of two questions, so that the reader does not depend on where the answers are kept.
public struct PlaceNames: Sendable {
  /// What a country's code stands for.
  public struct Country: Sendable, Hashable {
    /// The state.
    public var code: CountryCode
    /// The region of the state for which the code stands alone, as `GP` does for Guadeloupe.
    public var region: RegionCode?
    /// Whether the code is that of an outermost region.
    public var isOutermost: Bool

    /// A state, or a region of it that has a country code of its own.
    public init(code: CountryCode, region: RegionCode? = nil, isOutermost: Bool = false) {
      self.code = code
      self.region = region
      self.isOutermost = isOutermost
    }
  }

  /// What a country's code as people write it stands for (`EL` and `UK` as well as `GR` and `GB`);
  /// `nil` where there is no such country.
  public let country: @Sendable (String) -> Country?
  /// The state in which a region lies; `nil` where no version of NUTS has the region.
  public let state: @Sendable (RegionCode) -> CountryCode?

  /// Place names by the answers to two questions: what a country's code stands for, and in which
  /// state a region lies.
  public init(
    country: @escaping @Sendable (String) -> Country?,
    state: @escaping @Sendable (RegionCode) -> CountryCode?
  ) {
    self.country = country
    self.state = state
  }

  /// Place names by the reference tables.
  ///
  /// - Parameter regions: gives the table of regions; asked for only where a text speaks of one, and
  ///   then often, so it should keep what it has loaded.
  public init(countries: CountryTable, regions: @escaping @Sendable () -> RegionTable) {
    self.init(
      country: { text in
        CountryCode(text).flatMap { countries.match($0) }.map {
          Country(code: $0.country, region: $0.region, isOutermost: $0.isOutermost)
        }
      },
      state: { regions().contains($0) ? countries.country(of: $0) : nil })
  }
}
