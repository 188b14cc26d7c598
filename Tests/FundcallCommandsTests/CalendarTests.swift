import Testing

/// `deadlines --format ics`, as a calendar program reads it.
@Suite struct CalendarTests {
  /// The unfolded lines of the event with a UID.
  private func event(_ uid: String, in calendar: String) -> [String] {
    let lines = calendar.replacing("\r\n ", with: "").split(separator: "\r\n").map(String.init)
    return lines.split(separator: "BEGIN:VEVENT").first { $0.contains("UID:\(uid)") }
      .map(Array.init) ?? []
  }

  private func calendar(_ options: [String]) async throws -> String {
    let answer = try await Program.run(["deadlines", "--format", "ics"] + options)
    #expect(answer.status == 0)
    return answer.output
  }

  @Test func saysTheHourInItsZoneAndTheRulesOfTheZone() async throws {
    let text = try await calendar(["--on", "2021-11-01"])
    let event = event("smp-cosme-2021-cluster-01.single@deadlines.fundcall", in: text)
    #expect(
      event.contains("DTSTART;TZID=Europe/Brussels:20211130T163000")
        && event.contains("DTEND;TZID=Europe/Brussels:20211130T170000")
        && event.contains("SUMMARY:SMP-COSME-2021-CLUSTER-01 closes"))
    #expect(event.contains { $0.contains("Until 17:00 Brussels time (16:00 UTC).") })
    #expect(
      text.contains(
        """
        BEGIN:VTIMEZONE\r
        TZID:Europe/Brussels\r
        BEGIN:DAYLIGHT\r
        DTSTART:19960331T020000\r
        RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r
        TZOFFSETFROM:+0100\r
        TZOFFSETTO:+0200\r
        END:DAYLIGHT\r
        BEGIN:STANDARD\r
        DTSTART:19961027T030000\r
        RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r
        TZOFFSETFROM:+0200\r
        TZOFFSETTO:+0100\r
        END:STANDARD\r
        END:VTIMEZONE\r

        """))
  }

  @Test func movesAPostponedDeadline() async throws {
    let uid = "i3-2021-inv1.cut-off-1@deadlines.fundcall"
    let before = event(uid, in: try await calendar(["--on", "2022-01-15"]))
    let after = event(uid, in: try await calendar(["--on", "2022-02-10"]))
    #expect(before.contains("SEQUENCE:0") && after.contains("SEQUENCE:1"))
    #expect(before.contains("DTEND;TZID=Europe/Brussels:20220201T170000"))
    #expect(after.contains("DTEND;TZID=Europe/Brussels:20220222T170000"))
  }

  @Test func takesTheWholeDayWhereTheHourIsNotKnown() async throws {
    let text = try await calendar(["--all", "--programme", "H2020"])
    let event = event("innosup-01-2018-2020.2018.stage-1@deadlines.fundcall", in: text)
    #expect(event.contains("DTSTART;VALUE=DATE:20180412"))
    #expect(event.contains("DTEND;VALUE=DATE:20180413"))
    #expect(event.contains { $0.contains("The hour is not stated in the sources read.") })
  }

  @Test func isTheSameWheneverItIsMadeAndFoldsItsLines() async throws {
    let text = try await calendar(["--all"])
    #expect(try await calendar(["--all"]) == text)
    let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.utf8.count <= 75 && !$0.contains("\n") })
    #expect(lines.contains { $0.hasPrefix(" ") } && lines.last == "")
    let uids = lines.filter { $0.hasPrefix("UID:") }
    #expect(uids.count > 15 && Set(uids).count == uids.count)
  }

  @Test func keepsACancelledCallAndEscapesItsWords() async throws {
    let folder = try Folder()
    try folder.write(
      "own.xml",
      """
      <call xmlns="urn:fundcall:call:1" language="1" id="OWN-1">
        <title>Twins; ateliers, \u{e9}coles et c\u{153}urs d’une même région, à Saint-Étienne ou ailleurs</title>
        <programme id="OWN">Own programme</programme>
        <sources><source id="text" document="The text" confidence="A"/></sources>
        <timetable>
          <deadline kind="single" date="2030-11-30" time="00:10" zone="Europe/Vilnius" source="text"/>
          <cancelled known-from="2030-01-05" source="text"/>
        </timetable>
        <budget stated="no"/>
        <requirement id="duration">
          <title>Duration</title><meaning>Three years.</meaning><source ref="text"/>
          <rule>duration is at most 36 months</rule>
        </requirement>
      </call>
      """)
    let options = ["--programme", "OWN", "--calls", folder.path(), "--alarm", "14d"]
    let before = try await calendar(options + ["--on", "2030-01-04"])
    let after = try await calendar(options + ["--on", "2030-01-05"])
    let uid = "own-1.single@deadlines.fundcall"
    #expect(event(uid, in: before).contains("STATUS:CONFIRMED"))
    #expect(before.contains("TRIGGER;RELATED=END:-P14D\r\n"))
    #expect(event(uid, in: after).contains("STATUS:CANCELLED"))
    #expect(event(uid, in: after).contains("SEQUENCE:1") && !after.contains("VALARM"))
    #expect(event(uid, in: after).contains("DTSTART;TZID=Europe/Vilnius:20301129T234000"))
    #expect(after.contains("TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0300\r\n"))
    #expect(
      event(uid, in: after).contains { line in
        line.hasPrefix(
          "DESCRIPTION:Twins\\; ateliers\\, écoles et cœurs d’une même région\\, à Saint-Étienne")
      })
  }

  @Test func isATableForSpreadsheetsToo() async throws {
    let answer = try await Program.run([
      "deadlines", "--on", "2026-10-01", "--programme", "I3", "--format", "csv",
    ])
    let lines = answer.output.split(separator: "\r\n").map(String.init)
    #expect(lines.first == "call,strand,title,programme,edition,kind,at,status,daysLeft")
    #expect(
      lines.contains(
        #"I3-2026-INV1,,"Interregional Innovation Investments, strand 1, 2026",I3,,single,"#
          + "2026-11-12T17:00:00+01:00,open,42"))
  }
}
