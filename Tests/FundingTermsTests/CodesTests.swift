import FundingTerms
import Testing

@Suite struct CodesTests {
  @Test(arguments: [
    ("FR", "FR"), ("fr", "FR"), ("XK", "XK"), ("F", nil), ("FRA", nil), ("F1", nil), ("", nil),
    ("\u{C9}E", nil),
  ])
  func readsCountriesOfTwoLetters(text: String, code: String?) {
    #expect(CountryCode(text)?.description == code)
  }

  @Test(arguments: [
    ("FR", "FR", 0), ("frk", "FRK", 1), ("FRK2", "FRK2", 2), ("FRK26", "FRK26", 3),
    ("EL30", "EL30", 2),
  ])
  func readsRegionsOfEveryLevel(text: String, code: String, level: Int) {
    #expect(RegionCode(text)?.description == code)
    #expect(RegionCode(text)?.level == level)
  }

  @Test(arguments: ["", "F", "1FR", "FRK261", "FR-K", "FR K", "F\u{C9}1"])
  func refusesWhatIsNoRegion(text: String) {
    #expect(RegionCode(text) == nil)
  }

  @Test(arguments: [
    ("FRK26", "FRK2", true), ("FRK26", "FR", true), ("FRK2", "FRK26", false),
    ("FRK2", "FRK2", true), ("FRK2", "FRL", false), ("FR", "FR", true),
  ])
  func knowsWhichRegionLiesInWhich(inner: String, outer: String, isWithin: Bool) throws {
    let region = try #require(RegionCode(inner))
    #expect(region.isWithin(try #require(RegionCode(outer))) == isWithin)
    #expect(region.ancestor(level: 0)?.description == String(inner.prefix(2)))
  }

  @Test func ordersCodesByTheAlphabet() {
    #expect(
      ["SE", "AT", "FR"].compactMap { CountryCode($0) }.sorted().map(\.description)
        == ["AT", "FR", "SE"])
    #expect(
      ["FRK2", "FR", "FRK"].compactMap { RegionCode($0) }.sorted().map(\.description)
        == ["FR", "FRK", "FRK2"])
  }
}
