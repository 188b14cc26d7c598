import Foundation
import FundingCalls
import FundingTerms
import PortalTopics
import SourceText
import Testing

/// What a file of the portal comes to, a line an item.
func summary(_ text: String, named name: String = "t.json", chunk: Int = 1 << 16) -> [String] {
  items(text, named: name, chunk: chunk).map { item in
    switch item {
    case .topic(let topic): "topic \(topic.id)"
    case .tender: "tender"
    case .problem(let problem):
      "\(problem.place.map { "\($0.line):\($0.column) " } ?? "")\(problem.code)"
    }
  }
}

/// The items of a file that arrives in chunks.
func items(_ text: String, named name: String = "t.json", chunk: Int = 1 << 16)
  -> [PortalFile.Item]
{
  let bytes = Array(text.utf8)
  var index = 0
  var found: [PortalFile.Item] = []
  _ = PortalFile.read(
    named: name,
    chunks: {
      guard index < bytes.count else { return nil }
      defer { index += chunk }
      return Array(bytes[index..<min(index + chunk, bytes.count)])
    },
    each: { found.append($0) })
  return found
}

/// The topics of a file.
func topics(_ text: String) -> [Topic] {
  items(text).compactMap { item in
    guard case .topic(let topic) = item else { return nil }
    return topic
  }
}

/// The members of a topic of `topicDetails`, with what a test is about.
func details(
  _ identifier: String = "DEMO-2027-01", _ members: String, action: String = "DEMO-RIA Demo"
) -> String {
  """
  {"TopicDetails": {"identifier": "\(identifier)", "title": "A topic",
    "actions": [{"types": [{"typeOfAction": "\(action)"}]}], \(members)}}
  """
}

/// A folder that is gone after the test, and imports into it.
final class Imports {
  let folder: String
  static let family = """
    <call xmlns="urn:fundcall:call:1" language="1" id="DEMO-RIA" abstract="true">
      <title>Demo</title><programme id="DEMO">Demo</programme>
      <sources><source id="text" document="Text" confidence="A"/></sources>
      <definitions>
        <set name="demo-countries" of="country" from="demo-all">all countries</set>
      </definitions>
    </call>
    """
  static let types = """
    <types-of-action xmlns="urn:fundcall:reference:1">
      <part programme="DEMO" division="DEMO.1" set="demo-countries" from="demo-all" source="x"/>
      <part programme="DEMO" division="DEMO.2" set="demo-countries" from="demo-two" source="x"/>
      <part programme="DEMO" topic="DEMO-JU-*" set="demo-countries" from="demo-two" source="x"/>
      <type programme="DEMO" code="DEMO-RIA" name="Demo" conditions="DEMO-RIA" source="x"/>
      <type programme="DEMO" code="DEMO-PRIZE" because="a prize" source="x"/>
    </types-of-action>
    """

  init() throws {
    folder = NSTemporaryDirectory() + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: folder + "/library/reference", withIntermediateDirectories: true)
    try write("library/reference/types-of-action.xml", Self.types)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func write(_ name: String, _ text: String) throws {
    try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
  }

  func read(_ name: String) throws -> String {
    try String(contentsOfFile: "\(folder)/into/\(name)", encoding: .utf8)
  }

  /// Changes a document as a person would.
  func edit(_ name: String, _ old: String, _ new: String) throws {
    let text = try read(name)
    try #require(text.contains(old), "\(text)")
    try write("into/\(name)", text.replacingOccurrences(of: old, with: new))
  }

  var names: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder + "/into").sorted()) ?? []
  }

  /// Imports files on a day; what came of each topic, in words.
  @discardableResult
  func run(_ texts: String..., on day: String = "2027-01-10", hasFamily: Bool = true) throws
    -> [String]
  {
    let (_, outcomes) = try importing(texts, on: day, hasFamily: hasFamily)
    return outcomes
  }

  func importing(_ texts: [String], on day: String, hasFamily: Bool = true) throws
    -> (TopicImport, [String])
  {
    let files = hasFamily ? [SourceFile(name: "family.xml", text: Self.family)] : []
    let (types, problems) = TypesOfAction.load(library: folder + "/library")
    #expect(problems.isEmpty)
    var topics = try TopicImport(
      into: folder + "/into", types: types, library: CallLibrary(reading: files),
      on: try #require(CalendarDate(parsing: day)))
    var outcomes: [String] = []
    for text in texts {
      for item in items(text) {
        if case .topic(let topic) = item { outcomes.append(Self.words(topics.take(topic))) }
      }
    }
    return (topics, outcomes)
  }

  private static func words(_ outcome: TopicImport.Outcome) -> String {
    switch outcome {
    case .new: "new"
    case .updated(let changes, let conflicts):
      (changes.map(\.text) + conflicts.map { "conflict: \($0.text)" }).joined(separator: " | ")
    case .unchanged: "unchanged"
    case .own: "own"
    case .otherLanguage: "other language"
    case .failed(let problems): "failed: \(problems.map(\.code).joined(separator: " "))"
    }
  }
}
