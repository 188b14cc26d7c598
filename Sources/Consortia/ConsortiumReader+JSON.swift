import JSONReading
import SourceText

extension ConsortiumReader {
  /// Reads a list, or one record a line: of consortia, or of what CORDIS exports. The first record
  /// that can be read tells which.
  func readRecords<Failure: Error>(
    _ records: some Sequence<JSONRecord>, named name: String,
    _ body: (ConsortiumReading) throws(Failure) -> Void
  ) throws(Failure) {
    var reading = RecordReading(named: name, places)
    for record in records {
      for done in reading.take(record) { try body(done) }
      if reading.isOver { return }
    }
    for done in reading.end() { try body(done) }
  }

  /// Reads a file that is one value.
  func readValue<Failure: Error>(
    named name: String, head: [UInt8], _ feed: HeadedFeed,
    _ body: (ConsortiumReading) throws(Failure) -> Void
  ) throws(Failure) {
    if let other = OtherDataset(head: head) { return try body(broken(1, other, in: name)) }
    let limits = JSONLimits.record
    var bytes: [UInt8] = []
    while bytes.count <= limits.bytes, let chunk = feed.next() { bytes += chunk }
    let source = SourceFile(name: name, bytes: bytes)
    let (value, problems) = JSONReader.value(of: source, limits: limits)
    let record = JSONRecord(number: 1, source: source, value: value, diagnostics: problems)
    if let value, OtherDataset(value) != nil || CordisProjectList.isProject(value) {
      var reading = RecordReading(named: name, places)
      for done in reading.take(record) + reading.end() { try body(done) }
      return
    }
    var reader = JSONConsortia(places: places)
    try body(reader.reading(record, isOneOfMany: false))
  }

  private func broken(_ number: Int, _ other: OtherDataset, in name: String) -> ConsortiumReading {
    broken(
      number, isOneOfMany: false,
      [other.refusal(in: SourceFile(name: name, bytes: []), at: 0..<0)])
  }
}

/// The records of a file on their way to consortia.
struct RecordReading {
  private enum Sort {
    case consortia(JSONConsortia)
    case organisations(CordisList)
    case projects(CordisNotes, waiting: ForeignConsortium?)
  }

  /// Whether nothing more of the file is of use.
  private(set) var isOver = false
  private let name: String
  private let places: PlaceNames
  private var sort: Sort?
  private var count = 0

  init(named name: String, _ places: PlaceNames) {
    self.name = name
    self.places = places
  }

  /// What is ready after the next record.
  mutating func take(_ record: JSONRecord) -> [ConsortiumReading] {
    if sort == nil, let value = record.value {
      if let other = OtherDataset(value) {
        isOver = true
        let problem = other.refusal(in: record.source, at: value.range)
        return [
          ConsortiumReading(
            number: 1, isOneOfMany: true, consortium: nil, diagnostics: [problem])
        ]
      }
      sort = Self.sort(of: value, name, places)
    }
    switch sort {
    case .organisations(var list):
      sort = nil
      let done = list.take(record)
      sort = .organisations(list)
      return done.map { [reading($0)] } ?? []
    case .projects(var notes, let waiting):
      let next = project(in: record, &notes)
      sort = .projects(notes, waiting: next)
      return waiting.map { [reading($0)] } ?? []
    case .consortia(var reader):
      sort = nil
      defer { sort = .consortia(reader) }
      return [reader.reading(record, isOneOfMany: true)]
    case nil:
      var reader = JSONConsortia(places: places)
      return [reader.reading(record, isOneOfMany: true)]
    }
  }

  /// What is ready after the last record.
  mutating func end() -> [ConsortiumReading] {
    switch sort {
    case .organisations(var list): return list.end().map { [reading($0)] } ?? []
    case .projects(let notes, var last?):
      last.diagnostics += notes.diagnostics(for: name)
      return [reading(last)]
    default: return []
    }
  }

  /// Whether a file of which a value is the first record holds consortia.
  static func areConsortia(_ value: JSONValue) -> Bool {
    OtherDataset(value) == nil && !CordisList.isOrganisation(value)
      && !CordisProjectList.isProject(value)
  }

  private static func sort(of value: JSONValue, _ name: String, _ places: PlaceNames) -> Sort {
    if CordisList.isOrganisation(value) { return .organisations(CordisList(named: name, places)) }
    if CordisProjectList.isProject(value) { return .projects(CordisNotes(), waiting: nil) }
    return .consortia(JSONConsortia(places: places))
  }

  private func project(in record: JSONRecord, _ notes: inout CordisNotes) -> ForeignConsortium {
    guard let value = record.value, !record.diagnostics.hasErrors else {
      return ForeignConsortium(
        source: record.source, diagnostics: record.diagnostics, isOneOfMany: true)
    }
    var one = CordisProjectList.consortium(in: record, value, places, &notes)
    one.diagnostics += record.diagnostics
    return one
  }

  private mutating func reading(_ foreign: ForeignConsortium) -> ConsortiumReading {
    count += 1
    let record = JSONRecord(
      number: count, source: foreign.source, value: foreign.value,
      diagnostics: foreign.diagnostics)
    var reader = JSONConsortia(places: places, foreign: foreign.text)
    return reader.reading(record, isOneOfMany: foreign.isOneOfMany)
  }
}
