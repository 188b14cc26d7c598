public import FundingTerms

/// The dates of a call, or of one edition of a recurring call.
public struct Timetable: Sendable {
  /// The edition that a recurring call tells apart, such as `2018`.
  public var edition: String?
  /// When the call opens; `nil` where no source gave the day.
  public var opening: Opening?
  /// The deadlines in the order of the document.
  public var deadlines: [Deadline] = []
  /// The cancellation, where there was one.
  public var cancellation: Cancellation?
  /// What was not found, where the sources read give no deadline.
  public var notStated: String?

  /// A timetable; empty unless given.
  public init(
    edition: String? = nil, opening: Opening? = nil, deadlines: [Deadline] = [],
    cancellation: Cancellation? = nil, notStated: String? = nil
  ) {
    self.edition = edition
    self.opening = opening
    self.deadlines = deadlines
    self.cancellation = cancellation
    self.notStated = notStated
  }
}

/// The day on which a call opens.
public struct Opening: Sendable {
  /// The day.
  public var date: CalendarDate
  /// Where it is written.
  public var source: SourceReference

  /// An opening day.
  public init(date: CalendarDate, source: SourceReference) {
    self.date = date
    self.source = source
  }
}

/// The end of a call, as became known on a day.
public struct Cancellation: Sendable {
  /// The day on which it became known.
  public var knownFrom: CalendarDate
  /// Where it is written.
  public var source: SourceReference
  /// What is to be said about it.
  public var note: String?

  /// A cancellation.
  public init(knownFrom: CalendarDate, source: SourceReference, note: String? = nil) {
    self.knownFrom = knownFrom
    self.source = source
    self.note = note
  }
}

/// What a deadline is for.
public enum DeadlineKind: Sendable, Hashable {
  /// The only deadline of the call.
  case single
  /// A stage of a call in two stages: 1 or 2.
  case stage(Int)
  /// One of several cut-offs, from 1.
  case cutOff(Int)
  /// The last moment for questions.
  case questions
  /// Applications are taken at any time, up to the date if there is one.
  case continuous

  /// The kind that a word of a document names: `single`, `stage-1`, `cut-off-3`, …
  public init?(_ word: some StringProtocol) {
    switch word {
    case "single": self = .single
    case "stage-1": self = .stage(1)
    case "stage-2": self = .stage(2)
    case "questions": self = .questions
    case "continuous": self = .continuous
    default:
      let prefix = "cut-off-"
      let digits = word.dropFirst(prefix.count)
      guard word.hasPrefix(prefix), digits.utf8.allSatisfy({ (48...57).contains($0) }),
        digits.first != "0", digits.utf8.count <= 2, let number = Int(digits)
      else { return nil }
      self = .cutOff(number)
    }
  }
}

extension DeadlineKind: CustomStringConvertible {
  /// The word of a document: `cut-off-1`.
  public var description: String {
    switch self {
    case .single: "single"
    case .stage(let number): "stage-\(number)"
    case .cutOff(let number): "cut-off-\(number)"
    case .questions: "questions"
    case .continuous: "continuous"
    }
  }
}

/// One dated end, with the changes that became known later.
public struct Deadline: Sendable {
  /// A change of the date, as became known on a day.
  public struct Amendment: Sendable {
    /// The day on which it became known.
    public var knownFrom: CalendarDate
    /// The new date.
    public var at: LocalTime
    /// Where it is written.
    public var source: SourceReference
    /// What is to be said about it.
    public var note: String?

    /// A change of the date.
    public init(
      knownFrom: CalendarDate, at: LocalTime, source: SourceReference, note: String? = nil
    ) {
      self.knownFrom = knownFrom
      self.at = at
      self.source = source
      self.note = note
    }
  }

  /// What it is for.
  public var kind: DeadlineKind
  /// The date as first published; `nil` for a continuous call without an end.
  public var at: LocalTime?
  /// The zone of the clock, which a continuous call without an end has too.
  public var zone: Zone
  /// Where it is written.
  public var source: SourceReference
  /// What is to be said about it.
  public var note: String?
  /// The changes, in the order in which they became known.
  public var amendments: [Amendment]

  /// A deadline.
  public init(
    kind: DeadlineKind, at: LocalTime?, zone: Zone, source: SourceReference, note: String? = nil,
    amendments: [Amendment] = []
  ) {
    self.kind = kind
    self.at = at
    self.zone = zone
    self.source = source
    self.note = note
    self.amendments = amendments
  }

  /// The date as it was known on a day; `nil` for a continuous call without an end.
  public func at(asKnownOn day: CalendarDate) -> LocalTime? {
    amendments.last { $0.knownFrom <= day }?.at ?? at
  }
}
