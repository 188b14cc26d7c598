import FundingTerms

/// What was found of totals of groups.
extension Explainer {
  func totals(_ totals: Totals, _ base: Finding) -> Finding {
    var result = base
    let found = evaluator.totals(totals)
    let limit = range(totals.limit, for: nil)
    func described(_ total: Total) -> Finding.GroupTotal {
      let bounds = total.total.bounds(in: facts)
      let isCount = totals.measure.type == .count
      let scale = totals.measure.scale
      var comparison = Finding.Comparison(
        left: isCount
          ? Finding.Range(least: bounds.least, greatest: bounds.greatest, scale: scale)
          : Finding.Range(
            least: bounds.least.map { $0 / scale }, greatest: bounds.greatest.map { $0 / scale }),
        relation: totals.relation, right: limit, type: totals.measure.type,
        signature: total.difference.signature)
      if case .share(let millionths, let share) = totals.limit.form {
        comparison.share = (millionths, range(share, for: nil))
      }
      return Finding.GroupTotal(
        labels: zip(totals.keys, total.labels).map { ($0.name, $0.type, $1.value) },
        records: total.own, comparison: comparison)
    }
    func groups(_ truth: Truth) -> [Total] { found.filter { $0.truth == truth } }
    let doubtful = groups(.unknown)
    // Why: the group that is nearest to the limit says most.
    let passing = groups(.yes).enumerated()
      .map { (distance($0.element), $0.offset, $0.element) }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    result.measure = .totals(
      failing: groups(.no).map(described), doubtful: doubtful.map(described),
      passing: passing.map(described))
    result.noun = totals.selection.noun
    result.table = totals.selection.table
    if totals.isIndependent {
      let members = evaluator.select(totals.selection).possible
      result.assumedIndependent =
        members.intersection(facts.tables[totals.selection.table].assumedGroups).count
    }
    for total in doubtful { addMissing(of: total, totals, to: &result) }
    if !doubtful.isEmpty {
      let members = evaluator.select(totals.selection)
      add(gap(of: totals.selection, BitSet(self.doubtful(members))), to: &result)
      add(missing(inSelectionsOf: [totals.limit, totals.measure], for: nil), to: &result)
    }
    return result
  }

  /// How far a total may be from its limit.
  private func distance(_ total: Total) -> Int128 {
    let bounds = total.difference.bounds(in: facts)
    return [bounds.least, bounds.greatest].compactMap { $0.map { Int128($0.magnitude) } }.min()
      ?? Int128.max
  }

  private func addMissing(of total: Total, _ totals: Totals, to result: inout Finding) {
    add(missing(in: total.difference), to: &result)
    let table = totals.selection.table
    let records = BitSet(total.own + total.others)
    for key in totals.keys {
      guard key.isOwners else {
        add(cells(table, records, key.column), to: &result)
        continue
      }
      var owners = BitSet()
      for record in records {
        if let column = key.ownerColumn {
          owners = owners.union(evaluator.owner(of: record, in: table, column) ?? BitSet())
        } else {
          owners.insert(facts.tables[table].parents[record])
        }
      }
      if let column = key.ownerColumn { add(cells(table, records, column), to: &result) }
      add(cells(key.table, owners, key.column), to: &result)
    }
    if let column = totals.column {
      add(existence(summedFor: records, table, column), to: &result)
    }
  }
}
