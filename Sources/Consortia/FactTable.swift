import FundingTerms
import SMEDefinition

/// The format of a consortium: every fact of every record, with its name and type.
///
/// This table drives the reading and the writing of JSON and of XML alike, so that the two cannot
/// drift apart: each fact says how it is taken over and where it stands.
enum FactTable {
  /// The forms of record, by the number of their kind.
  static let forms: [RecordForm] = [
    consortium, proposal, participant, cost, aid, award, declaration, enterprise,
    accounts(of: .accounts), accounts(of: .enterpriseAccounts), holding,
  ]

  private static let consortium = RecordForm(
    .consortium, element: "consortium", noun: "a consortium",
    facts: [
      Fact("name", .value(.text { $0.consortium.name = $1 }), \.consortium.name),
      Fact("proposal", .record(.proposal)),
      Fact("participants", .directRecords(.participant)),
      Fact("thirdPartySupport", .records(.award) { $0.consortium.awards = [] }),
      Fact("enterprises", .records(.enterprise) { $0.consortium.enterprises = [] }),
      Fact("holdings", .records(.holding) { $0.consortium.holdings = [] }),
    ])

  private static let proposal = RecordForm(
    .proposal, element: "proposal", noun: "a proposal",
    facts: [
      Fact("call", .value(.identifier { $0.proposal.call = $1 }), \.proposal.call),
      Fact("strand", .value(.identifier { $0.proposal.strand = $1 }), \.proposal.strand),
      Fact(
        "durationMonths", .value(.whole(0...1200) { $0.proposal.durationMonths = $1 }),
        \.proposal.durationMonths),
      Fact(
        "submissionDate", .value(.date { $0.proposal.submissionDate = $1 }),
        \.proposal.submissionDate),
      Fact("startDate", .value(.date { $0.proposal.startDate = $1 }), \.proposal.startDate),
      Fact(
        "requestedGrant", .value(.money { $0.proposal.requestedGrant = $1 }),
        \.proposal.requestedGrant),
      Fact("totalCost", .value(.money { $0.proposal.totalCost = $1 }), \.proposal.totalCost),
      Fact(
        "objectives",
        .words(.word { $0.proposal.objectives?.append($1) }) { $0.proposal.objectives = [] },
        \.proposal.objectives),
      Fact(
        "focus", .words(.word { $0.proposal.focus?.append($1) }) { $0.proposal.focus = [] },
        \.proposal.focus),
      Fact(
        "themes", .words(.word { $0.proposal.themes?.append($1) }) { $0.proposal.themes = [] },
        \.proposal.themes),
      Fact(
        "ecosystems",
        .words(.word { $0.proposal.ecosystems?.append($1) }) { $0.proposal.ecosystems = [] },
        \.proposal.ecosystems),
      Fact(
        "targetCountries",
        .words(.country { $0.proposal.targetCountries?.append($1.code) }) {
          $0.proposal.targetCountries = []
        }, \.proposal.targetCountries),
      Fact("trlStart", .value(.whole(1...9) { $0.proposal.trlStart = $1 }), \.proposal.trlStart),
      Fact("declarations", .declarations),
    ])

  private static let participant = RecordForm(
    .participant, element: "participant", noun: "a participant", limit: 10_000,
    facts: [
      Fact("id", .value(.identifier { $0.participant.id = $1 }), \.participant.id),
      Fact("name", .value(.text { $0.participant.name = $1 }), \.participant.name),
      Fact(
        "country",
        .value(
          .country {
            $0.participant.country = $1.code
            $0.impliedRegion = $1.region
            $0.participant.isOutermost = $1.isOutermost ? true : nil
          }), \.participant.country),
      Fact("region", .value(.region { $0.participant.region = $1 }), \.participant.region),
      Fact("role", .value(.oneOf("a role") { $0.participant.role = $1 }), \.participant.role),
      Fact(
        "kind", .value(.oneOf("a kind of organisation") { $0.participant.kind = $1 }),
        \.participant.kind),
      Fact(
        "represents",
        .words(.oneOf("a kind of organisation") { $0.participant.represents?.append($1) }) {
          $0.participant.represents = []
        }, \.participant.represents),
      Fact("nonProfit", .value(.truth { $0.participant.nonProfit = $1 }), \.participant.nonProfit),
      Fact(
        "publicBody", .value(.truth { $0.participant.publicBody = $1 }), \.participant.publicBody),
      Fact("sme", .value(.truth { $0.participant.sme = $1 }), \.participant.sme),
      Fact(
        "size", .value(.oneOf("a size of enterprise") { $0.participant.size = $1 }),
        \.participant.size),
      Fact("group", .value(.identifier { $0.participant.group = $1 }), \.participant.group),
      Fact("founded", .value(.date { $0.participant.founded = $1 }), \.participant.founded),
      Fact(
        "controlledFrom", .value(.country { $0.participant.controlledFrom = $1.code }),
        \.participant.controlledFrom),
      Fact(
        "headcount", .value(.headcount { $0.participant.headcount = $1 }), \.participant.headcount),
      Fact("turnover", .value(.money { $0.participant.turnover = $1 }), \.participant.turnover),
      Fact(
        "balanceSheet", .value(.money { $0.participant.balanceSheet = $1 }),
        \.participant.balanceSheet),
      Fact("accounts", .records(.accounts) { $0.participant.accounts = [] }),
      Fact(
        "autonomous", .value(.truth { $0.participant.autonomous = $1 }), \.participant.autonomous),
      Fact("declarations", .declarations),
      Fact("costs", .records(.cost) { $0.participant.costs = [] }),
      Fact(
        "requestedGrant", .value(.money { $0.participant.requestedGrant = $1 }),
        \.participant.requestedGrant),
      Fact("aidReceived", .records(.aid) { $0.participant.aidReceived = [] }),
    ])

  private static let cost = RecordForm(
    .cost, element: "cost", noun: "a cost", limit: 100_000,
    facts: [
      Fact(
        "category", .value(.oneOf("a category of cost") { $0.cost.category = $1 }), \.cost.category),
      Fact("amount", .value(.money { $0.cost.amount = $1 }), \.cost.amount),
      Fact("workPackage", .value(.text { $0.cost.workPackage = $1 }), \.cost.workPackage),
      Fact("forSMEs", .value(.truth { $0.cost.forSMEs = $1 }), \.cost.forSMEs),
    ])

  private static let aid = RecordForm(
    .aid, element: "aid", noun: "aid received", limit: 100_000,
    facts: [
      Fact("date", .value(.date { $0.aid.date = $1 }), \.aid.date),
      Fact("amount", .value(.money { $0.aid.amount = $1 }), \.aid.amount),
      Fact("regime", .value(.word { $0.aid.regime = $1 }), \.aid.regime),
      Fact("memberState", .value(.country { $0.aid.memberState = $1.code }), \.aid.memberState),
      Fact("scheme", .value(.word { $0.aid.scheme = $1 }), \.aid.scheme),
    ])

  private static let award = RecordForm(
    .award, element: "award", noun: "an award", limit: 100_000,
    facts: [
      Fact("id", .value(.identifier { $0.award.id = $1 }), \.award.id),
      Fact("form", .value(.oneOf("a form of support") { $0.award.form = $1 }), \.award.form),
      Fact(
        "recipient", .value(.oneOf("a kind of recipient") { $0.award.recipient = $1 }),
        \.award.recipient),
      Fact("amount", .value(.money { $0.award.amount = $1 }), \.award.amount),
      Fact("count", .value(.whole(0...1_000_000) { $0.award.count = $1 }), \.award.count),
      Fact("provider", .value(.identifier { $0.award.provider = $1 }), \.award.provider),
      Fact("country", .value(.country { $0.award.country = $1.code }), \.award.country),
      Fact("recipientId", .value(.identifier { $0.award.recipientID = $1 }), \.award.recipientID),
    ])

  private static let declaration = RecordForm(
    .declaration, element: "declaration", noun: "a declaration", limit: 1_000,
    facts: [
      Fact("name", .value(.word { $0.declarationName = $1 }), \.declarationName),
      Fact("value", .value(.declared { $0.declarationValue = $1 }), \.declarationValue),
    ])

  // MARK: Ownership

  private static let enterprise = RecordForm(
    .enterprise, element: "enterprise", noun: "an enterprise", limit: 300,
    facts: [
      Fact("id", .value(.identifier { $0.enterprise.id = $1 }), \.enterprise.id),
      Fact("name", .value(.text { $0.enterprise.name = $1 }), \.enterprise.name),
      Fact(
        "kind", .value(.oneOf("a kind of enterprise") { $0.enterprise.kind = $1 }),
        \.enterprise.kind),
      Fact(
        "publicBody", .value(.truth { $0.enterprise.publicBody = $1 }), \.enterprise.publicBody),
      Fact(
        "sameMarket", .value(.truth { $0.enterprise.sameMarket = $1 }), \.enterprise.sameMarket),
      Fact(
        "annualBudget", .value(.money { $0.enterprise.annualBudget = $1 }),
        \.enterprise.annualBudget),
      Fact(
        "inhabitants", .value(.whole(0...100_000_000) { $0.enterprise.inhabitants = $1 }),
        \.enterprise.inhabitants),
      Fact(
        "headcount", .value(.headcount { $0.enterprise.headcount = $1 }), \.enterprise.headcount),
      Fact("turnover", .value(.money { $0.enterprise.turnover = $1 }), \.enterprise.turnover),
      Fact(
        "balanceSheet", .value(.money { $0.enterprise.balanceSheet = $1 }),
        \.enterprise.balanceSheet),
      Fact("accounts", .records(.enterpriseAccounts) { $0.enterprise.accounts = [] }),
    ])

  private static func accounts(of kind: RecordForm.Kind) -> RecordForm {
    RecordForm(
      kind, element: "period", noun: "an accounting period", limit: 20_000,
      facts: [
        Fact("year", .value(.whole(1900...2200) { $0.accounts.year = $1 }), \.accounts.year),
        Fact(
          "headcount", .value(.headcount { $0.accounts.headcount = $1 }), \.accounts.headcount),
        Fact("turnover", .value(.money { $0.accounts.turnover = $1 }), \.accounts.turnover),
        Fact(
          "balanceSheet", .value(.money { $0.accounts.balanceSheet = $1 }),
          \.accounts.balanceSheet),
        Fact(
          "consolidated", .value(.truth { $0.accounts.consolidated = $1 }),
          \.accounts.consolidated),
        Fact("estimate", .value(.truth { $0.accounts.estimate = $1 }), \.accounts.estimate),
        Fact(
          "ownershipChanged", .value(.truth { $0.accounts.ownershipChanged = $1 }),
          \.accounts.ownershipChanged),
      ])
  }

  private static let holding = RecordForm(
    .holding, element: "holding", noun: "a holding", limit: 300,
    facts: [
      Fact("of", .value(.identifier { $0.holding.of = $1 }), \.holding.of),
      Fact("by", .value(.identifier { $0.holding.by = $1 }), \.holding.by),
      Fact("share", .value(.percentage { $0.holding.share = $1 }), \.holding.share),
      Fact("capital", .value(.percentage { $0.holding.capital = $1 }), \.holding.capital),
      Fact("votes", .value(.percentage { $0.holding.votes = $1 }), \.holding.votes),
      Fact(
        "control",
        .words(.oneOf("a right of control") { $0.holding.control?.append($1) }) {
          $0.holding.control = []
        }, \.holding.control),
      Fact("invested", .value(.money { $0.holding.invested = $1 }), \.holding.invested),
      Fact(
        "consolidated", .value(.truth { $0.holding.consolidated = $1 }), \.holding.consolidated),
    ])
}
