import FundingCalls
import FundingTerms
import JSONReading

/// A topic as `grantsTenders.json` lists it, and as its own `topicDetails` file tells it at length;
/// the older list of the topics of Horizon 2020 (`topics.json`) is much the same.
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
      value["status"]?.word ?? value["callStatus"]?.word
      ?? actions.lazy.compactMap { $0["status"]?.word }.first
    topic.record.deadlineModel =
      value["deadlineModel"]?.word
      ?? actions.agreed {
        $0["submissionProcedure"]?.word ?? $0["sumbissionProcedure"]?.word
          ?? $0["deadlineModel"]?.word
      }
      ?? value["sumbissionProcedure"]?.word
    topic.record.infos = infos(value["latestInfos"])
    if let programme = value["frameworkProgramme"], programme.members != nil {
      topic.programme = PortalProgramme(
        number: programme["id"]?.line, abbreviation: programme["abbreviation"]?.line,
        name: programme["description"]?.line)
    }
    if topic.programme == nil, let programme = value["callProgramme"]?.line {
      topic.programme = PortalProgramme(abbreviation: programme)
    }
    topic.divisions = (value["programmeDivision"]?.each ?? []).compactMap {
      $0["abbreviation"]?.line
    }
    topic.typesOfAction = actions.flatMap { $0["types"]?.each ?? [] }
      .compactMap { $0.line ?? $0["typeOfAction"]?.line }
    if topic.typesOfAction.isEmpty {
      topic.typesOfAction = (value["topicActions"]?.each ?? []).compactMap(\.word)
    }
    let openings =
      [value["plannedOpeningDateLong"], value["plannedOpeningDate"]]
      + actions.map { $0["plannedOpeningDate"] }
    topic.opening = openings.lazy.compactMap { Self.time($0)?.date }.first
    let dates = [
      value["deadlineDatesLong"]?.each, actions.flatMap { $0["deadlineDates"]?.each ?? [] },
      value["deadlineDates"]?.each, value["callDeadline"]?.each,
    ]
    let stated = dates.lazy.compactMap(\.self).first { !$0.isEmpty } ?? []
    topic.deadlines = stated.compactMap { Self.time($0)?.deadline }
    fill(
      &topic, from: BudgetLine.all(in: value["budgetOverviewJSONItem"], of: identifier),
      identifier: identifier)
    topic.conditions = value["conditions"]?.string.map { CleanText.blocks(ofHTML: $0) }
      .flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func time(_ value: JSONValue?) -> PortalTime? {
    value?.scalar.flatMap { PortalTime(any: $0) }
  }
}
