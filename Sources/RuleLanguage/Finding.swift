import FundingTerms

/// What the evaluation of a condition found: the outcome with its figures, and what is missing.
///
/// One finding, recorded once, serves the short report, the long one and the answer for scripts.
public struct Finding: Sendable {
  /// A figure as far as it is known, in the unit of its type; `nil` is no limit.
  public struct Range: Sendable, Hashable {
    /// The least value it can have.
    public var least: Int128?
    /// The greatest value it can have.
    public var greatest: Int128?
    /// What stands here is this many times the value; other than 1 only for counts.
    public var scale: Int128 = 1
    /// The value, where it is known.
    public var value: Int128? { least == greatest ? least : nil }
    /// Whether nothing is known of the value: an amount may then be any.
    var isUnstated: Bool { greatest == nil && (least ?? 0) == 0 }
  }

  /// A comparison of two figures.
  public struct Comparison: Sendable {
    /// The figure that the rule asks about.
    public var left: Range
    /// How it must compare.
    public var relation: Relation
    /// The limit.
    public var right: Range
    /// The type of both.
    public var type: ValueType
    /// A number that two comparisons share if the same unknown numbers decide them in the same way.
    var signature = 0
    /// Where the limit is a percentage of a base: the percentage in millionths, and the base.
    public var share: (millionths: Int64, base: Range)?
  }

  /// The total of a group of records with its limit.
  public struct GroupTotal: Sendable {
    /// What the group is called by: a label of each field, with the field's name and type; a label
    /// that is not known is `nil`.
    public var labels: [(name: String, type: ValueType, label: Int?)]
    /// The records that belong to it.
    public var records: [Int]
    /// Its total against the limit.
    public var comparison: Comparison
  }

  /// What was measured.
  public enum Measure: Sendable {
    case all, any, not, when
    /// Conditions of which so many hold, at least and at most.
    case tally(least: Int, most: Int, CountBound)
    /// Records (or control groups) counted.
    case count(
      least: Int, most: Int?, CountBound, certain: [Int], possible: [Int], independent: Bool)
    /// Records that each need a label of their own.
    case matching(
      least: Int, most: Int?, CountBound, certain: [Int], possible: [Int], column: Int)
    /// Different labels counted.
    case different(least: Int, most: Int?, CountBound, labels: [Int], doubtful: [Int], column: Int)
    /// Labels on a list of the project; `present` is `nil` where the list is not known.
    case includes(fact: Int, present: [Int]?, absent: [Int], CountBound)
    /// A word of the project; `nil` where it is not known.
    case label(fact: Int, label: Int?, allowed: Vocabulary.LabelSet)
    case stated(fact: Int)
    case compare(Comparison)
    /// Records that have to pass: those that fail, those of which it cannot be told, and the
    /// comparison that a failing one (else the first) makes.
    case every(failing: [Int], doubtful: [Int], passing: [Int], FilterFinding)
    /// Groups that have to keep to a limit: those that do not, those of which it cannot be told,
    /// and those that do, the nearest to its limit first.
    case totals(failing: [GroupTotal], doubtful: [GroupTotal], passing: [GroupTotal])
    /// The single record that has to pass, or several that may be it.
    case some(passing: [Int], doubtful: [Int], failing: [Int], FilterFinding)
  }

  /// Whether the condition holds.
  public var outcome: Truth
  /// The condition that was evaluated.
  let condition: Condition
  /// The bytes of the rule.
  public var range: Swift.Range<Int> { condition.range }
  /// What was measured.
  public var measure: Measure
  /// The noun of the records, where records were looked at.
  public var noun: (singular: String, plural: String)?
  /// The table of the records.
  public var table: Int?
  /// How many of the records counted as independent do so because no group is stated for them.
  public var assumedIndependent = 0
  /// The findings of the conditions inside.
  public var parts: [Finding] = []
  /// The facts that are missing and could change this outcome.
  public var missing: [FactReference] = []
  /// Whether something that no source settles could change this outcome.
  public var isUnsettled = false

  /// All facts that are missing here and inside, each once, in order.
  public var allMissing: [FactReference] {
    var seen = Set<FactReference>()
    var result: [FactReference] = []
    collect(&seen, &result)
    return result
  }

  private func collect(_ seen: inout Set<FactReference>, _ result: inout [FactReference]) {
    guard outcome == .unknown else { return }
    for fact in missing where seen.insert(fact).inserted { result.append(fact) }
    for part in parts { part.collect(&seen, &result) }
  }

  /// A number that two findings share if they are open in the same way: by the same figures and for
  /// the same missing facts.
  public var signature: Int {
    var hasher = Hasher()
    sign(&hasher)
    return hasher.finalize()
  }

  private func sign(_ hasher: inout Hasher) {
    hasher.combine(outcome)
    guard outcome == .unknown else { return }
    hasher.combine(missing)
    switch measure {
    case .compare(let comparison): comparison.sign(&hasher)
    case .count(let least, let most, _, _, _, _), .matching(let least, let most, _, _, _, _),
      .different(let least, let most, _, _, _, _):
      hasher.combine(least)
      hasher.combine(most)
    case .every(_, let doubtful, _, let detail), .some(_, let doubtful, _, let detail):
      hasher.combine(doubtful)
      detail.sign(doubtful, &hasher)
    case .totals(_, let doubtful, _):
      for total in doubtful {
        hasher.combine(total.records)
        for label in total.labels { hasher.combine(label.label) }
        total.comparison.sign(&hasher)
      }
    default: break
    }
    for part in parts { part.sign(&hasher) }
  }

  /// Whether something that no source settles could change the outcome, here or inside.
  public var isUnsettledAnywhere: Bool {
    outcome == .unknown && (isUnsettled || parts.contains { $0.isUnsettledAnywhere })
  }
}

/// What was found about the records that a filter looked at.
public indirect enum FilterFinding: Sendable {
  /// Several questions together.
  case group([FilterFinding], isAll: Bool)
  case not(FilterFinding)
  /// A question that depends on another: the records of which that other holds, for certain and
  /// perhaps.
  case when(
    FilterFinding, then: FilterFinding, otherwise: FilterFinding?, holding: BitSet,
    perhaps: BitSet)
  /// The label of each record that was asked about; records not known are left out.
  case label(column: Int, labels: [Int: Int], allowed: Vocabulary.LabelSet)
  /// The two labels that each record compares, by the names of both.
  case same(names: (String, String), type: ValueType, [Int: (Int?, Int?)])
  /// The lists of the records.
  case list(column: Int, BitSet)
  /// The comparison that each record makes.
  case compare([Int: Finding.Comparison])
  /// A question about the owner; for owners that a column names, which one each record has.
  case owner(FilterFinding, owners: [Int: Int], column: Int?)
  /// A condition of the project.
  case project(Finding)
}

extension Finding.Comparison {
  fileprivate func sign(_ hasher: inout Hasher) {
    hasher.combine(relation)
    hasher.combine(signature)
  }
}

extension FilterFinding {
  fileprivate func sign(_ records: [Int], _ hasher: inout Hasher) {
    switch self {
    case .group(let list, _): for finding in list { finding.sign(records, &hasher) }
    case .not(let inner), .owner(let inner, _, _): inner.sign(records, &hasher)
    case .when(_, let then, let otherwise, let holding, _):
      then.sign(records.filter(holding.contains), &hasher)
      otherwise?.sign(records.filter { !holding.contains($0) }, &hasher)
    case .compare(let comparisons):
      for record in records { comparisons[record]?.sign(&hasher) }
    case .project(let finding): hasher.combine(finding.signature)
    case .label, .list, .same: break
    }
  }
}
