import FundingTerms
import SourceText
import Testing

@testable import FundingCalls

@Suite struct ReferenceTests {
  private static let loaded = ReferenceTables.load(library: "Calls")
  private static let loadedRegions = RegionTables.load(library: "Calls", reference: loaded.tables)
  private var countries: CountryTable { Self.loaded.tables.countries }
  private var regions: RegionTables { Self.loadedRegions.tables }

  @Test func loadsWithoutComplaint() {
    #expect(Self.loaded.diagnostics + Self.loadedRegions.diagnostics == [])
  }

  @Test func saysWhichDocumentIsMissing() {
    let found = ReferenceTables.load(library: "nowhere").diagnostics.map(\.file)
    #expect(
      found == [
        "nowhere/reference/countries.xml", "nowhere/reference/participation.xml",
        "nowhere/reference/enterprise-sizes.xml",
      ])
  }

  @Test(arguments: [
    ("FR", "FR - France"), ("EL", "GR - Greece"), ("UK", "GB - United Kingdom"),
    ("XK", "XK - Kosovo"),
    ("GP", "FR FRY1 outermost Guadeloupe"), ("MF", "FR - outermost Saint-Martin"),
    ("AX", "FI FI20 Åland Islands"), ("GL", "GL - Greenland"), ("QQ", "none"),
  ])
  func readsCountriesByAllTheirCodes(_ code: String, expected: String) throws {
    let code = try #require(CountryCode(code))
    let found = countries.match(code).map { match in
      let region = match.region?.description ?? "-"
      let outermost = match.isOutermost ? "outermost " : ""
      return "\(match.country) \(region) \(outermost)\(countries.name(of: code) ?? "")"
    }
    #expect(found ?? "none" == expected)
  }

  @Test(arguments: [
    ("GB", "member-states", "2020-01-31", Truth.yes), ("GB", "member-states", "2020-02-01", .no),
    ("HR", "member-states", "2013-06-30", .no), ("HR", "member-states", "2013-07-01", .yes),
    ("NO", "cosme-participation-2021", "2021-11-30", .unknown),
    ("FR", "cosme-participation-2021", "2021-11-30", .yes),
    ("CH", "cosme-participation-2021", "2021-11-30", .no),
    ("NO", "smp-cosme-2024", "2024-06-01", .yes), ("UA", "smp-cosme-2024", "2024-06-01", .unknown),
    ("CA", "horizon-europe", "2025-01-01", .unknown), ("GB", "horizon-europe", "2023-12-31", .no),
    ("GB", "horizon-europe", "2024-01-01", .yes), ("AL", "candidate", "2023-12-31", .unknown),
    ("AL", "candidate", "2024-01-01", .yes), ("FR", "member-states", "", .unknown),
    ("US", "member-states", "", .no),
    ("CA", "horizon-europe-pillar-2", "2025-01-01", .yes),
    ("CA", "horizon-europe-all-parts", "2025-01-01", .no),
    ("CH", "horizon-europe-all-parts", "2024-12-31", .no),
    ("CH", "horizon-europe-pillar-2", "2025-01-01", .yes),
    ("EG", "horizon-europe-pillar-2", "2026-11-21", .unknown),
    ("KE", "horizon-2020-further-funded", "2018-01-01", .yes),
    ("ZA", "horizon-2020-further-funded", "2018-01-01", .unknown),
    ("BR", "horizon-2020-further-funded", "2018-01-01", .no),
    ("NO", "euratom", "2026-09-01", .no), ("UA", "euratom", "2026-09-01", .yes),
  ])
  func tellsMembershipOnADay(_ code: String, set: String, day: String, expected: Truth) throws {
    let country = try #require(CountryCode(code))
    let found = Self.loaded.tables.participation.membership(
      of: country, in: set, on: CalendarDate(parsing: day))
    #expect(found == expected)
  }

  /// Which countries belong to a set on a day, and which may.
  private func members(
    of set: String, on day: CalendarDate?
  ) -> (certain: [CountryCode], possible: [CountryCode]) {
    let table = Self.loaded.tables.participation
    func having(_ truth: Truth) -> [CountryCode] {
      countries.codes.filter { table.membership(of: $0, in: set, on: day) == truth }
    }
    return (having(.yes), having(.unknown))
  }

  @Test(arguments: [nil, "1994-12-31", "2018-05-01", "2021-11-30", "2026-03-10"])
  func givesSetsAsItGivesMemberships(day: String?) {
    let table = Self.loaded.tables.participation
    let date = day.flatMap { CalendarDate(parsing: $0) }
    let codes = countries.codes
    let numbers = Dictionary(zip(codes, codes.indices)) { first, _ in first }
    for (id, found) in zip(table.ids, table.sets(on: date, numbers: numbers)) {
      let (certain, possible) = members(of: id, on: date)
      #expect(found.certain.map { codes[$0] } == certain, "\(id)")
      #expect(found.possible.subtracting(found.certain).map { codes[$0] } == possible, "\(id)")
    }
  }

  @Test(arguments: [
    ("value-ch", true), ("chains-in", true), ("val", true), ("alue", false), ("in-europe", false),
    ("green-value-chains", false), ("e-health", true), ("health-rep", false), ("énergie", true),
  ])
  func findsWordsByTheirBeginnings(_ beginning: String, isThere: Bool) {
    let words = SubjectWords(["Green value chains in", "Europe: e-health", "Repair d'Énergie"])
    #expect(words.haveOne(beginning) == isThere)
  }

  @Test func leavesEveryOtherCountryOpenWhereTheSetDoes() throws {
    let canada = try #require(CountryCode("CA"))
    let day = CalendarDate(parsing: "2026-03-10")
    let found = members(of: "erasmus-plus", on: day)
    #expect(found.certain.count == 27 && found.possible.contains(canada))
    let without = members(of: "member-states", on: day)
    #expect(without.certain.count == 27 && without.possible == [])
  }

  @Test func listsTheCountriesOfASet() {
    let table = Self.loaded.tables.participation
    let day = CalendarDate(parsing: "2021-11-30")
    let found = members(of: "cosme-participation-2021", on: day)
    #expect(found.certain.count == 27)
    #expect(
      found.possible.map(\.description).joined(separator: " ")
        == "AL BA IS LI MD ME MK NO RS TR UA XK")
    #expect(table.membership(of: found.certain[0], in: "nothing", on: day) == nil)
    #expect(table.includesOutermostRegions("widening") && !table.includesOutermostRegions("efta"))
  }

  @Test(arguments: [
    ("FRK2", "FRK2"), ("FRK26", "FRK2"), ("NL35", "NL31"), ("NL31", "NL31"), ("HR041", "HR05"),
    ("HR042", "HR06"), ("BE222", "BE22"), ("EE", "EE00"), ("MT0", "MT00"),
    ("FRY", "FRY1 FRY2 FRY3 FRY4 FRY5"),
    ("PT16", "PT16"), ("HR", "HR02 HR03 HR04 HR05 HR06"), ("US", ""),
  ])
  func bringsRegionsToLevelTwo(_ code: String, expected: String) throws {
    let code = try #require(RegionCode(code))
    let found = regions.regions.levelTwo(of: code).map(\.description).joined(separator: " ")
    #expect(found == expected)
  }

  @Test(arguments: [
    ("PT16 PT18", "PT16|PT18"), ("PT16 PT19", "PT19 PT1D|PT19"),
    ("PT16 PT18 PT1D", "PT19 PT1D|PT1C PT1D|PT1D"),
    ("NL31 NL35", "NL31|NL31"), ("HR04 HR05", "HR02 HR05 HR06|HR05"),
  ])
  func comparesRegionsOfDifferentVersions(_ codes: String, expected: String) {
    let found = regions.regions.levelTwo(
      ofEach: codes.split(separator: " ").compactMap { RegionCode($0) })
    let text = found.map { $0.map(\.description).joined(separator: " ") }.joined(separator: "|")
    #expect(text == expected)
  }

  @Test(arguments: [
    ("FRK2", "more-developed"), ("BG31", "less-developed"), ("CZ05", "less-developed transition"),
    ("BG311", "less-developed"), ("NL35", "more-developed"), ("HR04", "less-developed"),
    ("EE", "transition"), ("RO", "less-developed more-developed"), ("UKC1", "none"),
    ("CH01", "none"),
    ("XK", "none"), ("FRZZ", "less-developed transition more-developed"),
  ])
  func givesThePossibleClassesOfARegion(_ code: String, expected: String) throws {
    let code = try #require(RegionCode(code))
    let found = regions.classes(of: code, period: "2021-2027")?.classes.map(\.rawValue)
    #expect(found?.joined(separator: " ") == expected)
    #expect(regions.classes(of: code, period: "2014-2020") == nil)
  }

  @Test(arguments: [
    ("FRY1", Truth.yes), ("FRY", .yes), ("FR", .unknown), ("PT200", .yes), ("FRK2", .no),
    ("DE", .no),
  ])
  func tellsOutermostRegions(_ code: String, expected: Truth) throws {
    #expect(regions.isOutermost(try #require(RegionCode(code))) == expected)
  }

  @Test func knowsWhichCodesExist() {
    let codes = ["FRK2", "FRK26", "HR041", "NL35", "FRXX", "FRK2Z", "EL30", "GR30"]
    let found = codes.filter { code in
      RegionCode(code).map { regions.regions.contains($0) } ?? false
    }
    #expect(found == ["FRK2", "FRK26", "HR041", "NL35", "EL30"])
    #expect(RegionCode("EL30").flatMap { countries.country(of: $0) } == CountryCode("GR"))
    #expect(CountryCode("GR").flatMap { countries.region(of: $0) } == RegionCode("EL"))
  }
}
