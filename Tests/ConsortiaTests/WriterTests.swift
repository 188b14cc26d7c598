import Consortia
import FundingTerms
import SourceText
import Testing

@Suite struct WriterTests {
  static let samples: [String] = ((try? Files.names(inFolder: library + "/samples")) ?? [])
    .filter { $0.hasSuffix(".json") || $0.hasSuffix(".xml") }.map { library + "/samples/" + $0 }

  private static let writer = ConsortiumWriter(places: places)

  /// A consortium written and read again, without its places.
  private static func again(
    _ consortium: Consortium, _ format: ConsortiumFormat
  ) -> [Consortium?] {
    let bytes = writer.bytes(of: consortium, as: format)
    return withoutPlaces(reader.readings(of: bytes, named: "again.\(format.rawValue)"))
  }

  @Test(arguments: samples, ConsortiumFormat.allCases)
  func keepsEverySample(_ path: String, _ format: ConsortiumFormat) throws {
    let all = reader.readings(of: try Files.read(path, limit: 1 << 24))
    let expected = withoutPlaces(all)
    #expect(try all.flatMap { Self.again(try #require($0.consortium), format) } == expected)
  }

  @Test(
    arguments: [
      everyFactInJSON, everyFactInXML, xml(""), #"{"participants": []}"#,
      xml("<participant id='A'><costs/><represents/><aid-received/></participant>"),
      xml("<proposal><focus/></proposal><participant id='A'/><third-party-support/>"),
      xml("<participant id='A' country='GP'/><participant id='B' country='MF'/>"),
      xml("<participant id='A' country='GP' region='FRY10'/><participant id='B' country='AX'/>"),
      xml(
        "<participant id='A' country='EL' headcount='49.05' turnover='0.10' kind='public-body'/>"),
      #"{"name": "<\"&>\u2028 ü\\", "participants": [{"id": "a.b c", "name": "x  y"}]}"#,
      #"{"proposal": {"declarations": {"b": false, "a": "x"}}, "participants": []}"#,
    ], ConsortiumFormat.allCases)
  func losesNothing(_ text: String, _ format: ConsortiumFormat) throws {
    let expected = readings(text)
    let consortium = try #require(expected[0].consortium)
    #expect(Self.again(consortium, format) == withoutPlaces(expected))
  }

  @Test func writesAsPeopleDo() throws {
    let text = #"{"name": "A & B", "proposal": {"focus": []}, "participants": [{"id": "P"}]}"#
    let consortium = try #require(readings(text)[0].consortium)
    #expect(
      String(decoding: Self.writer.bytes(of: consortium, as: .xml), as: UTF8.self) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <consortium xmlns="urn:fundcall:consortium:1" name="A &amp; B">
          <proposal>
            <focus/>
          </proposal>
          <participant id="P"/>
        </consortium>

        """)
  }

  /// Answers with what comes of them: the value in the JSON that is written, or the mistake.
  static let answers: [(String, String, String)] = [
    ("proposal.durationMonths", "36", #""durationMonths": 36"#),
    ("proposal.durationMonths", "3x", "'3x' is not a whole number from 0 to 1200"),
    ("proposal.objectives", "a, b", #""a","#),
    ("proposal.declarations.eccp", "true", #""eccp": true"#),
    ("participants.a.b.sme", "true", #""sme": true"#),
    ("participants.a.b.country", "GP", #""region": "FRY1""#),
    ("participants.a.b.country", "QQ", "'QQ' is not the two-letter code of a country"),
    (
      "participants.a.role", "coordinator",
      "a consortium has one coordinator, and 'a' is it already"
    ),
    ("participants.a.costs", "none", #""costs": []"#),
    ("participants.a.costs", "category=travel amount=10.5", #""amount": 10.50"#),
    ("participants.a.costs", "categry=travel", "'categry' is no fact of a cost"),
    ("participants.a.b.costs.1.amount", "7", #""amount": 7"#),
    ("thirdPartySupport.1.form", "voucher", #""form": "voucher""#),
    ("participants.c.sme", "true", "no slot"), ("participants.a.colour", "true", "no slot"),
  ]

  @Test(arguments: answers) func takesAnswersAsItReadsFiles(
    _ path: String, _ answer: String, _ expected: String
  ) throws {
    let text = """
      {"participants": [{"id": "a"}, {"id": "a.b", "role": "coordinator", "costs": [{}]}],
       "thirdPartySupport": [{}]}
      """
    let consortium = try #require(readings(text)[0].consortium)
    var found = "no slot"
    if let slot = consortium.slot(at: path) {
      do throws(AnswerMistake) {
        let completed = try ConsortiumCompletion(places: places)
          .completed(consortium, slot, with: answer)
        found = String(decoding: Self.writer.bytes(of: completed, as: .json), as: UTF8.self)
      } catch {
        found = error.message
      }
    }
    #expect(found.contains(expected))
  }

  @Test(arguments: [("json", [5, 9, 12, 4]), ("xml", [3, 4, 6, 2])])
  func findsTheLinesOfFacts(_ format: String, _ expected: [Int]) throws {
    let texts = [
      "json": """
      [{"participants": []},
       {
       "proposal": {
        "strand": "x",
        "objectives": []},
       "participants": [
        {
         "id": "A",
         "name": "}",
         "sme": true,
         "costs": [
          {"amount": 1}]}]}]
      """,
      "xml": """
      <consortium xmlns="urn:fundcall:consortium:1">
        <proposal strand="x">
          <objectives/></proposal> <participant id="A" name="&gt;"
          sme="true">
          <costs>
            <cost amount="1"/></costs></participant></consortium>
      """,
    ]
    let text = try #require(texts[format])
    let consortium = try #require(readings(text).last?.consortium)
    let places = FactPlaces(of: consortium, in: SourceFile(name: "t", text: text))
    let paths = [
      "proposal.objectives", format == "json" ? "participants.A.name" : "participants.A.sme",
      "participants.A.costs.1.amount", "proposal.strand",
    ]
    #expect(paths.map { places.line(of: $0) } == expected)
    #expect(places.line(of: "proposal.trlStart") == nil)
    #expect(places.line(of: "participants.A.kind") == (format == "json" ? 7 : 3))
  }
}
