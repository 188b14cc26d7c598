public import FundingCalls
public import FundingTerms
public import SourceText

/// A topic as a funding portal publishes it: the facts, cleaned, and nothing made of them yet.
///
/// What the portal does not state is `nil` or empty; it writes 0 for that.
public struct Topic: Sendable {
  /// The id that the call document gets; it is safe as the name of a file.
  public var id: String
  /// The record of the portal beside dates and budget, with its own identifier.
  public var record: TopicRecord
  /// The title.
  public var title: String?
  /// The language of its texts, as `en`; `nil` where the portal does not say.
  public var language: String?
  /// The programme as the portal names it.
  public var programme: PortalProgramme?
  /// The parts of the programme that it belongs to, as `HORIZON.2.6`.
  public var divisions: [String] = []
  /// The types of action: codes, names or both in one text.
  public var typesOfAction: [String] = []
  /// The day of the opening.
  public var opening: CalendarDate?
  /// The deadlines, each once, in the order of time.
  public var deadlines: [LocalTime] = []
  /// The budget.
  public var budget = TopicBudget.notStated
  /// The conditions in the topic's own words; `nil` where the file has no such text.
  public var conditions: [ConditionsBlock]?
  /// The address at which the portal shows it.
  public var address: String?
  /// Whether the portal itself wrote the file, and not somebody who republishes its data.
  public var isFromPortal = true
  /// Where it stands in the file.
  public var place: Place
}

/// A programme as the portal names it.
public struct PortalProgramme: Sendable, Equatable {
  /// Its number in the portal's search.
  public var number: String?
  /// Its short form.
  public var abbreviation: String?
  /// Its name.
  public var name: String?
}

/// The budget of a topic.
public enum TopicBudget: Sendable, Equatable {
  /// The sum over the years.
  case amount(Money)
  /// The same sum for several actions of the topic: whether they share it is not said.
  case perhapsShared(Money, actions: Int)
  /// Not stated.
  case notStated

  /// The amount, where it is certain.
  public var amount: Money? {
    guard case .amount(let money) = self else { return nil }
    return money
  }
}
