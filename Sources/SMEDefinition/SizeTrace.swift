import FundingTerms

/// What counts with an enterprise in each period, and what does not, with the reasons.
struct SizeTrace {
  let assessor: SizeAssessor
  let subject: Int
  private let certain: [Int: Ties.Weight]
  private let possible: [Int: Ties.Weight]
  /// The enterprises that some tie connects with the one in question, itself first.
  let nodes: [Int]
  private let names: TieNames

  init(assessor: SizeAssessor, subject: Int) {
    self.assessor = assessor
    self.subject = subject
    certain = assessor.certain.weights(of: subject)
    possible = assessor.possible.weights(of: subject)
    nodes = assessor.network.cluster(around: subject)
    names = TieNames(assessor: assessor, subject: subject)
  }

  private var network: OwnershipNetwork { assessor.network }

  // MARK: Periods

  /// The periods of the enterprise in question, the latest first; one of which nothing is known
  /// where the file gives none.
  func periods() -> [SizePeriod] {
    let own = network.nodes[subject].enterprise
    guard let latest = own.latestAccounts?.year else { return [period(year: nil)] }
    let oldest = own.accounts?.map(\.year).min() ?? latest
    return stride(from: latest, through: max(oldest, latest - 9), by: -1).map { period(year: $0) }
  }

  private func period(year: Int?) -> SizePeriod {
    let own = network.nodes[subject].enterprise.accounts?.first { $0.year == year }
    var period = SizePeriod(
      year: year, isEstimate: own?.estimate == true,
      ownershipChanged: own?.ownershipChanged == true, rows: [])
    for node in nodes {
      let figures = figures(of: node, in: year)
      var row = names.row(node, certain[node], possible[node])
      let weight = weight(of: node, in: year)
      row.isConsolidated = row.weight.upperBound > 0 && weight != row.weight
      row.weight = weight
      row.headcount = figures?.headcount
      row.turnover = figures?.turnover
      row.balanceSheet = figures?.balanceSheet
      period.headcount.add(figures?.headcount?.hundredths, weight: weight)
      period.turnover.add(figures?.turnover?.cents, weight: weight)
      period.balanceSheet.add(figures?.balanceSheet?.cents, weight: weight)
      period.rows.append(row)
    }
    if !network.nodes[subject].hasAllTies {
      // Whoever else there may be only adds to what is known.
      period.headcount.upper = nil
      period.turnover.upper = nil
      period.balanceSheet.upper = nil
    }
    return period
  }

  /// The figures of a node in a year; for no year, those of its last period.
  func figures(of node: Int, in year: Int?) -> Accounts? {
    let enterprise = network.nodes[node].enterprise
    if let accounts = enterprise.accounts, !accounts.isEmpty {
      return year == nil ? enterprise.latestAccounts : accounts.first { $0.year == year }
    }
    let isLatest = year == nil || year == network.nodes[subject].enterprise.latestAccounts?.year
    guard enterprise.hasFigures, isLatest else { return nil }
    var figures = Accounts(year: year ?? 0)
    figures.headcount = enterprise.headcount
    figures.turnover = enterprise.turnover
    figures.balanceSheet = enterprise.balanceSheet
    return figures
  }

  // MARK: Weights

  /// How much of a node's figures count, where they do not stand in somebody else's already.
  private func weight(of node: Int, in year: Int?) -> ClosedRange<Int64> {
    var least = certain[node]?.millionths ?? 0
    var most = possible[node]?.millionths ?? 0
    for (consolidator, covered) in assessor.consolidated where consolidator != node {
      guard covered.possible.contains(node) || covered.certain.contains(node),
        figures(of: consolidator, in: year)?.consolidated == true
      else { continue }
      least = max(0, least - (possible[consolidator]?.millionths ?? 0))
      if covered.certain.contains(node) {
        most = max(0, most - (certain[consolidator]?.millionths ?? 0))
      }
    }
    return min(least, most)...most
  }

  /// The weight of a node at most.
  func mostWeight(of node: Int) -> Int64 { possible[node]?.millionths ?? 0 }

  /// Whether the weight of a node, or how it stands to the enterprise in question, is not settled.
  func isOpen(_ node: Int) -> Bool { certain[node]?.millionths != possible[node]?.millionths }
}

extension OwnershipNetwork {
  /// The nodes that stand in the consolidated accounts of one: those that it holds, or that such a
  /// one holds, by holdings that are consolidated; where that is not said, the linked ones.
  func consolidated(by node: Int, isLinked: (Edge) -> Bool) -> Set<Int> {
    var found: Set<Int> = [node]
    var open = [node]
    while let next = open.popLast() {
      for edge in outgoing[next].map({ edges[$0] })
      where edge.holding.consolidated ?? isLinked(edge) {
        if found.insert(edge.of).inserted { open.append(edge.of) }
      }
    }
    found.remove(node)
    return found
  }

  /// The nodes that some holding connects with one, itself first, in the order of the distance.
  func cluster(around node: Int) -> [Int] {
    var found = [node]
    var seen: Set<Int> = [node]
    var index = 0
    while index < found.count {
      let next = found[index]
      let ends = incoming[next].map { edges[$0].by } + outgoing[next].map { edges[$0].of }
      for end in ends where seen.insert(end).inserted { found.append(end) }
      index += 1
    }
    return found
  }
}

extension Ties {
  /// The links by which an enterprise is controlled, from its own owners upwards.
  func owners(of node: Int) -> [Int] {
    var found: [Int] = []
    var seen: Set<Int> = [node]
    var open = [node]
    while let next = open.popLast() {
      for link in links where link.held == next {
        for holder in link.holders where seen.insert(holder).inserted {
          found.append(holder)
          open.append(holder)
        }
      }
    }
    return found
  }
}
