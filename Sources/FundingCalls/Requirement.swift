public import FundingTerms
public import SourceText

/// How much a requirement matters to the verdict.
public enum Severity: String, Sendable, CaseIterable {
  /// Not met, it makes a consortium ineligible.
  case blocking
  /// It is worth a warning, and never changes the verdict.
  case warning
  /// It is recommended, and never changes the verdict.
  case advice
}

/// What a requirement comes to for a consortium.
public enum Outcome: String, Sendable, CaseIterable {
  /// Certainly met.
  case met
  /// Certainly not met.
  case notMet = "not-met"
  /// Facts are missing, sources disagree or the content was not found.
  case cannotTell = "cannot-tell"
  /// The requirement does not concern this consortium.
  case notApplicable = "not-applicable"
}

/// One condition of a call.
public struct Requirement: Sendable {
  /// What a requirement demands.
  public enum Body: Sendable {
    /// One reading, or several where the sources disagree or the rule changed with time.
    case readings([Reading])
    /// The sources read do not say; the text is what was not found.
    case notStated(String)
  }

  /// The id, unique in the call.
  public var id: String
  /// How much it matters to the verdict.
  public var severity: Severity
  /// A few words.
  public var title: String
  /// What it demands, in our own words.
  public var meaning: String
  /// Where it is written; at least one.
  public var sources: [SourceReference]
  /// The condition on which it applies at all; `nil` for always.
  public var applies: RuleText?
  /// What it demands.
  public var body: Body
  /// Consortia with the outcome that the requirement must have for them.
  public var examples: [Example]
  /// Where the id stands.
  public var origin: Origin

  /// The readings; none where the content was not found.
  public var readings: [Reading] {
    guard case .readings(let readings) = body else { return [] }
    return readings
  }

  /// The readings in force on a day, in the order of the document.
  public func readings(on date: CalendarDate) -> [Reading] {
    readings.filter { $0.validity.holds(on: date) }
  }

  /// A requirement.
  public init(
    id: String, severity: Severity = .blocking, title: String, meaning: String,
    sources: [SourceReference], applies: RuleText? = nil, body: Body, examples: [Example] = [],
    origin: Origin
  ) {
    self.id = id
    self.severity = severity
    self.title = title
    self.meaning = meaning
    self.sources = sources
    self.applies = applies
    self.body = body
    self.examples = examples
    self.origin = origin
  }
}

/// One way of reading a requirement.
public struct Reading: Sendable {
  /// The id, unique in the requirement; `nil` for the only reading of a requirement.
  public var id: String?
  /// What this reading takes the requirement to demand; `nil` where it is the requirement's.
  public var meaning: String?
  /// The rule.
  public var rule: RuleText
  /// The days of assessment on which it is in force.
  public var validity: Validity
  /// Where it is written; none where the requirement's sources are meant.
  public var sources: [SourceReference]

  /// A reading.
  public init(
    id: String? = nil, meaning: String? = nil, rule: RuleText, validity: Validity = Validity(),
    sources: [SourceReference] = []
  ) {
    self.id = id
    self.meaning = meaning
    self.rule = rule
    self.validity = validity
    self.sources = sources
  }
}

/// A consortium and the outcome that a requirement must have for it.
public struct Example: Sendable {
  /// The outcome that the requirement must have.
  public var outcome: Outcome
  /// The day of the assessment; `nil` where it does not matter.
  public var on: CalendarDate?
  /// The strand to assess in; `nil` where the call has none or it does not matter.
  public var strand: String?
  /// What is to be said about it.
  public var note: String?
  /// Where the `consortium` element stands in the document.
  public var consortiumRange: Range<Int>
  /// Where the example stands.
  public var origin: Origin

  /// An example.
  public init(
    outcome: Outcome, on: CalendarDate? = nil, strand: String? = nil, note: String? = nil,
    consortiumRange: Range<Int>, origin: Origin
  ) {
    self.outcome = outcome
    self.on = on
    self.strand = strand
    self.note = note
    self.consortiumRange = consortiumRange
    self.origin = origin
  }

  /// The `consortium` element alone, a document of its own; its lines and columns are the file's.
  public var consortium: SourceFile {
    EmbeddedDocuments.source(at: consortiumRange, in: origin.file)
  }
}

/// An inherited requirement that does not hold.
public struct Drop: Sendable {
  /// The id of the requirement.
  public var requirement: String
  /// Why it does not hold.
  public var reason: String
  /// Where that is written.
  public var source: SourceReference
  /// Where the id stands.
  public var origin: Origin

  /// The dropping of a requirement.
  public init(requirement: String, reason: String, source: SourceReference, origin: Origin) {
    self.requirement = requirement
    self.reason = reason
    self.source = source
    self.origin = origin
  }
}

/// A condition that stands beside the verdict and never changes it.
public struct NotChecked: Sendable {
  /// Why it is not checked.
  public enum Reason: String, Sendable, CaseIterable {
    /// Only a person can judge it.
    case manual
    /// The sources read do not say its content.
    case notStated = "not-stated"
  }

  /// The id, unique in the call.
  public var id: String
  /// A few words.
  public var title: String
  /// What it demands, in our own words.
  public var meaning: String
  /// Why it is not checked.
  public var reason: Reason
  /// Where it is written.
  public var sources: [SourceReference]
  /// Where the id stands.
  public var origin: Origin

  /// A condition that is not checked.
  public init(
    id: String, title: String, meaning: String, reason: Reason, sources: [SourceReference],
    origin: Origin
  ) {
    self.id = id
    self.title = title
    self.meaning = meaning
    self.reason = reason
    self.sources = sources
    self.origin = origin
  }
}
