import Consortia
import FundingTerms
import SourceText
import Testing

/// Projects of CORDIS, in our own small samples of its old and new forms.
@Suite struct CordisTests {
  private static let head = #"<project xmlns="http://cordis.europa.eu">"#

  private static func organisation(_ attributes: String, _ children: String = "") -> String {
    "<organization \(attributes)>\(children)</organization>"
  }

  private static func project(
    _ facts: String, _ associations: String, head: String = head
  ) -> String {
    "<?xml version=\"1.0\"?><!-- > -->\(head)\(facts)<relations><associations>\(associations)"
      + "</associations></relations></project>"
  }

  private static func activity(_ code: String) -> String {
    "<relations><categories><category classification=\"organizationActivityType\">"
      + "<code>\(code)</code></category></categories></relations>"
  }

  /// A reading as JSON, then its notes by the end of their codes.
  private static func told(_ text: String) -> [String] {
    let reading = readings(text, named: "p.xml")[0]
    let json = reading.consortium.map {
      String(
        decoding: ConsortiumWriter(places: places).bytes(of: $0, as: .jsonl).dropLast(),
        as: UTF8.self)
    }
    return [json ?? "none"]
      + reading.diagnostics.filter { !$0.code.hasSuffix("left-out") }.map {
        "\($0.code.split(separator: ".").last ?? ""): \($0.message)"
      }
  }

  @Test func readsTheNewForm() {
    let text = Self.project(
      """
      <id>101</id><acronym> NEW
        FORM</acronym><duration>48</duration><startDate>2025-06-01</startDate>
      <totalCost>5500000.5</totalCost><ecMaxContribution>0</ecMaxContribution>
      """,
      """
      <call type="relatedMasterCall"><identifier>MASTER</identifier></call>
      <call type="relatedSubCall"><identifier>SUB</identifier></call>
      <result><organization type="participant"/></result>
      """
        + Self.organisation(
          "type='thirdParty' order='1' ecContribution='0' netEcContribution='5' terminated='true'",
          "<id>3</id><address><country>EL</country></address>" + Self.activity("/PUB"))
        + Self.organisation(
          "type='participant' order='2' ecContribution='0' sme='true' totalCost='9'",
          "<id>2</id><address><country>UK</country></address>" + Self.activity("PRC"))
        + Self.organisation(
          "type='coordinator' order='1' ecContribution='7' netEcContribution='6.5'",
          """
          <id>1</id><legalName>UNI  GENT</legalName><address><country>BE</country></address>
          <relations><categories><category classification="organizationActivityType"><code>HES</code>
          </category></categories><regions><region type="relatedNutsCode"><nutsCode>BE234</nutsCode>
          <parents><region><nutsCode>BE2</nutsCode></region></parents></region></regions></relations>
          """))
    #expect(
      Self.told(text) == [
        #"{"name":"NEW FORM","proposal":{"call":"SUB","durationMonths":48,"#
          + #""startDate":"2025-06-01","totalCost":5500000.50},"participants":["#
          + #"{"id":"1","name":"UNI GENT","country":"BE","region":"BE234","role":"coordinator","#
          + #""kind":"higher-education","requestedGrant":6.50},"#
          + #"{"id":"3","country":"GR","role":"affiliated","publicBody":true,"requestedGrant":5},"#
          + #"{"id":"2","country":"GB","role":"beneficiary","sme":true}]}"#,
        "kinds: 2 kinds are left open (PRC 1, PUB 1)",
        "third-parties: 1 third party is read as an affiliated entity",
        "terminated: 1 organisation has left the project and is kept: it was part of it",
        "zeros: 2 amounts of 0 are left out",
        "total-costs: 1 participant's total cost is left out: costs need a category",
      ])
  }

  @Test func readsTheOldForm() {
    let text = Self.project(
      "<reference>6</reference><title>Old</title><contract><duration>27</duration></contract>",
      "<call type='relatedCall'><identifier>H2020-X</identifier></call>"
        + Self.organisation("type='coordinator'", "<rcn>22</rcn>" + Self.activity("REC"))
        + Self.organisation("type='associatedPartner'", "<rcn>22</rcn>")
        + Self.organisation("type='partner'", "<id>5</id><address><country>ZQ</country></address>"))
    #expect(
      Self.told(text) == [
        #"{"name":"Old","proposal":{"call":"H2020-X","durationMonths":27},"participants":["#
          + #"{"id":"rcn-22","role":"coordinator","kind":"research-organisation"},"#
          + #"{"id":"rcn-22-2","role":"associated"},{"id":"5"}]}"#,
        "kinds: 2 kinds are left open (unknown 2)",
        "ids: 2 organisations without a PIC have their numbers in CORDIS for ids",
        "ids: 1 organisation stands twice; its second id ends in a number",
        "countries: 2 countries are not stated",
        "countries: 1 country is not known here and left out: ZQ",
        "roles: 1 role has no counterpart here and is left open: partner",
      ])
  }

  @Test func leavesOutRegionsOfOtherCountries() {
    func region(_ code: String) -> String {
      "<address><country>ES</country></address><relations><regions>"
        + "<region type='relatedNutsCode'><nutsCode>\(code)</nutsCode></region></regions></relations>"
    }
    let text = Self.project(
      "<acronym>R</acronym>",
      ["FRK2", "ES99", "ES", "ES511"].enumerated().map {
        Self.organisation("type='participant'", "<id>\($0.offset)</id>" + region($0.element))
      }.joined())
    let told = Self.told(text)
    #expect(told[0].ranges(of: "\"region\"").count == 1)
    #expect(
      told.contains(
        "regions: 2 regions are none of NUTS 2016, 2021 or 2024 in their countries and left out: "
          + "ES99, FRK2"))
  }

  @Test(arguments: [
    ("<project><acronym>A</acronym></project>", "the project has no organisations"),
    ("<article xmlns='http://cordis.europa.eu'/>", "a document 'article' of CORDIS, not a project"),
    ("<x:result xmlns:x=\"http://cordis.europa.eu\"/>", "a document 'result' of CORDIS"),
    ("<article/>", "has no namespace"),
    (project("<duration>4y</duration>", organisation("")), "'duration' is a whole number"),
    (
      project("", organisation("type='coordinator' sme='maybe'", "<id>1</id>")),
      "'sme' is true or false, not 'maybe'"
    ),
    ("<project><acronym>A</project>", "acronym"),
  ])
  func refusesByName(_ text: String, _ words: String) {
    let reading = readings(text, named: "p.xml")[0]
    #expect(reading.consortium == nil)
    #expect(reading.diagnostics.contains { $0.message.contains(words) })
  }

  @Test func isReadInWhateverNamespace() {
    for head in ["<project>", "<c:project xmlns:c='http://cordis.europa.eu'>"] {
      let text = Self.project("", Self.organisation("", "<id>1</id>"), head: head)
      let document = head == "<project>" ? text : text.replacing("</project>", with: "</c:project>")
      #expect(readings(document, named: "p.xml")[0].consortium?.participants.count == 1)
    }
  }

  // MARK: - Exports

  private static let exportHead =
    "\u{FEFF}projectID;projectAcronym;organisationID;vatNumber;name;shortName;SME;activityType;"
    + "country;nutsCode;order;role;ecContribution;netEcContribution;totalCost;endOfParticipation\n"

  @Test func readsTheOrganisationsOfAnExport() {
    let table =
      Self.exportHead
      + "7;SEVEN;12;;\"Firm \"\"B\"\"; Ltd\";;true;PRC;UK;;2;participant;1000,5;;;false\n"
      + "7;SEVEN;11;;Uni;;;HES;BE;BE234;1;coordinator;5;4;9;true\n8;EIGHT;13;;;;;;;;;;0;;;\n"
    let readings = readings(table, named: "organization.csv")
    let lines = readings.map { reading in
      reading.consortium.map {
        String(
          decoding: ConsortiumWriter(places: places).bytes(of: $0, as: .jsonl).dropLast(),
          as: UTF8.self)
      }
    }
    #expect(
      lines == [
        #"{"name":"SEVEN","participants":[{"id":"11","name":"Uni","country":"BE","#
          + #""region":"BE234","role":"coordinator","kind":"higher-education","requestedGrant":4},"#
          + #"{"id":"12","name":"Firm \"B\"; Ltd","country":"GB","role":"beneficiary","sme":true,"#
          + #""requestedGrant":1000.50}]}"#,
        #"{"name":"EIGHT","participants":[{"id":"13"}]}"#,
      ])
    #expect(readings.allSatisfy { $0.isOneOfMany })
    #expect(readings.map { $0.consortium?.place.line } == [2, 4])
    #expect(readings[0].consortium?.participants.map(\.place.line) == [3, 2])
    #expect(readings[1].diagnostics.map(\.code).contains("cordis.terminated"))
  }

  @Test(arguments: [
    (exportHead + "7;A;1;;;;maybe;;;;;;;;;\n", "2:10 'SME' in G2 is true or false, not 'maybe'"),
    (exportHead + "7;A;1\n8;B;1\n7;A;2\n", "4:1 rows of the project '7' stand further up too"),
    ("id;acronym;title;ecMaxContribution\n1;A;T;5\n", "1:1 this is CORDIS's list of projects"),
  ])
  func namesWhatIsWrongWithAnExport(_ table: String, _ words: String) {
    let told = readings(table, named: "organization.csv").flatMap(\.diagnostics).map {
      "\($0.place?.line ?? 0):\($0.place?.column ?? 0) \($0.message)"
    }
    #expect(told.contains { $0.contains(words) })
  }

  private static func lines(_ readings: [ConsortiumReading]) -> [String?] {
    readings.map { reading in
      reading.consortium.map {
        String(
          decoding: ConsortiumWriter(places: places).bytes(of: $0, as: .jsonl).dropLast(),
          as: UTF8.self)
      }
    }
  }

  @Test func readsTheOrganisationsOfAnExportInJSON() {
    let list = """
      [
        {"projectID": "7", "projectAcronym": "SEVEN", "organisationID": 12, "name": "Firm",
         "SME": "true", "activityType": "PRC", "country": "UK", "order": "2", "role": "participant",
         "ecContribution": "1000,5", "endOfParticipation": "false"},
        {"projectID": "7", "projectAcronym": "SEVEN", "organisationID": "11", "SME": "", "order": 1,
         "role": "coordinator", "country": "BE", "netEcContribution": 4.5},
        {"projectID": "8", "organisationID": "13", "role": null}, {"projectID": "8",
         "organisationID": "14", "SME": false}
      ]
      """
    let readings = readings(list, named: "organization.json")
    #expect(
      Self.lines(readings) == [
        #"{"name":"SEVEN","participants":[{"id":"11","country":"BE","role":"coordinator","#
          + #""requestedGrant":4.50},{"id":"12","name":"Firm","country":"GB","role":"beneficiary","#
          + #""sme":true,"requestedGrant":1000.50}]}"#,
        #"{"participants":[{"id":"13"},{"id":"14","sme":false}]}"#,
      ])
    #expect(readings.allSatisfy { $0.isOneOfMany })
    #expect(readings[0].consortium?.participants.map(\.place.line) == [5, 2])
    #expect(readings[1].diagnostics.map(\.code).contains("cordis.countries"))
  }

  @Test(arguments: [
    (
      #"[{"projectID":"1","role":"x","organisationID":"1"},\n"#
        + #"{"projectID":"1","organisationID":"2","SME":"maybe"}]"#,
      "2:45 'SME' is true or false, not 'maybe'"
    ),
    (
      #"{"projectID":"1","role":"participant"}\n{"projectID":\n"#
        + #"{"projectID":"2","role":"participant"}\n"#,
      "3:1 an organisation before this one could not be read"
    ),
    (
      #"[{"projectID":"1","role":"participant"},{"projectID":"2","role":"participant"},"#
        + #"{"projectID":"1","role":"coordinator"}]"#,
      "organisations of the project '1' stand further up too"
    ),
    (#"[{"projectID":"1","role":"participant"}"#, "has no ']'"),
    (#"[{"id":"1","acronym":"A","ecMaxContribution":"5"}]"#, "CORDIS's list of projects"),
    (#"[{"projectID":"1","topic":"T"}]"#, "a list of CORDIS about projects"),
    (#"{"fundingData":{"GrantTenderObj":[]}}"#, "the portal's list of calls and tenders"),
    (#"[{"topicId":"T"}]"#, "a list of the portal's topics"),
    (#"{"consortium":"C","assessments":[]}"#, "an answer of 'fundcall check'"),
  ])
  func namesWhatIsWrongWithAnExportInJSON(_ list: String, _ words: String) {
    let readings = readings(list.replacing("\\n", with: "\n"), named: "organization.json")
    let told = readings.flatMap(\.diagnostics).map {
      "\($0.place?.line ?? 0):\($0.place?.column ?? 0) \($0.message)"
    }
    #expect(told.contains { $0.contains(words) }, "\(told)")
    #expect(readings.contains { $0.consortium == nil })
  }

  @Test func readsProjectsWithTheirPartners() {
    let lines = """
      {"rcn": "1", "acronym": "ONE", "call": "H2020-X", "start": "2015-01-01", "totalCost": 10.5, \
      "ecMax": 0.0, "coordinator": "S\u{D8}FART", "coordinatorCountry": "DK", "partners": [\
      {"id": "5", "name": "Other", "country": "EL"}, {"id": "6", "name": "S\u{FFFD}FART", "country": "DK"}]}
      {"rcn": "2", "acronym": "TWO", "call": "H", "start": "", "totalCost": null, "coordinator": "X", "partners": [\
      {"id": "5", "name": "Y", "country": "DE"}]}

      """
    let readings = readings(lines, named: "projects.jsonl")
    #expect(
      Self.lines(readings) == [
        #"{"name":"ONE","proposal":{"call":"H2020-X","startDate":"2015-01-01","totalCost":10.50},"#
          + #""participants":[{"id":"6","name":"S\#u{FFFD}FART","country":"DK","role":"coordinator"},"#
          + #"{"id":"5","name":"Other","country":"GR"}]}"#,
        #"{"name":"TWO","proposal":{"call":"H"},"participants":[{"id":"5","name":"Y","country":"DE"}]}"#,
      ])
    let notes = readings.flatMap(\.diagnostics).map(\.message)
    #expect(notes.contains("1 coordinator is none of the partners by its name"))
    #expect(notes.contains("2 roles are not stated"))
  }

  // MARK: - Real projects, where they are at hand

  private static let folder = library + "/../../shared/data/cordis-xml"
  private static let files = ((try? Files.names(inFolder: folder)) ?? [])
    .filter { $0.hasSuffix(".xml") }.map { folder + "/" + $0 }

  @Test(.enabled(if: !files.isEmpty, "the projects of CORDIS are not beside the package"))
  func readsRealProjects() throws {
    for file in Self.files {
      let readings = reader.readings(of: try Files.read(file, limit: 1 << 24))
      let project = try #require(readings.first)
      guard !file.contains("non-project") else {
        #expect(project.diagnostics.map(\.code) == ["consortium.format"])
        continue
      }
      let consortium = try #require(project.consortium)
      #expect(consortium.coordinator == 0)
      #expect(consortium.proposal.call != nil || file.contains("no-address"))
      for format in ConsortiumFormat.allCases {
        let bytes = ConsortiumWriter(places: places).bytes(of: consortium, as: format)
        let again = reader.readings(of: bytes, named: "t.\(format.rawValue)")
        #expect(withoutPlaces(again) == withoutPlaces([project]))
      }
    }
  }
}
