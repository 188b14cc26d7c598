import Consortia
import Eligibility
import FundingCalls
import FundingTerms
import SourceText
import Testing

/// A budget under rates that a test writes, and what must come of it.
struct RateCase: Sendable, CustomTestStringConvertible {
  var rates: String
  /// The largest grant of the project, of each participant, and the rates of the categories.
  var expected: String
  var note: String
  var consortium: String
  var day = "2021-11-01"

  init(_ rates: String, _ expected: String, _ note: String, _ consortium: String) {
    (self.rates, self.expected, self.note, self.consortium) = (rates, expected, note, consortium)
  }

  var testDescription: String { note }

  func budget() throws -> ProposalBudget {
    let library = try WrittenCall.library(
      "requested-grant is at most eligible-grant", requirements: "<rates>\(rates)</rates>")
    return try Package.assessor("TEST", on: day, in: library)
      .budget(of: Notation.consortium(consortium))
  }

  func found() throws -> String {
    let budget = try budget()
    let categories = budget.categories.map { cell in
      let rate =
        cell.rate?.value.map { Digits.percentage(millionths: Int128($0)) }
        ?? cell.rate.map { "\($0.least / 10_000)-\($0.greatest / 10_000) %" } ?? "?"
      return "\(cell.category.rawValue) \(rate)"
    }
    let partners = budget.partners.map { Self.text($0.maximumGrant) }.joined(separator: " ")
    return "\(Self.text(budget.maximumGrant)) | \(partners) | \(categories.joined(separator: ", "))"
  }

  static func text(_ span: MoneySpan?) -> String {
    guard let span else { return "none" }
    func euro(_ cents: Int128?) -> String {
      cents.map { Digits.money(cents: $0).split(separator: " ").joined() } ?? ""
    }
    return span.value.map(euro) ?? "\(euro(span.least))..\(euro(span.greatest))"
  }

  static func rate(_ percent: String, _ when: String? = nil) -> String {
    let condition = when.map { " when=\"\($0)\"" } ?? ""
    return "<rate percent=\"\(percent)\"\(condition) source=\"text\"/>"
  }
}

/// What a call pays at most, by its rates and caps.
@Suite struct RateTests {
  private static let profit =
    RateCase.rate("100 %", "participant is non-profit") + RateCase.rate("70 %")
  private static let bySize =
    RateCase.rate("60 %", "participant is sme") + RateCase.rate("0 %", "category is in-kind")
    + RateCase.rate("75 %", "country of participant is BG")
    + RateCase.rate("50 %")
  private static func cap(_ attributes: String) -> String {
    "<cap \(attributes) source=\"text\"/>"
  }

  @Test(arguments: [
    RateCase(
      RateCase.rate("75 %"), "75 | 75 | travel 75 %", "one rate for all",
      "FR coordinator travel=100"),
    RateCase(
      profit, "170 | 100 70 | travel 70-100 %", "by participant",
      "FR coordinator nonProfit travel=100\nES beneficiary nonProfit=false travel=100"),
    RateCase(
      profit, "70..100 | 70..100 | travel 70-100 %", "an unknown fact leaves a range",
      "FR coordinator travel=100"),
    RateCase(
      bySize, "60 | 60 | travel 60 %", "the first that fits counts, not the best",
      "BG coordinator sme travel=100"),
    RateCase(
      bySize, "75 | 75 | travel 75 %", "a later one where the first does not fit",
      "BG coordinator sme=false travel=100"),
    RateCase(
      bySize, "50 | 50 | travel 50 %, in-kind 0 %", "the last for all others",
      "DE coordinator sme=false travel=100 in-kind=100"),
    RateCase(
      bySize, "50..60 | 50..60 | travel 50-60 %", "a range of the rates that may fit, no others",
      "DE coordinator travel=100"),
    RateCase(
      bySize, "0..60 | 0..60 | in-kind 0-60 %", "and 0 % is a rate",
      "DE coordinator in-kind=100"),
    RateCase(
      RateCase.rate("90 %"), "99.97 | 33.32 33.32 33.33 | travel 90 %",
      "cut to the cent for each participant, then added up",
      """
      FR coordinator travel=37.03
      ES beneficiary travel=37.03
      IT beneficiary travel=37.04
      """),
    RateCase(
      RateCase.rate("70 %") + cap("amount=\"EUR 100\""), "100 | 70 70 | travel 70 %",
      "a cap of the project", "FR coordinator travel=100\nES beneficiary travel=100"),
    RateCase(
      RateCase.rate("70 %") + cap("amount=\"EUR 60\" each=\"participant\""),
      "120 | 60 60 | travel 70 %", "of each participant",
      "FR coordinator travel=100\nES beneficiary travel=100"),
    RateCase(
      RateCase.rate("70 %") + cap("amount=\"50 % of its cost\" each=\"participant\""),
      "75 | 50 25 | travel 70 %", "that depends on its costs",
      "FR coordinator travel=100\nES beneficiary travel=50"),
    RateCase(
      RateCase.rate("100 %") + cap("amount=\"EUR 30\" when=\"category is lump-sum\""),
      "130 | 200 | travel 100 %, lump-sum 100 %", "of some lines",
      "FR coordinator travel=100 lump-sum=100"),
    RateCase(
      RateCase.rate("100 %")
        + cap("amount=\"EUR 30\" each=\"participant\" when=\"category is lump-sum\""),
      "150 | 130 20 | travel 100 %, lump-sum 100 %", "of some lines of each participant",
      "FR coordinator travel=100 lump-sum=100\nES beneficiary lump-sum=20"),
    RateCase(
      RateCase.rate("100 %", "category is third-party-support") + RateCase.rate("90 %"),
      "900..1000 | 900..1000 | ", "of a total alone only the range is known",
      "proposal totalCost=1000\nFR coordinator"),
    RateCase(
      RateCase.rate("70 %"), "700 | 0..700 0..700 | ", "one rate makes even that enough",
      "proposal totalCost=1000\nFR coordinator\nES beneficiary"),
    RateCase(
      RateCase.rate("70 %"), "70 | 70 0 | travel 70 %", "who charges nothing gets nothing",
      "FR coordinator travel=100\nES associated travel=50"),
    RateCase(
      "<not-stated>the rate</not-stated>", "none | none | travel ?", "no rate is no guess",
      "FR coordinator travel=100"),
    RateCase(
      "<not-stated>the rate</not-stated>" + cap("amount=\"EUR 60\""), "0..60 | none | travel ?",
      "a cap alone is a limit", "FR coordinator travel=100"),
    RateCase(
      """
      <reading id="low">\(RateCase.rate("70 %"))</reading>
      <reading id="high" until="2022-01-01">\(RateCase.rate("80 %"))</reading>
      """, "70..80 | 70..80 | travel 70-80 %", "where the sources disagree it lies between",
      "FR coordinator travel=100"),
  ])
  func payAtMost(_ test: RateCase) throws {
    if test.rates.contains("not-stated") {
      let library = try WrittenCall.library(
        "requested-grant is at most EUR 60", requirements: "<rates>\(test.rates)</rates>")
      let budget = try Package.assessor("TEST", on: test.day, in: library)
        .budget(of: Notation.consortium(test.consortium))
      #expect(
        "\(RateCase.text(budget.maximumGrant)) | none | travel ?" == test.expected
          && budget.ratesNotStated == "the rate")
      return
    }
    let found = try test.found()
    #expect(found == test.expected)
  }

  @Test func readOneReadingOnceTheOtherHasEnded() throws {
    var test = RateCase(
      """
      <reading id="low">\(RateCase.rate("70 %"))</reading>
      <reading id="high" until="2022-01-01">\(RateCase.rate("80 %"))</reading>
      """, "70 | 70 | travel 70 %", "", "FR coordinator travel=100")
    test.day = "2022-01-01"
    #expect(try test.found() == test.expected)
  }

  @Test(arguments: [
    ("requestedGrant=70", "met"), ("requestedGrant=75", "cannot-tell sources-disagree"),
    ("requestedGrant=80.01", "not-met"),
  ])
  func giveARuleThatNamesThemTheirReadings(_ grant: String, _ expected: String) throws {
    let library = try WrittenCall.library(
      "requested-grant is at most eligible-grant",
      requirements: """
        <rates><reading id="low">\(RateCase.rate("70 %"))</reading>
        <reading id="high">\(RateCase.rate("80 %"))</reading></rates>
        """)
    let test = Case(
      "TEST", "rule", expected, "", "proposal \(grant)\nFR coordinator travel=100")
    #expect(try test.found(in: library) == expected)
    let call = try Package.assessor("TEST", on: "2021-11-01", in: library)
    let result = call.assess(try Notation.consortium(test.consortium)).results[0]
    #expect(result.readings.map(\.reading.id) == ["low", "high"])
  }

  @Test(arguments: [
    (RateCase.rate("75"), "a rate is a percentage"),
    (RateCase.rate("100 %", "categry is travel") + RateCase.rate("75 %"), "'categry'"),
    (RateCase.rate("100 %", "non-profit") + RateCase.rate("75 %"), "of a line nobody says"),
    (RateCase.rate("75 %") + cap("amount=\"36 months\""), "a cap is an amount of money"),
    (RateCase.rate("75 %") + cap("amount=\"its cost\""), "'its' is said only inside"),
  ])
  func refuseWhatIsNoRate(_ rates: String, _ message: String) throws {
    let library = try WrittenCall.library(
      "requested-grant is at most EUR 5", requirements: "<rates>\(rates)</rates>")
    let call = try #require(library.call("TEST"))
    let made = Assessor.make(
      for: call, strand: nil, at: .day(try #require(CalendarDate(parsing: "2021-11-01"))),
      reference: Package.reference, regions: { (Package.regions, []) })
    let said = made.diagnostics.map(\.message).joined(separator: "; ")
    #expect(made.assessor == nil && said.contains(message), "\(said)")
  }
}
