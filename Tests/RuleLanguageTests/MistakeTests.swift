import FundingTerms
import RuleLanguage
import SourceText
import Testing

@Suite struct MistakeTests {
  @Test(arguments: lexical + syntactic + meaning)
  func saysWhatIsWrongAndWhere(mistake: Mistake) {
    switch Words.read(mistake.text) {
    case .success: Issue.record("accepted: \(mistake.text)")
    case .failure(let refused): #expect(Mistake.shown(refused.diagnostic) == mistake.expected)
    }
  }

  @Test(arguments: [
    ("EUR 1.4 million", Literal.money(.init(cents: 140_000_000))),
    ("EUR 60 000", .money(.init(cents: 6_000_000))), ("eur 5.5", .money(.init(cents: 550))),
    ("EUR 4 952 732.50", .money(.init(cents: 495_273_250))),
    ("EUR 1.2345678 million", .money(.init(cents: 123_456_780))),
    ("EUR 1 000 000 000 000 000", .money(.init(cents: 100_000_000_000_000_000))),
    ("75 %", .share(millionths: 750_000)), ("0.0001 %", .share(millionths: 1)),
    ("100%", .share(millionths: 1_000_000)), ("36 months", .duration(months: 36)),
    ("3 years", .duration(months: 36)), ("1 month", .duration(months: 1)), ("5", .count(5)),
    ("1 000 000", .count(1_000_000)), ("007", .count(7)),
    ("2024-02-29", .date(.init(dayNumber: 19_782))),
  ])
  func readsLiteralsAsCallsWriteThem(text: String, literal: Literal) throws {
    let source = SourceFile(name: "value", text: "  \(text) ")
    #expect(try RuleReader.literal(in: source, at: 0..<source.bytes.count).get() == literal)
  }

  @Test(arguments: [
    "", "EUR", "75 % of", "5 5", "60 0000", "1 00", "EUR -5", "36 weeks", "textile", "5 EUR",
    "EUR 5 million million", "2021-11-30 12",
  ])
  func refusesWhatIsNoLiteral(text: String) {
    let source = SourceFile(name: "value", text: text)
    #expect(throws: RuleRefused.self) {
      try RuleReader.literal(in: source, at: 0..<source.bytes.count).get()
    }
  }

  @Test func findsAMistakeInsideItsFile() throws {
    let source = SourceFile(name: "call.xml", text: "<rule>\n  strand is textil\n</rule>")
    let result = RuleReader.rule(in: source, at: 6..<26, vocabulary: Words.standard)
    guard case .failure(let refused) = result else {
      Issue.record("accepted")
      return
    }
    #expect(refused.diagnostic.place == Place(line: 2, column: 13))
    #expect(refused.diagnostic.excerpt?.line == "  strand is textil")
  }

  @Test func namesTheWordsOfAText() {
    let source = SourceFile(name: "amount", text: "cost of lines plus EUR 5")
    let words = RuleReader.words(in: source, at: 0..<source.bytes.count)
    #expect(words == ["cost", "of", "lines", "plus", "EUR"])
  }
}
