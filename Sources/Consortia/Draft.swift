import FundingTerms
import SMEDefinition

/// The records that are being filled, one of each sort; those that have ended are in the consortium.
struct Draft {
  var consortium = Consortium()
  var participant = Participant(id: "")
  /// The region for which the participant's country code stands alone.
  var impliedRegion: RegionCode?
  var cost = CostLine()
  var aid = Aid()
  var award = Award()
  var enterprise = Enterprise(id: "")
  var accounts = Accounts(year: 0)
  var holding = Holding(of: "", by: "")
  var declarationName: String?
  var declarationValue: DeclaredFact.Value?

  /// The proposal is part of the consortium from the beginning.
  var proposal: Proposal {
    get { consortium.proposal }
    _modify { yield &consortium.proposal }
  }
}
