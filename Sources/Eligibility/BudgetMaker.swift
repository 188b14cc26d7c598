import Consortia
import FundingCalls
import FundingTerms
import RuleLanguage

/// Works out what a call pays of a consortium's costs.
///
/// Each cost line gets the rates that it has or may have; sums of lines are exact fractions of a
/// cent until a largest grant is cut, for each participant and then for the project.
struct BudgetMaker {
  let call: Call
  let rules: CallRules
  let judge: RequirementJudge
  let consortium: Consortium
  private let lines: [BudgetLine]

  init(of assessor: Assessor, _ consortium: Consortium, named strand: String?) {
    call = assessor.call
    rules = assessor.rules
    judge = assessor.judge(for: consortium, named: strand)
    self.consortium = consortium
    lines = Self.lines(of: consortium, judge, rules)
  }

  var facts: Facts { judge.facts }

  // MARK: Amounts

  /// An amount that the rule language names.
  func quantity(_ text: String, of noun: String? = nil) -> Quantity? {
    RuleReader.quantity(text, of: noun, vocabulary: rules.vocabulary)
  }

  private func span(_ quantity: Quantity?, record: Int? = nil) -> MoneySpan {
    quantity.map { MoneySpan($0.range(for: facts, record: record)) } ?? .unknown
  }

  var totalCost: MoneySpan { span(quantity("total-cost")) }
  var requestedGrant: MoneySpan { span(quantity("requested-grant")) }

  // MARK: Sums of lines

  /// What some lines cost.
  private func cost(_ lines: [BudgetLine]) -> MoneySpan {
    lines.reduce(MoneySpan(0)) { sum, line in
      sum + MoneySpan(line.isCertain ? line.cost ?? 0 : 0, line.cost)
    }
  }

  /// What the rates make of some lines, in millionths of a cent.
  private func grant(_ lines: [BudgetLine]) -> MoneySpan {
    lines.reduce(MoneySpan(0)) { sum, line in
      guard let rate = line.rate else { return sum }
      let least = line.isCertain ? (line.cost ?? 0) * Int128(rate.least) : 0
      return sum + MoneySpan(least, line.cost.map { $0 * Int128(rate.greatest) })
    }
  }

  private static func cents(_ span: MoneySpan) -> MoneySpan {
    MoneySpan(span.least.map { $0 / 1_000_000 }, span.greatest.map { $0 / 1_000_000 })
  }

  private func rate(_ lines: [BudgetLine]) -> RateSpan? {
    let rates = lines.compactMap(\.rate)
    return rates.dropFirst().reduce(rates.first) { $0?.or($1) }
  }

  private func cell(_ category: CostCategory, _ lines: [BudgetLine], others: [BudgetLine])
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
    for reading in rules.rates {
      budget.rates += reading.entries.map {
        .init(reading: reading.reading.id, rate: $0.rate, millionths: $0.millionths)
      }
    }
    budget.ratesNotStated =
      rules.rates.isEmpty
      ? call.rates?.notStated ?? "the funding rates" : nil
    fillPartners(&budget)
    fillCategories(&budget)
    fillProject(&budget)
    addGaps(to: &budget)
  }

  private func fillPartners(_ budget: inout ProposalBudget) {
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

  private func fillCategories(_ budget: inout ProposalBudget) {
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
    _ grant: MoneySpan, _ owner: GrantCap.Owner, _ lines: [BudgetLine], record: Int?
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

  // MARK: Indirect costs

  /// A participant's indirect costs as it lists them, and as the flat rate makes them; only where
  /// both are known and the participant lists any.
  func indirectCosts() -> [(participant: Int, given: Int128, flat: Int128)] {
    guard let rule = rules.indirect else { return [] }
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
