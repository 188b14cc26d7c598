/// The part that a participant plays in a proposal.
public enum Role: String, Sendable, CaseIterable {
  case coordinator, beneficiary, affiliated, associated, subcontractor

  /// Coordinator and beneficiaries are *the beneficiaries*: they sign the grant agreement, and only
  /// they count for a minimum, unless a call says otherwise.
  public var isBeneficiary: Bool { self == .coordinator || self == .beneficiary }

  /// Beneficiaries and affiliated entities charge costs to the grant; nobody else does.
  public var chargesCosts: Bool { isBeneficiary || self == .affiliated }
}

/// What sort of organisation a participant is.
public enum Kind: String, Sendable, CaseIterable {
  case clusterOrganisation = "cluster-organisation"
  case clusterNetwork = "cluster-network"
  case businessSupport = "business-support"
  case company
  case researchOrganisation = "research-organisation"
  case higherEducation = "higher-education"
  case publicBody = "public-body"
  case internationalOrganisation = "international-organisation"
  case nonGovernmentalOrganisation = "non-governmental-organisation"
  case naturalPerson = "natural-person"
  case other
}

/// How large an enterprise is, by staff and figures; all but the last are small or medium-sized.
public enum EnterpriseSize: String, Sendable, CaseIterable {
  case micro, small, medium, large

  /// Whether an enterprise of this size is a small or medium-sized one.
  public var isSME: Bool { self != .large }
}

/// A category of cost, as budgets list them.
public enum CostCategory: String, Sendable, CaseIterable {
  case personnel, subcontracting, travel, equipment
  case goodsAndServices = "goods-and-services"
  case thirdPartySupport = "third-party-support"
  case inKind = "in-kind"
  case lumpSum = "lump-sum"
  case indirect
}

/// The form in which a third party gets support.
public enum AwardForm: String, Sendable, CaseIterable {
  case voucher, grant, prize, service, other
}

/// Who gets support as a third party.
public enum RecipientKind: String, Sendable, CaseIterable {
  case sme, startup, midcap
  case largeCompany = "large-company"
  case researchOrganisation = "research-organisation"
  case publicBody = "public-body"
  case naturalPerson = "natural-person"
  case other
}

/// The category that cohesion policy gives to a NUTS 2 region for a period.
public enum RegionClass: String, Sendable, CaseIterable {
  case lessDeveloped = "less-developed"
  case transition
  case moreDeveloped = "more-developed"
  /// A region outside the European Union has no class.
  case none
}
