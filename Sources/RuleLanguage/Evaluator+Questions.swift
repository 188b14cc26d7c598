import FundingTerms

/// Comparisons over what has been supposed of unknown numbers, and what keeps them open.
extension Evaluator {
  /// Whether a difference (left minus right) keeps to a relation.
  func truth(_ relation: Relation, ofDifference difference: Figure, for record: Record?) -> Truth {
    let whole = relation.truth(ofDifference: difference, in: facts)
    guard whole == .unknown, questions != nil || !facts.constraints.isEmpty else { return whole }
    guard let form = difference.linear else {
      askForLimit(relation, difference)
      return .unknown
    }
    // Why: more than 0 is 1 or more, since numbers are whole.
    let more = LinearForm(constant: form.constant - 1, factors: form.factors)
    switch relation {
    case .atLeast: return sign(form, record)
    case .lessThan: return !sign(form, record)
    case .moreThan: return sign(more, record)
    case .atMost: return !sign(more, record)
    case .exactly:
      let isAtLeast = facts.isNotNegative(form)
      guard isAtLeast != .no else { return .no }
      guard isAtLeast == .yes else {
        ask(form, record)
        return facts.isNotNegative(more) == .yes ? .no : .unknown
      }
      return !sign(more, record)
    }
  }

  /// Whether a form is 0 or more; where that is open, it is taken down.
  private func sign(_ form: LinearForm, _ record: Record?) -> Truth {
    let truth = facts.isNotNegative(form)
    if truth == .unknown { ask(form, record) }
    return truth
  }

  private func ask(_ form: LinearForm, _ record: Record?) {
    guard let questions else { return }
    for case .cell(let table, let index, let column) in form.factors.keys {
      let records = facts.tables[table]
      // Why: a sum of numbers that are not 0 is 0 or at least as much as the smallest of them.
      if records.open.contains(index), !records.certain.contains(index),
        records.numbers(column).bounds(index).lower ?? 0 > 0
      {
        questions.add(.exists(table: table, record: index), for: record)
      }
    }
    questions.add(.sign(form), for: record)
  }

  /// Takes down at which limit the numbers for which an open record stands have to be told apart.
  private func askForLimit(_ relation: Relation, _ difference: Figure) {
    guard let questions, let (item, factor) = difference.onlyItem,
      case .cell(let table, let index, let column) = item, facts.mayCopy(in: table)
    else { return }
    let bounds = facts.tables[table].numbers(column).bounds(index)
    let least: [Int128] =
      switch relation {
      case .atLeast, .lessThan: [0]
      case .moreThan, .atMost: [1]
      case .exactly: [0, 1]
      }
    for least in least {
      // The number times the factor plus the constant is at least so much.
      let rest = least - difference.constant
      let quotient = rest / factor
      let isExact = quotient * factor == rest
      let isBelow = !isExact && (rest < 0) != (factor < 0)
      let floor = quotient - (isBelow ? 1 : 0)
      let limit = factor > 0 ? (isExact ? floor : floor + 1) : floor + 1
      guard let limit = Int64(exactly: limit), limit > bounds.lower ?? .min,
        bounds.upper.map({ limit <= $0 }) ?? true
      else { continue }
      let record = Record(table: table, index: index)
      questions.add(.limit(table: table, record: index, column: column, limit), for: record)
    }
  }
}
