import Consortia
import Eligibility
import FundingCalls
import FundingTerms
import SMEDefinition
import Testing

/// Small aid: what adds up on a day, the room, and when there is more.
@Suite struct AidTests {
  private static let reference = ReferenceTables.load(library: "Calls").tables
  private static let table = DeMinimisTable.load(library: "Calls").table

  /// A participant in PT with aids written as `2024-06-01 200000 de-minimis PT`; `?` is unknown.
  private static func person(_ id: String, _ aids: String?, group: String? = nil) -> Participant {
    var person = Participant(id: id)
    person.country = CountryCode("PT")
    person.group = group
    person.aidReceived = aids?.split(separator: ";").map { text in
      let words = text.split(separator: " ").map { $0 == "?" ? nil : String($0) }
      var aid = Aid()
      aid.date = words[0].flatMap { CalendarDate(parsing: $0) }
      aid.amount = words[1].flatMap { try? Money(parsing: $0) }
      aid.regime = words.count > 2 ? words[2] : "de-minimis"
      aid.memberState = words.count > 3 ? words[3].flatMap { CountryCode($0) } : CountryCode("PT")
      return aid
    }
    return person
  }

  private static func accounts(_ people: [Participant], on day: String) throws -> [AidAccount] {
    var consortium = Consortium()
    consortium.participants = people
    let day = try #require(CalendarDate(parsing: day))
    return AidLedger(of: consortium, table: table, reference: reference, on: day).accounts()
  }

  /// The room from each day on: `2026-11-21 100000, 2027-06-01 300000`.
  private static func room(_ account: AidAccount) -> String {
    account.steps.map { step in
      let least = "\(step.room.least / 100)"
      let most = step.room.most.map { "\($0 / 100)" } ?? "?"
      return "\(step.day) \(least == most ? least : "\(least)-\(most)")"
    }.joined(separator: ", ")
  }

  @Test(arguments: [
    // The worked number of the calls' facts.
    (
      "2026-11-21", "2023-11-20 150000;2024-06-01 200000",
      "2026-11-21 100000, 2027-06-01 300000"
    ),
    // The day three years before is outside, the one after it inside.
    ("2026-11-21", "2023-11-21 150000", "2026-11-21 300000"),
    ("2026-11-21", "2023-11-22 150000", "2026-11-21 150000, 2026-11-22 300000"),
    ("2026-11-21", "2026-11-21 150000", "2026-11-21 150000, 2029-11-21 300000"),
    ("2026-11-21", "2026-11-22 150000", "2026-11-21 300000"),
    ("2027-02-28", "2024-02-29 1", "2027-02-28 299999, 2027-03-01 300000"),
    // The ceiling of the day, and the one that comes.
    ("2023-12-31", "2023-06-01 50000", "2023-12-31 150000, 2024-01-01 250000, 2026-06-01 300000"),
    ("2024-01-01", "2023-06-01 250000", "2024-01-01 50000, 2026-06-01 300000"),
    ("2023-06-01", "2023-06-01 250000", "2023-06-01 0, 2024-01-01 50000, 2026-06-01 300000"),
    ("2031-01-01", "2030-06-01 1", ""),
    // To the cent, and beyond the ceiling.
    ("2026-11-21", "2025-01-01 299999.99", "2026-11-21 0, 2028-01-01 300000"),
    ("2026-11-21", "2025-01-01 400000", "2026-11-21 0, 2028-01-01 300000"),
    ("2026-11-21", "", "2026-11-21 300000"),
    // What is not known makes a range.
    ("2026-11-21", "? 100000", "2026-11-21 200000-300000"),
    ("2026-11-21", "2025-01-01 ?", "2026-11-21 0-300000, 2028-01-01 300000"),
    ("2026-11-21", "2025-01-01 100000 ? PT", "2026-11-21 200000-300000, 2028-01-01 300000"),
    ("2026-11-21", "2020-01-01 ?", "2026-11-21 300000"),
    ("2026-11-21", "2025-01-01 100000 gber PT", "2026-11-21 300000"),
  ])
  func roomOpensByTheDay(_ day: String, _ aids: String, _ expected: String) throws {
    let account = try #require(try Self.accounts([Self.person("P1", aids)], on: day).first)
    #expect(Self.room(account) == expected)
  }

  @Test func unstatedAidLeavesTheRoomOpen() throws {
    let account = try #require(try Self.accounts([Self.person("P1", nil)], on: "2026-11-21").first)
    #expect(Self.room(account) == "2026-11-21 0-300000")
    #expect(account.missing == ["participants.P1.aidReceived"])
  }

  @Test func aGroupIsOneUndertakingAndAStateCountsForItself() throws {
    let people = [
      Self.person("P1", "2025-01-01 100000;2025-02-01 50000 de-minimis ES", group: "G"),
      Self.person("P2", "2025-03-01 20000", group: "G"), Self.person("P3", "2025-03-01 7"),
    ]
    let found = try Self.accounts(people, on: "2026-11-21").map {
      "\($0.members) \($0.state) \($0.used.least / 100)"
    }
    #expect(found == ["[0, 1] ES 50000", "[0, 1] PT 120000", "[2] PT 7"])
  }

  @Test func linkedParticipantsAreOneUndertaking() throws {
    var consortium = Consortium()
    consortium.participants = [
      Self.person("P1", "2025-01-01 100000"), Self.person("P2", "2025-03-01 20000"),
    ]
    for index in 0..<2 { consortium.participants[index].kind = .company }
    let day = try #require(CalendarDate(parsing: "2026-11-21"))
    func used(_ share: String) -> [String] {
      consortium.holdings = [Holding(of: "P1", by: "P2")]
      consortium.holdings?[0].share = Percentage(parsing: share)
      return AidLedger(of: consortium, table: Self.table, reference: Self.reference, on: day)
        .accounts().map { "\($0.used.least / 100)-\(($0.used.most ?? 0) / 100)" }
    }
    #expect(used("51") == ["120000-120000"])
    #expect(used("50") == ["100000-100000", "20000-20000"])
    #expect(used("?") == ["100000-120000", "20000-120000"])
  }

  @Test func otherRegimesHaveCeilingsOfTheirOwn() throws {
    let people = [
      Self.person(
        "P1", "2023-06-01 40000 de-minimis-road-freight PT;2023-06-02 1 de-minimis-sgei PT")
    ]
    func rooms(_ day: String) throws -> [String] {
      try Self.accounts(people, on: day).map {
        "\($0.regime.id) \(($0.steps.first?.room.least ?? -100) / 100)"
      }
    }
    #expect(
      try rooms("2023-12-31") == [
        "de-minimis 160000", "de-minimis-road-freight 60000", "de-minimis-sgei 499999",
      ])
    #expect(
      try rooms("2024-06-01") == [
        "de-minimis 260000", "de-minimis-road-freight -1", "de-minimis-sgei 749999",
      ])
  }
}
