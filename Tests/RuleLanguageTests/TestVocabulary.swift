import FundingTerms
import RuleLanguage
import SourceText

/// The words of these tests: those of real calls, with few labels.
enum Words {
  static let countries = ["AT", "DE", "FR", "NO", "IS"]
  static let regions = ["AT11", "DE11", "FRK2", "FRY1", "NO08"]
  static let classes = ["less-developed", "transition", "more-developed"]
  static let kinds = ["cluster-organisation", "cluster-network", "company"]
  static let roles = ["coordinator", "beneficiary", "affiliated", "associated"]
  static let categories = ["personnel", "travel", "third-party-support"]
  static let forms = ["voucher", "grant"]
  static let recipients = ["sme", "startup", "large-company"]
  static let strands = ["textile", "1", "2"]
  static let objectives = ["network", "innovate", "adopt"]
  static let sizes = ["micro", "small", "medium", "large"]
  static let regimes = ["de-minimis", "block-exemption"]

  static let types: [(name: String, labels: [String])] = [
    ("country", countries), ("region", regions), ("region class", classes),
    ("kind of organisation", kinds), ("role", roles), ("control group", []),
    ("cost category", categories), ("form of support", forms),
    ("kind of recipient", recipients), ("strand", strands), ("objective", objectives),
    ("size of enterprise", sizes), ("participant", []), ("aid regime", regimes),
  ]

  private static func fields(
    _ list: [(name: String, plural: String?, type: ValueType, scale: Int64)]
  ) -> [Vocabulary.Field] {
    list.enumerated().map { column, field in
      Vocabulary.Field(
        field.name, plural: field.plural, field.type, column: column, scale: field.scale)
    }
  }

  static let participantFields = fields([
    ("country", "countries", .label(0), 1), ("region", nil, .label(1), 1),
    ("region-class", "region-classes", .label(2), 1), ("kind", nil, .label(3), 1),
    ("role", nil, .label(4), 1), ("group", nil, .label(5), 1), ("non-profit", nil, .truth, 1),
    ("sme", nil, .truth, 1), ("founded", nil, .date, 1), ("headcount", nil, .count, 100),
    ("requested-grant", nil, .money, 1), ("cost", nil, .money, 1),
    ("represents", "represents", .list(3), 1), ("size", nil, .label(11), 1),
  ])
  static let lineFields = fields([
    ("category", "categories", .label(6), 1), ("cost", nil, .money, 1),
    ("for-smes", nil, .truth, 1),
  ])
  static let awardFields = fields([
    ("form", nil, .label(7), 1), ("recipient", nil, .label(8), 1), ("amount", nil, .money, 1),
    ("recipients", "recipients", .count, 1), ("country", "countries", .label(0), 1),
    ("provider", nil, .label(12), 1),
  ])
  static let aidFields = fields([
    ("date", nil, .date, 1), ("amount", nil, .money, 1), ("regime", nil, .label(13), 1),
    ("member-state", nil, .label(0), 1),
  ])

  static let facts: [Vocabulary.Fact] = [
    .init("strand", .label(9), index: 0), .init("duration", .duration, index: 1),
    .init("submission-date", .date, index: 2), .init("requested-grant", .money, index: 3),
    .init("total-cost", .money, index: 4), .init("objectives", .list(10), index: 5),
    .init("trl-start", .count, index: 6),
    .init("mandated-coordinator", .truth, index: 7, isDeclaration: true),
  ]

  /// The vocabulary; of the countries in `unsettled` it is unknown whether they are eligible.
  static func vocabulary(eligible: [Int] = [0, 1, 2], unsettled: [Int] = [3]) -> Vocabulary {
    func roles(_ labels: [Int]) -> (column: Int, labels: BitSet) { (4, BitSet(labels)) }
    let vouchers = BitSet([0])
    var vocabulary = Vocabulary(
      labelTypes: types.map { .init(name: $0.name, labels: $0.labels) },
      tables: [
        .init(name: "participant", fields: participantFields),
        .init(name: "line", fields: lineFields, parent: 0),
        .init(
          name: "award", fields: awardFields, parent: 0, owner: "provider", ownerColumn: 5),
        .init(name: "aid", fields: aidFields, parent: 0),
      ],
      nouns: [
        .init("participant", "participants", table: 0),
        .init("beneficiary", "beneficiaries", table: 0, restriction: roles([0, 1])),
        .init("coordinator", "coordinators", table: 0, restriction: roles([0]), isSingle: true),
        .init("line", "lines", table: 1), .init("award", "awards", table: 2),
        .init("voucher", "vouchers", table: 2, restriction: (0, vouchers)),
        .init("aid", "aids", table: 3),
      ],
      facts: facts,
      sets: [
        "eligible-countries": .init(
          labelType: 0, certain: BitSet(eligible), possible: BitSet(eligible + unsettled)),
        "strands-of-the-call": .init(
          labelType: 9, certain: BitSet(below: 3), possible: BitSet(below: 3)),
      ])
    vocabulary.parameters = [
      "maximum-grant": .money(Money(cents: 140_000_000)), "rate": .share(millionths: 700_000),
      "fewest": .count(2),
    ]
    vocabulary.lookUps = [
      "cap": LookUp(
        name: "cap", keys: [("size", .label(11))], type: .money,
        rows: [(0, 5_000), (1, 7_000), (3, 10_000)].map { .init(labels: [$0.0], value: $0.1) }),
      "rate-by-kind": LookUp(
        name: "rate-by-kind", keys: [("kind", .label(3)), ("non-profit", .truth)], type: .share,
        rows: [
          .init(labels: [0, nil], value: 500_000), .init(labels: [2, 0], value: 700_000),
          .init(labels: [2, 1], value: 1_000_000),
        ]),
    ]
    let amount = SourceFile(
      name: "amounts", text: "cost of lines whose category is third-party-support")
    if case .success(let quantity) = RuleReader.quantity(
      in: amount, at: 0..<amount.bytes.count, vocabulary: vocabulary)
    {
      vocabulary.amounts["third-party-costs"] = quantity
    }
    return vocabulary
  }

  static let standard = vocabulary()

  /// The rule that a text states, or the diagnostic that refuses it.
  static func read(_ text: String, vocabulary: Vocabulary = standard)
    -> Result<Rule, RuleRefused>
  {
    let source = SourceFile(name: "rule", text: text)
    return RuleReader.rule(in: source, at: 0..<source.bytes.count, vocabulary: vocabulary)
  }
}

/// Numbers that are the same in every run: SplitMix64.
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func pick<T>(_ list: [T]) -> T { list[Int.random(in: 0..<list.count, using: &self)] }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}
