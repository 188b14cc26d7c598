import FundingTerms

/// A bound on a number of things.
public struct CountBound: Sendable, Hashable {
  /// The least number that is allowed, 0 or more.
  public var lower: Int
  /// The greatest number that is allowed; `nil` for any.
  public var upper: Int?

  /// The bound to which just the other numbers keep; `nil` where those have no bound.
  var opposite: CountBound? {
    switch (lower, upper) {
    case (0, let upper?): CountBound(lower: upper + 1, upper: nil)
    case (let lower, nil) where lower > 0: CountBound(lower: 0, upper: lower - 1)
    default: nil
    }
  }

  /// Whether a number between `least` and `most` (`nil`: any) keeps to the bound.
  func truth(least: Int, most: Int?) -> Truth {
    if let most, most < lower { return .no }
    if let upper, least > upper { return .no }
    guard least >= lower else { return .unknown }
    guard let upper else { return .yes }
    guard let most else { return .unknown }
    return most <= upper ? .yes : .unknown
  }
}

/// How two quantities are compared.
public enum Relation: Sendable, Hashable {
  case atLeast, atMost, moreThan, lessThan, exactly

  /// The opposite comparison; `exactly` has none of its own.
  var opposite: Relation? {
    switch self {
    case .atLeast: .lessThan
    case .atMost: .moreThan
    case .moreThan: .atMost
    case .lessThan: .atLeast
    case .exactly: nil
    }
  }
}

/// Records of a table: those that a noun names and a filter lets pass.
public struct Selection: Sendable {
  /// Tells one selection from another; a named amount brings the same one wherever it is used.
  final class Identity: Sendable {}

  let identity = Identity()
  /// The table's index.
  public var table: Int
  /// The noun, in the singular and the plural, for evidence.
  public var noun: (singular: String, plural: String)
  /// What the noun itself asks: the role of a beneficiary.
  var restriction: Filter?
  /// What the rule asks.
  var filter: Filter?
  /// The one record that is meant, where a rule is taken apart record by record.
  var only: Int?
}

/// A question about each record of a table.
indirect enum Filter: Sendable {
  case all([Filter])
  case any([Filter])
  case not(Filter)
  case when(Filter, then: Filter, otherwise: Filter?)
  /// Whether the label in a column is in a set.
  case label(column: Int, Vocabulary.LabelSet)
  /// How many of a set's labels are on the list in a column.
  case includes(column: Int, BitSet, CountBound)
  /// How two quantities compare, both of the record or of the project.
  case compare(Quantity, Relation, Quantity)
  /// Whether two labels are the same; the names are for evidence.
  case same(LabelSource, LabelSource, names: (String, String), type: ValueType)
  /// How many of some questions are answered by yes.
  case tally([Filter], CountBound)
  /// A question about the record's owner; `column` names it where it may be unknown.
  case owner(Filter, column: Int?)
  /// A condition of the whole project, the same for every record.
  case project(Condition)
}

/// A figure: an amount, a number, a date or a duration.
public struct Quantity: Sendable {
  indirect enum Form: Sendable {
    case literal(Int64)
    /// A fact of the project by its index.
    case fact(Int)
    /// A column of the record that is being looked at.
    case field(table: Int, column: Int)
    /// The sum of a column over records; `ofRecord` takes only those that belong to the record
    /// that is being looked at.
    case sum(Selection, column: Int, ofRecord: Bool)
    /// How many records (or control groups) there are.
    case number(Selection, independent: Bool)
    /// A percentage, in millionths, of a quantity.
    case share(millionths: Int64, Quantity)
    case plus(Quantity, Quantity)
    case minus(Quantity, Quantity)
    case smaller(Quantity, Quantity)
    case larger(Quantity, Quantity)
    /// A date some months later, or earlier.
    case shifted(Quantity, by: Quantity, isBack: Bool)
    /// A value of a call's table.
    case lookUp(LookUp, [LabelSource])
    /// A percentage of a call's table, of a quantity.
    case lookedUpShare(LookUp, [LabelSource], Quantity)
  }

  let form: Form
  /// The type of the figure.
  public let type: ValueType
  /// The figure is held as this many times its value, so that shares stay exact.
  let scale: Int128
  /// How much it is made of.
  let extent: Extent

  init(form: Form, type: ValueType, scale: Int128) {
    self.form = form
    self.type = type
    self.scale = scale
    extent = form.extent
  }
}

/// A condition of the whole project, with the bytes of its rule.
public struct Condition: Sendable {
  indirect enum Form: Sendable {
    case all([Condition])
    case any([Condition])
    case not(Condition)
    case when(Condition, then: Condition, otherwise: Condition?)
    /// How many of some conditions hold.
    case tally([Condition], CountBound)
    case count(Selection, independent: Bool, CountBound)
    /// Groups (or records) matched with labels, no label and no group twice.
    case matching(Selection, independent: Bool, column: Int, CountBound)
    /// How many different labels a column of the selection holds.
    case different(Selection, column: Int, plural: String, CountBound)
    /// How many of a set's labels are on a list of the project; `nil` asks for all of them.
    case includes(fact: Int, BitSet, CountBound)
    /// Whether a fact's label is in a set.
    case label(fact: Int, Vocabulary.LabelSet)
    case stated(fact: Int)
    case compare(Quantity, Relation, Quantity)
    /// Whether every selected record passes.
    case every(Selection, Filter)
    /// Whether the total of each group keeps to a limit.
    case totals(Totals)
    /// Whether a selected record passes.
    case some(Selection, Filter)
  }

  let form: Form
  /// The bytes of the source on which the condition stands.
  public let range: Range<Int>
}

/// A rule of a call, read and typed: it can be evaluated over any facts of its vocabulary.
public struct Rule: Sendable {
  /// The condition that the rule states.
  public let condition: Condition
  /// The words of which it is made.
  public let vocabulary: Vocabulary
}

extension Rule {
  /// The conditions that all have to hold for the rule to hold, each a rule of its own: what `and`
  /// joins, and of `every` record each by itself.
  public func conjuncts(for facts: Facts) -> [Rule] {
    conjuncts(of: condition, facts).map { Rule(condition: $0, vocabulary: vocabulary) }
  }

  /// More records than this are not taken apart: each would be looked at for each.
  private static let longestEach = 200

  private func conjuncts(of condition: Condition, _ facts: Facts) -> [Condition] {
    switch condition.form {
    case .all(let list): return list.flatMap { conjuncts(of: $0, facts) }
    case .every(let selection, let filter)
    where facts.tables[selection.table].count <= Self.longestEach:
      return (0..<facts.tables[selection.table].count).map { record in
        var one = selection
        one.only = record
        return Condition(form: .every(one, filter), range: condition.range)
      }
    default: return [condition]
    }
  }
}
