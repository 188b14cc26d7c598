import FundingTerms
import SMEDefinition
import Testing

/// Which enterprises count, and with which weight.
@Suite struct TieTests {
  /// The examples of the Commission's guide.
  @Test(arguments: [
    // 1: partners up and down.
    ("A; B; C; D", "A 33 C; A 49 D; B 25 A", "A 100, B 25, C 33, D 49"),
    // 2: linked up and down.
    ("A; B; C; D", "A 51 C; A 100 D; B 60 A", "A 100, B 100, C 100, D 100"),
    // 3: a partner with a linked enterprise, and a partner's partner.
    ("A; B; C; D; E", "B 38 A; C 38 A; D 60 B; E 40 C", "A 100, B 38, C 38, D 38"),
    // 4: investors that leave it autonomous.
    (
      "A; B university private; C; D institutional-investor", "B 25 A; C 30 A; D 25 A",
      "A 100, C 30"
    ),
    // 5: investors that are linked to each other, and together hold more than half.
    (
      "A; B university private; C; D public-investor private",
      "B 25 A; C 25 A; D 30 A; B 0 D dominant-influence", "A 100, B 100, C 25, D 100"
    ),
  ])
  func countAsInTheGuide(_ enterprises: String, _ holdings: String, _ expected: String) {
    #expect(weights(result(enterprises, holdings)) == expected)
  }

  @Test(arguments: [
    // The boundaries.
    ("A; B", "B 24.99 A", "A 100"), ("A; B", "B 24.9999 A", "A 100"),
    ("A; B", "B 25 A", "A 100, B 25"), ("A; B", "B 25.00 A", "A 100, B 25"),
    ("A; B", "B 50 A", "A 100, B 50"), ("A; B", "B 50.00 A", "A 100, B 50"),
    ("A; B", "B 50.01 A", "A 100, B 100"), ("A; B", "A 50.0001 B", "A 100, B 100"),
    // The higher of capital and votes; only votes link.
    ("A; B", "B 60/40 A", "A 100, B 60"), ("A; B", "B 10/30 A", "A 100, B 30"),
    ("A; B", "B 10/51 A", "A 100, B 100"), ("A; B", "B 100/0 A", "A 100, B 100"),
    // Rights of control.
    ("A; B", "B 10 A board-majority", "A 100, B 100"),
    ("A; B", "B 0 A dominant-influence", "A 100, B 100"),
    ("A; B", "A 30 B voting-agreement", "A 100, B 100"),
    // Chains: links go all the way, partners count once.
    ("A; B; C; D", "A 51 B; B 51 C; C 51 D", "A 100, B 100, C 100, D 100"),
    ("A; B; C", "A 30 B; B 30 C", "A 100, B 30"),
    ("A; B; C", "B 60 A; B 30 C", "A 100, B 100, C 30"),
    ("A; B; C; D", "B 30 A; B 60 C; C 60 D", "A 100, B 30, C 30, D 30"),
    // What linked enterprises hold together.
    ("A; B; C", "B 30 A; C 25 A; B 60 C", "A 100, B 100, C 100"),
    ("A; B; C", "B 15 A; C 15 A; B 60 C", "A 100, B 30, C 30"),
    ("A; B; C", "A 60 B; A 15 C; B 15 C", "A 100, B 100, C 30"),
    // Each of two holdings the other way round, the greater counts.
    ("A; B", "A 30 B; B 40 A", "A 100, B 40"), ("A; B", "A 26 B; B 10 A", "A 100, B 26"),
    // Investors beyond half are linked like others.
    ("A; B venture-capital", "B 50 A", "A 100"), ("A; B venture-capital", "B 51 A", "A 100, B 100"),
    ("A; B research-centre private", "B 30 A", "A 100"),
    ("A; B institutional-investor", "A 30 B", "A 100, B 30"),
    // Persons.
    ("A; X natural-person same; C", "X 60 A; X 60 C", "A 100, C 100"),
    ("A; X natural-person other; C", "X 60 A; X 60 C", "A 100"),
    ("A; X natural-person; C", "X 60 A; X 60 C", "A 100, C 0-100"),
    ("A; X natural-person same; C", "X 30 A; X 60 C", "A 100"),
    ("A; X natural-person same; B", "X 30 A; B 30 A; X 90 B", "A 100, B 100"),
    ("A; X natural-person same; B", "X 20 A; B 10 A; X 90 B", "A 100"),
    // What is not known.
    ("A; B", "B ? A", "A 100, B 0-100"), ("A; B; C", "C 60 A; B ? A", "A 100, B 0-40, C 100"),
    ("A; B ?", "B 30 A", "A 100, B 0-30"), ("A; B", "B 30/? A", "A 100, B 30-100"),
    ("A; B business-angel", "B 30 A", "A 100, B 0-30"),
  ])
  func countByTheirShares(_ enterprises: String, _ holdings: String, _ expected: String) {
    #expect(weights(result(enterprises, holdings)) == expected)
  }

  @Test(arguments: [
    ("A; B public-body", "B 24.99 A", Truth.no), ("A; B public-body", "B 25 A", .yes),
    ("A; B public-body; C public-body", "B 15 A; C 10 A", .yes),
    ("A; B public-body; C public-body", "B 15 A; C 9.99 A", .no),
    ("A; B; C public-body", "B 25 A; C 51 B", .yes), ("A; B; C public-body", "B 25 A; C 50 B", .no),
    ("A; B; C public-body", "B 25 A; C 20 B board-majority", .yes),
    ("A; B; C public-body", "B 60 A; C 30 B", .unknown),
    ("A; B university public", "B 50 A", .no), ("A; B university public", "B 50.01 A", .yes),
    ("A; B university private", "B 51 A", .no), ("A; B university", "B 51 A", .unknown),
    ("A; B ?", "B 25 A", .unknown), ("A; B local-authority", "B 25 A", .unknown),
    ("A; B public-body", "A 60 B", .no), ("A; B public-body", "B 5 A board-majority", .no),
  ])
  func tellPublicControl(_ enterprises: String, _ holdings: String, _ expected: Truth) {
    #expect(result(enterprises, holdings).publicControl == expected)
  }

  @Test func keepsInvestorsToTheirLimits() {
    func status(_ change: (inout Enterprise, inout Holding) -> Void, _ kind: EnterpriseKind)
      -> String
    {
      var investor = Enterprise(id: "B")
      investor.kind = kind
      var holding = Holding(of: "A", by: "B")
      holding.share = Percentage(parsing: "30")
      change(&investor, &holding)
      let nodes = [Enterprise(id: "A"), investor].map {
        OwnershipNetwork.Node($0, path: $0.id, hasAllTies: true)
      }
      let network = OwnershipNetwork(nodes: nodes, holdings: [holding], rules: rules)
      let result = SizeAssessor(network).result(for: 0)
      return "\(weights(result)) \(result.publicControl)"
    }
    #expect(status({ $1.invested = Money(cents: 1_249_999_99) }, .businessAngel) == "A 100 no")
    #expect(
      status({ $1.invested = Money(cents: 1_250_000_00) }, .businessAngel) == "A 100, B 30 no")
    func authority(_ budget: Int64, _ people: Int) -> String {
      status(
        {
          $0.annualBudget = Money(cents: budget)
          $0.inhabitants = people
          _ = $1
        }, .localAuthority)
    }
    #expect(authority(9_999_999_99, 4_999) == "A 100 no")
    #expect(authority(10_000_000_00, 4_999) == "A 100 yes")
    #expect(authority(9_999_999_99, 5_000) == "A 100 yes")
  }

  @Test func saysWhyWithTheArticle() {
    let found = result(
      "A; B; C; D venture-capital; E; F; X natural-person same; G; S public-body; H",
      "B 60 A; A 30 C; D 20 A; E 5 A; C 60 F; X 55 B; X 90 G; S 5 A; H 40 C")
    #expect(
      found.periods[0].rows.map { "\($0.id) \($0.relation) \($0.article): \($0.reason)" } == [
        "A itself : ",
        "B linked Art. 3(3)(a): holds 60 % of the votes of A",
        "D autonomous Art. 3(1): holds 20 % of A, less than 25 %",
        "E autonomous Art. 3(1): holds 5 % of A, less than 25 %",
        "S noEnterprise Art. 3(4): a public body, holds 5 % of A",
        "C partner Art. 3(2): A holds 30 % of it",
        "X noEnterprise Art. 3(3): a person, no enterprise, through whom enterprises are linked",
        "H beyond Art. 6(2): tied to it only through others",
        "F partner Art. 6(3): linked to C, counts with it",
        "G linked Art. 3(3), through a person: X holds 90 % of its votes",
      ])
  }
}
