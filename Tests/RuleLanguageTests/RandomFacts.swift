import RuleLanguage

/// Writes random facts of a few records, with gaps only where a rule may look.
enum RandomFacts {
  /// The text of some facts, with the columns (by table) and facts that the words of a rule name.
  static func text(for words: Set<String>, _ numbers: inout SeededNumbers) -> (
    text: String, columns: [Set<Int>], project: Set<Int>
  ) {
    var needed = words
    if !words.isDisjoint(with: ["beneficiaries", "beneficiary", "coordinator"]) {
      needed.insert("role")
    }
    if !words.isDisjoint(with: ["vouchers", "voucher"]) { needed.insert("form") }
    if words.contains("third-party-costs") { needed.formUnion(["category", "cost", "lines"]) }
    if words.contains("cap") { needed.insert("size") }
    if words.contains("total-cost") { needed.formUnion(["cost", "lines"]) }
    var generator = Generator(numbers: numbers, gapsLeft: numbers.pick([1, 2, 2, 3, 3, 4, 5]))
    let text = generator.text(needed)
    numbers = generator.numbers
    let columns = Words.standard.tables.map { table in
      Set(
        table.fields.filter { needed.contains($0.name) || needed.contains($0.plural) }
          .map(\.column))
    }
    let project = Set(Words.facts.filter { needed.contains($0.name) }.map(\.index))
    return (text, columns, project)
  }

  private struct Generator {
    var numbers: SeededNumbers
    var gapsLeft: Int

    mutating func text(_ words: Set<String>) -> String {
      var items: [String] = []
      let people = ["A", "B", "C", "D"].prefix(Int.random(in: 2...4, using: &numbers))
      let pooled = numbers.chance(10) && words.contains("cost") ? people.prefix(2) : []
      // Why: what is asked of the one coordinator has a meaning only where there is one.
      let hasOneCoordinator =
        words.contains("coordinator") && !words.isDisjoint(with: ["same", "cap", "rate-by-kind"])
      for (index, name) in people.enumerated() {
        var cells = cells(Words.participantFields.map { ($0.name, values($0.name)) }, words)
        if index == 0, !cells.contains(where: { $0.hasPrefix("role") }) {
          cells.append("role=coordinator")
        }
        if hasOneCoordinator {
          cells.removeAll { $0.hasPrefix("role=") }
          cells.append(index == 0 ? "role=coordinator" : "role=beneficiary")
        }
        if pooled.contains(name) { cells.removeAll { $0.hasPrefix("cost=") } }
        items.append("\(name) \(cells.joined(separator: " "))")
      }
      if !pooled.isEmpty { items.append("pool \(numbers.pick(["0", "70", "150"])) A B") }
      if words.contains("lines") || words.contains("line") {
        for _ in 0..<Int.random(in: 0...3, using: &numbers) {
          let cells = cells(Words.lineFields.map { ($0.name, values($0.name)) }, words)
          items.append(
            "line \(numbers.pick(Array(people))) \(cells.joined(separator: " "))\(maybe())")
        }
        items += open("lines")
      }
      if !words.isDisjoint(with: ["award", "awards", "voucher", "vouchers"]) {
        for _ in 0..<Int.random(in: 0...2, using: &numbers) {
          let cells = cells(Words.awardFields.map { ($0.name, values($0.name)) }, words)
          items.append("award \(cells.joined(separator: " "))\(maybe())")
        }
        if !words.contains("provider") { items += open("awards") }
      }
      if !words.isDisjoint(with: ["aid", "aids"]) {
        for _ in 0..<Int.random(in: 0...3, using: &numbers) {
          let cells = cells(Words.aidFields.map { ($0.name, values($0.name)) }, words)
          items.append("aid \(numbers.pick(Array(people))) \(cells.joined(separator: " "))")
        }
        items += open("aids")
      }
      if words.isDisjoint(with: ["line", "lines", "aids", "provider"]), !hasOneCoordinator {
        items += open("participants")
      }
      let project = cells(
        Words.facts.map { ($0.name, values($0.name)) }.filter { $0.0 != "total-cost" }, words)
      return (items + ["project \(project.joined(separator: " "))"]).joined(separator: "; ")
    }

    private mutating func maybe() -> String {
      guard gapsLeft > 0, numbers.chance(8) else { return "" }
      gapsLeft -= 1
      return " maybe"
    }

    private mutating func open(_ table: String) -> [String] {
      guard gapsLeft > 1, numbers.chance(20) else { return [] }
      gapsLeft -= 2
      return ["open \(table)"]
    }

    /// The cells of a record; those that the rule does not name are known.
    private mutating func cells(_ fields: [(String, [String])], _ words: Set<String>) -> [String] {
      var result: [String] = []
      for (name, values) in fields where !values.isEmpty {
        let plurals = [
          "country": "countries", "kind": "kinds", "region": "regions",
          "region-class": "region-classes",
        ]
        let isNamed = words.contains(name) || words.contains(plurals[name] ?? name)
        if isNamed, gapsLeft > 0, numbers.chance(25) {
          gapsLeft -= 1
          // A label may be narrowed to two.
          let isLabel = ["country", "region", "region-class", "kind", "role", "category"].contains(
            name)
          if isLabel, numbers.chance(50) {
            let pair = values.shuffled(using: &numbers).prefix(2).joined(separator: "|")
            result.append("\(name)=\(pair)")
          } else {
            result.append("\(name)=?")
          }
        } else {
          result.append("\(name)=\(numbers.pick(values))")
        }
      }
      if numbers.chance(15), fields.contains(where: { $0.0 == "role" }) {
        result.append("group=\(numbers.pick(["1", "2"]))")
      }
      return result
    }

    private func values(_ name: String) -> [String] {
      switch name {
      case "country", "member-state": Words.countries
      case "size": Words.sizes
      case "provider": ["A", "B"]
      case "regime": Words.regimes
      case "date": ["2018-11-29", "2018-12-01", "2021-01-01"]
      case "region": Words.regions
      case "region-class": Words.classes
      case "kind": Words.kinds
      case "role": ["coordinator", "beneficiary", "beneficiary", "associated"]
      case "category": Words.categories
      case "form": Words.forms
      case "recipient": Words.recipients
      case "strand": Words.strands
      case "objectives": ["network", "innovate", "network+adopt", "network+innovate+adopt"]
      case "represents": ["company", "company+cluster-network", "cluster-organisation"]
      case "non-profit", "sme", "for-smes", "mandated-coordinator": ["yes", "no"]
      case "founded": ["2019-12-31", "2020-01-01"]
      case "submission-date": ["2021-11-30"]
      case "headcount": ["49.5", "50"]
      case "duration": ["24", "36", "37"]
      case "trl-start": ["5", "6"]
      case "recipients": ["1", "2"]
      case "cost", "amount", "requested-grant": ["0", "50", "70", "100", "150.50"]
      default: []
      }
    }
  }
}
