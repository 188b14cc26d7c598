import FundingTerms
import RuleLanguage

/// Facts written down in a few words, for tables of tests.
///
/// Items are set apart by `;`. `A country=FR kind=? cost=100` is a participant (of the role
/// beneficiary unless said otherwise), `line A category=travel cost=5` a cost line of A,
/// `award form=voucher amount=5` an award, `project duration=24 objectives=network+adopt` says
/// facts, `aid A amount=5` an aid of A, `pool 100 A B` a known sum of unknown costs, `open participants` an unknown list. What is
/// left out or `?` is unknown; `FR|DE` is either; `group=1` names a control group; a line or award
/// with `maybe` may not exist.
struct FactsText {
  let facts: Facts
  let names: [[String]]

  /// One record: the words of its fields.
  private struct Row {
    var name: String
    var values: [String: String] = [:]
    var isCertain = true
    var isOpen = false
    var parent = 0
  }

  init(_ text: String) {
    var rows: [[Row]] = [[], [], [], []]
    var project: [String: String] = [:]
    var pools: [(Int64, [String])] = []
    for item in text.split(whereSeparator: { $0 == ";" || $0 == "\n" }) {
      let words = item.split(separator: " ").map(String.init)
      guard let first = words.first else { continue }
      var row = Row(name: first)
      for word in words.dropFirst() {
        let pair = word.split(separator: "=", maxSplits: 1).map(String.init)
        if pair.count == 2, pair[1] != "?" { row.values[pair[0]] = pair[1] }
        if word == "maybe" { row.isCertain = false }
      }
      switch first {
      case "project": project.merge(row.values) { _, new in new }
      case "pool": pools.append((Self.cents(words[1]), Array(words.dropFirst(2))))
      case "open":
        row.isCertain = false
        row.isOpen = true
        row.parent = max(0, rows[0].count - 1)
        rows[["participants": 0, "lines": 1, "awards": 2, "aids": 3][words[1]] ?? 0].append(row)
      case "line":
        row.parent = rows[0].firstIndex { $0.name == words[1] } ?? 0
        row.name = "line \(rows[1].count + 1)"
        rows[1].append(row)
      case "aid":
        row.parent = rows[0].firstIndex { $0.name == words[1] } ?? 0
        row.name = "aid \(rows[3].count + 1)"
        rows[3].append(row)
      case "award":
        row.name = "award \(rows[2].count + 1)"
        rows[2].append(row)
      default:
        if !words.contains("role=?"), row.values["role"] == nil {
          row.values["role"] = "beneficiary"
        }
        rows[0].append(row)
      }
    }
    let vocabulary = Words.standard
    facts = Facts(
      project: Words.facts.map { Self.fact($0, project[$0.name], lines: rows[1].count) },
      tables: zip(vocabulary.tables, rows).map { Self.table($0, $1, rows[0].map(\.name)) },
      pools: pools.map { total, names in
        let records = names.compactMap { name in rows[0].firstIndex { $0.name == name } }
        return Facts.Pool(table: 0, column: 11, records: BitSet(records), total: total)
      })
    names = rows.map { $0.map(\.name) }
  }

  private static func cents(_ text: String) -> Int64 {
    (try? Money(parsing: text).cents) ?? 0
  }

  private static func number(_ text: String, _ type: ValueType, scale: Int64) -> Int64 {
    switch type {
    case .money: cents(text)
    case .date: Int64(CalendarDate(parsing: text)?.dayNumber ?? 0)
    default: scale == 100 ? cents(text) : Int64(text) ?? 0
    }
  }

  private static func labels(_ text: String, _ type: Int) -> BitSet {
    BitSet(
      text.split(whereSeparator: { $0 == "|" || $0 == "+" }).compactMap {
        type < 0 ? ($0 == "yes" ? 1 : 0) : Words.types[type].labels.firstIndex(of: String($0))
      })
  }

  static func bounds(_ type: ValueType) -> Facts.Bounds {
    type == .date ? Facts.Bounds(lower: nil, upper: nil) : .zeroOrMore
  }

  private static func fact(_ fact: Vocabulary.Fact, _ text: String?, lines: Int)
    -> Facts.ProjectFact
  {
    switch fact.type {
    case .label(let type):
      guard let text else { return .unknownLabel(nil) }
      let labels = labels(text, type)
      return labels.only.map { .label($0) } ?? .unknownLabel(labels)
    case .truth: return text.map { .label($0 == "yes" ? 1 : 0) } ?? .unknownLabel(BitSet(below: 2))
    case .list(let type): return text.map { .list(labels($0, type)) } ?? .unknownList
    default:
      if fact.name == "total-cost", text == nil, lines > 0 { return .sum(table: 1, column: 1) }
      return text.map { .number(number($0, fact.type, scale: 1)) }
        ?? .unknownNumber(bounds(fact.type))
    }
  }

  private static func table(_ table: Vocabulary.Table, _ rows: [Row], _ people: [String])
    -> Facts.Table
  {
    // A control group bears the number of its first record.
    let groups = rows.indices.map { index in
      rows.firstIndex {
        $0.values["group"] != nil && $0.values["group"] == rows[index].values["group"]
      }
        ?? index
    }
    return Facts.Table(
      count: rows.count, certain: BitSet(rows.indices.filter { rows[$0].isCertain }),
      open: BitSet(rows.indices.filter { rows[$0].isOpen }),
      columns: table.fields.map { field in
        switch field.name {
        case "group": groupColumn(groups)
        case "provider": providerColumn(rows.map { $0.values["provider"] }, people)
        default: column(field, rows.map(\.values))
        }
      },
      groups: groups, parents: table.ownerColumn == nil ? rows.map(\.parent) : [])
  }

  private static func groupColumn(_ groups: [Int]) -> Facts.Column {
    .labels(.init(values: groups, known: BitSet(groups.indices)))
  }

  /// Who gives an award: one of the participants.
  private static func providerColumn(_ names: [String?], _ people: [String]) -> Facts.Column {
    let known = names.map { name in people.firstIndex { $0 == name } }
    let open = known.indices.filter { known[$0] == nil }
    return .labels(
      .init(
        values: known.map { $0 ?? 0 }, known: BitSet(known.indices.filter { known[$0] != nil }),
        candidates: Dictionary(
          uniqueKeysWithValues: open.map { ($0, BitSet(below: people.count)) })))
  }

  private static func column(_ field: Vocabulary.Field, _ rows: [[String: String]])
    -> Facts.Column
  {
    switch field.type {
    case .list(let type):
      return .lists(.init(values: rows.map { $0[field.name].map { labels($0, type) } }))
    case .label, .truth:
      var type = -1
      if case .label(let index) = field.type { type = index }
      let sets = rows.map { $0[field.name].map { labels($0, type) } }
      let known = sets.indices.filter { sets[$0]?.only != nil }
      var candidates = Dictionary(
        uniqueKeysWithValues: sets.indices.compactMap { index in sets[index].map { (index, $0) } })
      for index in known { candidates[index] = nil }
      if field.type == .truth {
        for index in sets.indices where sets[index] == nil { candidates[index] = BitSet(below: 2) }
      }
      return .labels(
        .init(values: sets.map { $0?.only ?? 0 }, known: BitSet(known), candidates: candidates))
    default:
      let values = rows.map { $0[field.name] }
      return .numbers(
        .init(
          values: values.map { $0.map { number($0, field.type, scale: field.scale) } ?? 0 },
          known: BitSet(values.indices.filter { values[$0] != nil }), bounds: bounds(field.type)))
    }
  }
}

extension FactsText {
  /// A fact in a few words: `duration`, `A country`.
  func name(of reference: FactReference) -> String {
    switch reference {
    case .project(let index): return Words.facts[index].name
    case .cell(let table, let record, let column):
      let fields = Words.standard.tables[table].fields
      return
        "\(names[table][record]) \(fields.indices.contains(column) ? fields[column].name : "?")"
    }
  }
}
