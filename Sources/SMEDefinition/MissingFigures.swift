import FundingTerms

/// Names the missing facts that could change the status or the class of an enterprise.
struct MissingFigures {
  let trace: SizeTrace
  let result: SizeResult
  let control: Truth

  private var network: OwnershipNetwork { trace.assessor.network }
  private var rules: SizeRules { network.rules }

  /// The paths, each once, in the order in which they are worth asking for.
  func paths() -> [String] {
    var paths: [String] = []
    let subject = network.nodes[trace.subject]
    if subject.isEnterprise == .unknown, result.status == .cannotTell {
      paths.append(subject.enterprise.kind == nil ? "\(subject.path).kind" : "\(subject.path).sme")
    }
    let mayBeBelow = result.periods.contains { $0.isBelow.contains { $0 != .no } }
    if !subject.hasAllTies, control != .yes, mayBeBelow {
      paths.append("\(subject.path).autonomous")
    }
    for node in trace.nodes { paths += ties(of: node) }
    for period in result.periods {
      let wanted = figures(wantedIn: period)
      for node in trace.nodes where trace.mostWeight(of: node) > 0 {
        paths += missing(wanted, of: node, in: period.year)
      }
    }
    if paths.isEmpty || isSettledByPeriods { paths += earlier(subject) }
    var seen: Set<String> = []
    return paths.filter { seen.insert($0).inserted }
  }

  /// The figures that decide a ceiling which a period leaves open.
  private func figures(wantedIn period: SizePeriod) -> [String] {
    var wanted: Set<String> = []
    let open = zip(rules.ceilings, period.isBelow).filter { $0.1 == .unknown }
    for (ceiling, _) in result.status == .cannotTell ? open.suffix(1) : open[...] {
      let staff = period.headcount.isBelow(ceiling.headcountBelow.hundredths)
      let turnover = period.turnover.isAtMost(ceiling.turnover.cents)
      let balance = period.balanceSheet.isAtMost(ceiling.balanceSheet.cents)
      if staff == .unknown { wanted.insert("headcount") }
      if turnover == .unknown, balance != .yes { wanted.insert("turnover") }
      if balance == .unknown, turnover != .yes { wanted.insert("balanceSheet") }
    }
    return ["headcount", "turnover", "balanceSheet"].filter(wanted.contains)
  }

  private func missing(_ wanted: [String], of node: Int, in year: Int?) -> [String] {
    let path = network.nodes[node].path
    let enterprise = network.nodes[node].enterprise
    let figures = trace.figures(of: node, in: year)
    let base: String
    if let year, enterprise.accounts?.isEmpty == false || figures == nil {
      base = "\(path).accounts.\(year)"
    } else if let latest = enterprise.latestAccounts {
      base = "\(path).accounts.\(latest.year)"
    } else {
      base = path
    }
    return wanted.compactMap { name in
      let isKnown =
        switch name {
        case "headcount": figures?.headcount != nil
        case "turnover": figures?.turnover != nil
        default: figures?.balanceSheet != nil
        }
      return isKnown ? nil : "\(base).\(name)"
    }
  }

  /// What leaves a tie of a node open.
  private func ties(of node: Int) -> [String] {
    guard result.status == .cannotTell || trace.isOpen(node) else { return [] }
    let path = network.nodes[node].path
    let enterprise = network.nodes[node].enterprise
    var paths: [String] = []
    let own = network.outgoing[node].map { network.edges[$0] }
    if node != trace.subject, !own.isEmpty {
      if enterprise.kind == nil, trace.isOpen(node) || control == .unknown {
        paths.append("\(path).kind")
      }
      if enterprise.kind == .naturalPerson, enterprise.sameMarket == nil, own.count > 1 {
        paths.append("\(path).sameMarket")
      }
      if enterprise.kind == .localAuthority, control == .unknown {
        if enterprise.annualBudget == nil { paths.append("\(path).annualBudget") }
        if enterprise.inhabitants == nil { paths.append("\(path).inhabitants") }
      }
      if control == .unknown, enterprise.kind != nil, network.isPublic(node) == .unknown {
        paths.append("\(path).publicBody")
      }
    }
    for edge in own {
      let holding = edge.holding
      if enterprise.kind == .businessAngel, holding.invested == nil, trace.isOpen(node) {
        paths.append("holdings.\(edge.number).invested")
      }
      guard holding.control?.isEmpty ?? true else { continue }
      if holding.statedCapital == nil, holding.statedVotes == nil {
        paths.append("holdings.\(edge.number).share")
      } else if trace.isOpen(node) || trace.isOpen(edge.of) {
        if holding.statedCapital == nil { paths.append("holdings.\(edge.number).capital") }
        if holding.statedVotes == nil { paths.append("holdings.\(edge.number).votes") }
      }
    }
    return paths
  }

  /// Whether every period is settled, and only the order of the periods leaves the status open.
  private var isSettledByPeriods: Bool {
    result.periods.allSatisfy { !$0.isBelow.contains(.unknown) }
  }

  /// The period before the oldest one that is stated.
  private func earlier(_ subject: OwnershipNetwork.Node) -> [String] {
    guard control == .no else { return [] }
    guard let oldest = result.periods.last?.year else { return ["\(subject.path).accounts"] }
    return ["\(subject.path).accounts.\(oldest - 1)"]
  }
}
