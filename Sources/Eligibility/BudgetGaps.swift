import Consortia
import FundingCalls
import FundingTerms
import RuleLanguage

extension BudgetMaker {
  /// Says of each figure that cannot be told why, and which facts would tell it.
  func addGaps(to budget: inout ProposalBudget) {
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
  mutating func agree(with other: ProposalBudget, path: String) {
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
