import Foundation
import FundingCalls
import FundingTerms
import PortalTopics
import Testing

private let data =
  #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
  .joined(separator: "/") + "/../shared/data/portal"

/// The portal's own files, as it published them.
@Suite(
  .enabled(
    if: FileManager.default.fileExists(atPath: data),
    "the portal's files are not beside the package"
  ))
struct RealPortalTests {
  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(data)/\(name)", encoding: .utf8)
  }

  @Test func holdTwoCallsAndFourTenders() throws {
    let found = summary(try text("grantsTenders.sample.json"))
    #expect(
      found.filter { $0 != "tender" } == [
        "topic ERASMUS-EDU-2022-ECHE-CERT-FP", "topic ESC-HUMAID-2021-QUAL-LABEL-FP",
      ])
    #expect(found.count == 6)
  }

  @Test(arguments: [
    (
      "topicDetails-smp-cosme-2024-cluster-01.sample.json", "2024-10-15",
      "2025-02-05T17:00:00+01:00", "EUR 42 000 000"
    ),
    (
      "topicDetails-horizon-cl6-2026-01-circbio-07.sample.json", "2026-04-17",
      "2026-09-17T17:00:00+02:00", "EUR 12 000 000"
    ),
    ("sedia-result-2023.sample.json", "2023-12-07", "2024-04-18T17:00:00+02:00", "none"),
  ])
  func giveDatesAndBudget(name: String, opening: String, deadline: String, budget: String) throws {
    let topic = try #require(topics(try text(name)).first)
    #expect(topic.opening?.description == opening)
    #expect(topic.deadlines.map(\.description) == [deadline])
    #expect((topic.budget.amount.map { "\($0)" } ?? "none") == budget)
  }

  @Test func listSixHundredTopicsWithTheirStages() throws {
    let found = topics(try text("horizon-topics-2024-07-11.csv"))
    #expect(found.count == 646)
    #expect(found.count { $0.deadlines.count == 2 } == 41)
    #expect(found.allSatisfy { $0.opening != nil && !$0.deadlines.isEmpty })
  }
}
