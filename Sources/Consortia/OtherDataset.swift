import JSONReading
import SourceText

/// Public data in JSON that is no consortium, known by its keys, so that it is refused by its name.
enum OtherDataset: Equatable {
  /// The portal's list of calls, its details of a topic, a page of its search, or a list of topics.
  case topics(String)
  /// CORDIS's projects, without those who take part.
  case projects
  /// Another list of an export of CORDIS.
  case export
  /// What this program answers.
  case answer

  /// The first keys of files that are one object, of any size.
  private static let firstKeys = [
    "fundingData": "the portal's list of calls and tenders",
    "TopicDetails": "the portal's details of a topic",
    "apiVersion": "a page of the portal's search",
    "topicData": "the portal's list of Horizon 2020 topics",
  ]

  /// The data set by the beginning of a file that is one object.
  init?(head: [UInt8]) {
    let text = String(decoding: head.prefix(4096), as: UTF8.self)
    let fields = text.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
    guard fields.count == 3, let known = Self.firstKeys[String(fields[1])] else { return nil }
    self = .topics(known)
  }

  /// The data set of which a value is a record.
  init?(_ value: JSONValue) {
    let keys = Set((value.members ?? []).map { $0.key.lowercased() })
    func has(_ words: String...) -> Bool { keys.isSuperset(of: words) }
    if let name = Self.firstKeys.first(where: { keys.contains($0.key.lowercased()) })?.value {
      self = .topics(name)
    } else if has("topicid") || has("identifier", "callidentifier") || has("identifier", "ccm2id") {
      self = .topics("a list of the portal's topics")
    } else if has("reference", "metadata") {
      self = .topics("a result of the portal's search")
    } else if has("assessments", "consortium") {
      self = .answer
    } else if has("participants") || has("partners") {
      return nil
    } else if has("acronym", "ecmaxcontribution") || has("acronym", "objective") {
      self = .projects
    } else if has("projectid"), !CordisList.isOrganisation(value) {
      self = .export
    } else {
      return nil
    }
  }

  /// The error that refuses it.
  func refusal(in source: SourceFile, at range: Range<Int>) -> Diagnostic {
    let (message, help) =
      switch self {
      case .topics(let name):
        ("this is \(name), not a consortium", "'fundcall import' makes call documents of it")
      case .projects:
        (
          "this is CORDIS's list of projects, without their participants",
          "give 'organization.json' of the same export, or a project as XML"
        )
      case .export:
        (
          "this is a list of CORDIS about projects, without their participants",
          "give 'organization.json' of the same export"
        )
      case .answer:
        (
          "this is an answer of 'fundcall check', not a consortium",
          "give the file that was checked"
        )
      }
    return Diagnostic(
      code: "consortium.format", message, in: source, at: range, help: help)
  }
}
