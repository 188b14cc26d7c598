import SourceText
import Testing
import XMLReading

/// A hostile text and what it is refused for.
private struct Attack: Sendable, CustomTestStringConvertible {
  let text: String
  let refusal: String

  init(_ text: String, _ refusal: String) {
    self.text = text
    self.refusal = refusal
  }

  var testDescription: String { String(text.prefix(60)) }
}

private func repeated(_ text: String, _ count: Int) -> String {
  String(repeating: text, count: count)
}

/// Attributes (or declarations) with different names.
private func attributes(_ count: Int, prefix: String = "a", value: String = "n") -> String {
  (0..<count).map { " \(prefix)\($0)='\(value)'" }.joined()
}

private let declarations: [Attack] = [
  Attack(
    """
    <!DOCTYPE call [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
    <!ENTITY c "&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;">]>
    <call xmlns="n" x="&d;">&d;</call>
    """, "xml.doctype 1:1 <!DOCTYPE"),
  Attack(
    "<!DOCTYPE call [<!ENTITY a '\(repeated("x", 50_000))'>]>" + call(repeated("&a;", 10_000)),
    "xml.doctype 1:1 <!DOCTYPE"),
  Attack(
    "<!DOCTYPE call [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>" + call("&a;"),
    "xml.doctype 1:1 <!DOCTYPE"),
  Attack(
    "<!DOCTYPE call SYSTEM 'http://127.0.0.1:1/a.dtd'>" + call(""), "xml.doctype 1:1 <!DOCTYPE"),
  Attack(
    "<!DOCTYPE call [<!ENTITY % a SYSTEM '/etc/passwd'>%a;]>" + call(""),
    "xml.doctype 1:1 <!DOCTYPE"),
  Attack(
    call("<x:include xmlns:x='http://www.w3.org/2001/XInclude' href='/etc/passwd'/>"),
    "xml.namespace 1:18 x:include"),
]

private let bombs: [Attack] = [
  Attack(call(repeated("<a>", 10_000)), "xml.too-deep 1:206 <a>"),
  Attack("<call xmlns='n'\(attributes(50_000))/>", "xml.token-too-long 1:1 <"),
  Attack("<call xmlns='n' a='\(repeated("x", 60 << 20))'/>", "xml.token-too-long 1:1 <"),
  Attack(call("<!--\(repeated("x", 1 << 20))-->"), "xml.token-too-long 1:17 <"),
  Attack(call("<?p \(repeated("x", 1 << 20))?>"), "xml.token-too-long 1:17 <"),
  Attack(call("", attributes: attributes(65)), "xml.too-many-attributes 1:2 call"),
  Attack(call("", attributes: attributes(5000)), "xml.too-many-attributes 1:2 call"),
  Attack(
    call("", attributes: attributes(9, prefix: "xmlns:p")), "xml.too-many-attributes 1:2 call"),
]

@Suite struct HostileTests {
  @Test(arguments: declarations + bombs)
  private func refusesQuickly(attack: Attack) {
    let bytes = Array(attack.text.utf8)
    var refusal = ""
    let time = ContinuousClock().measure { refusal = reading(bytes).refusal }
    #expect(refusal == attack.refusal && time < .seconds(10), "\(time)")
  }

  @Test func stopsReadingAnEndlessTag() {
    var chunks = 0
    var handler = EventLog()
    let diagnostics = XMLReader.events(
      of: { () -> [UInt8]? in
        chunks += 1
        return Array((chunks == 1 ? "<call " : "aaaaaaaa='1' ").utf8)
      }, named: "-", vocabulary: XMLVocabulary(namespace: "n", roots: ["call"]), to: &handler)
    #expect(diagnostics.map(\.code) == ["xml.token-too-long"] && chunks < 10_000)
  }

  @Test func neverPointsPastATextThatBreaksOff() {
    let text = Array("<call xmlns='n'><a b='c'><d/></a>\n<e></e><f>g</f></call>".utf8)
    for count in 0..<text.count {
      var rest: [UInt8]? = Array(text.prefix(count))
      var handler = EventLog()
      let diagnostics = XMLReader.events(
        of: { () -> [UInt8]? in
          defer { rest = nil }
          return rest
        }, named: "-", vocabulary: XMLVocabulary(namespace: "n", roots: ["call"]), to: &handler)
      #expect(diagnostics.count == 1)
    }
  }

  @Test func refusesATextOverTheLimit() {
    let text = call("<a>\(repeated("x", 5000))</a>")
    let refusal = reading(Array(text.utf8), limits: XMLLimits(text: 4999)).refusal
    #expect(refusal.hasPrefix("xml.text-too-long 1:"))
  }

  @Test func refusesAFileOverTheLimit() {
    let bytes = Array(call(repeated("<a>x</a>", 5000)).utf8)
    #expect(reading(bytes, limits: XMLLimits(size: 30_000)).refusal == "xml.too-large")
  }

  @Test func readsADocumentUpToItsLimits() {
    let texts = [
      call(repeated("<a>", 63) + repeated("</a>", 63)), call("", attributes: attributes(64)),
      call(repeated("é", 1 << 19)),
    ]
    #expect(texts.map { reading(Array($0.utf8)).refusal } == ["", "", ""])
  }
}
