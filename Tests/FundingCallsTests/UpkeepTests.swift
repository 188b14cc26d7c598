import FundingCalls
import FundingTerms
import SourceText
import Testing

/// What is left lying about in call documents: words that no rule uses, dates out of order, sources
/// read long ago.
struct UpkeepTests {
  /// What a call adds, and what is said of it.
  static let additions: [(definitions: String, deadlines: String, said: [String])] = [
    ("<parameter name=\"limit\">EUR 1</parameter>", single, ["'limit' is used by no rule"]),
    ("<parameter name=\"used\">EUR 1</parameter>", single, []),
    (
      "<amount name=\"twice\">requested-grant plus requested-grant</amount>", single,
      ["'twice' is used by no rule"]
    ),
    (
      "<set name=\"few\" of=\"country\" members=\"DE FR\">few</set>", single,
      ["'few' is used by no rule"]
    ),
    (
      "", dates(("stage-1", "2021-05-02"), ("stage-2", "2021-05-01")),
      ["'stage-2' does not come after 'stage-1'"]
    ),
    (
      "", dates(("cut-off-2", "2021-05-01"), ("cut-off-1", "2021-06-01")),
      ["'cut-off-2' does not come after 'cut-off-1'"]
    ),
    ("", dates(("cut-off-1", "2021-05-01"), ("cut-off-2", "2021-06-01")), []),
  ]

  @Test("Unused words and dates out of order are warnings", arguments: additions.indices)
  func said(_ index: Int) throws {
    let (definitions, deadlines, said) = Self.additions[index]
    let limit = definitions.contains("\"used\"") ? "used" : "EUR 1"
    let text = """
      <call xmlns="urn:fundcall:call:1" language="1" id="TEST">
        <title>A written call</title>
        <programme id="TEST">Test</programme>
        <sources>
          <source id="text" document="The call text" read="2024-02-29" confidence="A"/>
        </sources>
        <timetable>\(deadlines)</timetable>
        <budget stated="no"/>
        <definitions>\(definitions)</definitions>
        <requirement id="rule">
          <title>Rule</title><meaning>A rule.</meaning><source ref="text"/>
          <rule>requested-grant is at least \(limit)</rule>
        </requirement>
      </call>
      """
    let library = CallLibrary(reading: [SourceFile(name: "test.xml", bytes: Array(text.utf8))])
    let call = try #require(library.call("TEST"), "\(library.diagnostics)")
    let found = library.diagnostics + DefinitionUses(library).unused(in: call)
    #expect(found.count == said.count, "\(found)")
    #expect(zip(found, said).allSatisfy { $0.message.contains($1) && $0.severity == .warning })
    let days = ["2025-02-28", "2025-03-01"].compactMap { CalendarDate(parsing: $0) }
    #expect(days.map { call.staleSources(on: $0).count } == [0, 1])
  }

  private static let single = dates(("single", "2021-11-30"))

  private static func dates(_ list: (kind: String, date: String)...) -> String {
    list.map { #"<deadline kind="\#($0.kind)" date="\#($0.date)" source="text"/>"# }.joined()
  }
}
