import Consortia
import FundingTerms
import SourceText
import Testing

@Suite struct RoundTests {
  @Test func readsEveryFactAlikeInBothFormats() throws {
    let fromJSON = readings(everyFactInJSON)
    let fromXML = readings(everyFactInXML)
    #expect(fromJSON[0].diagnostics + fromXML[0].diagnostics == [])
    #expect(withoutPlaces(fromJSON) == withoutPlaces(fromXML))
    let consortium = try #require(fromJSON[0].consortium)
    #expect(String(reflecting: consortium).contains("nil") == false, "a fact was not read")
  }

  @Test func keepsThePlacesOfParticipantsAndAwards() throws {
    let consortium = try #require(readings(everyFactInXML)[0].consortium)
    #expect(consortium.place == Place(line: 1, column: 1))
    #expect(consortium.participants.map(\.place) == [Place(line: 9, column: 3)])
    #expect(consortium.awards?.map(\.place) == [Place(line: 22, column: 32)])
    let other = try #require(readings(everyFactInJSON)[0].consortium)
    #expect(other.participants.map(\.place) == [Place(line: 9, column: 5)])
    #expect(other.awards?.map(\.place) == [Place(line: 21, column: 5)])
  }

  @Test func countsLinesInTheFileThatASourceIsPartOf() throws {
    let source = SourceFile(
      name: "call.xml", bytes: Array(xml("\n<participant id='A' sme='x'/>").utf8), firstLine: 40)
    #expect(summary(reader.readings(of: source)) == ["1 - truth@41:26"])
  }

  @Test func absentIsNotEmpty() throws {
    let unknown = try #require(readings(xml("<participant id='A'/>"))[0].consortium)
    let empty = try #require(
      readings(
        xml(
          "<proposal><focus/></proposal><participant id='A'><costs/><represents> </represents>"
            + "<aid-received/></participant><third-party-support/>"))[0].consortium)
    #expect(unknown.proposal.focus == nil && unknown.awards == nil)
    #expect(unknown.participants[0] == Participant(id: "A", place: unknown.participants[0].place))
    #expect(empty.proposal.focus == [] && empty.awards == [])
    #expect(empty.participants[0].costs == [] && empty.participants[0].represents == [])
    #expect(empty.participants[0].aidReceived == [])
    let null = #"{"participants": [{"id": "A", "costs": null, "sme": null}], "proposal": null}"#
    #expect(withoutPlaces(readings(null)) == withoutPlaces(readings(xml("<participant id='A'/>"))))
  }

  /// Country, region and what comes of them: country, region, whether outermost by the country.
  static let places: [(String, String?, String)] = [
    ("EL", nil, "GR - nil"), ("UK", "UKI", "GB UKI nil"), ("GR", "EL30", "GR EL30 nil"),
    ("GP", nil, "FR FRY1 true"), ("GP", "FRY", "FR FRY1 true"), ("GP", "FRY10", "FR FRY10 true"),
    ("MF", nil, "FR - true"), ("AX", nil, "FI FI20 nil"), ("FR", "FRK", "FR FRK nil"),
    ("FR", "FR", "FR FR nil"), ("fr", "frk2", "FR FRK2 nil"), ("", "FRK2", "FR FRK2 nil"),
    ("XK", nil, "XK - nil"),
  ]

  @Test(arguments: places) func readsPlaces(
    _ country: String, _ region: String?, _ expected: String
  ) throws {
    let facts =
      (country.isEmpty ? "" : " country='\(country)'") + (region.map { " region='\($0)'" } ?? "")
    let participant = try #require(
      readings(xml("<participant id='A'\(facts)/>"))[0].consortium?.participants[0])
    let found = [
      participant.country?.description ?? "-", participant.region?.description ?? "-",
      participant.isOutermost.map { "\($0)" } ?? "nil",
    ]
    #expect(found.joined(separator: " ") == expected)
  }

  @Test func readsTheSamples() throws {
    let folder = library + "/samples"
    let names = try Files.names(inFolder: folder).filter {
      $0.hasSuffix(".json") || $0.hasSuffix(".xml")
    }
    let all = try names.flatMap {
      reader.readings(of: try Files.read(folder + "/" + $0, limit: 1 << 24))
    }
    #expect(!all.isEmpty && all.allSatisfy { $0.consortium != nil }, "\(summary(all))")
  }

  @Test func aPublicBodyIsOneByItsKind() throws {
    let text = json(participant: #", "kind": "public-body""#)
    let consortium = try #require(readings(text)[0].consortium)
    #expect(consortium.participants[0].publicBody == true)
  }

  @Test func readsATextInChunksOfAnySizeAndPassesErrorsOn() {
    struct Enough: Error {}
    let one = "<consortium><participant id='A'/></consortium>\n"
    let text =
      "<consortia xmlns='urn:fundcall:consortium:1'>" + String(repeating: one, count: 3_000)
      + "</consortia>"
    var rest = Array(text.utf8)[...]
    var count = 0
    reader.read(
      named: "t",
      chunks: {
        defer { rest = rest.dropFirst(1_000) }
        return rest.isEmpty ? nil : Array(rest.prefix(1_000))
      }, each: { count += $0.consortium == nil ? 0 : 1 })
    #expect(count == 3_000)
    #expect(throws: Enough.self) {
      try reader.read(Array(text.utf8), named: "t") { _ in throw Enough() }
    }
  }
}

let everyFactInJSON = """
  {
    "name": "Textile",
    "proposal": {"call": "C-1", "strand": "textile", "durationMonths": 36,
      "submissionDate": "2021-11-25", "startDate": "2022-09-01", "requestedGrant": "1365000.00",
      "totalCost": 1400000.0, "objectives": ["network", "adopt"], "focus": ["adopt"],
      "themes": ["digital"], "ecosystems": ["textile"], "targetCountries": ["US", "UK"],
      "trlStart": 6, "declarations": {"mandated-coordinator": true}},
    "participants": [
      {"id": "P1", "name": "Techtera", "country": "GP", "region": "FRY1",
        "role": "coordinator", "kind": "cluster-organisation", "represents": ["company"],
        "nonProfit": true, "publicBody": false, "sme": false, "size": "large", "group": "G1",
        "founded": "2005-07-01", "controlledFrom": "EL", "headcount": 14.5, "turnover": 1900000,
        "balanceSheet": 800000.01, "autonomous": false,
        "accounts": [{"year": 2023, "headcount": 14.5, "turnover": 1900000,
          "balanceSheet": "800000.01", "consolidated": true, "estimate": false,
          "ownershipChanged": true}], "declarations": {"eccp": "registered", "b": false},
        "costs": [{"category": "personnel", "amount": 120000, "workPackage": "WP1",
          "forSMEs": true}], "requestedGrant": 458000, "aidReceived": [{"date": "2024-06-01",
          "amount": 200000, "regime": "de-minimis", "memberState": "FR", "scheme": "INOSTARTAS"}]}
    ], "thirdPartySupport": [
      {"id": "V1", "form": "voucher", "recipient": "sme", "amount": 60000, "count": 15,
        "provider": "P1", "country": "FR", "recipientId": "R1"}],
    "enterprises": [{"id": "E1", "name": "Parent", "kind": "local-authority", "publicBody": true,
      "sameMarket": false, "annualBudget": 9000000, "inhabitants": 4999, "headcount": 3,
      "turnover": 1, "balanceSheet": 2, "accounts": [{"year": 2022, "headcount": 1, "turnover": 2,
        "balanceSheet": 3, "consolidated": false, "estimate": true, "ownershipChanged": false}]}],
    "holdings": [{"of": "P1", "by": "E1", "share": 30, "capital": "24.99", "votes": 25.5,
      "control": ["board-majority"], "invested": 1000, "consolidated": false}]
  }
  """

let everyFactInXML = """
  <consortium xmlns="urn:fundcall:consortium:1" name="Textile">
    <proposal call="C-1" strand="textile" duration-months="36" submission-date="2021-11-25"
      start-date="2022-09-01" requested-grant="1365000.00" total-cost="1400000" trl-start="6">
      <objectives>network adopt</objectives> <focus> adopt </focus> <themes>digital</themes>
      <ecosystems>textile</ecosystems> <target-countries>US
        UK</target-countries>
      <declarations><declaration name="mandated-coordinator" value="true"/></declarations>
    </proposal>
    <participant id="P1" name="Techtera" country="GP" region="FRY1" role="coordinator"
      kind="cluster-organisation" non-profit="true" public-body="false" sme="false" size="large" group="G1"
      founded="2005-07-01" controlled-from="EL" headcount="14.5" turnover="1900000"
      balance-sheet="800000.01" autonomous="false"
      requested-grant="458000"><accounts><period year="2023" headcount="14.5" turnover="1900000"
        balance-sheet="800000.01" consolidated="true" estimate="false" ownership-changed="true"
        /></accounts><represents>company</represents>
      <declarations><declaration name="eccp" value="registered"/><declaration name="b"
        value="false"/></declarations>
      <costs><cost category="personnel" amount="120000" work-package="WP1" for-smes="true"/></costs>
      <aid-received><aid date="2024-06-01" amount="200000" regime="de-minimis" member-state="FR"
        scheme="INOSTARTAS"/>
      </aid-received></participant>
    <third-party-support><!-- --><award id="V1" form="voucher" recipient="sme" amount="60000"
      count="15" provider="P1" country="FR" recipient-id="R1"/></third-party-support>
    <enterprises><enterprise id="E1" name="Parent" kind="local-authority" public-body="true"
      same-market="false" annual-budget="9000000" inhabitants="4999" headcount="3" turnover="1"
      balance-sheet="2"><accounts><period year="2022" headcount="1" turnover="2"
      balance-sheet="3" consolidated="false" estimate="true" ownership-changed="false"/></accounts></enterprise></enterprises>
    <holdings><holding of="P1" by="E1" share="30 %" capital="24.99" votes="25.5" invested="1000"
      consolidated="false"><control>board-majority</control></holding></holdings>
  </consortium>
  """
