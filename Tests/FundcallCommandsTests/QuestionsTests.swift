import Foundation
import JSONReading
import Testing

/// The answers of `questions`.
@Suite struct QuestionsTests {
  private static let open = """
    {"name": "Open", "proposal": {"call": "SMP-COSME-2021-CLUSTER-01", "strand": "textile",
      "requestedGrant": 1000000, "objectives": ["network"], "focus": ["adopt"]},
     "participants": [
      {"id": "P1", "name": "Ateval", "country": "ES", "role": "coordinator",
       "kind": "cluster-organisation", "costs": []},
      {"id": "P2", "name": "Techtera", "role": "beneficiary", "kind": "cluster-organisation",
       "costs": []},
      {"id": "P3", "country": "IT", "role": "beneficiary", "kind": "cluster-organisation"}]}
    """

  private func ask(_ input: String, _ options: [String]) async throws -> Program.Answer {
    try await Program.run(
      ["questions", "--on", "2021-11-01"] + options, input: input)
  }

  @Test func comeInTheOrderOfTheirWeight() async throws {
    let folder = try Folder()
    let file = try folder.write("c.json", Self.open)
    let answer = try await ask("", [file, "--format", "json"])
    #expect(
      answer.values("path") == [
        "participants.P3.costs", "proposal.totalCost", "participants.P2.country",
        "proposal.durationMonths",
      ])
    #expect(
      answer.json?.elements?.first?.members?.map(\.key)
        == ["path", "question", "answers", "type", "requirements"])
    #expect(answer.values("type") == ["records", "amount", "country", "number"])
    #expect(answer.values("question")[2] == "In which country is Techtera (P2) established?")
    let text = try await ask("", [file])
    #expect(text.output.contains("(P2) established? two-letter code\n"))
  }

  @Test func areNoneWhereNothingMatters() async throws {
    let answer = try await ask("", [Program.sample])
    #expect(answer.output.hasSuffix("\nnothing that is missing could change an outcome\n"))
    let json = try await ask("", [Program.sample, "--format", "json"])
    #expect(json.output == "[]\n" && json.status == 0)
  }

  @Test(arguments: ["json", "xml"])
  func areAskedOneByOneAndWritten(_ format: String) async throws {
    let folder = try Folder()
    let file = try folder.write("c.json", Self.open)
    let output = folder.path("out.\(format)")
    let answer = try await ask(
      "category=third-party-support amount=900000 forSMEs=true\nFrance\nfr\n36\n",
      [file, "--ask", "--into", output])
    #expect(answer.status == 0 && answer.errors == "fundcall: '\(output)' is written\n")
    #expect(
      answer.output.contains("> France\n  'France' is not the two-letter code of a country\n"))
    #expect(answer.output.contains("NOT ELIGIBLE"))
    let check = try await Program.run(["check", output, "--on", "2021-11-01", "--format", "json"])
    let assessment = check.json?["assessments"]?.elements?.first
    #expect(assessment?["missing"]?.elements?.isEmpty == true)
    #expect(try folder.text("c.json") == Self.open)
    let again = try await ask("q\n", [file, "--ask", "--into", output])
    #expect(again.status == 64 && again.errors.contains("--overwrite"))
    let over = try await ask("q\n", [file, "--ask", "--into", output, "--overwrite"])
    #expect(over.status == 0)
  }

  @Test(arguments: [
    ["--into", "x.json"], ["--ask", "--into", "x.txt"], ["--ask", "--format", "json"],
    ["--ask", "--overwrite"], ["--ask", Program.sample], ["--ask", "--call", "nothing"],
  ])
  func refuseWrongUse(_ options: [String]) async throws {
    let answer = try await ask("q\n", [Program.sample] + options)
    #expect(answer.status == 64 && answer.output.isEmpty)
  }
}
