import JSONReading
import Testing

/// `fundcall diff`, as a person runs it.
struct DiffTests {
  @Test("What the call of 2026 changed against that of 2025 fits a screen")
  func years() async throws {
    let answer = try await Program.run(["diff", "I3-2025-INV1", "I3-2026-INV1"])
    let lines = answer.output.split(separator: "\n")
    let words = [
      "Requirements: 1 added, 1 loosened, 6 unchanged", "loosened One theme or more (theme)",
      "EUR 23 000 000", "-> EUR 28 200 000",
    ]
    #expect(words.allSatisfy(answer.output.contains) && lines.count < 25, "\(answer)")
  }

  @Test("Scripts get the same, also for two documents")
  func script() async throws {
    let files = ["2025", "2026"].map { "Calls/i3/i3-\($0)-inv1.xml" }
    let answer = try await Program.run(["diff"] + files + ["--format", "json"])
    let changes = answer.json?["requirements"]?.elements?.map { $0["change"]?.string }
    #expect(changes == ["loosened", "added"], "\(answer)")
  }
}
