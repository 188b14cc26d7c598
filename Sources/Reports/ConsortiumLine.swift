public import Consortia
import FundingTerms

/// A small consortium in a line: who takes part, with what, and the project's own figures.
public enum ConsortiumLine {
  /// The line.
  public static func text(_ consortium: Consortium) -> String {
    var people: [(text: String, count: Int)] = []
    for person in consortium.participants.map(participant) {
      if let last = people.indices.last, people[last].text == person {
        people[last].count += 1
      } else {
        people.append((person, 1))
      }
    }
    let parts =
      people.map { $0.count == 1 ? $0.text : "\($0.count) times \($0.text)" }
      + proposal(consortium.proposal) + (consortium.awards.map(awards) ?? [])
    return parts.isEmpty ? "nobody, with nothing" : parts.joined(separator: "; ")
  }

  /// The line after a few words, broken to the width of a style and ending in a newline.
  public static func lines(_ consortium: Consortium, after head: String, style: Style) -> String {
    style.wrapped("\(head) \(text(consortium))", first: "  ", indentation: "      ") + "\n"
  }

  private static func participant(_ person: Participant) -> String {
    var words = [person.role?.rawValue ?? "participant"]
    if let place = person.region?.description ?? person.country?.description {
      words.append("in \(place)")
    }
    var facts: [String] = [person.kind?.rawValue].compactMap(\.self)
    func add(_ truth: Bool?, _ name: String) {
      if let truth { facts.append(truth ? name : "not \(name)") }
    }
    add(person.nonProfit, "non-profit")
    if person.kind != .publicBody { add(person.publicBody, "public body") }
    add(person.sme, "SME")
    if let kinds = person.represents {
      facts.append("represents \(list(kinds.map(\.rawValue)))")
    }
    if let group = person.group { facts.append("group \(group)") }
    if let founded = person.founded { facts.append("founded \(founded)") }
    if let country = person.controlledFrom { facts.append("controlled from \(country)") }
    if let headcount = person.headcount { facts.append("\(headcount) people") }
    if let turnover = person.turnover { facts.append("turnover \(turnover)") }
    if let total = person.balanceSheet { facts.append("balance sheet \(total)") }
    facts += person.declarations.map(declared)
    if let grant = person.requestedGrant { facts.append("asks for \(grant)") }
    if let costs = person.costs {
      facts += costs.isEmpty ? ["no costs"] : costs.map(line)
    }
    return words.joined(separator: " ") + (facts.isEmpty ? "" : " (\(list(facts)))")
  }

  private static func line(_ line: CostLine) -> String {
    [
      line.category?.rawValue, line.forSMEs == true ? "for SMEs" : nil,
      line.amount?.description,
    ].compactMap(\.self).joined(separator: " ")
  }

  private static func proposal(_ proposal: Proposal) -> [String] {
    var parts: [String] = []
    if let strand = proposal.strand { parts.append("strand \(strand)") }
    if let months = proposal.durationMonths { parts.append("\(months) months") }
    if let day = proposal.submissionDate { parts.append("submitted \(day)") }
    if let day = proposal.startDate { parts.append("starts \(day)") }
    if let grant = proposal.requestedGrant { parts.append("grant \(grant)") }
    if let cost = proposal.totalCost { parts.append("total cost \(cost)") }
    if let words = proposal.objectives { parts.append("objectives \(list(words))") }
    if let words = proposal.focus { parts.append("focus \(list(words))") }
    if let words = proposal.themes { parts.append("themes \(list(words))") }
    if let countries = proposal.targetCountries {
      parts.append("turns to \(list(countries.map(\.description)))")
    }
    if let level = proposal.trlStart { parts.append("TRL \(level)") }
    return parts + proposal.declarations.map(declared)
  }

  private static func awards(_ awards: [Award]) -> [String] {
    guard !awards.isEmpty else { return ["no awards"] }
    return awards.map { award in
      let words = [
        award.form?.rawValue ?? "award", award.amount.map { "of \($0)" },
        award.recipient.map { "to \($0.rawValue)" }, award.country.map { "in \($0)" },
      ].compactMap(\.self)
      return (award.count == 1 ? "" : "\(award.count) times ") + words.joined(separator: " ")
    }
  }

  private static func declared(_ fact: DeclaredFact) -> String {
    switch fact.value {
    case .truth(true): fact.name
    case .truth(false): "not \(fact.name)"
    case .word(let word): "\(fact.name) \(word)"
    }
  }

  private static func list(_ words: [String]) -> String {
    words.isEmpty ? "none" : words.joined(separator: ", ")
  }
}
