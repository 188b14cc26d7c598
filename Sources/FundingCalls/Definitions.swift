public import FundingTerms

/// The words that a proposal may use for a call.
public struct Vocabulary: Sendable {
  /// What a proposal may aim at (`proposal.objectives` and `proposal.focus`).
  public var objectives: [Term] = []
  /// The themes that a proposal may be about.
  public var themes: [Term] = []
  /// Facts that applicants declare for this call alone.
  public var declarations: [Declaration] = []

  /// A vocabulary; empty unless given.
  public init(
    objectives: [Term] = [], themes: [Term] = [], declarations: [Declaration] = []
  ) {
    self.objectives = objectives
    self.themes = themes
    self.declarations = declarations
  }
}

/// A word of a call with what it stands for.
public struct Term: Sendable {
  /// The word.
  public var id: String
  /// What it stands for.
  public var title: String
  /// Where the word stands.
  public var origin: Origin

  /// A word with what it stands for.
  public init(id: String, title: String, origin: Origin) {
    self.id = id
    self.title = title
    self.origin = origin
  }
}

/// A fact that applicants declare for a call.
public struct Declaration: Sendable {
  /// Whose fact it is.
  public enum Subject: String, Sendable, CaseIterable {
    case proposal, participant
  }

  /// What may be declared.
  public enum Values: Sendable, Equatable {
    /// True or false.
    case truth
    /// One of some words.
    case words([String])
  }

  /// The name under which rules and consortia speak of it.
  public var name: String
  /// Whose fact it is.
  public var of: Subject
  /// What may be declared.
  public var values: Values
  /// What is declared, in our own words.
  public var meaning: String
  /// Where the name stands.
  public var origin: Origin

  /// A fact that applicants declare.
  public init(name: String, of: Subject, values: Values, meaning: String, origin: Origin) {
    self.name = name
    self.of = of
    self.values = values
    self.meaning = meaning
    self.origin = origin
  }
}

/// What the rules of a call name.
public struct Definitions: Sendable {
  /// Named sets.
  public var sets: [SetDefinition] = []
  /// Named literals.
  public var parameters: [Parameter] = []
  /// Named quantities.
  public var amounts: [AmountDefinition] = []
  /// Tables in which rules look up values.
  public var tables: [TableDefinition] = []

  /// Definitions; none unless given.
  public init(
    sets: [SetDefinition] = [], parameters: [Parameter] = [], amounts: [AmountDefinition] = [],
    tables: [TableDefinition] = []
  ) {
    self.sets = sets
    self.parameters = parameters
    self.amounts = amounts
    self.tables = tables
  }
}

/// A named set.
public struct SetDefinition: Sendable {
  /// What the members are.
  public enum MemberKind: String, Sendable, CaseIterable {
    case country, region, kind, category, form, recipient, strand, objective, theme
    case regionClass = "region-class"
  }

  /// The day as of which a dated membership counts.
  public enum AsOf: Sendable, Hashable {
    /// The day of the call's deadline.
    case deadline
    /// A day of its own.
    case date(CalendarDate)
  }

  /// Where the members are listed.
  public enum Content: Sendable, Hashable {
    /// A set of `reference/participation.xml`.
    case reference(String, asOf: AsOf)
    /// The call lists them, as they are written there.
    case members([String])
  }

  /// The name.
  public var name: String
  /// What the members are.
  public var of: MemberKind
  /// Where the members are listed.
  public var content: Content
  /// What the set is, in our own words.
  public var meaning: String
  /// Where the name stands.
  public var origin: Origin

  /// A named set.
  public init(
    name: String, of: MemberKind, content: Content, meaning: String, origin: Origin
  ) {
    self.name = name
    self.of = of
    self.content = content
    self.meaning = meaning
    self.origin = origin
  }
}

/// A named literal, which may change with time.
public struct Parameter: Sendable {
  /// The literal from a day on.
  public struct Value: Sendable {
    /// The first day on which it holds; `nil` for always before the next value.
    public var from: CalendarDate?
    /// The literal.
    public var literal: RuleText

    /// A literal from a day on.
    public init(from: CalendarDate? = nil, literal: RuleText) {
      self.from = from
      self.literal = literal
    }
  }

  /// The name.
  public var name: String
  /// The values in the order of their days; at least one.
  public var values: [Value]
  /// Where the name stands.
  public var origin: Origin

  /// The literal that holds on a day; `nil` before the first.
  public func value(on date: CalendarDate) -> RuleText? {
    values.last { value in value.from.map { $0 <= date } ?? true }?.literal
  }

  /// A named literal.
  public init(name: String, values: [Value], origin: Origin) {
    self.name = name
    self.values = values
    self.origin = origin
  }
}

/// A named quantity in the rule language.
public struct AmountDefinition: Sendable {
  /// The name.
  public var name: String
  /// The quantity.
  public var quantity: RuleText
  /// Where the name stands.
  public var origin: Origin

  /// A named quantity.
  public init(name: String, quantity: RuleText, origin: Origin) {
    self.name = name
    self.quantity = quantity
    self.origin = origin
  }
}
