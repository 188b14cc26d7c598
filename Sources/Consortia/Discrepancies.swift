import FundingTerms
import SourceText

extension Consortium {
  /// Figures of the project that differ from what the partners' add up to, as warnings: both are
  /// facts of the file, and only its author knows which one is meant.
  ///
  /// A sum is compared only where every part of it is known.
  public func discrepancies(in file: String) -> [Diagnostic] {
    [
      discrepancy(
        "total cost", stated: proposal.totalCost, sum: sumOfCosts { _ in true }, in: file),
      discrepancy("requested grant", stated: proposal.requestedGrant, sum: sumOfGrants, in: file),
      supportDiscrepancy(in: file),
    ].compactMap(\.self)
  }

  /// Planned awards and the cost lines that pay for them should come to the same.
  private func supportDiscrepancy(in file: String) -> Diagnostic? {
    guard let awards, let costs = sumOfCosts(where: { $0 == .thirdPartySupport }) else {
      return nil
    }
    var planned: Int128 = 0
    for award in awards {
      guard let amount = award.amount else { return nil }
      planned += Int128(amount.cents) * Int128(award.count)
    }
    guard planned != costs else { return nil }
    return Diagnostic(
      .warning, code: "consortium.support",
      "the awards to third parties come to EUR \(Digits.money(cents: planned)), and the costs of "
        + "third-party support to EUR \(Digits.money(cents: costs))", file: file, place: place,
      help: "budget rules count the costs; correct one of the two")
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

  /// The costs of some categories, where all of them are known.
  private func sumOfCosts(where isCounted: (CostCategory) -> Bool) -> Int128? {
    var sum: Int128 = 0
    for participant in participants {
      guard let role = participant.role else { return nil }
      guard role.chargesCosts else { continue }
      guard let costs = participant.costs else { return nil }
      for line in costs {
        guard let category = line.category, let amount = line.amount else { return nil }
        if isCounted(category) { sum += Int128(amount.cents) }
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
