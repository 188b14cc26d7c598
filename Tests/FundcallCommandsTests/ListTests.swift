import JSONReading
import Testing

/// `deadlines`, `calls` and `show`.
@Suite struct ListTests {
  @Test func deadlinesAreObjectsInTheOrderOfTime() async throws {
    let answer = try await Program.run(["deadlines", "--all", "--format", "json"])
    let dates = answer.values("at")
    let keys = Set(answer.json?.elements?.map { $0.members?.map(\.key) ?? [] } ?? [])
    #expect(
      keys == [
        ["call", "strand", "title", "programme", "edition", "kind", "at", "status", "daysLeft"]
      ])
    #expect(dates.count >= 20 && dates == dates.sorted() && answer.output.hasSuffix("]\n"))
    let again = try await Program.run(["deadlines", "--all", "--format", "json"])
    #expect(again.output == answer.output)
  }

  @Test(arguments: [
    ("2021-11-01", "SMP-COSME-2021-CLUSTER-01 - single 2021-11-30T17:00:00+01:00 open 29"),
    ("2021-11-30", "SMP-COSME-2021-CLUSTER-01 - single 2021-11-30T17:00:00+01:00 open 0"),
    ("2021-12-01", "SMP-COSME-2021-CLUSTER-01 - single 2021-11-30T17:00:00+01:00 closed -1"),
    ("2022-01-15", "I3-2021-INV1 - cut-off-1 2022-02-01T17:00:00+01:00 open 17"),
    ("2022-02-10", "I3-2021-INV1 - cut-off-1 2022-02-22T17:00:00+01:00 open 12"),
    ("2022-03-01", "I3-2021-INV1 - cut-off-1 2022-02-22T17:00:00+01:00 closed -7"),
    ("2022-03-01", "I3-2021-INV1 - cut-off-2 2022-10-18T17:00:00+02:00 open 231"),
    ("2018-04-12", "INNOSUP-01-2018-2020 2018 stage-1 2018-04-12 unknown 0"),
    ("2018-05-01", "INNOSUP-01-2018-2020 2018 stage-2 2018-09-13 unknown 135"),
    ("2020-04-16", "INNOSUP-01-2018-2020 2020 stage-1 2020-04-15T17:00:00+02:00 closed -1"),
    ("2026-10-01", "I3-2026-INV2A - single 2026-11-12T17:00:00+01:00 open 42"),
  ])
  func deadlinesAreAsKnownOnTheDay(_ day: String, _ line: String) async throws {
    let answer = try await Program.run(["deadlines", "--all", "--on", day, "--format", "json"])
    let lines = answer.json?.elements?.map { date in
      ["call", "edition", "kind", "at", "status", "daysLeft"].map { key in
        date[key]?.string ?? date[key]?.number ?? "-"
      }.joined(separator: " ")
    }
    #expect(lines?.contains(line) == true)
  }

  @Test(
    arguments: [
      (["--on", "2022-01-15", "--within", "17d"], ["I3-2021-INV1", "I3-2021-INV2A"]),
      (["--on", "2022-01-15", "--within", "16"], []),
      (
        ["--on", "2022-01-15", "--open"],
        ["I3-2021-INV1", "I3-2021-INV2A", "I3-2021-INV1", "I3-2021-INV2A"]
      ),
      (
        ["--on", "2025-10-01", "--upcoming", "--programme", "i3"],
        ["I3-2026-CAP2B", "I3-2026-INV1", "I3-2026-INV2A"]
      ),
      (["--on", "2026-11-13", "--open"], ["EIC-ACCELERATOR-2026"]),
      (
        ["--on", "2026-11-13"],
        [
          "EIC-ACCELERATOR-2026", "BW-INNOVATION-VOUCHER", "FL-KMO-PORTEFEUILLE",
          "IE-INNOVATION-VOUCHER", "LT-INOCEKIAI-2014-2020",
        ]
      ),
    ] as [([String], [String])])
  func deadlinesAreChosen(_ options: [String], _ calls: [String]) async throws {
    let answer = try await Program.run(["deadlines", "--format", "json"] + options)
    #expect(answer.values("call") == calls && answer.status == 0)
    let text = try await Program.run(["deadlines"] + options)
    // The title stands below its row where the lines are too short for both.
    let rows = text.output.split(separator: "\n").filter { !$0.hasPrefix(" ") }
    #expect(rows.count == calls.count)
    #expect(!calls.isEmpty || !text.errors.isEmpty)
  }

  @Test func callsAreObjectsInTheOrderOfTheirIds() async throws {
    let answer = try await Program.run(["calls", "--on", "2021-11-01", "--format", "json"])
    let ids = answer.values("call")
    let call = answer.json?.elements?.first { $0["call"]?.string == "SMP-COSME-2021-CLUSTER-01" }
    #expect(ids.count >= 15 && ids == ids.sorted())
    #expect(
      call?.members?.map(\.key) == [
        "call", "title", "programme", "typeOfAction", "status", "opens", "nextDeadline", "budget",
        "strands",
      ])
    #expect(
      ["status", "opens", "nextDeadline"].map { call?[$0]?.string } == [
        "open", "2021-09-29", "2021-11-30T17:00:00+01:00",
      ])
    #expect(call?["budget"]?.number == "42000000" && call?["strands"]?.elements?.count == 15)
    let innosup = answer.json?.elements?.first { $0["call"]?.string == "INNOSUP-01-2018-2020" }
    #expect(
      innosup?["budget"]?.isNull == true && innosup?["nextDeadline"]?.isNull == true
        && innosup?["strands"]?.elements?.isEmpty == true)
  }

  @Test(arguments: [
    ["deadlines", "--all"], ["calls"], ["calls", "--open"],
    ["deadlines", "--programme", "H2020", "--all"],
  ])
  func tablesFitTheScreen(_ arguments: [String]) async throws {
    let answer = try await Program.run(arguments + ["--on", "2021-11-01"])
    let longest = answer.output.split(separator: "\n").map(\.count).max() ?? 0
    #expect(answer.status == 0 && longest <= 100 && longest > 20)
  }

  @Test func everyCallCanBeShown() async throws {
    let ids = try await Program.run(["calls", "--format", "json"]).values("call")
    for id in ids {
      let answer = try await Program.run(["show", id, "--on", "2021-11-01"])
      let lines = answer.output.split(separator: "\n").filter { !$0.contains("http") }
      #expect(answer.status == 0 && answer.output.hasPrefix(id))
      #expect(lines.allSatisfy { $0.count <= 100 })
      #expect(lines.contains("Requirements") && lines.contains("Sources"))
    }
  }

  @Test func showTellsOneStrandToo() async throws {
    let answer = try await Program.run(["show", "SMP-COSME-2024-CLUSTER-01/1"])
    #expect(answer.status == 0 && answer.output.hasPrefix("SMP-COSME-2024-CLUSTER-01/1\n"))
  }
}
