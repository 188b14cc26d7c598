import Foundation
import JSONReading
import Testing

/// The answers of `check`, in text and in JSON.
@Suite struct CheckAnswerTests {
  private static let answer = """
    {consortium, file, on, assessments: [{call, strand, title, status, deadline, verdict, \
    requirements: [{id, severity, outcome, title, evidence, because, missing: [], \
    source: {document, locator, url, confidence}}], notChecked: [{id, title, reason}], \
    missing: [{path, requirements: []}]}]}
    """

  @Test(arguments: [
    "acttivate.xml", "amulet.json", "eacn.xml", "euroboostex.xml", "euroboostex-budget.xml",
    "securit.xml", "textile-twin-transition.json",
  ])
  func keepTheirShapeAndEveryByte(_ sample: String) async throws {
    let arguments = ["check", "Calls/samples/\(sample)", "--on", "2021-11-01", "--format", "json"]
    let first = try await Program.run(arguments)
    let second = try await Program.run(arguments)
    let shape = try #require(first.json).shape
    // Empty lists have no shape of their own.
    let lists = ["missing: [{path, requirements: []}]", "requirements: []"]
    let expected =
      shape == Self.answer
      ? Self.answer : Self.answer.replacingOccurrences(of: lists[0], with: "missing: []")
    #expect(shape == expected)
    #expect(first.output == second.output && first.output.hasSuffix("}\n"))
    #expect(["", "1"].contains(first.errors) || first.errors.contains("warning"))
  }

  @Test func sayTheSameOfBothFormats() async throws {
    for name in ["amulet", "eacn", "textile-twin-transition"] {
      var answers: [String] = []
      for ending in ["xml", "json"] {
        let file = "Calls/samples/\(name).\(ending)"
        let answer = try await Program.run([
          "check", file, "--on", "2021-11-01", "--format", "json",
        ])
        answers.append(answer.output.replacingOccurrences(of: file, with: "FILE"))
      }
      #expect(answers[0] == answers[1])
    }
  }

  @Test(arguments: [
    ("textile-twin-transition.json", 0, "ELIGIBLE  8 of 8 requirements met"),
    ("euroboostex-budget.xml", 2, "CANNOT TELL  7 of 8 requirements met, 1 cannot be told"),
    ("euroboostex.xml", 2, "No strand is named; name one with --call"),
    ("acttivate.xml", 0, "ELIGIBLE  1 of 1 requirements met"),
    ("greenoffshoretech.xml", 2, "-> INNOSUP-01-2018-2020"),
  ])
  func putTheVerdictFirst(_ sample: String, _ status: Int32, _ text: String) async throws {
    let answer = try await Program.run(["check", "Calls/samples/\(sample)", "--on", "2021-11-01"])
    #expect(answer.status == status)
    #expect(answer.output.contains(text))
    let longest = answer.output.split(separator: "\n").map(\.count).max() ?? 0
    #expect(longest <= 100 && answer.output.hasSuffix("\n"))
  }

  @Test func sayFigureLimitAndWho() async throws {
    let folder = try Folder()
    let file = try folder.write(
      "c.json",
      """
      {"name": "Two", "proposal": {"requestedGrant": 1400000.01, "strand": "textile"},
       "participants": [
         {"id": "P1", "name": "Ateval", "country": "ES", "role": "coordinator"},
         {"id": "P2", "name": "Techtera", "country": "FR", "role": "beneficiary"}]}
      """)
    let answer = try await Program.run(
      ["check", file, "--call", "smp-cosme-2021-cluster-01", "--on", "2021-11-01"])
    let words = answer.output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    #expect(answer.status == 1 && words.contains("NOT ELIGIBLE"))
    #expect(words.contains("EUR 1 400 000.01, at most EUR 1 400 000 allowed"))
    #expect(words.contains("at least 3 needed: Ateval, Techtera"))
    #expect(words.contains("source: EISMEA, slides"))
  }

  @Test func showEverythingWhenAsked() async throws {
    let arguments = ["check", "Calls/samples/euroboostex-budget.xml", "--on", "2021-11-01"]
    let brief = try await Program.run(arguments)
    let verbose = try await Program.run(arguments + ["--verbose"])
    #expect(!brief.output.contains("https://") && verbose.output.contains("https://"))
    #expect(verbose.output.contains("The sources read it in 2 ways:"))
  }

  @Test(
    arguments: [
      (["--color", "always"], [:], true), ([], [:], false), (["--color", "auto"], [:], false),
      (["--color", "always"], ["NO_COLOR": "1"], true), (["--color", "never"], [:], false),
    ] as [([String], [String: String], Bool)])
  func haveColourOnlyWhereWanted(
    _ options: [String], _ environment: [String: String], _ isColoured: Bool
  ) async throws {
    let answer = try await Program.run(
      ["check", Program.sample, "--on", "2021-11-01"] + options, environment: environment)
    #expect(answer.output.contains("\u{1B}[") == isColoured)
    #expect(answer.status == 0)
  }

  @Test func neverMoveTheCursor() async throws {
    let folder = try Folder()
    let file = try folder.write(
      "c.json",
      #"{"name": "a\u001b[2Jb", "participants": [{"id": "A", "name": "x\u001b[31m\u202ey"}]}"#)
    for format in ["text", "json"] {
      let answer = try await Program.run(
        ["check", file, "--call", "INNOSUP-01-2018-2020", "--format", format])
      #expect(!answer.output.contains("\u{1B}") && !answer.errors.contains("\u{1B}"))
    }
  }
}

extension JSONValue {
  /// The keys of objects in their order; of a list the first shape that is not empty.
  fileprivate var shape: String {
    if let members {
      let parts = members.map { member in
        let inner = member.value.shape
        return inner.isEmpty ? member.key : "\(member.key): \(inner)"
      }
      return "{\(parts.joined(separator: ", "))}"
    }
    guard let elements else { return "" }
    return "[\(elements.map(\.shape).max { $0.count < $1.count } ?? "")]"
  }
}
