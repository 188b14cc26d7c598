import FundingTerms
import Testing

@Suite struct CalendarTests {
  @Test func countsEveryDayFrom1990To2100InOrder() {
    var day = CalendarDate(year: 1990, month: 1, day: 1)?.dayNumber ?? 0
    #expect(day == 7305)
    var mistakes: [String] = []
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    for year in 1990...2100 {
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      for month in 1...12 {
        let length = lengths[month - 1] + (month == 2 && isLeap ? 1 : 0)
        for dayOfMonth in 1...length {
          let date = CalendarDate(year: year, month: month, day: dayOfMonth)
          let isRight =
            date?.dayNumber == day && date?.parts ?? (0, 0, 0) == (year, month, dayOfMonth)
            && date?.weekday == (day + 3) % 7 + 1
            && CalendarDate(parsing: date?.description ?? "") == date
          if !isRight { mistakes.append("\(year)-\(month)-\(dayOfMonth)") }
          day += 1
        }
        if CalendarDate(year: year, month: month, day: length + 1) != nil {
          mistakes.append("\(year)-\(month)-\(length + 1)")
        }
      }
    }
    #expect(mistakes.isEmpty)
  }

  @Test(arguments: [
    "", "2021-02-29", "2100-02-29", "2021-11-31", "2021-13-01", "2021-00-10", "2021-01-00",
    "0000-01-01", "21-11-30", "2021-1-5", "2021/11/30", "30.11.2021", "2021-11-300", " 2021-11-30",
    "2021-11-3x", "+021-11-30", "20211130", "\u{FF12}021-11-30",
  ])
  func refusesWhatIsNoDay(text: String) {
    #expect(CalendarDate(parsing: text) == nil)
  }

  @Test(arguments: [
    ("2020-02-29", 12, "2021-02-28"), ("2020-02-29", 48, "2024-02-29"),
    ("2021-01-31", 1, "2021-02-28"), ("2021-08-31", 6, "2022-02-28"),
    ("2021-12-15", 1, "2022-01-15"), ("2022-01-15", -1, "2021-12-15"),
    ("2026-11-21", -36, "2023-11-21"), ("2021-03-31", -1, "2021-02-28"),
    ("2021-05-31", 0, "2021-05-31"),
  ])
  func addsMonthsWithinTheirLength(from: String, months: Int, to: String) {
    #expect(CalendarDate(parsing: from)?.adding(months: months).description == to)
  }

  @Test(arguments: [
    ("2021-11-30", 2), ("2026-11-21", 6), ("1970-01-01", 4), ("2000-02-29", 2), ("1969-12-28", 7),
  ])
  func knowsTheDayOfTheWeek(text: String, weekday: Int) {
    #expect(CalendarDate(parsing: text)?.weekday == weekday)
  }

  @Test(arguments: [
    (Zone.brussels, "2021-11-30", "17:00", "2021-11-30 16:00", "+01:00"),
    (.brussels, "2022-02-01", "17:00", "2022-02-01 16:00", "+01:00"),
    (.brussels, "2024-04-18", "17:00", "2024-04-18 15:00", "+02:00"),
    (.brussels, "2026-09-22", "17:00", "2026-09-22 15:00", "+02:00"),
    (.brussels, "2026-10-25", "17:00", "2026-10-25 16:00", "+01:00"),
    (.brussels, "2026-10-24", "17:00", "2026-10-24 15:00", "+02:00"),
    (.brussels, "2026-10-25", "02:30", "2026-10-25 00:30", "+02:00"),
    (.brussels, "2026-10-25", "03:00", "2026-10-25 02:00", "+01:00"),
    (.brussels, "2026-03-28", "17:00", "2026-03-28 16:00", "+01:00"),
    (.brussels, "2026-03-29", "01:59", "2026-03-29 00:59", "+01:00"),
    (.brussels, "2026-03-29", "03:00", "2026-03-29 01:00", "+02:00"),
    (.brussels, "2026-03-29", "17:00", "2026-03-29 15:00", "+02:00"),
    (.brussels, "2026-01-01", "00:00", "2025-12-31 23:00", "+01:00"),
    (.paris, "2026-07-14", "12:00", "2026-07-14 10:00", "+02:00"),
    (.vilnius, "2026-07-14", "12:00", "2026-07-14 09:00", "+03:00"),
    (.vilnius, "2026-01-14", "12:00", "2026-01-14 10:00", "+02:00"),
    (.dublin, "2026-07-14", "12:00", "2026-07-14 11:00", "+01:00"),
    (.dublin, "2026-01-14", "12:00", "2026-01-14 12:00", "+00:00"),
    (.utc, "2026-07-14", "12:00", "2026-07-14 12:00", "+00:00"),
  ])
  func turnsLocalTimesIntoInstants(
    zone: Zone, day: String, time: String, utc: String, offset: String
  ) throws {
    let clock: TimeOfDay = try #require(TimeOfDay(parsing: time))
    let local = LocalTime(
      date: try #require(CalendarDate(parsing: day)), time: clock, zone: zone)
    let parts = utc.split(separator: " ")
    let inUTC: TimeOfDay = try #require(TimeOfDay(parsing: parts[1]))
    let expected = LocalTime(
      date: try #require(CalendarDate(parsing: parts[0])), time: inUTC, zone: .utc)
    #expect(local.instant == expected.instant)
    #expect(local.description == "\(day)T\(time):00\(offset)")
    #expect(zone.date(atInstant: local.instant) == local.date)
  }

  @Test func countsADayWithoutAnHourWhole() throws {
    let day = try #require(CalendarDate(parsing: "2022-02-22"))
    let local = LocalTime(date: day, time: nil, zone: .brussels)
    #expect(local.instant == (day.dayNumber + 1) * 1440 - 60)
    #expect(local.description == "2022-02-22")
  }

  @Test(arguments: ["24:00", "7:00", "17:60", "17.00", "1700", "17:00:00", "-1:00", "", "17:0x"])
  func refusesWhatNoClockShows(text: String) {
    #expect(TimeOfDay(parsing: text) == nil)
  }
}
