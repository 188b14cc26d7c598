import FundingCalls
import FundingTerms
import JSONReading
import SourceText

/// A topic as the portal's search gives it: every value is a list of texts, and some of these texts
/// are JSON themselves.
struct SearchFields: TopicFields {
  let value: JSONValue
  let metadata: JSONValue

  init(_ value: JSONValue, _ metadata: JSONValue) {
    self.value = value
    self.metadata = metadata
  }

  var type: String? { metadata.first("type") }
  var identifier: String? { metadata.first("identifier") }

  func fill(_ topic: inout Topic, identifier: String) {
    topic.title = metadata.first("title") ?? value["content"]?.line
    topic.language = (value["language"]?.line ?? metadata.first("language"))?.lowercased()
    topic.record.call = metadata.first("callIdentifier")
    topic.record.callTitle = metadata.first("callTitle")
    topic.record.status = metadata.first("status").map(Self.status)
    topic.record.deadlineModel = metadata.first("deadlineModel")
    topic.record.infos = infos(json("latestInfos"))
    if let number = metadata.first("frameworkProgramme") {
      topic.programme = PortalProgramme(number: number)
    }
    topic.typesOfAction = (metadata["typesOfAction"]?.each ?? []).compactMap(\.line)
    topic.opening =
      (metadata["startDate"]?.each ?? []).lazy.compactMap { Self.time($0)?.date }.first
    topic.deadlines = (metadata["deadlineDate"]?.each ?? []).compactMap { Self.time($0)?.deadline }
    topic.address = address(value["url"]?.string)
    fill(
      &topic, from: BudgetLine.all(in: json("budgetOverview"), of: identifier),
      identifier: identifier)
    let html = metadata.strings("topicConditions") ?? metadata.strings("conditions")
    topic.conditions = html.map { CleanText.blocks(ofHTML: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The JSON that stands as a text in a member.
  private func json(_ key: String) -> JSONValue? {
    guard let text = metadata.strings(key) else { return nil }
    return JSONReader.value(of: SourceFile(name: key, text: text), limits: .record).0
  }

  private static func time(_ value: JSONValue) -> PortalTime? {
    guard let text = value.scalar else { return nil }
    return PortalTime(any: text)
  }

  /// The words of the numbers that the search gives for a status.
  private static func status(_ number: String) -> String {
    switch number {
    case "31094501": "Forthcoming"
    case "31094502": "Open"
    case "31094503": "Closed"
    default: number
    }
  }
}

extension JSONValue {
  /// The first text of a list, as it is.
  fileprivate func strings(_ key: String) -> String? {
    self[key]?.each.lazy.compactMap(\.string).first
  }
}
