/// A table of a call in which rules look up values: a cap for each size of enterprise.
public struct TableDefinition: Sendable {
  /// A row: a literal for a label of each key.
  public struct Row: Sendable {
    /// The labels, one a key, in order; `any` fits every label.
    public var labels: [String]
    /// Where the labels stand.
    public var labelsOrigin: Origin
    /// The literal.
    public var value: RuleText

    /// A row.
    public init(labels: [String], labelsOrigin: Origin, value: RuleText) {
      self.labels = labels
      self.labelsOrigin = labelsOrigin
      self.value = value
    }
  }

  /// The word in place of a label that fits every label.
  public static let anyLabel = "any"

  /// The name by which rules call the table.
  public var id: String
  /// What the keys are called: fields and facts of words, in order.
  public var keys: [String]
  /// Where the keys stand.
  public var keysOrigin: Origin
  /// The rows.
  public var rows: [Row]
  /// Where the name stands.
  public var origin: Origin

  /// A table.
  public init(id: String, keys: [String], keysOrigin: Origin, rows: [Row], origin: Origin) {
    self.id = id
    self.keys = keys
    self.keysOrigin = keysOrigin
    self.rows = rows
    self.origin = origin
  }
}
