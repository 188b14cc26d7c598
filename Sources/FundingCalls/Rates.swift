public import FundingTerms

/// What part of the costs a call pays: the rates, and the amounts above which it pays nothing.
public struct Rates: Sendable {
  /// The rates: one reading, or several where the sources disagree or the rates changed with time;
  /// none where no source that was read states them.
  public var readings: [RateReading] = []
  /// What was not found; `nil` where the rates are stated.
  public var notStated: String?
  /// The amounts that a grant may not exceed.
  public var caps: [GrantCap] = []
  /// The flat rate of indirect costs; `nil` where none is stated.
  public var indirect: IndirectRate?
  /// Where the rates stand.
  public var origin: Origin

  /// The readings in force on a day, in the order of the document.
  public func readings(on date: CalendarDate) -> [RateReading] {
    readings.filter { $0.validity.holds(on: date) }
  }

  /// Rates of which nothing is known but their place.
  public init(origin: Origin) { self.origin = origin }

  /// Every text in the rule language.
  var texts: [RuleText] {
    readings.flatMap(\.rates).flatMap { [$0.percent, $0.condition].compactMap(\.self) }
      + caps.flatMap { [$0.amount, $0.condition].compactMap(\.self) }
      + [indirect?.percent, indirect?.base].compactMap(\.self)
  }
}

/// One way of reading the rates of a call.
public struct RateReading: Sendable {
  /// The id, unique in the rates; `nil` for the only reading.
  public var id: String?
  /// What this reading takes the rates to be; `nil` where the rates alone say it.
  public var meaning: String?
  /// The days of assessment on which it is in force.
  public var validity = Validity()
  /// The rates in the order in which they are tried: the first that fits a cost line is its own.
  public var rates: [Rate] = []

  /// A reading without rates.
  public init(id: String? = nil) { self.id = id }
}

/// The part of some cost lines that a call pays.
public struct Rate: Sendable {
  /// A percentage, or the name of a parameter that is one.
  public var percent: RuleText
  /// Which cost lines it is for; `nil` for all that no earlier rate fits.
  public var condition: RuleText?
  /// Where it is written.
  public var source: SourceReference
  /// Where the rate stands.
  public var origin: Origin
}

/// An amount that the grant, or the part of it for some cost lines, may not exceed.
public struct GrantCap: Sendable {
  /// Whose grant is meant.
  public enum Owner: String, Sendable, CaseIterable {
    case project, participant
  }

  /// The amount: a quantity of the rule language.
  public var amount: RuleText
  /// Whose grant is meant.
  public var owner: Owner
  /// Which cost lines are meant; `nil` for all.
  public var condition: RuleText?
  /// Where it is written.
  public var source: SourceReference
  /// Where the cap stands.
  public var origin: Origin
}

/// Indirect costs as a flat rate of other costs.
public struct IndirectRate: Sendable {
  /// A percentage, or the name of a parameter that is one.
  public var percent: RuleText
  /// Of which cost lines; `nil` for all. Lines of indirect costs are never among them.
  public var base: RuleText?
  /// Where it is written.
  public var source: SourceReference
  /// Where it stands.
  public var origin: Origin
}
