import FundingTerms

/// A sum of multiples of numbers that are not known, all whole: what is asked is whether it is 0 or
/// more.
struct LinearForm: Hashable, Sendable {
  private(set) var constant: Int128
  private(set) var factors: [FactReference: Int128]

  /// A form without what its factors have in common.
  init(constant: Int128, factors: [FactReference: Int128]) {
    let divisor = factors.values.reduce(0) { Checker.greatestCommonDivisor($0, abs($1)) }
    guard divisor > 1 else {
      (self.constant, self.factors) = (constant, factors)
      return
    }
    // Why: the numbers are whole, so that a remainder can be cut off.
    let rest = constant % divisor
    self.constant = constant / divisor - (rest < 0 ? 1 : 0)
    self.factors = factors.mapValues { $0 / divisor }
  }

  /// The form that is 0 or more where this one is not.
  var opposite: LinearForm {
    LinearForm(constant: -constant - 1, factors: factors.mapValues { -$0 })
  }
}

extension Figure {
  /// The figure as a form; `nil` where more than numbers is unknown.
  var linear: LinearForm? {
    var factors: [FactReference: Int128] = [:]
    for term in merged() {
      guard let fact = term.fact, term.membership == nil else { return nil }
      factors[fact, default: 0] += term.factor
    }
    return LinearForm(constant: constant, factors: factors)
  }

  /// The multiple of one of many numbers for which an open record stands; `nil` where anything else
  /// is unknown.
  var onlyItem: (item: FactReference, factor: Int128)? {
    var result: (item: FactReference, factor: Int128)?
    for term in merged() {
      guard let item = term.item, term.membership == nil, result?.item ?? item == item else {
        return nil
      }
      result = (item, (result?.factor ?? 0) + term.factor)
    }
    return result.flatMap { $0.factor == 0 ? nil : $0 }
  }
}
