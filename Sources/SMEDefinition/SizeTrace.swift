import FundingTerms

/// What counts with an enterprise in each period, and what does not, with the reasons.
struct SizeTrace {
  let assessor: SizeAssessor
  let subject: Int
  private let certain: [Int: Ties.Weight]
  private let possible: [Int: Ties.Weight]
  /// The enterprises that some tie connects with the one in question, itself first.
  let nodes: [Int]
  /// The rows of the nodes, without figures.
  private let rows: [SizeRow]
  /// The nodes that have consolidated accounts.
  private let consolidators: [Int]

  init(assessor: SizeAssessor, subject: Int) {
    self.assessor = assessor
    self.subject = subject
    certain = assessor.certain.weights(of: subject)
    possible = assessor.possible.weights(of: subject)
    nodes = assessor.network.cluster(around: subject)
    let names = TieNames(assessor: assessor, subject: subject)
    let (certain, possible) = (certain, possible)
    rows = nodes.map { names.row($0, certain[$0], possible[$0]) }
    consolidators = nodes.filter { assessor.consolidated[$0] != nil }
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
    let covered = covered(in: year)
    for (node, known) in zip(nodes, rows) {
      let figures = figures(of: node, in: year)
      var row = known
      if let covered = covered[node] {
        let most = max(0, row.weight.upperBound - covered.certain)
        row.weight = min(max(0, row.weight.lowerBound - covered.possible), most)...most
        row.isConsolidated = known.weight.upperBound > 0 && row.weight != known.weight
      }
      row.headcount = figures?.headcount
      row.turnover = figures?.turnover
      row.balanceSheet = figures?.balanceSheet
      period.headcount.add(figures?.headcount?.hundredths, weight: row.weight)
      period.turnover.add(figures?.turnover?.cents, weight: row.weight)
      period.balanceSheet.add(figures?.balanceSheet?.cents, weight: row.weight)
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

  /// How much of the nodes' figures stands in the consolidated accounts of others already, in
  /// millionths. Of accounts that stand in others' themselves only the outermost count.
  private func covered(in year: Int?) -> [Int: (certain: Int64, possible: Int64)] {
    let active = consolidators.filter { figures(of: $0, in: year)?.consolidated == true }
    var inner: Set<Int> = []
    for outer in active {
      for node in assessor.consolidated[outer]?.certain ?? [] {
        // Of two that stand in each other's accounts, one counts.
        let isMutual = assessor.consolidated[node]?.certain.contains(outer) == true
        if !isMutual || outer < node { inner.insert(node) }
      }
    }
    var covered: [Int: (certain: Int64, possible: Int64)] = [:]
    for consolidator in active where !inner.contains(consolidator) {
      guard let sets = assessor.consolidated[consolidator] else { continue }
      for node in sets.certain {
        covered[node, default: (0, 0)].certain += certain[consolidator]?.millionths ?? 0
      }
      for node in sets.possible.union(sets.certain) {
        covered[node, default: (0, 0)].possible += possible[consolidator]?.millionths ?? 0
      }
    }
    return covered
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
      for link in links(at: next) where link.held == next {
        for holder in link.holders where seen.insert(holder).inserted {
          found.append(holder)
          open.append(holder)
        }
      }
    }
    return found
  }
}
