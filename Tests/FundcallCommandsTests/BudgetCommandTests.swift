import Foundation
import JSONReading
import Testing

/// The answers of `budget`.
@Suite struct BudgetCommandTests {
  private static let call = "SMP-COSME-2021-CLUSTER-01"

  /// The published figures of funded projects: the report says of which base they are parts.
  @Test(arguments: [
    (
      "vida-budget.xml",
      ["EUR 4 275 510 is 85.51 % of EUR 4 999 920", "direct-sme-support is at least 75 % of"], 2
    ),
    (
      "galactica-budget.xml",
      ["EUR 4 000 000 is 80 % of EUR 5 000 000, at least 75 %", "of total-cost"], 2
    ),
    (
      "greenoffshoretech-budget.xml",
      ["EUR 3 000 000-5 000 000, at least 75 % (EUR 3 750 000)", "costs.1.forSMEs of P1, P2"], 2
    ),
    (
      "silicon-eurocluster-budget.xml",
      [
        "of-the-budget: EUR 1 050 000 is 70 % of EUR 1 500 000, at least 75 %",
        "EUR 75 000 too little (5 percentage points)", "at least 75 % of total-cost",
        "of-the-grant: EUR 1 050 000 is 75 % of EUR 1 400 000, at least 75 %",
        "at least 75 % of requested-grant", "cuts the EUR 1 455 000 of the rates by EUR 55 000",
      ], 2
    ),
    (
      "euroboostex-budget.xml",
      ["EUR 1 050 000 is 72.96 % of EUR 1 439 000", "EUR 29 250 too little"], 2
    ),
    (
      "textile-twin-transition.json",
      ["BUDGET HOLDS 3 of 3 limits kept", "the call allows EUR 1 365 000: nothing to spare"], 0
    ),
  ])
  func giveThePublishedFigures(_ sample: String, _ expected: [String], _ status: Int32)
    async throws
  {
    let answer = try await Program.run(["budget", "Calls/samples/\(sample)", "--on", "2021-11-01"])
    let words = answer.output.split { " \n".contains($0) }.joined(separator: " ")
    for text in expected { #expect(words.contains(text), "\(answer.output)") }
    #expect(answer.status == status && answer.errors.isEmpty, "\(answer.errors)")
    #expect(answer.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  /// Of GALACTICA and GreenOffshoreTech 60 % are money for firms.
  @Test(arguments: ["galactica-budget.xml", "greenoffshoretech-budget.xml"])
  func tellMoneyFromServices(_ sample: String) async throws {
    let folder = try Folder()
    try folder.write(
      "calls/own.xml",
      """
      <call xmlns="urn:fundcall:call:1" language="1" id="OWN">
        <title>Own</title><programme id="OWN">Own</programme>
        <sources><source id="text" document="Text" confidence="A"/></sources>
        <timetable><not-stated>none</not-stated></timetable>
        <requirement id="cash"><title>Cash</title><meaning>Money.</meaning><source ref="text"/>
          <rule>cost of lines whose category is third-party-support is at least 75 % of total-cost</rule>
        </requirement>
      </call>
      """)
    let answer = try await Program.run([
      "budget", "Calls/samples/\(sample)", "--call", "OWN", "--calls", folder.path("calls"),
    ])
    #expect(
      answer.output.contains("EUR 3 000 000 is 60 % of EUR 5 000 000, at least 75 %"),
      "\(answer.output)")
    #expect(answer.output.contains("EUR 750 000 too little (15 percentage points)"))
    #expect(answer.output.contains("no source read states") && answer.status == 1)
  }

  @Test func answerScriptsAsAgreed() async throws {
    let answer = try await Program.run([
      "budget", Program.sample, "--call", Self.call, "--format", "json", "--on", "2021-11-01",
    ])
    let json = try #require(answer.json)
    #expect(
      json.members?.map(\.key) == [
        "consortium", "call", "strand", "totalCost", "requestedGrant", "maximumGrant",
        "effectiveRate", "participants", "categories", "requirements", "findings", "missing",
      ])
    #expect(
      ["totalCost", "requestedGrant", "maximumGrant", "effectiveRate"].map { json[$0]?.number }
        == ["1400000", "1365000", "1365000", "0.975"])
    let partner = try #require(json["participants"]?.elements?.first)
    #expect(
      partner.members?.map(\.key) == ["id", "totalCost", "requestedGrant", "maximumGrant"]
        && partner["maximumGrant"]?.number == "458000")
    let category = try #require(json["categories"]?.elements?.first)
    #expect(
      category.members?.map(\.key) == ["category", "cost", "rate", "maximumGrant"]
        && category["rate"]?.number == "0.9" && category["maximumGrant"]?.number == "274500")
    let ids = json["requirements"]?.elements?.map { $0["id"]?.string }
    #expect(ids == ["max-grant", "rates", "sme-share", "third-party-maximum"])
    let figure = json["requirements"]?.elements?.first?["figures"]?.elements?.first
    #expect(figure?["margin"]?.number == "35000" && answer.output.hasSuffix("}\n"))
  }

  /// W-1, second half: the rates would allow 1 404 000, the cap does not.
  @Test func letTheCapBite() async throws {
    let folder = try Folder()
    let file = try folder.write(
      "c.json",
      """
      {"proposal": {"strand": "textile", "requestedGrant": 1404000}, "participants": [
        {"id": "A", "role": "coordinator", "costs": [
          {"category": "personnel", "amount": 360000},
          {"category": "third-party-support", "amount": 1080000, "forSMEs": true}]}]}
      """)
    let answer = try await Program.run(["budget", file, "--call", Self.call])
    #expect(answer.status == 1)
    for text in [
      "BUDGET DOES NOT HOLD  2 of 3 limits kept, 1 broken",
      "Asked for EUR 1 404 000, the call allows EUR 1 400 000: EUR 4 000 too much.",
      "x Largest grant: EUR 4 000 too much",
      "cuts the EUR 1 404 000 of the rates by EUR 4 000",
    ] {
      #expect(answer.output.contains(text), "\(answer.output)")
    }
  }

  @Test func sayWhyAFigureIsNull() async throws {
    let folder = try Folder()
    let file = try folder.write(
      "c.json",
      """
      {"participants": [{"id": "A", "role": "coordinator", "requestedGrant": 80,
        "costs": [{"category": "travel", "amount": 100}]}]}
      """)
    let answer = try await Program.run([
      "budget", file, "--call", "INNOSUP-01-2018-2020", "--format", "json",
    ])
    let json = try #require(answer.json)
    let missing = try #require(json["missing"]?.elements?.first)
    #expect(json["maximumGrant"]?.isNull == true && answer.status == 2)
    #expect(missing["path"]?.string == "participants.A.nonProfit")
    #expect(missing["because"]?.string == "missing-facts")
    #expect(
      missing["figures"]?.elements?.map(\.string) == [
        "maximumGrant", "effectiveRate", "participants.A.maximumGrant",
      ])
    let text = try await Program.run(["budget", file, "--call", "INNOSUP-01-2018-2020"])
    #expect(text.output.contains("70-100 %") && text.output.contains("70-100"))
    #expect(text.output.contains("would tell more: nonProfit of A"))
  }

  @Test func warnByTheGeneralRuleWhereTheCallIsSilent() async throws {
    let folder = try Folder()
    let file = try folder.write(
      "c.json",
      """
      {"participants": [{"id": "A", "role": "coordinator"}], "thirdPartySupport": [
        {"id": "V1", "recipientId": "F", "amount": 40000},
        {"id": "V2", "recipientId": "F", "amount": 20000.01}]}
      """)
    let silent = try await Program.run(["budget", file, "--call", "\(Self.call)/textile"])
    #expect(silent.output.contains("third-party-maximum, warning"))
    #expect(silent.output.contains("V1: EUR 60 000.01, at most EUR 60 000: EUR 0.01 too much"))
    #expect(silent.output.contains("Article 207"))
    let own = try await Program.run(["budget", file, "--call", "INNOSUP-01-2018-2020"])
    #expect(!own.output.contains("third-party-maximum") && own.output.contains("voucher-cap"))
  }

  @Test func writeATableForSpreadsheets() async throws {
    let answer = try await Program.run([
      "budget", "Calls/samples/silicon-eurocluster-budget.xml", "--format", "csv",
    ])
    let rows = answer.output.split(whereSeparator: \.isNewline)
    #expect(
      rows.first
        == "consortium,call,strand,participant,name,category,cost,rate,maximumGrant,requestedGrant")
    #expect(
      rows.contains {
        $0.hasSuffix("electronics,P1,First partner,third-party-support,600000,1,600000,")
      })
    #expect(
      rows.last?.hasSuffix("electronics,,,total,1500000,0.933333,1400000,1400000") == true)
  }

  @Test(arguments: [
    (["budget"], 64, "no file"), (["budget", "none.json"], 66, "no such file"),
    (["budget", Program.sample, "--format", "ics"], 64, "--format"),
    (["budget", Program.sample, "--call", "NONE"], 64, "there is no call"),
  ])
  func refuseWrongUse(_ arguments: [String], _ status: Int32, _ message: String) async throws {
    let answer = try await Program.run(arguments)
    #expect(answer.status == status && answer.errors.contains(message), "\(answer.errors)")
  }

  /// Ten partners with long names and every category: figures are never cut.
  @Test func fitTheScreen() async throws {
    let folder = try Folder()
    let categories = [
      "personnel", "subcontracting", "travel", "equipment", "goods-and-services",
      "third-party-support", "in-kind", "lump-sum", "indirect",
    ]
    let costs = categories.map { #"{"category": "\#($0)", "amount": 123456.78}"# }
      .joined(separator: ",")
    let partners = (1...10).map { number in
      let role = number == 1 ? "coordinator" : "beneficiary"
      return #"{"id": "P\#(number)", "role": "\#(role)", "costs": [\#(costs)], "#
        + #""name": "Association of a very long name that nobody can remember \#(number)"}"#
    }
    let file = try folder.write(
      "c.json", #"{"participants": [\#(partners.joined(separator: ","))]}"#)
    let answer = try await Program.run(["budget", file, "--call", "\(Self.call)/textile"])
    #expect(answer.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
    #expect(answer.output.contains("1 234 567.80") && answer.output.contains("123 456.78 b"))
    #expect(answer.output.contains("11 111 110.20"))
  }
}
