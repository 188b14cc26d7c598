public import FundingTerms

/// What the text of one consortium says, as plain numbers in memory that is used again for the next.
///
/// It holds consortia of which nothing but ordinary facts is stated, and nothing is wrong or worth a
/// warning: nearly all of a large file. Any other is for ``ConsortiumReader``. What is not stated is
/// unknown, as in ``Consortium``; an unknown number is ``unknown``.
public struct PlainConsortium: Sendable {
  /// What stands for a number, a truth or a word of an enumeration that is not stated.
  public static let unknown = Int64.min

  /// One participant.
  public struct Participant: Sendable {
    /// The id: never the same as another's.
    public var id = PlainWord.none
    /// The country; `nil` is unknown.
    public var country: CountryCode?
    /// The role's index in `Role.allCases`.
    public var role = unknown
    /// The kind's index in `Kind.allCases`.
    public var kind = unknown
    /// The size's index in `EnterpriseSize.allCases`.
    public var size = unknown
    /// 0 or 1.
    public var nonProfit = unknown
    /// 0 or 1; 1 where the kind says so.
    public var publicBody = unknown
    /// 0 or 1; what the size says, where it is stated.
    public var sme = unknown
    /// The control group.
    public var group = PlainWord.none
    /// The day on which it was founded, as a day number.
    public var founded = unknown
    /// The country from which it is controlled.
    public var controlledFrom: CountryCode?
    /// In hundredths of annual work units.
    public var headcount = unknown
    /// In cents.
    public var turnover = unknown
    /// In cents.
    public var balanceSheet = unknown
    /// In cents.
    public var requestedGrant = unknown
    /// Whether its cost lines are stated; the list is complete.
    public var hasCosts = false
  }

  /// One cost line.
  public struct Line: Sendable {
    /// The participant's index.
    public var participant = 0
    /// The category's index in `CostCategory.allCases`.
    public var category = unknown
    /// In cents.
    public var amount = unknown
    /// 0 or 1.
    public var forSMEs = unknown
    /// The work package.
    public var workPackage = PlainWord.none
  }

  /// One planned award, or several of the same sort.
  public struct Award: Sendable {
    /// The form's index in `AwardForm.allCases`.
    public var form = unknown
    /// The recipient's index in `RecipientKind.allCases`.
    public var recipient = unknown
    /// What one recipient gets, in cents.
    public var amount = unknown
    /// How many recipients there are.
    public var count: Int64 = 1
    /// The index of the participant who provides it.
    public var provider = unknown
    /// The recipients' country.
    public var country: CountryCode?
    /// The recipient, where one has several awards.
    public var recipientID = PlainWord.none
    var id = PlainWord.none
    var providerID = PlainWord.none
  }

  /// The lists of words of a proposal.
  public enum List: Int, CaseIterable, Sendable {
    case objectives, focus, themes, ecosystems
  }

  /// One word of a list of the proposal.
  public struct ListedWord: Sendable {
    /// The list.
    public let list: List
    /// The word.
    public let word: PlainWord
  }

  /// What somebody declares.
  public struct Declaration: Sendable {
    /// The participant's index; -1 for the proposal.
    public var participant = -1
    /// What is declared.
    public var name = PlainWord.none
    /// The value as it is written: `true`, `false` or a word.
    public var value = PlainWord.none
  }

  /// The bytes of all words.
  public internal(set) var text = PlainWords()
  /// The name, if there is one.
  public internal(set) var name = PlainWord.none
  /// The call that the proposal names.
  public internal(set) var call = PlainWord.none
  /// The strand that it names.
  public internal(set) var strand = PlainWord.none
  /// In months.
  public internal(set) var duration = unknown
  /// As a day number.
  public internal(set) var submissionDate = unknown
  /// As a day number.
  public internal(set) var startDate = unknown
  /// In cents.
  public internal(set) var requestedGrant = unknown
  /// In cents.
  public internal(set) var totalCost = unknown
  /// From 1 to 9.
  public internal(set) var trlStart = unknown
  /// The lists that are stated, a bit each.
  public internal(set) var lists: UInt8 = 0
  /// The words of all lists.
  public internal(set) var listedWords: [ListedWord] = []
  /// The participants, in the order of the text.
  public internal(set) var participants: [Participant] = []
  /// The cost lines, in the order of the text.
  public internal(set) var lines: [Line] = []
  /// Whether the awards are stated; the list is complete.
  public internal(set) var hasAwards = false
  /// The awards, in the order of the text.
  public internal(set) var awards: [Award] = []
  /// What is declared, in the order of the text.
  public internal(set) var declarations: [Declaration] = []

  /// An empty record.
  public init() {}

  /// Whether a list of the proposal is stated.
  public func isStated(_ list: List) -> Bool { lists & (1 << UInt8(list.rawValue)) != 0 }

  /// Forgets everything and keeps the memory.
  mutating func reset() {
    text.reset()
    (name, call, strand) = (.none, .none, .none)
    (duration, submissionDate, startDate) = (Self.unknown, Self.unknown, Self.unknown)
    (requestedGrant, totalCost, trlStart) = (Self.unknown, Self.unknown, Self.unknown)
    lists = 0
    listedWords.removeAll(keepingCapacity: true)
    participants.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    hasAwards = false
    awards.removeAll(keepingCapacity: true)
    declarations.removeAll(keepingCapacity: true)
  }
}
