import JSONReading
import SourceText
import Testing

@Suite struct JSONWriterTests {
  private func text(
    _ style: JSONWriter.Style = .compact, _ write: (inout JSONWriter) -> Void
  ) -> String {
    var writer = JSONWriter(style: style)
    write(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private func writeAnswer(_ writer: inout JSONWriter) {
    writer.object { answer in
      answer.member("call", string: "é")
      answer.member("met", bool: true)
      answer.member("count", integer: -3)
      answer.member("grant", cents: nil)
      answer.key("none")
      answer.array { _ in }
      answer.key("list")
      answer.array { list in
        list.object { $0.member("a", cents: 100) }
        list.integer(2)
      }
    }
  }

  @Test func writesOneLine() {
    let expected =
      #"{"call":"é","met":true,"count":-3,"grant":null,"none":[],"list":[{"a":1},2]}"#
    #expect(text { writeAnswer(&$0) } == expected)
  }

  @Test func writesIndentedLines() {
    let expected = """
      {
        "call": "é",
        "met": true,
        "count": -3,
        "grant": null,
        "none": [],
        "list": [
          {
            "a": 1
          },
          2
        ]
      }
      """
    #expect(text(.pretty) { writeAnswer(&$0) } == expected)
  }

  @Test(
    arguments: [
      (136_500_000, "1365000"), (495_273_250, "4952732.50"), (5, "0.05"), (-5, "-0.05"),
      (-12_345, "-123.45"), (0, "0"), (Int64.max, "92233720368547758.07"),
      (Int64.min, "-92233720368547758.08"),
    ] as [(Int64, String)])
  func writesMoneyExactly(cents: Int64, expected: String) {
    #expect(text { $0.cents(cents) } == expected)
  }

  @Test(
    arguments: [
      (975, 3, "0.975"), (-1, 2, "-0.01"), (1000, 3, "1.000"), (7, 0, "7"),
    ] as [(Int64, Int, String)])
  func writesDecimalsExactly(value: Int64, digits: Int, expected: String) {
    #expect(text { $0.decimal(value, fractionDigits: digits) } == expected)
  }

  @Test func writesANumberThatIsNoneAsAText() {
    #expect(text { $0.number("1365000.00") } == "1365000.00")
    #expect(text { $0.number("1,5") } == "\"1,5\"")
  }

  @Test(arguments: [
    ("a\"b\\c/", #""a\"b\\c/""#), ("\n\r\t\u{0}\u{1F}", #""\n\r\t\u0000\u001f""#),
    ("é😀\u{7F}", "\"é😀\u{7F}\""), ("\u{2028}x\u{2029}\u{2027}", "\"\\u2028x\\u2029\u{2027}\""),
  ])
  func escapesWhatMustBe(value: String, expected: String) {
    #expect(text { $0.string(value) } == expected)
    #expect(Reading(expected).value?.string == value)
  }

  @Test func writesARecordALineAndHandsThemOutInParts() {
    var writer = JSONWriter()
    writer.object { _ in }
    writer.endLine()
    let first = writer.takeBytes()
    writer.array { $0.null() }
    writer.endLine()
    #expect(String(decoding: first + writer.takeBytes(), as: UTF8.self) == "{}\n[null]\n")
  }

  @Test(arguments: [JSONWriter.Style.compact, .pretty])
  func writesWhatItReadSoThatItReadsTheSame(style: JSONWriter.Style) throws {
    let value = try #require(Reading(sample).value)
    let again = Reading(text(style) { $0.value(value) })
    #expect(again.codes == [])
    #expect(again.compact == Reading(sample).compact)
  }
}
