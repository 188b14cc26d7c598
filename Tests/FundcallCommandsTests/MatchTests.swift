import JSONReading
import Testing

/// `match`, and the filters that it shares with `calls`.
@Suite struct MatchTests {
  private func matches(_ answer: Program.Answer) -> [JSONValue] {
    answer.json?["matches"]?.elements ?? []
  }

  @Test func ranksByVerdictThenByWhatIsNotMet() async throws {
    let answer = try await Program.run([
      "match", Program.sample, "--all", "--on", "2026-10-01", "--format", "json",
    ])
    #expect(answer.status == 0 && answer.errors == "")
    let matches = matches(answer)
    #expect(
      matches.first?.members?.map(\.key) == [
        "call", "strand", "title", "programme", "verdict", "status", "deadline", "daysLeft",
        "notMet", "cannotTell", "distance", "fit", "maximumGrant", "grant",
      ])
    let verdicts = matches.compactMap { $0["verdict"]?.string }
    let order = ["eligible", "cannot-tell", "not-eligible"]
    let ranks = verdicts.compactMap(order.firstIndex)
    #expect(ranks.count >= 15 && ranks == ranks.sorted() && Set(ranks).count == 3)
    let failed = matches.compactMap { $0["notMet"]?.elements?.count }
    #expect(failed == failed.sorted())
    #expect(
      zip(failed, matches).allSatisfy { count, match in
        (count == 0) == (match["distance"]?.number == "0")
      })
    let again = try await Program.run([
      "match", Program.sample, "--all", "--on", "2026-10-01", "--format", "json",
    ])
    #expect(again.output == answer.output)
  }

  @Test func takesTheStrandThatSuitsBest() async throws {
    let folder = try Folder()
    let file = try folder.write(
      "own.json",
      """
      {"proposal": {"ecosystems": ["health"]}, "participants": [{"id": "A"}]}
      """)
    let answer = try await Program.run([
      "match", file, "--on", "2021-11-01", "--open", "--format", "json",
    ])
    let match = matches(answer).first { $0["call"]?.string == "SMP-COSME-2021-CLUSTER-01" }
    #expect(match?["strand"]?.string == "health")
    #expect(match?["fit"]?["inCommon"]?.elements?.compactMap(\.string) == ["health"])
    #expect(match?["fit"]?["stated"]?.number == "1")
  }

  @Test func asksCallsOfOneFamilyAsOfTheirOwnDeadlines() async throws {
    let folder = try Folder()
    let file = try folder.write(
      "own.json", #"{"participants": [{"id": "A", "country": "GB", "role": "coordinator"}]}"#)
    func document(_ id: String, _ inside: String) -> String {
      """
      <call xmlns="urn:fundcall:call:1" language="1" id="\(id)"><title>Own call</title>
        <programme id="OWN">Own programme</programme>
        <sources><source id="text" document="The text" confidence="A"/></sources>\(inside)</call>
      """
    }
    try folder.write(
      "calls/family.xml",
      document(
        "OWN-FAMILY",
        """
        <requirement id="union">
          <title>In the Union</title><meaning>From the Union.</meaning><source ref="text"/>
          <rule>country of every beneficiary is in member-states</rule>
        </requirement>
        """
      ).replacing(" id=\"OWN-FAMILY\"", with: " id=\"OWN-FAMILY\" abstract=\"true\""))
    let days = ["2018-05-05", "2019-06-01", "2021-06-01", "2022-01-31"]
    for day in days {
      let dates =
        "<timetable><deadline kind=\"single\" date=\"\(day)\" source=\"text\"/></timetable>"
      try folder.write(
        "calls/\(day).xml",
        document("OWN-\(day)", dates).replacing(
          " language=", with: " extends=\"OWN-FAMILY\" language="))
    }
    let answer = try await Program.run([
      "match", file, "--all", "--programme", "own", "--calls", folder.path("calls"), "--format",
      "json", "--on", "2018-01-01",
    ])
    let verdicts = matches(answer).map {
      "\($0["call"]?.string ?? "") \($0["verdict"]?.string ?? "")"
    }
    #expect(
      verdicts.sorted() == [
        "OWN-2018-05-05 eligible", "OWN-2019-06-01 eligible", "OWN-2021-06-01 not-eligible",
        "OWN-2022-01-31 not-eligible",
      ])
  }

  @Test func agreesWithCheck() async throws {
    let ranked = try await Program.run([
      "match", Program.sample, "--all", "--on", "2024-11-01", "--format", "json",
    ])
    for match in matches(ranked).prefix(12) {
      let call = try #require(match["call"]?.string)
      let strand = match["strand"]?.string.map { "/\($0)" } ?? ""
      let checked = try await Program.run([
        "check", Program.sample, "--call", call + strand, "--on", "2024-11-01", "--format", "json",
      ])
      let verdict = checked.json?["assessments"]?.elements?.first?["verdict"]?.string
      #expect(verdict == match["verdict"]?.string)
    }
  }

  @Test func putsOneCallOnALineWithItsReason() async throws {
    let answer = try await Program.run([
      "match", Program.sample, "--on", "2026-10-01", "--programme", "I3",
    ])
    let lines = answer.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "Textile twin transition (made-up example): 2 calls")
    #expect(lines.dropFirst().first == "0 eligible - 2 not eligible - 0 cannot tell")
    #expect(
      lines.contains {
        $0.hasPrefix("not eligible  I3-2026-INV2A  42 days left  not met: rates, coordinator")
      })
    #expect(lines.allSatisfy { $0.count <= 100 } && lines.count == 6)
    let top = try await Program.run([
      "match", Program.sample, "--on", "2026-10-01", "--programme", "I3", "--top", "1",
      "--verbose",
    ])
    #expect(top.output.contains("2 calls, the first 1 of them"))
    #expect(top.output.contains("x A coordinator from") && !top.output.contains("I3-2026-INV1 "))
  }

  @Test func isATableForSpreadsheets() async throws {
    let answer = try await Program.run([
      "match", Program.sample, "--on", "2026-10-01", "--programme", "I3", "--format", "csv",
    ])
    let lines = answer.output.split(separator: "\r\n").map(String.init)
    #expect(lines.count == 3 && lines.first?.hasPrefix("consortium,call,strand,title,") == true)
    #expect(
      lines.dropFirst().first?.hasPrefix(
        "Textile twin transition (made-up example),I3-2026-INV2A,,") == true)
    #expect(
      lines.dropFirst().first?.contains(
        ",not-eligible,open,2026-11-12T17:00:00+01:00,42,"
          + "rates coordinator,,") == true)
  }

  @Test func answersForEveryConsortiumAndSaysWhatIsWrong() async throws {
    let folder = try Folder()
    let broken = try folder.write("broken.json", "{\"participants\": [{}]}")
    let answer = try await Program.run([
      "match", broken, "Calls/samples/eacn.json", Program.sample, "--all", "--format", "json",
    ])
    #expect(answer.status == 65 && answer.errors.contains("broken.json:1:"))
    #expect(answer.output.split(separator: "\n").count == 2)
    for (arguments, words) in [
      (["match"], "there is no file to match"), (["match", "a.json", "--top", "0"], "above 0"),
      (["match", "a.json", "--theme", "grene"], "did you mean 'green'?"),
    ] {
      let wrong = try await Program.run(arguments)
      #expect(wrong.status == 64 && wrong.errors.contains(words))
    }
  }

  @Test(
    arguments: [
      (["--theme", "green"], "I3-2026-INV1", "INNOSUP-1-2015"),
      (["--ecosystem", "textile"], "SMP-COSME-2021-CLUSTER-01", "I3-2026-INV1"),
      (["--country", "UA"], "INNOSUP-01-2018-2020", nil),
      (["--country", "JP"], "I3-2026-INV1", "INNOSUP-01-2018-2020"),
    ] as [([String], String, String?)])
  func callsAreFilteredBySubjectAndCountry(
    _ options: [String], _ kept: String, _ leftOut: String?
  ) async throws {
    let answer = try await Program.run(["calls", "--format", "json"] + options)
    #expect(answer.values("call").contains(kept) && answer.status == 0)
    if let leftOut { #expect(!answer.values("call").contains(leftOut)) }
  }
}
