import FundingCalls
import FundingTerms
import JSONReading

/// A topic of a plain list, as others republish the portal: one member a fact, dates as days.
struct FlatFields: TopicFields {
  let value: JSONValue

  init(_ value: JSONValue) { self.value = value }

  var type: String? { value["type"]?.line }
  var identifier: String? { value["topicId"]?.line }

  func fill(_ topic: inout Topic, identifier: String) {
    func text(_ names: String...) -> String? {
      names.lazy.compactMap { value[$0]?.line }.first
    }
    topic.isFromPortal = false
    topic.title = text("title", "topicTitle")
    topic.record.call = text("callIdentifier", "callId")
    topic.record.callTitle = text("callTitle")
    topic.record.status = text("callStatus", "status")
    topic.record.deadlineModel = text("deadlineModel", "process")
    topic.record.expectedGrants = value["expectedGrants"]?.count
    topic.record.minContribution = value["budgetMin"]?.money
    topic.record.maxContribution = value["budgetMax"]?.money
    if let name = text("programme") { topic.programme = PortalProgramme(name: name) }
    topic.typesOfAction = [text("typesOfAction", "actionType")].compactMap(\.self)
    topic.opening = text("openDate", "openingDate").flatMap { PortalTime(iso: $0)?.date }
    topic.deadlines = [text("closeDate", "deadline"), text("s2Date")].compactMap { date in
      date.flatMap { PortalTime(iso: $0)?.deadline }
    }
    topic.address = address(value["portalUrl"]?.string)
    topic.conditions = value["topicConditions"]?.string.map { CleanText.blocks(ofHTML: $0) }
      .flatMap { $0.isEmpty ? nil : $0 }
  }
}
