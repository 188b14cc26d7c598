import FundingTerms

/// The type of a value in the rule language.
public enum ValueType: Hashable, Sendable {
  case money, share, count, date, duration, truth
  /// One word out of those that a label type has, by the type's index in the vocabulary.
  case label(Int)
  /// A list of such words.
  case list(Int)
}

/// What a rule may speak of: nouns with fields, facts, labels, sets, amounts and parameters.
///
/// The language knows none of these by itself: whoever uses it says what there is, and in which
/// column of ``Facts`` it stands.
public struct Vocabulary: Sendable {
  /// A type of words: countries, kinds of organisation, the strands of a call.
  public struct LabelType: Sendable {
    /// What one of them is called in messages: `country`.
    public var name: String
    /// The words, each with its index as its value.
    public var labels: [String]
    private let indices: [String: Int]

    /// A label type; words that stand twice keep their first index.
    public init(name: String, labels: [String], aliases: [String: Int] = [:]) {
      self.name = name
      self.labels = labels
      var indices = aliases
      for (index, label) in labels.enumerated() where indices[label] == nil {
        indices[label] = index
      }
      self.indices = indices
    }

    /// The type with more labels after its own: those that only the facts name.
    public func appending(_ more: [String]) -> LabelType {
      more.isEmpty ? self : LabelType(name: name, labels: labels + more, aliases: indices)
    }

    /// The value of a word.
    public func index(of label: String) -> Int? { indices[label] }
  }

  /// A column of a table under the name by which rules call it.
  public struct Field: Sendable {
    /// The name: `country`.
    public var name: String
    /// The name of several: `countries`.
    public var plural: String
    /// The type of its values.
    public var type: ValueType
    /// The column's index in its table.
    public var column: Int
    /// What stands in the column is this many times the value: 100 for hundredths.
    public var scale: Int64

    /// A field; the plural is the name with `s` unless said otherwise.
    public init(
      _ name: String, plural: String? = nil, _ type: ValueType, column: Int, scale: Int64 = 1
    ) {
      self.name = name
      self.plural = plural ?? name + "s"
      self.type = type
      self.column = column
      self.scale = scale
    }
  }

  /// A table of records.
  public struct Table: Sendable {
    /// What one record is called: `participant`.
    public var name: String
    /// Its fields.
    public var fields: [Field]
    /// The table to which each record's owner belongs: a cost line's participant.
    public var parent: Int?
    /// What rules call the owner: `participant` of a line, `provider` of an award.
    public var owner: String
    /// The column whose label is the number of the owner's record; `nil` where ``Facts/Table/parents``
    /// holds the owners, which then are known.
    public var ownerColumn: Int?

    /// A table with its fields.
    public init(
      name: String, fields: [Field], parent: Int? = nil, owner: String = "participant",
      ownerColumn: Int? = nil
    ) {
      self.name = name
      self.fields = fields
      self.parent = parent
      self.owner = owner
      self.ownerColumn = ownerColumn
    }

    /// The field of a name.
    public func field(named name: String) -> Field? {
      for index in fields.indices where fields[index].name == name { return fields[index] }
      return nil
    }
  }

  /// A word for the records of a table, or for some of them.
  public struct Noun: Sendable {
    /// The word for one: `beneficiary`.
    public var singular: String
    /// The word for several: `beneficiaries`.
    public var plural: String
    /// The table's index.
    public var table: Int
    /// The labels that a column of such a record has; `nil` where every record is meant.
    public var restriction: (column: Int, labels: BitSet)?
    /// Whether there can be only one, so that `of coordinator` needs no `every`.
    public var isSingle: Bool

    /// A noun.
    public init(
      _ singular: String, _ plural: String, table: Int,
      restriction: (column: Int, labels: BitSet)? = nil, isSingle: Bool = false
    ) {
      self.singular = singular
      self.plural = plural
      self.table = table
      self.restriction = restriction
      self.isSingle = isSingle
    }
  }

  /// A figure or word of the whole project.
  public struct Fact: Sendable {
    /// The name: `requested-grant`.
    public var name: String
    /// The type of its value.
    public var type: ValueType
    /// The index among the facts of ``Facts``.
    public var index: Int
    /// Whether it is something that the applicants declare: `mandated-coordinator is declared`.
    public var isDeclaration: Bool

    /// A fact.
    public init(_ name: String, _ type: ValueType, index: Int, isDeclaration: Bool = false) {
      self.name = name
      self.type = type
      self.index = index
      self.isDeclaration = isDeclaration
    }
  }

  /// A set of labels that has a name; of some labels it may be unknown whether they are in it.
  public struct LabelSet: Sendable, Hashable {
    /// The label type's index.
    public var labelType: Int
    /// The labels that are in it for certain.
    public var certain: BitSet
    /// The labels that are in it perhaps or for certain.
    public var possible: BitSet
    /// What the open memberships are called: sets of one origin share them. 0 where none is open.
    public var origin: Int

    /// A set; `possible` holds `certain`.
    public init(labelType: Int, certain: BitSet, possible: BitSet, origin: Int = 0) {
      self.labelType = labelType
      self.origin = origin
      self.certain = certain
      self.possible = possible.union(certain)
    }
  }

  /// The label types; a ``ValueType`` names them by index.
  public var labelTypes: [LabelType]
  /// The tables.
  public var tables: [Table]
  /// The nouns.
  public var nouns: [Noun]
  /// The facts of the project by name.
  public var facts: [String: Fact]
  /// The named sets of labels.
  public var sets: [String: LabelSet]
  /// Named literals.
  public var parameters: [String: Literal] = [:]
  /// Named quantities.
  public var amounts: [String: Quantity] = [:]
  /// Tables in which values are looked up, by name.
  public var lookUps: [String: LookUp] = [:]
  /// Named quantities of each record of a table, by the table's index: `its eligible-grant`.
  public var ownAmounts: [Int: [String: Quantity]] = [:]

  /// A vocabulary without parameters and amounts, which are added as they are read.
  public init(
    labelTypes: [LabelType], tables: [Table], nouns: [Noun], facts: [Fact],
    sets: [String: LabelSet] = [:]
  ) {
    self.labelTypes = labelTypes
    self.tables = tables
    self.nouns = nouns
    self.facts = Dictionary(facts.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.sets = sets
  }

  /// The noun that a word names, and whether the word is its plural.
  func noun(_ word: String) -> (noun: Noun, isPlural: Bool)? {
    for index in nouns.indices {
      if nouns[index].plural == word { return (nouns[index], true) }
      if nouns[index].singular == word { return (nouns[index], false) }
    }
    return nil
  }

  /// Whether a word is what rules call the owner of some record.
  func isOwner(_ word: String) -> Bool { tables.contains { $0.parent != nil && $0.owner == word } }

  /// What a type is called in messages.
  func name(of type: ValueType) -> String {
    switch type {
    case .money: "an amount of money"
    case .share: "a percentage"
    case .count: "a number"
    case .date: "a date"
    case .duration: "a duration"
    case .truth: "yes or no"
    case .label(let index): "a \(labelTypes[index].name)"
    case .list(let index): "a list of the type \(labelTypes[index].name)"
    }
  }
}

/// A value that a rule states outright.
public enum Literal: Sendable, Hashable {
  case money(Money)
  /// A percentage in millionths of the whole: 75 % is 750 000.
  case share(millionths: Int64)
  case count(Int64)
  case date(CalendarDate)
  case duration(months: Int64)

  /// The type of the value.
  public var type: ValueType {
    switch self {
    case .money: .money
    case .share: .share
    case .count: .count
    case .date: .date
    case .duration: .duration
    }
  }

  /// The value in the unit of its type: cents, millionths, days since 1970, months.
  public var rawValue: Int64 {
    switch self {
    case .money(let money): money.cents
    case .share(let millionths): millionths
    case .count(let count): count
    case .date(let date): Int64(date.dayNumber)
    case .duration(let months): months
    }
  }
}
