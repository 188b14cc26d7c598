import FundingTerms
import SMEDefinition

/// The figures of the definition.
let rules = SizeRules(
  ceilings: [
    ceiling(.micro, 10, 2), ceiling(.small, 50, 10),
    SizeRules.Ceiling(
      size: .medium, headcountBelow: Headcount(hundredths: 250_00), turnover: million(50),
      balanceSheet: million(43)),
  ], partnerFrom: Percentage(millionths: 250_000), linkedAbove: Percentage(millionths: 500_000),
  publicFrom: Percentage(millionths: 250_000), angelBelow: Money(cents: 1_250_000_00),
  authorityBudgetBelow: million(10), authorityInhabitantsBelow: 5_000)

private func ceiling(_ size: EnterpriseSize, _ staff: Int64, _ millions: Int64)
  -> SizeRules.Ceiling
{
  SizeRules.Ceiling(
    size: size, headcountBelow: Headcount(hundredths: staff * 100), turnover: million(millions),
    balanceSheet: million(millions))
}

func million(_ count: Int64) -> Money { Money(cents: count * 1_000_000_00) }

/// A network as a few words say it.
///
/// An enterprise is `A university 12 3000000 ?`: the id, its kind (a company without one, `?` for
/// none) and perhaps the three figures of its last period, `?` for unknown. A holding is `B 25 A`,
/// `B 25/60 A` (capital and votes), `B ? A`, with rights after it: `B 10 A board-majority`.
func network(_ enterprises: String, _ holdings: String = "", hasAllTies: Bool = true)
  -> OwnershipNetwork
{
  let nodes = enterprises.split(separator: ";").map { text -> OwnershipNetwork.Node in
    var words = text.split(separator: " ").map(String.init)[...]
    var enterprise = Enterprise(id: words.removeFirst())
    enterprise.kind = .company
    if let word = words.first, word == "?" || EnterpriseKind(rawValue: word) != nil {
      enterprise.kind = EnterpriseKind(rawValue: words.removeFirst())
    }
    if let word = words.first, word == "public" || word == "private" {
      enterprise.publicBody = words.removeFirst() == "public"
    }
    if let word = words.first, word == "same" || word == "other" {
      enterprise.sameMarket = words.removeFirst() == "same"
    }
    let figures = words.map { try? Money(parsing: $0) }
    if figures.count == 3 {
      enterprise.headcount = figures[0].map { Headcount(hundredths: $0.cents) }
      enterprise.turnover = figures[1]
      enterprise.balanceSheet = figures[2]
    }
    return OwnershipNetwork.Node(
      enterprise, path: "enterprises.\(enterprise.id)", hasAllTies: hasAllTies)
  }
  let list = holdings.split(separator: ";").map { text -> Holding in
    let words = text.split(separator: " ").map(String.init)
    var holding = Holding(of: words[2], by: words[0])
    let shares = words[1].split(separator: "/").map { Percentage(parsing: $0) }
    if shares.count == 2 {
      (holding.capital, holding.votes) = (shares[0], shares[1])
    } else {
      holding.share = shares[0]
    }
    let rights = words.dropFirst(3).compactMap { ControlRight(rawValue: $0) }
    holding.control = rights.isEmpty ? nil : rights
    return holding
  }
  return OwnershipNetwork(nodes: nodes, holdings: list, rules: rules)
}

/// What counts with the first enterprise: `A 100, C 30`; where a weight is open, `C 0-30`.
func weights(_ result: SizeResult) -> String {
  result.periods[0].rows.filter { $0.weight.upperBound > 0 }.map { row in
    let (low, high) = (row.weight.lowerBound, row.weight.upperBound)
    let least = low == high ? "" : Percentage(millionths: low).digits + "-"
    return "\(row.id) \(least)\(Percentage(millionths: high).digits)"
  }.sorted().joined(separator: ", ")
}

/// The result for the first enterprise of a network.
func result(_ enterprises: String, _ holdings: String = "", hasAllTies: Bool = true)
  -> SizeResult
{
  SizeAssessor(network(enterprises, holdings, hasAllTies: hasAllTies)).result(for: 0)
}

/// The result for one enterprise without ties, by its staff of some years, the latest first; the
/// other figures are small. `!` after a figure: it changed hands; `~`: an estimate.
func history(_ years: [String], founded: Int? = nil) -> SizeResult {
  var enterprise = Enterprise(id: "A")
  enterprise.accounts = years.enumerated().map { index, text in
    var accounts = Accounts(year: 2023 - index)
    let digits = text.prefix { !"!~?".contains($0) }
    accounts.headcount = (try? Money(parsing: digits)).map { Headcount(hundredths: $0.cents) }
    accounts.turnover = million(1)
    accounts.balanceSheet = million(1)
    accounts.ownershipChanged = text.hasSuffix("!")
    accounts.estimate = text.hasSuffix("~")
    return accounts
  }
  let node = OwnershipNetwork.Node(
    enterprise, path: "participants.A",
    founded: founded.flatMap { CalendarDate(year: $0, month: 5, day: 1) }, hasAllTies: true)
  return SizeAssessor(OwnershipNetwork(nodes: [node], holdings: [], rules: rules)).result(for: 0)
}
