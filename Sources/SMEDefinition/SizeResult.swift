public import FundingTerms

/// What comes of the SME definition for an enterprise.
public struct SizeResult: Sendable {
  /// The status.
  public enum Status: String, Sendable {
    case sme
    case notSME = "not-sme"
    case cannotTell = "cannot-tell"
    case notAnEnterprise = "not-an-enterprise"
  }

  /// The status.
  public var status: Status
  /// The class, where it is certain; `large` for every enterprise that is no SME, none for what is
  /// no enterprise.
  public var size: EnterpriseSize?
  /// Whether public bodies control so much of it that it cannot be an SME.
  public var publicControl: Truth
  /// Whether all its ties are known; if not, what is counted is the least there is.
  public var hasAllTies: Bool
  /// What decided, or what stands in the way, in sentences with the articles.
  public var reasons: [String]
  /// The accounting periods, the latest first.
  public var periods: [SizePeriod]
  /// The paths of the missing facts that could change the status or the class.
  public var missing: [String]

  /// Whether it is an SME; `nil` where it cannot be told.
  public var isSME: Bool? {
    switch status {
    case .sme: true
    case .notSME, .notAnEnterprise: false
    case .cannotTell: nil
    }
  }
}

/// One accounting period with all that counts in it.
public struct SizePeriod: Sendable {
  /// The year in which it ends; `nil` where the file says only that it is the last approved one.
  public var year: Int?
  /// Whether its figures are an estimate.
  public var isEstimate: Bool
  /// Whether the enterprise changed hands since the period before.
  public var ownershipChanged: Bool
  /// What counts, the enterprise itself first, then what is left out and why.
  public var rows: [SizeRow]
  /// Staff in all, of hundredths of a work unit.
  public var headcount = FigureRange.zero
  /// Turnover in all, of cents.
  public var turnover = FigureRange.zero
  /// Balance sheet total in all, of cents.
  public var balanceSheet = FigureRange.zero
  /// The classes that the figures of this period allow, from the smallest.
  public var sizes: [EnterpriseSize] = []
  /// Whether the figures lie below the ceilings of each class, in the order of the rules.
  var isBelow: [Truth] = []

  /// The class of this period, where only one is possible.
  public var size: EnterpriseSize? { sizes.count == 1 ? sizes.first : nil }
}

/// An enterprise in a period: how much of it counts, and why.
public struct SizeRow: Sendable {
  /// How it stands to the enterprise in question.
  public enum Relation: String, Sendable {
    case itself, linked, partner
    /// A stake of an investor that leaves the enterprise autonomous.
    case exempt
    /// A stake too small to count.
    case autonomous
    /// A public body, or a person: no figures.
    case noEnterprise = "no-enterprise"
    /// A tie of a partner: too far away.
    case beyond
    /// Not known: partner or not, linked or not.
    case open
  }

  /// The id.
  public var id: String
  /// What people call it.
  public var name: String
  /// How it stands to the enterprise in question.
  public var relation: Relation
  /// How much of its figures count, in millionths: at least and at most.
  public var weight: ClosedRange<Int64>
  /// Why, in a few words.
  public var reason: String
  /// The article that says so; empty for the enterprise itself.
  public var article: String
  /// Its figures of the period, as stated; `nil` is unknown.
  public var headcount: Headcount?
  /// Its turnover.
  public var turnover: Money?
  /// Its balance sheet total.
  public var balanceSheet: Money?
  /// Whether its figures stand in somebody else's consolidated accounts.
  public var isConsolidated: Bool
}
