import FundingTerms
import SourceText

extension Consortium {
  /// Figures of the project that differ from what the partners' add up to, as warnings: both are
  /// facts of the file, and only its author knows which one is meant.
  ///
  /// A sum is compared only where every part of it is known.
  public func discrepancies(in file: String) -> [Diagnostic] {
    [
      discrepancy("total cost", stated: proposal.totalCost, sum: sumOfCosts, in: file),
      discrepancy("requested grant", stated: proposal.requestedGrant, sum: sumOfGrants, in: file),
    ].compactMap(\.self)
  }

  private func discrepancy(_ what: String, stated: Money?, sum: Int128?, in file: String)
    -> Diagnostic?
  {
    guard let stated, let sum, Int128(stated.cents) != sum else { return nil }
    return Diagnostic(
      .warning, code: "consortium.sum",
      "the project's \(what) is \(stated), and its partners' add up to "
        + "EUR \(Digits.money(cents: sum))", file: file, place: place,
      help: "correct one of them, or leave out the project's")
  }

  private var sumOfCosts: Int128? {
    var sum: Int128 = 0
    for participant in participants {
      guard let role = participant.role else { return nil }
      guard role.chargesCosts else { continue }
      guard let costs = participant.costs else { return nil }
      for line in costs {
        guard let amount = line.amount else { return nil }
        sum += Int128(amount.cents)
      }
    }
    return participants.isEmpty ? nil : sum
  }

  private var sumOfGrants: Int128? {
    var sum: Int128 = 0
    for participant in participants {
      guard let grant = participant.requestedGrant else { return nil }
      sum += Int128(grant.cents)
    }
    return participants.isEmpty ? nil : sum
  }
}
