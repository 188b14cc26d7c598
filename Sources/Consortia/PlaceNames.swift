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

    /// A state, or a region of it that has a country code of its own.
    public init(code: CountryCode, region: RegionCode? = nil) {
      self.code = code
      self.region = region
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
}
