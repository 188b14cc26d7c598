import FundingTerms
import XMLReading

extension CallBuilder {
  /// What was imported from a funding portal.
  mutating func readTopic(_ element: Element) -> TopicRecord {
    var record = TopicRecord(
      identifier: values.text("identifier", of: element), call: values.text("call", of: element),
      callTitle: values.text("call-title", of: element),
      status: values.text("status", of: element),
      deadlineModel: values.text("deadline-model", of: element),
      expectedGrants: values.value(
        "expected-grants", of: element, code: "number", what: "a number of grants",
        help: "write it in digits, or leave it out"
      ) { Int($0).flatMap { $0 > 0 ? $0 : nil } },
      minContribution: values.money("min-contribution", of: element),
      maxContribution: values.money("max-contribution", of: element))
    for child in element.children(named: "info") {
      record.infos.append(
        TopicRecord.Info(changed: values.date("changed", of: child), text: prose(child) ?? ""))
    }
    return record
  }

  /// The conditions in the topic's own words.
  mutating func readOwnConditions(_ element: Element) -> [ConditionsBlock] {
    var blocks: [ConditionsBlock] = []
    for child in element.children(named: "p") {
      let kind: ConditionsBlock.Kind? = values.word("kind", of: child)
      if let text = prose(child) { blocks.append(ConditionsBlock(kind ?? .paragraph, text)) }
    }
    return blocks
  }
}
