import Consortia
import Eligibility
import FundingCalls
import FundingTerms
import SourceText
import Testing

/// What the search for witnesses finds, and what it says where it finds nothing.
struct WitnessTests {
  @Test(
    "Calls of different shapes can be met, and each requirement failed alone",
    .timeLimit(.minutes(5)), arguments: ["SMP-COSME-2021-CLUSTER-01", "I3-2024-INV1"])
  func library(_ id: String) throws {
    // `fundcall lint` searches for every call of the library.
    let call = try #require(Package.library.call(id))
    let report = Self.linter.lint(call)
    let without = report.witnesses.filter { $0.witness == nil }.map(\.call.id)
    let found = report.diagnostics.map { "\(call.id): \($0.message)" }
    #expect(!report.witnesses.isEmpty && without.isEmpty && found.isEmpty, "\(without) \(found)")
  }

  /// Calls of several rules, with the codes and requirements of the warnings.
  static let calls: [(rules: [String], warnings: [String])] = [
    (
      ["requested-grant is at least EUR 2 million", "requested-grant is at most EUR 1 million"],
      ["call.no-witness 'r0' or 'r1'"]
    ),
    (
      ["there are at least 2 beneficiaries", "there are at least 3 beneficiaries"],
      ["call.redundant 'r1'"]
    ),
    (
      ["there are at least 2 beneficiaries", "there are at least 2 participants"],
      ["call.redundant 'r0'"]
    ),
    (["requested-grant is at least EUR 0"], ["call.redundant at all"]),
    (["there are at least 0 awards and requested-grant is at most EUR 60 000"], []),
    (
      [
        "there are at least 3 independent beneficiaries, each in a different country",
        "coordinator is a public-body", "requested-grant is exactly 70 % of total-cost",
        "for every beneficiary (its cost is at least 20 % of total-cost)",
      ], []
    ),
  ]

  @Test("What contradicts or repeats another requirement is said", arguments: calls.indices)
  func warnings(of index: Int) throws {
    let (rules, expected) = Self.calls[index]
    let requirements = rules.enumerated().dropFirst().map { Self.requirement("r\($0)", $1) }
    let library = try WrittenCall.library(
      rules[0], requirements: requirements.joined()
    ).call("TEST")
    var call = try #require(library)
    call.requirements[0].id = "r0"
    let report = Self.linter.lint(call)
    let found = report.diagnostics.filter { $0.severity == .warning }.map {
      "\($0.code) \($0.help ?? "")"
    }
    #expect(found.count == expected.count, "\(report.diagnostics)")
    for (one, words) in zip(found, expected) {
      let code = words.prefix { $0 != " " }
      let rest = words.dropFirst(code.count + 1)
      #expect(one.hasPrefix(code) && one.contains(rest), "\(one)")
    }
  }

  /// An old rule, a new one, and what has become of it; an empty rule is none.
  static let changes: [(old: String, new: String, change: CallDifference.Change?)] = [
    ("requested-grant is at most EUR 2 million", "requested-grant is at most EUR 2 million", nil),
    (
      "requested-grant is at most EUR 2 million", "requested-grant is at most EUR 1 999 999.99",
      .tightened
    ),
    ("duration is at most 24 months", "duration is at most 36 months", .loosened),
    (
      "duration is between 12 months and 24 months", "duration is between 18 months and 36 months",
      .changedBothWays
    ),
    (
      "there are at least 3 beneficiaries", "there are at least 4 independent beneficiaries",
      .tightened
    ),
    ("there are at least 3 beneficiaries", "not (there are at most 2 beneficiaries)", .reworded),
    ("", "there are at least 3 beneficiaries", .added),
    ("there are at least 3 beneficiaries", "", .dropped),
  ]

  @Test("What a call changed is told by a consortium", arguments: changes.indices)
  func change(_ index: Int) throws {
    let (old, new, expected) = Self.changes[index]
    let rules = try [old, new].map { rule in
      try WrittenCall.library(
        "there are at least 1 participants",
        requirements: rule.isEmpty ? "" : Self.requirement("r1", rule))
    }
    let assessors = try rules.map { try Package.assessor("TEST", on: "2021-11-01", in: $0) }
    let difference = CallDifference(old: assessors[0], new: assessors[1])
    let item = difference.items.first
    let count = expected == .reworded || expected == nil ? 0 : expected == .changedBothWays ? 2 : 1
    #expect(item?.change == expected && item?.evidence.count ?? 0 == count, "\(difference.items)")
  }

  @Test("A reading that joins another makes what was failed disputed")
  func readings() throws {
    let difference = CallDifference(
      old: try Package.assessor("I3-2021-INV1", on: "2022-10-18"),
      new: try Package.assessor("I3-2024-INV1", on: "2024-12-05"))
    let rates = try #require(difference.items.first { $0.id == "rates" })
    let outcomes = rates.evidence.map { [$0.old, $0.new] }
    #expect(rates.change == .loosened && outcomes == [[.notMet, .cannotTell]], "\(rates)")
  }

  private static func requirement(_ id: String, _ rule: String) -> String {
    """
    <requirement id="\(id)">
      <title>\(id)</title><meaning>A rule.</meaning><source ref="text"/><rule>\(rule)</rule>
    </requirement>
    """
  }

  private static var linter: CallLinter {
    CallLinter(
      reader: Package.reader, reference: Package.reference,
      moment: .day(CalendarDate(dayNumber: 19_000))
    ) { (Package.regions, []) }
  }
}
