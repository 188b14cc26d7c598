public import FundingTerms

/// The figures of a proposal as a whole; `nil` is unknown, an empty list is known to be empty.
public struct Proposal: Sendable, Hashable {
  /// The id of the call that the proposal names, as written.
  public var call: String?
  /// The strand of that call, as written.
  public var strand: String?
  /// How long the project lasts, in months: 0 to 1200.
  public var durationMonths: Int?
  /// The day of submission.
  public var submissionDate: CalendarDate?
  /// The first day of the project.
  public var startDate: CalendarDate?
  /// The grant that is asked for.
  public var requestedGrant: Money?
  /// The total cost, as stated for the project.
  public var totalCost: Money?
  /// What the proposal aims at, in the call's words.
  public var objectives: [String]?
  /// The objectives on which it concentrates, in the call's words.
  public var focus: [String]?
  /// The themes that it is about, in the call's words.
  public var themes: [String]?
  /// The industrial ecosystems that it serves.
  public var ecosystems: [String]?
  /// The countries outside the Union to which it turns.
  public var targetCountries: [CountryCode]?
  /// The technology readiness level at the start: 1 to 9.
  public var trlStart: Int?
  /// Facts that only some calls ask for, in the order of the file; what is not in it is unknown.
  public var declarations: [DeclaredFact] = []

  /// A proposal of which nothing is known.
  public init() {}
}
