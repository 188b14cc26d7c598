/// Writes random rules over the words of these tests: every construct, every noun and field.
struct RandomRules {
  var numbers: SeededNumbers

  private mutating func pick(_ list: String...) -> String { numbers.pick(list) }

  // MARK: Conditions

  mutating func condition(depth: Int) -> String {
    guard depth > 0, numbers.chance(45) else { return base() }
    let (a, b) = (part(depth), part(depth))
    switch Int.random(in: 0..<8, using: &numbers) {
    case 7:
      return "\(bound()) of (\(condition(depth: depth - 1)), \(a), \(part(depth))) hold"
    case 0: return "\(a) and \(b)"
    case 1: return "\(a) or \(b)"
    case 2: return "not (\(condition(depth: depth - 1)))"
    case 3: return "\(a) unless \(b)"
    case 4: return "when \(a) then \(b)"
    case 5: return "when \(a) then \(b) otherwise \(part(depth))"
    default: return "\(a) and \(b) and \(part(depth))"
    }
  }

  private mutating func part(_ depth: Int) -> String { "(\(condition(depth: depth - 1)))" }

  private mutating func base() -> String {
    switch Int.random(in: 0..<19, using: &numbers) {
    case 14, 15: return totals()
    case 16:
      return pick(
        "for every award (country is the same as country of provider)",
        "for every award (country is not the same as country of provider)",
        "country of every award is the same as country of coordinator",
        "there are \(bound()) awards whose country is the same as country of provider",
        "country of every beneficiary is not the same as country of coordinator",
        "for every award (provider is sme)", "for every award (kind of provider is company)")
    case 17:
      return pick(
        "founded of every participant is on or after submission-date minus 23 months",
        "submission-date minus 36 months is before 2018-12-01",
        "there are \(bound()) aids whose date is after submission-date minus 3 years",
        "amount of aids whose (regime is de-minimis and date is after submission-date minus 3 years) "
          + "is at most EUR 100")
    case 18:
      return pick(
        "for every participant (cost is at most cap for its size)",
        "requested-grant is at most cap for size of coordinator",
        "requested-grant is \(relation()) rate-by-kind for (kind of coordinator, "
          + "non-profit of coordinator) of total-cost",
        "for every participant (cost is at most rate-by-kind for (its kind, its non-profit) of "
          + "EUR 100)", "for every award (amount is at most cap for size of provider)")
    case 0, 1: return "there are \(bound()) \(independent())\(people())"
    case 2, 3:
      return "there are \(bound()) \(independent())\(people()), each in a different "
        + pick("country", "region")
    case 4: return "there are \(bound()) \(records())"
    case 5, 6:
      return "\(people()) come from \(bound()) different "
        + pick("countries", "regions", "region-classes", "kinds")
    case 7:
      return numbers.chance(60)
        ? "for every \(person()) (\(filter(0, depth: 1)))"
        : "for every \(record()) (\(filter(1, depth: 1)))"
    case 8: return "objectives include \(pick("all", bound())) of \(set(Words.objectives))"
    case 9:
      return pick(
        "strand is textile", "strand is in (textile, 1)", "strand is not in (1)",
        "strand is in strands-of-the-call", "mandated-coordinator is declared",
        "mandated-coordinator is not declared")
    case 10:
      return pick(
        "country of coordinator is in eligible-countries", "coordinator is non-profit",
        "region-class of coordinator is in (less-developed, transition)", "coordinator is not sme",
        "cost of coordinator is at least 50 % of total-cost",
        "amount of every voucher whose recipient is sme is at most EUR 50",
        "country of every participant is in (FR, DE)",
        "requested-grant of every beneficiary is at most EUR 70",
        "headcount of every participant that is sme is less than 50")
    case 11:
      return "duration is \(pick("at least", "at most", "exactly")) \(pick("24", "36")) months"
    default: return "\(quantity(nil, depth: 2)) is \(relation()) \(quantity(nil, depth: 2))"
    }
  }

  private mutating func totals() -> String {
    switch Int.random(in: 0..<5, using: &numbers) {
    case 0:
      return
        "cost of \(people()) in every \(pick("country", "kind", "sme", "country and kind")) is "
        + "\(relation()) \(quantity(nil, depth: 1))"
    case 1:
      return "number of \(independent())\(people()) in every \(pick("country", "kind")) is "
        + "\(relation()) \(pick("1", "2"))"
    case 2:
      return
        "cost of lines\(filtered(1)) in every \(pick("category", "country of participant")) is "
        + "\(relation()) \(pick("70 % of total-cost", "EUR 100"))"
    case 3:
      return "amount of aids whose \(pick("regime is de-minimis", "amount is more than EUR 0")) in "
        + "every \(pick("member-state", "member-state and group")) is \(relation()) EUR 100"
    default:
      return "amount of awards in every \(pick("provider", "country of provider", "country")) is "
        + "\(relation()) \(pick("EUR 100", "EUR 50"))"
    }
  }

  private mutating func bound() -> String {
    let number = Int.random(in: 0...4, using: &numbers)
    return pick(
      "at least \(number)", "at least \(number)", "at most \(number)", "exactly \(number)",
      "between \(number) and \(number + 1)", "more than \(number)", "fewer than \(number + 1)", "no"
    )
  }

  private mutating func independent() -> String { pick("", "independent ") }

  private mutating func relation() -> String {
    pick("at least", "at most", "more than", "less than", "exactly")
  }

  private mutating func set(_ labels: [String]) -> String {
    let chosen = labels.filter { _ in numbers.chance(50) }
    return "(\((chosen.isEmpty ? [numbers.pick(labels)] : chosen).joined(separator: ", ")))"
  }

  // MARK: Nouns

  private mutating func person() -> String {
    pick("participant", "beneficiary") + filtered(0)
  }
  private mutating func people() -> String {
    pick("participants", "beneficiaries", "beneficiaries") + filtered(0)
  }
  private mutating func record() -> String { "line" + filtered(1) }
  private mutating func records() -> String {
    numbers.chance(50) ? "lines" + filtered(1) : pick("awards", "vouchers") + filtered(2)
  }

  private mutating func filtered(_ table: Int) -> String {
    switch Int.random(in: 0..<5, using: &numbers) {
    case 0, 1: return ""
    case 2 where table == 0: return pick(" that are sme", " that are not non-profit")
    default: return " whose (\(filter(table, depth: 1)))"
    }
  }

  // MARK: Filters

  private mutating func filter(_ table: Int, depth: Int) -> String {
    guard depth > 0, numbers.chance(40) else { return question(table) }
    let (a, b) = ("(\(filter(table, depth: 0)))", "(\(filter(table, depth: 0)))")
    switch Int.random(in: 0..<6, using: &numbers) {
    case 0: return "\(a) and \(b)"
    case 1: return "\(a) or \(b)"
    case 2: return "not (\(filter(table, depth: 0)))"
    case 3: return "\(a) unless \(b)"
    case 4: return "when \(a) then \(b)"
    default: return "when \(a) then \(b) otherwise (\(filter(table, depth: 0)))"
    }
  }

  private mutating func question(_ table: Int) -> String {
    switch table {
    case 0:
      return pick(
        "country is in eligible-countries", "country is in \(set(Words.countries))",
        "country is not FR", "region is within (FR)", "region-class is in \(set(Words.classes))",
        "kind is \(numbers.pick(Words.kinds))", "kind is in \(set(Words.kinds))", "sme",
        "not (non-profit)", "represents include at least 1 of \(set(Words.kinds))",
        "represents include all of \(set(Words.kinds))", "headcount is less than 50",
        "founded is on or after 2020-01-01",
        "its \(pick("cost", "requested-grant")) is \(relation()) \(quantity(0, depth: 1))",
        "requested-grant is at most rate of its cost",
        "requested-grant is at most 70 % of cost of its lines",
        "cost is \(relation()) \(quantity(0, depth: 1))", "mandated-coordinator is declared",
        "strand is textile")
    case 1:
      return pick(
        "category is \(numbers.pick(Words.categories))", "category is in \(set(Words.categories))",
        "for-smes", "participant is sme", "kind of participant is company",
        "country of participant is in eligible-countries",
        "cost is \(relation()) \(quantity(1, depth: 1))",
        "cost of participant is at least EUR 50")
    default:
      return pick(
        "form is voucher", "recipient is in \(set(Words.recipients))",
        "amount is \(relation()) \(quantity(2, depth: 1))", "recipients is at least 2")
    }
  }

  // MARK: Figures

  private mutating func quantity(_ table: Int?, depth: Int) -> String {
    guard depth > 0, numbers.chance(50) else { return amount(table) }
    let (a, b) = (amount(table), amount(table))
    switch Int.random(in: 0..<7, using: &numbers) {
    case 0: return "\(a) plus \(b)"
    case 1: return "\(a) minus \(b)"
    case 2: return "smaller of (\(a), \(b))"
    case 3: return "larger of (\(a), \(b))"
    case 4: return "\(pick("50 %", "75 %", "rate")) of (\(a) plus \(b))"
    case 5: return "100 % of \(a) plus 90 % of (total-cost minus \(a))"
    default: return "\(pick("50 %", "70 %", "75 %", "100 %")) of \(a)"
    }
  }

  private mutating func amount(_ table: Int?) -> String {
    if let table, numbers.chance(40) {
      return table == 0
        ? pick("its cost", "its requested-grant", "cost of its lines")
        : table == 1 ? "its cost" : "its amount"
    }
    switch Int.random(in: 0..<7, using: &numbers) {
    case 0: return "EUR \(numbers.pick(["0", "50", "70", "100", "150.50"]))"
    case 1: return "total-cost"
    case 2: return "requested-grant"
    case 3: return "third-party-costs"
    case 4: return "(cost of \(people()))"
    case 5: return "(amount of awards whose (\(question(2))))"
    default: return "(cost of lines whose (\(question(1))))"
    }
  }
}
