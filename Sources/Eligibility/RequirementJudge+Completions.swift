import Consortia
import FundingCalls
import FundingTerms
import RuleLanguage

/// Trying out what is missing.
extension RequirementJudge {
  /// Settles an open outcome if every completion of the missing facts agrees, and else keeps those
  /// missing facts that matter.
  func tryOut(_ typed: CallRules.TypedRequirement, _ result: inout RequirementResult) {
    guard let found = triedOut(typed) else { return }
    if let settled = settled(found) {
      result.outcome = settled
      result.missing = []
      result.because = settled == .cannotTell ? .sourcesDisagree : nil
      result.evidence = Self.however(settled) + result.evidence
      return
    }
    // Why: what was too much to try out keeps the facts that the first answer named.
    guard !found.contains(where: \.isIncomplete) else { return }
    var mattering = found.filter { !$0.isSettled }.flatMap(\.names)
    let known = result.missing
    // Why: the sum of all costs is a fact of its own, and tells of the costs that are missing in it.
    let total = "proposal.totalCost"
    if known.contains(total), mattering.contains(where: { $0.contains(".costs") }) {
      mattering.append(total)
    }
    var seen = Set<String>()
    result.missing = (known.filter(mattering.contains) + mattering).filter {
      seen.insert($0).inserted
    }
    result.because = result.missing.isEmpty ? .notStated : .missingFacts
  }

  /// What becomes of the open parts of a requirement; `nil` where that is too much to try out, or
  /// none is open.
  func triedOut(_ typed: CallRules.TypedRequirement) -> [PartResult]? {
    // Why: an evaluation costs as much as there are records, for rules on every partner as often as
    // there are partners, and no consortium may cost too much.
    let records = max(1, facts.tables.reduce(0) { $0 + $1.count })
    let partners = max(1, proposal.consortium.participants.count)
    var budget = min(Self.work, Self.work * 20 / partners) / records
    guard budget > 8 else { return nil }
    let found = openParts(of: typed).map { explore($0, &budget) }
    return found.isEmpty ? nil : found
  }

  /// What stands before figures that by themselves leave an outcome open.
  private static func however(_ outcome: Outcome) -> String {
    switch outcome {
    case .met: "holds however the missing facts turn out: "
    case .notMet: "fails however the missing facts turn out: "
    case .notApplicable: "does not apply however the missing facts turn out: "
    case .cannotTell: "the readings disagree however the missing facts turn out: "
    }
  }

  /// An outcome that no missing fact can change.
  enum Settled: Int {
    case met, notMet, disagreed, notApplicable
  }

  /// Rules that are tried out together, because the same missing facts decide them.
  private struct Part {
    var rules: [Rule]
    var choices: [Choice]
    var judge: (Facts, OpenQuestions) -> Settled?
  }

  /// What became of a part.
  struct PartResult {
    var reached: Set<Settled>
    var isOpen: Bool
    var isIncomplete: Bool
    var names: [String]
    /// Whether all completions agree that the part holds.
    var isSettled: Bool {
      !isIncomplete && !isOpen && reached.isSubset(of: [.met, .notApplicable])
    }
  }

  /// The open parts of a requirement, which share no missing facts: they can be tried out one by
  /// one, and that is why many partners with missing facts cost no more than few.
  private func openParts(of typed: CallRules.TypedRequirement) -> [Part] {
    let rules = typed.readings.map(\.rule) + [typed.applies].compactMap(\.self)
    let choices = ProposalChoices(
      proposal: proposal, facts: facts, lines: lines, uses: RuleMentions(rules)
    ).make()
    func part(
      _ rules: [Rule], _ touched: Set<Int>, _ judge: @escaping (Facts, OpenQuestions) -> Settled?
    ) -> Part {
      Part(rules: rules, choices: touched.sorted().map { choices[$0] }, judge: judge)
    }
    guard rules.count == 1, let rule = rules.first else {
      return [part(rules, touched(by: rules, choices), { settled(typed, $0, $1) })]
    }
    var groups: [(rules: [Rule], touched: Set<Int>)] = []
    for rule in rule.conjuncts(for: facts) where rule.outcome(for: facts) == .unknown {
      var merged = (rules: [rule], touched: touched(by: [rule], choices))
      for group in groups where !group.touched.isDisjoint(with: merged.touched) {
        merged = (group.rules + merged.rules, group.touched.union(merged.touched))
      }
      groups.removeAll { !$0.touched.isDisjoint(with: merged.touched) }
      groups.append(merged)
    }
    return groups.map { group in
      part(group.rules, group.touched) { facts, questions in
        var truth = Truth.yes
        for rule in group.rules where truth != .no {
          truth = truth && rule.outcome(for: facts, noting: questions)
        }
        return truth == .yes ? .met : truth == .no ? .notMet : nil
      }
    }
  }

  /// The choices, by their index, on which some rules depend at all: those that the evaluator
  /// looked at.
  private func touched(by rules: [Rule], _ choices: [Choice]) -> Set<Int> {
    let looked = Set(paths.paths(of: rules.flatMap { $0.finding(for: facts).allMissing }))
    return Set(
      choices.indices.filter { index in
        choices[index].names.isEmpty || choices[index].names.contains(where: looked.contains)
      })
  }

  private func explore(_ part: Part, _ budget: inout Int) -> PartResult {
    var amounts: [String] = []
    let uses = RuleMentions(part.rules)
    let found = Completions.explore(
      facts.setting([.absent(table: ProposalVocabulary.Table.lines.rawValue, alike(uses))]),
      choices: part.choices, uses: uses, budget: min(budget, Self.budget),
      path: { paths.paths(of: [$0]).last ?? "" },
      judge: { part.judge($0, $1).map { .settled($0.rawValue) } ?? .open },
      signature: { completed in
        let findings = part.rules.map { $0.finding(for: completed) }
        let missing = findings.flatMap(\.allMissing).map(completed.original)
        for path in paths.paths(of: missing) where !amounts.contains(path) { amounts.append(path) }
        return findings.reduce(0) { $0 &* 31 &+ $1.signature }
      })
    budget -= found.evaluations
    return PartResult(
      reached: Set(found.reached.compactMap(Settled.init)), isOpen: found.isOpen,
      isIncomplete: found.isIncomplete,
      names: found.names + amounts.filter { !found.names.contains($0) })
  }

  /// Of what absent lists of costs may hold: all that some rules cannot tell from something else in
  /// the same list.
  private func alike(_ uses: RuleMentions) -> BitSet {
    typealias Columns = ProposalVocabulary.LineColumn
    let table = ProposalVocabulary.Table.lines.rawValue
    var seen = Set<[Int]>()
    var result = BitSet()
    for (record, origin) in lines.enumerated() where origin.line == nil {
      var kind = [origin.participant]
      if let index = CostCategory.allCases.firstIndex(where: { $0 == origin.category }) {
        kind.append(uses.kind(of: index, table: table, column: Columns.category.rawValue))
      }
      let label = origin.forSMEs == true ? 1 : 0
      kind.append(uses.kind(of: label, table: table, column: Columns.forSMEs.rawValue))
      if !seen.insert(kind).inserted { result.insert(record) }
    }
    return result
  }

  /// The outcome of all parts together, where it is settled.
  func settled(_ parts: [PartResult]) -> Outcome? {
    let only = parts.map { part in part.isOpen || part.isIncomplete ? [] : part.reached }
    if only.contains([.notMet]) { return .notMet }
    if only.contains([.disagreed]) { return .cannotTell }
    if only == [[.notApplicable]] { return .notApplicable }
    return parts.allSatisfy(\.isSettled) ? .met : nil
  }

  /// The outcome over some facts, if no missing one can change it.
  private func settled(
    _ typed: CallRules.TypedRequirement, _ facts: Facts, _ questions: OpenQuestions
  ) -> Settled? {
    let applies = typed.applies?.outcome(for: facts, noting: questions) ?? .yes
    if applies == .no { return .notApplicable }
    var outcomes = Set<Truth>()
    for reading in typed.readings {
      outcomes.insert(reading.rule.outcome(for: facts, noting: questions))
    }
    if outcomes == [.yes] { return .met }
    guard applies == .yes else { return nil }
    if outcomes == [.no] { return .notMet }
    return outcomes.isSuperset(of: [.yes, .no]) ? .disagreed : nil
  }
}
