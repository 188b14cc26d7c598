public import Consortia
public import FundingCalls
public import FundingTerms
import SMEDefinition

/// Adds up the small aid of the participants of a consortium: by undertaking, state and regime, over
/// the years that end on a day.
public struct AidLedger: Sendable {
  private let consortium: Consortium
  private let table: DeMinimisTable
  private let reference: ReferenceTables
  private let day: CalendarDate
  private let links: Links

  /// A ledger as of a day.
  public init(
    of consortium: Consortium, table: DeMinimisTable, reference: ReferenceTables,
    on day: CalendarDate
  ) {
    self.consortium = consortium
    self.table = table
    self.reference = reference
    self.day = day
    links = Links(consortium, reference.sizes)
  }

  /// The accounts, in the order of the participants.
  public func accounts() -> [AidAccount] {
    links.undertakings.flatMap { members -> [AidAccount] in
      let possible = links.possible(with: members)
      return states(of: members).flatMap { state in
        table.regimes.enumerated().compactMap { index, regime -> AidAccount? in
          let account = account(members, possible, state, regime)
          // The general regime is always of interest, the others where there is such aid.
          let isOwn = account.entries.contains { entry in
            entry.aid.regime.map { $0 == regime.id } ?? false
          }
          return index == 0 || isOwn ? account : nil
        }
      }
    }
  }

  /// The participants of whom no account can be shown: nothing says which state's aid they may have.
  public var withoutState: [Int] {
    links.undertakings.filter { states(of: $0).isEmpty }.flatMap(\.self)
  }

  /// The regimes of aids that are no small aid, each once: they are not counted.
  public var otherRegimes: [String] {
    let known = Set(table.regimes.flatMap(\.counts))
    let all = consortium.participants.flatMap { $0.aidReceived ?? [] }.compactMap(\.regime)
    return Set(all).subtracting(known).sorted()
  }

  /// The states that may have granted aid: those of the aids, and those in which the members are.
  private func states(of members: [Int]) -> [CountryCode] {
    var states: [CountryCode] = []
    for member in members {
      let person = consortium.participants[member]
      if let country = person.country,
        reference.participation.membership(of: country, in: "member-states", on: day) != .no
      {
        states.append(country)
      }
      states += (person.aidReceived ?? []).compactMap(\.memberState)
    }
    return Set(states).sorted()
  }

  /// The day from which on the rules count as the ledger does, where the ledger's day is before it.
  public var rollingFrom: CalendarDate? { table.rollingFrom.flatMap { day < $0 ? $0 : nil } }

  // MARK: One account

  private func account(
    _ members: [Int], _ possible: [Int], _ state: CountryCode, _ regime: DeMinimisTable.Regime
  ) -> AidAccount {
    var entries: [AidAccount.Entry] = []
    var missing: [String] = []
    for member in (members + possible).sorted() {
      let person = consortium.participants[member]
      guard let aids = person.aidReceived else {
        missing.append("participants.\(person.id).aidReceived")
        continue
      }
      for (index, aid) in aids.enumerated() {
        guard aid.regime.map(regime.counts.contains) ?? true, aid.memberState ?? state == state
        else { continue }
        let isOwn = members.contains(member)
        let entry = entry(aid, member, index + 1, isOwn: isOwn)
        entries.append(entry)
        guard entry.standing == .open else { continue }
        let path = "participants.\(person.id).aidReceived.\(index + 1)"
        if aid.date == nil { missing.append("\(path).date") }
        if aid.amount == nil { missing.append("\(path).amount") }
        if aid.regime == nil { missing.append("\(path).regime") }
        if aid.memberState == nil { missing.append("\(path).memberState") }
      }
    }
    func key(_ entry: AidAccount.Entry) -> (CalendarDate, Int, Int) {
      (entry.aid.date ?? day, entry.participant, entry.number)
    }
    entries.sort { key($0) < key($1) }
    let isComplete = (members + possible).allSatisfy {
      consortium.participants[$0].aidReceived != nil
    }
    return AidAccount(
      members: members, state: state, regime: regime,
      from: Self.start(of: table.years, before: day),
      ceiling: regime.ceiling(on: day), used: sum(entries, on: day, isComplete), entries: entries,
      steps: steps(entries, regime, isComplete), missing: missing)
  }

  private func entry(_ aid: Aid, _ member: Int, _ number: Int, isOwn: Bool) -> AidAccount.Entry {
    let leaves = aid.date.map { Self.leaving($0, after: table.years) }
    let standing: AidAccount.Entry.Standing
    if let date = aid.date, date > day {
      standing = .later
    } else if let leaves, leaves <= day {
      standing = .over
    } else if aid.date != nil, aid.amount != nil, aid.regime != nil, aid.memberState != nil, isOwn {
      standing = .counts
    } else {
      standing = .open
    }
    return AidAccount.Entry(
      participant: member, number: number, aid: aid, standing: standing, leaves: leaves)
  }

  /// What adds up on a day, of the aids granted until the ledger's own.
  private func sum(_ entries: [AidAccount.Entry], on day: CalendarDate, _ isComplete: Bool)
    -> AmountRange
  {
    var range = AmountRange(least: 0, most: isComplete ? 0 : nil)
    for entry in entries where entry.leaves.map({ $0 > day }) ?? true {
      let amount = entry.aid.amount.map { Int128($0.cents) }
      switch entry.standing {
      case .counts:
        range.least += amount ?? 0
        range.most = range.most.map { $0 + (amount ?? 0) }
      case .open:
        guard let most = range.most else { continue }
        range.most = amount.map { most + $0 }
      case .over, .later: continue
      }
    }
    return range
  }

  /// The room on the day and on every later day on which it grows; nothing where no ceiling is known.
  private func steps(
    _ entries: [AidAccount.Entry], _ regime: DeMinimisTable.Regime, _ isComplete: Bool
  ) -> [AidAccount.Step] {
    let leaving = entries.filter { $0.standing == .counts || $0.standing == .open }
      .compactMap(\.leaves)
    let last = leaving.max() ?? day
    let changes = regime.changes(after: day).filter { $0 <= max(last, day.adding(months: 12)) }
    var steps: [AidAccount.Step] = []
    for day in [day] + Set(leaving + changes).sorted() {
      guard let ceiling = regime.ceiling(on: day) else { break }
      let used = sum(entries, on: day, isComplete)
      let limit = Int128(ceiling.cents)
      let room = AmountRange(
        least: used.most.map { max(limit - $0, 0) } ?? 0, most: max(limit - used.least, 0))
      if let before = steps.last, before.room == room, before.ceiling == ceiling { continue }
      steps.append(AidAccount.Step(day: day, ceiling: ceiling, room: room))
    }
    return steps
  }

  // MARK: The window

  /// The first day on which an aid no longer counts: the day some years before is outside.
  static func leaving(_ date: CalendarDate, after years: Int) -> CalendarDate {
    let same = date.adding(months: 12 * years)
    // Why: of 29 February there is none in most years, and the day before would come too early.
    let isReached = same.adding(months: -12 * years) >= date
    return isReached ? same : CalendarDate(dayNumber: same.dayNumber + 1)
  }

  /// The first day that counts on a day.
  static func start(of years: Int, before day: CalendarDate) -> CalendarDate {
    CalendarDate(dayNumber: day.adding(months: -12 * years).dayNumber + 1)
  }
}

/// Which participants are one undertaking: those of a group, and those whose holdings link them.
private struct Links {
  let undertakings: [[Int]]
  private let assessor: SizeAssessor?

  init(_ consortium: Consortium, _ rules: SizeRules?) {
    let people = consortium.participants
    let hasHoldings = consortium.holdings?.isEmpty == false
    assessor = hasHoldings ? rules.map { SizeAssessor(consortium.ownershipNetwork(by: $0)) } : nil
    var keys = Array(people.indices)
    func merge(_ left: Int, _ right: Int) {
      let (from, to) = (max(keys[left], keys[right]), min(keys[left], keys[right]))
      for index in keys.indices where keys[index] == from { keys[index] = to }
    }
    var groups: [String: Int] = [:]
    for (index, person) in people.enumerated() {
      guard let group = person.group else { continue }
      if let first = groups[group] { merge(first, index) } else { groups[group] = index }
    }
    if let assessor {
      var linked: [Int: Int] = [:]
      for index in people.indices {
        let root = assessor.linkedGroup(of: index)
        if let first = linked[root] { merge(first, index) } else { linked[root] = index }
      }
    }
    let members = Dictionary(grouping: people.indices) { keys[$0] }
    undertakings = members.sorted { $0.key < $1.key }.map { $0.value.sorted() }
  }

  /// The participants of whom it is open whether they are linked to some.
  func possible(with members: [Int]) -> [Int] {
    guard let assessor else { return [] }
    let roots = Set(members.map { assessor.possiblyLinkedGroup(of: $0) })
    return undertakings.flatMap(\.self).filter {
      !members.contains($0) && roots.contains(assessor.possiblyLinkedGroup(of: $0))
    }
  }
}
