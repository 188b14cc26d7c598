public import FundingTerms

/// What sort of owner or holding an enterprise is, as far as the SME definition tells them apart.
public enum EnterpriseKind: String, Sendable, CaseIterable {
  /// Any enterprise, whatever its legal form.
  case company
  /// A person, or persons who act jointly.
  case naturalPerson = "natural-person"
  /// A public body.
  case publicBody = "public-body"
  /// A local authority; a small one is among the investors of Article 3(2)(d).
  case localAuthority = "local-authority"
  /// A university: Article 3(2)(b).
  case university
  /// A research centre that works without profit: Article 3(2)(b).
  case researchCentre = "research-centre"
  /// An institutional investor, regional development funds included: Article 3(2)(c).
  case institutionalInvestor = "institutional-investor"
  /// A venture capital company: Article 3(2)(a).
  case ventureCapital = "venture-capital"
  /// A business angel: Article 3(2)(a), below a limit of investment.
  case businessAngel = "business-angel"
  /// A public investment corporation: Article 3(2)(a).
  case publicInvestor = "public-investor"

  /// The point of Article 3(2) that names the kind among the investors whose stake leaves an
  /// enterprise autonomous; `nil` for the others.
  var privilege: String? {
    switch self {
    case .publicInvestor, .ventureCapital, .businessAngel: "Art. 3(2)(a)"
    case .university, .researchCentre: "Art. 3(2)(b)"
    case .institutionalInvestor: "Art. 3(2)(c)"
    case .localAuthority: "Art. 3(2)(d)"
    case .company, .naturalPerson, .publicBody: nil
    }
  }
}

/// The figures of one accounting period; `nil` is unknown.
public struct Accounts: Sendable, Hashable {
  /// The year in which the period ends.
  public var year: Int
  /// Staff in annual work units.
  public var headcount: Headcount?
  /// Turnover of the year, without value added tax.
  public var turnover: Money?
  /// Total of the balance sheet.
  public var balanceSheet: Money?
  /// Whether the figures include the enterprises that it controls; absent: they are its own alone.
  public var consolidated: Bool?
  /// Whether they are a bona-fide estimate, because no accounts have been approved yet.
  public var estimate: Bool?
  /// Whether it changed hands since the period before, so that its class counts at once.
  public var ownershipChanged: Bool?

  /// A period of which only the year is known.
  public init(year: Int) { self.year = year }
}

/// An enterprise, or an owner of one, with its figures.
public struct Enterprise: Sendable, Hashable {
  /// The id, unique among participants and enterprises of a consortium.
  public var id: String
  /// What it is called.
  public var name: String?
  /// What sort of owner or holding it is; unknown: any.
  public var kind: EnterpriseKind?
  /// Whether it is a public body; told by the kind where that says so.
  public var publicBody: Bool?
  /// Of a person or persons acting jointly: whether the enterprises they control are active on the
  /// same market or on adjacent ones.
  public var sameMarket: Bool?
  /// Of a local authority: its budget of a year.
  public var annualBudget: Money?
  /// Of a local authority: how many people live there.
  public var inhabitants: Int?
  /// Staff of the last approved period, in annual work units.
  public var headcount: Headcount?
  /// Turnover of the last approved period.
  public var turnover: Money?
  /// Balance sheet total of the last approved period.
  public var balanceSheet: Money?
  /// The figures of several periods; with them the three of the last period need not be given.
  public var accounts: [Accounts]?

  /// An enterprise of which only the id is known.
  public init(id: String) { self.id = id }

  /// The latest of its accounts.
  public var latestAccounts: Accounts? { accounts?.max { $0.year < $1.year } }

  /// Whether any figure of the last approved period is given by itself.
  public var hasFigures: Bool { headcount != nil || turnover != nil || balanceSheet != nil }
}

/// A right of control beyond a share of the votes.
public enum ControlRight: String, Sendable, CaseIterable {
  /// To appoint or remove most of the board.
  case boardMajority = "board-majority"
  /// A dominant influence by contract or statutes.
  case dominantInfluence = "dominant-influence"
  /// Sole control of most votes by agreement with others who hold some.
  case votingAgreement = "voting-agreement"

  /// The point of the definition that names it.
  var article: String {
    switch self {
    case .boardMajority: "Art. 3(3)(b)"
    case .dominantInfluence: "Art. 3(3)(c)"
    case .votingAgreement: "Art. 3(3)(d)"
    }
  }

  /// What who has it does.
  var phrase: String {
    switch self {
    case .boardMajority: "appoints most of the board"
    case .dominantInfluence: "has a dominant influence by contract or statutes"
    case .votingAgreement: "controls most votes by agreement"
    }
  }
}

/// What one enterprise holds of another.
public struct Holding: Sendable, Hashable {
  /// The id of the enterprise that is held.
  public var of: String
  /// The id of the one that holds it.
  public var by: String
  /// The share of the capital and of the votes alike; each may be given by itself instead.
  public var share: Percentage?
  /// The share of the capital, where it differs from that of the votes.
  public var capital: Percentage?
  /// The share of the voting rights, where it differs from that of the capital.
  public var votes: Percentage?
  /// Rights of control beyond the votes; absent: none.
  public var control: [ControlRight]?
  /// Of a business angel: what it has invested in the enterprise.
  public var invested: Money?
  /// Whether the holder's consolidated accounts include the enterprise; absent: where it controls it.
  public var consolidated: Bool?

  /// A holding of which only the two ends are known.
  public init(of: String, by: String) {
    self.of = of
    self.by = by
  }

  /// The share of the capital, as far as it is stated.
  public var statedCapital: Percentage? { capital ?? share }
  /// The share of the voting rights, as far as it is stated.
  public var statedVotes: Percentage? { votes ?? share }
}
