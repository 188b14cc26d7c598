import Consortia
import Eligibility
import FundingCalls
import FundingTerms
import SourceText
import Testing

/// What is found without evidence, and with what calls have in common made once, is what an assessment
/// of its own finds.
@Suite struct OutcomeAloneTests {
  @Test(arguments: ["textile-twin-transition.xml", "eacn.xml"])
  func isThatOfTheAssessment(sample: String) throws {
    let file = try Files.read(Package.folder + "/Calls/samples/" + sample, limit: 1 << 20)
    let day = try #require(CalendarDate(parsing: "2024-03-01"))
    let assessors = try Package.library.listed.flatMap { call in
      let strands: [String?] = call.strands.isEmpty ? [nil] : call.strands.map { $0.id }
      return try strands.map { strand in
        let made = Assessor.make(
          for: call, strand: strand, at: .day(day), reference: Package.reference,
          regions: { (Package.regions, []) })
        return try #require(made.assessor)
      }
    }
    var dice = Dice(state: 3)
    for reading in Package.reader.readings(of: file) {
      let whole = try #require(reading.consortium)
      for consortium in [whole, Gaps.taken(from: whole, &dice)] {
        let alone = SharedOutcomes(of: consortium, by: assessors, withEvidence: false)
        for assessor in assessors {
          let own = SharedOutcomes(of: consortium, by: [assessor], withEvidence: true)
          let expected = assessor.measure(consortium, by: own)
          let found = assessor.measure(consortium, by: alone)
          #expect(Self.lines(found.assessment) == Self.lines(expected.assessment))
          #expect(found.assessment.verdict == expected.assessment.verdict)
          #expect(found.distance == expected.distance)
        }
      }
    }
  }

  private static func lines(_ assessment: Assessment) -> [String] {
    assessment.results.filter { $0.requirement.severity == .blocking }
      .map { "\(assessment.call.id) \($0.requirement.id): \($0.outcome.rawValue)" }
  }
}
