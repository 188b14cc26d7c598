public import FundingTerms
public import SMEDefinition
public import SourceText

/// One organisation (or person) of a consortium; `nil` is unknown, an empty list is known to be
/// empty.
public struct Participant: Sendable, Hashable {
  /// The id, unique in the consortium, without invisible characters.
  public var id: String
  /// What it is called.
  public var name: String?
  /// The country in which it is established; a code of an outermost region is read as its state.
  /// Where the file gives the region alone, the state in which that lies.
  public var country: CountryCode?
  /// The region in which it is established, a NUTS code of any level; it lies in ``country``. Where
  /// its level is below 2 (`FR`, `FRK`), the NUTS 2 region may be any in it.
  public var region: RegionCode?
  /// Whether it is established in an outermost region: `true` where the country is given by such a
  /// region's own code (Saint-Martin has no region that would say it); else left to ``region``.
  public var isOutermost: Bool?
  /// The part that it plays.
  public var role: Role?
  /// What sort of organisation it is.
  public var kind: Kind?
  /// The kinds of organisations for which it speaks as a network.
  public var represents: [Kind]?
  /// Whether it works without profit.
  public var nonProfit: Bool?
  /// Whether it is a public body; `true` where ``kind`` says so.
  public var publicBody: Bool?
  /// Whether it is a small or medium-sized enterprise.
  public var sme: Bool?
  /// How large an enterprise it is; it says whether it is an SME where ``sme`` does not.
  public var size: EnterpriseSize?
  /// A name for common control: participants of the same group are one independent entity.
  public var group: String?
  /// The day on which it was founded.
  public var founded: CalendarDate?
  /// The country from which it is controlled.
  public var controlledFrom: CountryCode?
  /// How many people work for it, in the last approved accounting period.
  public var headcount: Headcount?
  /// The turnover of the last approved accounting period.
  public var turnover: Money?
  /// The balance sheet total of the last approved accounting period.
  public var balanceSheet: Money?
  /// The figures of several accounting periods.
  public var accounts: [Accounts]?
  /// Whether it has no partner and no linked enterprise; without it the holdings say so, if given.
  public var autonomous: Bool?
  /// Facts that only some calls ask for, in the order of the file; what is not in it is unknown.
  public var declarations: [DeclaredFact] = []
  /// The lines of its budget.
  public var costs: [CostLine]?
  /// The part of the grant that it asks for.
  public var requestedGrant: Money?
  /// The state aid that it has received.
  public var aidReceived: [Aid]?
  /// Where the participant begins in its file.
  public var place: Place

  /// A participant of whom only the id is known.
  public init(id: String, place: Place = Place(line: 1, column: 1)) {
    self.id = id
    self.place = place
  }
}

/// One line of a participant's budget.
public struct CostLine: Sendable, Hashable {
  /// The category of cost.
  public var category: CostCategory?
  /// The cost.
  public var amount: Money?
  /// The work package to which it belongs.
  public var workPackage: String?
  /// Whether the line supports innovation in SMEs directly.
  public var forSMEs: Bool?

  /// A line of which nothing is known.
  public init() {}
}

/// State aid that a participant has received.
public struct Aid: Sendable, Hashable {
  /// The day on which it was granted.
  public var date: CalendarDate?
  /// The amount, as gross grant equivalent.
  public var amount: Money?
  /// The rules under which it was granted, such as `de-minimis`: a word.
  public var regime: String?
  /// The state that granted it.
  public var memberState: CountryCode?
  /// The scheme from which it came, by the name that a call's rules use for it: a word.
  public var scheme: String?

  /// Aid of which nothing is known.
  public init() {}
}
