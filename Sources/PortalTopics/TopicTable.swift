import CSVReading
import JSONReading
import SourceText

/// A list of topics as a table: the names of the columns in the first row, one of which is
/// `topicId`.
enum TopicTable {
  /// A table of topics is read as a whole, so it may not be larger than so many bytes.
  static let limit = 64 << 20

  /// Whether a file begins as such a table.
  static func isTable(_ head: [UInt8]) -> Bool {
    let first = head.prefix { $0 != UInt8(ascii: "\n") }
    guard let start = first.first(where: { $0 != UInt8(ascii: " ") }),
      ![UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "<")].contains(start)
    else { return false }
    return String(decoding: first.prefix(10_000), as: UTF8.self).contains("topicId")
  }

  /// Gives each row as a record whose members are the columns.
  static func read(named name: String, chunks: () -> [UInt8]?, each: (JSONRecord) -> Void) {
    var bytes: [UInt8] = []
    while bytes.count <= limit, let chunk = chunks(), !chunk.isEmpty { bytes += chunk }
    func problem(_ diagnostics: [Diagnostic], row: Int = 0, source: SourceFile) {
      each(JSONRecord(number: row, source: source, value: nil, diagnostics: diagnostics))
    }
    let file = SourceFile(name: name, bytes: bytes)
    guard bytes.count <= limit else {
      let large = FileProblem(path: name, reason: .tooLarge(limit)).diagnostic
      return problem([large], source: file)
    }
    let (opened, notes) = CSVReader.open(file)
    if !notes.isEmpty { problem(notes, source: file) }
    guard var reader = opened else { return }
    let columns = reader.next().map { row in row.cells.map { reader.text(of: $0) } } ?? []
    while let row = reader.next() {
      guard row.cells.count == columns.count else {
        let wrong = Diagnostic(
          code: "topic.row",
          "a row has \(columns.count) cells as the first, not \(row.cells.count)",
          in: reader.source, at: row.start..<row.start + 1,
          help: "check its quotes and separators; the topic is left out")
        problem([wrong], row: row.number, source: reader.source)
        continue
      }
      let members = zip(columns, row.cells).map { key, cell in
        let text = CSVGuard.unguarded(reader.text(of: cell))
        return JSONMember(
          key: key, keyRange: cell.range, value: JSONValue(.string(text), range: cell.range))
      }
      let range = row.start..<(row.cells.last?.range.upperBound ?? row.start)
      each(
        JSONRecord(
          number: row.number, source: reader.source,
          value: JSONValue(.object(members), range: range), diagnostics: []))
    }
    if let fault = reader.fault { problem([fault], source: reader.source) }
  }
}
