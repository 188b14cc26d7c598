import FundingCalls
import SourceText

/// A call document with every construct in it, and changed copies of it.
enum SampleCall {
  static let text = """
    <?xml version="1.0" encoding="UTF-8"?>
    <call xmlns="urn:fundcall:call:1" language="1" id="TEST-2021-01" region-classes="2021-2027">
      <title>A test call</title>
      <programme id="TEST">Test programme</programme>
      <type-of-action>Grant</type-of-action>
      <aliases>TEST-1 test.2</aliases>
      <sources>
        <source id="text" document="The call text" url="https://example.eu/x" read="2026-11-21" confidence="A"/>
        <source id="page" document="A page about it" confidence="B"/>
      </sources>
      <timetable edition="2021">
        <opening date="2021-09-29" source="text"/>
        <deadline kind="stage-1" date="2021-11-30" time="17:00" zone="Europe/Brussels" source="page" note="n">
          <amendment known-from="2021-10-15" date="2021-12-07" source="page" confidence="I"/>
          <amendment known-from="2021-11-15" date="2021-12-14" time="12:00" source="page"/>
        </deadline>
        <deadline kind="stage-2" date="2022-03-01" source="page"/>
        <deadline kind="questions" date="2021-11-20" time="17:00" zone="Europe/Brussels" source="page"/>
        <cancelled known-from="2021-12-20" source="page"/>
      </timetable>
      <timetable edition="2023"><not-stated>no date was found</not-stated></timetable>
      <budget amount="42000000" source="text" locator="page 2"/>
      <strands>
        <strand id="textile"><title>Textile</title><parameter name="maximum-grant">EUR 550 000</parameter></strand>
        <strand id="2"><title>Second</title></strand>
      </strands>
      <vocabulary>
        <objectives><term id="network">Build networks</term></objectives>
        <themes><term id="digital">Digital</term></themes>
        <declarations>
          <declaration name="mandated" of="proposal">Authorities have mandated it</declaration>
          <declaration name="eccp" of="participant" values="registered none">Registration</declaration>
        </declarations>
      </vocabulary>
      <definitions>
        <set name="eligible" of="country" from="member-states" on="2021-11-30">those that may</set>
        <set name="nordic" of="country" members="DK SE FI">the north</set>
        <parameter name="maximum-grant">EUR 1.4 million</parameter>
        <parameter name="cap"><value>EUR 200 000</value><value from="2024-01-01">EUR 300 000</value></parameter>
        <amount name="support">cost of lines whose category is third-party-support</amount>
      </definitions>
      <rates>
        <reading id="first" until="2022-02-01"><meaning>So.</meaning>
          <rate percent="100 %" when="category is travel" source="page"/>
          <rate percent="90 %" source="text" note="n"/>
        </reading>
        <reading id="second"><rate percent="80 %" source="text" locator="page 4"/></reading>
        <cap amount="maximum-grant" each="project" when="category is lump-sum" source="text"/>
        <indirect percent="7 %" of="category is not in (subcontracting, indirect)" source="page"/>
      </rates>
      <requirement id="max-grant" severity="warning">
        <title>Largest grant</title>
        <meaning>At most so much.</meaning>
        <source ref="text" locator="page 3" note="as said"/>
        <applies>strand is textile</applies>
        <rule>requested-grant is at most maximum-grant</rule>
        <example outcome="met" on="2021-11-01" strand="textile" note="enough">
          <consortium xmlns="urn:fundcall:consortium:1"><participant id="A"/></consortium>
        </example>
      </requirement>
      <requirement id="rates">
        <title>Rates</title>
        <meaning>So much.</meaning>
        <source ref="page" confidence="C"/>
        <reading id="narrow" until="2022-02-01"><meaning>This.</meaning><source ref="page"/><rule>duration is 3 years</rule></reading>
        <reading id="wide"><rule>duration is 4 years</rule></reading>
      </requirement>
      <requirement id="shape"><title>T</title><meaning>M</meaning><source ref="page"/><not-stated>nothing found</not-stated></requirement>
      <not-checked id="capacity" reason="manual"><title>Capacity</title><meaning>Enough.</meaning><source ref="text"/></not-checked>
    </call>
    """

  /// The document with one text replaced by another, wherever it stands.
  static func changed(_ old: String, _ new: String) -> SourceFile {
    SourceFile(
      name: "test.xml",
      text: text.split(separator: old, omittingEmptySubsequences: false)
        .joined(separator: new))
  }
}

extension Diagnostic {
  /// The text that the carets of the diagnostic stand under.
  var marked: String {
    guard let excerpt, let place else { return "" }
    let scalars = excerpt.line.unicodeScalars.dropFirst(place.column - 1).prefix(excerpt.length)
    return String(String.UnicodeScalarView(scalars))
  }
}
