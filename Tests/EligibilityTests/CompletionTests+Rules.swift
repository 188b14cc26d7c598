/// Numbers that are random to look at and the same for the same seed.
struct Dice: RandomNumberGenerator {
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

  /// Some of a list, one at least, in its order.
  mutating func some<T>(_ list: [T]) -> [T] {
    let chosen = list.filter { _ in chance(45) }
    return chosen.isEmpty ? [pick(list)] : chosen
  }
}

/// Writes random rules about proposals: every construct, over fields of every sort.
struct ProposalRules {
  var dice: Dice

  private mutating func pick(_ list: String...) -> String { dice.pick(list) }

  /// A set written out.
  private mutating func set(_ labels: String...) -> String {
    "(\(dice.some(labels).joined(separator: ", ")))"
  }

  // MARK: Conditions

  mutating func condition(depth: Int) -> String {
    guard depth > 0, dice.chance(45) else { return base() }
    let (a, b) = (part(depth), part(depth))
    switch Int.random(in: 0..<8, using: &dice) {
    case 7: return "\(bound()) of (\(condition(depth: depth - 1)), \(a), \(part(depth))) hold"
    case 0, 1: return "\(a) and \(b)"
    case 2: return "\(a) or \(b)"
    case 3: return "not \(a)"
    case 4: return "\(a) unless \(b)"
    case 5: return "when \(a) then \(b)"
    default: return "when \(a) then \(b) otherwise \(part(depth))"
    }
  }

  private mutating func part(_ depth: Int) -> String { "(\(condition(depth: depth - 1)))" }

  private mutating func base() -> String {
    switch Int.random(in: 0..<19, using: &dice) {
    case 16: return totals()
    case 17:
      return pick(
        "for every award (country is \(pick("", "not "))the same as country of provider)",
        "there are \(bound()) awards whose country is the same as country of provider",
        "for every award (provider is sme)", "for every award (provider is a beneficiary)",
        "country of every beneficiary is the same as country of coordinator",
        "amount of awards in every provider is at most EUR 100")
    case 18:
      return pick(
        "size of every participant is in (micro, small)",
        "for every participant (sme or size is large)",
        "there are \(bound()) participants whose (sme and size is not medium)",
        "for every participant (requested-grant is at most cap for its size)")
    case 0, 1: return "there are \(bound()) \(pick("", "independent "))\(people())"
    case 2, 3:
      return "there are \(bound()) \(pick("", "independent "))\(people()), each in a different "
        + pick("country", "country", "region", "kind")
    case 4: return "there are \(bound()) \(pick("lines", "awards", "awards", "vouchers"))"
    case 5, 6:
      return "\(people()) come from \(bound()) different "
        + pick("countries", "countries", "regions", "region-classes", "kinds")
    case 7: return "for every \(pick("participant", "beneficiary")) (\(filter(0, depth: 1)))"
    case 8: return "for every line (\(filter(1, depth: 1)))"
    case 9: return project()
    case 10, 11: return project()
    case 12:
      return pick(
        "country of coordinator is in eligible-countries", "coordinator is non-profit",
        "region-class of coordinator is in (less-developed, transition)", "coordinator is an sme",
        "coordinator is a public-body", "coordinator is not an sme", "coordinator is outermost",
        "coordinator is a public-body or mandated is declared",
        "cost of coordinator is at least 50 % of total-cost",
        "kind of coordinator is in \(set("cluster-organisation", "company", "public-body"))")
    case 13:
      return pick(
        "amount of every voucher whose recipient is sme is at most EUR 50",
        "country of every beneficiary is in eligible-countries",
        "eccp of every beneficiary whose kind is cluster-organisation is in (registered, requested)",
        "requested-grant of every beneficiary is at most EUR 50",
        "controlled-from of every beneficiary is in eligible-countries")
    default: return "\(quantity(nil, depth: 2)) is \(relation()) \(quantity(nil, depth: 2))"
    }
  }

  private mutating func totals() -> String {
    pick(
      "number of \(people()) in every \(pick("country", "kind", "country and sme")) is \(relation()) "
        + pick("1", "2"),
      "number of independent \(people()) in every country is \(relation()) 2",
      "cost of beneficiaries in every country is \(relation()) \(pick("50", "70")) % of total-cost",
      "cost of lines whose (\(question(1))) in every country of participant is \(relation()) EUR 100",
      "cost of lines in every category is \(relation()) 70 % of total-cost")
  }

  private mutating func project() -> String {
    switch Int.random(in: 0..<6, using: &dice) {
    case 0:
      return "objectives include \(dice.chance(40) ? "all" : bound()) of "
        + set("network", "innovate", "adopt")
    case 1: return "themes include \(bound()) of \(set("digital", "green"))"
    case 2:
      return "strand is \(pick("textile", "open", "in (textile, open)", "in strands-of-the-call"))"
    case 3: return "duration is \(pick("at least", "at most", "exactly")) 36 months"
    default: return "mandated is \(pick("declared", "not declared"))"
    }
  }

  private mutating func bound() -> String {
    let number = Int.random(in: 1...3, using: &dice)
    return pick(
      "at least \(number)", "at least \(number)", "at least 2", "at most \(number)",
      "exactly \(number)", "between \(number) and \(number + 1)", "no")
  }

  private mutating func relation() -> String {
    pick("at least", "at least", "at most", "at most", "more than", "less than", "exactly")
  }

  // MARK: Nouns and filters

  private mutating func people() -> String {
    let noun = pick("participants", "beneficiaries", "beneficiaries", "associated-partners")
    switch Int.random(in: 0..<5, using: &dice) {
    case 0: return noun
    case 1: return noun + pick(" that are sme", " that are not non-profit", " that are outermost")
    default: return noun + " whose (\(filter(0, depth: 1)))"
    }
  }

  private mutating func filter(_ table: Int, depth: Int) -> String {
    guard depth > 0, dice.chance(50) else { return question(table) }
    let (a, b) = ("(\(question(table)))", "(\(question(table)))")
    switch Int.random(in: 0..<7, using: &dice) {
    case 0, 1, 2: return "\(a) and \(b)"
    case 3: return "\(a) or \(b)"
    case 4: return "not \(a)"
    case 5: return "\(a) unless \(b)"
    default: return "when \(a) then \(b)"
    }
  }

  private mutating func question(_ table: Int) -> String {
    switch table {
    case 0:
      return pick(
        "country is in eligible-countries", "country is in \(set("FR", "DE", "NO"))",
        "country is not FR", "country is not in eligible-countries", "region is within (FR)",
        "region is within (FRK, DE2)", "outermost",
        "region-class is in \(set("less-developed", "transition", "more-developed"))",
        "kind is \(pick("cluster-organisation", "company", "public-body"))",
        "kind is in \(set("cluster-organisation", "company", "public-body"))", "sme", "not (sme)",
        "non-profit", "public-body", "public-body or kind is company",
        "represents includes at least 1 of \(set("company", "business-support"))",
        "requested-grant is at most 70 % of its cost", "eccp is in (registered, requested)",
        "cost is \(relation()) EUR 100", "mandated is declared", "strand is textile")
    case 1:
      return pick(
        "category is \(pick("personnel", "third-party-support"))",
        "category is in \(set("personnel", "third-party-support", "travel"))",
        "for-smes", "not (for-smes)", "participant is sme", "kind of participant is company",
        "country of participant is in eligible-countries", "cost is \(relation()) EUR 50")
    default:
      return pick(
        "form is voucher", "recipient is in \(set("sme", "startup"))",
        "amount is \(relation()) EUR 50")
    }
  }

  // MARK: Figures

  private mutating func quantity(_ table: Int?, depth: Int) -> String {
    guard depth > 0, dice.chance(50) else { return amount() }
    switch Int.random(in: 0..<6, using: &dice) {
    case 0: return "\(amount()) plus \(amount())"
    case 1: return "\(amount()) minus \(amount())"
    case 2: return "smaller of (\(amount()), \(amount()))"
    case 3: return "larger of (\(amount()), \(amount()))"
    default: return "\(pick("25 %", "50 %", "75 %", "100 %")) of \(amount())"
    }
  }

  private mutating func amount() -> String {
    switch Int.random(in: 0..<9, using: &dice) {
    case 0, 1: return "EUR \(pick("0", "50", "100", "150"))"
    case 2, 3: return "total-cost"
    case 4: return "requested-grant"
    case 5: return "(amount of awards whose (\(question(2))))"
    case 6: return "(cost of beneficiaries whose (\(question(0))))"
    default: return "(cost of lines whose (\(filter(1, depth: 1))))"
    }
  }
}
