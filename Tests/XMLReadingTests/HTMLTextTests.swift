import Testing
import XMLReading

@Suite struct HTMLTextTests {
  /// The blocks with a sign for what they are.
  private func blocks(_ html: String) -> [String] {
    HTMLText(html).blocks.map { block in
      switch block.kind {
      case .heading: "# \(block.text)"
      case .item: "* \(block.text)"
      case .paragraph: block.text
      }
    }
  }

  @Test(arguments: [
    ("plain &amp; simple", ["plain & simple"]),
    ("<p>one</p><p>two", ["one", "two"]),
    (
      "<h4>Conditions</h4><div><p>a <b>bold</b>\n <i>word</i></p></div>",
      ["# Conditions", "a bold word"]
    ),
    (
      "<ul><li><p>first</p></li><li>second<br/>line</li></ul>end",
      ["* first", "* second", "line", "end"]
    ),
    ("<p>EUR&#xa0;60&nbsp;000</p><p><br></br></p>", ["EUR 60 000"]),
    (
      "<table><tr><th>country</th><td>60 %</td></tr><tr><td>b</td></tr></table>",
      ["country; 60 %", "b"]
    ),
    ("a<script>alert('x')</script><style>p{}</style><!-- no -->b", ["ab"]),
    ("<div class=\"eui-u-mt-l>\"><h4>Conditions</h4></div>", ["# Conditions"]),
    ("<html><head><title>Sign in</title></head><body>Who are you?</body></html>", ["Who are you?"]),
    ("5 < 6 and 7 > 2", ["5 < 6 and 7 > 2"]),
    ("&#0;&#x202e;é&unknown;", ["\u{202E}é&unknown;"]),
    ("", []), ("<", []), ("   \n", []),
  ])
  func readsHTMLAsBlocksOfText(html: String, expected: [String]) {
    #expect(blocks(html) == expected)
  }

  @Test func opensNothing() {
    let html = """
      <!DOCTYPE html SYSTEM "file:///etc/passwd"><meta charset="utf-7"><p>+ADw-é&xxe;</p>
      <img src="http://127.0.0.1:9/x"><iframe src="/etc/passwd"></iframe>
      """
    #expect(blocks(html) == ["+ADw-é&xxe;"])
  }

  @Test(arguments: [
    [("<div>", 100_000), ("deep", 1)], [("<b>", 160_000), ("</i>", 120_000)],
    [("before<p ", 1), ("a=1 ", 100_000), (">after", 1)], [("<a x", 100_000)],
  ])
  func leavesHostileHTMLInTime(parts: [(text: String, count: Int)]) {
    let text = HTMLText(parts.map { String(repeating: $0.text, count: $0.count) }.joined())
    #expect(text.isCut)
    #expect(text.blocks.count <= 1)
  }

  @Test func takesAMegabyteAtMost() {
    let text = HTMLText(String(repeating: "<p>word</p>", count: 120_000))
    #expect(text.isCut)
    #expect(text.blocks.count < 110_000)
  }
}
