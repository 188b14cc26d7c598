import FundingCalls
import FundingTerms
public import RuleLanguage

/// What follows from facts that a reader has put into a store as they are stated.
extension CompiledAssessor {
  private typealias Table = ProposalVocabulary.Table
  private typealias People = ProposalVocabulary.ParticipantColumn
  private typealias Lines = ProposalVocabulary.LineColumn
  private typealias Awards = ProposalVocabulary.AwardColumn
  private typealias Project = ProposalVocabulary.ProjectFact

  /// Completes a store, once for each proposal, so that it says what ``fill(_:from:)`` would.
  ///
  /// What the reader does: it sets what is stated, under the labels of the vocabulary; it gives lines
  /// only to those whose role charges costs, appends one `open` line for each of them that lists no
  /// costs, one `open` aid for each participant that lists none and one `open` award where the
  /// proposal lists none. It waives the sizes and `sme` where there are accounts or holdings, the
  /// recipients' amounts where recipients have ids, and a column with a word that the vocabulary does
  /// not have. What is done here: a kind or a size tells whether a body is public or an SME, sums and
  /// totals are made, and what only the tables of regions tell is waived.
  public func conclude(_ facts: inout CompactFacts) {
    if let strand { facts.set(label: strand, fact: Project.strand.rawValue) }
    let isComplete = concludePeople(&facts)
    concludeLines(&facts, isComplete)
    concludeGrant(&facts)
    concludeAwards(&facts)
  }

  // MARK: Participants

  /// Whether all roles are known.
  private func concludePeople(_ facts: inout CompactFacts) -> Bool {
    let table = Table.participants.rawValue
    let count = facts.count(of: table)
    var allRoles = true
    var hasCoordinator = false
    let coordinator = Role.allCases.firstIndex(of: .coordinator)
    for record in 0..<count {
      let role = facts.label(table: table, record: record, column: People.role.rawValue)
      if role == nil { allRoles = false }
      if role == coordinator { hasCoordinator = true }
      concludeKind(&facts, record)
      concludeSize(&facts, record)
      if facts.label(table: table, record: record, column: People.nonProfit.rawValue) == nil {
        facts.set(labels: 3, table: table, record: record, column: People.nonProfit.rawValue)
      }
      let group = facts.group(table: table, record: record)
      facts.set(
        label: group.map { count + $0 } ?? record, table: table, record: record,
        column: People.group.rawValue)
    }
    for column in [People.region, .regionClass, .outermost] {
      facts.waive(table: table, column: column.rawValue)
    }
    guard !allRoles else { return true }
    var roles = UInt64(1) << UInt64(Role.allCases.count) - 1
    if hasCoordinator, let coordinator { roles &= ~(1 << UInt64(coordinator)) }
    for record in 0..<count
    where facts.label(table: table, record: record, column: People.role.rawValue) == nil {
      facts.set(labels: roles, table: table, record: record, column: People.role.rawValue)
    }
    Self.waiveRoles(&facts)
    return false
  }

  private func concludeKind(_ facts: inout CompactFacts, _ record: Int) {
    let table = Table.participants.rawValue
    let kinds = UInt64(1) << UInt64(Kind.allCases.count) - 1
    let publicKind = Kind.allCases.firstIndex(of: .publicBody) ?? 0
    let kind = facts.label(table: table, record: record, column: People.kind.rawValue)
    let isPublic = facts.label(table: table, record: record, column: People.publicBody.rawValue)
    if isPublic == nil {
      if kind == publicKind {
        facts.set(label: 1, table: table, record: record, column: People.publicBody.rawValue)
      } else {
        facts.set(labels: 3, table: table, record: record, column: People.publicBody.rawValue)
      }
    }
    if kind == nil {
      facts.set(
        labels: isPublic == 0 ? kinds & ~(1 << UInt64(publicKind)) : kinds, table: table,
        record: record, column: People.kind.rawValue)
    }
  }

  /// A size tells whether it is an SME, and that leaves out some sizes; figures may tell both.
  private func concludeSize(_ facts: inout CompactFacts, _ record: Int) {
    let table = Table.participants.rawValue
    let sme = facts.label(table: table, record: record, column: People.sme.rawValue)
    let size = facts.label(table: table, record: record, column: People.size.rawValue)
    let sizes = EnterpriseSize.allCases
    if let size, sme == nil, sizes.indices.contains(size) {
      facts.set(
        label: sizes[size].isSME ? 1 : 0, table: table, record: record,
        column: People.sme.rawValue)
    }
    guard size == nil else { return }
    for column in [People.headcount, .turnover, .balanceSheet]
    where facts.number(table: table, record: record, column: column.rawValue) != nil {
      facts.waive(table: table, column: People.size.rawValue)
      facts.waive(table: table, column: People.sme.rawValue)
    }
    var possible: UInt64 = 0
    var only = 0
    for index in sizes.indices where sme == nil || sizes[index].isSME == (sme == 1) {
      possible |= 1 << UInt64(index)
      only = index
    }
    if possible.nonzeroBitCount == 1 {
      facts.set(label: only, table: table, record: record, column: People.size.rawValue)
    } else {
      facts.set(labels: possible, table: table, record: record, column: People.size.rawValue)
    }
    if sme == nil {
      facts.set(labels: 3, table: table, record: record, column: People.sme.rawValue)
    }
  }

  /// Leaves to the ordinary way what an unknown role decides about: the lines too, and that there is
  /// one coordinator at most.
  static func waiveRoles(_ facts: inout CompactFacts) {
    facts.waive(table: Table.participants.rawValue, column: People.role.rawValue)
    facts.waive(table: Table.participants.rawValue, column: People.cost.rawValue)
    for column in Lines.allCases {
      facts.waive(table: Table.lines.rawValue, column: column.rawValue)
    }
    facts.waive(fact: Project.totalCost.rawValue)
  }

  // MARK: Money

  /// The costs of each participant and of all.
  private func concludeLines(_ facts: inout CompactFacts, _ rolesAreKnown: Bool) {
    let (table, people) = (Table.lines.rawValue, Table.participants.rawValue)
    let categories = UInt64(1) << UInt64(CostCategory.allCases.count) - 1
    var total: Int64? = 0
    var isListed = true
    for record in 0..<facts.count(of: people) {
      facts.set(number: 0, table: people, record: record, column: People.cost.rawValue)
    }
    for record in 0..<facts.count(of: table) {
      if facts.label(table: table, record: record, column: Lines.category.rawValue) == nil {
        facts.set(
          labels: categories, table: table, record: record, column: Lines.category.rawValue)
      }
      if facts.label(table: table, record: record, column: Lines.forSMEs.rawValue) == nil {
        facts.set(labels: 3, table: table, record: record, column: Lines.forSMEs.rawValue)
      }
      let owner = facts.owner(table: table, record: record)
      guard owner >= 0, owner < facts.count(of: people) else { continue }
      let own = facts.number(table: people, record: owner, column: People.cost.rawValue)
      let cost = facts.number(table: table, record: record, column: Lines.cost.rawValue)
      guard let own, let cost else {
        // Why: a sum of which a part is known has a limit of its own, which cannot be said here.
        if facts.existence(table: table, record: record) != .open {
          facts.waive(table: people, column: People.cost.rawValue)
        }
        facts.unset(table: people, record: owner, column: People.cost.rawValue)
        if cost == nil { isListed = false }
        total = nil
        continue
      }
      let sum = own.addingReportingOverflow(cost)
      facts.set(
        number: sum.partialValue, table: people, record: owner, column: People.cost.rawValue)
      let whole = total?.addingReportingOverflow(cost)
      total = whole?.overflow == false ? whole?.partialValue : nil
      if sum.overflow || (isListed && total == nil) { Self.waiveRoles(&facts) }
    }
    if let total, rolesAreKnown {
      facts.set(number: total, fact: Project.totalCost.rawValue)
    } else if facts.number(fact: Project.totalCost.rawValue) != nil {
      // Why: what is missing then comes to what the total leaves.
      facts.waive(table: table, column: Lines.cost.rawValue)
      facts.waive(table: people, column: People.cost.rawValue)
    } else {
      facts.setSum(fact: Project.totalCost.rawValue)
    }
  }

  /// The grant that is asked for: stated, or the sum of what the partners ask for.
  private func concludeGrant(_ facts: inout CompactFacts) {
    let table = Table.participants.rawValue
    let column = People.requestedGrant.rawValue
    var sum: Int64 = 0
    var isComplete = true
    var isStated = false
    for record in 0..<facts.count(of: table) {
      if let grant = facts.number(table: table, record: record, column: column) {
        sum = sum.addingReportingOverflow(grant).partialValue
        isStated = true
        continue
      }
      let role = facts.label(table: table, record: record, column: People.role.rawValue)
      let charges =
        role.map { Role.allCases.indices.contains($0) && Role.allCases[$0].chargesCosts } ?? true
      if charges { isComplete = false }
      // Why: where the project's grant is stated, what is missing comes to what it leaves.
      if facts.number(fact: Project.requestedGrant.rawValue) != nil {
        facts.waive(table: table, column: column)
      }
    }
    guard facts.number(fact: Project.requestedGrant.rawValue) == nil else { return }
    if isComplete, isStated {
      facts.set(number: sum, fact: Project.requestedGrant.rawValue)
    } else {
      facts.set(atLeast: sum, fact: Project.requestedGrant.rawValue)
    }
  }

  // MARK: Awards

  private func concludeAwards(_ facts: inout CompactFacts) {
    let table = Table.awards.rawValue
    let people = facts.count(of: Table.participants.rawValue)
    for record in 0..<facts.count(of: table) {
      for (column, count) in [
        (Awards.form, AwardForm.allCases.count), (.recipient, RecipientKind.allCases.count),
      ] where facts.label(table: table, record: record, column: column.rawValue) == nil {
        facts.set(
          labels: UInt64(1) << UInt64(count) - 1, table: table, record: record,
          column: column.rawValue)
      }
      guard facts.existence(table: table, record: record) == .certain else { continue }
      if facts.label(table: table, record: record, column: Awards.provider.rawValue) == nil {
        if people > 0, people < 63 {
          facts.set(
            labels: UInt64(1) << UInt64(people) - 1, table: table, record: record,
            column: Awards.provider.rawValue)
        } else {
          facts.waive(table: table, column: Awards.provider.rawValue)
        }
      }
      let amount = facts.number(table: table, record: record, column: Awards.amount.rawValue)
      let number = facts.number(table: table, record: record, column: Awards.recipients.rawValue)
      guard let amount else { continue }
      facts.set(
        number: amount, table: table, record: record, column: Awards.amountPerRecipient.rawValue)
      let total = amount.multipliedReportingOverflow(by: number ?? 1)
      if number != nil, !total.overflow {
        facts.set(
          number: total.partialValue, table: table, record: record, column: Awards.total.rawValue)
      }
    }
  }
}
