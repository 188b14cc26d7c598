public import FundingTerms

/// What a funding portal publishes of a topic beside its dates and its budget: for information, and
/// never part of a verdict.
public struct TopicRecord: Sendable, Equatable {
  /// News about the topic: a corrigendum, a postponed deadline.
  public struct Info: Sendable, Equatable {
    /// The day of its last change; `nil` where none is given.
    public var changed: CalendarDate?
    /// Its text.
    public var text: String

    /// A piece of news.
    public init(changed: CalendarDate?, text: String) {
      self.changed = changed
      self.text = text
    }
  }

  /// The portal's identifier, where the call's id differs from it in more than case.
  public var identifier: String?
  /// The call that the topic belongs to.
  public var call: String?
  /// The title of that call.
  public var callTitle: String?
  /// The status that the portal showed: a remark, for the status is told from the dates.
  public var status: String?
  /// The portal's word for how it sets deadlines, such as `two-stage`.
  public var deadlineModel: String?
  /// How many grants are expected; `nil` where it is not stated.
  public var expectedGrants: Int?
  /// The least contribution that the funding body thinks apt for a project.
  public var minContribution: Money?
  /// The largest contribution that it thinks apt.
  public var maxContribution: Money?
  /// The news, the latest first.
  public var infos: [Info]

  /// A record with what is known.
  public init(
    identifier: String? = nil, call: String? = nil, callTitle: String? = nil,
    status: String? = nil, deadlineModel: String? = nil, expectedGrants: Int? = nil,
    minContribution: Money? = nil, maxContribution: Money? = nil, infos: [Info] = []
  ) {
    self.identifier = identifier
    self.call = call
    self.callTitle = callTitle
    self.status = status
    self.deadlineModel = deadlineModel
    self.expectedGrants = expectedGrants
    self.minContribution = minContribution
    self.maxContribution = maxContribution
    self.infos = infos
  }
}

/// A block of the conditions that a topic states in its own words.
public struct ConditionsBlock: Sendable, Equatable {
  /// What a block is.
  public enum Kind: String, Sendable, CaseIterable {
    case heading, paragraph, item
  }

  /// What it is.
  public var kind: Kind
  /// Its text.
  public var text: String

  /// A block of text.
  public init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}

extension Call {
  /// The id under which a call says that its own conditions text was not checked.
  public static let ownTextId = "topic-text"

  /// Whether the call is an imported topic that may add conditions in its own words, which nobody has
  /// put into requirements.
  public var hasUncheckedText: Bool {
    isImported && notChecked.contains { $0.id == Self.ownTextId }
  }

  /// The sentences of the topic's own text that state a condition, as long as the call says that
  /// this text was not checked: who has read it, and put it into requirements, removes that.
  public var uncheckedSentences: [String] {
    guard notChecked.contains(where: { $0.id == Self.ownTextId && $0.reason == .manual })
    else { return [] }
    return ConditionSentences.all(in: ownConditions)
  }
}
