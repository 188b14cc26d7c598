import FundingTerms

/// Says in words how enterprises stand to one, with the article.
struct TieNames {
  private let assessor: SizeAssessor
  private let subject: Int
  /// For each linked node, the link by which it is reached from the enterprise in question.
  private let reached: [Int: Ties.Link]

  init(assessor: SizeAssessor, subject: Int) {
    self.assessor = assessor
    self.subject = subject
    var reached: [Int: Ties.Link] = [:]
    var open = [subject]
    var index = 0
    while index < open.count {
      let next = open[index]
      for link in assessor.possible.links(at: next) {
        for end in [link.held] + link.holders where end != subject && reached[end] == nil {
          reached[end] = link
          open.append(end)
        }
      }
      index += 1
    }
    self.reached = reached
  }

  private var network: OwnershipNetwork { assessor.network }

  private func name(_ node: Int) -> String { network.nodes[node].name }

  /// The row of a node with its weights, without its figures.
  func row(_ node: Int, _ certain: Ties.Weight?, _ possible: Ties.Weight?) -> SizeRow {
    let words = words(node, possible)
    let weight = min(certain?.millionths ?? 0, possible?.millionths ?? 0)
    let isOpen = weight != possible?.millionths ?? 0
    return SizeRow(
      id: network.nodes[node].enterprise.id, name: name(node),
      relation: isOpen ? .open : words.relation,
      weight: weight...(possible?.millionths ?? 0), reason: words.reason, article: words.article,
      isConsolidated: false)
  }

  private typealias Words = (relation: SizeRow.Relation, reason: String, article: String)

  private func words(_ node: Int, _ weight: Ties.Weight?) -> Words {
    switch weight?.basis {
    case .itself: return (.itself, "", "")
    case .linked: return linked(node)
    case .partner(let edges, let isUpstream): return partner(node, edges, isUpstream)
    case .ofPartner(let partner):
      return (.partner, "linked to \(name(partner)), counts with it", "Art. 6(3)")
    case nil: return left(node)
    }
  }

  // MARK: Linked

  private func linked(_ node: Int) -> Words {
    guard let link = reached[node] else { return (.linked, "", "Art. 3(3)") }
    let isHeld = link.held == node
    let other = isHeld ? list(link.holders) : name(link.held)
    if let edge = link.edge, let right = network.edges[edge].holding.control?.first {
      let who = isHeld ? "\(name(network.edges[edge].by)) \(right.phrase)" : right.phrase
      return (.linked, isHeld ? who : "\(who) of \(other)", right.article)
    }
    let votes = Percentage(millionths: link.votes)
    let persons = link.holders.contains { network.nodes[$0].enterprise.kind == .naturalPerson }
    let article = persons ? "Art. 3(3), through a person" : "Art. 3(3)(a)"
    let others = link.holders.filter { $0 != node }
    if isHeld {
      let verb = link.holders.count > 1 ? "together hold" : "holds"
      return (.linked, "\(other) \(verb) \(votes) of its votes", article)
    }
    let with = others.isEmpty ? "" : "together with \(list(others)) "
    return (.linked, "\(with)holds \(votes) of the votes of \(other)", article)
  }

  // MARK: Partners

  private func partner(_ node: Int, _ edges: [Int], _ isUpstream: Bool) -> Words {
    guard let first = edges.first else { return (.partner, "", "Art. 3(2)") }
    let holders = edges.map { network.edges[$0].by }
    if isUpstream {
      let others = holders.filter { $0 != node }
      let with = others.isEmpty ? "" : " together with \(list(others))"
      return (
        .partner, "holds \(share(of: edges)) of \(name(network.edges[first].of))\(with)",
        "Art. 3(2)"
      )
    }
    let verb = holders.count > 1 ? "together hold" : "holds"
    return (.partner, "\(list(holders)) \(verb) \(share(of: edges)) of it", "Art. 3(2)")
  }

  /// The higher of the shares of capital and votes that some holdings come to.
  private func share(of edges: [Int]) -> String {
    func sum(_ path: (Holding) -> Percentage?) -> ClosedRange<Int64> {
      edges.reduce(0...0) { sum, edge in
        let range = network.shares(edge, path)
        return sum.lowerBound + range.lowerBound...sum.upperBound + range.upperBound
      }
    }
    let (capital, votes) = (sum { $0.statedCapital }, sum { $0.statedVotes })
    let least = Percentage(millionths: max(capital.lowerBound, votes.lowerBound))
    let most = max(capital.upperBound, votes.upperBound)
    if least.millionths != most {
      return least == .none ? "a share that is not stated" : "at least \(least)"
    }
    let kind =
      capital == votes ? "" : capital.lowerBound > votes.lowerBound ? " (capital)" : " (votes)"
    return "\(least)\(kind)"
  }

  // MARK: Left out

  private func left(_ node: Int) -> Words {
    let enterprise = network.nodes[node].enterprise
    switch enterprise.kind {
    case .naturalPerson:
      return (.noEnterprise, "a person, no enterprise" + market(enterprise), "Art. 3(3)")
    case .publicBody, .localAuthority:
      if let exempt = exempt(node) { return exempt }
      return (
        .noEnterprise, "a public body" + (held(by: node).map { ", \($0)" } ?? ""), "Art. 3(4)"
      )
    default: break
    }
    if let exempt = exempt(node) { return exempt }
    let limit = network.rules.partnerFrom
    if let held = held(by: node) {
      return (.autonomous, "\(held), less than \(limit)", "Art. 3(1)")
    }
    if let edge = network.incoming[node].first(where: { isOwn(network.edges[$0].by) }) {
      return (
        .autonomous,
        "\(name(network.edges[edge].by)) holds \(share(of: [edge])) of it, less than "
          + "\(limit)", "Art. 3(1)"
      )
    }
    return (.beyond, "tied to it only through others", "Art. 6(2)")
  }

  private func market(_ person: Enterprise) -> String {
    switch person.sameMarket {
    case true: ", through whom enterprises are linked"
    case false: ", of enterprises on other markets"
    case nil: ""
    }
  }

  private func exempt(_ node: Int) -> Words? {
    for member in network.outgoing[node].map({ network.edges[$0].of }) where isOwn(member) {
      for group in assessor.possible.groups(holding: member)
      where group.edges.contains(where: { network.edges[$0].by == node }) {
        let own = group.edges.filter { network.edges[$0].by == node }
        guard assessor.possible.isExempt(group),
          group.percentage >= network.rules.partnerFrom.millionths,
          let article = network.nodes[node].enterprise.kind?.privilege
        else { continue }
        return (
          .exempt,
          "holds \(share(of: own)) of \(name(member)), an investor that leaves it autonomous",
          article
        )
      }
    }
    return nil
  }

  /// What a node holds of the enterprise in question, or of one linked to it.
  private func held(by node: Int) -> String? {
    network.outgoing[node].first { isOwn(network.edges[$0].of) }.map {
      "holds \(share(of: [$0])) of \(name(network.edges[$0].of))"
    }
  }

  private func isOwn(_ node: Int) -> Bool {
    assessor.possible.roots[node] == assessor.possible.roots[subject]
  }

  private func list(_ nodes: [Int]) -> String {
    let names = nodes.map(name)
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
