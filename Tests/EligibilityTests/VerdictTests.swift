import Eligibility
import FundingCalls
import FundingTerms
import Testing

/// How outcomes make a verdict, and what is known where the strand is not.
@Suite struct VerdictTests {
  @Test(
    arguments: [
      ([], "eligible"), ([.met, .notApplicable], "eligible"), ([.met, .cannotTell], "cannot-tell"),
      ([.cannotTell, .notMet, .met], "not-eligible"),
    ] as [([Outcome], String)])
  func followsFromTheBlockingOutcomes(_ outcomes: [Outcome], _ verdict: String) {
    #expect(Verdict(blocking: outcomes).rawValue == verdict)
  }

  private static let other = """
    <requirement id="other" severity="blocking">
      <title>Other</title><meaning>Another.</meaning><source ref="text"/>
      <rule>requested-grant is at most EUR 100</rule>
    </requirement>
    """

  @Test(arguments: [
    ("blocking", "not-met", "not-eligible"), ("warning", "not-met", "eligible"),
    ("advice", "not-met", "eligible"), ("blocking", "cannot-tell", "cannot-tell"),
    ("warning", "cannot-tell", "eligible"),
  ])
  func isChangedByBlockingRequirementsOnly(_ severity: String, _ outcome: String, _ verdict: String)
    throws
  {
    let library = try WrittenCall.library(
      "duration is at most 36 months", severity: severity, requirements: Self.other)
    let duration = outcome == "not-met" ? "durationMonths=37" : ""
    let assessment = try Package.assessor("TEST", on: "2021-11-01", in: library).assess(
      try Notation.consortium("proposal requestedGrant=100 \(duration)\nES coordinator"))
    #expect(
      [assessment.results[0].outcome.rawValue, assessment.verdict.rawValue] == [outcome, verdict])
  }

  @Test(arguments: [
    ("durationMonths=12 requestedGrant=200", "not-applicable"),
    ("durationMonths=36 requestedGrant=200", "not-met"),
    ("durationMonths=36 requestedGrant=100", "met"),
    ("requestedGrant=100", "met"),
    ("requestedGrant=200", "cannot-tell missing-facts proposal.durationMonths"),
    ("durationMonths=36", "cannot-tell missing-facts proposal.requestedGrant"),
    ("durationMonths=12", "not-applicable"),
  ])
  func appliesOnlyWhereItsConditionHolds(_ proposal: String, _ expected: String) throws {
    let library = try WrittenCall.library(
      "requested-grant is at most EUR 100", applies: "duration is at least 24 months")
    let found = try Case("TEST", "rule", expected, "", "proposal \(proposal)\nES coordinator")
      .found(in: library)
    #expect(found == expected)
  }

  @Test(arguments: [
    ("2021-09-01", "upcoming"), ("2021-11-30", "open"), ("2021-12-01", "closed"),
  ])
  func standsBesideTheStatus(_ day: String, _ status: String) throws {
    let assessment = try Package.assessor("SMP-COSME-2021-CLUSTER-01", on: day).assess(
      try Notation.consortium(Self.eligible))
    #expect(
      [
        assessment.verdict.rawValue, assessment.status.rawValue,
        assessment.deadline?.description ?? "",
      ] == ["eligible", status, "2021-11-30T17:00:00+01:00"])
  }

  private static let eligible = """
    proposal strand=textile durationMonths=36 requestedGrant=1365000 focus=innovate \
    objectives=network,innovate,adopt,train,internationalise
    ES coordinator cluster-organisation personnel=350000 third-party-support=1050000:smes
    FR beneficiary cluster-organisation costs=none
    IT beneficiary cluster-organisation costs=none
    """

  private static let strands = """
    <strands>
      <strand id="small"><title>Small</title>
        <parameter name="maximum">EUR 100</parameter></strand>
      <strand id="large"><title>Large</title>
        <parameter name="maximum">EUR 200</parameter></strand>
    </strands>
    <definitions><parameter name="maximum">EUR 100</parameter></definitions>
    """

  @Test(arguments: [
    ("TEST", "requestedGrant=100", "met"), ("TEST", "requestedGrant=201", "not-met"),
    ("TEST", "requestedGrant=150", "cannot-tell missing-facts proposal.strand"),
    ("TEST/large", "requestedGrant=150", "met"), ("TEST/small", "requestedGrant=150", "not-met"),
    ("TEST/large", "strand=small requestedGrant=150", "met"),
  ])
  func tellsWhatHoldsInEveryStrand(_ call: String, _ proposal: String, _ expected: String) throws {
    let library = try WrittenCall.library(
      "requested-grant is at most maximum", strands: Self.strands)
    let found = try Case(call, "rule", expected, "", "proposal \(proposal)\nES coordinator")
      .found(in: library)
    #expect(found == expected)
  }

  @Test(arguments: [
    Case(
      "SMP-COSME-2021-CLUSTER-01", "strand", "cannot-tell missing-facts proposal.strand",
      "not named", "ES coordinator"),
    Case(
      "SMP-COSME-2021-CLUSTER-01/textile", "strand", "met", "named by --call", "ES coordinator"),
    Case(
      "SMP-COSME-2021-CLUSTER-01", "strand", "not-met", "none of the call's",
      "proposal strand=space\nES coordinator"),
    Case(
      "SMP-COSME-2024-CLUSTER-01/2", "strand", "met", on: "2024-11-01", "numbered", "ES coordinator"
    ),
  ])
  func asksForAStrandOfTheCall(_ test: Case) throws {
    let found = try test.found()
    #expect(found == test.expected)
  }

  @Test(arguments: [
    ("TEST", "requestedGrant=100", "cannot-tell missing-facts proposal.strand"),
    ("TEST", "strand=huge requestedGrant=100", "not-met"),
    ("TEST/large", "requestedGrant=100", "met"),
  ])
  func asksForTheStrandWhereStrandsDifferToo(
    _ call: String, _ proposal: String, _ expected: String
  ) throws {
    let library = try WrittenCall.library(
      "strand is in strands-of-the-call and requested-grant is at most maximum",
      strands: Self.strands)
    let found = try Case(call, "rule", expected, "", "proposal \(proposal)\nES coordinator")
      .found(in: library)
    #expect(found == expected)
  }

  @Test func asksForAidThatTheFileDoesNotList() throws {
    let library = try WrittenCall.library(
      """
      amount of aids whose (regime is de-minimis and date is after submission-date minus 3 years
        and role of participant is in (coordinator, beneficiary)) plus requested-grant
        is at most EUR 200 000
      """)
    let expected = "cannot-tell missing-facts P1.aidReceived"
    let found = try Case(
      "TEST", "rule", expected, "",
      "proposal submissionDate=2022-06-01 requestedGrant=6000\nEE coordinator"
    ).found(in: library)
    #expect(found == expected)
  }

  @Test func listsEachMissingFactOnceWithAllThatNeedIt() throws {
    let assessment = try Package.assessor("SMP-COSME-2021-CLUSTER-01/textile", on: "2021-11-01")
      .assess(
        try Notation.consortium(
          """
          proposal objectives=network focus=innovate
          ES coordinator cluster-organisation personnel=350000 third-party-support=1050000:smes
          """))
    #expect(
      assessment.missing.map { [$0.path] + $0.requirements } == [
        ["proposal.requestedGrant", "max-grant", "rates", "sme-share"],
        ["proposal.durationMonths", "duration"],
      ])
  }
}
