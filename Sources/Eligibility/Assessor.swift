import Consortia
import FundingCalls
import FundingTerms
import RuleLanguage
import SMEDefinition
import SourceText

/// Assesses consortia against one call: the one place where a call meets a consortium.
///
/// The call's rules are typed once; each consortium costs only its own evaluation.
public struct Assessor: Sendable {
  let call: Call
  let strand: String?
  /// The rules, which calls that state no other ones share.
  private let shared: RuleShelf.Entry
  /// The figures of the SME definition, by which figures tell who is an SME.
  private let sizes: SizeRules?
  private let status: CallStatus
  private let deadline: LocalTime?
  /// The call in each of its strands, where none was named and strands have rules of their own.
  let perStrand: [Assessor]

  /// An assessor of a call in force on a day.
  ///
  /// - `strand`: the strand to assess in; `nil` where the call has none or none was named.
  /// - `shelf`: where the rules of other calls are kept, to be shared.
  /// - Returns `nil` with the diagnostics where a rule of the call cannot be used.
  public static func make(
    for call: Call, strand: String?, at moment: Moment, reference: ReferenceTables,
    shelf: RuleShelf = RuleShelf(),
    regions: () -> (tables: RegionTables, diagnostics: [Diagnostic])
  ) -> (assessor: Assessor?, diagnostics: [Diagnostic]) {
    let inStrand = strand.flatMap { call.inStrand($0) } ?? call
    let shared = shelf.entry(for: inStrand, at: moment, reference: reference, regions: regions)
    guard !shared.diagnostics.hasErrors else { return (nil, shared.diagnostics) }
    var perStrand: [Assessor] = []
    if strand == nil, call.strands.contains(where: \.hasOwnRules) {
      for own in call.strands {
        let made = make(
          for: call, strand: own.id, at: moment, reference: reference, shelf: shelf,
          regions: regions)
        guard let assessor = made.assessor else { return (nil, made.diagnostics) }
        perStrand.append(assessor)
      }
    }
    let assessor = Assessor(
      call: inStrand, strand: strand, shared: shared, sizes: reference.sizes,
      status: call.status(at: moment),
      deadline: call.deadline(at: moment)?.at,
      perStrand: perStrand)
    return (assessor, shared.diagnostics)
  }

  var rules: CallRules { shared.rules }

  var geography: Geography { shared.context.geography }

  /// The id of the general conditions that hold where the call is silent.
  public var general: String? { call.general }

  /// The assessment of a consortium.
  public func assess(_ consortium: Consortium) -> Assessment {
    assessment(results(for: consortium))
  }

  /// The assessment of a consortium with the derivation of every requirement's outcome, in the
  /// order of the results.
  public func explain(_ consortium: Consortium)
    -> (assessment: Assessment, derivations: [Derivation])
  {
    let judgements = judgements(of: consortium)
    return (assessment(judgements.map(\.result)), judgements.map(\.derivation))
  }

  /// The assessment of a consortium with how far it is from meeting the blocking requirements that
  /// it does not meet, in thousandths (see ``RuleLanguage/Rule/distance(to:for:)``); of several
  /// readings the nearest counts.
  ///
  /// - `outcomes`: what was found of the consortium, by the rules of this call among others.
  public func measure(
    _ consortium: Consortium, by outcomes: SharedOutcomes
  ) -> (assessment: Assessment, distance: Int) {
    let found = outcomes.found[sharingKey] ?? measure(consortium, withEvidence: true)
    return (assessment(found.results), found.distance)
  }

  /// What two assessors have in common that find the same of every consortium.
  fileprivate var sharingKey: SharedOutcomes.Key {
    // What strands agree on depends on all of them.
    SharedOutcomes.Key(
      rules: ObjectIdentifier(shared), strand: strand, call: perStrand.isEmpty ? nil : call.id)
  }

  fileprivate func measure(
    _ consortium: Consortium, withEvidence: Bool, common: CommonFacts? = nil
  ) -> SharedOutcomes.Found {
    guard withEvidence || !perStrand.isEmpty else {
      return outcomes(for: sized(consortium), common)
    }
    let judgements = judgements(of: consortium)
    let distances = judgements.map { judgement in
      let id = judgement.result.requirement.id
      let typed = rules.requirements.first { $0.requirement.id == id }
      return typed.map { distance(of: $0, judgement.result.outcome, judgement.judge.facts) } ?? 0
    }
    return SharedOutcomes.Found(
      results: judgements.map(\.result), distance: distances.reduce(0, +))
  }

  /// The outcomes of the blocking requirements without evidence.
  private func outcomes(
    for consortium: Consortium, _ common: CommonFacts?
  ) -> SharedOutcomes.Found {
    let judge = judge(for: consortium, named: strand, withEvidence: false, common: common)
    var found = SharedOutcomes.Found(results: [], distance: 0)
    for typed in rules.requirements where typed.requirement.severity == .blocking {
      let outcome = judge.outcome(typed)
      found.distance += distance(of: typed, outcome, judge.facts)
      found.results.append(
        RequirementResult(requirement: typed.requirement, outcome: outcome, evidence: ""))
    }
    return found
  }

  /// How far a consortium is from a requirement, in thousandths; 0 where it stands in nobody's way.
  private func distance(
    of typed: CallRules.TypedRequirement, _ outcome: Outcome, _ facts: Facts
  ) -> Int {
    guard outcome == .notMet, typed.requirement.severity == .blocking else { return 0 }
    let nearest = typed.readings.map { $0.rule.distance(to: true, for: facts) }.min()
    return nearest.map { Int(min($0, 1_000_000) * 1000) } ?? 0
  }

  /// The outcome of each requirement, in the call's order.
  func results(for consortium: Consortium) -> [RequirementResult] {
    judgements(of: consortium).map(\.result)
  }

  private func assessment(_ results: [RequirementResult]) -> Assessment {
    let blocking = results.filter { $0.requirement.severity == .blocking }.map(\.outcome)
    return Assessment(
      call: call, strand: strand, status: status, deadline: deadline,
      verdict: Verdict(blocking: blocking), results: results)
  }

  private func judgements(of consortium: Consortium) -> [Judgement] {
    let consortium = sized(consortium)
    return perStrand.isEmpty
      ? outcomes(for: consortium, named: strand) : agreedOutcomes(for: consortium)
  }

  /// The consortium with what its figures tell of sizes.
  func sized(_ consortium: Consortium) -> Consortium {
    sizes.map { consortium.withSizes(by: $0) } ?? consortium
  }

  /// The outcomes with the definitions of this strand; `named` is what the rules know of it, which
  /// is nothing where nobody named one.
  private func outcomes(for consortium: Consortium, named strand: String?) -> [Judgement] {
    let judge = judge(for: consortium, named: strand)
    return rules.requirements.map { Judgement(result: judge.result($0), judge: judge) }
  }

  /// A judge of the call's requirements for a consortium; `named` is the strand that rules know of.
  /// Without evidence it gives outcomes alone.
  func judge(
    for consortium: Consortium, named strand: String?, withEvidence: Bool = true,
    common: CommonFacts? = nil
  ) -> RequirementJudge {
    let proposal = ProposalFacts(
      consortium: consortium, geography: geography, vocabulary: rules.vocabulary,
      declarations: call.vocabulary.declarations, strand: strand, common: common)
    let (facts, lines) = proposal.make()
    let paths = FactPaths(
      consortium: consortium, lines: lines, declarations: call.vocabulary.declarations)
    let words = withEvidence ? proposal.namedVocabulary : rules.vocabulary
    let evidence = Evidence(vocabulary: words) {
      paths.name(table: $0, record: $1)
    }
    return RequirementJudge(
      proposal: proposal, facts: facts, lines: lines, paths: paths, evidence: evidence)
  }

  /// What the outcomes in all strands agree on, where the strand is not known.
  private func agreedOutcomes(for consortium: Consortium) -> [Judgement] {
    let each = perStrand.map { ($0.strand, $0.outcomes(for: consortium, named: nil)) }
    return outcomes(for: consortium, named: nil).map { own in
      let same = each.compactMap { strand, judgements in
        judgements.first { $0.result.requirement.id == own.result.requirement.id }.map {
          (strand: strand ?? "", judgement: $0)
        }
      }
      guard same.count == each.count, let first = same.first?.judgement else {
        return open(own, "it applies in some strands only", same)
      }
      if same.allSatisfy({ $0.judgement.result.outcome == first.result.outcome }) { return first }
      return open(own, "it depends on the strand", same)
    }
  }

  private func open(
    _ judgement: Judgement, _ evidence: String, _ strands: [(strand: String, judgement: Judgement)]
  ) -> Judgement {
    var judgement = judgement
    judgement.result.outcome = .cannotTell
    judgement.result.because = .missingFacts
    judgement.result.evidence = evidence
    if !judgement.result.missing.contains("proposal.strand") {
      judgement.result.missing.insert("proposal.strand", at: 0)
    }
    judgement.strands = strands
    return judgement
  }
}

/// What was found of one consortium, by rules: calls with the same rules share it.
public struct SharedOutcomes: Sendable {
  fileprivate struct Key: Hashable, Sendable {
    var rules: ObjectIdentifier
    var strand: String?
    var call: String?
  }

  fileprivate struct Found: Sendable {
    var results: [RequirementResult]
    var distance: Int
  }

  fileprivate let found: [Key: Found]

  /// What some assessors find of a consortium, on all cores; without evidence the results are the
  /// outcomes of blocking requirements alone.
  public init(
    of consortium: Consortium, by assessors: some Sequence<Assessor>, withEvidence: Bool
  ) {
    let distinct = Array(
      Dictionary(assessors.map { ($0.sharingKey, $0) }) { first, _ in first })
    let common = CommonFacts()
    let found = Cores.map(distinct.count) {
      distinct[$0].value.measure(consortium, withEvidence: withEvidence, common: common)
    }
    self.found = Dictionary(uniqueKeysWithValues: zip(distinct.map(\.key), found))
  }
}

/// The outcome of a requirement with the judge who gave it and can explain it.
private struct Judgement {
  var result: RequirementResult
  var judge: RequirementJudge
  /// What was judged in each strand, where that differs.
  var strands: [(strand: String, judgement: Judgement)] = []

  var derivation: Derivation {
    guard !strands.isEmpty else { return judge.derivation(of: result) }
    return Derivation(
      kind: "requirement", outcome: result.outcome,
      text: "\(result.requirement.meaning) Here \(result.evidence).",
      rule: result.requirement.origin, missing: result.missing,
      parts: strands.map { strand, judgement in
        var part = judgement.derivation
        part.kind = "strand"
        part.text = "in the strand \(strand): \(part.text)"
        return part
      })
  }
}
