import JSONReading
public import SourceText
import XMLReading

/// Reads consortium files, in XML and in JSON, record by record.
///
/// A record that is wrong costs that record only, wherever the text lets the next be found: after
/// any error about facts, after a broken line of JSON lines, after a broken element of a JSON list.
/// After malformed XML nothing more of that file is read. However many records a file has, only
/// those of one chunk are in memory, each of at most 16 MB.
public struct ConsortiumReader: Sendable {
  private let places: PlaceNames

  /// A reader that knows which countries and regions there are.
  public init(places: PlaceNames) { self.places = places }

  /// What came of every record of a text.
  public func readings(of bytes: [UInt8], named name: String) -> [ConsortiumReading] {
    var readings: [ConsortiumReading] = []
    read(bytes, named: name) { readings.append($0) }
    return readings
  }

  /// What came of every record of a source, which may be a part of a file: lines are the file's.
  public func readings(of source: SourceFile) -> [ConsortiumReading] {
    readings(of: source.bytes, named: source.name).map {
      $0.movedDown(by: source.firstLine - 1)
    }
  }

  /// Gives what came of each record of a text to `body`, in the order of the text.
  ///
  /// - Parameter name: the file's name, for diagnostics and as a hint at its format.
  public func read<Failure: Error>(
    _ bytes: [UInt8], named name: String,
    each body: (ConsortiumReading) throws(Failure) -> Void
  ) throws(Failure) {
    var rest = bytes[...]
    try read(
      named: name,
      chunks: {
        let chunk = rest.prefix(1 << 18)
        rest = rest.dropFirst(chunk.count)
        return chunk.isEmpty ? nil : Array(chunk)
      }, each: body)
  }

  /// Gives what came of each record of a text that arrives in chunks of any size to `body`, as soon
  /// as it is read; `nil` or an empty chunk ends the text.
  ///
  /// The format is told from the first bytes, not from the name. An error thrown by `body` ends the
  /// reading and is passed on.
  public func read<Failure: Error>(
    named name: String, chunks: @escaping () -> [UInt8]?,
    each body: (ConsortiumReading) throws(Failure) -> Void
  ) throws(Failure) {
    let feed = HeadedFeed(chunks)
    switch ConsortiumFormat(head: feed.head(), name: name) {
    case .xml: try readXML(named: name, feed, body)
    case .json(.list): try readElements(JSONElements(name: name, chunks: feed.next), body)
    case .json(.lines): try readElements(JSONLines(name: name, chunks: feed.next), body)
    case .json(.value): try readValue(named: name, feed, body)
    case .unknown:
      let problem = Diagnostic(
        code: "consortium.format", "the file is neither XML nor JSON", file: name,
        place: Place(line: 1, column: 1),
        help: "a consortium file begins with '<', '{' or '['")
      try body(broken(1, isOneOfMany: false, [problem]))
    }
  }

  // MARK: - Formats

  private func readXML<Failure: Error>(
    named name: String, _ feed: HeadedFeed,
    _ body: (ConsortiumReading) throws(Failure) -> Void
  ) throws(Failure) {
    let outbox = Outbox()
    var handler = XMLConsortia(places: places, outbox: outbox)
    // The records that have ended are handed out between the chunks. A document that is one record
    // waits until all of it has been read.
    let problems = try XMLReader.events(
      of: { () throws(Failure) -> [UInt8]? in
        if outbox.isCollection { try outbox.empty(body) }
        return feed.next()
      }, named: name, vocabulary: XMLFactNames.shared.vocabulary, to: &handler)
    if problems.isEmpty { handler.putRest(named: name) }
    if outbox.isCollection || problems.isEmpty { try outbox.empty(body) }
    if !problems.isEmpty {
      let number = outbox.isCollection ? outbox.count + 1 : 1
      try body(broken(number, isOneOfMany: outbox.isCollection, problems))
    }
  }

  private func readElements<Failure: Error>(
    _ records: some Sequence<JSONRecord>,
    _ body: (ConsortiumReading) throws(Failure) -> Void
  ) throws(Failure) {
    var reader = JSONConsortia(places: places)
    for record in records { try body(reader.reading(record, isOneOfMany: true)) }
  }

  private func readValue<Failure: Error>(
    named name: String, _ feed: HeadedFeed,
    _ body: (ConsortiumReading) throws(Failure) -> Void
  ) throws(Failure) {
    let limits = JSONLimits.record
    var bytes: [UInt8] = []
    while bytes.count <= limits.bytes, let chunk = feed.next() { bytes += chunk }
    let source = SourceFile(name: name, bytes: bytes)
    let (value, problems) = JSONReader.value(of: source, limits: limits)
    let record = JSONRecord(number: 1, source: source, value: value, diagnostics: problems)
    var reader = JSONConsortia(places: places)
    try body(reader.reading(record, isOneOfMany: false))
  }

  private func broken(_ number: Int, isOneOfMany: Bool, _ problems: [Diagnostic])
    -> ConsortiumReading
  {
    ConsortiumReading(
      number: number, isOneOfMany: isOneOfMany, consortium: nil, diagnostics: problems)
  }
}

extension Outbox {
  /// Hands out the readings that wait.
  func empty<Failure: Error>(_ body: (ConsortiumReading) throws(Failure) -> Void)
    throws(Failure)
  {
    let waiting = readings
    readings.removeAll(keepingCapacity: true)
    for reading in waiting { try body(reading) }
  }
}
