import Eligibility
import Testing

/// Regions and their classes in the I3 calls of every year.
@Suite struct RegionTests {
  private static let five = """
    FR region=FR10 coordinator nonProfit
    FR region=FRK2 beneficiary
    DE region=DE21 beneficiary
    PL region=PL22 beneficiary
    PL region=PL21 beneficiary
    """

  @Test(arguments: [
    Case("I3-2021-INV1", "consortium", "met", "five regions of three states", five),
    Case(
      "I3-2021-INV1", "consortium", "not-met", "a partner outside the Union does not count",
      """
      FR region=FR10 coordinator
      FR region=FRK2 beneficiary
      DE region=DE21 beneficiary
      PL region=PL22 beneficiary
      NO region=NO08 beneficiary
      """
    ),
    Case(
      "I3-2021-INV1", "consortium", "not-met", "two codes of level 3 in one region",
      """
      FR region=FR10 coordinator
      FR region=FR101 beneficiary
      DE region=DE21 beneficiary
      PL region=PL22 beneficiary
      PL region=PL21 beneficiary
      """
    ),
    Case(
      "I3-2021-INV1", "consortium", "cannot-tell missing-facts P3.region",
      "a state may be any region; FR1 is FR10 only",
      """
      FR region=FR10 coordinator
      FR region=FR1 beneficiary
      FR region=FR beneficiary
      DE region=DE21 beneficiary
      PL region=PL22 beneficiary
      PL region=PL21 beneficiary
      """
    ),
    Case(
      "I3-2021-INV2A", "consortium", "met", "three, three and three",
      "FR region=FR10 coordinator\nDE region=DE21 beneficiary\nPL region=PL22 beneficiary"),
    Case(
      "I3-2021-INV2A", "consortium", "not-met",
      "three regions of two states, where three are asked",
      "FR region=FR10 coordinator\nFR region=FRK2 beneficiary\nPL region=PL22 beneficiary"),
    Case(
      "I3-2024-INV2A", "consortium", "met", on: "2024-10-01", "and met where two are asked",
      "FR region=FR10 coordinator\nFR region=FRK2 beneficiary\nPL region=PL22 beneficiary"),
    Case(
      "I3-2025-INV2A", "consortium", "met", on: "2025-10-01", "in 2025 too",
      "FR region=FR10 coordinator\nFR region=FRK2 beneficiary\nPL region=PL22 beneficiary"),
    Case(
      "I3-2026-INV2A", "consortium", "not-met", on: "2026-10-01", "two regions",
      "FR region=FR10 coordinator\nFR region=FR10 beneficiary\nPL region=PL22 beneficiary"),
    Case("I3-2026-INV1", "consortium", "met", on: "2026-10-01", "five again", five),
    Case(
      "I3-2023-CAP2B", "consortium", "cannot-tell not-stated", on: "2023-10-01", "not found", five),
    Case(
      "I3-2026-CAP2B", "consortium", "cannot-tell not-stated", on: "2026-10-01", "not found", five),
  ])
  func countsRegionsAndStates(_ test: Case) throws {
    let found = try test.found()
    #expect(found == test.expected)
  }

  @Test(arguments: [
    Case("I3-2021-INV1", "coordinator", "met", "non-profit in a more developed region", five),
    Case(
      "I3-2021-INV1", "coordinator", "not-met", "for profit",
      "FR region=FR10 coordinator nonProfit=false"),
    Case(
      "I3-2021-INV1", "coordinator", "cannot-tell missing-facts P1.nonProfit", "profit not said",
      "FR region=FR10 coordinator"),
    Case(
      "I3-2021-INV1", "coordinator", "cannot-tell missing-facts P1.region", "region not said",
      "FR coordinator nonProfit"),
    Case(
      "I3-2021-INV1", "coordinator", "cannot-tell not-stated", "the class of SI04 is unconfirmed",
      "SI region=SI04 coordinator nonProfit"),
    Case(
      "I3-2021-INV1", "coordinator", "not-met", "outside the Union no region has a class",
      "NO region=NO08 coordinator nonProfit"),
    Case(
      "I3-2021-INV1", "coordinator", "met", "a whole state of one class",
      "DK region=DK01 coordinator nonProfit"),
    Case(
      "I3-2021-INV2A", "coordinator", "met", "CZ05 is either of two classes that both will do",
      "CZ region=CZ05 coordinator nonProfit"),
    Case(
      "I3-2021-INV2A", "coordinator", "met", "outermost by its own ISO code",
      "GP coordinator nonProfit"),
    Case(
      "I3-2021-INV2A", "coordinator", "met", "outermost without a region of its own",
      "MF coordinator nonProfit"),
    Case(
      "I3-2021-INV2A", "coordinator", "not-met", "a more developed region",
      "FR region=FR10 coordinator nonProfit"),
    Case(
      "I3-2025-INV2A", "coordinator", "met", on: "2025-10-01", "transition",
      "AT region=AT11 coordinator nonProfit"),
    Case(
      "I3-2024-INV1", "coordinator", "met", on: "2024-10-01", "a public body",
      "FR coordinator public-body"),
    Case(
      "I3-2024-INV1", "coordinator", "met", on: "2024-10-01", "a mandated coordinator",
      "proposal declared=mandated-coordinator\nFR coordinator cluster-organisation publicBody=false"
    ),
    Case(
      "I3-2024-INV1", "coordinator", "not-met", on: "2024-10-01", "neither",
      "proposal undeclared=mandated-coordinator\nFR coordinator company publicBody=false"),
    Case(
      "I3-2024-INV2A", "coordinator",
      "cannot-tell missing-facts P1.kind proposal.declarations.mandated-coordinator",
      on: "2024-10-01", "nothing said", "FR coordinator"),
    Case(
      "I3-2026-INV2A", "coordinator", "cannot-tell missing-facts P1.role", on: "2026-10-01",
      "who coordinates is not said", "AT region=AT11 nonProfit"),
  ])
  func judgesTheCoordinator(_ test: Case) throws {
    let found = try test.found()
    #expect(found == test.expected)
  }

  @Test(arguments: [
    Case(
      "I3-2021-INV1", "less-developed", "met", "one is enough", five),
    Case(
      "I3-2021-INV1", "less-developed", "not-met", "none",
      "FR region=FR10 coordinator\nDE region=DE21 beneficiary"),
    Case(
      "I3-2021-INV1", "less-developed", "met", "an outermost region of whatever class",
      "FR region=FR10 coordinator\nPT region=PT30 beneficiary"),
    Case(
      "I3-2024-INV1", "less-developed", "met", on: "2024-10-01", "two different regions", five),
    Case(
      "I3-2024-INV1", "less-developed", "not-met", on: "2024-10-01", "twice the same region",
      "FR region=FR10 coordinator\nPL region=PL22 beneficiary\nPL region=PL225 beneficiary"),
    Case(
      "I3-2024-INV1", "less-developed", "cannot-tell not-stated", on: "2024-10-01",
      "CZ05 may be less developed: no fact of the proposal can say",
      "FR region=FR10 coordinator\nPL region=PL22 beneficiary\nCZ region=CZ05 beneficiary"),
    Case(
      "I3-2024-INV1", "less-developed", "cannot-tell missing-facts P3.region", on: "2024-10-01",
      "an unnamed Polish region may be another",
      "FR region=FR10 coordinator\nPL region=PL22 beneficiary\nPL beneficiary"),
    Case(
      "I3-2024-INV2A", "less-developed", "not-met", on: "2024-10-01", "transition will not do",
      "FR region=FR10 coordinator\nAT region=AT11 beneficiary"),
    Case(
      "I3-2025-INV2A", "more-developed", "met", on: "2025-10-01", "one more developed region",
      "AT region=AT11 coordinator\nFR region=FR10 beneficiary"),
    Case(
      "I3-2026-INV2A", "more-developed", "not-met", on: "2026-10-01", "none",
      "AT region=AT11 coordinator\nPL region=PL22 beneficiary"),
  ])
  func looksForRegionsOfAClass(_ test: Case) throws {
    let found = try test.found()
    #expect(found == test.expected)
  }

  @Test(arguments: [
    Case("I3-2025-INV1", "theme", "met", on: "2025-10-01", "one", "proposal themes=green\nFR"),
    Case(
      "I3-2025-INV1", "theme", "not-met", on: "2025-10-01", "two",
      "proposal themes=green,digital\nFR"),
    Case(
      "I3-2026-INV1", "theme", "met", on: "2026-10-01", "two in 2026",
      "proposal themes=green,digital\nFR"),
    Case(
      "I3-2026-INV1", "theme", "not-met", on: "2026-10-01", "none in 2026", "proposal themes=\nFR"),
    Case(
      "I3-2021-INV1", "theme", "not-met", "a word that is no theme", "proposal themes=textile\nFR"),
    Case("I3-2021-INV1", "trl", "met", "six", "proposal trlStart=6\nFR"),
    Case("I3-2021-INV1", "trl", "not-met", "five", "proposal trlStart=5\nFR"),
    Case(
      "I3-2021-INV1", "trl", "cannot-tell missing-facts proposal.trlStart", "not said",
      "proposal themes=green\nFR"),
    Case(
      "I3-2024-INV1", "duration", "not-met", on: "2024-10-01", "too short",
      "proposal durationMonths=17\nFR"),
    Case(
      "I3-2024-INV1", "duration", "met", on: "2024-10-01", "both ends are inside",
      "proposal durationMonths=18\nFR"),
    Case(
      "I3-2023-CAP2B", "duration", "not-met", on: "2023-10-01", "too long",
      "proposal durationMonths=25\nFR"),
  ])
  func readsThemesReadinessAndDuration(_ test: Case) throws {
    let found = try test.found()
    #expect(found == test.expected)
  }
}
