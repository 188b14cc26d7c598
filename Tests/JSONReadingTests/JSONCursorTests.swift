import JSONReading
import SourceText
import Testing

/// Tokens that are taken without making values of them are those of the reader, or none.
@Suite struct JSONCursorTests {
  /// The bytes of the token with which a text begins, and those that follow it.
  private static func token(_ bytes: [UInt8]) -> (text: [UInt8], rest: [UInt8])? {
    var cursor = JSONCursor(at: 0)
    let span = bytes.span
    guard let token = cursor.scalar(in: span), let text = token.resolved(in: span) else {
      return nil
    }
    return (text, Array(bytes[cursor.index...]))
  }

  /// Each byte at each place of a short and a longer text.
  @Test func takesTextsAsTheReaderDoes() {
    for length in [1, 7, 8, 9, 17] {
      for place in 0..<length {
        for byte in UInt8.min...UInt8.max where byte != UInt8(ascii: "\"") {
          var content = [UInt8](repeating: UInt8(ascii: "n"), count: length)
          content[place] = byte
          let bytes = [UInt8(ascii: "\"")] + content + Array("\", 1".utf8)
          let (value, problems) = JSONReader.value(
            of: SourceFile(name: "", bytes: Array(bytes.dropLast(3))))
          let expected = problems.isEmpty ? value?.string.map { Array($0.utf8) } : nil
          let found = Self.token(bytes)
          #expect(found?.text == expected, "\(content)")
          #expect(found == nil || found?.rest == Array(", 1".utf8))
        }
      }
    }
  }

  @Test(arguments: [
    (" \t\r12.5,", "12.5", ","), ("0", "0", ""), ("0.10 ", "0.10", " "), ("12x", "12", "x"),
    ("1e5", "1", "e5"), ("true}", "true", "}"), ("false", "false", ""), ("null]", "null", "]"),
    ("\"\"", "", ""), ("\"é\"", "é", ""), ("\"a\\u00e9\\n\"x", "aé\n", "x"),
    ("\"\\\\\",", "\\", ","), ("\"\\\"\"", "\"", ""),
  ])
  func takesTokens(_ text: String, _ token: String, _ rest: String) throws {
    let found = try #require(Self.token(Array(text.utf8)))
    #expect(String(decoding: found.text, as: UTF8.self) == token)
    #expect(String(decoding: found.rest, as: UTF8.self) == rest)
  }

  @Test(arguments: [
    "", " ", "\n1", "-1", "+1", ".5", "1.", "01", "tru", "nul", "True", "'a'", "\"a", "\"a\\",
    "\"a\n\"", "\"\\\n\"", "\"\\x\"", "\"\\ud800\"", "{", "[", ",", "x", "\"\t\"",
  ])
  func takesNothingElse(_ text: String) {
    #expect(Self.token(Array(text.utf8)) == nil)
  }
}
