import FundingTerms

/// Finds the size and the status of enterprises of a network, by Recommendation 2003/361/EC.
public struct SizeAssessor: Sendable {
  let network: OwnershipNetwork
  let certain: Ties
  let possible: Ties

  /// The enterprises that stand in the consolidated accounts of one that has such: certainly, and
  /// possibly.
  let consolidated: [Int: (certain: Set<Int>, possible: Set<Int>)]

  /// An assessor of a network; the ties are found once for all enterprises in it.
  public init(_ network: OwnershipNetwork) {
    self.network = network
    let certain = Ties(network, .certain)
    let possible = Ties(network, .possible)
    var consolidated: [Int: (certain: Set<Int>, possible: Set<Int>)] = [:]
    for node in network.nodes.indices {
      let accounts = network.nodes[node].enterprise.accounts ?? []
      guard accounts.contains(where: { $0.consolidated == true }) else { continue }
      consolidated[node] = (
        network.consolidated(by: node) { certain.roots[$0.by] == certain.roots[$0.of] },
        network.consolidated(by: node) { possible.roots[$0.by] == possible.roots[$0.of] }
      )
    }
    self.certain = certain
    self.possible = possible
    self.consolidated = consolidated
  }

  /// The size of the enterprise with an index in the network.
  public func result(for subject: Int) -> SizeResult {
    let node = network.nodes[subject]
    let trace = SizeTrace(assessor: self, subject: subject)
    var periods = trace.periods()
    let isBody =
      node.enterprise.publicBody == true || node.enterprise.kind == .publicBody
      || node.enterprise.kind == .localAuthority
    let isEnterprise = isBody ? .no : node.isEnterprise
    let control = publicControl(of: subject)
    for index in periods.indices { judge(&periods[index]) }
    let states = network.rules.ceilings.map { state(of: $0.size, subject, periods) }
    let below = states.last ?? .unknown
    let isSME = isEnterprise && below && !control
    var result = SizeResult(
      status: isEnterprise == .no ? .notAnEnterprise : Self.status(isSME),
      size: isEnterprise == .no ? nil : isSME == .no ? .large : size(states, isSME),
      publicControl: control,
      hasAllTies: node.hasAllTies, reasons: [], periods: periods, missing: [])
    if result.status != .notAnEnterprise, result.size == nil {
      result.missing = MissingFigures(trace: trace, result: result, control: control).paths()
    }
    result.reasons = SizeReasons(rules: network.rules, result: result, trace: trace).sentences()
    return result
  }

  private static func status(_ isSME: Truth) -> SizeResult.Status {
    switch isSME {
    case .yes: .sme
    case .no: .notSME
    case .unknown: .cannotTell
    }
  }

  // MARK: Ceilings

  /// What the totals of a period say of each ceiling.
  private func judge(_ period: inout SizePeriod) {
    period.isBelow = network.rules.ceilings.map { ceiling in
      period.headcount.isBelow(ceiling.headcountBelow.hundredths)
        && (period.turnover.isAtMost(ceiling.turnover.cents)
          || period.balanceSheet.isAtMost(ceiling.balanceSheet.cents))
    }
    var sizes: [EnterpriseSize] = []
    for (ceiling, isBelow) in zip(network.rules.ceilings, period.isBelow) where isBelow != .no {
      sizes.append(ceiling.size)
      if isBelow == .yes { break }
    }
    if period.isBelow.last != .yes { sizes.append(.large) }
    period.sizes = sizes
  }

  /// Whether the enterprise has the status of a class or of a smaller one.
  private func state(of size: EnterpriseSize, _ subject: Int, _ periods: [SizePeriod]) -> Truth {
    guard let index = network.rules.ceilings.firstIndex(where: { $0.size == size }) else {
      return .unknown
    }
    let founded = network.nodes[subject].founded?.parts.year
    let oldest = periods.last?.year
    let history = periods.reversed().enumerated().map { position, period in
      StatusHistory.Period(
        isBelow: period.isBelow[index],
        decides: period.isEstimate || period.ownershipChanged
          || (position == 0 && founded != nil && founded == oldest))
    }
    // Why: a status is lost only after two periods; which of the classes of SMEs it is, the oldest
    // period may say.
    return StatusHistory.status(
      history, oldestDecides: index + 1 < network.rules.ceilings.count)
  }

  private func size(_ states: [Truth], _ isSME: Truth) -> EnterpriseSize? {
    guard isSME == .yes else { return nil }
    for (ceiling, state) in zip(network.rules.ceilings, states) {
      switch state {
      case .yes: return ceiling.size
      case .unknown: return nil
      case .no: continue
      }
    }
    return nil
  }

  // MARK: Public control

  /// Whether public bodies control a quarter of an enterprise. Where they hold it only of somebody
  /// who controls the enterprise, the sources read do not say whether that counts.
  private func publicControl(of subject: Int) -> Truth {
    if certain.isPubliclyControlled(subject) { return .yes }
    let node = network.nodes[subject]
    if !node.hasAllTies || possible.isPubliclyControlled(subject) { return .unknown }
    return possible.owners(of: subject).contains { possible.isPubliclyControlled($0) }
      ? .unknown : .no
  }
}

extension SizeAssessor {
  /// A number that those share which are certainly linked to an enterprise.
  public func linkedGroup(of node: Int) -> Int { certain.roots[node] }

  /// A number that those share which are linked to an enterprise, or may be.
  public func possiblyLinkedGroup(of node: Int) -> Int { possible.roots[node] }
}
