import FundingCalls
import FundingTerms
import JSONReading
import SourceText

/// Reads one record of a portal's file as a topic.
struct TopicReader {
  /// What a record comes to.
  enum Outcome {
    case topic(Topic)
    /// A call for tender: no grant.
    case tender
    /// The topic has no identifier that could be its id.
    case withoutId(JSONValue)
    /// It is no record of a topic at all.
    case foreign
  }

  let source: SourceFile

  /// What a record is, told by its members.
  func read(_ value: JSONValue) -> Outcome {
    if let metadata = value["metadata"], metadata.members != nil {
      return topic(value, SearchFields(value, metadata))
    }
    if value["topicId"] != nil { return topic(value, FlatFields(value)) }
    if value["identifier"] != nil { return topic(value, ListedFields(value)) }
    return .foreign
  }

  private func topic(_ value: JSONValue, _ fields: some TopicFields) -> Outcome {
    if fields.type == "0" { return .tender }
    guard let identifier = fields.identifier, let id = TopicName.id(of: identifier) else {
      return .withoutId(value)
    }
    var topic = Topic(
      id: id, record: TopicRecord(identifier: identifier == id ? nil : identifier),
      place: source.place(at: value.range.lowerBound))
    fields.fill(&topic, identifier: identifier)
    topic.deadlines = Array(Set(topic.deadlines)).sorted { $0.instant < $1.instant }
    topic.typesOfAction = topic.typesOfAction.reduce(into: []) { types, type in
      if !types.contains(type) { types.append(type) }
    }
    return .topic(topic)
  }
}

/// The facts of a topic in one of the portal's forms.
protocol TopicFields {
  /// The portal's kind of opportunity: `0` is a tender.
  var type: String? { get }
  /// The topic's identifier.
  var identifier: String? { get }
  /// Sets what is stated.
  func fill(_ topic: inout Topic, identifier: String)
}

extension TopicFields {
  /// The news of a list, the latest three.
  func infos(_ list: JSONValue?) -> [TopicRecord.Info] {
    let infos = (list?.each ?? []).compactMap { info -> TopicRecord.Info? in
      let html = info["content"]?.string ?? ""
      guard let text = CleanText.line(ofHTML: html, limit: 600) else { return nil }
      let day = info["lastChangeDate"]?.string ?? info["approvalDate"]?.string ?? ""
      return TopicRecord.Info(changed: CalendarDate(parsing: day.prefix(10)), text: text)
    }
    let sorted = infos.enumerated().sorted { left, right in
      let (a, b) = (left.element.changed?.dayNumber ?? 0, right.element.changed?.dayNumber ?? 0)
      return (b, left.offset) < (a, right.offset)
    }
    return sorted.prefix(3).map(\.element)
  }

  /// Sets what the budget lines of the topic say.
  func fill(_ topic: inout Topic, from lines: [BudgetLine], identifier: String) {
    topic.budget = TopicBudget(lines)
    topic.record.expectedGrants = lines.agreed(\.grants)
    topic.record.minContribution = lines.agreed(\.least)
    topic.record.maxContribution = lines.agreed(\.largest)
    topic.record.deadlineModel = topic.record.deadlineModel ?? lines.agreed(\.model)
    if topic.opening == nil { topic.opening = lines.compactMap(\.opening?.date).min() }
    if topic.deadlines.isEmpty { topic.deadlines = lines.flatMap(\.deadlines).map(\.deadline) }
    if topic.typesOfAction.isEmpty { topic.typesOfAction = lines.map { $0.type(of: identifier) } }
  }

  /// The address, if it is one.
  func address(_ text: String?) -> String? {
    guard let text, text.hasPrefix("https://") || text.hasPrefix("http://"),
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), text.utf8.count < 2000
    else { return nil }
    return text
  }
}
