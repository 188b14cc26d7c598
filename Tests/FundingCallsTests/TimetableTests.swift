import FundingCalls
import FundingTerms
import SourceText
import Testing

/// A timetable, a moment, and what is known then.
struct StatusCase: CustomTestStringConvertible {
  let timetable: String
  /// A day, `2021-11-30`, or a time of UTC on it, `2021-11-30 16:00`.
  let at: String
  let status: String
  /// The next or last deadline with the days left; empty for none.
  var deadline = ""

  var testDescription: String { "\(at): \(timetable)" }

  var moment: Moment {
    let parts = at.split(separator: " ")
    let day = CalendarDate(parsing: parts[0]) ?? CalendarDate(dayNumber: 0)
    guard parts.count == 2, let time = TimeOfDay(parsing: parts[1]) else { return .day(day) }
    return .instant(day.dayNumber * 1440 + time.minutes)
  }

  func call() -> Call? {
    CallReader.read(
      SourceFile(
        name: "t.xml",
        text: """
          <call xmlns="urn:fundcall:call:1" language="1" id="T"><title>T</title>
          <programme id="P">P</programme>
          <sources><source id="s" document="S" confidence="A"/></sources>
          \(timetable.replacing("B!", with: "zone=\"Europe/Brussels\" source=\"s\""))</call>
          """)
    ).call
  }
}

@Suite struct TimetableTests {
  private static let single = """
    <timetable><opening date="2021-09-29" source="s"/>\
    <deadline kind="single" date="2021-11-30" time="17:00" B!/></timetable>
    """
  private static let summer = """
    <timetable><opening date="2026-01-01" source="s"/>\
    <deadline kind="single" date="2026-09-16" time="17:00" B!/></timetable>
    """
  private static let clockChange = """
    <timetable><opening date="2026-01-01" source="s"/>\
    <deadline kind="single" date="2026-10-25" time="17:00" B!/></timetable>
    """
  private static let noHour = """
    <timetable><opening date="2021-09-29" source="s"/>\
    <deadline kind="single" date="2021-11-30" B!/></timetable>
    """
  private static let noOpening = """
    <timetable><deadline kind="single" date="2021-11-30" time="17:00" B!/></timetable>
    """
  private static let amended = """
    <timetable><opening date="2021-11-22" source="s"/>\
    <deadline kind="cut-off-1" date="2022-02-01" time="17:00" B!>\
    <amendment known-from="2022-01-15" date="2022-02-22" source="s"/></deadline>\
    <deadline kind="cut-off-2" date="2022-10-18" time="17:00" B!/></timetable>
    """
  private static let stages = """
    <timetable><opening date="2018-01-01" source="s"/>\
    <deadline kind="questions" date="2018-03-01" time="17:00" B!/>\
    <deadline kind="stage-1" date="2018-03-08" time="17:00" B!/>\
    <deadline kind="stage-2" date="2018-09-13" time="17:00" B!/></timetable>
    """
  private static let cancelled = """
    <timetable><opening date="2025-06-01" source="s"/>\
    <deadline kind="single" date="2025-09-16" time="17:00" B!/>\
    <cancelled known-from="2025-04-23" source="s"/></timetable>
    """
  private static let editions = """
    <timetable edition="2018"><opening date="2018-01-01" source="s"/>\
    <deadline kind="single" date="2018-03-08" time="17:00" B!/></timetable>\
    <timetable edition="2020"><opening date="2020-01-01" source="s"/>\
    <deadline kind="single" date="2020-03-10" time="17:00" B!/></timetable>
    """
  private static let continuous = """
    <timetable><opening date="2020-01-01" source="s"/>\
    <deadline kind="continuous" source="s"/></timetable>
    """
  private static let untilEnd = """
    <timetable><deadline kind="continuous" date="2023-12-31" B!/></timetable>
    """
  private static let notStated = """
    <timetable><not-stated>no date</not-stated></timetable>
    """
  private static let other = """
    <timetable><opening date="2021-09-29" source="s"/>\
    <deadline kind="single" date="2021-11-30" time="15:00" zone="Europe/Vilnius" source="s"/>\
    </timetable>
    """

  static let cases = [
    // A day counts whole, up to and including the day of the deadline.
    StatusCase(
      timetable: single, at: "2021-09-28", status: "upcoming",
      deadline: "2021-11-30T17:00:00+01:00 63"),
    StatusCase(
      timetable: single, at: "2021-09-29", status: "open", deadline: "2021-11-30T17:00:00+01:00 62"),
    StatusCase(
      timetable: single, at: "2021-11-30", status: "open", deadline: "2021-11-30T17:00:00+01:00 0"),
    StatusCase(
      timetable: single, at: "2021-12-01", status: "closed",
      deadline: "2021-11-30T17:00:00+01:00 -1"),
    // To the minute, and in the zone of the deadline: winter, summer, the day of the change.
    StatusCase(
      timetable: single, at: "2021-11-30 15:59", status: "open",
      deadline: "2021-11-30T17:00:00+01:00 0"),
    StatusCase(
      timetable: single, at: "2021-11-30 16:00", status: "closed",
      deadline: "2021-11-30T17:00:00+01:00 0"),
    StatusCase(
      timetable: single, at: "2021-11-29 23:30", status: "open",
      deadline: "2021-11-30T17:00:00+01:00 0"),
    StatusCase(
      timetable: single, at: "2021-09-28 22:30", status: "open",
      deadline: "2021-11-30T17:00:00+01:00 62"),
    StatusCase(
      timetable: summer, at: "2026-09-16 14:59", status: "open",
      deadline: "2026-09-16T17:00:00+02:00 0"),
    StatusCase(
      timetable: summer, at: "2026-09-16 15:00", status: "closed",
      deadline: "2026-09-16T17:00:00+02:00 0"),
    StatusCase(
      timetable: clockChange, at: "2026-10-25 15:59", status: "open",
      deadline: "2026-10-25T17:00:00+01:00 0"),
    StatusCase(
      timetable: clockChange, at: "2026-10-25 16:00", status: "closed",
      deadline: "2026-10-25T17:00:00+01:00 0"),
    StatusCase(
      timetable: other, at: "2021-11-30 12:59", status: "open",
      deadline: "2021-11-30T15:00:00+02:00 0"),
    StatusCase(
      timetable: other, at: "2021-11-30 13:00", status: "closed",
      deadline: "2021-11-30T15:00:00+02:00 0"),
    // Without an hour the day counts whole.
    StatusCase(timetable: noHour, at: "2021-11-30 22:59", status: "open", deadline: "2021-11-30 0"),
    StatusCase(
      timetable: noHour, at: "2021-11-30 23:00", status: "closed", deadline: "2021-11-30 -1"),
    // Without an opening.
    StatusCase(
      timetable: noOpening, at: "2021-06-01", status: "unknown",
      deadline: "2021-11-30T17:00:00+01:00 182"),
    StatusCase(
      timetable: noOpening, at: "2021-12-01", status: "closed",
      deadline: "2021-11-30T17:00:00+01:00 -1"),
    // Amendments as known on the day; several cut-offs are open until the last.
    StatusCase(
      timetable: amended, at: "2022-01-14", status: "open", deadline: "2022-02-01T17:00:00+01:00 18"
    ),
    StatusCase(
      timetable: amended, at: "2022-01-15", status: "open", deadline: "2022-02-22T17:00:00+01:00 38"
    ),
    StatusCase(
      timetable: amended, at: "2022-02-23", status: "open",
      deadline: "2022-10-18T17:00:00+02:00 237"),
    StatusCase(
      timetable: amended, at: "2022-10-19", status: "closed",
      deadline: "2022-10-18T17:00:00+02:00 -1"),
    // The second stage and the questions are not for proposals.
    StatusCase(
      timetable: stages, at: "2018-03-08", status: "open", deadline: "2018-03-08T17:00:00+01:00 0"),
    StatusCase(
      timetable: stages, at: "2018-03-09", status: "closed",
      deadline: "2018-03-08T17:00:00+01:00 -1"),
    // Cancelled, from the day that it is known.
    StatusCase(
      timetable: cancelled, at: "2025-04-22", status: "upcoming",
      deadline: "2025-09-16T17:00:00+02:00 147"),
    StatusCase(
      timetable: cancelled, at: "2025-04-23", status: "cancelled",
      deadline: "2025-09-16T17:00:00+02:00 146"),
    // Editions.
    StatusCase(
      timetable: editions, at: "2018-03-08", status: "open", deadline: "2018-03-08T17:00:00+01:00 0"
    ),
    StatusCase(
      timetable: editions, at: "2019-01-01", status: "upcoming",
      deadline: "2020-03-10T17:00:00+01:00 434"),
    StatusCase(
      timetable: editions, at: "2020-03-11", status: "closed",
      deadline: "2020-03-10T17:00:00+01:00 -1"),
    // Continuous, and without any date.
    StatusCase(timetable: continuous, at: "2019-12-31", status: "upcoming"),
    StatusCase(timetable: continuous, at: "2030-01-01", status: "open"),
    StatusCase(timetable: untilEnd, at: "2023-12-31", status: "unknown", deadline: "2023-12-31 0"),
    StatusCase(timetable: untilEnd, at: "2024-01-01", status: "closed", deadline: "2023-12-31 -1"),
    StatusCase(timetable: notStated, at: "2024-01-01", status: "unknown"),
  ]

  @Test(arguments: cases)
  func tellsTheStatusAndTheDeadlineAsKnownThen(_ example: StatusCase) {
    let call = example.call()
    let found = call?.deadline(at: example.moment).map {
      "\($0.at?.description ?? "none") \($0.daysLeft ?? 0)"
    }
    #expect(
      [call?.status(at: example.moment).rawValue, found ?? ""] == [
        example.status, example.deadline,
      ])
    #expect(
      call?.referenceDate(at: example.moment)?.description ?? ""
        == String(example.deadline.prefix(10)))
  }

  @Test(arguments: [
    ("2018-02-01", ["questions open 28", "stage-1 open 35", "stage-2 open 224"]),
    ("2018-03-02", ["questions closed -1", "stage-1 open 6", "stage-2 open 195"]),
    ("2018-03-09", ["questions closed -8", "stage-1 closed -1", "stage-2 open 188"]),
    ("2017-12-31", ["questions upcoming 60", "stage-1 upcoming 67", "stage-2 upcoming 256"]),
  ])
  func listsEveryDateWithAStatusOfItsOwn(_ day: String, entries: [String]) {
    let example = StatusCase(timetable: Self.stages, at: day, status: "")
    let found = example.call()?.deadlines(at: example.moment) ?? []
    #expect(found.map { "\($0.kind) \($0.status.rawValue) \($0.daysLeft ?? 0)" } == entries)
  }
}
