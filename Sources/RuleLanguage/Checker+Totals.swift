import FundingTerms
import SourceText

/// Totals of groups.
extension Checker {
  func totals(
    _ syntax: QuantitySyntax, _ keys: [KeySyntax], _ negated: Bool, _ predicate: PredicateSyntax,
    at range: Range<Int>
  ) throws(RuleError) -> Condition.Form {
    let measure = try quantity(syntax, table: nil)
    let selection: Selection
    switch measure.form {
    case .sum(let summed, _, _): selection = summed
    case .number(let counted, _): selection = counted
    default:
      throw error(
        "rule.misplaced", "'in every' follows a sum or a number", at: syntax.range,
        help: "write for example 'cost of beneficiaries in every country is at most …'")
    }
    var groups: [Totals.Key] = []
    for key in keys { groups.append(try groupKey(key, of: selection.table)) }
    var conditions: [Condition] = []
    for (_, relation, limit) in try comparisons(measure, syntax, predicate, table: nil) {
      var relation = relation
      if negated {
        guard let opposite = relation.opposite else {
          throw error(
            "rule.misplaced", "'is not' before a figure says too little of several totals",
            at: range, help: "write 'is more than' or 'is less than', or 'not (…)' around it")
        }
        relation = opposite
      }
      let totals = Totals(
        selection: selection, measure: measure, keys: groups, relation: relation, limit: limit)
      conditions.append(Condition(form: .totals(totals), range: range))
    }
    return conditions.count == 1 ? conditions[0].form : .all(conditions)
  }

  /// A field of labels by which groups are told apart; one that the record itself lacks is looked
  /// for at its owner.
  private func groupKey(_ syntax: KeySyntax, of table: Int) throws(RuleError) -> Totals.Key {
    let own = vocabulary.tables[table]
    var isOwners = syntax.owner != nil
    var place = table
    if let owner = syntax.owner {
      place = try self.owner(owner, of: table).table
    } else if own.field(named: syntax.field.text) == nil, let parent = own.parent,
      vocabulary.tables[parent].field(named: syntax.field.text) != nil
    {
      (place, isOwners) = (parent, true)
    }
    let field = try field(syntax.field, of: place, plural: false)
    switch field.type {
    case .label, .truth: break
    default:
      throw error(
        "rule.type",
        "'\(field.name)' is \(vocabulary.name(of: field.type)), which tells no groups apart",
        at: syntax.field.range, help: "name a field of words, such as 'country'")
    }
    return Totals.Key(
      name: field.name, type: field.type, table: place, column: field.column,
      isOwners: isOwners, ownerColumn: isOwners ? own.ownerColumn : nil)
  }
}
