import Consortia
import Eligibility
import FundingTerms
import Testing

/// Figures of a budget that should agree.
@Suite struct ReconciliationTests {
  @Test(arguments: [
    ("FR coordinator travel=100 requestedGrant=70", [String]()),
    ("proposal totalCost=90\nFR coordinator travel=100", ["total-cost -10"]),
    (
      "proposal requestedGrant=60\nFR coordinator travel=100 requestedGrant=70",
      ["requested-grant -10"]
    ),
    (
      "FR coordinator third-party-support=100\naward amount=30 count=2\naward amount=50",
      ["support 10"]
    ),
    ("FR coordinator third-party-support=100\naward amount=50 count=2", []),
    ("FR coordinator travel=100 requestedGrant=100.01", ["grant-above-cost 0.01"]),
    ("FR coordinator travel=100\nES associated requestedGrant=1", ["grant-above-cost 1"]),
    ("proposal requestedGrant=101 totalCost=100\nFR coordinator", ["grant-above-cost 1"]),
    ("FR coordinator personnel=100 subcontracting=50 indirect=7", []),
    ("FR coordinator personnel=100 subcontracting=50 indirect=10.50", ["indirect 3.50"]),
    ("FR coordinator personnel=? indirect=10.50", []),
    ("proposal requestedGrant=80\nFR coordinator personnel=70 in-kind=30", ["in-kind 10"]),
    ("proposal requestedGrant=70\nFR coordinator personnel=70 in-kind=30", []),
  ])
  func saysWhatDiffersAndByHowMuch(_ consortium: String, _ expected: [String]) throws {
    let indirect = """
      <indirect percent="7 %" of="category is not subcontracting" source="text"/>
      """
    let test = RateCase(
      RateCase.rate("100 %") + indirect, "", "", consortium)
    let found = try test.budget().findings.map {
      "\($0.kind) \(Digits.money(cents: $0.difference))"
    }
    #expect(found == expected)
  }
}
