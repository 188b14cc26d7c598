public import FundingTerms

/// Enterprises with what they hold of each other.
public struct OwnershipNetwork: Sendable {
  /// An enterprise in the network.
  public struct Node: Sendable {
    /// The enterprise.
    public var enterprise: Enterprise
    /// Where its facts stand in a file: `participants.P1`.
    public var path: String
    /// The day on which it was founded.
    public var founded: CalendarDate?
    /// Whether it is engaged in an economic activity, and so an enterprise at all.
    public var isEnterprise: Truth
    /// Whether the network has all of its ties; if not, it may have any others.
    public var hasAllTies: Bool

    /// An enterprise with where its facts stand.
    public init(
      _ enterprise: Enterprise, path: String, founded: CalendarDate? = nil,
      isEnterprise: Truth = .yes, hasAllTies: Bool
    ) {
      self.enterprise = enterprise
      self.path = path
      self.founded = founded
      self.isEnterprise = isEnterprise
      self.hasAllTies = hasAllTies
    }

    /// What people call it.
    public var name: String { enterprise.name ?? enterprise.id }
  }

  /// A holding between two nodes.
  struct Edge: Sendable {
    var by: Int
    var of: Int
    var holding: Holding
    /// Its number in the file, from 1.
    var number: Int
  }

  /// The enterprises.
  public let nodes: [Node]
  /// The figures of the definition.
  public let rules: SizeRules
  let edges: [Edge]
  /// The edges by which each node is held, and those by which it holds others.
  let incoming: [[Int]]
  let outgoing: [[Int]]

  /// A network; holdings with an end that is no node are left out, of nodes with the same id the
  /// first is meant.
  public init(nodes: [Node], holdings: [Holding], rules: SizeRules) {
    let numbers = Dictionary(
      nodes.enumerated().map { ($0.element.enterprise.id, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    let edges = holdings.enumerated().compactMap { index, holding -> Edge? in
      guard let by = numbers[holding.by], let of = numbers[holding.of], by != of else {
        return nil
      }
      return Edge(by: by, of: of, holding: holding, number: index + 1)
    }
    var incoming = [[Int]](repeating: [], count: nodes.count)
    var outgoing = incoming
    for (index, edge) in edges.enumerated() {
      incoming[edge.of].append(index)
      outgoing[edge.by].append(index)
    }
    self.nodes = nodes
    self.rules = rules
    self.edges = edges
    self.incoming = incoming
    self.outgoing = outgoing
  }

  // MARK: What is known of a node

  /// Whether a node's figures count where it is tied to an enterprise: persons and public bodies
  /// are no enterprises whose figures would.
  func counts(_ node: Int) -> Truth {
    switch nodes[node].enterprise.kind {
    case .naturalPerson, .publicBody, .localAuthority: .no
    case nil: .unknown
    default: .yes
    }
  }

  /// Whether enterprises that a node controls are linked to each other, and to it.
  func connects(_ node: Int) -> Truth {
    let enterprise = nodes[node].enterprise
    switch enterprise.kind {
    case .naturalPerson: return enterprise.sameMarket.map { Truth($0) } ?? .unknown
    case .publicBody, .localAuthority: return .no
    case nil: return .unknown
    default: return .yes
    }
  }

  /// Whether a node is a public body by itself.
  func isPublic(_ node: Int) -> Truth {
    let enterprise = nodes[node].enterprise
    switch enterprise.kind {
    case .publicBody, .localAuthority: return .yes
    case .naturalPerson, .businessAngel: return .no
    case .university, .researchCentre, .publicInvestor, nil:
      return enterprise.publicBody.map { Truth($0) } ?? .unknown
    case .company, .institutionalInvestor, .ventureCapital:
      return Truth(enterprise.publicBody ?? false)
    }
  }

  /// Whether a holding is of an investor whose stake leaves the enterprise autonomous, as far as the
  /// investor's own limits go.
  func isPrivileged(_ edge: Int) -> Truth {
    let enterprise = nodes[edges[edge].by].enterprise
    switch enterprise.kind {
    case .publicInvestor, .ventureCapital, .university, .researchCentre, .institutionalInvestor:
      return .yes
    case .businessAngel:
      return edges[edge].holding.invested.map { Truth($0 < rules.angelBelow) } ?? .unknown
    case .localAuthority:
      let budget = enterprise.annualBudget.map { Truth($0 < rules.authorityBudgetBelow) }
      let people = enterprise.inhabitants.map { Truth($0 < rules.authorityInhabitantsBelow) }
      return (budget ?? .unknown) && (people ?? .unknown)
    case nil: return .unknown
    case .company, .naturalPerson, .publicBody: return .no
    }
  }

  /// The shares of a holding: at least, and at most what the others leave.
  func shares(_ edge: Int, _ path: (Holding) -> Percentage?) -> ClosedRange<Int64> {
    if let known = path(edges[edge].holding) { return known.millionths...known.millionths }
    let others = incoming[edges[edge].of].reduce(Int64(0)) { sum, other in
      sum + (other == edge ? 0 : path(edges[other].holding)?.millionths ?? 0)
    }
    return 0...max(Percentage.whole.millionths - others, 0)
  }
}
