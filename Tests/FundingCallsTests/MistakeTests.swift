import FundingCalls
import SourceText
import Testing
import XMLReading

/// A change to the sample call that makes it wrong, and what is to be said about it.
struct Mistake: CustomTestStringConvertible {
  let old: String
  let new: String
  let code: String
  let marked: String
  /// Whether the schema refuses it too: names, references and order are beyond a schema.
  var isStructural = true
  var help: String?

  var testDescription: String { "\(code): \(new)" }

  static func beyondSchema(
    _ old: String, _ new: String, _ code: String, _ marked: String, help: String? = nil
  ) -> Mistake {
    Mistake(old: old, new: new, code: code, marked: marked, isStructural: false, help: help)
  }

  static let all = elements + values + references + timetables + bodies + rates

  private static let rates = [
    Mistake(
      old: "percent=\"80 %\" ", new: "percnt=\"80 %\" ", code: "call.unknown-attribute",
      marked: "percnt", help: "did you mean 'percent'?"),
    Mistake(
      old: "<rate percent=\"80 %\" source=\"text\" locator=\"page 4\"/>", new: "",
      code: "call.missing-element", marked: "reading"),
    Mistake(
      old: "each=\"project\"", new: "each=\"projekt\"", code: "call.word", marked: "projekt",
      help: "did you mean 'project'?"),
    .beyondSchema(
      "<rate percent=\"80 %\"", "<rate percent=\"80 %\" when=\"for-smes\"",
      "call.no-catch-all", "rate",
      help: "add a last rate without 'when', with percent=\"0 %\" if nothing is paid"),
    .beyondSchema(
      "<rate percent=\"90 %\" source=\"text\" note=\"n\"/>",
      "<rate percent=\"90 %\" source=\"text\"/><rate percent=\"50 %\" source=\"text\"/>",
      "call.unreachable-rate", "rate", help: "put the rate without 'when' last"),
    .beyondSchema(
      "<rate percent=\"90 %\" source=\"text\" note=\"n\"/>",
      "<rate percent=\"9 %\" when=\"category  is travel\" source=\"text\"/>"
        + "<rate percent=\"90 %\" source=\"text\"/>",
      "call.unreachable-rate", "category  is travel"),
    Mistake(
      old: "<cap amount", new: "<rate percent=\"5 %\" source=\"text\"/><cap amount",
      code: "call.contradiction", marked: "reading"),
    .beyondSchema(
      "category is travel", "category is &#116;ravel", "call.plain-text",
      "category is &#116;ravel"),
  ]

  private static let elements = [
    Mistake(
      old: "<budget amount=\"42000000\"", new: "<budgit/><budget amount=\"42000000\"",
      code: "call.unknown-element", marked: "budgit", help: "did you mean 'budget'?"),
    Mistake(
      old: "severity=", new: "severty=", code: "call.unknown-attribute", marked: "severty",
      help: "did you mean 'severity'?"),
    Mistake(
      old: " id=\"textile\"", new: "", code: "call.missing-attribute", marked: "strand"),
    Mistake(
      old: "<title>Rates</title>", new: "", code: "call.missing-element", marked: "requirement"),
    Mistake(
      old: "<title>Rates</title>", new: "<title>Rates</title><title>R</title>",
      code: "call.repeated-element", marked: "title"),
    Mistake(
      old: "<vocabulary>", new: "<vocabulary>words", code: "call.stray-text", marked: "vocabulary"),
    Mistake(old: ">Digital<", new: "> <", code: "call.empty", marked: "term"),
    Mistake(old: "locator=\"page 2\"", new: "locator=\"\"", code: "call.empty", marked: "locator"),
    .beyondSchema(
      "<title>A test call</title>", "", "call.missing-element", "call"),
    .beyondSchema(
      "duration is 3 years", "duration is &lt; 3 years", "call.plain-text", "rule"),
    .beyondSchema(
      "duration is 3 years", "<![CDATA[duration is 3 years]]>", "call.plain-text", "rule"),
  ]

  private static let values = [
    Mistake(
      old: "language=\"1\"", new: "language=\"2\"", code: "call.language", marked: "2"),
    Mistake(old: "id=\"TEST-2021-01\"", new: "id=\"A/B\"", code: "call.name", marked: "A/B"),
    Mistake(old: "test.2", new: "a/b", code: "call.name", marked: "TEST-1 a/b"),
    Mistake(old: "id=\"rates\"", new: "id=\"Rates\"", code: "call.name", marked: "Rates"),
    Mistake(old: "id=\"digital\"", new: "id=\"1-a\"", code: "call.name", marked: "1-a"),
    Mistake(old: "2021-2027", new: "2021-27", code: "call.period", marked: "2021-27"),
    Mistake(old: "2026-11-21", new: "2026-02-29", code: "call.date", marked: "2026-02-29"),
    Mistake(old: "2021-09-29", new: "29.9.2021", code: "call.date", marked: "29.9.2021"),
    Mistake(old: "12:00", new: "24:00", code: "call.time", marked: "24:00"),
    Mistake(
      old: "Europe/Brussels", new: "Europe/Brusels", code: "call.word", marked: "Europe/Brusels",
      help: "did you mean 'Europe/Brussels'?"),
    Mistake(
      old: "42000000", new: "42,000,000", code: "call.amount", marked: "42,000,000",
      help: "write a decimal point, and no separators between thousands: '1365000.00'"),
    Mistake(old: "confidence=\"B\"", new: "confidence=\"D\"", code: "call.word", marked: "D"),
    Mistake(
      old: "outcome=\"met\"", new: "outcome=\"meet\"", code: "call.word", marked: "meet",
      help: "did you mean 'met'?"),
    Mistake(old: "\"manual\"", new: "\"manuel\"", code: "call.word", marked: "manuel"),
    Mistake(old: "of=\"proposal\"", new: "of=\"call\"", code: "call.word", marked: "call"),
    Mistake(
      old: "registered none", new: "registered No", code: "call.name", marked: "registered No"),
    Mistake(old: "https://example.eu/x", new: "example", code: "call.url", marked: "example"),
    .beyondSchema("DK SE FI", "DK SWE FI", "call.member", "DK SWE FI"),
    Mistake(
      old: "of=\"country\" from", new: "of=\"planet\" from", code: "call.word", marked: "planet"),
    Mistake(old: "on=\"2021-11-30\"", new: "on=\"opening\"", code: "call.date", marked: "opening"),
    Mistake(
      old: "members=\"DK SE FI\"", new: "members=\"DK\" from=\"x\"", code: "call.contradiction",
      marked: "set"),
    Mistake(
      old: "amount=\"42000000\" source=\"text\"", new: "amount=\"42000000\"",
      code: "call.no-source", marked: "budget"),
  ]

  private static let references = [
    Mistake.beyondSchema(
      "ref=\"page\" confidence", "ref=\"pag\" confidence", "call.unknown-source", "pag",
      help: "did you mean 'page'?"),
    .beyondSchema("id=\"page\"", "id=\"text\"", "call.duplicate", "text"),
    .beyondSchema("id=\"rates\"", "id=\"max-grant\"", "call.duplicate", "max-grant"),
    .beyondSchema("id=\"capacity\"", "id=\"rates\"", "call.duplicate", "rates"),
    .beyondSchema("strand id=\"2\"", "strand id=\"textile\"", "call.duplicate", "textile"),
    .beyondSchema("name=\"cap\"", "name=\"nordic\"", "call.duplicate", "nordic"),
    .beyondSchema("name=\"cap\"", "name=\"eccp\"", "call.duplicate", "eccp"),
    .beyondSchema("id=\"wide\"", "id=\"narrow\"", "call.duplicate", "narrow"),
    .beyondSchema("edition=\"2023\"", "edition=\"2021\"", "call.duplicate", "2021"),
    .beyondSchema(" edition=\"2023\"", "", "call.missing-attribute", "timetable"),
    .beyondSchema(
      "strand=\"textile\"", "strand=\"textil\"", "call.unknown-strand", "textil",
      help: "did you mean 'textile'?"),
    Mistake(
      old: "<source ref=\"page\" confidence=\"C\"/>", new: "", code: "call.no-source",
      marked: "requirement"),
    .beyondSchema(
      "<not-checked id", "<drop requirement=\"x\" reason=\"y\" source=\"text\"/><not-checked id",
      "call.unknown-requirement", "x"),
  ]

  private static let timetables = [
    Mistake.beyondSchema(
      "<not-stated>no date was found</not-stated>", "", "call.no-deadline", "timetable"),
    .beyondSchema(
      "<cancelled known-from=\"2021-12-20\" source=\"page\"/>", "<not-stated>x</not-stated>",
      "call.contradiction", "not-stated"),
    .beyondSchema("date=\"2021-11-30\"", "date=\"2021-09-01\"", "call.order", "2021-09-01"),
    .beyondSchema(
      "known-from=\"2021-11-15\"", "known-from=\"2021-10-15\"", "call.order", "2021-10-15"),
    .beyondSchema("kind=\"stage-2\"", "kind=\"stage-1\"", "call.duplicate", "stage-1"),
    Mistake(
      old: "kind=\"stage-2\"", new: "kind=\"cut-off-0\"", code: "call.word", marked: "cut-off-0"),
    Mistake(
      old: "date=\"2022-03-01\"", new: "", code: "call.missing-attribute", marked: "deadline"),
    Mistake(
      old: "date=\"2022-03-01\"", new: "date=\"2022-03-01\" time=\"17:00\"",
      code: "call.missing-attribute", marked: "deadline"),
    .beyondSchema("from=\"2024-01-01\"", "", "call.order", "value"),
    .beyondSchema(
      "until=\"2022-02-01\"", "from=\"2022-02-01\" until=\"2022-02-01\"", "call.order",
      "2022-02-01"),
  ]

  private static let bodies = [
    Mistake(
      old: "<not-stated>nothing found</not-stated>", new: "", code: "call.no-rule",
      marked: "requirement"),
    Mistake(
      old: "<not-stated>nothing found</not-stated>",
      new: "<not-stated>nothing found</not-stated><rule>trl-start is 1</rule>",
      code: "call.contradiction", marked: "not-stated"),
    Mistake(
      old: "<consortium xmlns=\"urn:fundcall:consortium:1\"><participant id=\"A\"/></consortium>",
      new: "", code: "call.consortium", marked: "example"),
    Mistake(
      old: "<participant id=\"A\"/>", new: "<participant id=\"A\">", code: "xml.malformed",
      marked: "</consortium>"),
    Mistake(
      old: "<meaning>So much.</meaning>",
      new: "<meaning>So much.</meaning><consortium xmlns=\"urn:fundcall:consortium:1\"/>",
      code: "call.unknown-element", marked: "consortium"),
    Mistake(
      old: "<value>EUR 200 000</value>", new: "EUR 1", code: "call.contradiction",
      marked: "parameter"),
  ]
}

@Suite struct MistakeTests {
  @Test func acceptsTheSampleCall() {
    let reading = CallReader.read(SourceFile(name: "test.xml", text: SampleCall.text))
    #expect(reading.diagnostics == [])
    #expect(reading.call != nil)
  }

  @Test(arguments: Mistake.all)
  func saysWhatIsWrongAndWhere(_ mistake: Mistake) {
    let found = CallReader.read(SampleCall.changed(mistake.old, mistake.new)).diagnostics
    let hit = found.first { $0.code == mistake.code && $0.marked == mistake.marked }
    #expect(
      hit != nil && hit?.help != nil && (mistake.help == nil || hit?.help == mistake.help),
      "\(DiagnosticPrinter().text(for: found))")
  }

  @Test func collectsAllMistakesOfADocument() {
    var text = SampleCall.text
    for mistake in Mistake.all.filter({ ["call.date", "call.time"].contains($0.code) }) {
      text = text.split(separator: mistake.old, omittingEmptySubsequences: false)
        .joined(separator: mistake.new)
    }
    let found = CallReader.read(SourceFile(name: "test.xml", text: text)).diagnostics
    #expect(
      Set(found.map(\.marked)).isSuperset(of: ["2026-02-29", "29.9.2021", "24:00", "opening"]))
  }

  @Test(arguments: [
    ("not xml", "xml."), ("<call xmlns=\"urn:other\"/>", "xml.namespace"),
    (
      "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><call xmlns=\"urn:fundcall:call:1\" id=\"\u{E9}\"/>",
      "call.encoding"
    ),
  ])
  func refusesWhatIsNoCallDocument(_ text: String, code: String) {
    var bytes = Array(text.utf8)
    if code == "call.encoding" { bytes = text.unicodeScalars.map { UInt8($0.value & 0xFF) } }
    let reading = CallReader.read(SourceFile(name: "x.xml", bytes: bytes))
    #expect(reading.call == nil)
    #expect(reading.diagnostics.contains { $0.code.hasPrefix(code) })
  }
}

/// The reader and the schema that editors use say the same of what both can see.
@Suite struct SchemaTests {
  private func validate(_ files: [SourceFile]) throws -> [[Diagnostic]] {
    let source = try Files.read("Calls/schema/call.rng", limit: 1 << 20)
    var problems: [Diagnostic] = []
    guard let schema = RelaxNGSchema.read(source, report: { problems.append($0) })
    else { return problems.isEmpty ? [] : [problems] }
    return files.map { file in
      let (document, mistakes) = XMLReader.document(
        of: file, namespace: CallReader.namespace, roots: ["call"],
        embedding: ["urn:fundcall:consortium:1"])
      return mistakes + (document.map { schema.validate($0) } ?? [])
    }
  }

  @Test func agreesWithTheReaderOnEverySmallDocument() throws {
    let outcomes = try validate(
      [SourceFile(name: "good.xml", text: SampleCall.text)]
        + Mistake.all.map { SampleCall.changed($0.old, $0.new) })
    #expect(outcomes.first?.isEmpty == true, "\(outcomes.first ?? [])")
    let wrong = zip(Mistake.all, outcomes.dropFirst()).filter { $0.isStructural == $1.isEmpty }
    #expect(wrong.map(\.0.testDescription) == [])
    #expect(outcomes.count == Mistake.all.count + 1)
  }

  /// What stands in an embedded consortium costs the schema of calls nothing to speak of.
  @Test(.timeLimit(.minutes(5)))
  func passesOverLargeConsortia() throws {
    let attributes = (0..<40).map { "x\($0)=\"\"" }.joined(separator: " ")
    let inside = [
      String(repeating: "<participant \(attributes)/>", count: 500),
      String(repeating: "<a \(attributes)>", count: 50) + String(repeating: "</a>", count: 50),
    ]
    let outcomes = try validate(
      inside.map { SampleCall.changed("<participant id=\"A\"/>", $0) })
    #expect(outcomes == [[], []])
  }

  @Test func knowsTheWordsOfEveryEnumeration() throws {
    let text = try Files.read("Calls/schema/call.rng", limit: 1 << 20)
    let schema = String(decoding: text.bytes, as: UTF8.self)
    func words(of name: String) -> [String] {
      let definition = schema.split(separator: "<define name=\"\(name)\">").last ?? ""
      let body = definition.split(separator: "</define>").first ?? ""
      return body.matches(of: /<value type="string">([^<]*)</).map { String($0.1) }
    }
    let expected: [(String, [String])] = [
      ("confidence", Confidence.allCases.map(\.rawValue)),
      ("severity", Severity.allCases.map(\.rawValue)),
      ("outcome", Outcome.allCases.map(\.rawValue)),
      ("reason", NotChecked.Reason.allCases.map(\.rawValue)),
      ("member-kind", SetDefinition.MemberKind.allCases.map(\.rawValue)),
      (
        "zone",
        [
          "Europe/Brussels", "Europe/Paris", "Europe/Berlin", "Europe/Madrid",
          "Europe/Vilnius", "Europe/Tallinn", "Europe/Dublin", "UTC",
        ]
      ),
      ("dated-kind", ["single", "stage-1", "stage-2", "questions"]),
    ]
    #expect(expected.filter { words(of: $0.0) != $0.1 }.map(\.0) == [])
  }
}
