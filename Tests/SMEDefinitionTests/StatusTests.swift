import FundingTerms
import SMEDefinition
import Testing

/// Classes and statuses by figures and periods.
@Suite struct StatusTests {
  @Test(arguments: [
    ("A 180 52000000 40000000", "sme medium"), ("A 8 2400000 1900000", "sme micro"),
    ("A 249.9 50000000 99000000", "sme medium"), ("A 249.99 50000000.00 ?", "sme medium"),
    ("A 250 1 1", "cannot-tell -"), ("A 100 50000000.01 43000000", "sme medium"),
    ("A 100 50000000.01 43000000.01", "cannot-tell -"), ("A 9.99 2000000 ?", "sme micro"),
    ("A 10 2000000 2000000", "sme small"), ("A 9 2000000.01 2000000.01", "sme small"),
    ("A 49.99 10000000 ?", "sme small"), ("A 50 1 1", "sme medium"),
    ("A 9 10000000.01 10000000.01", "sme medium"), ("A 0 0 0", "sme micro"),
    // Missing figures matter only where they may decide.
    ("A 20 ? 9000000", "sme small"), ("A 20 ? 43000000", "sme -"), ("A ? 1 1", "cannot-tell -"),
    ("A 20 ? ?", "cannot-tell -"), ("A", "cannot-tell -"),
    ("A public-body 3 1 1", "not-an-enterprise -"),
  ])
  func followTheCeilings(_ enterprise: String, _ expected: String) {
    let found = result(enterprise)
    #expect("\(found.status.rawValue) \(found.size?.rawValue ?? "-")" == expected)
  }

  @Test(arguments: [
    // Staff of 240 and 30 % of a partner with 40 is 252.
    ("A 240 1 1; B 40 1 1", "A 30 B", 25_200, "large"),
    ("A 240 1 1; B 33.33 1 1", "A 30 B", 24_999, "medium"),
    ("A 240 1 1; B 40 1 1", "A 24.99 B", 24_000, "medium"),
    ("A 9 1 1; B 1 1 1", "A 60 B", 1_000, "small"),
    // An unknown figure of a partner does not matter where the known ones are too much already.
    ("A 260 1 1; B ? ? ?", "A 30 B", 26_000, "large"),
  ])
  func addUp(_ enterprises: String, _ holdings: String, _ staff: Int64, _ size: String) {
    let period = result(enterprises, holdings).periods[0]
    #expect(period.headcount.leastHundredths == staff && period.size?.rawValue == size)
  }

  @Test(arguments: [
    (["260", "240"], "sme medium"), (["260", "260", "240"], "not-sme large"),
    (["240", "260", "260"], "not-sme large"), (["240", "240", "260"], "sme medium"),
    (["260"], "cannot-tell -"), (["240", "260"], "cannot-tell -"),
    (["260", "260"], "not-sme large"),
    (["260", "?", "240"], "cannot-tell -"), (["240", "?", "240"], "sme medium"),
    // The classes of SMEs follow the same rule.
    (["60", "40"], "sme small"), (["60", "60", "40"], "sme medium"),
    (["8", "12", "8"], "sme micro"),
    // A change of ownership counts at once, a new enterprise by its estimate.
    (["260!", "240"], "not-sme large"), (["240!", "260", "260"], "sme medium"),
    (["260~"], "not-sme large"), (["20~"], "sme small"),
  ])
  func changeAfterTwoPeriods(_ years: [String], _ expected: String) {
    let found = history(years)
    #expect("\(found.status.rawValue) \(found.size?.rawValue ?? "-")" == expected)
  }

  @Test func beginWithTheFirstPeriodOfANewEnterprise() {
    #expect(history(["260"], founded: 2023).status == .notSME)
    #expect(history(["260"], founded: 2021).status == .cannotTell)
  }

  @Test func areNotProvedWithoutTheTies() {
    let open = result("A 20 1 1", hasAllTies: false)
    #expect(open.status == .cannotTell && open.missing == ["enterprises.A.autonomous"])
    #expect(result("A 20 1 1", hasAllTies: true).status == .sme)
  }

  @Test(arguments: [
    ("A 20 ? ?", "", ["enterprises.A.turnover", "enterprises.A.balanceSheet"]),
    ("A ? 1 1", "", ["enterprises.A.headcount"]),
    ("A 20 1 1; B ? 1 1", "A 30 B", ["enterprises.B.headcount"]),
    ("A 260 1 1", "", ["enterprises.A.accounts"]),
    ("A 240 1 1; B 900 1 1", "B ? A", ["holdings.1.share"]),
    ("A 240 1 1; B ? 900 1 1", "B 30 A", ["enterprises.B.kind"]),
    ("A 20 1 1; X natural-person; C 900 1 1", "X 60 A; X 60 C", ["enterprises.X.sameMarket"]),
    ("A 20 1 1; B business-angel 900 1 1", "B 30 A", ["holdings.1.invested"]),
    ("A 20 1 1; B university", "B 60 A", ["enterprises.B.publicBody"]),
    ("A 20 1 1; X natural-person; C 9 1 1", "X 60 A; X 60 C", []),
  ])
  func nameWhatIsMissing(_ enterprises: String, _ holdings: String, _ expected: [String]) {
    let missing = result(enterprises, holdings).missing
    #expect(expected.isEmpty ? missing.isEmpty : Set(expected).isSubset(of: missing), "\(missing)")
  }

  @Test func doNotCountTwiceWhatIsConsolidated() {
    func headcount(_ change: (inout [Holding]) -> Void) -> Int64 {
      var enterprises = ["A", "B", "C"].map { Enterprise(id: $0) }
      for (index, staff) in [100, 50, 30].enumerated() {
        var accounts = Accounts(year: 2023)
        accounts.headcount = Headcount(hundredths: Int64(staff) * 100)
        accounts.consolidated = index == 0
        enterprises[index].kind = .company
        enterprises[index].accounts = [accounts]
      }
      var holdings = [Holding(of: "B", by: "A"), Holding(of: "C", by: "A")]
      holdings[0].share = Percentage(parsing: "60")
      holdings[1].share = Percentage(parsing: "30")
      change(&holdings)
      let nodes = enterprises.map { OwnershipNetwork.Node($0, path: $0.id, hasAllTies: true) }
      let network = OwnershipNetwork(nodes: nodes, holdings: holdings, rules: rules)
      return SizeAssessor(network).result(for: 0).periods[0].headcount.leastHundredths
    }
    #expect(headcount { _ in } == 109_00)
    #expect(headcount { $0[0].consolidated = false } == 159_00)
    #expect(headcount { $0[1].consolidated = true } == 100_00)
  }

  @Test func countASubsidiaryThroughItsParentsConsolidatedAccounts() {
    var enterprises = ["A", "B"].map { Enterprise(id: $0) }
    for (index, staff) in [100, 240].enumerated() {
      var accounts = Accounts(year: 2023)
      accounts.headcount = Headcount(hundredths: Int64(staff) * 100)
      accounts.consolidated = index == 1
      enterprises[index].kind = .company
      enterprises[index].accounts = [accounts]
    }
    var holding = Holding(of: "A", by: "B")
    holding.share = Percentage(parsing: "60")
    let nodes = enterprises.map { OwnershipNetwork.Node($0, path: $0.id, hasAllTies: true) }
    let network = OwnershipNetwork(nodes: nodes, holdings: [holding], rules: rules)
    #expect(SizeAssessor(network).result(for: 0).periods[0].headcount.leastHundredths == 240_00)
  }
}
