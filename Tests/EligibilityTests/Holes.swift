/// Made-up consortia of which a third of the facts is missing, in JSON.
enum Holes {
  private static let places = [
    ("DE", "DE21"), ("FR", "FRK2"), ("PL", "PL21"), ("ES", "ES30"), ("RO", "RO11"), ("EE", "EE00"),
    ("HR", "HR03"), ("PT", "PT20"), ("CH", "CH01"), ("US", ""), ("UA", ""), ("AT", "AT1"),
  ]

  static func consortium(_ dice: inout Dice) -> String {
    func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &dice) }
    let people = (0..<number(2...5)).map { position in
      var facts = ["\"id\": \"P\(position)\""]
      func add(_ key: String, _ value: String) {
        if !dice.chance(33) { facts.append("\"\(key)\": \(value)") }
      }
      func truth() -> String { dice.chance(50) ? "true" : "false" }
      let place = dice.pick(places)
      add("country", "\"\(place.0)\"")
      if facts.count > 1, !place.1.isEmpty, dice.chance(50) { add("region", "\"\(place.1)\"") }
      let role =
        position == 0 ? "coordinator" : dice.pick(["beneficiary", "beneficiary", "affiliated"])
      add("role", "\"\(role)\"")
      let kinds = ["cluster-organisation", "company", "research-organisation", "public-body"]
      add("kind", "\"\(dice.pick(kinds))\"")
      add("sme", truth())
      add("nonProfit", truth())
      add("requestedGrant", "\(number(1...400))000")
      let categories = ["personnel", "travel", "third-party-support", "indirect"]
      let lines = (0..<number(1...3)).map { _ in
        var line: [String] = []
        if !dice.chance(20) { line.append("\"category\": \"\(dice.pick(categories))\"") }
        if !dice.chance(20) { line.append("\"amount\": \(number(1...300))000") }
        if !dice.chance(33) { line.append("\"forSMEs\": \(truth())") }
        return "{\(line.joined(separator: ", "))}"
      }
      add("costs", "[\(lines.joined(separator: ", "))]")
      return "{\(facts.joined(separator: ", "))}"
    }
    var proposal: [String] = []
    for (key, value) in [
      ("durationMonths", "\(number(6...60))"), ("requestedGrant", "\(number(100...3000))000"),
      ("totalCost", "\(number(100...3000))000"), ("themes", "[\"digital\"]"),
      ("trlStart", "\(number(1...9))"), ("objectives", "[\"network\", \"adopt\"]"),
      ("startDate", "\"2022-03-01\""), ("declarations", "{\"mandated-coordinator\": true}"),
    ] where !dice.chance(50) {
      proposal.append("\"\(key)\": \(value)")
    }
    let awards =
      dice.chance(33)
      ? ""
      : """
      , "thirdPartySupport": [{"id": "V1", "form": "voucher", "amount": \(number(1...90))000,
      "count": \(number(1...9)), "recipient": "sme"}]
      """
    return """
      {"proposal": {\(proposal.joined(separator: ", "))},
      "participants": [\(people.joined(separator: ", "))]\(awards)}
      """
  }
}
