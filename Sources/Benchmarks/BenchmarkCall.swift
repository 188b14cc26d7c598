/// The call of the benchmark: ten conditions as real calls have them, as a call document.
public enum BenchmarkCall {
  /// The id of the call with `count` requirements.
  public static func id(requirements count: Int = rules.count) -> String { "BENCHMARK-\(count)" }

  /// The 36 eligible countries.
  public static let countries = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "AL", "BA", "IS", "LI", "ME",
    "MK", "NO", "RS", "TR",
  ]

  /// The conditions, in the order in which the peers number them.
  public static let rules = [
    "there are at least 3 beneficiaries",
    "beneficiaries whose country is in eligible-countries come from at least 3 different countries",
    "there are at least 3 beneficiaries whose kind is cluster-organisation",
    "cost of lines that are for-smes is at least 75 % of total-cost",
    "amount of every voucher is at most EUR 60 000",
    "requested-grant is at most EUR 1.4 million",
    "duration is at most 36 months",
    "cost of lines whose category is indirect is at most 7 % of total-cost",
    "requested-grant of every participant is at most 40 % of requested-grant",
    "cost of lines whose category is third-party-support is at least 40 % of total-cost",
  ]

  /// The document of the call with `count` requirements: the ten conditions, again and again.
  public static func document(requirements count: Int = rules.count) -> String {
    let requirements = (0..<count).map { number in
      """
        <requirement id="condition-\(number + 1)">
          <title>Condition \(number + 1)</title>
          <meaning>One of the conditions of the benchmark.</meaning>
          <source ref="benchmark"/>
          <rule>\(rules[number % rules.count])</rule>
        </requirement>

      """
    }
    return """
      <call xmlns="urn:fundcall:call:1" language="1" id="\(id(requirements: count))">
        <title>\(count) conditions</title>
        <programme id="BENCHMARK">Benchmark</programme>
        <sources><source id="benchmark" document="fundcall-benchmark" confidence="A"/></sources>
        <timetable>
          <opening date="2027-01-01" source="benchmark"/>
          <deadline kind="single" date="2027-12-31" source="benchmark"/>
        </timetable>
        <definitions>
          <set name="eligible-countries" of="country" members="\(countries.joined(separator: " "))">
            36 countries
          </set>
        </definitions>
      \(requirements.joined())</call>

      """
  }
}
