public import FundingTerms

/// The figures of the SME definition; they come from a reference document.
public struct SizeRules: Sendable {
  /// The ceilings of a class: staff, and one of two amounts.
  public struct Ceiling: Sendable, Hashable {
    /// The class below the ceilings.
    public var size: EnterpriseSize
    /// The staff that an enterprise of the class does not reach.
    public var headcountBelow: Headcount
    /// The turnover that it does not exceed, unless its balance sheet makes up for it.
    public var turnover: Money
    /// The balance sheet total that it does not exceed, unless its turnover makes up for it.
    public var balanceSheet: Money

    /// The ceilings of a class.
    public init(
      size: EnterpriseSize, headcountBelow: Headcount, turnover: Money, balanceSheet: Money
    ) {
      self.size = size
      self.headcountBelow = headcountBelow
      self.turnover = turnover
      self.balanceSheet = balanceSheet
    }
  }

  /// The ceilings, from the smallest class up; the last are those of SMEs.
  public var ceilings: [Ceiling]
  /// The share of capital or votes from which a holding makes partners.
  public var partnerFrom: Percentage
  /// The share of the votes beyond which a holding makes linked enterprises.
  public var linkedAbove: Percentage
  /// The share of capital or votes from which public control excludes the status.
  public var publicFrom: Percentage
  /// What a business angel's investment in one enterprise stays below.
  public var angelBelow: Money
  /// What the budget of a small local authority stays below.
  public var authorityBudgetBelow: Money
  /// What the inhabitants of a small local authority stay below.
  public var authorityInhabitantsBelow: Int

  /// Rules by their figures.
  public init(
    ceilings: [Ceiling], partnerFrom: Percentage, linkedAbove: Percentage,
    publicFrom: Percentage, angelBelow: Money, authorityBudgetBelow: Money,
    authorityInhabitantsBelow: Int
  ) {
    self.ceilings = ceilings
    self.partnerFrom = partnerFrom
    self.linkedAbove = linkedAbove
    self.publicFrom = publicFrom
    self.angelBelow = angelBelow
    self.authorityBudgetBelow = authorityBudgetBelow
    self.authorityInhabitantsBelow = authorityInhabitantsBelow
  }
}
