import Foundation
import JSONReading
import Testing

/// The answers of `sme`.
@Suite struct SMETests {
  static let sample = "Calls/samples/made-up-group.json"

  @Test func showTheCalculation() async throws {
    let answer = try await Program.run(["sme", Self.sample, "--participant", "P1"])
    let words = answer.output.split { " \n".contains($0) }.joined(separator: " ")
    for expected in [
      "SME, medium Loom Robotics (P1)", "2025: medium", "Loom Robotics itself 100 % 180 52 000 000",
      "Iberian Machinery partner 30 % 27 3 300 000 2 700 000",
      "Art. 3(2): holds 30 % of Loom Robotics", "University of the Coast exempt -",
      "Art. 3(3)(a): Loom Robotics holds 60 % of its votes",
      "Total 229 58 200 000 40 500 000", "< 250 <= 50 000 000 <= 43 000 000",
    ] {
      #expect(words.contains(expected), "\(answer.output)")
    }
    #expect(answer.status == 0 && answer.errors.isEmpty)
    #expect(answer.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test func areOneObjectInJSON() async throws {
    let answer = try await Program.run(["sme", Self.sample, "--format", "json"])
    let people = answer.json?["participants"]?.elements ?? []
    #expect(
      people.map { $0["status"]?.string ?? "" } == ["sme", "not-sme", "cannot-tell"])
    let first = try #require(people.first)
    #expect(
      first.members?.map(\.key)
        == ["id", "name", "status", "size", "stated", "reasons", "periods", "missing"])
    let period = try #require(first["periods"]?.elements?.first)
    #expect(period["headcount"]?["least"]?.number == "229")
    let partner = try #require(period["enterprises"]?.elements?[1])
    #expect(partner["weight"]?["most"]?.number == "0.3")
    #expect(partner["article"]?.string == "Art. 3(2)")
    let missing = people.last?["missing"]?.elements?.map { $0.string ?? "" }
    #expect(missing == ["participants.P3.turnover", "participants.P3.balanceSheet"])
  }

  @Test func sayWhereTheFileClaimsOtherwise() async throws {
    let folder = try Folder()
    let file = try folder.write(
      "c.json",
      """
      {"participants": [{"id": "P1", "kind": "company", "sme": true, "autonomous": true,
       "accounts": [{"year": 2024, "headcount": 300}, {"year": 2023, "headcount": 250}]}]}
      """)
    let answer = try await Program.run(["sme", file])
    #expect(answer.output.contains("NOT AN SME"))
    #expect(answer.output.contains("above the ceilings in two periods in a row (Art. 4(2))"))
    #expect(answer.output.contains("the file says that it is an SME"))
    #expect(answer.errors.contains("warning: the file says that 'P1' is an SME; by its figures"))
    #expect(answer.status == 0)
    let check = try await Program.run(["check", file, "--call", "I3-2026-INV1"])
    #expect(check.errors.contains("[consortium.size-by-figures]"))
  }

  @Test(arguments: [
    (["sme"], 64, "there is no file to look at"),
    (["sme", sample, "--participant", "P9"], 64, "there is no participant 'P9'"),
    (["sme", sample, "--on", "2026-01-01"], 64, "there is no option"),
    (["sme", "nothing.json"], 66, "nothing.json"),
  ])
  func refuseWrongUse(_ arguments: [String], _ status: Int32, _ message: String) async throws {
    let answer = try await Program.run(arguments)
    #expect(answer.status == status && answer.errors.contains(message))
  }

  @Test func refuseAWrongFileAndAnswerTheOthers() async throws {
    let folder = try Folder()
    try folder.write(
      "a.json",
      """
      {"participants": [{"id": "P1"}], "enterprises": [{"id": "E"}, {"id": "F"}],
       "holdings": [{"of": "P1", "by": "E", "share": 60}, {"of": "P1", "by": "F", "share": 50}]}
      """)
    try folder.write("b.json", #"{"participants": [{"id": "P2", "kind": "company"}]}"#)
    let answer = try await Program.run(["sme", folder.path()])
    #expect(answer.status == 65 && answer.output.contains("CANNOT TELL  P2"))
    #expect(answer.errors.contains("a.json:2:72: error: the holdings of 'P1' come to 110 %"))
  }
}
