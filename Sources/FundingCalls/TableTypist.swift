import FundingTerms
import RuleLanguage
import SourceText

/// Gives the keys, labels and values of a call's table their meaning, and refuses one in which two
/// rows fit the same labels.
struct TableTypist {
  let vocabulary: RuleLanguage.Vocabulary
  let table: TableDefinition
  private(set) var diagnostics: [Diagnostic] = []

  init(_ table: TableDefinition, vocabulary: RuleLanguage.Vocabulary) {
    self.table = table
    self.vocabulary = vocabulary
  }

  private mutating func report(_ code: String, _ message: String, at origin: Origin, help: String?)
  {
    diagnostics.append(origin.diagnostic(code: "call.\(code)", message, help: help))
  }

  /// The table as rules look values up in it; `nil` where something is wrong with it.
  mutating func typed() -> LookUp? {
    let keys = table.keys.map { key in (name: key, type: self.type(ofKey: key)) }
    for key in keys where key.type == nil {
      report(
        "table", "no field or fact of words is called '\(PlainText.shown(key.name))'",
        at: table.keysOrigin, help: NearMiss.help(for: key.name, in: wordsForKeys))
    }
    var rows: [LookUp.Row] = []
    var type: ValueType?
    for row in table.rows {
      guard row.labels.count == keys.count else {
        report(
          "table", "a row of the table '\(table.id)' has one label for each key",
          at: row.labelsOrigin, help: "write one for each of: \(table.keys.joined(separator: ", "))"
        )
        continue
      }
      let labels = zip(keys, row.labels).map { label($1, of: $0.type, at: row.labelsOrigin) }
      switch RuleReader.literal(in: row.value.file, at: row.value.range) {
      case .failure(let refused): diagnostics.append(refused.diagnostic)
      case .success(let literal):
        if let type, type != literal.type {
          report(
            "table", "all values of the table '\(table.id)' are of one type",
            at: row.value.origin, help: "write them alike, as in 'EUR 10 000'")
        }
        type = type ?? literal.type
        rows.append(LookUp.Row(labels: labels, value: literal.rawValue))
        checkLast(of: rows, at: row.labelsOrigin)
      }
    }
    guard diagnostics.isEmpty, let type else { return nil }
    return LookUp(
      name: table.id, keys: keys.map { ($0.name, $0.type ?? .truth) }, type: type, rows: rows)
  }

  private mutating func checkLast(of rows: [LookUp.Row], at origin: Origin) {
    guard let last = rows.last, diagnostics.isEmpty else { return }
    for (index, row) in rows.dropLast().enumerated() where row.overlaps(last) {
      let same = row.value == last.value
      report(
        same ? "duplicate" : "contradiction",
        "two rows of the table '\(table.id)' fit the same labels, "
          + "'\(table.rows[index].labels.joined(separator: " "))' too", at: origin,
        help: same ? "leave one of them out" : "only one value can hold: correct one of them")
      return
    }
  }

  // MARK: Keys and labels

  /// The fields and facts that hold words, or yes and no.
  private var keyTypes: [(name: String, type: ValueType)] {
    vocabulary.tables.flatMap { $0.fields.map { ($0.name, $0.type) } }
      + vocabulary.facts.values.sorted { $0.index < $1.index }.map { ($0.name, $0.type) }
  }

  private var wordsForKeys: [String] {
    keyTypes.filter { isWord($0.type) }.map(\.name)
  }

  private func isWord(_ type: ValueType) -> Bool {
    switch type {
    case .label, .truth: true
    default: false
    }
  }

  private func type(ofKey name: String) -> ValueType? {
    keyTypes.first { $0.name == name && isWord($0.type) }?.type
  }

  private mutating func label(_ word: String, of type: ValueType?, at origin: Origin) -> Int? {
    if word == TableDefinition.anyLabel { return nil }
    switch type {
    case .label(let index):
      let labels = vocabulary.labelTypes[index]
      if let label = labels.index(of: word) { return label }
      report(
        "unknown-label",
        "'\(PlainText.shown(word))' in the table '\(table.id)' is no \(labels.name)", at: origin,
        help: NearMiss.help(for: word, in: labels.labels)
          ?? (labels.labels.count <= 16
            ? "it is one of \(labels.labels.joined(separator: ", ")), any" : nil))
    case .truth:
      if let index = ["no", "yes"].firstIndex(of: word) { return index }
      report(
        "unknown-label",
        "'\(PlainText.shown(word))' in the table '\(table.id)' is neither yes nor no", at: origin,
        help: "write 'yes', 'no' or 'any'")
    default: break
    }
    return nil
  }
}
