import Consortia
import Eligibility
import Foundation
import FundingCalls
import FundingTerms
import RuleLanguage
import SourceText
import Testing

/// A compiled call must say what the call itself says, or nothing: over every call of the library,
/// its examples with and without gaps, and random rules and consortia. `COMPILED_SHARE` is the
/// percentage of the examples that are tried.
@Suite struct CompiledRuleTests {
  struct Tally {
    var asked = 0
    var answered = 0
    var records = 0
    var whole = 0
    var open = 0
    var openAnswered = 0
    var left: [String: Int] = [:]
    var wrong: [String] = []

    mutating func compare(
      _ brief: BriefAssessor, _ assessor: Assessor, _ consortium: Consortium
    ) {
      records += 1
      var isWhole = true
      let outcomes = brief.compiledOutcomes(of: consortium)
      for (outcome, result) in zip(outcomes, assessor.assess(consortium).results) {
        asked += 1
        if result.outcome == .cannotTell { open += 1 }
        guard let outcome else {
          isWhole = false
          left["\(assessor.callID) \(result.requirement.id)", default: 0] += 1
          continue
        }
        answered += 1
        if result.outcome == .cannotTell { openAnswered += 1 }
        if outcome != result.outcome {
          wrong.append(
            "\(assessor.callID) \(result.requirement.id): \(outcome.rawValue), and "
              + "\(result.outcome.rawValue): \(result.evidence.prefix(300))")
        }
      }
      if isWhole { whole += 1 }
    }

    func summary(_ what: String) -> String {
      "\(what): \(records) records, \(whole) without the ordinary path; \(answered) of \(asked) "
        + "outcomes answered, \(openAnswered) of \(open) open ones"
    }
  }

  @Test func saysWhatTheCallsOfTheLibrarySay() throws {
    var known = Tally()
    var gaps = Tally()
    var (covered, tight, total) = (0, 0, 0)
    var dice = Dice(state: 7)
    let share =
      ProcessInfo.processInfo.environment["COMPILED_SHARE"].flatMap { Int($0) } ?? 3
    for call in Package.library.listed {
      let first = try #require(CalendarDate(parsing: "2021-11-01"))
      let day = call.referenceDate(at: .day(first)) ?? first
      let strands: [String?] = call.strands.isEmpty ? [nil] : call.strands.map { $0.id }
      for strand in strands {
        let made = Assessor.make(
          for: call, strand: strand, at: .day(day), reference: Package.reference,
          regions: { (Package.regions, []) })
        let assessor = try #require(made.assessor, "\(made.diagnostics)")
        let compiled = try #require(CompiledAssessor(assessor))
        covered += compiled.covered
        tight += compiled.tight
        total += compiled.ids.count
        let brief = try #require(BriefAssessor(assessor))
        for example in call.requirements.flatMap(\.examples) where dice.chance(share) {
          for reading in Package.reader.readings(of: example.consortium) {
            guard let consortium = reading.consortium else { continue }
            known.compare(brief, assessor, consortium)
            let gapped = Gaps.taken(from: consortium, &dice)
            gaps.compare(brief, assessor, gapped)
          }
        }
      }
    }
    print("compiled: \(covered) of \(total) requirements, \(tight) of them tight")
    print(known.summary("examples"))
    print(gaps.summary("examples with gaps"))
    let left = gaps.left.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    print(left.prefix(40).map { "\($0.key) \($0.value)" }.joined(separator: "\n"))
    #expect(known.wrong.prefix(5).joined(separator: "\n") == "")
    #expect(gaps.wrong.prefix(5).joined(separator: "\n") == "")
    #expect(covered * 10 > total * 8)
  }

  /// A third of all facts is missing, and the calls are those that ask for most.
  @Test(arguments: [
    "I3-2021-INV1", "I3-2024-INV1", "INNOSUP-01-2018-2020", "SMP-COSME-2021-CLUSTER-01/textile",
    "ERASMUS-ALLIANCES-2026/lot-1", "HORIZON-EIE-2026-01-CONNECT-02", "EUROSTARS-2026-03",
    "INNOVOUCHER-2018",
  ])
  func saysWhatACallSaysWhereMuchIsMissing(id: String) throws {
    var tally = Tally()
    var dice = Dice(state: 23)
    let share =
      ProcessInfo.processInfo.environment["COMPILED_SHARE"].flatMap { Int($0) } ?? 3
    let call = try #require(Package.library.call(String(id.prefix { $0 != "/" })))
    let first = try #require(CalendarDate(parsing: "2021-11-01"))
    let day = call.referenceDate(at: .day(first)) ?? first
    let assessor = try Package.assessor(id, on: "\(day)")
    let brief = try #require(BriefAssessor(assessor))
    for _ in 0..<(4 * share) {
      Package.reader.read(Array(Holes.consortium(&dice).utf8), named: "holes.json") { reading in
        guard let consortium = reading.consortium else {
          tally.wrong.append("\(reading.diagnostics)")
          return
        }
        tally.compare(brief, assessor, consortium)
      }
    }
    print(tally.summary(id))
    #expect(tally.wrong.prefix(5).joined(separator: "\n") == "")
    #expect(tally.openAnswered * 2 >= tally.open)
  }

  @Test(arguments: 1...4) func saysWhatRandomRulesSay(seed: UInt64) throws {
    var tally = Tally()
    for index in 0..<60 {
      var dice = Dice(state: seed &* 7_000_003 &+ UInt64(index))
      let world = try ProposalWorld(&dice)
      let assessor = try UnsettledTables.open.assessor(world.library)
      guard let brief = BriefAssessor(assessor) else { continue }
      let before = tally.wrong.count
      tally.compare(brief, assessor, world.consortium)
      if tally.wrong.count > before { tally.wrong.append(world.text) }
    }
    print(tally.summary("random rules"))
    #expect(tally.wrong.prefix(6).joined(separator: "\n") == "")
  }
}

extension Assessor {
  fileprivate var callID: String { assess(Consortium()).call.id }
}

/// Consortia with some of their facts taken away.
enum Gaps {
  static func taken(from consortium: Consortium, _ dice: inout Dice) -> Consortium {
    var result = consortium
    for index in result.participants.indices {
      if dice.chance(10) { result.participants[index].country = nil }
      if dice.chance(10) { result.participants[index].kind = nil }
      if dice.chance(10) { result.participants[index].sme = nil }
      if dice.chance(5) { result.participants[index].role = nil }
      if dice.chance(10) { result.participants[index].costs = nil }
      if dice.chance(10) { result.participants[index].requestedGrant = nil }
      if dice.chance(10) { result.participants[index].declarations = [] }
      if dice.chance(10) { result.participants[index].region = nil }
      if dice.chance(10) { result.participants[index].size = nil }
      if dice.chance(10) { result.participants[index].nonProfit = nil }
      if dice.chance(10) { result.participants[index].publicBody = nil }
      if dice.chance(10) { result.participants[index].represents = nil }
      if dice.chance(10) { result.participants[index].founded = nil }
      if dice.chance(10) { result.participants[index].controlledFrom = nil }
      if dice.chance(10) { result.participants[index].headcount = nil }
      if dice.chance(10) { result.participants[index].aidReceived = nil }
      for line in (result.participants[index].costs ?? []).indices where dice.chance(8) {
        if dice.chance(50) {
          result.participants[index].costs?[line].amount = nil
        } else {
          result.participants[index].costs?[line].category = nil
        }
      }
    }
    if dice.chance(20) { result.proposal.requestedGrant = nil }
    if dice.chance(40) { result.proposal.totalCost = nil }
    if dice.chance(20) { result.proposal.durationMonths = nil }
    if dice.chance(20) { result.proposal.objectives = nil }
    if dice.chance(20) { result.awards = nil }
    if dice.chance(20) { result.proposal.themes = nil }
    if dice.chance(20) { result.proposal.focus = nil }
    if dice.chance(20) { result.proposal.trlStart = nil }
    if dice.chance(20) { result.proposal.startDate = nil }
    if dice.chance(20) { result.proposal.declarations = [] }
    for award in (result.awards ?? []).indices where dice.chance(10) {
      result.awards?[award].recipient = nil
      if dice.chance(50) { result.awards?[award].amount = nil }
    }
    return result
  }
}
