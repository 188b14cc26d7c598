import JSONReading
import SourceText
import Testing

/// How a file arrives: whole, or in chunks of some bytes.
private func chunks(_ bytes: [UInt8], of size: Int) -> () -> [UInt8]? {
  var index = 0
  return {
    guard index < bytes.count else { return nil }
    defer { index += size }
    return Array(bytes[index..<min(index + size, bytes.count)])
  }
}

/// What a record is, on one line: its value, or the first error with its place.
private func summary(_ record: JSONRecord) -> String {
  if let value = record.value { return "\(record.source.firstLine) \(written(value))" }
  guard let first = record.diagnostics.first, let place = first.place else { return "silent" }
  return "\(place.line):\(place.column) \(first.code)"
}

private let sizes = [1, 2, 7, 1 << 20]

@Suite struct JSONRecordsTests {
  @Test(arguments: sizes)
  func readsOneRecordALine(size: Int) {
    let text = "\u{FEFF}{\"a\":1}\r\n\r\n  \n{\"é\":}\n[{'b'\n  {\"c\":3}  \n7 8\nnull"
    let bytes = Array(text.utf8)
    let expected = [
      "1 {\"a\":1}", "4:6 json.malformed", "5:3 json.quotes", "6 {\"c\":3}", "7:3 json.malformed",
      "8 null",
    ]
    #expect(JSONLines(name: "t", chunks: chunks(bytes, of: size)).map(summary) == expected)
    #expect(JSONLines(name: "t", bytes: bytes).map(summary) == expected)
  }

  @Test(arguments: sizes)
  func readsOneElementAtATime(size: Int) {
    let text = """
      [ {"a": "], [{"}, {"b":[1,{"x":2}]},
        {"c":3 "d":4},
        "left open, 5,
        0, {"é": True}, 6 ]
      """
    let bytes = Array("\u{FEFF}\(text)\n".utf8)
    let expected = [
      "1 {\"a\":\"], [{\"}", "1 {\"b\":[1,{\"x\":2}]}", "2:9 json.missing-comma",
      "3:3 json.not-closed", "4:12 json.word", "4 6",
    ]
    let records = Array(JSONElements(name: "t", chunks: chunks(bytes, of: size)))
    #expect(records.map(summary) == expected)
    #expect(records.map(\.number) == Array(1...6))
  }

  @Test(arguments: [
    ("", "1:1 json.empty"), ("  \n ", "1:1 json.empty"), ("{}", "1:1 json.not-a-list"),
    ("<html>", "1:1 json.markup"), ("[", "1:2 json.not-closed"), ("[\n1", "2:2 json.not-closed"),
    ("[1,\n]", "2:1 json.trailing-comma"), ("[1]\n [", "2:2 json.malformed"),
    ("[1,\n ,2]", "2:2 json.malformed"), ("[1, {\"a\":", "1:10 json.not-closed"),
    ("[1, [}", "1:6 json.malformed"), ("[\u{0}", "1:1 json.encoding"),
  ])
  func saysWhatIsWrongWithAList(text: String, expected: String) {
    let faults = JSONElements(name: "t", bytes: Array(text.utf8)).filter { $0.value == nil }
    #expect(faults.map(summary) == [expected])
  }

  @Test func readsAnEmptyListAsNoRecords() {
    #expect(JSONElements(name: "t", bytes: Array(" [ ] ".utf8)).map(summary) == [])
    #expect(JSONLines(name: "t", bytes: Array("\n \r\n".utf8)).map(summary) == [])
  }

  @Test(arguments: [("{}\n", "\n"), ("[{},", ","), ("[{},\n", ",\n")])
  func refusesAnOverlongRecordAndGoesOn(head: String, separator: String) {
    let limits = JSONLimits(bytes: 1 << 16)
    var parts = Array(repeating: [UInt8](repeating: 0x61, count: 1 << 12), count: 40)
    parts = [Array("\(head)\"".utf8)] + parts + [Array("\"\(separator)7".utf8)]
    if head.hasPrefix("[") { parts.append([0x5D]) }
    var next = parts.makeIterator()
    let records =
      head.hasPrefix("[")
      ? Array(JSONElements(name: "t", limits: limits) { next.next() })
      : Array(JSONLines(name: "t", limits: limits) { next.next() })
    #expect(records.map { $0.diagnostics.first?.code } == [nil, "json.too-large", nil])
    #expect(records[1].source.bytes.count < 200)
  }

  @Test func keepsOnlyTheBeginningOfALineOfSeventeenMegabytes() {
    let chunk = [UInt8](repeating: 0x61, count: 1 << 20)
    var count = 0
    let records = Array(
      JSONLines(name: "t") {
        count += 1
        return count <= 17 ? chunk : nil
      })
    #expect(records.map { $0.diagnostics.first?.code } == ["json.too-large"])
    #expect(records.map(\.source.bytes.count) == [80])
  }

  @Test func saysOnceThatALinesFileIsInAnotherEncoding() {
    let bytes = Array("{}\n{}\n{}\n".utf8).flatMap { [$0, UInt8(0)] }
    #expect(JSONLines(name: "t", bytes: bytes).map(summary) == ["1:1 json.encoding"])
  }

  @Test(arguments: [
    ("", JSONShape.value), ("7", .value), ("{}", .value), ("{}\n", .value), (" \n[", .list),
    ("\u{FEFF}[{}]", .list), ("{\n \"a\": 1\n}\n", .value), ("{\"a\":\n{}}", .value),
    ("{\"a\": [\n{\"b\": 1},\n{\"b\": 2}\n]}", .value),
    ("{\"a\":1}\n{\"a\":2}", .lines), ("{\"a\": 1\n\n{\"a\":2}\n", .lines),
    ("{\"a\":\"}\"}\r\ngarbage", .lines), ("{\"a\": [1,\n2]}", .value), ("{} x\ny", .value),
  ])
  func tellsHowAFileHoldsItsRecords(text: String, shape: JSONShape) {
    #expect(JSONShape.detect(Array(text.utf8)) == shape)
  }
}

@Suite struct JSONMemberTests {
  private static let paths = [["a", "list"], ["one"]]

  private func summaries(_ text: String, size: Int = 1 << 20) -> [String] {
    JSONElements(name: "t", at: Self.paths, chunks: chunks(Array(text.utf8), of: size)).map(summary)
  }

  @Test(arguments: sizes)
  func findsTheListAmongTheMembersOfAFile(size: Int) {
    let text = """
      {"x": [1, {"list": [9]}, "]}"], "list": [8],
       "a": {"b": {"list": [7]}, "q\\"": -1.5e3, "list": [ {"n": 1},
         {"n": "}"}, 3 ], "z": null}, "y": {}}
      """
    #expect(
      summaries("\u{FEFF}\(text)\n", size: size) == ["2 {\"n\":1}", "3 {\"n\":\"}\"}", "3 3"])
  }

  @Test(arguments: [
    ("{\"one\": {\"k\": [1]}}", ["1 {\"k\":[1]}"]),
    ("{\"a\": {\"list\": []}}", []),
    ("{\"a\": {\"list\": [1]}, \"one\": {\"k\": 2} }", ["1 1", "1 {\"k\":2}"]),
  ])
  func takesAnObjectAtAPathAsOneRecord(text: String, expected: [String]) {
    #expect(summaries(text) == expected)
  }

  @Test(arguments: [
    ("{\"b\": {\"c\": 1}}", "1 {\"b\":{\"c\":1}}"), ("{}", "1 {}"), ("{\"a\": 3}", "1 {\"a\":3}"),
    ("{\"a\": {\"list\" [1]}}", "1:15 json.malformed"), ("{\"b\": [1,", "1:10 json.not-closed"),
    ("<!DOCTYPE html><html>", "1:1 json.markup"), ("", "1:1 json.empty"),
    ("[1]", "1 [1]"), ("7", "1 7"),
  ])
  func givesTheWholeTextWhereNothingIsFound(text: String, expected: String) {
    #expect(summaries(text) == [expected])
  }

  @Test(arguments: [
    ("{\"a\": {\"list\": [1, 2", ["1 1", "1 2", "1:21 json.not-closed"]),
    ("{\"a\": {\"list\": [{\"n\": 1}, {\"n\"", ["1 {\"n\":1}", "1:27 json.not-closed"]),
    ("{\"a\": {\"list\": [1]", ["1 1", "1:19 json.not-closed"]),
    ("{\"a\": {\"list\": [1]}} x", ["1 1", "1:22 json.malformed"]),
    ("{\"one\": {\"k\": ", ["1:15 json.not-closed"]),
  ])
  func keepsTheRecordsBeforeATextThatIsCutOff(text: String, expected: [String]) {
    #expect(summaries(text) == expected)
  }

  @Test func keepsNoLongFileInMemory() {
    let text = "{\"b\": [\(String(repeating: "1,", count: 5000))1]}"
    let elements = JSONElements(
      name: "t", at: Self.paths, limits: JSONLimits(bytes: 1000),
      chunks: chunks(Array(text.utf8), of: 64))
    #expect(elements.map(summary) == ["1:1 json.too-large"])
  }
}
