import Consortia
import FundingTerms

/// What is missing of grants, costs and awards.
extension GapFinder {
  private static let cents: [Int64] = [
    0, 1, 2_500, 4_999, 5_000, 5_001, 7_500, 10_000, 10_001, 15_000, 20_000, 30_000, 100_000_000,
  ]

  /// Some amounts: nothing, a lot, and those about the limits that rules state.
  private mutating func amounts(_ count: Int) -> [Int64] {
    guard palette.isEmpty else { return palette.shuffled(using: &dice) }
    return [0, 100_000_000] + Self.cents.shuffled(using: &dice).prefix(count - 2)
  }

  /// One of the amounts.
  private mutating func cents() -> Int64 { dice.pick(palette.isEmpty ? Self.cents : palette) }

  /// Amounts at which a rule may change its mind: its own and the known ones, what they come to and
  /// differ by, their shares, and a cent more and less.
  static func palette(_ text: String, _ consortium: Consortium) -> [Int64] {
    let words = text.split { $0 == " " || $0 == "," || $0 == "(" || $0 == ")" }
    var shares: [Int64] = [100]
    var stated: Set<Int64> = [0]
    for (word, next) in zip(words, words.dropFirst()) {
      if word == "EUR", let euros = Int64(next) { stated.insert(euros * 100) }
      if next == "%", let share = Int64(word) { shares.append(share) }
    }
    for person in consortium.participants {
      stated.formUnion((person.costs ?? []).compactMap(\.amount?.cents))
      if let grant = person.requestedGrant { stated.insert(grant.cents) }
    }
    let lines = consortium.participants.flatMap { $0.costs ?? [] }.compactMap(\.amount?.cents)
    stated.insert(lines.reduce(0, +))
    stated.formUnion((consortium.awards ?? []).compactMap(\.amount?.cents))
    stated.formUnion(
      [consortium.proposal.totalCost, consortium.proposal.requestedGrant].compactMap { $0?.cents })
    var sums = stated
    for first in stated {
      for second in stated { sums.formUnion([first + second, first - second]) }
    }
    var all = sums.union([100_000_000])
    for sum in sums {
      for share in shares { all.formUnion([sum * share / 100, sum * 100 / share]) }
    }
    for amount in stated { all.formUnion([amount + 1, amount - 1]) }
    let parts = stated.flatMap { amount in shares.map { amount * $0 / 100 } }
    let differences = Set(parts.flatMap { part in stated.flatMap { [part - $0, part + $0] } })
    // Why: what is nearer to the rule is tried more often.
    let near = all.filter { $0 >= 0 }.sorted()
    return near + near + differences.subtracting(all).filter { $0 >= 0 }.sorted()
  }

  mutating func addGrants() {
    guard asks("requested-grant") else { return }
    let people = consortium.participants
    let open = people.indices.filter { people[$0].requestedGrant == nil }
    let known = people.reduce(Int64(0)) { $0 + ($1.requestedGrant?.cents ?? 0) }
    let needsPartners = asks("partner-grant")
    if let total = consortium.proposal.requestedGrant {
      guard needsPartners, !open.isEmpty else { return }
      let rest = total.cents - known
      let fillings = (0..<(isThorough ? 60 : 14)).map { _ in split(rest, open.count) }
      gaps.append(
        Gap(
          open.map { "participants.\(people[$0].id).requestedGrant" },
          fillings.map { parts in
            {
              for (index, part) in zip(open, parts) {
                $0.participants[index].requestedGrant = Money(cents: part)
              }
            }
          }))
      return
    }
    guard open.contains(where: { people[$0].role?.chargesCosts != false }) || people.isEmpty else {
      return
    }
    let path = "proposal.requestedGrant"
    guard needsPartners else {
      add(path, amounts(9)) { $0.proposal.requestedGrant = Money(cents: known + $1) }
      return
    }
    for index in open {
      gaps.append(
        Gap(
          ["participants.\(people[index].id).requestedGrant", path],
          amounts(7).map { cents in
            { $0.participants[index].requestedGrant = Money(cents: cents) }
          }))
    }
  }

  /// A sum in some random parts.
  private mutating func split(_ sum: Int64, _ count: Int) -> [Int64] {
    var parts = [Int64](repeating: 0, count: count)
    var rest = sum
    for index in parts.indices.shuffled(using: &dice).dropLast() {
      parts[index] =
        dice.chance(30) ? 0 : min(rest, dice.pick([2_500, 5_000, 10_000, rest, cents()]))
      rest -= parts[index]
    }
    if let last = parts.indices.first(where: { parts[$0] == 0 }) { parts[last] += rest }
    return parts.reduce(0, +) == sum ? parts : [sum] + Array(repeating: 0, count: count - 1)
  }

  mutating func addCosts() {
    guard asks("costs") else { return }
    let people = consortium.participants
    let mayCharge = people.indices.filter { people[$0].role?.chargesCosts != false }
    for index in mayCharge {
      for (number, line) in (people[index].costs ?? []).enumerated() {
        let path = "participants.\(people[index].id).costs.\(number + 1)."
        if line.category == nil, asks("category") {
          add(path + "category", CostCategory.allCases) {
            $0.participants[index].costs?[number].category = $1
          }
        }
        if line.forSMEs == nil, asks("for-smes") {
          add(path + "forSMEs", [true, false]) {
            $0.participants[index].costs?[number].forSMEs = $1
          }
        }
        if line.amount == nil, asks("cost"), consortium.proposal.totalCost == nil {
          add(path + "amount", amounts(12)) {
            $0.participants[index].costs?[number].amount = Money(cents: $1)
          }
        }
      }
      if people[index].costs == nil, consortium.proposal.totalCost == nil {
        let more = isThorough ? 200 : 10
        let lists: [[CostLine]] =
          [[]] + singles()
          + (0..<more).map { number in
            lines(number % 20 == 0 ? 12 : 2 + number * 3 / more)
          }
        add("participants.\(people[index].id).costs", lists) {
          $0.participants[index].costs = $1
        }
      }
    }
    if let total = consortium.proposal.totalCost { addPooledCosts(total, mayCharge) }
  }

  /// What is missing of costs of which the sum is known: one gap.
  private mutating func addPooledCosts(_ total: Money, _ mayCharge: [Int]) {
    let people = consortium.participants
    var paths: [String] = []
    var slots: [(person: Int, line: Int?)] = []
    var rest = total.cents
    for index in mayCharge {
      guard let costs = people[index].costs else {
        paths.append("participants.\(people[index].id).costs")
        slots += (0..<4).map { _ in (index, nil) }
        continue
      }
      for (number, line) in costs.enumerated() {
        rest -= line.amount?.cents ?? 0
        guard line.amount == nil else { continue }
        paths.append("participants.\(people[index].id).costs.\(number + 1).amount")
        slots.append((index, number))
      }
    }
    guard !slots.isEmpty else { return }
    let fillings = (0..<(isThorough ? 120 : 24)).map { _ in
      let isSparse = dice.chance(50)
      let parts = split(rest, slots.count)
      return zip(slots, parts).map { slot, part in
        var line = lines(1)[0]
        line.amount = Money(cents: part)
        return (slot: slot, line: isSparse && part == 0 ? nil : line)
      }
    }
    gaps.append(
      Gap(
        paths,
        fillings.map { parts in
          { consortium in
            for (slot, line) in parts {
              if let number = slot.line {
                consortium.participants[slot.person].costs?[number].amount =
                  line?.amount ?? Money(cents: 0)
              } else {
                let costs = consortium.participants[slot.person].costs ?? []
                consortium.participants[slot.person].costs = costs + [line].compactMap(\.self)
              }
            }
          }
        }))
  }

  /// Lists of one line each: every amount once, and what the rules ask about with a large one.
  private mutating func singles() -> [[CostLine]] {
    (palette.isEmpty ? Self.cents : palette).map { cents in
      var line = lines(1)[0]
      line.amount = Money(cents: cents)
      return [line]
    }
      + [(.personnel, true), (.thirdPartySupport, false), (.thirdPartySupport, true)].map {
        (pair: (CostCategory, Bool)) in
        var line = CostLine()
        (line.category, line.forSMEs, line.amount) = (pair.0, pair.1, Money(cents: 1_000_000))
        return [line]
      }
  }

  private mutating func lines(_ count: Int) -> [CostLine] {
    (0..<count).map { _ in
      var line = CostLine()
      line.category = dice.pick([
        .personnel, .thirdPartySupport, .thirdPartySupport, .travel, .equipment,
      ])
      line.forSMEs = dice.chance(50)
      line.amount = Money(cents: cents())
      return line
    }
  }

  mutating func addAwards() {
    guard asks("awards") else { return }
    guard let awards = consortium.awards else {
      let lists: [[Award]] =
        [[]] + (0..<(isThorough ? 96 : 16)).map { self.awards(1 + $0 % 4) }
      add("thirdPartySupport", lists) { $0.awards = $1 }
      return
    }
    for (index, award) in awards.enumerated() {
      let path = "thirdPartySupport.\(award.id ?? String(index + 1))."
      if award.form == nil, asks("form") {
        add(path + "form", AwardForm.allCases) { $0.awards?[index].form = $1 }
      }
      if award.recipient == nil, asks("recipient") {
        add(path + "recipient", RecipientKind.allCases) { $0.awards?[index].recipient = $1 }
      }
      if award.country == nil, asks("provider") {
        add(path + "country", Places.allCountries) {
          $0.awards?[index].country = CountryCode($1)
        }
      }
      if award.provider == nil, asks("provider") {
        add(path + "provider", consortium.participants.map(\.id)) {
          $0.awards?[index].provider = $1
        }
      }
      if award.amount == nil, asks("amount") {
        add(path + "amount", amounts(8)) { $0.awards?[index].amount = Money(cents: $1) }
      }
    }
  }

  private mutating func awards(_ count: Int) -> [Award] {
    (0..<count).map { _ in
      var award = Award()
      award.form = dice.pick([.voucher, .voucher, .grant])
      award.recipient = dice.pick([.sme, .startup, .other])
      award.amount = Money(cents: cents())
      award.country = CountryCode(dice.pick(["FR", "DE", "US"]))
      award.provider = dice.pick(consortium.participants).id
      return award
    }
  }
}
