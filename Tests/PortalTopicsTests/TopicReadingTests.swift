import Foundation
import FundingCalls
import FundingTerms
import PortalTopics
import SourceText
import Testing

/// What the portal's files state, and what it only seems to state.
@Suite struct TopicReadingTests {
  private func topic(_ text: String) throws -> Topic { try #require(topics(text).first) }

  @Test(arguments: [1, 7, 1 << 16])
  func readsTheListOfAllCallsAndLeavesOutTenders(chunk: Int) {
    let text = """
      {"fundingData": {"GrantTenderObj": [
        {"type": 1, "identifier": "DEMO-2027-01", "title": "One"},
        {"type": 0, "identifier": "UCA 23/028"},
        {"type": 2, "identifier": "EuropeAid/186661/DD/ACT/JM"}, {"type": 8, "identifier": " "}]}}
      """
    #expect(
      summary(text, chunk: chunk) == [
        "topic DEMO-2027-01", "tender", "topic EuropeAid-186661-DD-ACT-JM", "4:60 topic.identifier",
      ])
  }

  @Test(arguments: [
    // Midnight in UTC is a day, and the hour 17:00 in Brussels, in summer and in winter.
    ("1738713600000", "2025-02-05T17:00:00+01:00"), ("1789603200000", "2026-09-17T17:00:00+02:00"),
    // Any other time is an instant.
    ("1727560740000", "2024-09-28T23:59:00+02:00"),
    ("\"1789657200000\"", "2026-09-17T17:00:00+02:00"),
    ("0", "none"), ("\"\"", "none"), ("-5", "none"), ("99999999999999999999", "none"),
    ("\"soon\"", "none"), ("null", "none"),
    // Words for people, an hour being one of Brussels.
    ("\"19 May 2020\"", "2020-05-19T17:00:00+02:00"),
    ("\"14 April 2015 12:30:00\"", "2015-04-14T12:30:00+02:00"), ("\"31 June 2020\"", "none"),
  ])
  func tellsADayFromAnInstant(date: String, expected: String) throws {
    let found = try topic(details("X-1", "\"deadlineDatesLong\": [\(date)]")).deadlines.first
    #expect((found.map { "\($0)" } ?? "none") == expected)
  }

  @Test(arguments: [
    ("2024-04-18T19:00:00.000+0200", "2024-04-18T17:00:00+02:00"),
    ("2026-04-29T00:00:00.000+0000", "2026-04-29T17:00:00+02:00"),
    ("2023-12-07T01:00:00.000+0100", "2023-12-07T17:00:00+01:00"),
    ("2026-04-29T12:30:00Z", "2026-04-29T14:30:00+02:00"),
    ("2026-13-29T12:30:00Z", "none"), ("2026-04-29 noon", "none"),
  ])
  func readsTheDatesOfTheSearchInUTC(date: String, expected: String) throws {
    let found = try topic(
      """
      {"results": [{"language": "en", "metadata":
        {"identifier": ["X-1"], "type": ["1"], "deadlineDate": ["\(date)"]}}]}
      """
    ).deadlines.first
    #expect((found.map { "\($0)" } ?? "none") == expected)
  }

  @Test func readsTheFormerListOfTheTopicsOfHorizon2020() throws {
    let found = try topic(
      """
      {"topicData": {"Topics": [{"identifier": "NMBP-01-2016", "title": "T", "callStatus": "Closed",
        "callIdentifier": "H2020-NMBP", "callProgramme": "H2020", "tags": ["t"],
        "plannedOpeningDate": "14 October 2015", "deadlineDates": ["21 January 2016 17:00:00"],
        "actions": [{"deadlineModel": "single-stage", "types": ["RIA Research action"]}]}]}}
      """)
    #expect(found.deadlines.map { "\($0)" } == ["2016-01-21T17:00:00+01:00"])
    #expect(found.opening?.description == "2015-10-14")
    #expect(found.typesOfAction == ["RIA Research action"])
    #expect(found.programme?.abbreviation == "H2020")
    #expect([found.record.status, found.record.deadlineModel] == ["Closed", "single-stage"])
  }

  @Test(arguments: [
    (#"{"callData": {"Calls": []}}"#, "the portal's former list of the calls of Horizon 2020"),
    (#"[{"projectID": "1", "role": "x"}]"#, "CORDIS's list of organisations"),
    (#"{"participants": []}"#, "a consortium"),
  ])
  func refusesOtherDataByName(text: String, words: String) {
    let told = items(text).compactMap { item in
      if case .problem(let problem) = item { problem.message } else { nil }
    }
    #expect(told == ["this is \(words), not topics of the portal"])
  }

  @Test func takesItsOwnLinesOfTheBudgetOfItsCall() throws {
    let overview = """
      "budgetOverviewJSONItem": {"budgetTopicActionMap": {
        "1": [{"action": "demo-2027-01 - DEMO-RIA Demo", "deadlineModel": "single-stage",
          "deadlineDates": ["1789603200000"], "plannedOpeningDate": "1776384000000",
          "budgetYearMap": {"2026": "12000000", "2027": 500000.5, "2028": ""},
          "expectedGrants": 3, "minContribution": 4000000, "maxContribution": 0}],
        "2": [{"action": "DEMO-2027-010 - DEMO-RIA Demo", "budgetYearMap": {"2026": "7"}}],
        "3": [{"action": "DEMO-2027-01-B - X", "budgetYearMap": {"2026": "7"}}]}}
      """
    let topic = try topic(details("DEMO-2027-01", overview))
    #expect(topic.budget.amount == Money(cents: 1_250_000_050))
    #expect(topic.record.expectedGrants == 3)
    #expect(topic.record.minContribution == Money(cents: 400_000_000))
    #expect(topic.record.maxContribution == nil)
    #expect(topic.deadlines.map(\.date.description) == ["2026-09-17"])
    #expect(topic.opening?.description == "2026-04-17")
    #expect(topic.record.deadlineModel == "single-stage")
  }

  @Test func leavesOpenWhetherTwoActionsShareABudget() throws {
    func line(_ type: String, _ amount: String) -> String {
      "{\"action\": \"X-1 - \(type)\", \"budgetYearMap\": {\"2026\": \"\(amount)\"}}"
    }
    func budget(_ lines: String...) throws -> TopicBudget {
      try topic(
        details(
          "X-1",
          """
          "budgetOverviewJSONItem": {"budgetTopicActionMap": {"1": [\(lines.joined(separator: ","))]}}
          """)
      ).budget
    }
    #expect(
      try budget(line("A", "5"), line("B", "5")) == .perhapsShared(Money(cents: 500), actions: 2))
    #expect(try budget(line("A", "5"), line("B", "6")) == .amount(Money(cents: 1100)))
    #expect(try budget(line("A", "0")) == .notStated)
  }

  @Test(arguments: [
    ("Europeâ€™s caf\u{C3}\u{A9}", "Europe’s café"), ("an â€œidâ€\u{9D} of", "an “id” of"),
    ("Ã¢â‚¬â„¢", "’"), ("caf\u{E9} â€ and", "café â€ and"), ("CAFÉ” and IRMÃ”", "CAFÉ” and IRMÃ”"),
    ("HORIZON  Research\u{A0}and\tmore ", "HORIZON Research and more"),
    ("a\u{202E}b\u{200B}c\u{7}d\u{FEFF}", "abcd"), ("5 <b> & \\\"6\\\"", "5 <b> & \"6\""),
  ])
  func cleansTitlesAndMendsOnlyWhatIsCertain(title: String, expected: String) throws {
    let text = "{\"TopicDetails\": {\"identifier\": \"X\", \"title\": \"\(title)\"}}"
      .replacingOccurrences(of: "\u{7}", with: "\\u0007").replacingOccurrences(
        of: "\t", with: "\\t")
    #expect(try topic(text).title == expected)
  }

  @Test(
    arguments: [
      ("HORIZON-CL6-2026-01", "HORIZON-CL6-2026-01", "horizon-cl6-2026-01.xml"),
      ("../../etc/passwd", "etc-passwd", "etc-passwd.xml"), ("CON", "CON", "topic-con.xml"),
      ("lpt1.x", "lpt1.x", "topic-lpt1.x.xml"), ("a--b__c. d\u{0}é", "a-b_c.d", "a-b_c.d.xml"),
      ("", nil, nil), ("../..", nil, nil),
    ] as [(String, String?, String?)])
  func makesIdsThatAreSafeAsNamesOfFiles(identifier: String, id: String?, file: String?) {
    #expect(TopicName.id(of: identifier) == id)
    #expect(id.map { TopicName.file(of: $0) } == file)
  }

  @Test func keepsLongIdentifiersApart() throws {
    let long = String(repeating: "x", count: 300)
    let (first, second) = (TopicName.id(of: long + "1"), TopicName.id(of: long + "2"))
    #expect(first != second)
    #expect(try #require(first).utf8.count <= 100)
  }

  @Test func readsTheSearchWithItsTextsOfJSON() throws {
    let topic = try topic(
      """
      {"apiVersion": "2.154", "results": [{"language": "en", "url": "https://example.eu/t?x=1",
        "metadata": {"identifier": ["X-1"], "title": ["T"], "type": ["1"], "status": ["31094501"],
        "typesOfAction": ["DEMO  Actions"], "frameworkProgramme": ["43108390"],
        "budgetOverview": ["{\\"budgetTopicActionMap\\": {\\"1\\": [{\\"action\\": \\"X-1 - D\\", \
      \\"budgetYearMap\\": {\\"2026\\": \\"9\\"}}]}}"],
        "latestInfos": ["[{\\"lastChangeDate\\": \\"2026-02-03T10:00:00.1\\", \
      \\"content\\": \\"<p>New &amp; longer</p>\\"}]"],
        "topicConditions": ["<h4>2. Eligible</h4><p>At least two SMEs.</p>"]}}]}
      """)
    #expect(topic.budget.amount == Money(cents: 900))
    #expect(topic.record.status == "Forthcoming")
    #expect(topic.typesOfAction == ["DEMO Actions"])
    #expect(topic.address == "https://example.eu/t?x=1")
    #expect(topic.record.infos.map(\.text) == ["New & longer"])
    #expect(
      topic.conditions == [
        ConditionsBlock(.heading, "2. Eligible"), ConditionsBlock(.paragraph, "At least two SMEs."),
      ])
  }

  @Test func readsATableOfTopics() throws {
    let table = #"""
      openDate,closeDate,s2Date,process,actionType,topicId,topicTitle
      2022-12-08,2023-03-07,2023-10-05,two-stage,DEMO-RIA,X-1,"One, ""two"""
      2022-12-08,2023-03-07,x
      """#
    #expect(summary(table, named: "t.csv") == ["topic X-1", "3:1 topic.row"])
    let topic = try topic(table)
    #expect(topic.title == "One, \"two\"")
    #expect(topic.deadlines.map(\.date.description) == ["2023-03-07", "2023-10-05"])
  }

  @Test(arguments: [
    ("<!DOCTYPE html><html><title>Sign in</title>", "1:1 json.markup"),
    ("{\"d\": {\"results\": 3}, \"x\": 1}", "1:1 topic.not-found"),
    ("[{\"a\": 1}, {\"a\": 2}]", "1:2 topic.not-found"), ("", "1:1 json.empty"),
    ("{}", "1:1 topic.not-found"), ("[1, 2]", "1:2 topic.not-found"),
    ("{\"TopicDetails\": {\"title\": \"no id\"}}", "1:18 topic.not-found"),
    ("{\"fundingData\": {\"GrantTenderObj\": [{\"identifier\": \"X", "1:52 json.not-closed"),
  ])
  func saysWhyAFileHoldsNoTopics(text: String, expected: String) {
    #expect(summary(text) == [expected])
  }
}
