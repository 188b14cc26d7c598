import FundingTerms
public import SMEDefinition
public import SourceText

/// The applicants of one proposal, with the proposal's own figures.
///
/// A fact that the file leaves out is `nil`: unknown, and never taken as false, zero or none. An
/// empty list is a known one. Participants and awards stand in the order of the file.
public struct Consortium: Sendable, Hashable {
  /// What the consortium or its project is called.
  public var name: String?
  /// The proposal's own figures; all unknown where the file has none.
  public var proposal = Proposal()
  /// Everyone who takes part: the list is complete, and an empty one is known to be empty.
  public var participants: [Participant] = []
  /// The planned awards to third parties; `nil` where the file says nothing about them.
  public var awards: [Award]?
  /// Enterprises that take no part and are tied to participants: owners, subsidiaries and theirs.
  public var enterprises: [Enterprise]?
  /// What participants and enterprises hold of each other; the list is complete, and `nil` where the
  /// file says nothing about it.
  public var holdings: [Holding]?
  /// Where the consortium begins in its file.
  public var place: Place

  /// A consortium of which nothing is known yet.
  public init(place: Place = Place(line: 1, column: 1)) { self.place = place }

  /// The index of the coordinator; `nil` where no participant is known to be it.
  public var coordinator: Int? { participants.firstIndex { $0.role == .coordinator } }

  /// The index of the participant with an id, compared byte for byte.
  public func participant(withID id: String) -> Int? {
    participants.firstIndex { $0.id == id && $0.id.utf8.elementsEqual(id.utf8) }
  }
}

/// A fact that applicants declare under a name that a call defines.
public struct DeclaredFact: Sendable, Hashable {
  /// What may be declared.
  public enum Value: Sendable, Hashable {
    /// True or false.
    case truth(Bool)
    /// A word, without blanks.
    case word(String)
  }

  /// The name that the call defines.
  public var name: String
  /// What is declared.
  public var value: Value

  /// A fact under its name.
  public init(name: String, value: Value) {
    self.name = name
    self.value = value
  }
}

extension [DeclaredFact] {
  /// What is declared under a name; `nil` where nothing is: unknown.
  public func value(of name: String) -> DeclaredFact.Value? { first { $0.name == name }?.value }
}
