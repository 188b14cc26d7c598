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
  ])
  func saysWhatIsWrongWithASchema(content: String, code: String) {
    let marked = MarkedText(
      "<grammar xmlns='http://relaxng.org/ns/structure/1.0'>\n\(content)</grammar>")
    let found = validation("<call xmlns='m'/>", schema: marked.text)
    #expect(found == (code.isEmpty ? [] : [code + marked.mark]))
  }

  @Test func validatesOnManyThreads() async {
    let found = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 { group.addTask { validation("<call xmlns='n'/>").count } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(found == Array(repeating: 2, count: 8))
  }
}
