import Consortia
import FundingCalls
import FundingTerms

extension BudgetMaker {
  /// What does not fit together: figures of the file that differ, flat rates, costs in kind.
  func findings(_ budget: ProposalBudget) -> [BudgetFinding] {
    var result = consortium.discrepancies.map { found in
      BudgetFinding(
        kind: found.kind.rawValue, text: found.message, help: found.help,
        difference: found.difference)
    }
    if let indirect = rules.indirect {
      for found in indirectCosts() where found.given != found.flat {
        let person = consortium.participants[found.participant]
        let percent = Digits.percentage(millionths: Int128(indirect.millionths))
        result.append(
          BudgetFinding(
            kind: "indirect",
            text: "\(person.name ?? person.id) lists indirect costs of "
              + "EUR \(Digits.money(cents: found.given)), and the flat rate of \(percent) makes "
              + "them EUR \(Digits.money(cents: found.flat))",
            help: "write what the flat rate makes of the direct costs",
            difference: found.given - found.flat, source: indirect.indirect.source))
      }
    }
    if let found = inKind(budget) { result.append(found) }
    return result
  }

  /// Costs in kind that are more than what the consortium bears itself: the rest would be paid for
  /// by the grant, and nobody has spent it.
  private func inKind(_ budget: ProposalBudget) -> BudgetFinding? {
    guard let given = budget.categories.first(where: { $0.category == .inKind })?.cost.value,
      let cost = budget.totalCost.value, let grant = budget.requestedGrant.value,
      given > max(0, cost - grant)
    else { return nil }
    let own = max(0, cost - grant)
    return BudgetFinding(
      kind: "in-kind",
      text: "costs in kind are EUR \(Digits.money(cents: given)), and the consortium bears "
        + "EUR \(Digits.money(cents: own)) itself: the grant would pay for "
        + "EUR \(Digits.money(cents: given - own)) that nobody has spent",
      help: "ask for less, or show that the call pays for costs in kind", difference: given - own)
  }
}
