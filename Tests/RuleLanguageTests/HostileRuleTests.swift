import FundingTerms
import RuleLanguage
import SourceText
import Testing

/// No text makes the reader crash, hang or slow.
@Suite struct HostileRuleTests {
  private static func repeated(_ text: String, _ count: Int = 10_000) -> String {
    String(repeating: text, count: count)
  }

  /// A text, shown by its beginning, and the code of the error that it gets.
  struct Attack: CustomTestStringConvertible, Sendable {
    let text: String
    let code: String

    init(_ text: String, _ code: String) {
      self.text = text
      self.code = code
    }

    var testDescription: String { "\(text.prefix(40)) (\(text.utf8.count) bytes)" }
  }

  static let attacks: [Attack] = [
    Attack(repeated("("), "rule.too-deep"), Attack(repeated("not ("), "rule.too-deep"),
    Attack(repeated("when ", 10_000), "rule.too-deep"),
    Attack(repeated("when strand is 1 then ", 2_000), "rule.too-deep"),
    Attack(repeated("for every line (", 3_000), "rule.too-deep"),
    Attack("total-cost is at least " + repeated("("), "rule.too-deep"),
    Attack("total-cost is at least " + repeated("smaller of (", 3_000), "rule.too-deep"),
    Attack("total-cost is at least " + repeated("cost of lines whose ", 3_000), "rule.too-deep"),
    Attack(
      repeated("(number of lines whose (", 1_000) + repeated(") is at least 1)", 1_000),
      "rule.too-deep"
    ),
    Attack(
      repeated("(number of lines whose (", 15) + "for-smes" + repeated(") is at least 1)", 15)
        + " and",
      "rule.expected"
    ),
    Attack(
      repeated("(", 20) + "total-cost" + repeated(" plus EUR 1)", 20) + " is total-cost or",
      "rule.expected"
    ),
    Attack(repeated("strand is 1 and ", 4_000), "rule.expected"),
    Attack("strand is in (" + repeated("textile, ", 7_000), "rule.expected"),
    Attack("total-cost is at least EUR 1" + repeated(" plus EUR 1", 5_900), "rule.too-large"),
    Attack(repeated(" ", 65_537), "rule.too-long"), Attack(repeated("x", 70_000), "rule.too-long"),
    Attack(repeated("x", 65_000), "rule.expected"), Attack(repeated("9", 65_000), "rule.number"),
    Attack(repeated("1 000 ", 10_000), "rule.expected"),
    Attack(repeated(")", 60_000), "rule.expected"),
    Attack(repeated("1,", 30_000), "rule.comma-in-number"),
    Attack(repeated("-", 60_000), "rule.character"),
  ]

  @Test(arguments: attacks)
  func refusesQuickly(attack: Attack) {
    let start = ContinuousClock.now
    let result = Words.read(attack.text)
    let time = ContinuousClock.now - start
    guard case .failure(let refused) = result else {
      Issue.record("accepted")
      return
    }
    #expect(refused.diagnostic.code == attack.code)
    #expect(refused.diagnostic.message.utf8.count < 400)
    #expect(time < .seconds(60))
  }

  @Test func nestsSixtyFourLevelsAndNoMore() throws {
    // The rule and its figure are two of the levels.
    func nested(_ levels: Int) -> String {
      Self.repeated("(", levels) + "strand is 1" + Self.repeated(")", levels)
    }
    let facts = FactsText("project strand=1").facts
    #expect(try Words.read(nested(62)).get().outcome(for: facts) == .yes)
    #expect(throws: RuleRefused.self) { try Words.read(nested(63)).get() }
  }

  @Test func evaluatesALongRule() throws {
    let sum = "total-cost is at least EUR 1" + Self.repeated(" plus EUR 1", 99)
    let rule = sum + Self.repeated(" and total-cost is at least EUR 1", 1_900)
    let facts = FactsText("project total-cost=100").facts
    #expect(try Words.read(rule).get().finding(for: facts).outcome == .yes)
  }

  @Test(arguments: [
    "part plus part", "cost of lines whose cost is at least part", "smaller of (part, part)",
  ])
  func refusesAmountsThatGrowWithoutEnd(definition: String) {
    var vocabulary = Words.standard
    vocabulary.amounts["part"] = vocabulary.amounts["third-party-costs"]
    let source = SourceFile(name: "amount", text: definition)
    var code: String?
    for _ in 0..<300 where code == nil {
      switch RuleReader.quantity(
        in: source, at: 0..<source.bytes.count, vocabulary: vocabulary)
      {
      case .success(let quantity): vocabulary.amounts["part"] = quantity
      case .failure(let refused): code = refused.diagnostic.code
      }
    }
    #expect(code == "rule.too-large")
  }

  @Test(arguments: 0..<4)
  func survivesAnyChangeOfARule(seed: Int) {
    var numbers = SeededNumbers(state: UInt64(900 + seed))
    var rules = RandomRules(numbers: SeededNumbers(state: UInt64(seed)))
    let pieces = [
      "and", "or", "not", "(", ")", ",", "%", "EUR", "of", "whose", "is", "at least", "every",
      "its",
      "when", "then", "unless", "5", "2021-11-30", "\u{A0}", "é", "-", ".", "lines", "cost", "FR",
      "each in a different", "\u{0}", "99999999999999999", "there are", "no", "between", "1,5",
    ]
    let facts = FactsText("A role=coordinator; line A category=travel; open awards").facts
    var slowest = Duration.zero
    var accepted = 0
    for _ in 0..<800 {
      var words = rules.condition(depth: 3).split(separator: " ").map(String.init)
      for _ in 0..<Int.random(in: 1...3, using: &numbers) where !words.isEmpty {
        let place = Int.random(in: 0..<words.count, using: &numbers)
        switch Int.random(in: 0..<5, using: &numbers) {
        case 0: words.remove(at: place)
        case 1: words.insert(numbers.pick(pieces), at: place)
        case 2: words[place] = numbers.pick(pieces)
        case 3: words.swapAt(place, Int.random(in: 0..<words.count, using: &numbers))
        default: words[place] = String(words[place].dropLast())
        }
      }
      let start = ContinuousClock.now
      if case .success(let rule) = Words.read(words.joined(separator: " ")) {
        accepted += 1
        _ = rule.finding(for: facts)
      }
      slowest = max(slowest, ContinuousClock.now - start)
    }
    #expect(accepted > 5)
    #expect(slowest < .seconds(2))
  }
}
