public import Consortia
public import FundingCalls
public import FundingTerms

/// An amount of which some parts may be unknown, in cents.
public struct AmountRange: Sendable, Hashable {
  /// What it is at least.
  public var least: Int128
  /// What it is at most; `nil` where nothing bounds it.
  public var most: Int128?

  /// Whether it is one amount.
  public var isExact: Bool { most == least }
}

/// The small aid that one undertaking has had from one state under one regime, as seen on a day: what
/// adds up, what room is left, and when there will be more.
public struct AidAccount: Sendable {
  /// An aid, with how it counts.
  public struct Entry: Sendable {
    /// How an aid counts on the day.
    public enum Standing: String, Sendable {
      /// It adds up.
      case counts
      /// It may add up: its day, amount, regime or state is not known, or whose it is.
      case open
      /// It is too long ago.
      case over
      /// It is after the day.
      case later
    }

    /// The index of the participant that had it.
    public var participant: Int
    /// Its number among the participant's aids, from 1.
    public var number: Int
    /// The aid.
    public var aid: Aid
    /// How it counts.
    public var standing: Standing
    /// The first day on which it no longer counts, where its day is known.
    public var leaves: CalendarDate?
  }

  /// The room from a day on, if no new aid is granted.
  public struct Step: Sendable {
    /// The day.
    public var day: CalendarDate
    /// The ceiling of that day.
    public var ceiling: Money
    /// How much more may be granted.
    public var room: AmountRange
  }

  /// The participants that are one undertaking, by index.
  public var members: [Int]
  /// The state.
  public var state: CountryCode
  /// The regime.
  public var regime: DeMinimisTable.Regime
  /// The first day that counts.
  public var from: CalendarDate
  /// The ceiling on the day; `nil` where none is known for it.
  public var ceiling: Money?
  /// What adds up on the day.
  public var used: AmountRange
  /// The aids of the undertaking that belong here, or may, in the order of their days.
  public var entries: [Entry]
  /// The room on the day, and then on every day on which there is more.
  public var steps: [Step]
  /// The paths of the facts that leave it open.
  public var missing: [String]
}
