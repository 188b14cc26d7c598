import FundingTerms
import RuleLanguage
import Testing

/// Facts, a rule, what comes of it, the evidence as a person sees it, and the facts that are named
/// as missing.
struct Outcome: Sendable, CustomTestStringConvertible {
  let facts: String
  let rule: String
  let outcome: Truth
  let evidence: String
  let missing: String

  var testDescription: String { "\(rule) [\(facts)]" }

  /// Examples set apart by empty lines: a line of facts (see ``FactsText``), the rule, the outcome
  /// with its evidence, and what is missing, if anything is.
  static func table(_ text: String) -> [Outcome] {
    text.split(separator: "\n\n").compactMap { block in
      let lines = block.split(separator: "\n").map(String.init)
      let parts = lines.count > 2 ? lines[2].split(separator: ": ", maxSplits: 1) : []
      let truth = Truth.allCases.first { parts.first == "\($0)" }
      guard parts.count == 2, let truth else { return nil }
      return Outcome(
        facts: lines[0], rule: lines[1], outcome: truth, evidence: String(parts[1]),
        missing: lines.count > 3 ? String(lines[3].dropFirst("missing: ".count)) : "")
    }
  }
}

@Suite struct OutcomeTests {
  @Test(
    arguments: counts + matchings + spreads + universals + labels + figures + joints + gaps
      + constructs)
  func findsWhatARuleAsks(example: Outcome) throws {
    let rule = try Words.read(example.rule).get()
    let text = FactsText(example.facts)
    let finding = rule.finding(for: text.facts)
    let evidence = Evidence(vocabulary: Words.standard) { text.names[$0][$1] }
    let missing = finding.allMissing.map { text.name(of: $0) }.joined(separator: ", ")
    #expect(rule.outcome(for: text.facts) == example.outcome)
    #expect(finding.outcome == example.outcome)
    #expect(evidence.text(for: finding) == example.evidence)
    #expect(missing == example.missing)
  }

  @Test func saysWhetherSomethingIsSettledByNoSource() throws {
    let rule = try Words.read("country of coordinator is in eligible-countries").get()
    let finding = rule.finding(for: FactsText("A role=coordinator country=NO").facts)
    #expect(finding.isUnsettledAnywhere)
    #expect(finding.allMissing.isEmpty)
  }
}
