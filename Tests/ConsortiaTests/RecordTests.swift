import Consortia
import SourceText
import Testing

/// A text and what came of it, as ``summary(_:)`` has it.
struct RecordCase: Sendable, CustomTestStringConvertible {
  let text: String
  let expected: [String]
  let says: String

  var testDescription: String { String(text.prefix(100)) }

  init(_ text: String, _ expected: String..., says: String = "") {
    (self.text, self.expected, self.says) = (text, expected, says)
  }
}

enum Records {
  static let wrong = [
    // Names.
    RecordCase(
      json(participant: #", "nonprofit": true"#), "1 - unknown-key@1:32",
      says: "did you mean 'nonProfit'?"),
    RecordCase(
      json(participant: #", "non-profit": true"#), "1 - unknown-key@1:32",
      says: "'participants[0].non-profit' is no fact of a participant"),
    RecordCase(
      xml("<participant id='P1' nonProfit='true'/>"), "1 - unknown-key@1:68",
      says: "did you mean 'non-profit'?"),
    RecordCase(
      xml("<participant id='P1' costs=''/>"), "1 - unknown-key@1:68",
      says: "<costs>…</costs>"),
    RecordCase(
      xml("<participant id='P1'><name>x</name></participant>"), "1 - unknown-key@1:69",
      says: "name=\"…\""),
    RecordCase(
      xml("<participants/>"), "1 - no-participants@1:2 unknown-key@1:48",
      says: "did you mean 'participant'?"),
    RecordCase(
      xml("<participant id='P1'><costs><aid/></costs></participant>"), "1 - unknown-key@1:76",
      says: "only <cost> may stand in this list"),
    RecordCase(
      xml("<participant id='P1'><costs x=''/></participant>"), "1 - unknown-key@1:75",
      says: "no attribute of <costs>"),
    RecordCase(
      xml("<participant id='P1'/><proposal><focus><b>x</b></focus></proposal>"),
      "1 - unknown-key@1:87", says: "a list of words has no elements"),
    RecordCase(
      xml("<participant id='P1'>hello</participant>"), "1 - unknown-key@1:48",
      says: "text has no place here: 'hello'"),
    RecordCase(
      xml("<participant id='P1'/><proposal/><proposal/>"), "1 - duplicate-key@1:81",
      says: "twice in a consortium"),
    RecordCase(
      json(participant: #", "sme": true, "sme": false"#), "1 - json.duplicate-key@1:45"),
    // What is missing.
    RecordCase("{}", "1 - missing-key@1:1", says: "'participants' is missing"),
    RecordCase(#"{"participants": []}"#, "1 [] no-participants@1:1"),
    RecordCase(xml(""), "1 [] no-participants@1:2"),
    RecordCase(#"{"participants": [{}]}"#, "1 - missing-key@1:19", says: "'participants[0].id'"),
    RecordCase(xml("<participant/>"), "1 - missing-key@1:48", says: "'id' is missing"),
    RecordCase(
      xml(
        "<participant id='P1'><declarations><declaration name='a'/></declarations></participant>"),
      "1 - missing-key@1:83", says: "'value' is missing from a declaration"),
    RecordCase("[7]", "1 - type@1:2", says: "a consortium is an object, not a number"),
    RecordCase(
      #"{"participants": [7, {"id": "P1", "sme": 0}]}"#, "1 - type@1:19 truth@1:42",
      says: "'participants[1].sme'"),
    // What facts must be to each other.
    RecordCase(
      #"{"participants": [{"id": "P1"}, {"id": "P1"}]}"#, "1 - duplicate-id@1:40",
      says: "two participants have the id 'P1'"),
    RecordCase(
      xml("<participant id='é'/><participant id='e\u{301}'/>"), "1 - duplicate-id@1:85"),
    RecordCase(
      xml(
        "<participant id='A' role='coordinator'/><participant id='B' role='coordinator'/>"),
      "1 - second-coordinator@1:113", says: "'A' is it already"),
    RecordCase(
      json(participant: #", "kind": "public-body", "publicBody": false"#),
      "1 - public-body@1:69", says: "'participants[0].publicBody' is false"),
    RecordCase(
      xml("<participant id='P1' country='DE' region='FRK2'/>"), "1 - region-outside@1:89",
      says: "the region FRK2 lies outside the country DE; it is in FR"),
    RecordCase(
      xml("<participant id='P1' country='GP' region='FRK2'/>"), "1 - region-outside@1:89",
      says: "outside FRY1"),
    RecordCase(
      xml("<participant id='P1' country='ZZ' region='FRK2'/>"), "1 - country@1:77"),
    RecordCase(
      xml(
        "<participant id='P1'/><third-party-support><award id='V'/><award id='V'/>"
          + "</third-party-support>"), "1 - duplicate-id@1:116"),
    RecordCase(
      xml(
        "<participant id='P1'/><third-party-support><award provider='P2'/></third-party-support>"),
      "1 [P1] unknown-provider@1:107", says: "did you mean 'P1'?"),
    RecordCase(
      json(participant: #", "role": "associated", "costs": [{"amount": 5}]"#),
      "1 [P1] costs-not-charged@1:63", says: "associated partners charge nothing"),
    RecordCase(
      #"{"participants": [{"id": "P1", "declarations": {"a": true, "a": false}}]}"#,
      "1 - json.duplicate-key@1:60"),
    RecordCase(
      xml(
        "<participant id='P1'><declarations><declaration name='a' value='b'/>"
          + "<declaration name='a' value='c'/></declarations></participant>"),
      "1 - duplicate-key@1:134", says: "'a' is declared twice"),
    // What no reader should choke on.
    RecordCase(
      #"{"participants": "# + String(repeating: "[", count: 100_000), "1 - json.too-deep@1:81"),
    RecordCase(json(participant: #", "headcount": NaN"#), "1 - json.number@1:45"),
    RecordCase(#"{"participants": [{"id": "\ud800"}]}"#, "1 - json.surrogate@1:27"),
    RecordCase("", "1 - xml.empty"),
    RecordCase("hello", "1 - format@1:1", says: "neither XML nor JSON"),
  ]

  static let many = [
    RecordCase("[]"),
    RecordCase(#"<consortia xmlns="urn:fundcall:consortium:1"/>"#),
    RecordCase(#"<consortia xmlns="urn:fundcall:consortium:1" x=""/>"#, "1 - unknown-key"),
    RecordCase(
      #"<consortia xmlns="urn:fundcall:consortium:1">text</consortia>"#, "1 - unknown-key"),
    RecordCase(
      #"{"name": "\#(String(repeating: "x", count: 100_000))", "participants": [{"id": "A"}]}"#
        + "\n" + #"{"participants": [{"id": "B"}]}"#, "1 [A]", "2 [B]"),
    RecordCase(
      """
      {"participants": [{"id": "A"}]}
      {"participants": [{"id": "B"}
      {"participants": [{"id": "C", "sme": 1}]}

      {"participants": [{"id": "D"}]}
      """, "1 [A]", "2 - json.not-closed@2:18", "3 - truth@3:38", "4 [D]"),
    RecordCase(
      """
      [{"participants": [{"id": "A"}]},
       {"participants": [{"id": 7}]}, {"participants": [{"id": "C"}]}]
      """, "1 [A]", "2 - text@2:27", "3 [C]"),
    RecordCase(
      """
      <consortia xmlns="urn:fundcall:consortium:1">
        <consortium><participant id="A"/></consortium>
        <consortium><participant id="B" sme="1"/></consortium>
        <consortium><participant id="A"/></consortium>
        <project/>
      </consortia>
      """, "1 [A]", "2 - truth@3:40", "3 [A]", "4 - unknown-key@5:4"),
    RecordCase(
      """
      <consortia xmlns="urn:fundcall:consortium:1">
        <consortium><participant id="A"/></consortium>
        <consortium><participant id="B"></consortium>
      </consortia>
      """, "1 [A]", "2 - xml.malformed@3:35"),
  ]
}

@Suite struct RecordTests {
  @Test(arguments: Records.wrong) func saysWhatIsWrongWithARecord(_ record: RecordCase) {
    let found = readings(record.text)
    #expect(summary(found) == record.expected)
    let said = found.flatMap(\.diagnostics).map { "\($0.message) \($0.help ?? "")" }
    #expect(record.says.isEmpty || said.contains { $0.contains(record.says) }, "\(said)")
  }

  @Test(arguments: Records.many) func aBrokenRecordCostsThatRecordOnly(_ record: RecordCase) {
    let found = readings(record.text)
    #expect(summary(found) == record.expected)
    #expect(!found.map(\.isOneOfMany).contains(false))
  }

  @Test func readsALoneLineOfALinesFileAsOneOfMany() {
    let text = #"{"participants": [{"id": "A"}]}"#
    #expect(readings(text, named: "a.jsonl").map(\.isOneOfMany) == [true])
    #expect(readings(text, named: "a.json").map(\.isOneOfMany) == [false])
  }

  @Test func readsNoMoreParticipantsThanAnyConsortiumHas() {
    let people = (0..<10_002).map { #"{"id": "\#($0)"}"# }.joined(separator: ",")
    let elements = (0..<10_002).map { #"<participant id="\#($0)"/>"# }.joined()
    #expect(
      [#"{"participants": [\#(people)]}"#, xml(elements)].map {
        readings($0)[0].diagnostics.map(\.code)
      }
        == [["consortium.too-many"], ["consortium.too-many"]])
  }

  @Test func tellsOnlySomeOfManyFaults() {
    let people = String(repeating: "<participant id='' sme='x'/>", count: 500)
    #expect(readings(xml(people))[0].diagnostics.count == 50)
  }
}
