public import FundingTerms
public import SourceText

/// One published call for proposals (or a voucher scheme), or the general conditions of a family of
/// calls, as its document states it.
///
/// A call read from one document holds what that document says; what it takes over from another
/// call, or changes in a strand, comes with ``CallLibrary/resolved(_:)`` and ``inStrand(_:)``.
/// Rules are text here: they are typed against the vocabulary elsewhere.
public struct Call: Sendable {
  /// The id as the document writes it; compared without regard to case.
  public var id: String
  /// Where the id stands, for diagnostics about the call as a whole.
  public var origin: Origin
  /// Other ids under which the call is known.
  public var aliases: [String] = []
  /// The title, where the document (or the one that it extends) gives one.
  public var statedTitle: String?
  /// The programme that pays.
  public var programme: Programme?
  /// The type of action; `nil` where no source says.
  public var typeOfAction: String?
  /// Whether this is a family's general conditions: never listed and never assessed.
  public var isAbstract = false
  /// The id of the call whose conditions this one takes over.
  public var extends: String?
  /// The id of the general conditions that hold where the call says nothing of its own; they are
  /// not taken over, and only warn.
  public var general: String?
  /// The period of cohesion policy of which the classes of regions count, such as `2021-2027`.
  public var regionClassPeriod: String?
  /// Every document that the call rests on.
  public var sources: [Source] = []
  /// The dates: one timetable for each edition of a recurring call.
  public var timetables: [Timetable] = []
  /// The money of the call.
  public var budget = Budget.notGiven
  /// The strands that may be applied for, in the order of the document.
  public var strands: [Strand] = []
  /// The words that a proposal may use for this call.
  public var vocabulary = Vocabulary()
  /// The sets, parameters and amounts that the rules name.
  public var definitions = Definitions()
  /// What part of the costs the call pays; `nil` where the document says nothing about it.
  public var rates: Rates?
  /// The conditions of the call, in the order of the document.
  public var requirements: [Requirement] = []
  /// The inherited requirements that do not hold for this call.
  public var drops: [Drop] = []
  /// The conditions that no machine can check.
  public var notChecked: [NotChecked] = []
  /// What a funding portal published beside dates and budget; `nil` for a call that a person wrote.
  public var topic: TopicRecord?
  /// Whether the document was written by an import.
  public var isImported = false
  /// The conditions in the topic's own words, as they were imported.
  public var ownConditions: [ConditionsBlock] = []
  /// The strand as which the call has been taken; `nil` for the call as a whole.
  public var strand: String?

  /// The title, or the id where none is given.
  public var title: String { statedTitle ?? id }

  /// The document.
  public var file: SourceFile { origin.file }

  /// A call of which nothing is known but its id.
  public init(id: String, origin: Origin) {
    self.id = id
    self.origin = origin
  }
}

/// A funding programme.
public struct Programme: Sendable, Hashable {
  /// The short form, such as `SMP`.
  public var id: String
  /// The name in full.
  public var title: String

  /// A programme by its short form and its name.
  public init(id: String, title: String) {
    self.id = id
    self.title = title
  }
}

/// The money of a call.
public enum Budget: Sendable {
  /// The amount that a source states.
  case amount(Money, source: SourceReference?)
  /// The sources read do not state it, and the document says so.
  case notStated
  /// The document says nothing about it.
  case notGiven

  /// The amount, where a source states it.
  public var amount: Money? {
    guard case .amount(let money, _) = self else { return nil }
    return money
  }
}

/// A part of a call that is applied for on its own.
///
/// What it states itself wins over what the call states under the same id or name.
public struct Strand: Sendable {
  /// The id, unique in the call.
  public var id: String
  /// The title.
  public var title: String
  /// Where the id stands.
  public var origin: Origin
  /// Sets, parameters and amounts that differ from the call's.
  public var definitions = Definitions()
  /// Rates in place of the call's.
  public var rates: Rates?
  /// Requirements of this strand alone, or in place of the call's.
  public var requirements: [Requirement] = []
  /// Requirements of the call that do not hold in this strand.
  public var drops: [Drop] = []
  /// Conditions of this strand that no machine can check.
  public var notChecked: [NotChecked] = []

  /// A strand that differs in nothing but its name.
  public init(id: String, title: String, origin: Origin) {
    self.id = id
    self.title = title
    self.origin = origin
  }
}
