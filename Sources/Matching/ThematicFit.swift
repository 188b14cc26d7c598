public import Consortia
public import FundingCalls

/// What a project is about, and what of it a call is about too.
public struct ThematicFit: Sendable, Hashable {
  /// The project's words that the call speaks of, in the project's order.
  public var matched: [String]
  /// How many words the project gives; 0 where it says nothing.
  public var stated: Int

  /// Compares the ecosystems, themes and objectives of a proposal with a call.
  ///
  /// A word fits if the call (its title, strands, themes or objectives) uses it, or uses a word that
  /// points to the same subject.
  public init(of proposal: Proposal, with call: SubjectWords, subjects: SubjectTable) {
    var matched: [String] = []
    var stated: [String] = []
    for (kind, words) in [
      (SubjectTable.Kind.ecosystems, proposal.ecosystems), (.themes, proposal.themes),
      (.objectives, proposal.objectives),
    ] {
      guard let words else { continue }
      let spoken = Set(subjects.subjects(in: call, of: kind).map(\.id))
      for word in words where !stated.contains(word) {
        stated.append(word)
        let subject = subjects.subject(word, in: kind)?.id
        if call.isText(word) || subject.map(spoken.contains) ?? false {
          matched.append(word)
        }
      }
    }
    self.matched = matched
    self.stated = stated.count
  }
}
