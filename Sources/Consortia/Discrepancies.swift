import FundingTerms
public import SourceText

/// Two figures of a consortium that should agree and do not: both are facts of the file, and only
/// its author knows which one is meant.
public struct Discrepancy: Sendable {
  /// What should agree.
  public enum Kind: String, Sendable, CaseIterable {
    /// The project's total cost, and its partners' costs together.
    case totalCost = "total-cost"
    /// The project's requested grant, and its partners' together.
    case requestedGrant = "requested-grant"
    /// The planned awards, and the costs of third-party support.
    case support
    /// What somebody asks for, and what it costs: asking for more makes no sense.
    case grantAboveCost = "grant-above-cost"
  }

  /// What should agree.
  public var kind: Kind
  /// What was found, with both figures.
  public var message: String
  /// What to do.
  public var help: String
  /// The first figure minus the second, in cents.
  public var difference: Int128
  /// Where it shows in the file.
  public var place: Place

  /// The same as a warning.
  public func diagnostic(in file: String) -> Diagnostic {
    let code =
      switch kind {
      case .totalCost, .requestedGrant: "consortium.sum"
      case .support: "consortium.support"
      case .grantAboveCost: "consortium.grant-above-cost"
      }
    return Diagnostic(.warning, code: code, message, file: file, place: place, help: help)
  }
}

extension Consortium {
  /// The figures that should agree and do not, as warnings.
  public func discrepancies(in file: String) -> [Diagnostic] {
    discrepancies.map { $0.diagnostic(in: file) }
  }

  /// The figures that should agree and do not. A sum is compared only where every part of it is
  /// known.
  public var discrepancies: [Discrepancy] {
    [
      sum(.totalCost, "total cost", stated: proposal.totalCost, sum: sumOfCosts { _ in true }),
      sum(
        .requestedGrant, "requested grant", stated: proposal.requestedGrant, sum: sumOfGrants),
      supportDiscrepancy,
    ].compactMap(\.self) + grantsAboveCosts
  }

  /// Planned awards and the cost lines that pay for them should come to the same.
  private var supportDiscrepancy: Discrepancy? {
    guard let awards, let costs = sumOfCosts(where: { $0 == .thirdPartySupport }) else {
      return nil
    }
    var planned: Int128 = 0
    for award in awards {
      guard let amount = award.amount else { return nil }
      planned += Int128(amount.cents) * Int128(award.count)
    }
    guard planned != costs else { return nil }
    return Discrepancy(
      kind: .support,
      message: "the awards to third parties come to EUR \(Digits.money(cents: planned)), and the "
        + "costs of third-party support to EUR \(Digits.money(cents: costs))",
      help: "budget rules count the costs; correct one of the two", difference: planned - costs,
      place: place)
  }

  private func sum(_ kind: Discrepancy.Kind, _ what: String, stated: Money?, sum: Int128?)
    -> Discrepancy?
  {
    guard let stated, let sum, Int128(stated.cents) != sum else { return nil }
    return Discrepancy(
      kind: kind,
      message: "the project's \(what) is \(stated), and its partners' add up to "
        + "EUR \(Digits.money(cents: sum))",
      help: "correct one of them, or leave out the project's",
      difference: Int128(stated.cents) - sum, place: place)
  }

  /// Who asks for more than it costs: each partner, and the project where its partners' costs are
  /// not given.
  private var grantsAboveCosts: [Discrepancy] {
    let own = participants.compactMap { person -> Discrepancy? in
      guard let grant = person.requestedGrant, let cost = person.ownCost,
        Int128(grant.cents) > cost
      else { return nil }
      return discrepancy(
        PlainText.shown(person.name ?? person.id), grant, cost, at: person.place)
    }
    guard own.isEmpty, let grant = proposal.requestedGrant,
      let cost = sumOfCosts(where: { _ in true }) ?? proposal.totalCost.map({ Int128($0.cents) }),
      Int128(grant.cents) > cost
    else { return own }
    return [discrepancy("the project", grant, cost, at: place)]
  }

  private func discrepancy(_ who: String, _ grant: Money, _ cost: Int128, at place: Place)
    -> Discrepancy
  {
    Discrepancy(
      kind: .grantAboveCost,
      message: "\(who) asks for \(grant), and its costs are EUR \(Digits.money(cents: cost))",
      help: "no grant is more than the costs; correct one of the two",
      difference: Int128(grant.cents) - cost, place: place)
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

extension Participant {
  /// What it costs, where it says so; nothing for those who charge nothing.
  fileprivate var ownCost: Int128? {
    guard let role else { return nil }
    guard role.chargesCosts else { return 0 }
    guard let costs else { return nil }
    var sum: Int128 = 0
    for line in costs {
      guard let amount = line.amount else { return nil }
      sum += Int128(amount.cents)
    }
    return sum
  }
}
