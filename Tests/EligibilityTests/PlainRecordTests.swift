import Consortia
import Eligibility
import FundingCalls
import FundingTerms
import RuleLanguage
import SourceText
import Testing

/// Records that are read straight into columns must be answered as those that are read as consortia,
/// or be left to that reader: over the examples of every call, with and without gaps.
@Suite struct PlainRecordTests {
  /// The examples of a call as one collection, with the consortia that they are.
  private static func collection(
    of call: Call, as format: ConsortiumFormat, _ dice: inout Dice
  ) -> (bytes: [UInt8], consortia: [Consortium]) {
    let places = PlaceNames(countries: Package.reference.countries) { Package.regions.regions }
    var file = ConsortiumCollection(
      Consortia.ConsortiumWriter(places: places), as: format, holdsMany: true)
    var bytes: [UInt8] = []
    var consortia: [Consortium] = []
    for example in call.requirements.flatMap(\.examples) {
      for reading in Package.reader.readings(of: example.consortium) {
        guard let consortium = reading.consortium else { continue }
        for one in [consortium, Gaps.taken(from: consortium, &dice)] {
          bytes += file.next(one)
          consortia.append(one)
        }
      }
    }
    return (bytes + file.end, consortia)
  }

  @Test(arguments: [ConsortiumFormat.xml, .jsonl])
  func areAnsweredAsConsortiaAre(_ format: ConsortiumFormat) throws {
    var dice = Dice(state: 11)
    var (plain, answered, all) = (0, 0, 0)
    var wrong: [String] = []
    for call in Package.library.listed {
      let (bytes, consortia) = Self.collection(of: call, as: format, &dice)
      let first = try #require(CalendarDate(parsing: "2021-11-01"))
      let made = Assessor.make(
        for: call, strand: call.strands.first?.id,
        at: .day(call.referenceDate(at: .day(first)) ?? first), reference: Package.reference,
        regions: { (Package.regions, []) })
      let ordinary = try #require(made.assessor, "\(made.diagnostics)")
      let assessor = try #require(BriefAssessor(ordinary))
      var number = 0
      func take(_ record: borrowing PlainConsortium, _ reading: PlainReader.Reading) {
        defer { number += 1 }
        guard reading.isPlain, number < consortia.count else { return }
        plain += 1
        guard let found = assessor.assess(record) else { return }
        answered += 1
        let expected = assessor.assess(consortia[number])
        if found.outcomes != expected.outcomes {
          wrong.append("\(call.id) \(number): \(found.outcomes) and \(expected.outcomes)")
        }
      }
      let reader = PlainReader(places: Package.reader.places)
      var isWhole = true
      if format == .xml {
        isWhole = reader.read(bytes, each: take)
      } else {
        reader.readLines(bytes, each: take)
      }
      #expect(isWhole && number == consortia.count, "\(call.id): \(number) of \(consortia.count)")
      all += number
    }
    print("\(format): \(all) records, \(plain) plain, \(answered) of them answered")
    #expect(wrong.prefix(5).joined(separator: "\n") == "")
    #expect(answered * 5 > plain)
  }

  /// Of what stands between records there is something to say that is about none of them.
  @Test(arguments: [
    (#"<consortia xmlns="urn:fundcall:consortium:1">"#, "<!-- a remark -->", "</consortia>", true),
    (#"<consortia xmlns="urn:fundcall:consortium:1" a="b">"#, "", "</consortia>", false),
    (#"<consortia xmlns="urn:fundcall:consortium:1">"#, "text", "</consortia>", false),
    (#"<consortia xmlns="urn:fundcall:consortium:1">"#, "", "text</consortia>", false),
    (#"<consortia xmlns="urn:fundcall:consortium:1">"#, "", "", false),
    (#"<consortium xmlns="urn:fundcall:consortium:1">"#, "", "</consortium>", false),
  ])
  func areThoseOfOrderlyCollections(
    start: String, between: String, end: String, isOrderly: Bool
  ) {
    let record = #"<consortium><participant id="P1"/></consortium>"#
    let text = start + record + between + record + end
    let reader = PlainReader(places: Package.reader.places)
    #expect(reader.read(Array(text.utf8)) { _, _ in } == isOrderly)
  }

  /// What stands in a record, and whether it is plain.
  @Test(
    arguments: [
      (#"<participant id="P1" country="FR"/>"#, true),
      (#"<participant id="P1" country="XX"/>"#, false),
      (#"<participant id="P1" country="GP"/>"#, false),
      (#"<participant id="P1" region="FRK2"/>"#, false),
      (#"<participant id="P1" colour="red"/>"#, false),
      (#"<participant country="FR"/>"#, false),
      (#"<participant id="P1"/><participant id="P1"/>"#, false),
      (#"<participant id="P1"/><participant id="P2"/>"#, true),
      (
        #"<participant id="P1" role="coordinator"/><participant id="P2" role="coordinator"/>"#,
        false
      ),
      (#"<participant id="P1" requested-grant="1,000"/>"#, false),
      (#"<participant id="P1" requested-grant="1000.5"/>"#, true),
      (#"<participant id="P1" headcount="12.5"/>"#, true),
      (#"<participant id="P1" headcount="1000000000000"/>"#, false),
      (#"<participant id="P1" kind="public-body" public-body="false"/>"#, false),
      (#"<participant id="P1" size="large" sme="true"/>"#, false),
      (#"<participant id="P1" role="associated"><costs><cost/></costs></participant>"#, false),
      (#"<participant id="P1"><costs/><costs/></participant>"#, false),
      (
        #"<participant id="P1"><costs><cost category="travel" amount="1"/></costs></participant>"#,
        true
      ),
      (#"<participant id="P1">text</participant>"#, false),
      (#"<participant id="P1"><!-- a remark --></participant>"#, true),
      (#"<participant id=" P1"/>"#, false),
      (#"<participant id="P1" name="R&amp;D"/>"#, true),
      (
        #"<proposal total-cost="5"/><participant id="P1" role="beneficiary"><costs/></participant>"#,
        false
      ),
      (#"<proposal><objectives>network adopt</objectives></proposal><participant id="P1"/>"#, true),
      (
        #"<proposal><target-countries>US</target-countries></proposal><participant id="P1"/>"#,
        false
      ),
      (
        #"<third-party-support><award provider="P9"/></third-party-support><participant id="P1"/>"#,
        false
      ),
      ("", false),
    ])
  func arePlainOrNot(content: String, isPlain: Bool) {
    let text = """
      <consortia xmlns="urn:fundcall:consortium:1">
      <consortium name="A">\(content)</consortium>
      <consortium><participant id="P1"/></consortium>
      </consortia>
      """
    var found: [Bool] = []
    var names: [String] = []
    let isWhole = PlainReader(places: Package.reader.places).read(Array(text.utf8)) { _, reading in
      found.append(reading.isPlain)
      names.append(String(decoding: Array(text.utf8)[reading.range], as: UTF8.self))
    }
    #expect(isWhole)
    #expect(found == [isPlain, true], "\(content)")
    #expect(names.first?.hasPrefix("<consortium name=\"A\">") == true)
    #expect(names.last == "<consortium><participant id=\"P1\"/></consortium>")
  }

  /// A record that is given up within a proposal leaves nothing to the next.
  @Test func keepWhatParticipantsDeclareApart() {
    let text = """
      <consortia xmlns="urn:fundcall:consortium:1">
      <consortium><proposal colour="red"/><participant id="P1"/></consortium>
      <consortium><participant id="P1"><declarations><declaration name="a" value="true"/>
      </declarations></participant></consortium>
      </consortia>
      """
    var found: [[Int]] = []
    let isWhole = PlainReader(places: Package.reader.places).read(Array(text.utf8)) { record, _ in
      found.append(record.declarations.map(\.participant))
    }
    #expect(isWhole && found == [[], [0]])
  }
}
