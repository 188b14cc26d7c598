import FundingTerms
import RuleLanguage
import Testing

/// A program must answer as its rules do, or leave the answer open.
@Suite struct RuleProgramTests {
  private static let sums = [4: (table: 1, column: 1)]

  private static func rule(_ text: String) throws -> Rule {
    try Words.read(text).get()
  }

  private static func truth(_ text: String, _ described: String) throws -> Truth {
    var compiler = RuleCompiler(Words.standard, sums: sums)
    let compiled = try #require(compiler.add(try rule(text)))
    var facts = CompactFacts(Words.standard)
    facts.fill(from: FactsText(described).facts)
    var workspace = Workspace()
    compiler.program.run(over: facts, in: &workspace)
    return workspace.truth(of: compiled)
  }

  @Test func neverContradictsTheReference() throws {
    var (compiled, definite, answered, wrong) = (0, 0, 0, [String]())
    var workspace = Workspace()
    for index in 0..<2_000 {
      var writer = RandomRules(numbers: SeededNumbers(state: 77 &* 1_000_003 &+ UInt64(index)))
      let text = writer.condition(depth: 2)
      let rule = try Self.rule(text)
      var compiler = RuleCompiler(Words.standard, sums: Self.sums)
      guard let part = compiler.add(rule) else { continue }
      compiled += 1
      let words = Set(text.split { !($0.isLetter || $0 == "-") }.map(String.init))
      let described = RandomFacts.text(for: words, &writer.numbers).text
      let facts = FactsText(described).facts
      var store = CompactFacts(Words.standard)
      store.fill(from: facts)
      compiler.program.run(over: store, in: &workspace)
      let expected = rule.outcome(for: facts)
      if expected != .unknown { definite += 1 }
      guard part.isCovered(but: store.waived), !workspace.hasFailed else { continue }
      let truth = workspace.truth(of: part)
      if truth != .unknown { answered += 1 }
      if truth != .unknown, truth != expected {
        wrong.append("\(truth), and \(expected): \(text)\n   \(described)")
      }
    }
    print("programs: \(compiled) of 2000 rules, \(answered) of \(definite) definite answers")
    #expect(wrong.prefix(5).joined(separator: "\n") == "")
    #expect(answered * 10 > definite * 7)
  }

  @Test func countsThousandsOfRecords() throws {
    var compiler = RuleCompiler(Words.standard)
    let many = try #require(compiler.add(try Self.rule("there are at least 3000 participants")))
    let more = try #require(compiler.add(try Self.rule("there are at least 3001 participants")))
    let kinds = try #require(
      compiler.add(try Self.rule("there are exactly 1000 participants whose kind is company")))
    var facts = CompactFacts(Words.standard)
    var workspace = Workspace()
    for _ in 0..<2 {
      facts.reset()
      let column = try #require(Words.participantFields.first { $0.name == "kind" }).column
      for index in 0..<3_000 {
        let record = facts.append(to: 0)
        facts.set(label: index % 3, table: 0, record: record, column: column)
      }
      compiler.program.run(over: facts, in: &workspace)
      #expect(workspace.truth(of: many) == .yes)
      #expect(workspace.truth(of: more) == .no)
      #expect(workspace.truth(of: kinds) == .yes)
    }
  }

  @Test func forgetsTheProposalBefore() throws {
    var facts = CompactFacts(Words.standard)
    facts.append(to: 0)
    facts.set(label: 1, table: 0, record: 0, column: 0)
    facts.set(number: 12, fact: 1)
    facts.reset()
    #expect(facts.count(of: 0) == 0)
    #expect(facts.number(fact: 1) == nil)
    facts.append(to: 0)
    #expect(facts.label(table: 0, record: 0, column: 0) == nil)
  }

  @Test func leavesTheRuleWhereMoreIsKnownThanTheStoreSays() throws {
    var compiler = RuleCompiler(Words.standard)
    let rule = try #require(compiler.add(try Self.rule("duration is at most 36 months")))
    var facts = CompactFacts(Words.standard)
    #expect(rule.isCovered(but: facts.waived))
    facts.waive(fact: 2)
    #expect(rule.isCovered(but: facts.waived))
    facts.waive(fact: 1)
    #expect(!rule.isCovered(but: facts.waived))
  }

  @Test(arguments: [
    ("duration is between 18 months and 36 months", true),
    ("there are at least 3 beneficiaries", true),
    ("cost of lines whose category is travel is at most 7 % of total-cost", true),
    (
      "beneficiaries whose country is in eligible-countries come from at least 3 different countries",
      true
    ),
    ("duration is at most 36 months or duration is at least 12 months", false),
  ])
  func knowsWhereAnOpenAnswerIsOpen(text: String, isTight: Bool) throws {
    var compiler = RuleCompiler(Words.standard, sums: Self.sums)
    let rule = try #require(compiler.add(try Self.rule(text)))
    #expect(compiler.isTight([rule]) == isTight)
  }
}
