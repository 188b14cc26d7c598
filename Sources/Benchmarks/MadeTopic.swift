/// A made-up topic of the portal, as `fundcall import` writes it: a document that takes over the
/// general conditions of its type of action.
struct MadeTopic {
  /// Its id.
  let id: String
  /// Its document.
  let document: String

  private static let families = [
    "HORIZON-RIA", "HORIZON-IA", "HORIZON-CSA", "HORIZON-COFUND", "DIGITAL-SIMPLE", "DIGITAL-CSA",
    "H2020-RIA", "H2020-IA",
  ]
  private static let subjects = [
    "textile", "digital", "health", "agri-food", "mobility", "renewable energy", "tourism",
  ]

  init(number: Int, seed: UInt64) {
    var numbers = SeededNumbers(seed: seed &+ UInt64(number) &* 7919)
    let family = numbers.one(of: Self.families)
    let year = numbers.within(2026...2028)
    let month = numbers.within(1...6)
    id = "MADE-UP-\(year)-\(number + 10_000)"
    let budget = numbers.within(2...60) * 500_000
    document = """
      <?xml version="1.0" encoding="UTF-8"?>
      <call xmlns="urn:fundcall:call:1" language="1" id="\(id)" extends="\(family)">
        <title>Value chains of \(numbers.one(of: Self.subjects)), topic \(number)</title>
        <type-of-action>\(family)</type-of-action>
        <sources>
          <source id="portal-topic" document="A made-up topic, \(id)" read="2026-09-01"
              confidence="A"/>
        </sources>
        <timetable>
          <opening date="\(year)-0\(month)-12" source="portal-topic"/>
          <deadline kind="single" date="\(year)-0\(month + 3)-24" time="17:00"
              zone="Europe/Brussels" source="portal-topic"/>
        </timetable>
        <budget amount="\(budget)" source="portal-topic"/>
        <topic call="MADE-UP-\(year)" call-title="A made-up call in the form of the portal"
            status="Forthcoming" deadline-model="single-stage" expected-grants="3"
            min-contribution="2000000" max-contribution="4000000"/>
        <not-checked id="topic-text" reason="manual">
          <title>The topic's own conditions</title>
          <meaning>
            The topic's own text, below, adds conditions. Read it, put them into requirements, and
            remove this.
          </meaning>
          <source ref="portal-topic" locator="conditions"/>
        </not-checked>
        <conditions>
          <p kind="heading">Conditions</p>
          <p>described in Annex B of the Work Programme General Annexes.</p>
          <p>The consortium must include at least two cluster organisations.</p>
        </conditions>
      </call>

      """
  }
}
