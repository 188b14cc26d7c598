import FundingTerms

/// One step of a derivation in words: a finding with the facts on which it rests, and the steps
/// below it.
public struct Explanation: Sendable {
  /// A fact that was looked at.
  public struct LookedAt: Sendable {
    /// Which fact it is.
    public var reference: FactReference
    /// The name by which rules call it.
    public var name: String
    /// Its value in words; `nil` where it is not known.
    public var value: String?
  }

  /// What sort of step it is: the construct of the rule, or `record` for one record of several.
  public var kind: String
  /// Whether it holds.
  public var outcome: Truth
  /// The step in words that can be read aloud.
  public var text: String
  /// The bytes of the rule that the step is about.
  public var range: Range<Int>
  /// The facts that were looked at, record by record.
  public var facts: [LookedAt] = []
  /// The facts that are missing and could change this outcome.
  public var missing: [FactReference] = []
  /// The steps on which it rests.
  public var parts: [Explanation] = []
}
