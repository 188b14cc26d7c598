import SourceText
import Testing
import XMLReading

private let schema = """
  <grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="n"
    datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
    <start>
      <element name="call">
        <attribute name="id"/>
        <optional>
          <attribute name="state"><choice><value>open</value><value>closed</value></choice></attribute>
        </optional>
        <element name="title"><text/></element>
        <optional><element name="budget"><data type="decimal"/></element></optional>
        <zeroOrMore>
          <element name="strand">
            <attribute name="id"/>
            <oneOrMore><element name="theme"><empty/></element></oneOrMore>
          </element>
        </zeroOrMore>
      </element>
    </start>
  </grammar>
  """

/// What is wrong with the schema or, where nothing is, with the document.
private func validation(_ text: String, schema: String = schema) -> [String] {
  var diagnostics: [Diagnostic] = []
  let read = RelaxNGSchema.read(SourceFile(name: "call.rng", text: schema)) {
    diagnostics.append($0)
  }
  if let read, let document = reading(Array(text.utf8), roots: []).document {
    diagnostics += read.validate(document)
  }
  return diagnostics.map { summary($0) + ($0.help == nil ? " without help" : "") }
}

private let documents: [MarkedText] = [
  MarkedText("<call xmlns='n' id='a' state='open'><title>x</title><budget>1.5</budget></call>"),
  MarkedText("<⟦call⟧ xmlns='n'><title>x</title></call>"),
  MarkedText("<⟦call⟧ xmlns='n' id='a'/>"),
  MarkedText("<call xmlns='n' id='a' ⟦name='b'⟧><title>x</title></call>"),
  MarkedText("<call xmlns='n' id='a'\n ⟦state='late'⟧><title>x</title></call>"),
  MarkedText("<call xmlns='n' id='a'><⟦tite⟧>x</tite></call>"),
  MarkedText("<call xmlns='n' id='a'><title>x</title>\n<⟦budget⟧>much</budget></call>"),
  MarkedText("<call xmlns='n' id='a'><title>x</title>\n<!-- <a/> --><⟦strand⟧ id='x'/></call>"),
  MarkedText("<call xmlns='n' id='a'><title>x</title><⟦strand⟧ id='x'>t<theme/></strand></call>"),
  MarkedText("<call xmlns='n' id='a'><title/><strand id='x'><theme/><⟦foo⟧/></strand></call>"),
  MarkedText("<⟦other⟧ xmlns='n' id='a'></other>"),
]

@Suite struct RelaxNGTests {
  @Test(arguments: documents)
  private func pointsAtWhatBreaksTheSchema(document: MarkedText) {
    let expected = document.mark.isEmpty ? [] : ["xml.schema" + document.mark]
    #expect(validation(document.text) == expected)
  }

  @Test(arguments: [
    ("<⟦start⟧><ref name='foo'/></start>", "xml.schema-malformed"),
    ("<⟦include⟧ href='/etc/passwd'/>", "xml.schema-malformed"),
    ("<start><⟦externalRef⟧ href='/etc/passwd'/></start>", "xml.schema-malformed"),
    ("<start>⟦</begin>⟧", "xml.malformed"),
    ("<start><element name='a'><text/></element></start>", ""),
    (
      """
      <start xmlns:a='http://relaxng.org/ns/compatibility/annotations/1.0'><a:documentation/>
      <element name='a'><a:documentation>A.<a:b/></a:documentation>
      <⟦include⟧ href='b'/></element></start>
      """, "xml.schema-malformed"
    ),
    (
      """
      <start><element name='a'><attribute name='b'>
      <documentation xmlns='http://relaxng.org/ns/compatibility/annotations/1.0'>B.</documentation>
      </attribute></element></start>
      """, ""
    ),
    ("<start><⟦b⟧ xmlns='urn:other'/></start>", "xml.namespace"),
  ])
  func saysWhatIsWrongWithASchema(content: String, code: String) {
    let marked = MarkedText(
      "<grammar xmlns='http://relaxng.org/ns/structure/1.0'>\n\(content)</grammar>")
    let found = validation("<call xmlns='m'/>", schema: marked.text)
    #expect(found == (code.isEmpty ? [] : [code + marked.mark]))
  }

  @Test func pointsAtElementsAfterEmbeddedOnes() throws {
    let schema = """
      <element name="call" ns="n" xmlns="http://relaxng.org/ns/structure/1.0">
        <zeroOrMore><choice>
          <element name="a"><empty/></element>
          <element name="b" ns="m"><element name="c" ns="m"><empty/></element></element>
        </choice></zeroOrMore>
      </element>
      """
    let text = "<call xmlns='n'><a/><b xmlns='m'><c/></b><a/><a>x</a></call>"
    let read = RelaxNGSchema.read(SourceFile(name: "s", text: schema)) { Issue.record("\($0)") }
    let source = SourceFile(name: "t", text: text)
    let reading = XMLReader.document(of: source, namespace: "n", roots: [], embedding: ["m"])
    let document = try #require(reading.document)
    let found = read?.validate(document).map(summary)
    #expect(found == ["xml.schema 1:47 a"])
  }

  /// Optional attributes in an `interleave` are taken one at a time: 40 of them plainly are 2^40
  /// selections.
  @Test(.timeLimit(.minutes(5)), arguments: ["", " b20='?'", " c=''"])
  func takesInterleavedAttributesOneAtATime(more: String) {
    let optional = (0..<40).map {
      "<optional><attribute name='a\($0)'/></optional>"
        + "<optional><attribute name='b\($0)'><value>x</value></attribute></optional>"
    }
    let schema = """
      <element name="call" ns="n" xmlns="http://relaxng.org/ns/structure/1.0">
        <attribute name="id"/>
        <interleave>
          \(optional.joined())
          <zeroOrMore><element name="a"><empty/></element></zeroOrMore>
        </interleave>
      </element>
      """
    let attributes = (0..<40).map { " a\($0)=''" + ($0 < 20 ? " b\($0)='x'" : "") }.joined()
    let text = "<call xmlns='n' id=''\(attributes)\(more)><a/><a/></call>"
    #expect(validation(text, schema: schema).isEmpty == more.isEmpty)
  }

  @Test(
    .timeLimit(.minutes(5)),
    arguments: [
      (1, 39_000, ""), (1, 40_001, "xml.schema-limit 1:18 b"),
      (40, 7_000, "xml.schema-limit 1:18 b"),
    ])
  func refusesTooManyElements(groups: Int, each: Int, expected: String) {
    let schema = """
      <element name="call" ns="n" xmlns="http://relaxng.org/ns/structure/1.0"><oneOrMore>
        <element name="b"><zeroOrMore><element name="a"><empty/></element></zeroOrMore></element>
      </oneOrMore></element>
      """
    let group = "<b>" + String(repeating: "<a/>", count: each) + "</b>"
    let found = validation(call(String(repeating: group, count: groups)), schema: schema)
    #expect(found == (expected.isEmpty ? [] : [expected]))
  }

  @Test func validatesOnManyThreads() async {
    let found = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 { group.addTask { validation("<call xmlns='n'/>").count } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(found == Array(repeating: 2, count: 8))
  }
}
