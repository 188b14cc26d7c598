import Testing

/// Wrong consortium files: each gets a diagnostic with a place and help, and costs itself only.
@Suite struct BadInputTests {
  private static let root = "<consortium xmlns=\"urn:fundcall:consortium:1\">"
  private static let person = "<participant id=\"A\"/>"
  private static func json(_ facts: String) -> [UInt8] {
    Array("{\"participants\": [{\"id\": \"A\", \(facts)}]}".utf8)
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    var name: String
    var words: String
    var bytes: [UInt8]
    var testDescription: String { name }

    init(_ name: String, _ words: String, _ bytes: [UInt8]) {
      (self.name, self.words, self.bytes) = (name, words, bytes)
    }

    init(_ name: String, _ words: String, _ text: String) {
      self.init(name, words, Array(text.utf8))
    }
  }

  private static let wide = Array(repeating: UInt8(ascii: "x"), count: 17 << 20)

  @Test(arguments: [
    Bad("unclosed.xml", "1:67: error", root + "<participant id=\"A\"></consortium>"),
    Bad("namespace.xml", "xmlns=", "<consortium>\(person)</consortium>"),
    Bad("other.xml", "urn:other", "<consortium xmlns='urn:other'>\(person)</consortium>"),
    Bad("doctype.xml", "DOCTYPE", "<!DOCTYPE a [<!ENTITY b 'c'>]>" + root + person),
    Bad("element.xml", "did you mean 'participant'?", root + "<particpant/></consortium>"),
    Bad(
      "attribute.xml", "did you mean 'country'?",
      root + "<participant id='A' contry='ES'/></consortium>"),
    Bad("deep.xml", "deeper", root + String(repeating: "<a>", count: 10_000)),
    Bad("deeper.xml", "deeper", String(repeating: root, count: 10_000)),
    Bad("bytes.xml", "UTF-8", Array(root.utf8) + [0xFF, 0xFE] + Array("</consortium>".utf8)),
    Bad("nul.xml", "NUL", Array(root.utf8) + [0] + Array("</consortium>".utf8)),
    Bad("utf-16.xml", "UTF-16", [0xFF, 0xFE] + root.utf8.flatMap { [$0, 0] }),
    Bad("empty.xml", "empty", ""),
    Bad("text.xml", "shorten", Array(root.utf8) + wide),
    Bad("token.xml", "shorten", Array("<consortium name='".utf8) + wide),
    Bad("gzip.xml", "gunzip", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0]),
    Bad("empty.json", "empty", ""), Bad("blank.json", "empty", " \n\t\n"),
    Bad("word.json", "double quotes", "participants"),
    Bad("word.txt", "neither XML nor JSON", "participants"),
    Bad("cut-off.xml", "not finished", root + "<participant"),
    Bad("deep.json", "nested", String(repeating: "[", count: 100_000)),
    Bad("deeper.json", "nested", String(repeating: "{\"participants\":", count: 10_000)),
    Bad("large.json", "16777216", Array("{\"name\": \"".utf8) + wide),
    Bad("figure.json", "1400000", json("\"turnover\": 1e400")),
    Bad("digits.json", "40", json("\"turnover\": " + String(repeating: "9", count: 100_000))),
    Bad("headcount.json", "headcount", json("\"headcount\": 1e99")),
    Bad("nan.json", "leave the key out", json("\"turnover\": NaN")),
    Bad("infinity.json", "turnover", json("\"turnover\": -Infinity")),
    Bad("negative.json", "zero or more", json("\"turnover\": -1")),
    Bad("cents.json", "two decimals", json("\"turnover\": 0.001")),
    Bad("twice.json", "twice", json("\"name\": \"x\", \"name\": \"y\"")),
    Bad("surrogate.json", "other half", json("\"name\": \"\\ud800\"")),
    Bad("bytes.json", "UTF-8", Array("{\"name\": \"".utf8) + [0xC3, 0x28] + Array("\"}".utf8)),
    Bad("nul.json", "control character", json("\"name\": \"a\u{0}b\"")),
    Bad("utf-16.json", "UTF-16", "{\"a\": 1}".utf8.flatMap { [$0, 0] }),
    Bad("more.json", "one a line", "{\"participants\": []} x"),
    Bad("key.json", "did you mean 'country'?", json("\"contry\": \"ES\"")),
    Bad("country.json", "country", json("\"country\": \"ZZ\"")),
    Bad("region.json", "outside", json("\"country\": \"ES\", \"region\": \"FRK2\"")),
    Bad("body.json", "publicBody", json("\"kind\": \"public-body\", \"publicBody\": false")),
    Bad("ids.json", "an id of its own", "{\"participants\": [{\"id\": \"A\"}, {\"id\": \"A\"}]}"),
    Bad("none.json", "'participants' is missing", "{}"),
  ])
  func isNamedWithPlaceAndHelp(_ bad: Bad) async throws {
    let folder = try Folder()
    let file = try folder.write(bad.name, bad.bytes)
    let answer = try await Program.run(
      ["check", file, Program.sample, "--on", "2021-11-01", "--color", "never"])
    #expect(answer.status == 65)
    #expect(answer.output.contains("ELIGIBLE  8 of 8"))
    #expect(answer.errors.contains(bad.words) && answer.errors.contains("  help: "))
    #expect(answer.errors.hasPrefix(file) && answer.errors.utf8.count < 4_000)
  }

  @Test func isToldFromWhatCannotBeRead() async throws {
    let folder = try Folder()
    for path in [
      folder.path("none.json"), try folder.link("a.json", to: "nowhere"),
      try folder.makeFolder("b.json"), "/dev/full/x",
    ] {
      let answer = try await Program.run(["check", path, Program.sample, "--on", "2021-11-01"])
      #expect(answer.status == 66 && answer.errors.hasPrefix(path))
      #expect(answer.output.contains("ELIGIBLE  8 of 8"))
    }
  }

  @Test func isReadInBoundedMemory() async throws {
    let answer = try await Program.shell(
      """
      ulimit -v 3000000; (printf '<consortium xmlns="urn:fundcall:consortium:1" name="'; \
      head -c 2147483648 /dev/zero | tr '\\0' x) | fundcall check - 2>&1
      """)
    #expect(answer.status == 65 && answer.output.contains("longer than 64 KB"))
  }
}
