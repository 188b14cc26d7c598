import JSONReading
import SourceText
import Testing

@Suite struct JSONReaderTests {
  @Test(arguments: [
    ("null", "null"), (" true ", "true"), ("[false]", "[false]"), ("\"\"", "\"\""),
    ("{}", "{}"), ("[ ]", "[]"), ("\u{FEFF}{\"a\":1}", "{\"a\":1}"),
    ("\t{\r\n\"b\" : 1 , \"a\":[ 1,2 ] }\n", "{\"b\":1,\"a\":[1,2]}"),
    (#""\"\\\/\b\f\n\r\t""#, #""\"\\/\u0008\u000c\n\r\t""#),
    (#""\u00e9\u0041\ud83d\uDE00""#, "\"éA😀\""), ("\"é😀\u{7F}\"", "\"é😀\u{7F}\""),
    (#""\uFFFF\u0000""#, "\"\u{FFFF}\\u0000\""),
  ])
  func readsWhatTheStandardAllows(text: String, compact: String) {
    let reading = Reading(text)
    #expect(reading.codes == [])
    #expect(reading.compact == compact)
  }

  @Test(arguments: [
    "0", "-0", "1365000.00", "0.1000", "1e400", "-1.5E-7", "1E+2", "12345678901234567890123456789",
    "9007199254740993",
  ])
  func keepsEveryCharacterOfANumber(text: String) {
    let reading = Reading("[\(text)]")
    #expect(reading.codes == [])
    #expect(reading.value?.elements?.first?.number == text)
  }

  @Test func refusesANumberOfTooManyCharactersButKeepsIt() {
    let digits = String(repeating: "9", count: 41)
    let reading = Reading("{\"a\": \(digits)}")
    #expect(reading.codes == ["json.number"])
    #expect(reading.value?["a"]?.number == digits)
  }

  @Test func givesThePlaceOfEveryValueAndKey() throws {
    let text = #"{"é": [1, {"k": "v"}], "x" : -2.50}"#
    let source = SourceFile(name: "t.json", text: text)
    let value = try #require(JSONReader.value(of: source).0)
    var found: [String] = []
    func walk(_ value: JSONValue) {
      found.append(source.text(in: value.range))
      for element in value.elements ?? [] { walk(element) }
      for member in value.members ?? [] {
        found.append(source.text(in: member.keyRange))
        walk(member.value)
      }
    }
    walk(value)
    let expected = [
      text, "\"é\"", #"[1, {"k": "v"}]"#, "1", #"{"k": "v"}"#, "\"k\"", "\"v\"", "\"x\"", "-2.50",
    ]
    #expect(found == expected)
  }

  @Test func looksUpMembersByTheirBytes() {
    let value = Reading("{\"e\u{301}\": 1, \"\u{E9}\": 2, \"n\": null}").value
    #expect(value?["\u{E9}"]?.number == "2")
    #expect(value?["n"]?.isNull == true)
    #expect(value?["absent"] == nil)
  }

  @Test func namesThePathOfAValue() {
    let path = JSONPath.root.appending("participants").appending(2).appending("costs").appending(0)
    #expect(path.appending("amount").description == "participants[2].costs[0].amount")
    #expect(JSONPath().appending("a b\u{202E}").description == "[\"a b\\u{202e}\"]")
  }
}
