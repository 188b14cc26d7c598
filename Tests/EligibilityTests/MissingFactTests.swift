import Eligibility
import FundingCalls
import Testing

/// What is missing and still cannot change an outcome, and what of it can.
@Suite struct MissingFactTests {
  /// Rules (readings, where there are several), a consortium, and what it comes to.
  struct Trial: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var rules: [String]
    var consortium: String
    var expected: String

    init(_ name: String, _ rules: String..., of consortium: String, is expected: String) {
      testDescription = name
      self.rules = rules
      self.consortium = consortium
      self.expected = expected
    }
  }

  @Test(arguments: [
    Trial(
      "either value of an unknown will do", "coordinator is an sme or coordinator is not an sme",
      of: "FR coordinator", is: "met"),
    Trial(
      "two partners in one state share what is open about it",
      "there is exactly 1 beneficiary whose country is in eligible-countries",
      of: "NO coordinator\nNO beneficiary", is: "not-met"),
    Trial(
      "and one alone has it open, with nothing to name",
      "there is exactly 1 beneficiary whose country is in eligible-countries",
      of: "NO coordinator\nUS beneficiary", is: "cannot-tell not-stated"),
    Trial(
      "a clause that failed already asks for nothing",
      "(duration is at most 36 months and coordinator is non-profit) "
        + "or requested-grant is at most EUR 100",
      of: "proposal durationMonths=48\nFR coordinator",
      is: "cannot-tell missing-facts proposal.requestedGrant"),
    Trial(
      "readings that never agree name nothing", "coordinator is an sme",
      "coordinator is not an sme", of: "FR coordinator",
      is: "cannot-tell sources-disagree"),
    Trial(
      "readings that always agree are no disagreement", "coordinator is an sme",
      "not (coordinator is not an sme)", of: "FR coordinator sme", is: "met"),
    Trial(
      "what is no public body is not of that kind", "kind of coordinator is public-body",
      of: "FR coordinator publicBody=false", is: "not-met"),
    Trial(
      "there is one coordinator at most", "there is at most 1 coordinator",
      of: "FR\nDE\nIT", is: "met"),
    Trial(
      "and who may be it cannot both be",
      "there are fewer than 2 coordinators whose country is in (FR, DE)", of: "FR\nDE", is: "met"),
    Trial(
      "alone it bears all costs", "cost of coordinator is at least 50 % of total-cost",
      of: "FR coordinator", is: "met"),
    Trial(
      "a line without its amount is named, not the list",
      "for every beneficiary (cost is at most EUR 50)",
      of: "FR coordinator personnel=10 travel=?",
      is: "cannot-tell missing-facts P1.costs.2.amount"),
    Trial(
      "lines add up, whoever they may belong to",
      "cost of beneficiaries that are sme is at most EUR 150", of: "FR personnel=100 travel=50",
      is: "met"),
    Trial(
      "and matter where they may be too much",
      "cost of beneficiaries that are sme is at most EUR 149", of: "FR personnel=100 travel=50",
      is: "cannot-tell missing-facts P1.role P1.sme"),
    Trial(
      "sums over partners and over their lines are of the same lines",
      "cost of beneficiaries is at least cost of lines whose cost is at most EUR 50",
      of: "FR coordinator personnel=10 travel=50\nDE affiliated personnel=25", is: "not-met"),
    Trial(
      "who may bring lines matters to their number", "there are exactly 3 lines",
      of: "FR coordinator\nDE personnel=1 travel=1",
      is: "cannot-tell missing-facts P1.costs P2.role"),
    Trial(
      "who has no role yet may bring any number of them",
      "when there are at most 2 lines then there are at least 3 beneficiaries", of: "FR",
      is: "cannot-tell missing-facts P1.role P1.costs"),
    Trial(
      "who may provide awards of which nothing is known matters",
      "for every award (provider is a beneficiary)", of: "FR",
      is: "cannot-tell missing-facts thirdPartySupport P1.role"),
    Trial(
      "costs that are not charged do not count", "for every participant (cost is at most EUR 50)",
      of: "FR coordinator costs=none\nDE associated personnel=100", is: "met"),
    Trial(
      "a state without regions has one of its own",
      "beneficiaries come from at least 2 different regions",
      of: "FR region=FRK2 coordinator\nUS beneficiary", is: "met"),
    Trial(
      "no code says which regions partners there are in",
      "beneficiaries come from at least 2 different regions",
      of: "US coordinator\nUS beneficiary", is: "cannot-tell not-stated"),
    Trial(
      "a region of open class is shared",
      "there is exactly 1 beneficiary whose region-class is transition",
      of: "CZ region=CZ05 coordinator\nCZ region=CZ05 beneficiary", is: "not-met"),
    Trial(
      "partners of whom nothing is known may differ in region and in country",
      "beneficiaries whose country is in member-states come from at least 2 different regions "
        + "and beneficiaries whose country is in member-states come from at least 2 different "
        + "countries",
      of: "coordinator\nbeneficiary",
      is: "cannot-tell missing-facts P1.country P2.country P1.region P2.region"),
    Trial(
      "and may be in one that another may be in",
      "there are exactly 2 beneficiaries, each in a different region",
      of: "coordinator\nNO beneficiary",
      is: "cannot-tell missing-facts P1.region P2.region P1.country"),
    Trial(
      "a fact that is named twice is tried once",
      "when coordinator is an sme then coordinator is an sme otherwise coordinator is not an sme",
      of: "FR coordinator", is: "met"),
    Trial(
      "a list that may hold anything still holds it in each clause",
      "cost of lines whose category is travel is at most total-cost",
      of: "FR coordinator\nDE beneficiary", is: "met"),
  ])
  func changeAnOutcomeOnlyIfTheyCan(_ trial: Trial) throws {
    let assessor = try UnsettledTables.open.assessor(ProposalWorld.library(trial.rules))
    let result = try #require(
      assessor.assess(try Notation.consortium(trial.consortium)).results.first)
    let found = [result.outcome.rawValue] + [result.because?.rawValue].compactMap(\.self)
    let missing = result.missing.map { $0.replacing("participants.", with: "") }
    #expect((found + missing).joined(separator: " ") == trial.expected)
  }
}
