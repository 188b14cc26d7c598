public import FundingCalls
public import FundingTerms
public import SourceText
import XMLReading

/// Imports topics into a folder of call documents, one after the other as they are read.
///
/// Nothing of a topic is kept in memory but a few words, so a file may hold any number of them. Each
/// document is written whole or not at all.
public struct TopicImport {
  /// What became of a topic.
  public enum Outcome: Sendable {
    /// It was not there; the path is that of its new document.
    case new(path: String)
    /// The portal says something new.
    case updated(changes: [TopicChange], conflicts: [TopicChange])
    /// Nothing is new.
    case unchanged
    /// The library or the folder has a call of this id that a person wrote; it is left alone.
    case own(path: String)
    /// The same topic in a language other than English.
    case otherLanguage
    /// The document cannot be brought up to date; it is as it was.
    case failed([Diagnostic])
  }

  /// What was read of a topic in this run.
  private struct Seen {
    var stated: Set<TopicPart>
    var language: String?
  }

  private let types: TypesOfAction
  private let library: CallLibrary
  private let day: CalendarDate
  private var folder: TopicFolder
  private var seen: [String: Seen] = [:]
  /// The types of action without general conditions, each with the reason and how many topics have it.
  public private(set) var withoutConditions: [String: (because: String, topics: Int)] = [:]

  /// An import into a folder, which is made if it is not there.
  ///
  /// - Parameters:
  ///   - library: the calls that there are: general conditions to take over, and calls with
  ///     requirements, which no import may hide.
  ///   - day: the day from which changes are known.
  public init(
    into path: String, types: TypesOfAction, library: CallLibrary, on day: CalendarDate
  ) throws(FileProblem) {
    try Files.makeFolder(path)
    folder = try TopicFolder(path)
    self.types = types
    self.day = day
    self.library = library
  }

  /// Writes a topic into its document.
  ///
  /// A topic that comes again in the same run only adds what was not known of it; English texts take
  /// the place of others.
  public mutating func take(_ topic: Topic) -> Outcome {
    let key = topic.id.lowercased()
    if let call = library.call(topic.id), !call.isImported { return .own(path: call.file.name) }
    let lead = lead(of: topic, isFirst: seen[key] == nil)
    var document = TopicDocument(
      topic, lead: lead, part: part(of: topic, lead: lead), programme: programme(of: topic),
      on: day)
    if let known = seen[key] {
      let isEnglish = topic.language == nil || topic.language == "en"
      guard isEnglish else { return .otherLanguage }
      var kept = known.stated.union([.sources])
      if let language = known.language, language != "en" {
        kept.subtract([.title, .topic, .conditions, .ownText])
      }
      seen[key]?.language = "en"
      document = document.without(kept)
    }
    seen[key, default: Seen(stated: [], language: topic.language)].stated.formUnion(document.stated)
    return write(document, key: key)
  }

  private func write(_ document: TopicDocument, key: String) -> Outcome {
    let path = folder.path(of: document.id)
    do throws(FileProblem) {
      if (try? Files.kind(of: path)) == nil {
        guard let bytes = DocumentUpdate(new: document, on: day).bytes else { return .unchanged }
        return try write(bytes, to: path) ?? .new(path: path)
      }
      let (found, problems) = TopicFolder.document(at: path)
      guard let (file, root) = found else { return .failed(problems) }
      guard ImportMarks(root) != nil, root["id"]?.lowercased() == key else {
        return .own(path: path)
      }
      let update = DocumentUpdate(of: file, root, with: document, on: day)
      guard let bytes = update.bytes else { return .unchanged }
      if let failure = try write(bytes, to: path) { return failure }
      if update.changes.isEmpty, update.conflicts.isEmpty { return .unchanged }
      return .updated(changes: update.changes, conflicts: update.conflicts)
    } catch {
      return .failed([error.diagnostic])
    }
  }

  /// Writes a document, unless it would not be one.
  private func write(_ bytes: [UInt8], to path: String) throws(FileProblem) -> Outcome? {
    let mistakes = CallReader.read(SourceFile(name: path, bytes: bytes)).diagnostics
      .filter { $0.severity == .error }
    guard mistakes.isEmpty else { return .failed(mistakes) }
    try Files.write(bytes, to: path)
    return nil
  }

  private mutating func lead(of topic: Topic, isFirst: Bool) -> TypesOfAction.Lead {
    let identifier = topic.record.identifier ?? topic.id
    var lead = types.lead(of: topic.typesOfAction, topic: identifier)
    if case .conditions(let id) = lead, library.call(id)?.isAbstract != true {
      lead = .none(because: "the library has no document '\(id)'")
    }
    if case .none(let because) = lead, isFirst {
      let types = topic.typesOfAction.joined(separator: "; ")
      withoutConditions[types.isEmpty ? "not stated" : types, default: (because, 0)].topics += 1
    }
    return lead
  }

  /// The part of the programme whose countries take the place of those that the general conditions
  /// name; `nil` where the conditions name none, or these already.
  private func part(of topic: Topic, lead: TypesOfAction.Lead) -> TypesOfAction.Part? {
    guard case .conditions(let id) = lead, let family = library.call(id),
      let programme = family.programme?.id,
      let part = types.part(
        of: programme, divisions: topic.divisions, topic: topic.record.identifier ?? topic.id),
      let set = family.definitions.sets.first(where: { $0.name == part.set })
    else { return nil }
    guard case .reference(let reference, _) = set.content, reference != part.reference else {
      return nil
    }
    return part
  }

  /// The programme of a topic: by the library's table where it is there, else as the portal names it.
  private func programme(of topic: Topic) -> Programme {
    let own = topic.programme
    if let known = own?.number.flatMap({ types.programme(number: $0) })
      ?? own?.abbreviation.flatMap({ types.programme(named: $0) })
      ?? own?.name.flatMap({ types.programme(named: $0) })
    {
      return known
    }
    let name = own?.name ?? own?.abbreviation ?? own?.number.map { "Programme \($0) of the portal" }
    let id = [own?.abbreviation, own?.number, own?.name].compactMap(\.self).lazy
      .compactMap { TopicName.id(of: $0) }.first
    return Programme(id: id ?? "not-stated", title: name ?? "not stated by the imported file")
  }

  /// A topic that was imported before and is not among those of this run.
  public struct Vanished: Sendable {
    /// The id.
    public let id: String
    /// Its last deadline, as people read it.
    public let deadline: String
  }

  /// The topics of the folder that were imported before, whose last deadline is not over, and that this
  /// run did not meet; in the order of their ids.
  ///
  /// It tells something only after the portal's whole list.
  public var vanished: [Vanished] {
    folder.entries.filter { key, entry in
      guard entry.isImported, seen[key] == nil else { return false }
      guard let date = entry.deadline.flatMap({ CalendarDate(parsing: $0.date) }) else {
        return true
      }
      return date >= day
    }
    .values.sorted { $0.id < $1.id }
    .map { Vanished(id: $0.id, deadline: $0.deadline?.text ?? "none") }
  }
}
