public import FundingCalls
public import FundingTerms

/// A proposal's budget against a call: what it costs, what the call would pay at most, what was
/// asked for, and every limit on them.
public struct ProposalBudget: Sendable {
  /// The costs of somebody in a category, with the rates that the call pays for them.
  public struct Cell: Sendable {
    /// The category.
    public var category: CostCategory
    /// The costs.
    public var cost: MoneySpan
    /// What part of them the call pays; `nil` where it states no rates, or nothing is charged.
    public var rate: RateSpan?
    /// The rates that count, or may count, by their index in ``ProposalBudget/rates``.
    public var rates: [Int] = []
    /// What the call pays for them at most, to the cent, before any cap; `nil` where it states no
    /// rates.
    public var maximumGrant: MoneySpan?
  }

  /// A participant.
  public struct Partner: Sendable {
    /// The id.
    public var id: String
    /// The name, or the id where none is given.
    public var name: String
    /// Whether it may charge costs; `nil` where its role is not known.
    public var charges: Bool?
    /// Its costs by category: those categories in which it lists any.
    public var cells: [Cell] = []
    /// All of its costs.
    public var totalCost: MoneySpan
    /// The part of the grant for which it asks; `nil` where it does not say.
    public var requestedGrant: Int128?
    /// The largest grant that the call allows it, cut to whole cents; `nil` where no rates are
    /// stated.
    public var maximumGrant: MoneySpan?
  }

  /// A rate of the call, as the legend of a budget.
  public struct RateNote: Sendable {
    /// The reading, where there are several.
    public var reading: String?
    /// The rate.
    public var rate: Rate
    /// The percentage in millionths of the whole.
    public var millionths: Int64
  }

  /// A cap on the project's grant.
  public struct CapNote: Sendable {
    /// The cap.
    public var cap: GrantCap
    /// Its amount; of everybody's together where it is each participant's own.
    public var amount: MoneySpan?
  }

  /// A figure that cannot be told, with the reason and the facts that would tell it.
  public struct Gap: Sendable {
    /// The keys of the figures, as in the answer for scripts: `maximumGrant`,
    /// `participants.P1.totalCost`.
    public var figures: [String]
    /// Why they cannot be told.
    public var because: Because
    /// The path of a missing fact; `nil` where no fact of the proposal would tell it.
    public var path: String?
  }

  /// The call as it applies in the strand.
  public var call: Call
  /// The strand; `nil` where the call has none or none was named.
  public var strand: String?
  /// The participants, in the order of the file.
  public var partners: [Partner] = []
  /// The categories in which anything is charged, in their usual order.
  public var categories: [Cell] = []
  /// The whole cost.
  public var totalCost: MoneySpan
  /// The grant that is asked for.
  public var requestedGrant: MoneySpan
  /// The largest grant that the rates allow; `nil` where none are stated.
  public var ratesGrant: MoneySpan?
  /// The largest grant that rates and caps allow, cut to whole cents; `nil` where neither is stated.
  public var maximumGrant: MoneySpan?
  /// The rates that count somewhere.
  public var rates: [RateNote] = []
  /// The caps on grants.
  public var caps: [CapNote] = []
  /// What was not found where the call states no rates.
  public var ratesNotStated: String?
  /// The requirements that read money, each with its figures.
  public var limits: [BudgetLimit] = []
  /// What does not fit together in the budget.
  public var findings: [BudgetFinding] = []
  /// The figures that cannot be told.
  public var gaps: [Gap] = []

  /// What the requirements that read money say together.
  public var verdict: Verdict {
    Verdict(
      blocking: limits.map(\.result).filter { $0.requirement.severity == .blocking }
        .map(\.outcome))
  }

  /// The largest grant as a part of the whole cost, in millionths, cut; `nil` where one of the two
  /// is not known or nothing is charged.
  public var effectiveRate: Int64? {
    guard let grant = maximumGrant?.value, let cost = totalCost.value, cost > 0 else { return nil }
    return Int64(clamping: grant * 1_000_000 / cost)
  }
}

/// A requirement that reads money, with the figures that it compares.
public struct BudgetLimit: Sendable {
  /// One comparison.
  public struct Figure: Sendable {
    /// The reading that makes it; `nil` where there is one only.
    public var reading: String?
    /// Whose figure it is; `nil` for the project's.
    public var subject: String?
    /// The words of the rule.
    public var rule: String
    /// The figure.
    public var value: MoneySpan
    /// How it must compare.
    public var direction: Direction
    /// The limit.
    public var limit: MoneySpan
    /// Where the limit is a percentage of a base: the percentage in millionths, and the base.
    public var share: (millionths: Int64, base: MoneySpan)?
    /// Whether the limit is kept.
    public var outcome: Truth

    /// By how much the figure keeps to the limit, in cents; below zero it is by how much it must
    /// move. `nil` where one of the two is not known.
    public var margin: Int128? {
      guard let value = value.value, let limit = limit.value else { return nil }
      let margin = direction == .least ? value - limit : limit - value
      // Why: a limit of a fraction of a cent is cut, and what falls short of it lacks a cent.
      if direction == .exactly { return margin }
      return outcome == .no ? min(margin, -1) : margin
    }

    /// The figure as a part of the base, in millionths, cut.
    public var part: Int64? {
      guard let share, let value = value.value, let base = share.base.value, base > 0 else {
        return nil
      }
      return Int64(clamping: value * 1_000_000 / base)
    }

    /// The margin in percentage points of the base, in millionths of the base, cut towards the
    /// limit.
    public var points: Int64? {
      guard let share, let part else { return nil }
      return direction == .least ? part - share.millionths : share.millionths - part
    }
  }

  /// How a figure must compare with its limit.
  public enum Direction: Sendable {
    case least, most, exactly
  }

  /// The requirement with its outcome.
  public var result: RequirementResult
  /// What it compares.
  public var figures: [Figure] = []
}

/// Two figures of a budget that should agree, or one that should not be as it is.
public struct BudgetFinding: Sendable {
  /// What it is about: `sum`, `support`, `grant-above-cost`, `in-kind`, `indirect`.
  public var kind: String
  /// What was found, with its figures.
  public var text: String
  /// What to do.
  public var help: String?
  /// By how much the two differ, in cents.
  public var difference: Int128
  /// Where it is written, where that is not the file itself.
  public var source: SourceReference?
}
