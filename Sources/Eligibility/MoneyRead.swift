import FundingCalls
import RuleLanguage

/// Money of which a rule may speak.
enum MoneyRead: Hashable {
  case costs, grants, awards
}

extension CallRules.TypedRequirement {
  /// Of what money the rules of the requirement speak.
  var moneyRead: Set<MoneyRead> {
    let mentions = RuleMentions(readings.map(\.rule) + [applies].compactMap(\.self))
    return Set(mentions.places.compactMap(MoneyRead.init))
  }
}

extension MoneyRead {
  /// What a fact of a rule is; `nil` where it is no money of the budget.
  fileprivate init?(_ place: RuleMentions.Place) {
    switch ProposalVocabulary.Table(rawValue: place.table) {
    case .participants:
      switch ProposalVocabulary.ParticipantColumn(rawValue: place.column) {
      case .cost: self = .costs
      case .requestedGrant: self = .grants
      default: return nil
      }
    case .lines:
      guard place.column == ProposalVocabulary.LineColumn.cost.rawValue else { return nil }
      self = .costs
    case .awards:
      switch ProposalVocabulary.AwardColumn(rawValue: place.column) {
      case .amount, .total, .amountPerRecipient: self = .awards
      default: return nil
      }
    case .aids: return nil
    case nil:
      switch ProposalVocabulary.ProjectFact(rawValue: place.column) {
      case .totalCost where place.table == -1: self = .costs
      case .requestedGrant where place.table == -1: self = .grants
      default: return nil
      }
    }
  }
}
