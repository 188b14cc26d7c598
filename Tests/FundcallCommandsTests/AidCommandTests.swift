import Foundation
import JSONReading
import Testing

/// The answers of `aid`.
@Suite struct AidCommandTests {
  private static let sample = "Calls/samples/made-up-group.json"

  @Test func showTheRoomAndWhenThereIsMore() async throws {
    let answer = try await Program.run(["aid", Self.sample, "--on", "2026-11-21"])
    let words = answer.output.split { " \n".contains($0) }.joined(separator: " ")
    for expected in [
      "Loom Robotics (P1) - PT - small aid in general",
      "room for EUR 100 000: EUR 200 000 of EUR 300 000 is used",
      "2024-06-01 EUR 200 000 counts until 2027-05-31",
      "2023-11-20 EUR 150 000 over since 2026-11-20",
      "2026-11-21 EUR 100 000 ==========....................",
      "2027-06-01 EUR 300 000 ==============================",
      "room for EUR 300 000: EUR 0 of EUR 300 000 is used",
      "room for at most EUR 300 000: EUR 0 or more of EUR 300 000 is used",
      "would tell: aidReceived of P3",
    ] {
      #expect(words.contains(expected), "\(answer.output)")
    }
    #expect(answer.status == 0 && answer.errors.isEmpty)
    #expect(answer.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test func areOneObjectInJSON() async throws {
    let answer = try await Program.run(
      ["aid", Self.sample, "--on", "2026-11-21", "--format", "json"])
    let account = try #require(answer.json?["accounts"]?.elements?.first)
    #expect(
      account.members?.map(\.key)
        == [
          "participants", "state", "regime", "from", "ceiling", "used", "aids", "room", "missing",
        ])
    #expect(account["from"]?.string == "2023-11-22")
    #expect(account["room"]?.elements?.map { $0["least"]?.number } == ["100000", "300000"])
    #expect(account["aids"]?.elements?.map { $0["standing"]?.string } == ["over", "counts"])
  }

  @Test func sayWhatIsNotCounted() async throws {
    let folder = try Folder()
    let file = try folder.write(
      "c.json",
      """
      {"participants": [{"id": "P1", "country": "US", "aidReceived": []},
       {"id": "P2", "country": "FR",
        "aidReceived": [{"date": "2023-01-01", "amount": 5, "regime": "gber"}]}]}
      """)
    let answer = try await Program.run(["aid", file, "--on", "2023-06-01"])
    let words = answer.output.split { " \n".contains($0) }.joined(separator: " ")
    for expected in [
      "No state is known of which P1 could have had aid.",
      "Aid under 'gber' is no small aid and is not counted.", "of EUR 200 000 is used",
      "Before 2024-01-01 three fiscal years were counted",
    ] {
      #expect(words.contains(expected), "\(answer.output)")
    }
  }

  @Test(
    arguments: [
      (["aid"], 64, "there is no file to look at"),
      (["aid", sample, "--on", "tomorrow"], 64, "not a day of the calendar"),
      (["aid", sample, "--call", "X"], 64, "there is no option"),
      (["aid", "nothing.json"], 66, ""),
    ] as [([String], Int32, String)])
  func refuseWrongUse(_ arguments: [String], _ status: Int32, _ message: String) async throws {
    let answer = try await Program.run(arguments)
    #expect(answer.status == status && (message.isEmpty || answer.errors.contains(message)))
  }
}
