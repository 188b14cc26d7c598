import FundingCalls
import RuleLanguage
import Synchronization

/// What the facts of one consortium have in common for several calls: made for the first of them, and
/// kept for those that cannot differ in it.
final class CommonFacts: Sendable {
  /// The tables of all but participants.
  struct Tables: Sendable {
    var lines: [LineOrigin]
    var lineTable: Facts.Table
    var awards: Facts.Table
    var aids: Facts.Table
  }

  /// What participants are, but for what a call asks them to declare.
  struct People: Sendable {
    var columns: [Facts.Column]
    var groups: [Int]
  }

  private let tables = Mutex<(geography: Geography, tables: Tables)?>(nil)
  private let people = Mutex<[(geography: Geography, people: People)]>([])

  /// The tables of a proposal of that consortium.
  func tables(of proposal: ProposalFacts) -> Tables {
    // Why: words that rules name come before those of the consortium.
    guard proposal.rulesNameNoOpenWords else { return proposal.makeTables() }
    return tables.withLock { known in
      if let known, known.geography.hasSameCountries(as: proposal.geography) { return known.tables }
      let made = proposal.makeTables()
      known = (proposal.geography, made)
      return made
    }
  }

  /// What the participants of a proposal of that consortium are.
  func people(of proposal: ProposalFacts) -> People {
    people.withLock { known in
      if let same = known.first(where: { $0.geography.isSame(as: proposal.geography) }) {
        return same.people
      }
      let made = proposal.makePeople()
      known.append((proposal.geography, made))
      return made
    }
  }
}
