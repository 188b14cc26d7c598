import JSONReading
public import SourceText

/// Reads the files of a funding portal topic by topic, however large they are.
///
/// It takes the portal's list of all calls and tenders (`grantsTenders.json`), its details of one
/// topic (`topicDetails`), saved pages of its search, its former list of the topics of Horizon 2020
/// (`topics.json`), and plain lists of topics as others republish them, in JSON (a list, or one a
/// line) or CSV. What a file is, its content tells.
public struct PortalFile {
  /// What stands in a file.
  public enum Item {
    /// A topic.
    case topic(Topic)
    /// A call for tender, which is no grant.
    case tender
    /// Something that is wrong with a record, or with the file.
    case problem(Diagnostic)
  }

  /// Whether the file is the portal's list of everything, read to its end: only then does a topic that
  /// is not in it tell something.
  public private(set) var isWholeList = false
  private let name: String
  private var hasTopics = false
  private var foreignRecords = 0

  /// The lists of topics in the portal's files.
  private static let paths = [
    ["fundingData", "GrantTenderObj"], ["results"], ["TopicDetails"],
    ["topicData", "Topics"],
  ]

  /// Other public data, each by a key of its records.
  private static let others: [(key: String, name: String, help: String)] = [
    (
      "callData", "the portal's former list of the calls of Horizon 2020",
      "give its list of topics, 'topics.json'"
    ),
    (
      "projectID", "CORDIS's list of organisations",
      "'fundcall convert' makes consortium files of it"
    ),
    (
      "ecMaxContribution", "CORDIS's list of projects",
      "give 'organization.json' of the same export to 'fundcall convert'"
    ),
    ("participants", "a consortium", "'fundcall check' and 'fundcall match' take it"),
    ("assessments", "an answer of 'fundcall check'", "give a file of the portal"),
  ]

  /// Reads a file that arrives in chunks; `name` is the file's, for messages.
  public static func read(
    named name: String, chunks: @escaping () -> [UInt8]?, each: (Item) -> Void
  ) -> PortalFile {
    var file = PortalFile(name: name)
    var head: [UInt8] = []
    while head.count < 1 << 16, let more = chunks(), !more.isEmpty { head += more }
    var rest = Optional(head)
    let all: () -> [UInt8]? = {
      defer { rest = nil }
      return rest ?? chunks()
    }
    if TopicTable.isTable(head) {
      TopicTable.read(named: name, chunks: all) { file.take($0, each) }
    } else {
      switch JSONShape.detect(head) {
      case .list: for record in JSONElements(name: name, chunks: all) { file.take(record, each) }
      case .lines: for record in JSONLines(name: name, chunks: all) { file.take(record, each) }
      case .value: file.readObject(all, each)
      }
    }
    return file
  }

  private init(name: String) { self.name = name }

  private mutating func readObject(_ chunks: @escaping () -> [UInt8]?, _ each: (Item) -> Void) {
    var elements = JSONElements(name: name, at: Self.paths, chunks: chunks)
    var isComplete = true
    while let record = elements.next() {
      if record.value == nil { isComplete = false }
      if elements.foundPath == nil, record.diagnostics.first?.code == "json.too-large" {
        each(.problem(nothing()))
      } else {
        take(record, each)
      }
    }
    isWholeList = elements.foundPath == 0 && isComplete && hasTopics
  }

  private mutating func take(_ record: JSONRecord, _ each: (Item) -> Void) {
    for var problem in record.diagnostics {
      if problem.code == "json.not-closed", hasTopics {
        problem.help = "check that the file is complete; the topics before this place are imported"
      }
      each(.problem(problem))
    }
    guard let value = record.value, !record.diagnostics.hasErrors else { return }
    switch TopicReader(source: record.source).read(value) {
    case .topic(let topic):
      hasTopics = true
      each(.topic(topic))
    case .tender:
      hasTopics = true
      each(.tender)
    case .withoutId(let value):
      each(
        .problem(
          Diagnostic(
            code: "topic.identifier", "a topic has an identifier with letters or digits",
            file: name, place: record.source.place(at: value.range.lowerBound),
            help: "the topic is left out")))
    case .foreign:
      foreignRecords += 1
      guard foreignRecords == 1 else { return }
      each(
        .problem(nothing(value, place: record.source.place(at: value.range.lowerBound))))
    }
  }

  /// Says that a record, or a whole file, is no topic.
  private func nothing(_ value: JSONValue? = nil, place: Place? = nil) -> Diagnostic {
    if let other = Self.others.first(where: { value?[$0.key] != nil }) {
      return Diagnostic(
        code: "topic.not-found", "this is \(other.name), not topics of the portal", file: name,
        place: place, help: other.help)
    }
    let keys = (value?.members ?? []).prefix(4).map { "'\(PlainText.shown($0.key, limit: 30))'" }
    let found =
      keys.isEmpty
      ? "this is no topic of the portal"
      : "this is no topic of the portal: it begins with \(keys.joined(separator: ", "))"
    return Diagnostic(
      code: "topic.not-found", found, file: name, place: place,
      help: "give grantsTenders.json, a topicDetails file, a saved page of the portal's search, or "
        + "a list of topics with 'topicId'")
  }
}
