import FundingCalls
import FundingTerms
import RuleLanguage

/// Requested grants that may be supposed: those of participants come to that of the project.
enum SupposedGrants {
  private static let table = ProposalVocabulary.Table.participants.rawValue
  private static let column = ProposalVocabulary.ParticipantColumn.requestedGrant.rawValue
  private static let fact = ProposalVocabulary.ProjectFact.requestedGrant.rawValue

  static func areOpen(_ facts: borrowing CompactFacts) -> Bool {
    if facts.leastNumber(fact: fact) != nil { return true }
    for record in 0..<facts.count(of: table)
    where facts.number(table: table, record: record, column: column) == nil { return true }
    return false
  }

  static let ways = 4

  /// Nothing, a lot, or as much as others on average, for each of whom it is not known; where the sum
  /// is known, all of it to the first, the same to each, all of it to the last, or to each as much as
  /// its costs are of the costs of all of them.
  static func suppose(_ way: Int, in facts: inout CompactFacts) {
    var sum: Int128 = 0
    var open: [Int] = []
    let count = facts.count(of: table)
    for record in 0..<count {
      if let grant = facts.number(table: table, record: record, column: column) {
        sum += Int128(grant)
      } else {
        open.append(record)
      }
    }
    guard let known = SupposedAmounts.known(sum) else { return }
    let total = facts.number(fact: fact)
    var amounts = SupposedAmounts(known: known, of: count - open.count)
    let rest = total.map { $0 - known }
    let parts = way == 3 ? parts(of: rest ?? 0, for: open, facts) : []
    for (index, record) in open.enumerated() {
      let amount: Int64
      if let rest, rest >= 0, !parts.isEmpty {
        amount = parts[index]
      } else if let rest, rest >= 0 {
        let only = way == 0 ? 0 : open.count - 1
        amount =
          way == 1 ? amounts.part(index, of: open.count, rest) : index == only ? rest : 0
      } else {
        amount = way == 0 ? 0 : way == 1 ? amounts.much : amounts.mean
      }
      amounts.sum += Int128(amount)
      facts.suppose(number: amount, table: table, record: record, column: column)
    }
    guard total == nil else { return }
    let least = facts.leastNumber(fact: fact) ?? 0
    // Why: where nobody's share is missing the project may still ask for more.
    let more = open.isEmpty && way == 1 ? amounts.much : 0
    if let all = SupposedAmounts.known(sum + amounts.sum + Int128(more)) {
      facts.suppose(number: max(least, all), fact: fact)
    }
  }
}

extension SupposedGrants {
  /// What is left of a sum for some participants, by their costs; none where these are not known.
  private static func parts(
    of rest: Int64, for open: [Int], _ facts: borrowing CompactFacts
  ) -> [Int64] {
    let cost = ProposalVocabulary.ParticipantColumn.cost.rawValue
    var costs: [Int128] = []
    for record in open {
      costs.append(Int128(facts.number(table: table, record: record, column: cost) ?? 0))
    }
    let all = costs.reduce(0, +)
    guard all > 0, let most = costs.indices.max(by: { costs[$0] < costs[$1] }) else { return [] }
    var parts = costs.map { Int64(Int128(rest) * $0 / all) }
    parts[most] += rest - parts.reduce(0, +)
    return parts
  }
}

/// Costs that may be supposed: those of lines come to the total where that is known.
struct SupposedCosts {
  private typealias Lines = ProposalVocabulary.LineColumn
  private static let table = ProposalVocabulary.Table.lines.rawValue
  private static let people = ProposalVocabulary.Table.participants.rawValue
  private static let column = Lines.cost.rawValue
  private static let total = ProposalVocabulary.ProjectFact.totalCost.rawValue

  /// For each category and purpose a number that those share which rules cannot tell apart.
  private var sorts: [Int] = []
  private var sortCount = 0

  init(_ uses: RuleMentions) {
    var numbers: [[Int]: Int] = [:]
    for category in CostCategory.allCases.indices {
      for purpose in 0...1 {
        let sort = [
          uses.sort(of: category, table: Self.table, column: Lines.category.rawValue),
          uses.sort(of: purpose, table: Self.table, column: Lines.forSMEs.rawValue),
        ]
        let number = numbers[sort] ?? numbers.count
        numbers[sort] = number
        sorts.append(number)
      }
    }
    sortCount = numbers.count
  }

  /// Nothing for all, the same for all, and for each sort all to the lines of that sort.
  var ways: Int { 2 + (sortCount > 1 ? sortCount : 0) }

  static func areOpen(_ facts: borrowing CompactFacts) -> Bool {
    for record in 0..<facts.count(of: table)
    where facts.number(table: table, record: record, column: column) == nil { return true }
    return false
  }

  func suppose(_ way: Int, in facts: inout CompactFacts) {
    var sum: Int128 = 0
    var open: [Int] = []
    var receiving: [Int] = []
    let count = facts.count(of: Self.table)
    for record in 0..<count where charges(record, facts) {
      if facts.existence(table: Self.table, record: record) == .open {
        facts.supposeOne(table: Self.table, record: record)
      }
      if let cost = facts.number(table: Self.table, record: record, column: Self.column) {
        sum += Int128(cost)
      } else {
        open.append(record)
        if way == 1 || way > 1 && sort(of: record, facts) == way - 2 { receiving.append(record) }
      }
    }
    guard let known = SupposedAmounts.known(sum) else { return }
    let amounts = SupposedAmounts(known: known, of: count - open.count)
    let rest = facts.number(fact: Self.total).map { $0 - known }
    if let rest, rest > 0, receiving.isEmpty { receiving = open }
    for record in open { suppose(0, record, &facts) }
    for (index, record) in receiving.enumerated() {
      if let rest {
        suppose(amounts.part(index, of: receiving.count, max(0, rest)), record, &facts)
      } else {
        suppose(amounts.much, record, &facts)
      }
    }
    supposeSums(&facts)
  }

  /// Whether a line's owner charges costs, as far as that is known or supposed.
  private func charges(_ record: Int, _ facts: borrowing CompactFacts) -> Bool {
    facts.label(
      table: Self.people, record: facts.owner(table: Self.table, record: record),
      column: ProposalVocabulary.ParticipantColumn.role.rawValue
    ).map { Role.allCases[$0].chargesCosts } ?? true
  }

  private func suppose(_ amount: Int64, _ record: Int, _ facts: inout CompactFacts) {
    facts.suppose(number: amount, table: Self.table, record: record, column: Self.column)
  }

  private func sort(of record: Int, _ facts: borrowing CompactFacts) -> Int {
    func label(_ column: Lines) -> Int {
      facts.label(table: Self.table, record: record, column: column.rawValue) ?? 0
    }
    return sorts[2 * label(.category) + label(.forSMEs)]
  }

  /// The costs of participants: those of their lines, where it is supposed which they are.
  private func supposeSums(_ facts: inout CompactFacts) {
    let cost = ProposalVocabulary.ParticipantColumn.cost.rawValue
    var sums = [Int128](repeating: 0, count: facts.count(of: Self.people))
    var open = BitSet()
    for record in 0..<facts.count(of: Self.table) {
      let owner = facts.owner(table: Self.table, record: record)
      if facts.existence(table: Self.table, record: record) != .certain { open.insert(owner) }
      let amount = facts.number(table: Self.table, record: record, column: Self.column) ?? 0
      sums[owner] += Int128(amount)
    }
    for record in sums.indices
    where facts.number(table: Self.people, record: record, column: cost) == nil
      && !open.contains(record)
    {
      guard let sum = SupposedAmounts.known(sums[record]) else { continue }
      facts.suppose(number: sum, table: Self.people, record: record, column: cost)
    }
  }
}

/// Amounts in cents that are supposed where no sum is known.
struct SupposedAmounts {
  /// More than what is known, by far; so much of it fits into a sum that rules multiply.
  let much: Int64
  /// What is known, for one of those of whom it is.
  let mean: Int64
  /// What was supposed.
  var sum: Int128 = 0

  init(known: Int64, of count: Int) {
    much = max(1_000_000_000, known > .max >> 16 ? 0 : known * 20)
    mean = count > 0 ? known / Int64(count) : 1_000_000
  }

  /// A sum that is not too large to suppose something beside it; what is larger is left unknown.
  static func known(_ sum: Int128) -> Int64? {
    sum.magnitude < 1 << 60 ? Int64(sum) : nil
  }

  /// A part of a whole among so many, to the cent.
  func part(_ index: Int, of count: Int, _ whole: Int64) -> Int64 {
    whole / Int64(count) + (index == 0 ? whole % Int64(count) : 0)
  }
}
