import Foundation
import FundingCalls
import FundingTerms
import PortalTopics
import SourceText
import Testing

/// Importing again: the portal's news come in, and what a person wrote stays.
@Suite struct TopicImportTests {
  private static let name = "demo-2027-01.xml"
  private static func topic(
    title: String = "A topic", deadlines: String = "1803859200000", more: String = ""
  ) -> String {
    """
    {"TopicDetails": {"identifier": "DEMO-2027-01", "title": "\(title)",
      "plannedOpeningDateLong": 1798761600000, "deadlineDatesLong": [\(deadlines)],
      "actions": [{"types": [{"typeOfAction": "DEMO-RIA Demo"}]}]\(more)}}
    """
  }

  @Test func writesADocumentThatTheLibraryReads() throws {
    let imports = try Imports()
    #expect(try imports.run(Self.topic()) == ["new"])
    let library = CallLibrary(reading: [
      SourceFile(name: "f", text: Imports.family),
      SourceFile(name: "t", text: try imports.read(Self.name)),
    ])
    #expect(library.diagnostics.isEmpty, "\(library.diagnostics)")
    let call = try #require(library.call("demo-2027-01"))
    #expect(call.programme?.id == "DEMO")
    #expect(call.timetables.first?.deadlines.first?.at?.description == "2027-03-01T17:00:00+01:00")
    #expect(call.timetables.first?.opening?.date.description == "2027-01-01")
    #expect(call.isImported)
  }

  @Test func takesTheCountriesOfItsPartOfTheProgramme() throws {
    let imports = try Imports()
    let division =
      #", "programmeDivision": [{"abbreviation": "DEMO"}, {"abbreviation": "DEMO.2.6"}]"#
    try imports.run(Self.topic(more: division))
    #expect(try imports.read(Self.name).contains(#"of="country" from="demo-two""#))
    #expect(try imports.run(Self.topic()) == ["unchanged"], "another file may not state it")
    for (id, isOther) in [("DEMO-JU-1", true), ("DEMO-X-1", false)] {
      try imports.run(details(id, "\"x\": 1"))
      let text = try imports.read("\(id.lowercased()).xml")
      #expect(text.contains("<definitions>") == isOther)
    }
  }

  @Test func leavesAnUnchangedTopicByteForByte() throws {
    let imports = try Imports()
    try imports.run(Self.topic())
    let before = try imports.read(Self.name)
    #expect(try imports.run(Self.topic(), on: "2027-02-01") == ["unchanged"])
    #expect(try imports.read(Self.name) == before)
  }

  @Test func keepsTheFirstDateOfAPostponedDeadline() throws {
    let imports = try Imports()
    try imports.run(Self.topic())
    let moved = Self.topic(deadlines: "1805068800000")
    #expect(
      try imports.run(moved, on: "2027-02-01") == [
        "deadline 2027-03-01 17:00 -> 2027-03-15 17:00, postponed by 14 days"
      ])
    #expect(
      try imports.read(Self.name).contains(
        #"<amendment known-from="2027-02-01" date="2027-03-15" source="portal-topic"/>"#))
    #expect(try imports.run(moved, on: "2027-02-02") == ["unchanged"])
    #expect(
      try imports.run(Self.topic(), on: "2027-02-03") == [
        "deadline 2027-03-15 17:00 -> 2027-03-01 17:00, brought forward by 14 days"
      ])
  }

  @Test func keepsWhatAPersonChangedAndListsTheConflict() throws {
    let imports = try Imports()
    try imports.run(Self.topic())
    try imports.edit(Self.name, "<title>A topic</title>", "<title>Ours</title>")
    #expect(try imports.run(Self.topic()) == ["unchanged"])
    #expect(try imports.run(Self.topic(title: "New")) == ["conflict: title: now 'New'"])
    #expect(try imports.run(Self.topic(title: "New")) == ["unchanged"])
    #expect(try imports.read(Self.name).contains("<title>Ours</title>"))
  }

  @Test func keepsWhatAPersonAdded() throws {
    let imports = try Imports()
    try imports.run(Self.topic())
    let own = """
      <!-- ours --><requirement id="extra"><title>E</title><meaning>E</meaning>
          <source ref="portal-topic"/><rule>requested-grant is at most EUR 5</rule></requirement>
      """
    try imports.edit(Self.name, "  <not-checked", "  \(own)\n  <not-checked")
    try imports.edit(
      Self.name, "</sources>", #"<source id="w" document="W" confidence="B"/></sources>"#)
    let outcome = try imports.run(Self.topic(title: "New", deadlines: "1805068800000"))
    #expect(outcome[0].hasPrefix("title: now 'New' | deadline"))
    let text = try imports.read(Self.name)
    #expect(text.contains(own))
    #expect(text.contains(#"id="w""#))
    #expect(text.contains("<title>New</title>"))
  }

  @Test func doesNotBringBackWhatAPersonRemoved() throws {
    let imports = try Imports()
    let text = #", "conditions": "<p>At least two SMEs must take part.</p>""#
    try imports.run(Self.topic(more: text))
    let document = try imports.read(Self.name)
    let start = try #require(document.range(of: "  <not-checked"))
    let end = try #require(document.range(of: "</not-checked>\n"))
    try imports.edit(Self.name, String(document[start.lowerBound..<end.upperBound]), "")
    #expect(try imports.run(Self.topic(title: "New", more: text)) == ["title: now 'New'"])
    #expect(!(try imports.read(Self.name).contains("not-checked")))
  }

  @Test func addsWhatALaterFileStatesAndForgetsNothing() throws {
    let imports = try Imports()
    try imports.run(Self.topic())
    #expect(try imports.read(Self.name).contains(#"<budget stated="no"/>"#))
    let full = Self.topic(
      more: """
        , "conditions": "<p>Only SMEs.</p>", "budgetOverviewJSONItem": {"budgetTopicActionMap":
        {"1": [{"action": "DEMO-2027-01 - DEMO-RIA Demo", "budgetYearMap": {"2027": "6"}}]}}
        """)
    #expect(
      try imports.run(full) == [
        "budget not stated -> EUR 6 | note on the topic's own text | new: text of the conditions"
      ])
    #expect(try imports.run(Self.topic()) == ["unchanged"])
    #expect(try imports.read(Self.name).contains(#"<budget amount="6" source="portal-topic"/>"#))
    #expect(try imports.read(Self.name).contains(#"reason="manual""#))
  }

  @Test func takesOverGeneralConditionsOnceThereAreSome() throws {
    let imports = try Imports()
    try imports.run(Self.topic(), hasFamily: false)
    let before = try imports.read(Self.name)
    #expect(before.contains(#"<requirement id="consortium">"#))
    #expect(!before.contains("extends"))
    #expect(try imports.run(Self.topic()) == ["takes over the general conditions DEMO-RIA"])
    let after = try imports.read(Self.name)
    #expect(after.contains(#"id="DEMO-2027-01" extends="DEMO-RIA">"#))
    #expect(!after.contains("<requirement"))
    #expect(!after.contains("<programme"))
  }

  @Test func readsATopicOnceForAllLanguages() throws {
    func result(_ language: String, _ title: String) -> String {
      """
      {"language": "\(language)", "metadata": {"identifier": ["DEMO-2027-01"], "title": ["\(title)"]}}
      """
    }
    let page = """
      {"results": [\(result("de", "Thema")), \(result("en", "Topic")), \(result("fr", "Sujet"))]}
      """
    let imports = try Imports()
    #expect(try imports.run(page) == ["new", "title: now 'Topic'", "other language"])
    #expect(try imports.run(page, on: "2027-01-11").last == "other language")
    #expect(try imports.read(Self.name).contains("<title>Topic</title>"))
  }

  @Test func letsTheFirstOfTwoRecordsCount() throws {
    let imports = try Imports()
    let second = Self.topic(title: "Other", deadlines: "1805068800000")
      .replacingOccurrences(of: "DEMO-2027-01", with: "demo-2027-01")
    #expect(try imports.run(Self.topic(), second) == ["new", "unchanged"])
    #expect(imports.names == [Self.name])
  }

  @Test func leavesAPersonsOwnCallAlone() throws {
    let imports = try Imports()
    try imports.run(details("OTHER", "\"x\": 1"))
    let own = #"<call xmlns="urn:fundcall:call:1" language="1" id="Demo-2027-01"/>"#
    try imports.write("into/mine.xml", own)
    #expect(try imports.run(Self.topic()) == ["own"])
    #expect(try imports.read("mine.xml") == own)
  }

  @Test func findsADocumentThatAPersonRenamed() throws {
    let imports = try Imports()
    try imports.run(Self.topic())
    let text = try imports.read(Self.name)
    try imports.write("into/z.xml", text)
    try imports.write("into/\(Self.name)", "<no/>")
    #expect(try imports.run(Self.topic(title: "New")) == ["title: now 'New'"])
    #expect(try imports.read("z.xml").contains("<title>New</title>"))
  }

  @Test func leavesABrokenDocumentAsItIs() throws {
    let imports = try Imports()
    try imports.run(Self.topic())
    try imports.edit(Self.name, "</call>", "")
    let before = try imports.read(Self.name)
    #expect(try imports.run(Self.topic(title: "New")) == ["failed: xml.malformed"])
    #expect(try imports.read(Self.name) == before)
  }

  @Test func importsATopicWithoutDates() throws {
    let imports = try Imports()
    #expect(try imports.run(details("DEMO-2027-01", "\"deadlineDatesLong\": []")) == ["new"])
    #expect(try imports.read(Self.name).contains("<not-stated>the deadline"))
  }

  @Test func namesTheTopicsThatHaveVanished() throws {
    let imports = try Imports()
    try imports.run(Self.topic(), details("GONE", "\"deadlineDatesLong\": [1803859200000]"))
    try imports.run(details("OVER", "\"deadlineDatesLong\": [1738713600000]"))
    let (topics, _) = try imports.importing([Self.topic()], on: "2027-01-20")
    #expect(topics.vanished.map(\.id) == ["GONE"])
  }

  @Test(arguments: [
    ("single-stage", "1803859200000", ["single"]),
    ("two-stage", "1803859200000, 1805068800000", ["stage-1", "stage-2"]),
    ("two-stage", "1803859200000", ["stage-1"]),
    ("multiple cut-off", "1805068800000, 1803859200000", ["cut-off-1", "cut-off-2"]),
    ("", "1803859200000", ["single"]),
    ("", "1, 1803859200000, 1805068800000", ["cut-off-1", "cut-off-2"]),
    ("single-stage", "1803859200000, 1803859200000", ["single"]),
  ])
  func tellsStagesFromCutOffs(model: String, dates: String, kinds: [String]) throws {
    let imports = try Imports()
    try imports.run(Self.topic(deadlines: dates, more: #", "deadlineModel": "\#(model)""#))
    let call = CallReader.read(SourceFile(name: "t", text: try imports.read(Self.name))).call
    #expect(call?.timetables.first?.deadlines.map(\.kind.description) == kinds)
  }

  @Test func saysWhyATypeOfActionHasNoConditions() throws {
    let imports = try Imports()
    let (topics, _) = try imports.importing(
      [
        details("A", "\"x\": 1", action: "DEMO-PRIZE Prize"), details("B", "\"x\": 1", action: "?"),
      ],
      on: "2027-01-01")
    #expect(
      topics.withoutConditions.mapValues(\.because) == [
        "DEMO-PRIZE Prize": "a prize", "?": "the type of action '?' is not known here",
      ])
  }
}
