import Eligibility
import FundingTerms
import Testing

/// Shares, rates and caps, to the cent.
@Suite struct BudgetTests {
  private static let euroclusters = "SMP-COSME-2021-CLUSTER-01"
  private static let innosup = "INNOSUP-01-2018-2020"
  private static let i3 = "I3-2021-INV1"
  /// Support to third parties of 1 million and other costs of 2 million.
  private static let three =
    "FR coordinator personnel=2000000:others third-party-support=1000000:smes"

  @Test(arguments: [
    Case(
      euroclusters, "rates", "met", "W-1: 1 050 000 and nine tenths of 350 000",
      """
      proposal requestedGrant=1365000
      ES coordinator personnel=350000
      FR beneficiary third-party-support=1050000:smes
      """
    ),
    Case(
      euroclusters, "rates", "not-met", "W-1, one cent above",
      """
      proposal requestedGrant=1365000.01
      ES coordinator personnel=350000
      FR beneficiary third-party-support=1050000:smes
      """
    ),
    Case(
      euroclusters, "sme-share", "met", "W-1: exactly 75 % of the cost",
      """
      proposal requestedGrant=1365000
      ES coordinator personnel=350000
      FR beneficiary third-party-support=1050000:smes
      """
    ),
    Case(
      euroclusters, "max-grant", "not-met", "W-1: 1 404 000 is above the cap",
      """
      proposal requestedGrant=1404000
      ES coordinator personnel=360000 third-party-support=1080000:smes
      """
    ),
    Case(
      euroclusters, "rates", "met", "W-1: though within the rates",
      """
      proposal requestedGrant=1404000
      ES coordinator personnel=360000 third-party-support=1080000:smes
      """
    ),
    Case(
      euroclusters, "sme-share", "cannot-tell sources-disagree",
      "W-2: 74 % of the cost, 75.98 % of the grant",
      """
      proposal requestedGrant=974000
      ES coordinator personnel=260000 third-party-support=740000:smes
      """
    ),
    Case(
      euroclusters, "sme-share", "cannot-tell sources-disagree",
      "74.995 % of the cost is less than 75 %",
      "proposal requestedGrant=90000\nES coordinator personnel=25005 third-party-support=74995:smes"
    ),
    Case(
      euroclusters, "sme-share", "not-met", "74.995 % of both",
      """
      proposal requestedGrant=100000
      ES coordinator personnel=25005 third-party-support=74995:smes
      """
    ),
    Case(
      euroclusters, "sme-share", "cannot-tell missing-facts P1.costs.2.forSMEs",
      "whether a line is for firms decides",
      "proposal requestedGrant=1365000\nES coordinator personnel=350000 third-party-support=1050000"
    ),
    Case(
      euroclusters, "sme-share", "met", "who charges nothing does not add to the total",
      """
      proposal requestedGrant=1365000
      ES coordinator personnel=350000 third-party-support=1050000:smes
      FR associated personnel=900000
      """
    ),
    Case(
      innosup, "rates", "met", on: "2020-04-01", "W-3: the totals of AMULET, with a split made up",
      """
      DE coordinator nonProfit requestedGrant=4847382.50 personnel=4847382.50
      PL beneficiary nonProfit=false requestedGrant=105350 personnel=150500
      """
    ),
    Case(
      innosup, "rates", "not-met", on: "2020-04-01", "W-3, one cent above 70 %",
      """
      DE coordinator nonProfit requestedGrant=4847382.50 personnel=4847382.50
      PL beneficiary nonProfit=false requestedGrant=105350.01 personnel=150500
      """
    ),
    Case(
      innosup, "rates", "cannot-tell missing-facts P2.nonProfit", on: "2020-04-01",
      "profit decides between 70 and 100 %",
      """
      DE coordinator nonProfit requestedGrant=100 personnel=100
      PL beneficiary requestedGrant=80 personnel=100
      """
    ),
    Case(
      innosup, "rates", "met", on: "2020-04-01", "profit does not matter below 70 %",
      """
      DE coordinator nonProfit requestedGrant=100 personnel=100
      PL beneficiary requestedGrant=70 personnel=100
      """
    ),
    Case(
      innosup, "sme-share", "met", on: "2020-04-01", "a line for firms of a firm counts once",
      "DE coordinator sme=false personnel=250000:others\nPL beneficiary sme personnel=750000:smes"),
    Case(
      innosup, "sme-share", "not-met", on: "2020-04-01", "and not twice",
      "DE coordinator sme=false personnel=250001:others\nPL beneficiary sme personnel=750000:smes"),
    Case(
      innosup, "sme-share", "not-met", on: "2020-04-01", "an affiliated firm is no beneficiary",
      """
      DE coordinator sme=false personnel=250000:others
      PL affiliated sme personnel=750000:others
      """),
    Case(
      innosup, "sme-share", "cannot-tell missing-facts P2.role",
      on: "2020-04-01",
      "a role decides whether lines count",
      "DE coordinator sme=false personnel=250000:others\nPL sme personnel=750000:others"),
    Case(
      innosup, "voucher-cap", "not-met", on: "2020-04-01", "one cent above 60 000",
      "DE coordinator\naward form=voucher recipient=sme amount=60000.01"),
    Case(
      innosup, "voucher-cap", "not-met", on: "2020-04-01", "two awards of one firm",
      """
      DE coordinator
      award recipient=sme amount=40000 recipientId=R
      award recipient=sme amount=20000.01 recipientId=R
      """
    ),
    Case(
      innosup, "voucher-cap", "cannot-tell missing-facts thirdPartySupport.V2.amount",
      on: "2020-04-01", "an amount is missing",
      "DE coordinator\naward recipient=sme amount=60000\naward recipient=sme"),
    Case(
      innosup, "voucher-cap", "cannot-tell missing-facts thirdPartySupport.V1.recipient",
      on: "2020-04-01", "a recipient is missing", "DE coordinator\naward amount=80000"),
    Case(
      innosup, "voucher-cap", "cannot-tell missing-facts thirdPartySupport", on: "2020-04-01",
      "an absent list is unknown", "DE coordinator"),
    Case(
      innosup, "voucher-cap", "met", on: "2020-04-01", "an empty one is a fact",
      "DE coordinator\nawards=none"),
    Case(
      innosup, "grant-range", "not-met", on: "2020-04-01", "advice below the range",
      "proposal requestedGrant=2499999.99\nDE coordinator"),
    Case(
      innosup, "grant-range", "met", on: "2020-04-01", "the partners' requests make the project's",
      "DE coordinator requestedGrant=2000000\nPL beneficiary requestedGrant=500000"),
  ])
  func comparesToTheCent(_ test: Case) throws {
    let found = try test.found()
    #expect(found == test.expected)
  }

  @Test(arguments: [
    Case(
      i3, "rates", "cannot-tell sources-disagree", on: "2022-01-31", "two readings stood",
      "proposal requestedGrant=2400000\n\(three)"),
    Case(
      i3, "rates", "not-met", on: "2022-02-01", "one is left",
      "proposal requestedGrant=2400000\n\(three)"),
    Case(
      i3, "rates", "met", on: "2022-01-31", "both are met",
      "proposal requestedGrant=2100000\n\(three)"),
    Case(
      i3, "rates", "not-met", on: "2022-01-31", "both fail",
      "proposal requestedGrant=2400000.01\n\(three)"),
    Case(
      i3, "third-party-share", "met", "30 % of the grant exactly",
      "proposal requestedGrant=2000000\nFR coordinator third-party-support=600000"),
    Case(
      i3, "third-party-share", "not-met", "one cent more",
      "proposal requestedGrant=2000000\nFR coordinator third-party-support=600000.01"),
  ])
  func readsRatesAsKnownOnTheDay(_ test: Case) throws {
    let found = try test.found()
    #expect(found == test.expected)
  }

  @Test(arguments: [
    Case(
      euroclusters, "rates", "met", "the least that any split of the total allows",
      "proposal requestedGrant=1295100 totalCost=1439000\nES coordinator\nFR beneficiary"),
    Case(
      euroclusters, "rates", "not-met", "more than the total",
      "proposal requestedGrant=1439000.01 totalCost=1439000\nES coordinator\nFR beneficiary"),
    Case(
      euroclusters, "rates", "cannot-tell missing-facts P1.costs P2.costs",
      "in between, the split decides",
      "proposal requestedGrant=1400000 totalCost=1439000\nES coordinator\nFR beneficiary"),
    Case(
      euroclusters, "sme-share", "not-met", "what the others can still add is too little",
      """
      proposal requestedGrant=1400000 totalCost=1400000
      ES coordinator personnel=700000
      FR beneficiary
      """
    ),
    Case(
      euroclusters, "sme-share", "cannot-tell missing-facts P2.costs", "or may be enough",
      """
      proposal requestedGrant=1400000 totalCost=1400000
      ES coordinator personnel=350000
      FR beneficiary
      """
    ),
    Case(
      euroclusters, "rates",
      "cannot-tell missing-facts proposal.requestedGrant P1.costs P2.costs proposal.totalCost",
      "without a total every figure is missing", "ES coordinator\nFR beneficiary"),
    Case(
      euroclusters, "rates", "cannot-tell missing-facts P1.costs.2.amount proposal.totalCost",
      "one amount is missing",
      "proposal requestedGrant=100\nES coordinator personnel=50 travel=?"),
    Case(
      euroclusters, "rates", "met", "the total says what it is",
      "proposal requestedGrant=90 totalCost=100\nES coordinator personnel=50 travel=?"),
    Case(
      euroclusters, "sme-share", "met", "the total leaves the rest to the one missing amount",
      """
      proposal requestedGrant=90 totalCost=100
      ES coordinator personnel=25 third-party-support=?:smes
      """
    ),
    Case(
      euroclusters, "max-grant", "met", "an associated partner asks for nothing",
      "ES coordinator requestedGrant=700000\nFR affiliated requestedGrant=700000\nIT associated"),
    Case(
      euroclusters, "max-grant", "cannot-tell missing-facts proposal.requestedGrant",
      "a partner whose role is missing may", "ES coordinator requestedGrant=700000\nIT"),
    Case(
      euroclusters, "max-grant", "not-met", "though the known ones may be too much already",
      "ES coordinator requestedGrant=1400000.01\nIT"),
  ])
  func countsWhatThePartnersMayStillHold(_ test: Case) throws {
    let found = try test.found()
    #expect(found == test.expected)
  }

  @Test(
    arguments: [
      (57_000_000_000, 490_000, 27_930_000_000), (57_000_000_000, 440_000, 25_080_000_000),
      (57_000_000_000, 70_000, 3_990_000_000),
    ] as [(Int64, Int64, Int64)])
  func takesSharesOfTheEnvelopesOfI3Exactly(_ whole: Int64, _ millionths: Int64, _ part: Int64)
    throws
  {
    // W-10: 570 million in shares of 49 %, 44 % and the rest.
    let share = Int(millionths / 10_000)
    let library = try WrittenCall.library("requested-grant is at most \(share) % of total-cost")
    func found(_ grant: Int64) throws -> String {
      try Case(
        "TEST", "rule", "", "",
        "proposal requestedGrant=\(cents(grant))\nES coordinator personnel=\(cents(whole))"
      ).found(in: library)
    }
    #expect(try [found(part), found(part + 1)] == ["met", "not-met"])
  }

  private func cents(_ amount: Int64) -> String {
    "\(amount / 100).\(amount % 100 < 10 ? "0" : "")\(amount % 100)"
  }
}
