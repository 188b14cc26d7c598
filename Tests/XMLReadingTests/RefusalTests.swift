import SourceText
import Testing
import XMLReading

/// A wrong document, what it is refused for, and a word of the help that says what to do.
private struct Wrong: Sendable, CustomTestStringConvertible {
  let marked: MarkedText
  let code: String
  let help: String

  init(_ marked: String, _ code: String, help: String) {
    self.marked = MarkedText(marked)
    self.code = code
    self.help = help
  }

  var testDescription: String { marked.testDescription }
}

private let wrongTags: [Wrong] = [
  Wrong("<call xmlns='n'><a>x⟦</b>⟧</call>", "xml.malformed", help: "write '</a>'"),
  Wrong("<call xmlns='n'><a>é\n⟦</b>⟧</call>", "xml.malformed", help: "write '</a>'"),
  Wrong("<call xmlns='n'><⟦rule⟧><b/>", "xml.malformed", help: "'</rule>' where it ends"),
  Wrong("<call xmlns='n'>1 ⟦<⟧ 2</call>", "xml.malformed", help: "is less than"),
  Wrong("<call xmlns='n'>1⟦<⟧2</call>", "xml.malformed", help: "'&lt;'"),
  Wrong("<call xmlns='n'>⟦<a ⟧<b/></a></call>", "xml.malformed", help: "write '>'"),
  Wrong("<call xmlns='n'><a></a>⟦</call⟧", "xml.malformed", help: "write '>'"),
  Wrong("⟦<call xmlns='n'⟧", "xml.malformed", help: "write '>'"),
  Wrong("<call xmlns='n'⟦a⟧='b'/>", "xml.malformed", help: "add a blank"),
  Wrong("<call xmlns='n'/>⟦<⟧call/>", "xml.malformed", help: "remove it"),
  Wrong("<call xmlns='n'/>\n⟦t⟧ext", "xml.malformed", help: "remove it"),
]

private let wrongAttributes: [Wrong] = [
  Wrong("<call xmlns='n' a='x⟦<⟧y'/>", "xml.malformed", help: "'&lt;'"),
  Wrong("<call xmlns='n' a='x>⟦<⟧b c='d'/></call>", "xml.malformed", help: "close the quotes"),
  Wrong("<call xmlns='n' a='x' b='' ⟦a⟧='y'/>", "xml.malformed", help: "keep one"),
  Wrong("<call xmlns='n' a=⟦x⟧/>", "xml.malformed", help: "quotes"),
  Wrong("<call xmlns='n' ⟦id⟧/>", "xml.malformed", help: "id=\"…\""),
  Wrong("⟦<call xmlns='n' a='b⟧", "xml.malformed", help: "close it"),
]

private let wrongText: [Wrong] = [
  Wrong("<call xmlns='n'>a⟦&nbsp;⟧b</call>", "xml.malformed", help: "the character itself"),
  Wrong("<call xmlns='n' a='⟦&foo;⟧'/>", "xml.malformed", help: "the character itself"),
  Wrong("<call xmlns='n'>R ⟦&⟧ D</call>", "xml.malformed", help: "'&amp;'"),
  Wrong("<call xmlns='n'>é é ⟦&⟧ D</call>", "xml.malformed", help: "'&amp;'"),
  Wrong("<call xmlns='n'>⟦&amp⟧</call>", "xml.malformed", help: "add it"),
  Wrong("<call xmlns='n'>⟦\u{1}⟧</call>", "xml.malformed", help: "remove it"),
  Wrong("<call xmlns='n'>⟦&#0;⟧</call>", "xml.malformed", help: "remove it"),
  Wrong("<call xmlns='n'>a⟦]]>⟧b</call>", "xml.malformed", help: "']]&gt;'"),
  Wrong("<call xmlns='n'><!-- a ⟦--⟧ b --></call>", "xml.malformed", help: "one hyphen"),
  Wrong("<call xmlns='n'>⟦<!--⟧ a", "xml.malformed", help: "'-->'"),
  Wrong("<call xmlns='n'>⟦<!⟧ a --></call>", "xml.malformed", help: "'<!--'"),
  Wrong("<call xmlns='n'>⟦<?⟧p a", "xml.malformed", help: "'?>'"),
  Wrong("<call xmlns='n'/>⟦\0⟧", "xml.malformed", help: "damaged"),
  Wrong("<call xmlns='n'>a⟦\0⟧b</call>", "xml.malformed", help: "damaged"),
  Wrong("\n⟦<?xml⟧ version='1.0'?><call/>", "xml.malformed", help: "what is before it"),
  Wrong("<?xml version='1.0'⟦>⟧<call/>", "xml.malformed", help: "<?xml version=\"1.0\""),
]

private let wrongKinds: [Wrong] = [
  Wrong("⟦<!DOCTYPE⟧ call>\n<call xmlns='n'/>", "xml.doctype", help: "remove it"),
  Wrong(
    "<!-- <!DOCTYPE --> ⟦<!DOCTYPE⟧ call [<!ENTITY a 'b'>]><call/>", "xml.doctype",
    help: "remove it"),
  Wrong("<⟦call⟧/>", "xml.namespace", help: "<call xmlns=\"n\">"),
  Wrong("<⟦call⟧ xmlns='m'/>", "xml.namespace", help: "<call xmlns=\"n\">"),
  Wrong("<call xmlns='n'><⟦x:a⟧ xmlns:x='m'/></call>", "xml.namespace", help: "remove it"),
  Wrong("<c:call xmlns:c='n'><⟦a⟧/></c:call>", "xml.namespace", help: "prefix"),
  Wrong("<call xmlns='n'><⟦p:a⟧/></call>", "xml.namespace", help: "xmlns:p"),
  Wrong("<call xmlns='n' ⟦p:a⟧='1'/>", "xml.namespace", help: "xmlns:p"),
  Wrong("<call xmlns='n' xmlns:p='n' ⟦p:id⟧='1'/>", "xml.namespace", help: "write 'id'"),
  Wrong("<⟦call⟧ xmlns=']n'/>", "xml.namespace", help: "urn:"),
  Wrong("<⟦call⟧ xmlns='n' xmlns:p=''/>", "xml.namespace", help: "xmlns:name"),
  Wrong("<⟦calls⟧ xmlns='n'/>", "xml.root", help: "did you mean 'call'?"),
  Wrong("", "xml.empty", help: "root element"),
  Wrong(" \n\t ", "xml.empty", help: "root element"),
  Wrong("<!-- nothing -->", "xml.empty", help: "root element"),
  Wrong("{\"call\": 1}", "xml.not-xml", help: ".json"),
  Wrong("name;country", "xml.not-xml", help: "'<'"),
  Wrong("%PDF-1.7", "xml.not-xml", help: "XML file"),
]

@Suite struct RefusalTests {
  @Test(arguments: wrongTags + wrongAttributes + wrongText + wrongKinds)
  private func refusesWithPlaceAndHelp(wrong: Wrong) {
    let source = SourceFile(name: "call.xml", text: wrong.marked.text)
    let result = XMLReader.document(of: source, namespace: namespace, roots: ["call"])
    let found = result.diagnostics.map {
      let help = $0.help ?? "none"
      return summary($0) + (help.contains(wrong.help) ? "" : " – help: \(help)")
    }
    #expect(found == [wrong.code + wrong.marked.mark])
  }

  @Test func namesTheExpectedNamespace() {
    let source = SourceFile(name: "call.xml", text: "<call xmlns='urn:other'/>")
    let result = XMLReader.document(of: source, namespace: "urn:fundcall:call:1", roots: ["call"])
    #expect(
      result.diagnostics.map(\.message) == [
        "the root element 'call' is in the namespace 'urn:other', not 'urn:fundcall:call:1'"
      ])
  }
}
