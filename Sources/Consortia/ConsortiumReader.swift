import JSONReading
public import SourceText
import XMLReading

/// Reads consortium files, in XML, in JSON and as tables, record by record.
///
/// A record that is wrong costs that record only, wherever the text lets the next be found: after
/// any error about facts, after a broken line of JSON lines, after a broken element of a JSON list.
/// After malformed XML nothing more of that file is read. However many records a file has, only
/// those of one chunk are in memory, each of at most 16 MB.
public struct ConsortiumReader: Sendable {
  /// What it knows of countries and regions.
  public let places: PlaceNames

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
  /// The format is told from the first bytes, not from the name, unless one is asked for. An error
  /// thrown by `body` ends the reading and is passed on.
  public func read<Failure: Error>(
    named name: String, as format: ConsortiumFormat? = nil, chunks: @escaping () -> [UInt8]?,
    each body: (ConsortiumReading) throws(Failure) -> Void
  ) throws(Failure) {
    let feed = HeadedFeed(chunks)
    let head = feed.head()
    switch RecognisedFormat(head: head, name: name, asked: format) {
    case .xml: try readXML(named: name, feed, body)
    case .cordis(CordisProject.root):
      try readForeign(named: name, feed, body) { [CordisProject.consortium(in: $0, places)] }
    case .cordis(let root):
      try refuse(
        "the file is a document '\(PlainText.shown(root))' of CORDIS, not a project", named: name,
        body, help: "give a project: https://cordis.europa.eu/project/id/NUMBER?format=xml")
    case .table:
      try readForeign(named: name, feed, body) { TableConsortia.consortia(in: $0, places) }
    case .json(.list):
      try readRecords(JSONElements(name: name, chunks: feed.next), named: name, body)
    case .json(.lines):
      try readRecords(JSONLines(name: name, chunks: feed.next), named: name, body)
    case .json(.value): try readValue(named: name, head: head, feed, body)
    case .webPage:
      try refuse(
        "the file is a web page", named: name, body,
        help: "save the data itself, not the page that shows it or asks to log in")
    case .unknown:
      try refuse(
        "the file is neither XML nor JSON nor a table with a column 'id'", named: name, body,
        help: "a consortium file begins with '<', '{' or '[', or its name ends in .csv")
    }
  }

  func refuse<Failure: Error>(
    _ message: String, named name: String, _ body: (ConsortiumReading) throws(Failure) -> Void,
    help: String
  ) throws(Failure) {
    let problem = Diagnostic(
      code: "consortium.format", message, file: name, place: Place(line: 1, column: 1), help: help)
    try body(broken(1, isOneOfMany: false, [problem]))
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

  /// Reads a file in another form, which is small enough to be read as a whole.
  private func readForeign<Failure: Error>(
    named name: String, _ feed: HeadedFeed,
    _ body: (ConsortiumReading) throws(Failure) -> Void,
    _ bring: (SourceFile) -> [ForeignConsortium]
  ) throws(Failure) {
    let limit = JSONLimits.record.bytes
    var bytes: [UInt8] = []
    while bytes.count <= limit, let chunk = feed.next() { bytes += chunk }
    guard bytes.count <= limit else {
      let problem = Diagnostic(
        code: "consortium.too-large", "the file is larger than \(PlainText.size(limit))",
        file: name,
        help: "split it, or remove what does not belong in it")
      return try body(broken(1, isOneOfMany: false, [problem]))
    }
    for (index, foreign) in bring(SourceFile(name: name, bytes: bytes)).enumerated() {
      let record = JSONRecord(
        number: index + 1, source: foreign.source, value: foreign.value,
        diagnostics: foreign.diagnostics)
      var reader = JSONConsortia(places: places, foreign: foreign.text)
      try body(reader.reading(record, isOneOfMany: foreign.isOneOfMany))
    }
  }

  func broken(_ number: Int, isOneOfMany: Bool, _ problems: [Diagnostic])
    -> ConsortiumReading
  {
    ConsortiumReading(
      number: number, isOneOfMany: isOneOfMany, consortium: nil, diagnostics: problems,
      endsFile: true)
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
