import Consortia
import FundingTerms
import SourceText
import Testing

/// Tables with a row for each participant.
@Suite struct TableTests {
  /// The consortium of a table, as JSON; else what is wrong with it.
  private static func json(_ table: String) -> String {
    let reading = readings(table, named: "t.csv")[0]
    guard let consortium = reading.consortium else { return problems(table) }
    let bytes = ConsortiumWriter(places: places).bytes(of: consortium, as: .jsonl)
    return String(decoding: bytes, as: UTF8.self).replacing("\n", with: "")
  }

  private static func problems(_ table: String) -> String {
    readings(table, named: "t.csv")[0].diagnostics.map { diagnostic in
      let place = diagnostic.place.map { "\($0.line):\($0.column) " } ?? ""
      return "\(place)\(diagnostic.message) [\(diagnostic.code)] \(diagnostic.help ?? "")"
    }.joined(separator: "\n")
  }

  private static let tables: [(String, String)] = [
    ("id\nA", #"{"participants":[{"id":"A"}]}"#),
    (
      "ID;Country;Non-profit;Kind\nA;el;TRUE;Cluster organisation\n;;;\n",
      #"{"participants":[{"id":"A","country":"GR","kind":"cluster-organisation","nonProfit":true}]}"#
    ),
    (
      "id,consortium.name,proposal.call,proposal.focus\nA,Two,X-1,\"a, b\"\nB,,X-1,\n",
      #"{"name":"Two","proposal":{"call":"X-1","focus":["a","b"]},"#
        + #""participants":[{"id":"A"},{"id":"B"}]}"#
    ),
    (
      "id;personnel;third-party-support WP3 for-smes\nA;1.365.000,50;350 000 €\nB;?;\n",
      #"{"participants":[{"id":"A","costs":[{"category":"personnel","amount":1365000.50},"#
        + #"{"category":"third-party-support","amount":350000,"workPackage":"WP3","forSMEs":true}]},"#
        + #"{"id":"B","costs":[{"category":"personnel"}]}]}"#
    ),
    (
      "id,costs,represents,declarations.eccp\nA,none,none,TRUE\nB,,,registered\n",
      #"{"participants":[{"id":"A","represents":[],"declarations":{"eccp":true},"costs":[]},"#
        + #"{"id":"B","declarations":{"eccp":"registered"}}]}"#
    ),
    (
      "id,aidReceived.2.amount,aidReceived.1.date\nA,7,2024-06-01\n",
      #"{"participants":[{"id":"A","aidReceived":[{"date":"2024-06-01"},{"amount":7}]}]}"#
    ),
    (
      "id,award.id,award.amount,award\nA,,,\n,V1,60000,\n,,,?\n",
      #"{"participants":[{"id":"A"}],"thirdPartySupport":[{"id":"V1","amount":60000,"count":1},"#
        + #"{"count":1}]}"#
    ),
    ("id,award\nA,none\n", #"{"participants":[{"id":"A"}],"thirdPartySupport":[]}"#),
    ("id,# note\nA,who knows\n", #"{"participants":[{"id":"A"}]}"#),
    ("id,name\nA,'=1+1\n", #"{"participants":[{"id":"A","name":"=1+1"}]}"#),
  ]

  @Test(arguments: tables) func readsAParticipantARow(_ table: String, _ expected: String) {
    #expect(Self.json(table) == expected)
  }

  private static let mistakes: [(String, [String])] = [
    ("id;role\nA;leader\n", ["2:3", "'role' in B2 is a role, not 'leader'", "coordinator"]),
    ("id,Country\nA,ZZ\n", ["2:3", "'Country' in B2", "'ZZ'"]),
    ("id,personnel WP1\nA,12x\n", ["'personnel WP1' in B2 is an amount"]),
    ("id;travel\nA;1,365\n", ["'1,365'", "write '1365', or two decimals"]),
    ("id;travel\nA;1,36,5\n", ["without signs between thousands"]),
    ("id;travel\nA;-5\n", ["zero or more"]),
    ("id,contry\nA,ES\n", ["1:4 'contry' in B1 names no fact", "did you mean 'country'?"]),
    ("id,proposal.cal\nA,X\n", ["did you mean 'proposal.call'?"]),
    ("id,comments\nA,X\n", ["put '#' before its heading"]),
    ("id,country,Country\nA,ES,FR\n", ["1:12", "two columns, B1 and C1"]),
    ("id,country\nA,ES,extra\n", ["2:6", "the cell C2 has no heading above it: 'extra'"]),
    ("id,,country\nA,x,ES\n", ["the cell B2 has no heading", "give the column a heading"]),
    ("id,country\n,ES\n", ["2:1 'id' is missing from a participant"]),
    ("id\nA\nA\n", ["3:1 two participants have the id 'A'"]),
    ("id,role\nA,coordinator\nB,coordinator\n", ["3:3", "'A' is it already"]),
    ("id,proposal.call\nA,X\nB,Y\n", ["'proposal.call' in B3 differs from B2, which says 'X'"]),
    ("id,award.amount\nA,5\n", ["stands in rows of its own", "row 2 holds something else"]),
    ("id,costs\nA,5\n", ["'costs' in B2 takes only 'none'"]),
    ("id,publicBody,kind\nA,no,public-body\n", ["'publicBody' in B2 is false"]),
    ("id,country,region\nA,ES,FRK2\n", ["2:6 the region FRK2 lies outside"]),
    ("id,name\nA,\"two\nlines\"\n", ["'name' in B2", "remove the control character"]),
    ("id\nA\u{202E}B\n", ["'id' in A2", "\\u{202e}", "invisible character"]),
    ("time,value\n1,2\n3,4\n", ["no table of participants", "columns are time, value"]),
    ("id,\"name\nA,x\n", ["this quote is never closed"]),
    ("# only\n# remarks\n", ["no headings"]),
  ]

  @Test(arguments: mistakes) func namesTheCell(_ table: String, _ words: [String]) {
    let told = Self.problems(table)
    for word in words { #expect(told.contains(word)) }
  }

  @Test func isToldFromItsHeadingsWhereItHasNoName() throws {
    #expect(readings("id,country\nA,ES\n", named: "-")[0].consortium?.participants.count == 1)
    #expect(summary(readings("when,country\n1,ES\n", named: "-")) == ["1 - format@1:1"])
    let page = readings("<!DOCTYPE html><p>Log in", named: "t.csv")[0].diagnostics
    #expect(page.map(\.message) == ["the file is a web page"])
  }

  @Test func keepsTheOrderOfLinesThatOthersHaveOtherwise() throws {
    let text = """
      {"participants": [
        {"id": "A", "costs": [{"category": "travel", "amount": 1},
          {"category": "personnel", "amount": 2}, {"category": "travel", "amount": 3}]},
        {"id": "B", "costs": [{"category": "personnel", "amount": 4},
          {"category": "travel", "workPackage": "for-smes", "forSMEs": false, "amount": 5},
          {"category": "travel", "workPackage": "a \\"b\\" #2"}, {"workPackage": "support x"}]},
        {"id": "C", "costs": [{"category": "travel", "amount": 6},
          {"category": "travel", "amount": 7}, {"category": "personnel", "amount": 8}]}]}
      """
    let expected = readings(text)
    let consortium = try #require(expected[0].consortium)
    let bytes = ConsortiumWriter(places: places).bytes(of: consortium, as: .csv)
    #expect(withoutPlaces(reader.readings(of: bytes, named: "t.csv")) == withoutPlaces(expected))
  }
}
