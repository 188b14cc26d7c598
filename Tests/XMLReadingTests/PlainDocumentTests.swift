import SourceText
import Testing

@testable import XMLReading

/// All that an element says, with all below it: one line an element.
private func dump(_ element: Element, indent: String = "") -> [String] {
  var line = "\(indent)\(element.name) \(element.nameRange) \(element.tagRange) \(element.range)"
  line += " \(element.childCount) \(element.embeddedCount) \(element.declaresNamespace)"
  line += " \(element.text) \(String(describing: element.textRange)) \(element.isBlank)"
  for attribute in element.attributes { line += " \(attribute)" }
  return [line] + (element.children + element.embedded).flatMap { dump($0, indent: indent + " ") }
}

/// What the plain reader and the parser make of a text; `nil` for the one that refuses it.
private func both(_ text: [UInt8], leavesOut: Bool) -> (plain: [String]?, parsed: [String]?) {
  let source = SourceFile(name: "call.xml", bytes: text)
  let vocabulary = XMLVocabulary(namespace: "n", roots: ["call"], embedded: ["m"])
  let tree = PlainDocument.tree(
    of: source, vocabulary: vocabulary, leavesOutEmbedded: leavesOut, limits: .document)
  let parsed = XMLReader.parsed(
    source, vocabulary: vocabulary, leavesOutEmbedded: leavesOut, limits: .document)
  return (tree.map { dump(Element($0, at: 0)) }, parsed.document.map { dump($0.root) })
}

private let plain = #"""
  <?xml version="1.0" encoding="UTF-8"?>
  <!-- a < b & c -->
  <call xmlns="n" language='1' a = "x > y"
      b="1
  2	3" c="&lt;&amp;&gt;&quot;&apos;">
    <title>  Café 	x </title><empty/><empty ></empty ><s> <!-- in --> </s>
    <mixed>a<b/>c<!-- d -->e &amp; f</mixed><deep><deep><deep x="é€😀"/></deep></deep>
    <example><k xmlns="m" id="1"><p a="&amp;">t</p><call xmlns="n"><q/></call>u</k></example>
    <two xmlns="m"/><list>&lt;</list><text>a ] b ]] c &gt; d</text>
  </call>
  <!-- after -->

  """#

private let notPlain = [
  "<p:call xmlns:p='n'/>", "<call xmlns='n' xml:lang='en'/>", "<!DOCTYPE call><call xmlns='n'/>",
  "<call xmlns='n'><![CDATA[a]]></call>", "<call xmlns='n'>&#233;</call>",
  "<call xmlns='n'>\r\n</call>", "\u{FEFF}<call xmlns='n'/>", "<?a b?><call xmlns='n'/>",
  "<call xmlns='n'>]]></call>", "<call xmlns='n' a='1' a='2'/>", "<call xmlns='n' a='1'b='2'/>",
  "<call xmlns='n' a='<'/>", "<call xmlns='n' a='&'/>", "<call xmlns='n'><a></b></call>",
  "<call xmlns='n'/><call/>", "<call/>", "<other xmlns='n'/>", "<call xmlns='x'/>",
  "<call xmlns='n'><!-- a -- b --></call>", "<call xmlns='n'>\u{1}</call>",
  "<call xmlns='n'>\u{FFFE}</call>", "<call xmlns='n'", "", "<call xmlns='n'><a xmlns=''/></call>",
]

@Suite struct PlainDocumentTests {
  @Test(arguments: [false, true])
  func givesTheTreeThatTheParserGives(leavesOut: Bool) {
    let found = both(Array(plain.utf8), leavesOut: leavesOut)
    #expect(found.plain != nil)
    #expect(found.plain == found.parsed)
  }

  @Test(arguments: notPlain)
  func leavesToTheParserWhatIsNotPlain(text: String) {
    #expect(both(Array(text.utf8), leavesOut: false).plain == nil)
  }

  @Test func neverAcceptsWhatTheParserRefusesOrReadsOtherwise() {
    var numbers = SeededGenerator(state: 7)
    let alphabet = Array("<>/&;\"'= \n\t\r]-!?:xmlnsa\u{0}\u{7F}é".utf8) + [0xEF, 0xBF, 0xBE, 0xFF]
    let original = Array(plain.utf8)
    for _ in 0..<4000 {
      var text = original
      for _ in 0..<Int.random(in: 1...3, using: &numbers) {
        let place = Int.random(in: 0..<text.count, using: &numbers)
        let other = Int.random(in: 0..<text.count, using: &numbers)
        let byte = alphabet[Int.random(in: 0..<alphabet.count, using: &numbers)]
        switch Int.random(in: 0..<4, using: &numbers) {
        case 0: text[place] = byte
        case 1: text.insert(byte, at: place)
        case 2: text.removeSubrange(place..<min(place + 1 + other % 9, text.count))
        default:
          text.insert(contentsOf: text[other..<min(other + 1 + place % 9, text.count)], at: place)
        }
      }
      let found = both(text, leavesOut: text.count.isMultiple(of: 2))
      guard let plain = found.plain else { continue }
      #expect(plain == found.parsed, "\(String(decoding: text, as: UTF8.self))")
    }
  }
}

/// Numbers that are the same in every run (SplitMix64).
private struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
