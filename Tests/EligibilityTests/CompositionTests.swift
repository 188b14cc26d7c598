import Eligibility
import FundingCalls
import Testing

/// Who makes a consortium: countries, kinds, common control, and what is not known of them.
@Suite struct CompositionTests {
  private static let euroclusters = "SMP-COSME-2021-CLUSTER-01"
  private static let innosup = "INNOSUP-01-2018-2020"

  @Test(arguments: [
    Case(
      euroclusters, "consortium", "met", "three cluster organisations of three states",
      """
      ES coordinator cluster-organisation
      FR beneficiary cluster-organisation
      IT beneficiary cluster-network
      """
    ),
    Case(
      euroclusters, "consortium", "not-met", "neither reading, with two countries",
      """
      ES coordinator cluster-organisation
      ES beneficiary cluster-organisation
      FR beneficiary cluster-organisation
      """
    ),
    Case(
      euroclusters, "consortium", "cannot-tell sources-disagree", "one of three is no cluster",
      """
      ES coordinator cluster-organisation
      FR beneficiary cluster-organisation
      PT beneficiary company
      """
    ),
    Case(
      euroclusters, "consortium", "cannot-tell missing-facts P3.kind", "a kind decides",
      "ES coordinator cluster-organisation\nFR beneficiary cluster-organisation\nPT beneficiary"),
    Case(
      euroclusters, "consortium", "cannot-tell missing-facts P3.role", "a role decides",
      """
      ES coordinator cluster-organisation
      FR beneficiary cluster-organisation
      PT cluster-organisation
      """
    ),
    Case(
      euroclusters, "consortium", "met", "who need not be counted need not be known",
      """
      ES coordinator cluster-organisation
      FR beneficiary cluster-organisation
      PT beneficiary cluster-network
      -
      """
    ),
    Case(
      euroclusters, "consortium", "not-met", "associated and affiliated partners do not count",
      """
      ES coordinator cluster-organisation
      FR affiliated cluster-organisation
      PT associated cluster-organisation
      """
    ),
    Case(
      euroclusters, "consortium", "not-met", "a coordinator alone",
      "ES coordinator cluster-organisation"),
    Case(
      euroclusters, "consortium", "not-met", "an outermost region's own code is its state's",
      """
      FR coordinator cluster-organisation
      GP beneficiary cluster-organisation
      ES beneficiary cluster-organisation
      """
    ),
    Case(
      euroclusters, "consortium", "met", "the Commission's code of Greece",
      """
      EL coordinator cluster-organisation
      FR beneficiary cluster-organisation
      ES beneficiary cluster-organisation
      """
    ),
    Case(
      euroclusters, "consortium", "not-met", "Great Britain takes no part in 2021",
      """
      UK coordinator cluster-organisation
      FR beneficiary cluster-organisation
      ES beneficiary cluster-organisation
      """
    ),
    Case(
      euroclusters, "consortium", "met", "a region tells the country",
      """
      region=ES51 coordinator cluster-organisation
      region=FRK2 beneficiary cluster-organisation
      IT beneficiary cluster-organisation
      """
    ),
    Case(
      innosup, "consortium", "met", on: "2020-04-01", "associated countries count",
      "NO coordinator\nIL beneficiary\nRS beneficiary"),
    Case(
      innosup, "consortium", "not-met", on: "2020-04-01", "others do not",
      "NO coordinator\nUS beneficiary\nRS beneficiary"),
    Case(
      innosup, "consortium", "cannot-tell missing-facts P3.country", on: "2020-04-01",
      "a country is missing", "NO coordinator\nIL beneficiary\nbeneficiary"),
    Case(
      innosup, "consortium", "not-met", on: "2020-04-01", "no country could make three of two",
      "NO coordinator\nbeneficiary"),
    Case(
      "SMP-COSME-2024-CLUSTER-01", "consortium", "cannot-tell not-stated", on: "2024-11-01",
      "a composition that was not found can never be told",
      "ES coordinator cluster-organisation\nFR beneficiary\nIT beneficiary"),
  ])
  func countsBeneficiaries(_ test: Case) throws {
    let found = try test.found()
    #expect(found == test.expected)
  }

  @Test(arguments: [
    Case(
      euroclusters, "consortium", "cannot-tell not-stated", "no source says whether Norway counts",
      """
      ES coordinator cluster-organisation
      FR beneficiary cluster-organisation
      NO beneficiary cluster-organisation
      """
    ),
    Case(
      euroclusters, "consortium", "cannot-tell not-stated", "nor Ukraine",
      """
      ES coordinator cluster-organisation
      FR beneficiary cluster-organisation
      UA beneficiary cluster-organisation
      """
    ),
    Case(
      euroclusters, "consortium", "not-met", "two partners in Norway are one country at most",
      """
      ES coordinator cluster-organisation
      NO beneficiary cluster-organisation
      NO beneficiary cluster-organisation
      """
    ),
    Case(
      euroclusters, "consortium", "cannot-tell not-stated", "Norway and Ukraine are two",
      """
      ES coordinator cluster-organisation
      NO beneficiary cluster-organisation
      UA beneficiary cluster-organisation
      """
    ),
    Case(
      euroclusters, "consortium", "met", "unknown countries do not matter beside three known ones",
      """
      ES coordinator cluster-organisation
      FR beneficiary cluster-organisation
      NO beneficiary cluster-organisation
      IT beneficiary cluster-organisation
      """
    ),
    Case(
      euroclusters, "consortium", "cannot-tell not-stated", "Kosovo has a code and is unknown",
      """
      ES coordinator cluster-organisation
      FR beneficiary cluster-organisation
      XK beneficiary cluster-organisation
      """
    ),
  ])
  func keepsACountryThatNoSourceSettlesUnknown(_ test: Case) throws {
    let found = try test.found()
    #expect(found == test.expected)
  }

  @Test(arguments: [
    Case(
      innosup, "consortium", "not-met", on: "2020-04-01", "three of one group are one",
      "ES coordinator group=G\nFR beneficiary group=G\nIT beneficiary group=G"),
    Case(
      innosup, "consortium", "met", on: "2020-04-01", "a group may stand for either country",
      "ES coordinator group=G\nFR beneficiary group=G\nES beneficiary\nIT beneficiary"),
    Case(
      innosup, "consortium", "not-met", on: "2020-04-01", "but only for one",
      "ES coordinator group=G\nFR beneficiary group=G\nES beneficiary"),
    Case(
      innosup, "consortium", "met", on: "2020-04-01", "two groups cross over",
      """
      ES coordinator group=G
      FR beneficiary group=G
      ES beneficiary group=H
      FR beneficiary group=H
      IT beneficiary
      """
    ),
    Case(
      innosup, "consortium", "not-met", on: "2020-04-01",
      "two groups in two countries with a third",
      """
      ES coordinator group=G
      FR beneficiary group=G
      ES beneficiary group=H
      FR beneficiary group=H
      """
    ),
    Case(
      innosup, "consortium", "not-met", on: "2020-04-01",
      "a group whose third member is only associated",
      "ES coordinator group=G\nFR beneficiary\nIT associated group=G"),
  ])
  func matchesGroupsToCountries(_ test: Case) throws {
    let found = try test.found()
    #expect(found == test.expected)
  }

  @Test func saysOnHowManyIndependenceRests() throws {
    let assessor = try Package.assessor(Self.innosup, on: "2020-04-01")
    let assessment = assessor.assess(
      try Notation.consortium("ES coordinator group=G\nFR beneficiary\nIT beneficiary"))
    let evidence = assessment.results.first { $0.requirement.id == "consortium" }?.evidence
    #expect(evidence?.hasSuffix("P1, P2, P3 (2 taken as independent, no group stated)") == true)
  }
}
