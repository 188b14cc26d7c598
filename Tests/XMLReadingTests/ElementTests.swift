import SourceText
import Testing
import XMLReading

/// An element and all below it, with what stands at its ranges in the source: one line an element.
private func dump(_ element: Element, in source: SourceFile, indent: String = "") -> [String] {
  func shown(_ range: Range<Int>) -> String {
    let place = source.place(at: range.lowerBound)
    return "\(place.line):\(place.column) \(PlainText.shown(source.text(in: range)))"
  }
  var line = "\(indent)\(element.name) at \(shown(element.nameRange))"
  for attribute in element.attributes {
    line += ", \(attribute.name) at \(shown(attribute.nameRange))"
    line += " is \(attribute.value) at \(shown(attribute.valueRange))"
    line += attribute.isLiteral ? "" : " (not literal)"
  }
  if let range = element.trimmedTextRange, !range.isEmpty { line += ", text at \(shown(range))" }
  return [line]
    + element.children.flatMap { dump($0, in: source, indent: indent + "  ") }
}

/// A text and the elements in it.
private struct Sample: Sendable {
  let text: String
  let elements: [String]
}

private let samples: [Sample] = [
  Sample(
    text: "<!-- a <b> 'é' -->\n<call xmlns='n'>\n\t<title>  Café\tx </title></call>",
    elements: ["call at 2:2 call", "  title at 3:3 title, text at 3:11 Café\\u{9}x"]),
  Sample(
    text: "<call xmlns='n'>\r\n<a\r\n  x = \"1\"\r\n y='2'/><b>é</b></call>\r\n",
    elements: [
      "call at 1:2 call", "  a at 2:2 a, x at 3:3 x is 1 at 3:8 1, y at 4:2 y is 2 at 4:5 2",
      "  b at 4:10 b, text at 4:12 é",
    ]),
  Sample(
    text: "<call xmlns='n' a='x > y' b='1\n2' c=\"&lt;&amp;&#38;&#233;\" d='&amp;#38;'/>",
    elements: [
      "call at 1:2 call, a at 1:17 a is x > y at 1:20 x > y, "
        + "b at 1:27 b is 1 2 at 1:30 1\\u{a}2 (not literal), "
        + "c at 2:4 c is <&&é at 2:7 &lt;&amp;&#38;&#233; (not literal), "
        + "d at 2:29 d is &#38; at 2:32 &amp;#38; (not literal)"
    ]),
  Sample(
    text: "<p:call xmlns:p='n' xml:lang='en' z=''><p:a></p:a></p:call>",
    elements: ["call at 1:2 p:call, z at 1:35 z is  at 1:38 ", "  a at 1:41 p:a"]),
  Sample(
    text:
      "<?xml version='1.0'?><?xml-stylesheet href='a.xsl'?><call xmlns='n'>a<b/>c</call><!-- z -->",
    elements: ["call at 1:54 call", "  b at 1:71 b"]),
]

@Suite struct ElementTests {
  @Test(arguments: samples)
  private func knowsWhereElementsAndAttributesStand(sample: Sample) {
    let result = reading(Array(sample.text.utf8))
    let found = result.document.map { dump($0.root, in: $0.source) }
    #expect(found == sample.elements, "\(result.refusal)")
  }

  @Test func keepsEmbeddedElementsApart() throws {
    let text = """
      <call xmlns='n' xmlns:q='m'><a/><b xmlns='m'><c><d xmlns='n'/></c></b>
      <p:e xmlns:p='m'/><q:f xmlns:p='m'/><g xmlns='n'/></call>
      """
    let source = SourceFile(name: "call.xml", text: text)
    let result = XMLReader.document(of: source, namespace: "n", roots: ["call"], embedding: ["m"])
    let root = try #require(result.document).root
    #expect(root.children.map(\.name) == ["a", "g"])
    #expect(root.embedded.map(\.name) == ["b", "e", "f"])
    #expect(root.embedded.map(\.declaresNamespace) == [true, true, false])
    #expect(root.children.map(\.declaresNamespace) == [false, true] && root.declaresNamespace)
    #expect(root.embedded.first?.children.first?.embedded.map(\.name) == ["d"])
    #expect(
      root.embedded.dropFirst().map { source.text(in: $0.range) }
        == ["<p:e xmlns:p='m'/>", "<q:f xmlns:p='m'/>"])
    let refused = XMLReader.document(of: source, namespace: "n", roots: ["call"])
    #expect(refused.diagnostics.map(summary) == ["xml.namespace 1:34 b"])
    let other = SourceFile(name: "call.xml", text: "<call xmlns='m'/>")
    let root2 = XMLReader.document(of: other, namespace: "n", roots: ["call"], embedding: ["m"])
    #expect(root2.diagnostics.map(summary) == ["xml.namespace 1:2 call"])
  }

  @Test(arguments: [
    ("total is at least 5", "total is at least 5", true),
    ("", "", true),
    ("é € 😀", "é € 😀", true),
    ("a\nb", "a\nb", true),
    ("a\r\nb", "a\nb", false),
    ("a &lt; b &amp; c", "a < b & c", false),
    ("a<!-- x -->b", "ab", false),
    ("<![CDATA[a < b]]>", "a < b", false),
    ("a<b/>c", "ac", false),
    ("&#x41;", "A", false),
  ])
  func saysWhetherTheTextStandsInTheSource(content: String, text: String, isLiteral: Bool) {
    let result = reading(Array(call("<rule>\(content)</rule>").utf8))
    let rule = result.document?.root.firstChild(named: "rule")
    let slice = rule?.textRange.flatMap { result.document?.source.text(in: $0) }
    #expect([rule?.text, slice] == [text, isLiteral ? text : nil], "\(result.refusal)")
  }

  @Test func findsChildrenAndAttributesByName() {
    let root = reading(Array(call("<a i='1'/><b/><a i='2'/> x ").utf8)).document?.root
    let found = [
      root?.children(named: "a").compactMap { $0["i"] }.joined(),
      root?.firstChild(named: "b")?.name,
      root?.firstChild(named: "c")?.name, root?.attribute("i")?.value, root?.trimmedText,
    ]
    #expect(found == ["12", "b", nil, nil, "x"])
  }

  @Test func coversAnElementWithItsRange() {
    let result = reading(Array(call("<a><b/>x</a><c/>").utf8))
    let children = result.document?.root.children ?? []
    let found = children.flatMap { element in
      [element.range, element.tagRange].map { result.document?.source.text(in: $0) ?? "" }
    }
    #expect(found == ["<a><b/>x</a>", "<a>", "<c/>", "<c/>"])
  }
}
