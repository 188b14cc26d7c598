import Consortia
import FundingCalls
import FundingTerms
import RuleLanguage

extension Assessor {
  /// The budget of a consortium against the call's rates and limits.
  ///
  /// `general` assesses the general conditions that hold where the call is silent: those of them
  /// that only warn and read money of which no requirement of the call speaks.
  ///
  /// Where the call's strands differ in their rates and none is named, the figures are those that
  /// hold in every strand.
  public func budget(of consortium: Consortium, general: Assessor? = nil) -> ProposalBudget {
    let maker = BudgetMaker(of: self, consortium, named: strand)
    var budget = ProposalBudget(
      call: call, strand: strand, totalCost: maker.totalCost, requestedGrant: maker.requestedGrant)
    maker.fill(&budget)
    for own in perStrand {
      budget.agree(
        with: BudgetMaker(of: own, consortium, named: nil).figures(), path: "proposal.strand")
    }
    budget.limits = limits(for: consortium) { !$0.moneyRead.isEmpty }
    if let general {
      let spoken = rules.requirements.reduce(into: Set<MoneyRead>()) { $0.formUnion($1.moneyRead) }
      budget.limits += general.limits(for: consortium) { typed in
        let read = typed.moneyRead
        return typed.requirement.severity != .blocking && !read.isEmpty
          && read.isDisjoint(with: spoken)
      }
    }
    budget.findings = maker.findings(budget)
    return budget
  }
}

extension Assessor {
  /// The requirements that are wanted, with their figures.
  private func limits(
    for consortium: Consortium, where isWanted: (CallRules.TypedRequirement) -> Bool
  ) -> [BudgetLimit] {
    let figures = LimitFigures(judge(for: consortium, named: strand))
    return zip(rules.requirements, results(for: consortium)).compactMap { typed, result in
      isWanted(typed) ? BudgetLimit(result: result, figures: figures.figures(of: result)) : nil
    }
  }
}

/// Money of which a rule may speak.
enum MoneyRead: Hashable {
  case costs, grants, awards
}

extension CallRules.TypedRequirement {
  /// Of what money the rules of the requirement speak.
  var moneyRead: Set<MoneyRead> {
    let mentions = RuleMentions(readings.map(\.rule) + [applies].compactMap(\.self))
    return Set(mentions.places.compactMap(MoneyRead.init))
  }
}

extension MoneyRead {
  /// What a fact of a rule is; `nil` where it is no money of the budget.
  fileprivate init?(_ place: RuleMentions.Place) {
    switch ProposalVocabulary.Table(rawValue: place.table) {
    case .participants:
      switch ProposalVocabulary.ParticipantColumn(rawValue: place.column) {
      case .cost: self = .costs
      case .requestedGrant: self = .grants
      default: return nil
      }
    case .lines:
      guard place.column == ProposalVocabulary.LineColumn.cost.rawValue else { return nil }
      self = .costs
    case .awards:
      switch ProposalVocabulary.AwardColumn(rawValue: place.column) {
      case .amount, .total, .amountPerRecipient: self = .awards
      default: return nil
      }
    case .aids: return nil
    case nil:
      switch ProposalVocabulary.ProjectFact(rawValue: place.column) {
      case .totalCost where place.table == -1: self = .costs
      case .requestedGrant where place.table == -1: self = .grants
      default: return nil
      }
    }
  }
}

/// Works out what a call pays of a consortium's costs.
///
/// Each cost line gets the rates that it has or may have; sums of lines are exact fractions of a
/// cent until a largest grant is cut, for each participant and then for the project.
struct BudgetMaker {
  let call: Call
  let rules: CallRules
  let judge: RequirementJudge
  let consortium: Consortium

  init(of assessor: Assessor, _ consortium: Consortium, named strand: String?) {
    call = assessor.call
    rules = assessor.rules
    judge = assessor.judge(for: consortium, named: strand)
    self.consortium = consortium
  }

  private var facts: Facts { judge.facts }
  private typealias Table = ProposalVocabulary.Table
  private typealias Project = ProposalVocabulary.ProjectFact

  // MARK: Amounts

  /// An amount that the rule language names.
  private func quantity(_ text: String, of noun: String? = nil) -> Quantity? {
    RuleReader.quantity(text, of: noun, vocabulary: rules.vocabulary)
  }

  private func span(_ quantity: Quantity?, record: Int? = nil) -> MoneySpan {
    quantity.map { MoneySpan($0.range(for: facts, record: record)) } ?? .unknown
  }

  var totalCost: MoneySpan { span(quantity("total-cost")) }
  var requestedGrant: MoneySpan { span(quantity("requested-grant")) }

  // MARK: Lines

  /// A cost line with the rates that it may have.
  private struct Line {
    var participant: Int
    var category: CostCategory?
    /// What it is known to cost; `nil` where that is open.
    var cost: Int128?
    /// Whether it counts for certain.
    var isCertain: Bool
    /// The rates by their index in all readings.
    var rates: [Int] = []
    /// The rates in millionths.
    var rate: RateSpan?
    /// Which caps on lines are for it.
    var caps: [Truth] = []
    /// Whether indirect costs are a flat rate of it.
    var isBase = Truth.no
  }

  private func lines() -> [Line] {
    let table = facts.tables[Table.lines.rawValue]
    typealias Column = ProposalVocabulary.LineColumn
    var lines: [Line] = (0..<table.count).map { record in
      let origin = judge.lines[record]
      let line = origin.line.flatMap { consortium.participants[origin.participant].costs?[$0] }
      return Line(
        participant: origin.participant, category: line?.category ?? origin.category,
        cost: line?.amount.map { Int128($0.cents) }, isCertain: table.certain.contains(record))
    }
    var first = 0
    for reading in rules.rates {
      let truths = reading.entries.map { $0.condition?.truths(for: facts) }
      for record in lines.indices {
        for (index, entry) in reading.entries.enumerated() {
          let truth = truths[index]?[record] ?? .yes
          guard truth != .no else { continue }
          lines[record].rates.append(first + index)
          let own = RateSpan(entry.millionths, entry.millionths)
          lines[record].rate = lines[record].rate?.or(own) ?? own
          if truth == .yes { break }
        }
      }
      first += reading.entries.count
    }
    for cap in rules.caps {
      let truths = cap.condition?.truths(for: facts)
      for record in lines.indices { lines[record].caps.append(truths?[record] ?? .yes) }
    }
    if let indirect = rules.indirect {
      let truths = indirect.base?.truths(for: facts)
      for record in lines.indices {
        let isDirect: Truth =
          lines[record].category.map { $0 == .indirect ? .no : .yes } ?? .unknown
        lines[record].isBase = (truths?[record] ?? .yes) && isDirect
      }
    }
    return lines
  }

  /// What some lines cost.
  private func cost(_ lines: [Line]) -> MoneySpan {
    lines.reduce(MoneySpan(0)) { sum, line in
      sum
        + MoneySpan(
          line.isCertain ? line.cost ?? 0 : 0, line.cost)
    }
  }

  /// What the rates make of some lines, in millionths of a cent.
  private func grant(_ lines: [Line]) -> MoneySpan {
    lines.reduce(MoneySpan(0)) { sum, line in
      guard let rate = line.rate else { return sum }
      let least = line.isCertain ? (line.cost ?? 0) * Int128(rate.least) : 0
      return sum + MoneySpan(least, line.cost.map { $0 * Int128(rate.greatest) })
    }
  }

  private static func cents(_ span: MoneySpan) -> MoneySpan {
    MoneySpan(span.least.map { $0 / 1_000_000 }, span.greatest.map { $0 / 1_000_000 })
  }

  private func rate(_ lines: [Line]) -> RateSpan? {
    let rates = lines.compactMap(\.rate)
    return rates.dropFirst().reduce(rates.first) { $0?.or($1) }
  }

  private func cell(_ category: CostCategory, _ lines: [Line], others: [Line])
    -> ProposalBudget.Cell
  {
    var result = ProposalBudget.Cell(
      category: category, cost: cost(lines), rate: rate(lines),
      rates: Array(Set(lines.flatMap(\.rates))).sorted(),
      maximumGrant: rules.rates.isEmpty ? nil : Self.cents(grant(lines)))
    // Why: a line of which the category is not known may be of this one.
    if !others.isEmpty {
      result.cost = result.cost + MoneySpan(0, cost(others).greatest)
      result.maximumGrant = result.maximumGrant.map {
        $0 + MoneySpan(0, Self.cents(grant(others)).greatest)
      }
    }
    return result
  }

  // MARK: The budget

  /// The figures alone, for a strand beside others.
  func figures() -> ProposalBudget {
    var budget = ProposalBudget(
      call: call, strand: nil, totalCost: totalCost, requestedGrant: requestedGrant)
    fill(&budget)
    return budget
  }

  func fill(_ budget: inout ProposalBudget) {
    let lines = lines()
    for reading in rules.rates {
      budget.rates += reading.entries.map {
        .init(reading: reading.reading.id, rate: $0.rate, millionths: $0.millionths)
      }
    }
    budget.ratesNotStated =
      rules.rates.isEmpty
      ? call.rates?.notStated ?? "the funding rates" : nil
    fillPartners(&budget, lines)
    fillCategories(&budget, lines)
    fillProject(&budget)
    addGaps(to: &budget)
  }

  private func fillPartners(_ budget: inout ProposalBudget, _ lines: [Line]) {
    let own = quantity("its cost", of: "participants")
    for (index, person) in consortium.participants.enumerated() {
      let mine = lines.filter { $0.participant == index }
      let unsorted = mine.filter { $0.category == nil }
      let isListed = person.costs != nil
      let cells = CostCategory.allCases.compactMap { category -> ProposalBudget.Cell? in
        let here = mine.filter { $0.category == category }
        guard isListed, !here.isEmpty else { return nil }
        return cell(category, here, others: unsorted)
      }
      let charges = person.role?.chargesCosts
      var partner = ProposalBudget.Partner(
        id: person.id, name: person.name ?? person.id, charges: charges, cells: cells,
        totalCost: charges == false ? MoneySpan(0) : span(own, record: index),
        requestedGrant: person.requestedGrant.map { Int128($0.cents) })
      if !rules.rates.isEmpty {
        let spans = rules.rates.map { span($0.ownGrant, record: index) }
        let hull = spans.dropFirst().reduce(spans[0]) { $0.or($1) }
        partner.maximumGrant =
          charges == false ? MoneySpan(0) : capped(hull, .participant, mine, record: index)
      }
      budget.partners.append(partner)
    }
  }

  private func fillCategories(_ budget: inout ProposalBudget, _ lines: [Line]) {
    let unsorted = lines.filter { $0.category == nil }
    for category in CostCategory.allCases {
      let here = lines.filter { $0.category == category }
      // Why: what an absent list may hold is of every category, and says nothing of any.
      let isListed = here.contains { $0.cost != nil || $0.isCertain }
      guard isListed else { continue }
      budget.categories.append(cell(category, here, others: unsorted))
    }
  }

  private func fillProject(_ budget: inout ProposalBudget) {
    let lines = lines()
    if !rules.rates.isEmpty {
      // Why: a grant is cut to whole cents for each participant first, so that what all may have
      // together is never less than the project's.
      let everybody = budget.partners.compactMap(\.maximumGrant)
      if everybody.count == budget.partners.count, everybody.allSatisfy({ $0.value != nil }) {
        budget.ratesGrant = everybody.reduce(MoneySpan(0)) { $0 + $1 }
      } else {
        let spans = rules.rates.map { span($0.grant) }
        budget.ratesGrant = spans.dropFirst().reduce(spans[0]) { $0.or($1) }
      }
    }
    for cap in rules.caps {
      let amount = cap.cap.owner == .project ? span(cap.amount) : nil
      budget.caps.append(.init(cap: cap.cap, amount: amount))
    }
    if let grant = budget.ratesGrant {
      budget.maximumGrant = capped(grant, .project, lines, record: nil)
    } else {
      let caps = rules.caps.filter { $0.cap.owner == .project && $0.condition == nil }
      budget.maximumGrant = caps.map { span($0.amount) }.reduce(nil as MoneySpan?) {
        $0?.atMost($1) ?? $1
      }.map { MoneySpan(0, $0.greatest) }
    }
  }

  /// A grant that keeps to the caps of the project, or of one participant.
  private func capped(
    _ grant: MoneySpan, _ owner: GrantCap.Owner, _ lines: [Line], record: Int?
  ) -> MoneySpan {
    var result = grant
    for (index, cap) in rules.caps.enumerated() where cap.cap.owner == owner {
      let amount = span(cap.amount, record: record)
      guard cap.condition != nil else {
        result = result.atMost(amount)
        continue
      }
      let certain = Self.cents(self.grant(lines.filter { $0.caps[index] == .yes }))
      let possible = Self.cents(self.grant(lines.filter { $0.caps[index] != .no }))
      /// What of the lines' grant lies above the cap.
      func excess(_ grant: Int128?, _ cap: Int128?) -> Int128? {
        grant.flatMap { grant in cap.map { max(0, grant - $0) } }
      }
      let least = excess(certain.least, amount.greatest) ?? 0
      let most = excess(possible.greatest, amount.least)
      result = MoneySpan(
        result.least.flatMap { sum in most.map { max(0, sum - $0) } } ?? 0,
        result.greatest.map { $0 - least })
    }
    return result
  }

  // MARK: What is missing

  /// Says of each figure that cannot be told why, and which facts would tell it.
  private func addGaps(to budget: inout ProposalBudget) {
    let ownCost = quantity("its cost", of: "participants")
    func note(_ figure: String, _ quantities: [Quantity?], record: Int? = nil) {
      var missing: [FactReference] = []
      for quantity in quantities.compactMap(\.self) {
        missing += quantity.missing(for: facts, record: record)
      }
      budget.note(
        figure, paths: judge.paths.paths(of: missing),
        otherwise: rules.rates.count > 1 ? .sourcesDisagree : .notStated)
    }
    if budget.totalCost.value == nil {
      note("totalCost", [quantity("total-cost")])
      note("effectiveRate", [quantity("total-cost")])
    }
    if budget.requestedGrant.value == nil {
      note("requestedGrant", [quantity("requested-grant")])
    }
    if budget.maximumGrant?.value == nil {
      note("maximumGrant", rules.rates.map(\.grant))
      note("effectiveRate", rules.rates.map(\.grant))
    }
    for cell in budget.categories where cell.cost.value == nil {
      let name = cell.category.rawValue
      note("categories.\(name).cost", [quantity("cost of lines whose category is \(name)")])
    }
    for (index, partner) in budget.partners.enumerated() where partner.charges != false {
      let key = "participants.\(partner.id)"
      if partner.totalCost.value == nil { note("\(key).totalCost", [ownCost], record: index) }
      if partner.requestedGrant == nil {
        budget.note(
          "\(key).requestedGrant", paths: ["\(key).requestedGrant"], otherwise: .missingFacts)
      }
      if partner.maximumGrant?.value == nil, !rules.rates.isEmpty {
        note("\(key).maximumGrant", rules.rates.map(\.ownGrant), record: index)
      }
    }
  }

  // MARK: Indirect costs

  /// A participant's indirect costs as it lists them, and as the flat rate makes them; only where
  /// both are known and the participant lists any.
  func indirectCosts() -> [(participant: Int, given: Int128, flat: Int128)] {
    guard let rule = rules.indirect else { return [] }
    let lines = lines()
    return consortium.participants.indices.compactMap { index in
      let mine = lines.filter { $0.participant == index }
      let given = mine.filter { $0.category == .indirect }
      guard !given.isEmpty, mine.allSatisfy({ $0.cost != nil && $0.isCertain }),
        !mine.contains(where: { $0.isBase == .unknown })
      else { return nil }
      let base = mine.filter { $0.isBase == .yes }.reduce(Int128(0)) { $0 + ($1.cost ?? 0) }
      let sum = given.reduce(Int128(0)) { $0 + ($1.cost ?? 0) }
      return (index, sum, base * Int128(rule.millionths) / 1_000_000)
    }
  }
}

extension ProposalBudget {
  /// Notes why a figure cannot be told; one path stands once, with all figures that it would tell.
  fileprivate mutating func note(_ figure: String, paths: [String], otherwise: Because) {
    func add(_ path: String?, _ because: Because) {
      if gaps.contains(where: { $0.path == path && $0.figures.contains(figure) }) { return }
      if let known = gaps.firstIndex(where: { $0.path == path && $0.because == because }) {
        gaps[known].figures.append(figure)
      } else {
        gaps.append(Gap(figures: [figure], because: because, path: path))
      }
    }
    for path in paths { add(path, .missingFacts) }
    if paths.isEmpty { add(nil, otherwise) }
  }

  /// Widens the figures to what holds in another strand too.
  fileprivate mutating func agree(with other: ProposalBudget, path: String) {
    func hull(_ one: MoneySpan?, _ two: MoneySpan?) -> MoneySpan? {
      one.flatMap { one in two.map { one.or($0) } }
    }
    func note(_ figure: String, _ before: MoneySpan?, _ after: MoneySpan?) {
      guard before?.value != nil, after?.value == nil else { return }
      self.note(figure, paths: [path], otherwise: .missingFacts)
    }
    let before = maximumGrant
    maximumGrant = hull(maximumGrant, other.maximumGrant)
    note("maximumGrant", before, maximumGrant)
    ratesGrant = hull(ratesGrant, other.ratesGrant)
    for (index, partner) in other.partners.enumerated() where index < partners.count {
      let before = partners[index].maximumGrant
      partners[index].maximumGrant = hull(before, partner.maximumGrant)
      note("participants.\(partner.id).maximumGrant", before, partners[index].maximumGrant)
    }
    for index in categories.indices {
      guard let cell = other.categories.first(where: { $0.category == categories[index].category })
      else { continue }
      categories[index].maximumGrant = hull(categories[index].maximumGrant, cell.maximumGrant)
      categories[index].rate = categories[index].rate.flatMap { own in
        cell.rate.map { own.or($0) }
      }
    }
  }
}
