import Consortia
import FundingTerms

/// Makes what a search has found smaller and plainer, as long as every goal stays fulfilled.
extension WitnessSearch {
  /// A change that may make a consortium plainer.
  private typealias Change = (inout Consortium) -> Void

  /// The consortium without what nobody needs: partners, lines, awards and facts, with one
  /// coordinator and round amounts where that does no harm.
  func simplified(_ consortium: Consortium) -> Consortium {
    var current = consortium
    let extras = unfulfilled(consortium, self.extras)
    func keep(_ changes: [Change]) {
      for change in changes {
        var next = current
        change(&next)
        if next != current, unfulfilled(next, goals) == 0, unfulfilled(next, self.extras) <= extras
        {
          current = next
        }
      }
    }
    keep(
      current.participants.indices.reversed().map { index in { $0.participants.remove(at: index) } }
    )
    keep(
      (current.awards ?? []).indices.reversed().map { index in { $0.awards?.remove(at: index) } })
    for person in current.participants.indices {
      keep(Self.droppingLines(of: current.participants[person], person))
      keep(Self.participantFacts.map { drop in { drop(&$0.participants[person]) } })
      keep([
        { consortium in
          guard let first = consortium.coordinator, first < person else { return }
          consortium.participants[person].role = .beneficiary
        }
      ])
    }
    keep(Self.proposalFacts.map { drop in { drop(&$0.proposal) } } + [{ $0.awards = nil }])
    for unit: Int64 in [1_000_000_00, 100_000_00, 1_000_00, 1_00] {
      for isUp in [false, true] { keep(Self.rounding(current, to: unit, isUp: isUp)) }
    }
    for index in current.participants.indices { current.participants[index].id = "P\(index + 1)" }
    return current
  }

  private func unfulfilled(_ consortium: Consortium, _ goals: [WitnessGoal]) -> Int {
    guard !goals.isEmpty else { return 0 }
    let facts = views.map { $0.facts(of: consortium) }
    return goals.count { $0.distance(for: facts[$0.view]) > 0 }
  }

  private static func droppingLines(of participant: Participant, _ person: Int) -> [Change] {
    (participant.costs ?? []).indices.reversed().map { line in
      { $0.participants[person].costs?.remove(at: line) }
    }
  }

  /// Each amount for itself made a multiple of a unit.
  private static func rounding(_ consortium: Consortium, to unit: Int64, isUp: Bool) -> [Change] {
    func rounded(_ money: Money?) -> Money? {
      guard let cents = money?.cents, cents % unit != 0 else { return money }
      return Money(cents: (cents / unit + (isUp ? 1 : 0)) * unit)
    }
    var changes: [Change] = [{ $0.proposal.requestedGrant = rounded($0.proposal.requestedGrant) }]
    for award in (consortium.awards ?? []).indices {
      changes.append {
        let old = $0.awards?[award].amount
        $0.awards?[award].amount = rounded(old)
      }
    }
    for (person, participant) in consortium.participants.enumerated() {
      let amounts: [WritableKeyPath<Participant, Money?>] = [
        \.requestedGrant, \.turnover, \.balanceSheet,
      ]
      for amount in amounts {
        changes.append {
          let old = $0.participants[person][keyPath: amount]
          $0.participants[person][keyPath: amount] = rounded(old)
        }
      }
      for line in (participant.costs ?? []).indices {
        changes.append {
          let old = $0.participants[person].costs?[line].amount
          $0.participants[person].costs?[line].amount = rounded(old)
        }
      }
    }
    return changes
  }

  private static var participantFacts: [(inout Participant) -> Void] {
    [
      { $0.name = nil }, { $0.kind = nil }, { $0.represents = nil }, { $0.nonProfit = nil },
      { $0.publicBody = nil }, { $0.size = nil }, { $0.sme = nil }, { $0.group = nil },
      { $0.founded = nil },
      { $0.controlledFrom = nil }, { $0.headcount = nil }, { $0.turnover = nil },
      { $0.balanceSheet = nil }, { $0.requestedGrant = nil }, { $0.declarations = [] },
      { $0.aidReceived = nil }, { $0.costs = nil }, { $0.region = nil },
      {
        $0.country = nil
        $0.region = nil
      },
    ]
  }

  private static var proposalFacts: [(inout Proposal) -> Void] {
    [
      { $0.call = nil }, { $0.strand = nil }, { $0.durationMonths = nil },
      { $0.submissionDate = nil }, { $0.startDate = nil }, { $0.requestedGrant = nil },
      { $0.totalCost = nil }, { $0.objectives = nil }, { $0.focus = nil }, { $0.themes = nil },
      { $0.ecosystems = nil }, { $0.targetCountries = nil }, { $0.trlStart = nil },
      { $0.declarations = [] },
    ]
  }
}
