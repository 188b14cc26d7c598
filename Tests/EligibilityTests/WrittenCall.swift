import FundingCalls
import SourceText
import Testing

/// Calls that tests write.
enum WrittenCall {
  /// A library with one call `TEST` that has one requirement `rule`, or requirements of its own.
  static func library(
    _ rule: String, severity: String = "blocking", applies: String? = nil,
    requirements: String = "", strands: String = ""
  ) throws -> CallLibrary {
    let condition = applies.map { "<applies>\($0)</applies>" } ?? ""
    return try library(
      requirements: """
        <requirement id="rule" severity="\(severity)">
          <title>Rule</title><meaning>A rule.</meaning><source ref="text"/>
          \(condition)<rule>\(rule)</rule>
        </requirement>
        \(requirements)
        """, strands: strands)
  }

  private static func library(requirements: String, strands: String) throws -> CallLibrary {
    let text = """
      <call xmlns="urn:fundcall:call:1" language="1" id="TEST">
        <title>A written call</title>
        <programme id="TEST">Test</programme>
        <sources><source id="text" document="The call text" confidence="A"/></sources>
        <timetable><deadline kind="single" date="2021-11-30" source="text"/></timetable>
        <budget stated="no"/>
        \(strands)
        \(requirements)
      </call>
      """
    let library = CallLibrary(reading: [SourceFile(name: "test.xml", bytes: Array(text.utf8))])
    try #require(library.diagnostics.isEmpty, "\(library.diagnostics)")
    return library
  }
}
