import FundingCalls
import FundingTerms
import SourceText
import Testing

@Suite struct CallReaderTests {
  private func sample() throws -> Call {
    try #require(CallReader.read(SourceFile(name: "test.xml", text: SampleCall.text)).call)
  }

  @Test func readsEveryPartOfACall() throws {
    let call = try sample()
    let rates = call.requirements[1]
    let said: [String] = [
      call.id, call.title, call.programme?.id ?? "", call.typeOfAction ?? "",
      call.aliases.joined(separator: " "), call.regionClassPeriod ?? "",
      call.budget.amount?.description ?? "",
      call.strands.map { "\($0.id)=\($0.title)" }.joined(separator: " "),
      call.vocabulary.declarations.map { "\($0.name): \($0.values)" }.joined(separator: " "),
      call.definitions.sets.map { "\($0.name): \($0.content)" }.joined(separator: " "),
      call.definitions.parameters.map { "\($0.name): \($0.values.count)" }.joined(separator: " "),
      call.requirements.map { "\($0.id) \($0.severity) \($0.sources[0].confidence.rawValue)" }
        .joined(separator: ", "),
      rates.readings.map { $0.id ?? "" }.joined(separator: " "),
      call.notChecked.map { "\($0.id) \($0.reason.rawValue)" }.joined(),
    ]
    #expect(
      said == [
        "TEST-2021-01", "A test call", "TEST", "Grant", "TEST-1 test.2", "2021-2027",
        "EUR 42 000 000", "textile=Textile 2=Second",
        "mandated: truth eccp: words([\"registered\", \"none\"])",
        "eligible: reference(\"member-states\", asOf: FundingCalls.SetDefinition.AsOf."
          + "date(2021-11-30)) "
          + "nordic: members([\"DK\", \"SE\", \"FI\"])",
        "maximum-grant: 1 cap: 2",
        "max-grant warning A, rates blocking C, shape blocking B", "narrow wide", "capacity manual",
      ])
  }

  @Test func readsRates() throws {
    let rates = try #require(try sample().rates)
    let said = rates.readings.map { reading in
      reading.rates.map { "\($0.percent.text) \($0.condition?.text ?? "else") \($0.source.id)" }
        .joined(separator: ", ")
    }
    #expect(said == ["100 % category is travel page, 90 % else text", "80 % else text"])
    let day = try #require(CalendarDate(parsing: "2022-02-01"))
    #expect(rates.readings(on: day).map(\.id) == ["second"])
    #expect(rates.caps.map(\.owner) == [.project] && rates.caps[0].condition != nil)
    #expect(rates.indirect?.percent.text == "7 %")
    #expect(rates.indirect?.base?.text == "category is not in (subcontracting, indirect)")
  }

  @Test func keepsTheColumnOfARuleInItsFile() throws {
    let call = try sample()
    for rule in call.requirements.flatMap(\.readings).map(\.rule) {
      #expect(rule.file.text(in: rule.range) == rule.text)
    }
  }

  @Test func readsWindowsLineEndsAndAByteOrderMark() throws {
    let text = SampleCall.text.replacing(
      "requested-grant is at", with: "requested-grant\n      is at")
    let plain = try #require(CallReader.read(SourceFile(name: "a", text: text)).call)
    let bytes = [0xEF, 0xBB, 0xBF] + Array(text.replacing("\n", with: "\r\n").utf8)
    let reading = CallReader.read(SourceFile(name: "a", bytes: bytes))
    let rule = reading.call?.requirements.first?.readings.first?.rule
    #expect(reading.diagnostics == [])
    #expect(rule?.text == plain.requirements.first?.readings.first?.rule.text)
  }

  @Test(arguments: [
    ("<consortium xmlns=\"urn:fundcall:consortium:1\"><participant id=\"A\"/></consortium>", true),
    ("<c:consortium xmlns:c='urn:fundcall:consortium:1'><c:x/></c:consortium>", true),
    ("<consortium xmlns=\"urn:fundcall:consortium:1\"/>", true),
    (
      "<consortium xmlns=\"urn:fundcall:consortium:1\" name=\"a>b\"><!-- </consortium> --></consortium>",
      true
    ),
    (
      "<consortium xmlns=\"urn:fundcall:consortium:1\"><a></a><a/><![CDATA[</a>]]></consortium>",
      true
    ),
    ("<consortium xmlns=\"urn:fundcall:consortium:1\"><a></consortium>", false),
    ("<consortium/>", false),
    ("<consortium xmlns=\"urn:other\"/>", false),
  ])
  func cutsOutTheConsortiumOfAnExample(_ written: String, isOne: Bool) {
    let old = "<consortium xmlns=\"urn:fundcall:consortium:1\"><participant id=\"A\"/></consortium>"
    let file = SampleCall.changed(old, written)
    let reading = CallReader.read(file)
    let found = reading.call?.requirements.first?.examples.first?.consortium
    #expect(reading.diagnostics.hasErrors != isOne)
    guard isOne, let found else { return }
    let text = String(decoding: found.bytes, as: UTF8.self)
    let place = found.place(at: text.utf8.count - text.drop { $0 == " " }.utf8.count)
    let line = file.text(in: file.lineRange(around: file.offset(of: place)))
    #expect(text.drop { $0 == " " } == written)
    #expect(line.dropFirst(place.column - 1) == written)
  }

  @Test func wantsAConsortiumThatIsADocumentOfItsOwn() {
    let text = SampleCall.text
      .replacing("<call ", with: "<call xmlns:c=\"urn:fundcall:consortium:1\" ")
      .replacing("<consortium xmlns=\"urn:fundcall:consortium:1\">", with: "<c:consortium>")
      .replacing("<participant id=\"A\"/></consortium>", with: "<c:x/></c:consortium>")
    let reading = CallReader.read(SourceFile(name: "test.xml", text: text))
    #expect(
      reading.diagnostics.map { "\($0.code) \($0.marked) \($0.help ?? "")" } == [
        "call.consortium c:consortium write one <consortium xmlns=\"urn:fundcall:consortium:1\">"
      ])
  }
}

@Suite struct MergeTests {
  private static func document(_ attributes: String, _ content: String) -> SourceFile {
    SourceFile(
      name: "\(attributes).xml",
      text: """
        <call xmlns="urn:fundcall:call:1" language="1" \(attributes)>\(content)</call>
        """)
  }

  private static func requirement(_ id: String, _ rule: String, source: String = "s") -> String {
    """
    <requirement id="\(id)"><title>T</title><meaning>M</meaning><source ref="\(source)"/>\
    <rule>\(rule)</rule></requirement>
    """
  }

  private static let family = document(
    "id=\"F\" abstract=\"true\"",
    """
    <title>Family</title><programme id="P">P</programme>
    <sources><source id="s" document="Old" confidence="A"/></sources>
    <definitions><parameter name="p">EUR 1</parameter><parameter name="q">EUR 2</parameter></definitions>
    \(requirement("a", "1"))\(requirement("b", "2"))\(requirement("c", "3"))
    <not-checked id="n" reason="manual"><title>N</title><meaning>N</meaning></not-checked>
    """)

  private static let child = document(
    "id=\"C\" extends=\"f\"",
    """
    <timetable><deadline kind="continuous" source="s"/></timetable>
    <definitions><amount name="p">total-cost</amount></definitions>
    <strands><strand id="x"><title>X</title>\(requirement("d", "7"))
    <drop requirement="a" reason="r" source="s"/></strand></strands>
    \(requirement("d", "4"))\(requirement("b", "5"))\(requirement("n", "6"))
    <drop requirement="c" reason="r" source="s"/>
    """)

  private func outline(_ call: Call?) -> String {
    guard let call else { return "none" }
    let rules = call.requirements.map { "\($0.id)=\($0.readings.first?.rule.text ?? "")" }
    let names = call.definitions.parameters.map(\.name) + call.definitions.amounts.map(\.name)
    return (rules + names + call.notChecked.map(\.id)).joined(separator: " ")
  }

  @Test func takesOverWhatACallDoesNotStateItself() throws {
    let library = CallLibrary(reading: [Self.child, Self.family])
    let call = try #require(library.call("c"))
    #expect(library.diagnostics == [])
    #expect(call.title == "Family")
    #expect(outline(call) == "a=1 b=5 d=4 n=6 q p")
    #expect(outline(call.inStrand("x")) == "b=5 d=7 n=6 q p")
    #expect(call.inStrand("y") == nil)
    #expect(library.listed.map(\.id) == ["C"])
    #expect(library.documents.map { outline($0) }.contains("d=4 b=5 n=6 p"))
  }

  @Test(arguments: [
    (["id=\"A\" extends=\"B\"", "id=\"B\" extends=\"A\""], ["call.cycle", "call.parent"], 0),
    (["id=\"A\" extends=\"A\""], ["call.cycle"], 0),
    (["id=\"A\" extends=\"Bee\""], ["call.unknown-parent"], 0),
    (["id=\"A\" extends=\"F\""], ["call.missing-element"], 1),
    (
      ["id=\"A\" extends=\"B\"", "id=\"B\" wrong=\"1\" extends=\"F\""],
      ["call.unknown-attribute", "call.parent"], 1
    ),
    (["id=\"f\" extends=\"x\""], ["call.duplicate"], 1),
  ])
  func saysWhyACallCannotExtendAnother(_ heads: [String], codes: [String], usable: Int) {
    let library = CallLibrary(reading: [Self.family] + heads.map { Self.document($0, "") })
    #expect(Set(codes).isSubset(of: library.diagnostics.map(\.code)))
    #expect(library.calls.map(\.id) == ["F"] || usable == 0)
    #expect(library.listed.isEmpty)
  }
}

@Suite struct DamagedDocumentTests {
  @Test func survivesEveryCutAndEveryDamagedByte() {
    let bytes = Array(SampleCall.text.utf8)
    var silent: [String] = []
    for index in stride(from: 0, to: bytes.count, by: 37) {
      let cut = SourceFile(name: "cut", bytes: Array(bytes[..<index]))
      if CallReader.read(cut).diagnostics.isEmpty { silent.append("cut at \(index)") }
      for byte in [UInt8(ascii: "<"), UInt8(ascii: "\""), 0xFF, 0] {
        var damaged = bytes
        damaged[index] = byte
        _ = CallReader.read(SourceFile(name: "damaged", bytes: damaged))
      }
    }
    #expect(silent == [])
  }

  @Test func asksForExamplesThatAreMetAndNot() {
    let call = CallReader.read(SourceFile(name: "test.xml", text: SampleCall.text)).call
    #expect(call?.missingExamples().map(\.marked) == ["max-grant", "rates"])
  }
}
