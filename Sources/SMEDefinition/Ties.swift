import FundingTerms

/// Which enterprises are linked to each other, and who is whose partner: as the known facts make
/// certain, or as the missing ones at most allow.
///
/// Every missing fact that could be more (a share, a market, an investor beyond its limit) only adds
/// ties or weight, so the two sides bound all that may be.
struct Ties {
  enum Side {
    case certain, possible
  }

  /// Why some holders and an enterprise are linked: they hold most votes, or have another right.
  struct Link {
    var holders: [Int]
    var held: Int
    /// The votes that they hold together, in millionths.
    var votes: Int64
    /// The holding with a right of control, where that is what links them.
    var edge: Int?
  }

  /// Holders of an enterprise that are linked to each other, with what they hold together.
  struct Group {
    var root: Int
    var edges: [Int] = []
    var capital: Int64 = 0
    var votes: Int64 = 0

    /// The higher of the two shares.
    var percentage: Int64 { min(max(capital, votes), Percentage.whole.millionths) }
  }

  let network: OwnershipNetwork
  let side: Side
  /// For each node, the one that stands for all that are linked to it.
  private(set) var roots: [Int]
  private(set) var links: [Link] = []
  private(set) var members: [Int: [Int]] = [:]
  private var linkNumbers: [Int: [Int]] = [:]
  /// Public bodies, and those whom public bodies control.
  private var publicHolders: Set<Int> = []

  init(_ network: OwnershipNetwork, _ side: Side) {
    self.network = network
    self.side = side
    roots = Array(network.nodes.indices)
    let held = network.nodes.indices.filter { !network.incoming[$0].isEmpty }
    var isSettled = false
    // Holders that turn out to be linked hold more together, which may link them to others.
    while !isSettled {
      isSettled = true
      for node in held {
        for group in groups(holding: node) where root(of: group.root) != root(of: node) {
          guard let link = link(group, node) else { continue }
          links.append(link)
          roots[root(of: group.root)] = root(of: node)
          isSettled = false
        }
      }
    }
    for node in network.nodes.indices {
      roots[node] = root(of: node)
      members[roots[node], default: []].append(node)
    }
    for (index, link) in links.enumerated() {
      for end in [link.held] + link.holders { linkNumbers[end, default: []].append(index) }
    }
    findPublicHolders()
  }

  /// The links that a node is an end of.
  func links(at node: Int) -> [Link] { (linkNumbers[node] ?? []).map { links[$0] } }

  private func root(of node: Int) -> Int {
    var node = node
    while roots[node] != node { node = roots[node] }
    return node
  }

  /// Whether something holds on this side.
  func holds(_ truth: Truth) -> Bool { side == .certain ? truth == .yes : truth != .no }

  /// The holders of a node, those linked to each other together, in the order of the holdings.
  func groups(holding node: Int) -> [Group] {
    grouped(network.incoming[node]) { $0.by }
  }

  private func grouped(_ edges: [Int], _ end: (OwnershipNetwork.Edge) -> Int) -> [Group] {
    var groups: [Group] = []
    for edge in edges {
      let root = root(of: end(network.edges[edge]))
      let shares = shares(of: edge)
      let index =
        groups.firstIndex { $0.root == root }
        ?? {
          groups.append(Group(root: root))
          return groups.count - 1
        }()
      groups[index].edges.append(edge)
      groups[index].capital += shares.capital
      groups[index].votes += shares.votes
    }
    return groups
  }

  private func link(_ group: Group, _ held: Int) -> Link? {
    let holders = group.edges.map { network.edges[$0].by }
    guard holders.allSatisfy({ holds(network.connects($0)) }) else { return nil }
    let control = group.edges.first { network.edges[$0].holding.control?.isEmpty == false }
    guard control != nil || group.votes > network.rules.linkedAbove.millionths else { return nil }
    return Link(
      holders: holders, held: held, votes: min(group.votes, Percentage.whole.millionths),
      edge: group.votes > network.rules.linkedAbove.millionths ? nil : control)
  }

  // MARK: Weights

  /// Why an enterprise counts with its weight.
  enum Basis {
    case itself
    case linked
    /// It is held by some, or holds some, by edges of the network.
    case partner(edges: [Int], isUpstream: Bool)
    /// It is linked to a partner.
    case ofPartner(Int)
  }

  /// How much of an enterprise's figures count, in millionths.
  struct Weight {
    var millionths: Int64
    var basis: Basis
  }

  /// The weights of everything that counts with an enterprise.
  func weights(of subject: Int) -> [Int: Weight] {
    var weights: [Int: Weight] = [:]
    let own = members[roots[subject]] ?? [subject]
    for node in own {
      weights[node] = Weight(
        millionths: Percentage.whole.millionths, basis: node == subject ? .itself : .linked)
    }
    func add(_ group: Group, _ direct: [Int], isUpstream: Bool) {
      let basis = Basis.partner(edges: group.edges, isUpstream: isUpstream)
      for node in members[group.root] ?? [] where holds(network.counts(node)) {
        // Of several relations the greater percentage applies.
        guard (weights[node]?.millionths ?? 0) < group.percentage else { continue }
        weights[node] = Weight(
          millionths: group.percentage,
          basis: direct.contains(node) ? basis : .ofPartner(direct[0]))
      }
    }
    for node in own {
      for group in enterprises(holding: node) where group.root != roots[subject] {
        guard group.percentage >= network.rules.partnerFrom.millionths, !isExempt(group) else {
          continue
        }
        add(group, group.edges.map { network.edges[$0].by }, isUpstream: true)
      }
    }
    for (node, edges) in heldOutside(own, subject) {
      guard let group = grouped(edges, { _ in subject }).first,
        group.percentage >= network.rules.partnerFrom.millionths
      else { continue }
      var ofHeld = group
      ofHeld.root = roots[node]
      add(ofHeld, [node], isUpstream: false)
    }
    for node in own where node != subject && !holds(network.counts(node)) {
      weights[node] = nil
    }
    return weights
  }

  /// The enterprises that hold a node: what persons and public bodies hold makes no partners.
  private func enterprises(holding node: Int) -> [Group] {
    grouped(network.incoming[node].filter(isOfEnterprise)) { $0.by }
  }

  private func isOfEnterprise(_ edge: Int) -> Bool {
    holds(network.counts(network.edges[edge].by))
  }

  /// What some enterprises hold of others that are not linked to them, by who is held.
  private func heldOutside(_ own: [Int], _ subject: Int) -> [(held: Int, edges: [Int])] {
    let root = roots[subject]
    var found: [Int: [Int]] = [:]
    for node in own {
      for edge in network.outgoing[node]
      where roots[network.edges[edge].of] != root && (node == subject || isOfEnterprise(edge)) {
        found[network.edges[edge].of, default: []].append(edge)
      }
    }
    return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// Whether holders leave the enterprise autonomous however much they hold, short of control: all
  /// of them are such investors.
  func isExempt(_ group: Group) -> Bool {
    group.edges.allSatisfy { edge in
      let privileged = network.isPrivileged(edge)
      return side == .certain ? privileged != .no : privileged == .yes
    }
  }

  // MARK: Public control

  /// Whether public bodies hold so much of an enterprise that it is none of the definition's.
  func isPubliclyControlled(_ node: Int) -> Bool {
    var capital: Int64 = 0
    var votes: Int64 = 0
    for group in groups(holding: node) {
      let isLinked =
        group.root == roots[node] || group.votes > network.rules.linkedAbove.millionths
        || group.edges.contains { network.edges[$0].holding.control?.isEmpty == false }
      if !isLinked, isExempt(group) { continue }
      for edge in group.edges where publicHolders.contains(network.edges[edge].by) {
        let shares = shares(of: edge)
        capital += shares.capital
        votes += shares.votes
      }
    }
    return max(capital, votes) >= network.rules.publicFrom.millionths
  }

  /// Adds those whom public bodies control to the public bodies.
  private mutating func findPublicHolders() {
    publicHolders = Set(network.nodes.indices.filter { holds(network.isPublic($0)) })
    var isSettled = publicHolders.isEmpty
    while !isSettled {
      isSettled = true
      for node in network.nodes.indices where !publicHolders.contains(node) {
        let own = network.incoming[node].filter { publicHolders.contains(network.edges[$0].by) }
        let votes = own.reduce(Int64(0)) { $0 + shares(of: $1).votes }
        guard
          votes > network.rules.linkedAbove.millionths
            || own.contains(where: { network.edges[$0].holding.control?.isEmpty == false })
        else { continue }
        publicHolders.insert(node)
        isSettled = false
      }
    }
  }

  /// The shares of a holding on this side.
  private func shares(of edge: Int) -> (capital: Int64, votes: Int64) {
    let capital = network.shares(edge) { $0.statedCapital }
    let votes = network.shares(edge) { $0.statedVotes }
    return side == .certain
      ? (capital.lowerBound, votes.lowerBound) : (capital.upperBound, votes.upperBound)
  }
}
