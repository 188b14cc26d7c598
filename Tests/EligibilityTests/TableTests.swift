import Consortia
import Eligibility
import FundingCalls
import FundingTerms
import SourceText
import Testing

/// Tables of a call: what is refused in them, and what the unused ones are told.
@Suite struct TableTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let table: String
    let code: String
    let help: String
    var testDescription: String { "\(code): \(table)" }

    init(_ table: String, _ code: String, _ help: String) {
      (self.table, self.code, self.help) = (table, code, help)
    }
  }

  static let cases = [
    Case(
      #"<table id="cap" keys="siez"><row when="small" value="EUR 1"/></table>"#, "call.table",
      "did you mean 'size'?"),
    Case(
      #"<table id="cap" keys="cost"><row when="small" value="EUR 1"/></table>"#, "call.table", ""),
    Case(
      #"<table id="cap" keys="size"><row when="smal" value="EUR 1"/></table>"#,
      "call.unknown-label", "did you mean 'small'?"),
    Case(
      #"<table id="cap" keys="non-profit"><row when="maybe" value="EUR 1"/></table>"#,
      "call.unknown-label", "write 'yes', 'no' or 'any'"),
    Case(
      #"<table id="cap" keys="size kind"><row when="small" value="EUR 1"/></table>"#,
      "call.table", "write one for each of: size, kind"),
    Case(
      """
      <table id="cap" keys="size"><row when="small" value="EUR 1"/>\
      <row when="medium" value="5 %"/></table>
      """, "call.table", "write them alike, as in 'EUR 10 000'"),
    Case(
      """
      <table id="cap" keys="size"><row when="small" value="EUR 1"/>\
      <row when="small" value="EUR 2"/></table>
      """, "call.contradiction", "only one value can hold: correct one of them"),
    Case(
      """
      <table id="cap" keys="size kind"><row when="small any" value="EUR 1"/>\
      <row when="any company" value="EUR 1"/></table>
      """, "call.duplicate", "leave one of them out"),
    Case(
      #"<table id="cap" keys="size"><row when="small" value="EUR 1,5"/></table>"#,
      "rule.comma-in-number", "write '1.5'"),
  ]

  @Test(arguments: cases)
  func refusesATableThatCannotBeRight(example: Case) throws {
    let made = try Self.made(example.table, rule: "duration is 3 years")
    #expect(made.assessor == nil)
    #expect(made.diagnostics.map(\.code) == [example.code])
    #expect(made.diagnostics.first?.help ?? "" == example.help)
  }

  @Test func warnsOfATableThatNoRuleMentions() throws {
    let table = #"<table id="cap" keys="size"><row when="small" value="EUR 1"/></table>"#
    for (rule, isUsed) in [
      ("duration is 3 years", false),
      ("requested-grant is at most cap for size of coordinator", true),
    ] {
      let library = CallLibrary(reading: [Self.file(table, rule)])
      let call = try #require(library.call("TEST"), "\(library.diagnostics)")
      let found = DefinitionUses(library).unused(in: call)
      #expect(found.map(\.message) == (isUsed ? [] : ["the table 'cap' is used by no rule"]))
    }
  }

  private static func file(_ table: String, _ rule: String) -> SourceFile {
    SourceFile(
      name: "test.xml",
      text: """
        <call xmlns="urn:fundcall:call:1" language="1" id="TEST">
          <title>Test</title><programme id="TEST">Test</programme>
          <sources><source id="text" document="The call text" confidence="A"/></sources>
          <timetable><deadline kind="single" date="2021-11-30" source="text"/></timetable>
          <budget stated="no"/>
          <definitions>\(table)</definitions>
          <requirement id="rule"><title>Rule</title><meaning>A rule.</meaning>
          <source ref="text"/><rule>\(rule)</rule></requirement>
        </call>
        """)
  }

  private static func made(_ table: String, rule: String) throws
    -> (assessor: Assessor?, diagnostics: [Diagnostic])
  {
    let library = CallLibrary(reading: [file(table, rule)])
    let call = try #require(library.call("TEST"), "\(library.diagnostics)")
    return Assessor.make(
      for: call, strand: nil, at: .day(CalendarDate(dayNumber: 18_932)),
      reference: Package.reference, regions: { (Package.regions, []) })
  }
}
