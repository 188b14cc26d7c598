import FundingCalls
import FundingTerms
import JSONReading

/// A topic as `grantsTenders.json` lists it, and as its own `topicDetails` file tells it at length.
struct ListedFields: TopicFields {
  let value: JSONValue

  init(_ value: JSONValue) { self.value = value }

  var type: String? { value["type"]?.line }
  var identifier: String? { value["identifier"]?.line }

  func fill(_ topic: inout Topic, identifier: String) {
    let actions = value["actions"]?.each ?? []
    topic.title = value["title"]?.line
    topic.record.call = value["callIdentifier"]?.line
    topic.record.callTitle = value["callTitle"]?.line
    topic.record.status =
      value["status"]?.word ?? actions.lazy.compactMap { $0["status"]?.word }.first
    topic.record.deadlineModel =
      value["deadlineModel"]?.word
      ?? actions.agreed { $0["submissionProcedure"]?.word ?? $0["sumbissionProcedure"]?.word }
      ?? value["sumbissionProcedure"]?.word
    topic.record.infos = infos(value["latestInfos"])
    if let programme = value["frameworkProgramme"], programme.members != nil {
      topic.programme = PortalProgramme(
        number: programme["id"]?.line, abbreviation: programme["abbreviation"]?.line,
        name: programme["description"]?.line)
    }
    topic.typesOfAction = actions.flatMap { $0["types"]?.each ?? [] }
      .compactMap { $0["typeOfAction"]?.line }
    if topic.typesOfAction.isEmpty {
      topic.typesOfAction = (value["topicActions"]?.each ?? []).compactMap(\.word)
    }
    let openings = [value["plannedOpeningDateLong"]] + actions.map { $0["plannedOpeningDate"] }
    topic.opening = openings.lazy.compactMap { Self.time($0)?.date }.first
    let dates = value["deadlineDatesLong"]?.each ?? []
    topic.deadlines = (dates.isEmpty ? actions.flatMap { $0["deadlineDates"]?.each ?? [] } : dates)
      .compactMap { Self.time($0)?.deadline }
    fill(
      &topic, from: BudgetLine.all(in: value["budgetOverviewJSONItem"], of: identifier),
      identifier: identifier)
    topic.conditions = value["conditions"]?.string.map { CleanText.blocks(ofHTML: $0) }
      .flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func time(_ value: JSONValue?) -> PortalTime? {
    value?.scalar.flatMap { PortalTime(milliseconds: $0) }
  }
}
