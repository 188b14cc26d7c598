import JSONReading
import SourceText
import Testing

/// `check --verdicts` and `check --summary`: what is left of many answers.
@Suite struct VerdictsTests {
  private static let sample =
    #"{"name": "NAME", "proposal": {"durationMonths": MONTHS}, "participants": "#
    + #"[{"id": "A", "country": "FR", "requestedGrant": 10}]}"#
  private static let call = ["--call", "SMP-COSME-2021-CLUSTER-01/textile", "--on", "2021-11-01"]

  private static func line(_ name: String, months: String = "36") -> String {
    sample.replacing("NAME", with: name).replacing("MONTHS", with: months) + "\n"
  }

  private static func folder() throws -> Folder {
    let folder = try Folder()
    try folder.write(
      "all.jsonl",
      line("one") + line("two", months: "null") + "{\n" + line("three", months: "37")
        + #"{"participants": [{"id": "A"}]}"# + "\n")
    return folder
  }

  @Test func areOneLineForEachRecordAndCall() async throws {
    let folder = try Self.folder()
    let answer = try await Program.run(
      ["check", folder.path("all.jsonl"), "--verdicts", "--call", "I3-2021-INV1"] + Self.call)
    let rows = answer.output.split(separator: "\n").map { $0.split(separator: "\t") }
    #expect(answer.status == 65 && answer.errors.contains("all.jsonl:3:1: error:"))
    #expect(rows.allSatisfy { $0.count == 5 })
    #expect(rows.map { $0[0] } == ["one", "one", "two", "two", "three", "three", "-", "-"])
    #expect(rows.map { $0[1] }.prefix(2) == ["I3-2021-INV1", "SMP-COSME-2021-CLUSTER-01/textile"])
    let textile = rows.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    #expect(textile.map { $0[2] }.allSatisfy { $0 == "not-eligible" })
    let failing = textile.map { $0[3].split(separator: ",") }
    #expect(failing.map { $0.contains("duration") } == [false, false, true, false])
    let open = textile.map { $0[4].split(separator: ",") }
    #expect(open.map { $0.contains("duration") } == [false, true, false, true])
  }

  @Test func sayTheSameInJSON() async throws {
    let folder = try Self.folder()
    let arguments = ["check", folder.path("all.jsonl"), "--verdicts"] + Self.call
    let text = try await Program.run(arguments)
    let json = try await Program.run(arguments + ["--format", "json"])
    let lines = json.output.split(separator: "\n").map { line in
      let value = JSONReader.value(of: .init(name: "line", text: String(line))).0
      func words(_ key: String) -> String {
        let ids = value?[key]?.elements?.compactMap(\.string) ?? []
        return ids.isEmpty ? "-" : ids.joined(separator: ",")
      }
      return [
        value?["consortium"]?.string ?? "-",
        "\(value?["call"]?.string ?? "")/\(value?["strand"]?.string ?? "")",
        value?["verdict"]?.string ?? "", words("notMet"), words("cannotTell"),
      ].joined(separator: "\t")
    }
    #expect(lines == text.output.split(separator: "\n").map(String.init))
  }

  @Test func addUpToTheSummary() async throws {
    let folder = try Self.folder()
    let arguments = ["check", folder.path("all.jsonl"), "--summary"] + Self.call
    let text = try await Program.run(arguments)
    #expect(text.status == 65)
    #expect(
      text.output.hasPrefix("4 consortia checked on 2021-11-01, 1 wrong record left out\n\n"))
    #expect(text.output.contains("SMP-COSME-2021-CLUSTER-01/textile\n"))
    #expect(text.output.contains("  eligible      0      0 %\n  not eligible  4    100 %\n"))
    let rows = text.output.split(separator: "\n").map { $0.split(separator: " ") }
    #expect(rows.contains(["duration", "1", "2"]))
    let json = try await Program.run(arguments + ["--format", "json"]).json
    let call = json?["calls"]?.elements?.first
    #expect(json?["consortia"]?.number == "4" && json?["wrong"]?.number == "1")
    #expect(call?["verdicts"]?["notEligible"]?.number == "4")
    let duration = call?["requirements"]?.elements?.first { $0["id"]?.string == "duration" }
    #expect([duration?["notMet"]?.number, duration?["cannotTell"]?.number] == ["1", "2"])
  }

  @Test func areTheSameForTheWholeAsForItsParts() async throws {
    let folder = try Folder()
    let lines = (0..<40).map { Self.line("n\($0)", months: $0 % 3 == 0 ? "null" : "\($0)") }
    try folder.write("all.jsonl", lines.joined())
    let call = Self.call.joined(separator: " ")
    let whole = try await Program.shell(
      "fundcall check \(folder.path("all.jsonl")) --verdicts \(call)")
    let parts = try await Program.shell(
      """
      cd \(folder.path()); split -l 7 all.jsonl part-; cd - >/dev/null
      for part in \(folder.path("part-"))*; do fundcall check - --verdicts \(call) <$part; done
      """)
    #expect(whole.output.split(separator: "\n").count == 40)
    #expect(parts.output == whole.output)
  }

  @Test func excludeEachOther() async throws {
    let answer = try await Program.run(["check", Program.sample, "--verdicts", "--summary"])
    #expect(answer.status == 64 && answer.errors.contains("two answers") && answer.output.isEmpty)
  }
}
