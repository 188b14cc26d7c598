import FundingTerms
import JSONReading
public import PortalTopics
import SourceText

/// What an import did, topic by topic and in sum.
public struct ImportReport: Sendable {
  /// How many topics came out how.
  private var counts: [String: Int] = [:]
  private var tenders = 0
  private var postponed = 0
  private let style: Style
  private let verbose: Bool
  /// How many new topics are shown each on a line; more of them are only counted.
  private static let mostNew = 20

  /// A report that has counted nothing yet; `verbose` shows every new topic.
  public init(style: Style, verbose: Bool) {
    self.style = style
    self.verbose = verbose
  }

  /// Counts a tender.
  public mutating func addTender() { tenders += 1 }

  /// Counts a topic; what is to be shown of it, if anything.
  public mutating func text(for topic: Topic, _ outcome: TopicImport.Outcome) -> String? {
    let word = Self.word(outcome)
    counts[word, default: 0] += 1
    switch outcome {
    case .new:
      if counts[word, default: 0] > Self.mostNew, !verbose { return nil }
      let deadline = topic.deadlines.last.map { "deadline \(Self.time($0))" } ?? "no deadline"
      return line(word, topic.id, [deadline] + [topic.title].compactMap(\.self))
    case .updated(let changes, let conflicts):
      let isPostponed = changes.contains { ($0.days ?? 0) > 0 }
      if isPostponed { postponed += 1 }
      let own = conflicts.map { "yours stays, and the portal has changed: \($0.text)" }
      return line(isPostponed ? "postponed" : word, topic.id, changes.map(\.text) + own)
    case .own(let path):
      let file = PlainText.shown(path, limit: 4096)
      return line("left", topic.id, ["a person wrote it: \(file)"])
    case .failed: return line("failed", topic.id, ["its document stays as it was"])
    case .unchanged, .otherLanguage: return nil
    }
  }

  /// A topic that was imported before and is not on the portal any more.
  public mutating func text(forVanished topic: TopicImport.Vanished) -> String {
    counts["vanished", default: 0] += 1
    return line("vanished", topic.id, ["its last deadline was \(topic.deadline)"])
  }

  /// What there is to say in the end.
  public func summary(withoutConditions: [String: (because: String, topics: Int)]) -> String {
    let topics = counts.filter { $0.key != "vanished" && $0.key != "other-language" }
    let order = ["new", "changed", "conflict", "unchanged", "own", "failed"]
    var figures = order.compactMap { word in
      counts[word].map { Self.figure(word, $0) }
    }
    if postponed > 0 { figures.append("\(postponed) of them postponed") }
    var text = "\(count(topics.values.reduce(0, +), "topic"))"
    if !figures.isEmpty { text += ": " + figures.joined(separator: ", ") }
    var rest: [String] = []
    if let number = counts["vanished"] { rest.append("\(number) not on the portal any more") }
    if let number = counts["other-language"] {
      rest.append("\(count(number, "text")) in other languages left out")
    }
    if tenders > 0 { rest.append("\(count(tenders, "tender")) left out") }
    var lines = [style.wrapped(([text] + rest).joined(separator: "; "), indentation: "  ")]
    if !withoutConditions.isEmpty {
      lines.append("No general conditions, so eligibility cannot be told:")
    }
    for name in withoutConditions.keys.sorted() {
      guard let entry = withoutConditions[name] else { continue }
      lines.append(
        style.wrapped(
          "  \(name), \(count(entry.topics, "topic")): \(entry.because)", first: "  ",
          indentation: "    "))
    }
    if let new = counts["new"], new > Self.mostNew, !verbose {
      lines.append("--verbose shows all \(new) new topics")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A topic as an object on one line.
  public static func json(_ topic: Topic, _ outcome: TopicImport.Outcome) -> [UInt8] {
    var (changes, conflicts, path): ([TopicChange], [TopicChange], String?) = ([], [], nil)
    switch outcome {
    case .new(let file), .own(let file): path = file
    case .updated(let new, let own): (changes, conflicts) = (new, own)
    case .unchanged, .otherLanguage, .failed: break
    }
    return json(id: topic.id, word(outcome), path, changes, conflicts)
  }

  /// A topic that is not on the portal any more, as an object on one line.
  public static func json(vanished topic: TopicImport.Vanished) -> [UInt8] {
    json(id: topic.id, "vanished", nil, [], [])
  }

  private static func json(
    id: String, _ outcome: String, _ path: String?, _ changes: [TopicChange],
    _ conflicts: [TopicChange]
  ) -> [UInt8] {
    var writer = JSONWriter()
    func write(_ changes: [TopicChange], _ key: String, to writer: inout JSONWriter) {
      writer.key(key)
      writer.array { writer in
        for change in changes {
          writer.object { writer in
            writer.member("part", string: change.part.rawValue)
            writer.member("change", string: change.text)
          }
        }
      }
    }
    writer.object { writer in
      writer.member("call", string: id)
      writer.member("outcome", string: outcome)
      writer.member("file", string: path)
      write(changes, "changes", to: &writer)
      write(conflicts, "conflicts", to: &writer)
    }
    writer.endLine()
    return writer.takeBytes()
  }

  private static func word(_ outcome: TopicImport.Outcome) -> String {
    switch outcome {
    case .new: "new"
    case .updated(let changes, let conflicts):
      !conflicts.isEmpty && changes.isEmpty ? "conflict" : "changed"
    case .unchanged: "unchanged"
    case .own: "own"
    case .otherLanguage: "other-language"
    case .failed: "failed"
    }
  }

  private static func figure(_ word: String, _ number: Int) -> String {
    switch word {
    case "conflict": "\(number) where yours stays"
    case "own": "\(number) left to documents that people wrote"
    default: "\(number) \(word)"
    }
  }

  private static func time(_ time: LocalTime) -> String {
    "\(time.date)" + (time.time.map { " \($0) \(time.zone.city)" } ?? "")
  }

  private func count(_ number: Int, _ noun: String) -> String {
    number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
  }

  private func line(_ word: String, _ id: String, _ texts: [String]) -> String {
    let colour: Style.Colour =
      switch word {
      case "new": .good
      case "failed", "vanished": .bad
      default: .open
      }
    let head = style.paint(style.padded(word, to: 10), colour) + style.paint(id, .strong)
    let lines = texts.map { text in
      style.wrapped(text, first: String(repeating: " ", count: 12), indentation: "              ")
    }
    return ([head] + lines).joined(separator: "\n") + "\n"
  }
}
