import JSONReading
import Testing

/// The exit status of every case, with what standard error says.
@Suite struct ExitStatusTests {
  private static let day = ["--on", "2021-11-01"]

  @Test(
    arguments: [
      (["check", Program.sample] + day, 0, ""),
      (["check", Program.sample, "--call", "I3-2021-INV1"] + day, 1, ""),
      (["check", "Calls/samples/eacn.json"] + day, 2, ""),
      (["check", "Calls/samples/eacn.json", Program.sample] + day, 2, ""),
      (["check", Program.sample, "--call", "smp-cosme-2021-cluster-01/TEXTILE"] + day, 0, ""),
      (["check", Program.sample, "--call", "SMP-COSME-2021-CLUSTER"] + day, 0, ""),
      ([], 64, "usage: fundcall"),
      (["chekc"], 64, "did you mean 'check'?"),
      (["check"], 64, "there is no file to check"),
      (["check", Program.sample, "--cal", "X"], 64, "did you mean '--call'?"),
      (["check", Program.sample, "-x"], 64, "there is no option '-x'"),
      (["check", Program.sample, "--call", "I3-2021-INV3"], 64, "did you mean 'I3-2021-INV1'?"),
      (
        ["check", Program.sample, "--call", "I3"], 64,
        "'I3' is no call, but what several calls have in common"
      ),
      (
        ["check", Program.sample, "--call", "SMP-COSME-2021-CLUSTER-01/textil"], 64,
        "did you mean 'textile'?"
      ),
      (["check", Program.sample, "--call", "I3-2021-INV1/textile"], 64, "it has no strands"),
      (["check", Program.sample, "--call"], 64, "needs a value"),
      (["check", Program.sample, "--on", "2021-02-29"], 64, "not a day of the calendar"),
      (["check", Program.sample, "--format", "jsn"], 64, "did you mean 'json'?"),
      (["check", Program.sample, "--color", "sometimes"], 64, "auto, always, never"),
      (["check", Program.sample, "--quiet=yes"], 64, "takes no value"),
      (["check", "none.json"], 66, "no such file"),
      (["check", "Package.swift"], 65, "neither XML nor JSON"),
      (["deadlines", "now"], 64, "not expected"),
      (["deadlines", "--within", "soon"], 64, "90d"),
      (["deadlines", "--within", "-1"], 64, "90d"),
      (["calls", "--programme", "I4"], 0, "no such call"),
      (["show"], 64, "fundcall show ID"),
      (["show", "I3-2021-INV1", "I3-2024-INV1"], 64, "fundcall show ID"),
      (["show", "i3-2021-inv1"], 0, ""),
      (["show", "I3-2021-IN1"], 64, "did you mean"),
      (["calls", "--calls", "nowhere"], 66, "no such file or folder"),
      (["--version"], 0, ""), (["--help"], 0, ""), (["help", "check"], 0, ""),
    ] as [([String], Int32, String)])
  func followsFromTheAnswer(_ arguments: [String], _ status: Int32, _ errors: String) async throws {
    let answer = try await Program.run(arguments)
    #expect(answer.status == status)
    #expect(answer.errors.contains(errors) && (errors.isEmpty == answer.errors.isEmpty))
    #expect(answer.output.isEmpty == (status >= 64 && arguments.first != "calls") || status == 0)
  }

  @Test(arguments: ["check", "deadlines", "calls", "show", "diff", "lint"])
  func isZeroForHelp(_ command: String) async throws {
    let answer = try await Program.run([command, "--help"])
    let longest = answer.output.split(separator: "\n").map(\.count).max() ?? 0
    #expect(answer.status == 0 && answer.errors == "" && longest <= 100)
    #expect(answer.output.hasPrefix("usage: fundcall \(command) "))
    #expect(answer.output.contains("example:\n  fundcall \(command)"))
  }

  @Test(
    arguments: [
      ("SMP-COSME-2021-CLUSTER-02", 65, "did you mean 'SMP-COSME-2021-CLUSTER-01'?"),
      ("I3", 65, "'I3' is no call, but what several calls have in common"),
    ] as [(String, Int32, String)])
  func isThatOfAWrongFileForACallThatItNames(_ id: String, _ status: Int32, _ errors: String)
    async throws
  {
    let folder = try Folder()
    let file = try folder.write(
      "c.json", #"{"proposal": {"call": "\#(id)"}, "participants": [{"id": "A"}]}"#)
    let answer = try await Program.run(["check", file])
    #expect(answer.status == status && answer.errors.contains(errors))
    let named = try await Program.run(["check", file, "--call", "INNOSUP-01-2018-2020"])
    #expect(named.status == 1)
  }

  @Test func isZeroWithANoteWhereNoCallIsOpen() async throws {
    let folder = try Folder()
    let file = try folder.write("c.json", #"{"participants": [{"id": "A"}]}"#)
    let none = try await Program.run(["check", file, "--on", "2013-01-01"])
    #expect(none.status == 0 && none.errors.contains("open on 2013-01-01") && none.output == "")
    let json = try await Program.run(["check", file, "--on", "2013-01-01", "--format", "json"])
    #expect(json.json?["assessments"]?.elements?.isEmpty == true)
    let quiet = try await Program.run(["check", file, "--on", "2013-01-01", "--quiet"])
    #expect(quiet.status == 0 && quiet.errors == "")
  }

  @Test func countsEveryOpenCallWhereNoneIsNamed() async throws {
    let folder = try Folder()
    let file = try folder.write("c.json", #"{"participants": [{"id": "A", "country": "ES"}]}"#)
    let answer = try await Program.run(
      ["check", file, "--on", "2021-11-25", "--format", "json"])
    let calls = answer.json?["assessments"]?.elements?.compactMap { $0["call"]?.string }
    #expect(calls == ["I3-2021-INV1", "I3-2021-INV2A", "SMP-COSME-2021-CLUSTER-01"])
    #expect(answer.status == 1)
  }
}
