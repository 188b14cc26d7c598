/// A made-up consortium with every fact that the benchmark's call asks for. Amounts are cents.
public struct MadeConsortium: Sendable {
  /// A cost line.
  public struct Line: Sendable {
    var category: String
    var amount: Int
    var forSMEs: Bool
  }

  /// A participant; who charges no costs has no lines.
  public struct Participant: Sendable {
    var name: String
    var country: String
    var role: String
    var kind: String
    var isNonProfit: Bool
    var requestedGrant: Int
    var lines: [Line]
  }

  /// A planned award: what one recipient gets, and how many there are.
  public struct Award: Sendable {
    var form: String
    var recipient: String
    var amount: Int
    var count: Int
    /// Position of the participant who gives it.
    var provider: Int
  }

  /// Its name, which no other of the same seed has.
  public var name: String
  /// Its participants; the first is the coordinator.
  public var participants: [Participant]
  /// The planned awards, which come to what the lines of third-party support cost.
  public var awards: [Award]
  /// How long the project lasts, in months.
  public var duration: Int
  /// What the project asks for: what its participants ask for together.
  public var requestedGrant: Int
}

/// Makes consortia from a seed: about half of them meet all ten conditions, and each of the others
/// fails one or more.
public struct ConsortiumMaker: Sendable {
  private var numbers: SeededNumbers
  private var count = 0
  private let sizes: ClosedRange<Int>

  /// A maker of consortia with so many participants each; small ones are more frequent.
  public init(seed: UInt64 = 1, participants sizes: ClosedRange<Int> = 3...40) {
    numbers = SeededNumbers(seed: seed)
    self.sizes = sizes
  }

  /// The next consortium.
  public mutating func next() -> MadeConsortium {
    count += 1
    let size = min(numbers.within(sizes), numbers.within(sizes))
    var participants = (0..<size).map { participant($0, of: size) }
    // Some have too few beneficiaries, whoever else takes part.
    if numbers.happens(4) {
      for position in participants.indices.dropFirst(2) {
        participants[position].role = "affiliated"
      }
    }
    let payers = participants.indices.filter { isPayer(participants[$0]) }
    let total = 100_000 * share(500...1_540, else: 1_560...2_000)
    let awards = addAwards(
      to: &participants, payers, of: total * share(40...65, else: 15...39) / 100)
    addDirectCosts(to: &participants, payers, total, awards: awards)
    let grant = participants.reduce(0) { $0 + $1.requestedGrant }
    return MadeConsortium(
      name: "\(numbers.one(of: Words.subjects)) \(numbers.one(of: Words.aims)) \(count)",
      participants: participants, awards: awards,
      duration: numbers.happens(10) ? 36 : share(12...36, else: 37...48), requestedGrant: grant)
  }

  /// A share of the first range, or seldom of the second, with which a condition fails.
  private mutating func share(_ usual: ClosedRange<Int>, else seldom: ClosedRange<Int>) -> Int {
    numbers.within(numbers.happens(7) ? seldom : usual)
  }

  private func isPayer(_ participant: MadeConsortium.Participant) -> Bool {
    participant.role != "associated" && participant.role != "subcontractor"
  }

  private mutating func participant(_ position: Int, of size: Int) -> MadeConsortium.Participant {
    let isAlone = size < 7
    let role =
      position == 0
      ? "coordinator"
      : numbers.happens(isAlone ? 93 : 80) ? "beneficiary" : numbers.one(of: Words.roles)
    let isCluster = numbers.happens(position < 3 ? 95 : 35)
    let isFromOutside = numbers.happens(10)
    return MadeConsortium.Participant(
      name: "\(numbers.one(of: Words.places)) \(numbers.one(of: Words.organisations))",
      country: numbers.one(of: isFromOutside ? Words.otherCountries : BenchmarkCall.countries),
      role: role, kind: isCluster ? "cluster-organisation" : numbers.one(of: Words.kinds),
      isNonProfit: numbers.happens(60), requestedGrant: 0, lines: [])
  }

  /// Plans awards for an amount, and gives their providers the cost lines that pay for them.
  private mutating func addAwards(
    to participants: inout [MadeConsortium.Participant], _ payers: [Int], of amount: Int
  ) -> [MadeConsortium.Award] {
    var awards: [MadeConsortium.Award] = []
    var providers = Array(payers.prefix(max(3, payers.count / 3)))
    let part = amount / providers.count
    while let provider = providers.popLast() {
      let isTooLarge = numbers.happens(1)
      let each =
        100 * (isTooLarge ? 65_000 : numbers.one(of: [5_000, 10_000, 20_000, 30_000, 60_000]))
      let one = min(each, max(100, part))
      let award = MadeConsortium.Award(
        form: numbers.happens(80) ? "voucher" : "grant", recipient: "sme", amount: one,
        count: max(1, (part + one / 2) / one), provider: provider)
      awards.append(award)
      participants[provider].lines.append(
        .init(
          category: "third-party-support", amount: award.amount * award.count, forSMEs: true))
    }
    return awards
  }

  /// Gives everybody who charges costs one to five further lines, and works out the grants.
  private mutating func addDirectCosts(
    to participants: inout [MadeConsortium.Participant], _ payers: [Int], _ total: Int,
    awards: [MadeConsortium.Award]
  ) {
    let support = awards.reduce(0) { $0 + $1.amount * $1.count }
    let indirect = total * share(2...6, else: 8...12) / 100
    let direct = max(total - support - indirect, 100 * payers.count)
    let wanted = (support + direct + indirect) * share(76...92, else: 45...74) / 100
    var forSMEs = support
    // In some, one participant costs as much as all others.
    let heaviest = numbers.happens(5) ? payers[0] : nil
    for payer in payers {
      let count = numbers.within(1...4)
      let part = payer == heaviest ? direct : direct / payers.count
      for _ in 0..<count {
        // No two lines cost the same.
        let amount = max(1, part / count + numbers.within(-99...99))
        let helps = forSMEs < wanted
        if helps { forSMEs += amount }
        participants[payer].lines.append(
          .init(category: numbers.one(of: Words.categories), amount: amount, forSMEs: helps))
      }
      participants[payer].lines.append(
        .init(category: "indirect", amount: indirect / payers.count, forSMEs: false))
      let cost = participants[payer].lines.reduce(0) { $0 + $1.amount }
      participants[payer].requestedGrant = cost * 9 / 10
    }
  }
}

/// What made-up consortia are made of.
private enum Words {
  static let subjects = [
    "Textile", "Agri-food", "Mobility", "Health", "Digital", "Renewables", "Tourism", "Aerospace",
    "Construction", "Électronique", "Möbel", "Proximity & social economy", "Retail", "Ceramics",
  ]
  static let aims = [
    "twin transition", "resilience network", "value chain", "vouchers for SMEs", "skills alliance",
    "reshoring", "circular partnership", "go international",
  ]
  static let places = [
    "Lyon", "Porto", "Brno", "Tampere", "Thessaloniki", "Kraków", "Malmö", "Graz", "Bilbao", "Cork",
    "Torino", "Gent", "Aarhus", "Cluj", "Vilnius", "Maribor", "Plovdiv", "Debrecen", "Košice",
    "Split",
  ]
  static let organisations = [
    "Cluster", "Innovation Agency", "Chamber of Commerce", "Research & Technology Institute",
    "University", "Textiles S.A.", "Foundation", "Development Agency", "Robotics GmbH", "Network",
  ]
  static let roles = ["affiliated", "associated", "associated", "subcontractor"]
  static let kinds = [
    "cluster-network", "business-support", "company", "company", "research-organisation",
    "higher-education", "public-body", "non-governmental-organisation", "other",
  ]
  static let otherCountries = ["US", "CN", "BR", "GB", "CH", "JP", "IN", "CA", "KR", "ZA"]
  static let categories = [
    "personnel", "personnel", "subcontracting", "travel", "equipment", "goods-and-services",
    "in-kind",
  ]
}
