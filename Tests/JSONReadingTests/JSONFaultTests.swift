import JSONReading
import SourceText
import Testing

@Suite struct JSONFaultTests {
  static let structure = [
    Fault("", "json.empty", 1, 1, "downloaded completely"),
    Fault(" \n\t ", "json.empty", 1, 1, "empty text"),
    Fault("{\"a\":1,}", "json.trailing-comma", 1, 7, "remove the comma"),
    Fault("[1,\n2,\n]", "json.trailing-comma", 2, 2, "last element"),
    Fault("[1,,2]", "json.malformed", 1, 4, "a value was expected after ','"),
    Fault("[,1]", "json.malformed", 1, 2, "after '['"),
    Fault("{,}", "json.malformed", 1, 2, "a key in double quotes"),
    Fault("{\"a\":}", "json.malformed", 1, 6, "leave the key out"),
    Fault("{\"a\"}", "json.malformed", 1, 5, "a ':' was expected after the key 'a'"),
    Fault("{\"a\" 1}", "json.malformed", 1, 6, "a ':' was expected"),
    Fault("{\"a\":1 \"b\":2}", "json.missing-comma", 1, 7, "put a comma"),
    Fault("[{} {}]", "json.missing-comma", 1, 4, "between two elements"),
    Fault("[1}", "json.malformed", 1, 3, "the list begins at line 1, column 1"),
    Fault("{\"a\":[1,2", "json.not-closed", 1, 6, "the list that begins here has no ']'"),
    Fault("{\"a\":1", "json.not-closed", 1, 1, "ends at line 1, column 7"),
    Fault("{\"a\":", "json.not-closed", 1, 6, "the text ends where a value"),
    Fault("{\"a", "json.not-closed", 1, 2, "not closed on its line"),
    Fault("{\"a\": \"x\n\"}", "json.not-closed", 1, 7, "written \\n"),
    Fault("{} {}", "json.malformed", 1, 4, "one a line, or in a list"),
    Fault("1 x", "json.malformed", 1, 3, "ends after its value"),
    Fault("]", "json.malformed", 1, 1, "begin the text with '{'"),
    Fault("{\"a\": 1 // one\n}", "json.comment", 1, 9, "remove the comment"),
    Fault("# a\n{}", "json.comment", 1, 1, "no comments"),
    Fault("[1 /* never closed", "json.comment", 1, 4, "no comments"),
    Fault("[1\u{A0}]", "json.malformed", 1, 3, "special space"),
    Fault("[\u{1}]", "json.malformed", 1, 2, "\\u{1}"),
    Fault("<!DOCTYPE html><html>", "json.markup", 1, 1, "login or error page"),
    Fault("<consortium/>", "json.markup", 1, 1, "XML"),
  ]

  static let words = [
    Fault("{'a': 1}", "json.quotes", 1, 2, "not in single ones"),
    Fault("[\u{201C}a\u{201D}]", "json.malformed", 1, 2, "straight double quotes"),
    Fault("{name: 1}", "json.quotes", 1, 2, "write \"name\""),
    Fault("[True]", "json.word", 1, 2, "write true"),
    Fault("[None]", "json.word", 1, 2, "write null"),
    Fault("[FRK2]", "json.word", 1, 2, "write \"FRK2\""),
    Fault("[NaN]", "json.number", 1, 2, "leave the key out"),
    Fault("[-Infinity]", "json.number", 1, 2, "written in digits"),
    Fault("[007]", "json.number", 1, 2, "no zeros before it"),
    Fault("[+1]", "json.number", 1, 2, "remove the '+'"),
    Fault("[.5]", "json.number", 1, 2, "put 0 before the point"),
    Fault("[5.]", "json.number", 1, 2, "a digit after its point"),
    Fault("[1e]", "json.number", 1, 2, "digits after its 'e'"),
    Fault("[0x1F]", "json.number", 1, 2, "plain digits"),
    Fault("[2021-11-25]", "json.number", 1, 2, "a date or a code in double quotes"),
    Fault("[1.365.000]", "json.number", 1, 2, "at most one point"),
    Fault("{\"a\": 1,365}", "json.number", 1, 9, "without the comma after '1'"),
    Fault("{\"a\": 1 365}", "json.number", 1, 8, "without spaces"),
    Fault("[\"C:\\data\"]", "json.escape", 1, 5, "write \\\\ for a backslash"),
    Fault("[\"\\u12\"]", "json.escape", 1, 3, "four hexadecimal digits"),
    Fault("[\"\\ud83d\"]", "json.surrogate", 1, 3, "without its other half"),
    Fault("[\"\\ude00\"]", "json.surrogate", 1, 3, "'\\ude00'"),
    Fault("[\"\\ud83d\\u0041\"]", "json.surrogate", 1, 3, "'\\ud83d'"),
    Fault("[\"a\tb\"]", "json.control-character", 1, 4, "write \\t"),
    Fault("[\"a\u{0}b\"]", "json.control-character", 1, 4, "\\u0000"),
    Fault("{\"a\": \"say \"yes\" now\"}", "json.malformed", 1, 13, "write \\\" for"),
  ]

  @Test(arguments: structure + words)
  func saysWhatIsWrongWhereAndWhatToDo(fault: Fault) throws {
    let reading = Reading(fault.text)
    let first = try #require(reading.diagnostics.first)
    #expect(first.code == fault.code)
    #expect(first.place == Place(line: fault.line, column: fault.column))
    #expect("\(first.message); \(first.help ?? "")".contains(fault.says), "\(first)")
    #expect(reading.value == nil)
  }

  @Test(
    arguments: [
      ([0xFF, 0xFE, 0x7B, 0x00], "UTF-16"), ([0xFE, 0xFF, 0x00, 0x7B], "UTF-16"),
      ([0x7B, 0x00, 0x7D, 0x00], "UTF-16"), ([0x00, 0x7B, 0x00, 0x7D], "UTF-16"),
      ([0xFF, 0xFE, 0, 0, 0x7B, 0, 0, 0], "UTF-32"), ([0, 0, 0, 0x7B], "UTF-32"),
      ([0x22, 0xC0, 0xAF, 0x22], "0xC0"), ([0x22, 0xE0, 0x80, 0x80, 0x22], "0xE0"),
      ([0x22, 0xED, 0xA0, 0x80, 0x22], "0xED"), ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], "0xF4"),
      ([0x22, 0xE9, 0x22], "0xE9"), ([0x22, 0x80, 0x22], "0x80"), ([0x22, 0xF0, 0x9F], "0xF0"),
      ([0x22, 0xFF, 0x22], "0xFF"),
    ] as [([UInt8], String)])
  func refusesWhatIsNotUTF8(bytes: [UInt8], says: String) {
    let reading = Reading(bytes)
    #expect(reading.codes == ["json.encoding"])
    #expect(reading.diagnostics.first?.message.contains(says) == true)
  }

  @Test func reportsSeveralErrorsAtOnce() {
    let reading = Reading("{name: 'x', // who\n \"sme\": True, \"cost\": 007,}")
    let expected = [
      "json.quotes", "json.quotes", "json.comment", "json.word", "json.number",
      "json.trailing-comma",
    ]
    #expect(reading.codes == expected)
  }

  @Test func namesWhereADuplicateKeyStandsFirst() throws {
    let reading = Reading("{\"a\": 1,\n \"b\": 2,\n \"\\u0061\": 3}")
    let diagnostic = try #require(reading.diagnostics.first)
    #expect(diagnostic.code == "json.duplicate-key")
    #expect(diagnostic.place == Place(line: 3, column: 2))
    #expect(diagnostic.message.contains("'a' stands twice in one object, first at line 1, col"))
    #expect(reading.value?["a"]?.number == "1")
    #expect(Reading("{\"\u{E9}\": 1, \"e\u{301}\": 2}").codes == [])
  }

  @Test func offersTheReplacementWhereThereIsJustOne() {
    let fixIts = Reading("{name: True,}").diagnostics.map { $0.fixIt?.replacement }
    #expect(fixIts == ["\"name\"", "true", ""])
  }
}
