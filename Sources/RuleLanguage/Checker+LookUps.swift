import FundingTerms
import SourceText

/// Look-ups in a call's tables, and labels that are compared with each other.
extension Checker {
  func lookUp(_ name: NameSyntax, _ keys: [LabelSyntax], table: Int?) throws(RuleError)
    -> (LookUp, [LabelSource])
  {
    guard let found = vocabulary.lookUps[name.text] else {
      let names = vocabulary.lookUps.keys.sorted()
      throw error(
        "rule.unknown-name", "no table is called '\(PlainText.shown(name.text))'", at: name.range,
        help: NearMiss.help(for: name.text, in: names)
          ?? (names.isEmpty ? nil : "the tables are \(names.joined(separator: ", "))"))
    }
    guard keys.count == found.keys.count else {
      let words = found.keys.map(\.name).joined(separator: ", ")
      throw error(
        "rule.type",
        "the table '\(name.text)' has \(found.keys.count) \(found.keys.count == 1 ? "key" : "keys")",
        at: name.range, help: "write one for each of: \(words)")
    }
    var sources: [LabelSource] = []
    for (key, wanted) in zip(keys, found.keys) {
      let (source, type) = try labelSource(key, table: table)
      guard type == wanted.type else {
        throw error(
          "rule.type",
          "expected \(vocabulary.name(of: wanted.type)) but found \(vocabulary.name(of: type))",
          at: key.range, help: "the key of '\(name.text)' is \(wanted.name)")
      }
      sources.append(source)
    }
    return (found, sources)
  }

  /// The factor by which a looked-up percentage of a figure is held, so that every row is exact.
  func scale(ofSharesIn table: LookUp) -> Int128 {
    table.rows.reduce(1) { scale, row in
      let divisor = Self.greatestCommonDivisor(Int128(row.value), 1_000_000)
      return Self.leastCommonMultiple(scale, 1_000_000 / max(divisor, 1))
    }
  }

  /// A label of the record, its owner, the project or the coordinator, with its type.
  func labelSource(_ syntax: LabelSyntax, table: Int?) throws(RuleError)
    -> (LabelSource, ValueType)
  {
    let source: LabelSource
    let type: ValueType
    switch syntax.of {
    case .its:
      guard let table else {
        throw error(
          "rule.misplaced", "'its' is said only inside a filter or 'for every (…)'",
          at: syntax.range, help: "write '\(syntax.field.text) of …'")
      }
      let field = try field(syntax.field, of: table, plural: false)
      (source, type) = (.field(table: table, column: field.column), field.type)
    case .nothing:
      if let fact = vocabulary.facts[syntax.field.text] {
        (source, type) = (.fact(fact.index), fact.type)
      } else if let table {
        let field = try field(syntax.field, of: table, plural: false)
        (source, type) = (.field(table: table, column: field.column), field.type)
      } else {
        throw unknownName(syntax.field, at: nil)
      }
    case .owner(let owner):
      guard let table else {
        throw error(
          "rule.misplaced", "'\(owner.text)' is meant only inside a filter", at: owner.range)
      }
      let (parent, column) = try self.owner(owner, of: table)
      let field = try field(syntax.field, of: parent, plural: false)
      (source, type) = (.owner(column: field.column, owner: column), field.type)
    case .single(let noun):
      let selection = try selection(noun)
      let field = try field(syntax.field, of: selection.table, plural: false)
      (source, type) = (.single(selection, column: field.column), field.type)
    }
    switch type {
    case .label, .truth: return (source, type)
    default:
      throw error(
        "rule.type",
        "'\(syntax.field.text)' is \(vocabulary.name(of: type)), not a word", at: syntax.range,
        help: "name a field of words, such as 'country'")
    }
  }

  /// `country is the same as country of provider`; in a record a lone name is the record's own.
  func same(_ left: LabelSyntax, _ right: LabelSyntax, table: Int?) throws(RuleError) -> Filter {
    let (first, type) = try labelSource(owned(left, table), table: table)
    let (second, other) = try labelSource(owned(right, table), table: table)
    guard type == other else {
      throw error(
        "rule.type",
        "expected \(vocabulary.name(of: type)) but found \(vocabulary.name(of: other))",
        at: right.range, help: "only words of one type are the same or not")
    }
    return .same(first, second, names: (left.shown, right.shown), type: type)
  }

  private func owned(_ syntax: LabelSyntax, _ table: Int?) -> LabelSyntax {
    guard case .nothing = syntax.of, let table,
      vocabulary.tables[table].field(named: syntax.field.text) != nil
    else { return syntax }
    return LabelSyntax(field: syntax.field, of: .its, range: syntax.range)
  }
}
