public import Consortia
public import FundingCalls
public import FundingTerms
import RuleLanguage

/// What a project asks for, beside the grants that a call gives.
public struct GrantFit: Sendable, Hashable {
  /// What the project asks for: its own figure, else the sum of its partners'; `nil` where neither
  /// is known whole.
  public var need: Money?
  /// The smallest grant that the call thinks apt; `nil` where it states none.
  public var least: Money?
  /// The largest grant that the call allows, or thinks apt; `nil` where it states none.
  public var largest: Money?

  /// Compares a consortium with a call, in the strand in which it is assessed.
  ///
  /// The largest grant is the call's amount `maximum-grant`, and of an imported topic the
  /// contribution that the portal shows.
  public init(of consortium: Consortium, with call: Call) {
    need = consortium.requestedGrant
    least = call.topic?.minContribution
    largest = call.largestGrant ?? call.topic?.maxContribution
  }

  /// Whether what is asked for lies between the two; `nil` where that is not known.
  public var fits: Bool? {
    guard let need else { return nil }
    if let largest, need > largest { return false }
    if let least, need < least { return false }
    return largest == nil && least == nil ? nil : true
  }

  /// For the order: what fits before what is not known, and that before what does not fit.
  var rank: Int { fits.map { $0 ? 0 : 2 } ?? 1 }
}

extension Consortium {
  /// What the project asks for; `nil` where it is not known whole.
  fileprivate var requestedGrant: Money? {
    if let own = proposal.requestedGrant { return own }
    var sum = Int128(0)
    for partner in participants {
      guard let grant = partner.requestedGrant else { return nil }
      sum += Int128(grant.cents)
    }
    return sum <= Int128(Money.largest.cents) ? Money(cents: Int64(sum)) : nil
  }
}

extension Call {
  /// The largest grant, where the call states one as an amount.
  fileprivate var largestGrant: Money? {
    guard
      let text = definitions.parameters.first(where: { $0.name == "maximum-grant" })?
        .values.last?.literal,
      case .success(.money(let money)) = RuleReader.literal(in: text.file, at: text.range)
    else { return nil }
    return money
  }
}
