import FundingTerms

/// Figures: sums of multiples, with whole numbers of which none is too large.
extension RuleCompiler {
  /// A figure as it is put together; the numbers are those of ``Evaluator/figure(_:for:)``.
  private struct Linear {
    var constant: Int128 = 0
    var terms: [RuleProgram.Term: Int128] = [:]
    var fields: [RuleProgram.Field: Int128] = [:]
    /// The facts and summed columns in it, by the layout's numbers: each is one, wherever it stands.
    var places = Set<Int>()
    /// The columns of the record that is looked at, as often as they stand in it.
    var mentions: [Int] = []

    /// Figures of which the reference only keeps the range: two of them are never one.
    var ranges = Set<RuleProgram.Term>()
    /// The selections of which the terms are sums.
    var selections: [RuleProgram.Term: ObjectIdentifier] = [:]
    /// Whether selections that only look the same were taken together, which the reference does not.
    var isAmbiguous = false

    mutating func add(_ other: Linear, times factor: Int128) {
      constant += other.constant * factor
      for (term, weight) in other.terms {
        if terms[term] != nil, selections[term] != other.selections[term] || ranges.contains(term) {
          isAmbiguous = true
        }
        terms[term, default: 0] += weight * factor
      }
      ranges.formUnion(other.ranges)
      selections.merge(other.selections) { first, _ in first }
      isAmbiguous = isAmbiguous || other.isAmbiguous
      for (field, weight) in other.fields {
        if field.sums >= 0, fields[field] != nil { isAmbiguous = true }
        fields[field, default: 0] += weight * factor
      }
      places.formUnion(other.places)
      mentions += other.mentions
    }

    func times(_ factor: Int128) -> Linear {
      var result = Linear()
      result.add(self, times: factor)
      return result
    }
  }

  /// Left minus right, in a scale that holds both, as a form; `table` is that of the record that is
  /// looked at.
  mutating func difference(_ left: Quantity, _ right: Quantity, table: Int?) throws(NotCovered)
    -> Int
  {
    let scale = Checker.leastCommonMultiple(left.scale, right.scale)
    var result = try linear(left, table).times(scale / left.scale)
    result.add(try linear(right, table), times: -(scale / right.scale))
    return try form(result)
  }

  private mutating func form(_ linear: Linear) throws(NotCovered) -> Int {
    guard !linear.isAmbiguous else { throw NotCovered() }
    // Why: what does not fit is too large for a run, whatever the facts are.
    func weight(_ number: Int128) throws(NotCovered) -> Int64 {
      guard let number = Int64(exactly: number), number != .min else { throw NotCovered() }
      return number
    }
    var terms: [RuleProgram.Term] = []
    for (term, factor) in linear.terms where factor != 0 {
      var term = term
      term.weight = try weight(factor)
      terms.append(term)
    }
    var fields: [RuleProgram.Field] = []
    for (field, factor) in linear.fields where factor != 0 {
      var field = field
      field.weight = try weight(factor)
      fields.append(field)
    }
    terms.sort { ($0.table, $0.slot, $0.mask, $0.figure) < ($1.table, $1.slot, $1.mask, $1.figure) }
    fields.sort { ($0.slot, $0.sums) < ($1.slot, $1.sums) }
    for place in Array(linear.places) + linear.mentions { mention(place: place) }
    return form(
      FormKey(constant: try weight(linear.constant), terms: terms, fields: fields))
  }

  private mutating func linear(_ quantity: Quantity, _ table: Int?) throws(NotCovered) -> Linear {
    var result = Linear()
    switch quantity.form {
    case .literal(let value): result.constant = Int128(value)
    case .fact(let index):
      var place = program.layout.place(fact: index)
      look(place)
      var term = RuleProgram.Term(
        weight: 0, figure: figure(.fact(slot: program.layout.factSlot(index))))
      if let sum = sum(ofFact: index) {
        (term.table, term.slot) = (sum.table, program.layout.slot(sum.table, sum.column))
        place = program.layout.place(sum.table, sum.column)
      }
      result.terms[term] = 1
      result.places = [place]
    case .field(let own, let column):
      guard own == table else { throw NotCovered() }
      let place = program.layout.place(own, column)
      let field = RuleProgram.Field(
        weight: 0, slot: program.layout.slot(own, column),
        isZeroOrMore: program.layout.isZeroOrMore[own][column])
      result.fields[field] = 1
      result.mentions = [place]
    case .sum(let selection, let column, ofRecord: true):
      let own = vocabulary.tables[selection.table]
      guard table == 0, own.parent == 0, own.ownerColumn == nil else { throw NotCovered() }
      let slot = program.layout.slot(selection.table, column)
      guard program.layout.isZeroOrMore[selection.table][column] else { throw NotCovered() }
      let sums = sums(.sumEach(try mask(selection), table: selection.table, slot: slot))
      // Why: a number that is not known may be in several of these sums, and counts in each.
      tracked.isRough = true
      result.fields[RuleProgram.Field(weight: 0, slot: -1, sums: sums, isZeroOrMore: true)] = 1
      result.mentions = [program.layout.place(selection.table, column)]
    case .sum(let selection, let column, ofRecord: false):
      let members = try mask(selection)
      let slot = program.layout.slot(selection.table, column)
      let place = program.layout.place(selection.table, column)
      let term = RuleProgram.Term(
        weight: 0, figure: figure(.sum(members, table: selection.table, slot: slot)),
        table: selection.table, slot: slot, mask: members)
      result.terms[term] = 1
      result.selections[term] = ObjectIdentifier(selection.identity)
      result.places = [place]
    case .number(let selection, let independent):
      let members = try mask(selection)
      let number = figure(
        .number(members, table: selection.table, isIndependent: independent))
      result.ranges = [RuleProgram.Term(weight: 0, figure: number)]
      result.terms[RuleProgram.Term(weight: 0, figure: number)] = 1
    case .share(let millionths, let base):
      let divisor = Checker.greatestCommonDivisor(Int128(millionths), 1_000_000)
      result = try linear(base, table).times(Int128(millionths) / max(divisor, 1))
    case .plus(let left, let right), .minus(let left, let right):
      var sign: Int128 = 1
      if case .minus = quantity.form { sign = -1 }
      result = try linear(left, table).times(quantity.scale / left.scale)
      result.add(try linear(right, table), times: sign * (quantity.scale / right.scale))
    case .smaller(let left, let right), .larger(let left, let right):
      var isSmaller = false
      if case .smaller = quantity.form { isSmaller = true }
      let first = try linear(left, table).times(quantity.scale / left.scale)
      let second = try linear(right, table).times(quantity.scale / right.scale)
      guard first.fields.isEmpty, second.fields.isEmpty else { throw NotCovered() }
      let step = RuleProgram.Step.extreme(
        try form(first), try form(second), isSmaller: isSmaller)
      let term = RuleProgram.Term(weight: 0, figure: figure(step))
      result.terms[term] = 1
      result.ranges = [term]
    case .shifted(let date, let months, let isBack):
      let first = try linear(date, table)
      let second = try linear(months, table)
      guard first.fields.isEmpty, second.fields.isEmpty else { throw NotCovered() }
      let step = RuleProgram.Step.shifted(
        try form(first), by: try form(second), isBack: isBack)
      let term = RuleProgram.Term(weight: 0, figure: figure(step))
      result.terms[term] = 1
      result.ranges = [term]
    case .lookUp, .lookedUpShare: throw NotCovered()
    }
    return result
  }
}
