import FundingTerms
import RuleLanguage
import SourceText
import Testing

@Suite struct FormatterTests {
  private func normal(_ text: String, indentation: String = "") -> String? {
    let source = SourceFile(name: "rule", text: text)
    return RuleFormatter.normalForm(
      in: source, at: 0..<source.bytes.count, indentation: indentation)
  }

  @Test(arguments: [
    ("Requested-grant IS At  least\n eur 60000", "Requested-grant IS at least EUR 60 000"),
    ("strand is in(textile ,1)", "strand is in (textile, 1)"),
    ("country of coordinator Is in ( AT,IS , NO )", "country of coordinator is in (AT, IS, NO)"),
    ("x is at least 75% of(a plus b)", "x is at least 75 % of (a plus b)"),
    ("strand is in (2018,2019)", "strand is in (2018, 2019)"),
    ("strand is not 2018", "strand is not 2018"),
    ("duration is 1200 months", "duration is 1 200 months"),
    ("x is EUR 1.40 million", "x is EUR 1.40 million"), ("x is 0.5 %", "x is 0.5 %"),
    ("x is before 2021-11-30", "x is before 2021-11-30"), ("", ""),
  ])
  func writesOneNormalForm(text: String, expected: String) {
    #expect(normal(text) == expected)
  }

  @Test func breaksALongRuleBeforeItsOutermostJoints() {
    let text =
      "duration is between 18 months and 36 months and submission-date is on or before 2021-11-30 "
      + "and (strand is textile or strand is 1)"
    #expect(
      normal(text, indentation: "  ")
        == """
        duration is between 18 months and 36 months
          and submission-date is on or before 2021-11-30
          and (strand is textile or strand is 1)
        """)
  }

  @Test func refusesToFormatWhatIsNoRule() {
    #expect(normal("x ≥ 5") == nil)
  }

  @Test(arguments: 0..<4)
  func keepsTheMeaningAndItsOwnForm(seed: Int) throws {
    var rules = RandomRules(numbers: SeededNumbers(state: UInt64(seed)))
    var mistakes: [String] = []
    let facts = FactsText(
      """
      A role=coordinator country=AT sme=yes kind=company cost=70 requested-grant=50 group=1; \
      B country=IS sme=? kind=company region=FRK2 cost=? requested-grant=50 non-profit=no; \
      C country=NO|FR role=? cost=100 requested-grant=70 region-class=transition; \
      line A category=travel cost=50 for-smes=no; line B category=? cost=70 for-smes=?; \
      award form=voucher recipient=sme amount=50; project strand=textile duration=24
      """
    ).facts
    for _ in 0..<150 {
      let text = rules.condition(depth: 3)
      guard let once = normal(text), let twice = normal(once, indentation: "      ") else {
        mistakes.append("not formatted: \(text)")
        continue
      }
      if normal(once) != once { mistakes.append("not idempotent: \(once)") }
      let outcomes = try [text, once, twice].map { try Words.read($0).get().outcome(for: facts) }
      if Set(outcomes).count != 1 { mistakes.append("another meaning: \(once)") }
    }
    #expect(mistakes.prefix(3).joined(separator: "\n") == "")
  }
}
