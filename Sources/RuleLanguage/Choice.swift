import FundingTerms

/// A fact that is missing, with all that it may turn out to be.
public struct Choice: Sendable {
  /// What a fact sets when it is known; one fact may settle several columns at once.
  public enum Setting: Sendable, Hashable {
    case label(table: Int, record: Int, column: Int, Int)
    case list(table: Int, record: Int, column: Int, BitSet)
    case projectLabel(fact: Int, Int)
    case projectList(fact: Int, BitSet)
    /// Records that then exist for certain, or stand for a list that may hold anything.
    case exist(table: Int, BitSet, open: Bool)
    /// Records that then do not exist.
    case absent(table: Int, BitSet)
    case membership(Facts.Membership, Bool)
    /// What only one fact may be, by a number: two that claim the same cannot both be so.
    case claim(Int)
  }

  /// The names of the fact; none where no fact of a proposal but a source is missing.
  public var names: [String]
  /// What it may turn out to be.
  public var options: [[Setting]]

  /// A fact with all that it may be.
  public init(names: [String], options: [[Setting]]) {
    self.names = names
    self.options = options
  }
}

extension Facts {
  /// The facts with some of the missing ones settled.
  public func setting(_ settings: [Choice.Setting]) -> Facts {
    var result = self
    for setting in settings { result.set(setting) }
    return result
  }

  private mutating func set(_ setting: Choice.Setting) {
    switch setting {
    case .label(let table, let record, let column, let label):
      guard case .labels(var labels) = tables[table].columns[column] else { return }
      labels.values[record] = label
      labels.known.insert(record)
      tables[table].columns[column] = .labels(labels)
    case .list(let table, let record, let column, let list):
      guard case .lists(var lists) = tables[table].columns[column] else { return }
      lists.values[record] = list
      tables[table].columns[column] = .lists(lists)
    case .projectLabel(let fact, let label): project[fact] = .label(label)
    case .projectList(let fact, let list): project[fact] = .list(list)
    case .exist(let table, let records, let isOpen):
      if isOpen {
        tables[table].open = tables[table].open.union(records)
      } else {
        tables[table].certain = tables[table].certain.union(records)
      }
    case .absent(let table, let records):
      tables[table].absent = tables[table].absent.union(records)
    case .membership(let membership, let isIn): settled[membership] = isIn
    case .claim(let number): claims.insert(number)
    }
  }

  /// Whether some settings contradict what has been settled.
  func contradicts(_ settings: [Choice.Setting]) -> Bool {
    settings.contains { setting in
      guard case .claim(let number) = setting else { return false }
      return claims.contains(number)
    }
  }
}
