import FundingCalls
import FundingTerms
import SourceText
import XMLReading

/// A topic as the parts of a call document.
struct TopicDocument {
  let id: String
  private(set) var parts: [TopicPart: TopicPartValue] = [:]

  /// The parts of a topic.
  ///
  /// - Parameters:
  ///   - lead: the general conditions that it takes over, or why there are none.
  ///   - part: the part of the programme, where that has countries of its own.
  ///   - programme: the programme, for a topic that takes over none.
  ///   - day: the day of the import.
  init(
    _ topic: Topic, lead: TypesOfAction.Lead, part: TypesOfAction.Part?, programme: Programme,
    on day: CalendarDate
  ) {
    id = topic.id
    parts[.title] = topic.title.map { .node(XMLNode("title", text: $0)) } ?? .unstated
    parts[.typeOfAction] =
      topic.typesOfAction.isEmpty
      ? .unstated
      : .node(XMLNode("type-of-action", text: topic.typesOfAction.joined(separator: "; ")))
    parts[.sources] = .node(Self.sources(of: topic, read: day))
    parts[.timetable] = TopicTimetable.node(of: topic).map { .node($0) } ?? .unstated
    parts[.budget] = Self.budget(of: topic)
    let record = Self.record(topic.record)
    parts[.topic] = record.attributes.isEmpty && record.children.isEmpty ? .unstated : .node(record)
    parts[.conditions] = topic.conditions.map { .node(Self.conditions($0)) } ?? .unstated
    parts[.ownText] = topic.conditions == nil ? .unstated : .node(Self.ownText)
    switch lead {
    case .conditions(let family):
      parts[.extends] = .node(XMLNode("extends", text: family))
      (parts[.programme], parts[.consortium]) = (TopicPartValue.none, TopicPartValue.none)
      parts[.definitions] = part.map { .node(Self.definitions($0)) } ?? .unstated
    case .none(let because):
      parts[.extends] = .unstated
      parts[.programme] = .node(
        XMLNode("programme", [("id", programme.id)], text: programme.title))
      parts[.consortium] = .node(Self.consortium(because: because))
    }
  }

  /// What is to be written of a part.
  func value(of part: TopicPart) -> TopicPartValue { parts[part] ?? .unstated }

  /// The document without some parts: what the file said of them before counts.
  func without(_ known: Set<TopicPart>) -> TopicDocument {
    var result = self
    for part in known { result.parts[part] = .unstated }
    return result
  }

  /// The parts of which the portal says something.
  var stated: Set<TopicPart> { Set(parts.filter { $0.value.node != nil }.keys) }

  /// The parts of a new document: what every call needs is said to be missing where it is.
  var complete: [TopicPart: XMLNode] {
    var result = parts.compactMapValues(\.node)
    result[.title] = result[.title] ?? XMLNode("title", text: id)
    result[.timetable] = result[.timetable] ?? TopicTimetable.empty
    result[.budget] = result[.budget] ?? XMLNode("budget", [("stated", "no")])
    result[.ownText] = result[.ownText] ?? Self.textNotImported
    return result
  }

  private static func sources(of topic: Topic, read day: CalendarDate) -> XMLNode {
    let name = topic.record.identifier ?? topic.id
    let source = XMLNode(
      "source",
      [
        ("id", "portal-topic"),
        (
          "document",
          "Funding & Tenders Portal, topic \(name)"
            + (topic.isFromPortal ? "" : ", as another list gives it")
        ),
        ("url", topic.address), ("read", "\(day)"),
        ("confidence", (topic.isFromPortal ? Confidence.official : .aggregated).rawValue),
      ])
    return XMLNode("sources", children: [source])
  }

  private static func budget(of topic: Topic) -> TopicPartValue {
    switch topic.budget {
    case .amount(let money):
      .node(XMLNode("budget", [("amount", plain(money)), ("source", "portal-topic")]))
    case .perhapsShared(let money, let actions):
      .node(
        XMLNode(
          "budget",
          [
            ("stated", "no"),
            (
              "note",
              "the portal gives \(money) for each of \(actions) actions, and does not say whether "
                + "they share it"
            ),
          ]))
    case .notStated: .unstated
    }
  }

  private static func definitions(_ part: TypesOfAction.Part) -> XMLNode {
    let told =
      part.isByIdentifier
      ? "identifiers like \(part.sign) belong to it" : "the portal states \(part.sign)"
    return XMLNode(
      "definitions",
      children: [
        XMLNode(
          "set", [("name", part.set), ("of", "country"), ("from", part.reference)],
          text: "the countries of the topic's part of the programme: \(told)")
      ])
  }

  private static func record(_ record: TopicRecord) -> XMLNode {
    XMLNode(
      "topic",
      [
        ("identifier", record.identifier), ("call", record.call),
        ("call-title", record.callTitle), ("status", record.status),
        ("deadline-model", record.deadlineModel),
        ("expected-grants", record.expectedGrants.map(String.init)),
        ("min-contribution", record.minContribution.map(plain)),
        ("max-contribution", record.maxContribution.map(plain)),
      ],
      children: record.infos.map { info in
        XMLNode("info", [("changed", info.changed.map { "\($0)" })], text: info.text)
      })
  }

  private static func conditions(_ blocks: [ConditionsBlock]) -> XMLNode {
    XMLNode(
      "conditions",
      children: blocks.map { block in
        XMLNode(
          "p", [("kind", block.kind == .paragraph ? nil : block.kind.rawValue)], text: block.text)
      })
  }

  private static let ownText = XMLNode(
    "not-checked", [("id", Call.ownTextId), ("reason", "manual")],
    children: [
      XMLNode("title", text: "The topic's own conditions"),
      XMLNode(
        "meaning",
        text: """
          The topic's own text, below, adds conditions. Read it, put them into requirements, and \
          remove this.
          """),
      XMLNode("source", [("ref", "portal-topic"), ("locator", "conditions")]),
    ])

  private static let textNotImported = XMLNode(
    "not-checked", [("id", Call.ownTextId), ("reason", "not-stated")],
    children: [
      XMLNode("title", text: "The topic's own conditions"),
      XMLNode(
        "meaning",
        text: """
          The topic may add conditions of its own; the imported file does not have their text. \
          Import the topic's topicDetails file.
          """),
      XMLNode("source", [("ref", "portal-topic")]),
    ])

  private static func consortium(because reason: String) -> XMLNode {
    XMLNode(
      "requirement", [("id", TopicPart.consortium.rawValue)],
      children: [
        XMLNode("title", text: "Composition of the consortium"),
        XMLNode(
          "meaning",
          text: "Who may take part, and how many partners it needs, the call and its programme say."
        ),
        XMLNode("source", [("ref", "portal-topic")]),
        XMLNode(
          "not-stated",
          text: """
            who may take part, and how many partners it needs: the library has no general conditions \
            for this topic (\(reason))
            """),
      ])
  }

  private static func plain(_ money: Money) -> String {
    let rest = money.cents % 100
    return "\(money.cents / 100)" + (rest == 0 ? "" : rest < 10 ? ".0\(rest)" : ".\(rest)")
  }
}
