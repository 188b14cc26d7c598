import JSONReading
import Testing

/// Topics of the portal, from a file to the answers of all commands.
@Suite struct ImportTests {
  private static let sample = "Calls/samples/portal/topic-details.json"
  private static let id = "HORIZON-DEMO-2027-01-01"

  /// A folder with the sample imported into `into`.
  private func imported() async throws -> Folder {
    let folder = try Folder()
    let answer = try await Program.run(
      ["import", Self.sample, "--into", folder.path("into"), "--on", "2026-11-21"])
    #expect(answer.status == 0 && answer.errors == "")
    #expect(
      answer.output == """
        new       HORIZON-DEMO-2027-01-01
                    deadline 2027-03-24 17:00 Brussels
                    Value chains of clusters (made-up example)
        1 topic: 1 new

        """)
    return folder
  }

  @Test func standsBesideTheLibraryInEveryCommand() async throws {
    let folder = try await imported()
    let calls = ["--calls", folder.path("into"), "--on", "2027-02-01"]
    let dates = try await Program.run(["deadlines", "--format", "json"] + calls)
    #expect(dates.values("call").contains(Self.id) && dates.errors == "")
    let listed = try await Program.run(["calls", "--programme", "HORIZON"] + calls)
    #expect(listed.output.contains(Self.id) && listed.output.contains("EUR 12 000 000"))
    let shown = try await Program.run(["show", Self.id] + calls)
    #expect(shown.output.contains("contribution thought apt for a project: EUR 4 000 000"))
    #expect(shown.output.contains("status shown when imported: Forthcoming (not relied on)"))
    let matched = try await Program.run(["match", "Calls/samples/securit.xml"] + calls)
    let words = matched.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("\(Self.id) 51 days left own text not checked"))
    let linted = try await Program.run(["lint", folder.path("into")])
    #expect(linted.status == 0, "\(linted.output)")
  }

  @Test func saysThatTheTopicsOwnTextWasNotChecked() async throws {
    let folder = try await imported()
    let arguments = [
      "check", "Calls/samples/securit.xml", "--calls", folder.path("into"), "--call", Self.id,
      "--on", "2027-02-01",
    ]
    let answer = try await Program.run(arguments)
    #expect(
      answer.output.contains(
        """
        Meets the general conditions; the topic's own text adds conditions that were not checked.
        """))
    #expect(
      answer.output.contains(
        """
        The topic's own text says (not checked)
          - The consortium must include at least two cluster organisations from different countries.
          - Each third party gets EUR 60 000 at most.

        """))
    let json = try await Program.run(arguments + ["--format", "json"]).json
    let items = json?["assessments"]?.elements?.first?["notChecked"]?.elements ?? []
    let own = items.first { $0["id"]?.string == "topic-text" }
    #expect(own?["reason"]?.string == "manual")
    #expect(own?.members?.map(\.key) == ["id", "title", "reason", "sentences"])
    #expect(own?["sentences"]?.elements?.count == 2)
  }

  @Test func doesNotClaimEligibilityWithoutGeneralConditions() async throws {
    let folder = try Folder()
    let file = try folder.write(
      "t.json",
      """
      {"TopicDetails": {"identifier": "NEW-2027-01", "title": "T", "plannedOpeningDateLong":
        1799798400000, "deadlineDatesLong": [1805846400000],
        "actions": [{"types": [{"typeOfAction": "NEW-XYZ New"}]}]}}
      """)
    let imported = try await Program.run(["import", file, "--into", folder.path("into")])
    #expect(imported.output.contains("No general conditions, so eligibility cannot be told:"))
    let answer = try await Program.run([
      "check", Program.sample, "--calls", folder.path("into"), "--call", "NEW-2027-01", "--on",
      "2027-02-01",
    ])
    #expect(answer.status == 2)
    #expect(answer.output.contains("CANNOT TELL") && answer.output.contains("NEW-XYZ"))
  }

  @Test func listsPostponedAndVanishedTopics() async throws {
    let folder = try Folder()
    func list(_ date: String, _ more: String) -> String {
      """
      {"fundingData": {"GrantTenderObj": [{"type": 1, "identifier": "A-1", "title": "A",
        "deadlineDatesLong": [\(date)]}\(more)]}}
      """
    }
    let more =
      #", {"type": 1, "identifier": "B-1", "title": "B", "deadlineDatesLong": [1805846400000]}"#
    let file = try folder.write("g.json", list("1805846400000", more))
    let arguments = ["import", file, "--into", folder.path("into"), "--on"]
    _ = try await Program.run(arguments + ["2027-01-01"])
    try folder.write("g.json", list("1806451200000", ""))
    let answer = try await Program.run(arguments + ["2027-02-01"])
    #expect(
      answer.output.hasPrefix(
        """
        postponed A-1
                    deadline 2027-03-24 17:00 -> 2027-03-31 17:00, postponed by 7 days
        vanished  B-1
                    its last deadline was 2027-03-24 17:00
        1 topic: 1 changed, 1 of them postponed; 1 not on the portal any more

        """))
    let dates = try await Program.run([
      "deadlines", "--calls", folder.path("into"), "--format", "json", "--on", "2027-02-01",
    ])
    #expect(dates.output.contains("2027-03-31T17:00:00+02:00"))
  }

  @Test func importsWhatStandsBeforeTheCut() async throws {
    let folder = try Folder()
    let file = try folder.write(
      "g.json", #"{"fundingData": {"GrantTenderObj": [{"identifier": "A-1", "title": "A"}, {"ident"#
    )
    let answer = try await Program.run(["import", file, "--into", folder.path("into")])
    #expect(answer.status == 65)
    #expect(answer.errors.contains("[json.not-closed]"))
    #expect(answer.output.contains("1 topic: 1 new"))
  }

  @Test(
    arguments: [
      (
        "<!DOCTYPE html><html><body>Sign in", "a login or error page was probably saved instead", 65
      ),
      ("{\"OpenData\": [1, 2]}", "it begins with 'OpenData'", 65),
      ("", "there is no JSON value here", 65),
      ("\u{1F}", "error", 65),
    ] as [(String, String, Int32)])
  func saysWhatAFileIs(text: String, expected: String, status: Int32) async throws {
    let folder = try Folder()
    let file = try folder.write("t.json", text)
    let answer = try await Program.run(["import", file, "--into", folder.path("into")])
    #expect(answer.errors.contains(expected), "\(answer.errors)")
    #expect(answer.status == status)
  }

  @Test func saysThatAFileIsCompressed() async throws {
    let folder = try Folder()
    let file = try folder.write("t.json.gz", [0x1F, 0x8B, 8, 0, 0, 0])
    let answer = try await Program.run(["import", file, "--into", folder.path("into")])
    #expect(answer.errors.contains("unpack it first") && answer.status == 65)
  }

  @Test func writesNothingOutsideItsFolder() async throws {
    let folder = try Folder()
    let file = try folder.write(
      "t.json",
      """
      [{"topicId": "../../evil", "title": "\\u0007\\u202e\\u001b[31mred"},
       {"topicId": "/etc/x\\u0000y", "title": "T"}, {"topicId": "nul", "title": "T"}]
      """)
    let answer = try await Program.run([
      "import", file, "--into", folder.path("a/b"), "--format", "json",
    ])
    #expect(answer.status == 66, "the folder around it is not there: \(answer.errors)")
    let made = try await Program.run(["import", file, "--into", folder.path("b")])
    #expect(made.status == 0, "\(made.errors)")
    #expect(try folder.text("b/evil.xml").contains("<title>[31mred</title>"))
    #expect(try folder.text("b/etc-xy.xml").contains("identifier=\"/etc/xy\""))
    #expect(try folder.text("b/topic-nul.xml").contains("id=\"nul\""))
  }

  @Test func leavesACallOfTheLibraryAlone() async throws {
    let folder = try Folder()
    let file = try folder.write(
      "t.json", #"[{"topicId": "smp-cosme-2021-cluster-01", "title": "T"}]"#)
    let answer = try await Program.run(
      ["import", file, "--into", folder.path("into"), "--format", "json"])
    #expect(answer.json?["outcome"]?.string == "own")
    #expect(
      answer.json?["file"]?.string == "Calls/euroclusters/smp-cosme-2021-cluster-01.xml")
  }

  @Test(arguments: [
    (["import", "--into", "x"], "there is no file to import"),
    (["import", sample], "there is no folder to import into"),
  ])
  func needsAFileAndAFolder(arguments: [String], expected: String) async throws {
    let answer = try await Program.run(arguments)
    #expect(answer.status == 64 && answer.errors.contains(expected))
  }
}
