import Consortia
import FundingTerms
import SourceText
import Testing

@Suite struct OwnershipTests {
  private static func file(_ holdings: String, _ more: String = "") -> String {
    #"{"participants": [{"id": "P1"}, {"id": "P2"}], "enterprises": [{"id": "E1"}, {"id": "E2"}],"#
      + "\n\"holdings\": [" + holdings + "]" + more + "}"
  }

  @Test(arguments: [
    (
      #"{"of": "P1", "by": "E1", "share": 60}, {"of": "P1", "by": "E2", "share": 40.01}"#,
      "holdings-sum@2:72", "come to 100.01 % of the capital, more than the whole"
    ),
    (
      #"{"of": "P1", "by": "E1", "votes": 60}, {"of": "P1", "by": "E2", "votes": 50}"#,
      "holdings-sum@2:72", "110 % of the votes"
    ),
    (
      #"{"of": "P1", "by": "E1"}, {"of": "E1", "by": "E2"}, {"of": "E2", "by": "P1"}"#,
      "circular-holdings@2:33", "a circle: 'E1' holds 'P1' holds 'E2' holds 'E1'"
    ),
    (#"{"of": "P1", "by": "P1"}"#, "circular-holdings@2:33", "holds a share of itself"),
    (#"{"of": "P1", "by": "E3"}"#, "unknown-enterprise@2:33", "did you mean 'E1'?"),
    (#"{"of": "P1"}"#, "missing-key@2:14", "by"),
    (
      #"{"of": "P1", "by": "E1"}, {"of": "P1", "by": "E1"}"#, "duplicate-id@2:59",
      "put both into one"
    ),
    (#"{"of": "P1", "by": "E1", "share": 100.01}"#, "number@2:48", "at most four decimals"),
    (#"{"of": "P1", "by": "E1", "share": "30,5"}"#, "number@2:48", "a percentage from 0 to 100"),
    (#"{"of": "P1", "by": "E1", "control": ["all"]}"#, "word@2:51", "board-majority"),
  ])
  func refusesWhatCannotBe(_ holdings: String, _ expected: String, _ says: String) {
    let found = readings(Self.file(holdings))
    #expect(summary(found) == ["1 - " + expected])
    let words = found[0].diagnostics.map { $0.message + ($0.help ?? "") }.joined()
    #expect(words.contains(says), "\(words)")
  }

  @Test(arguments: [
    #"{"of": "P1", "by": "E1", "share": 60}, {"of": "P1", "by": "E2", "share": "40 %"}"#,
    #"{"of": "P1", "by": "E1", "capital": 100, "votes": 0}, {"of": "P1", "by": "E2", "votes": 100}"#,
    #"{"of": "P1", "by": "E1", "share": 30}, {"of": "E1", "by": "P1", "share": 30}"#,
    #"{"of": "P1", "by": "E1"}, {"of": "P2", "by": "E1"}, {"of": "P2", "by": "P1"}"#, "",
  ])
  func takesWhatCan(_ holdings: String) {
    #expect(summary(readings(Self.file(holdings))) == ["1 [P1 P2]"])
  }

  @Test func refusesDoublePeriodsAndIds() {
    let periods = json(participant: #", "accounts": [{"year": 2023}, {"year": 2023}, {}]"#)
    #expect(summary(readings(periods)) == ["1 - duplicate-id@1:70 missing-key@1:77"])
    let ids =
      #"{"participants": [{"id": "A"}], "enterprises": [{"id": "A"}, {"id": "B"}, {"id": "B"}]}"#
    #expect(summary(readings(ids)) == ["1 - duplicate-id@1:1 duplicate-id@1:82"])
  }

  /// The statuses that the figures of some participants tell, beside what the file states.
  @Test(arguments: [
    // Figures, and nothing about ties: too little, but for two years above the ceilings.
    (#""headcount": 20, "turnover": 1, "balanceSheet": 1"#, "", "nil nil"),
    (#""accounts": [{"year": 2023, "headcount": 20, "turnover": 1}]"#, "", "nil nil"),
    (
      #""accounts": [{"year": 2023, "headcount": 250}, {"year": 2022, "headcount": 250}]"#, "",
      "false large"
    ),
    (#""accounts": [{"year": 2023, "headcount": 250}]"#, "", "nil nil"),
    // A statement about ties.
    (#""autonomous": true, "headcount": 20, "turnover": 1"#, "", "true small"),
    (#""headcount": 20, "turnover": 1"#, #", "holdings": []"#, "true small"),
    (#""autonomous": false, "headcount": 20, "turnover": 1"#, #", "holdings": []"#, "nil nil"),
    // What is stated stays.
    (#""autonomous": true, "headcount": 20, "turnover": 1, "sme": false"#, "", "false nil"),
    (#""autonomous": true, "headcount": 20, "turnover": 1, "sme": true"#, "", "true small"),
    // No figures: nothing is told, of a public body neither.
    (#""kind": "public-body""#, #", "holdings": []"#, "nil nil"),
    (#""kind": "public-body", "headcount": 3"#, #", "holdings": []"#, "false nil"),
    (
      #""kind": "higher-education", "headcount": 3, "turnover": 1"#, #", "holdings": []"#, "nil nil"
    ),
    (#""autonomous": true"#, "", "nil nil"),
  ])
  func figuresTellTheStatus(_ facts: String, _ more: String, _ expected: String) throws {
    let rules = try #require(sizeRules)
    let kind = facts.contains("kind") ? "" : #", "kind": "company""#
    let text = json(participant: ", \(facts)\(kind)", more)
    let consortium = try #require(readings(text)[0].consortium)
    let person = consortium.withSizes(by: rules).participants[0]
    let found = "\(person.sme.map { "\($0)" } ?? "nil") \(person.size.map { "\($0)" } ?? "nil")"
    #expect(found == expected)
  }

  @Test(
    arguments: [
      (
        #""sme": true, "accounts": [{"year": 2023, "headcount": 250}, {"year": 2022, "headcount": 250}]"#,
        ["size-by-figures"]
      ),
      (#""sme": false, "autonomous": true, "headcount": 20, "turnover": 1"#, ["size-by-figures"]),
      (
        #""size": "micro", "autonomous": true, "headcount": 20, "turnover": 1"#, ["size-by-figures"]
      ),
      (#""size": "small", "autonomous": true, "headcount": 20, "turnover": 1"#, []),
      (#""sme": true, "headcount": 250"#, []),
      (
        #""headcount": 20, "accounts": [{"year": 2023, "headcount": 21}, {"year": 2022}]"#,
        ["accounts"]
      ),
    ] as [(String, [String])])
  func aStatusThatTheFiguresContradictIsAWarning(_ facts: String, _ expected: [String]) throws {
    let rules = try #require(sizeRules)
    let text = json(participant: #", "kind": "company", "# + facts)
    let consortium = try #require(readings(text)[0].consortium)
    let found = consortium.sizeDiscrepancies(in: "t.json", by: rules)
    #expect(found.map(\.code) == expected.map { "consortium." + $0 })
    #expect(found.allSatisfy { $0.severity == .warning && $0.place != nil })
  }

  @Test func aTieContradictsAutonomy() throws {
    let rules = try #require(sizeRules)
    let text = json(
      participant: #", "kind": "company", "autonomous": true"#,
      #", "enterprises": [{"id": "E", "kind": "company"}], "holdings": [{"of": "P1", "by": "E", "#
        + #""share": 30}]"#)
    let consortium = try #require(readings(text)[0].consortium)
    let found = consortium.sizeDiscrepancies(in: "t.json", by: rules)
    #expect(found.map(\.code) == ["consortium.autonomous"])
    #expect(found.first?.message.contains("make 'E' its partner enterprise") == true)
  }
}
