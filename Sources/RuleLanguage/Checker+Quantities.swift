import FundingTerms
import SourceText

/// Figures.
extension Checker {
  /// Shares of shares beyond this factor are refused, so that no sum of them can overflow: figures
  /// of a proposal stay below 10^17 cents, and 10^12 × 10^17 leaves room for a million terms.
  static let largestScale: Int128 = 1_000_000_000_000

  /// A figure; `table` is that of the record that is being looked at.
  func quantity(_ syntax: QuantitySyntax, table: Int?) throws(RuleError) -> Quantity {
    let result = try unlimited(syntax, table: table)
    guard !result.extent.isTooLarge else {
      throw error(
        "rule.too-large",
        "a figure is made of at most \(Extent.largest.size) others, "
          + "\(Extent.largest.depth) deep", at: syntax.range,
        help: "use fewer amounts, also in the amounts that it names")
    }
    return result
  }

  private func unlimited(_ syntax: QuantitySyntax, table: Int?) throws(RuleError) -> Quantity {
    switch syntax.form {
    case .literal(let literal):
      return Quantity(form: .literal(literal.rawValue), type: literal.type, scale: 1)
    case .name(let name): return try named(name, table: table)
    case .its(let name):
      guard let table else {
        throw error(
          "rule.misplaced", "'its' is said only inside a filter or 'for every (…)'",
          at: syntax.range, help: "write '\(name.text) of …'")
      }
      if let amount = vocabulary.ownAmounts[table]?[name.text] { return amount }
      let field = try field(name, of: table, plural: false)
      try requireNumber(field.type, name)
      return Quantity(
        form: .field(table: table, column: field.column), type: field.type,
        scale: Int128(field.scale))
    case .sum(let name, let noun, let ofRecord):
      return try sum(name, noun, ofRecord: ofRecord, table: table)
    case .number(let noun, let independent):
      let selection = try selection(noun)
      if independent { try requireGroups(selection, at: noun.range) }
      return Quantity(
        form: .number(selection, independent: independent), type: .count, scale: 1)
    case .share(let literal, let base):
      return try share(literal.rawValue, of: base, at: syntax.range, table: table)
    case .namedShare(let name, let base):
      guard case .share(let millionths) = vocabulary.parameters[name.text] else {
        throw error(
          "rule.type", "expected a percentage before 'of' but found '\(name.text)'",
          at: name.range,
          help: vocabulary.tables.contains { $0.field(named: name.text) != nil }
            ? "after 'of' stands a noun in the plural, as in '\(name.text) of beneficiaries'"
            : "write 'N % of' an amount")
      }
      return try share(millionths, of: base, at: syntax.range, table: table)
    case .lookUp(let name, let keys):
      let (table, sources) = try lookUp(name, keys, table: table)
      return Quantity(form: .lookUp(table, sources), type: table.type, scale: 1)
    case .lookedUpShare(let name, let keys, let base):
      return try lookedUpShare(name, keys, base, at: syntax.range, table: table)
    case .plus(let left, let right):
      return try combined(left, right, table: table, isBack: false) { .plus($0, $1) }
    case .minus(let left, let right):
      return try combined(left, right, table: table, isBack: true) { .minus($0, $1) }
    case .smaller(let left, let right):
      return try combined(left, right, table: table) { .smaller($0, $1) }
    case .larger(let left, let right):
      return try combined(left, right, table: table) { .larger($0, $1) }
    }
  }

  private func named(_ name: NameSyntax, table: Int?) throws(RuleError) -> Quantity {
    if let amount = vocabulary.amounts[name.text] { return amount }
    if let parameter = vocabulary.parameters[name.text] {
      return Quantity(form: .literal(parameter.rawValue), type: parameter.type, scale: 1)
    }
    guard let fact = vocabulary.facts[name.text] else { throw unknownName(name, at: table) }
    try requireNumber(fact.type, name)
    return Quantity(form: .fact(fact.index), type: fact.type, scale: 1)
  }

  private func requireNumber(_ type: ValueType, _ name: NameSyntax) throws(RuleError) {
    switch type {
    case .money, .count, .date, .duration, .share: return
    case .truth, .label, .list:
      throw error(
        "rule.type", "'\(name.text)' is \(vocabulary.name(of: type)), not a figure",
        at: name.range)
    }
  }

  private func sum(_ name: NameSyntax, _ noun: NounSyntax, ofRecord: Bool, table: Int?)
    throws(RuleError) -> Quantity
  {
    let selection = try selection(noun)
    let field = try field(name, of: selection.table, plural: false)
    guard field.type == .money || field.type == .count || field.type == .duration else {
      throw error(
        "rule.type", "'\(name.text)' is \(vocabulary.name(of: field.type)), which has no sum",
        at: name.range, help: "write '\(name.text) of every \(noun.noun.singular)'")
    }
    if ofRecord,
      vocabulary.tables[selection.table].parent != table || table == nil
        || vocabulary.tables[selection.table].ownerColumn != nil
    {
      throw error(
        "rule.misplaced", "'its \(noun.noun.plural)' is said only of who has them",
        at: noun.range, help: "write 'for every beneficiary (… of its \(noun.noun.plural) …)'")
    }
    return Quantity(
      form: .sum(selection, column: field.column, ofRecord: ofRecord), type: field.type,
      scale: Int128(field.scale))
  }

  private func share(
    _ millionths: Int64, of base: QuantitySyntax, at range: Range<Int>, table: Int?
  )
    throws(RuleError) -> Quantity
  {
    let base = try quantity(base, table: table)
    guard base.type == .money || base.type == .count || base.type == .duration else {
      throw error(
        "rule.type", "a percentage of \(vocabulary.name(of: base.type)) has no meaning",
        at: range)
    }
    // Why: 75 % is 3/4, and the smaller the factor the more shares may be combined.
    let divisor = Self.greatestCommonDivisor(Int128(millionths), 1_000_000)
    let scale = base.scale * (1_000_000 / max(divisor, 1))
    guard scale <= Self.largestScale else {
      throw error(
        "rule.percent", "shares of shares of shares are too fine to be exact", at: range,
        help: "write fewer decimals")
    }
    return Quantity(form: .share(millionths: millionths, base), type: base.type, scale: scale)
  }

  private func lookedUpShare(
    _ name: NameSyntax, _ keys: [LabelSyntax], _ base: QuantitySyntax, at range: Range<Int>,
    table: Int?
  ) throws(RuleError) -> Quantity {
    let (found, sources) = try lookUp(name, keys, table: table)
    guard found.type == .share else {
      throw error(
        "rule.type",
        "expected a percentage before 'of' but '\(name.text)' has \(vocabulary.name(of: found.type))",
        at: name.range)
    }
    let base = try quantity(base, table: table)
    guard base.type == .money || base.type == .count || base.type == .duration else {
      throw error(
        "rule.type", "a percentage of \(vocabulary.name(of: base.type)) has no meaning",
        at: range)
    }
    let scale = base.scale * scale(ofSharesIn: found)
    guard scale <= Self.largestScale else {
      throw error(
        "rule.percent", "shares of shares of shares are too fine to be exact", at: range,
        help: "write fewer decimals")
    }
    return Quantity(
      form: .lookedUpShare(found, sources, base), type: base.type, scale: scale)
  }

  private func combined(
    _ left: QuantitySyntax, _ right: QuantitySyntax, table: Int?, isBack: Bool? = nil,
    _ make: (Quantity, Quantity) -> Quantity.Form
  ) throws(RuleError) -> Quantity {
    let first = try quantity(left, table: table)
    let second = try quantity(right, table: table)
    if first.type == .date, second.type == .duration, let isBack {
      guard second.scale == 1 else {
        throw error(
          "rule.type", "a date moves by whole months", at: right.range,
          help: "write the months, as in 'plus 6 months'")
      }
      return Quantity(form: .shifted(first, by: second, isBack: isBack), type: .date, scale: 1)
    }
    guard first.type == second.type, first.type != .date else {
      throw error(
        "rule.type",
        first.type == second.type
          ? "dates are neither added nor subtracted"
          : "expected \(vocabulary.name(of: first.type)) but found "
            + vocabulary.name(of: second.type), at: right.range,
        help: Self.help(first.type, second.type))
    }
    let scale = Self.leastCommonMultiple(first.scale, second.scale)
    guard scale <= Self.largestScale else {
      throw error(
        "rule.percent", "these shares together are too fine to be exact", at: right.range,
        help: "write fewer decimals")
    }
    return Quantity(form: make(first, second), type: first.type, scale: scale)
  }

  /// What to write in place of a sum of figures that cannot be added.
  private static func help(_ first: ValueType, _ second: ValueType) -> String? {
    switch (first, second) {
    case (.date, _): "a date takes a duration, as in 'submission-date minus 12 months'"
    case (.duration, .date): "write the date first, as in 'start-date plus duration'"
    case (_, .share): "write 'N % of' an amount"
    default: nil
    }
  }

  static func greatestCommonDivisor(_ first: Int128, _ second: Int128) -> Int128 {
    var (a, b) = (first, second)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }

  static func leastCommonMultiple(_ first: Int128, _ second: Int128) -> Int128 {
    first / greatestCommonDivisor(first, second) * second
  }
}
