import Testing

/// `check` on long files of JSON lines: verdicts alone come straight from the bytes of plain lines, and
/// full answers never do. Both must say the same of every line, and complain of the same places.
@Suite struct BulkLineTests {
  static let odd = [
    "", "\r", "{", "}", "[]", "5", "null", "{}", "x", "\u{FEFF}", "\"",
    #"{"participants": []}"#, #"{"participants": [{"id": "A"}, {"id": "A"}]}"#,
    #"{"participants": [{"id": "A"}]} {"participants": [{"id": "A"}]}"#,
    "\u{FEFF}{\"participants\": [{\"id\": \"A\"}]}", "{\"participants\": [{\"id\": \"A\"}]}\r",
    #"{"participants": [{"id": "A"}],}"#, #"{"participants": [{"id": "A"}], "colour": "red"}"#,
    #"{"participants": [{"id": "A", "region": "FRK2"}]}"#,
    #"{"participants": [{"id": "A"}], "proposal": {"durationMonths": 12345678901234567890}}"#,
    #"{"participants": [{"id": "A"}], "proposal": {"durationMonths": 36, "durationMonths": 36}}"#,
    #"{"participants": [{"id": "A"}], "proposal": {"durationMonths": 3.6e1}}"#,
    #"{"participants": [{"id": "A"}], "proposal": {"call": "NONE", "durationMonths": 36}}"#,
    #"{"participants": [{"id": "A"}], "thirdPartySupport": [{"provider": "B"}]}"#,
    #"{"name": "a\tb", "participants": [{"id": "A"}]}"#,
    #"{"name": "a"# + "\t" + #"b", "participants": [{"id": "A"}]}"#,
    #"{"name": "\ud83d\ude00 \"", "participants": [{"id": "A"}]}"#,
    #"{"participants": "# + String(repeating: "[", count: 300),
    #"{"projectID": "1", "organisationID": "2", "role": "coordinator"}"#,
  ]

  /// Some of them in one file, one after another and apart.
  @Test(arguments: [0..<8, 8..<16, 16..<24, 21..<29])
  func giveTheVerdictsOfFullAnswers(_ part: Range<Int>) async throws {
    let (folder, call) = try BulkCheckTests.folder()
    var lines: [Int: String] = [:]
    for index in part { lines[5 + index % 8 * 5 + index % 2 * 4] = Self.odd[index] }
    let file = try folder.write("bulk.jsonl", BulkCheckTests.lines(70, lines))
    try await BulkCheckTests.expectVerdictsOfFullAnswers(to: file, call, atLeast: 62)
  }

  /// How a file begins, ends and breaks its lines.
  @Test(arguments: ["mark", "returns", "no end", "cut", "broken first", "other first", "bytes"])
  func giveTheVerdictsOfFullAnswersToWholeFiles(_ sort: String) async throws {
    let (folder, call) = try BulkCheckTests.folder()
    var bytes = Array(BulkCheckTests.lines(70).utf8)
    switch sort {
    case "mark": bytes = [0xEF, 0xBB, 0xBF] + bytes
    case "returns": bytes = Array(BulkCheckTests.lines(70).replacing("\n", with: "\r\n\n").utf8)
    case "no end": bytes.removeLast()
    case "cut": bytes.removeLast(3)
    case "broken first": bytes = Array("{\"participants\": [\n".utf8) + bytes
    case "other first": bytes = Array("{\"acronym\": \"A\", \"objective\": \"B\"}\n".utf8) + bytes
    default:
      for (place, wrong) in [(50_000, 0xFF), (100_000, 0), (200_000, 0xC3)] as [(Int, UInt8)] {
        bytes[place] = wrong
      }
    }
    let file = try folder.write("bulk.jsonl", bytes)
    try await BulkCheckTests.expectVerdictsOfFullAnswers(
      to: file, call, atLeast: sort == "other first" ? 0 : 67)
  }

  @Test(arguments: 1...3) func giveTheVerdictsOfFullAnswersToSpoiltFiles(_ seed: Int) async throws {
    let (folder, call) = try BulkCheckTests.folder()
    var state = UInt64(seed)
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let pieces = ["{", "}", "[", "]", "\"", ",", ":", "\\", "null", "-", "1e5", "é", "\n", "\t"]
    let lines = BulkCheckTests.lines(70).split(separator: "\n").map { line in
      var bytes = Array(line.utf8)
      guard random(3) == 0 else { return bytes }
      for _ in 0...random(2) {
        let place = random(70)
        bytes.replaceSubrange(
          place..<place + random(3), with: Array(pieces[random(pieces.count)].utf8))
      }
      return bytes
    }
    let bytes = Array(lines.joined(separator: [0x0A]))
    let file = try folder.write("bulk.jsonl", bytes)
    try await BulkCheckTests.expectVerdictsOfFullAnswers(to: file, call, atLeast: 30)
  }
}
