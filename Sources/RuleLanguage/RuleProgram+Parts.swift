/// Programs for some rules of a program only, and for what is supposed of memberships.
extension RuleProgram {
  /// The steps on which some rules depend, with the registers that they have in the whole.
  public func part(for rules: [CompiledRule]) -> RuleProgram {
    var needed = Set(rules.map { Register.truth($0.result) })
    var kept: [Int] = []
    for index in steps.indices.reversed() where needed.contains(written(by: index)) {
      kept.append(index)
      needed.formUnion(read(by: steps[index]))
    }
    var part = self
    part.steps = kept.reversed().map { steps[$0] }
    part.targets = kept.reversed().map { targets[$0] }
    return part
  }

  /// The program where all memberships are supposed that no source settles, or none.
  public func supposingMemberships(_ areIn: Bool) -> RuleProgram {
    var result = self
    for index in sets.indices {
      let set = sets[index]
      let words = areIn ? set.possible : set.certain
      result.sets[index] = LabelWords(
        certain: words, possible: words, count: set.count, isSettled: true)
    }
    return result
  }

  private enum Register: Hashable {
    case mask(Int)
    case figure(Int)
    case truth(Int)
    case sums(Int)
  }

  private func written(by index: Int) -> Register {
    let target = targets[index]
    return switch steps[index] {
    case .label, .includes, .both, .either, .not, .choose, .tally, .owner, .namedOwner, .project,
      .compareEach:
      .mask(target)
    case .number, .sum, .fact, .extreme, .shifted: .figure(target)
    case .sumEach: .sums(target)
    case .count, .different, .every, .some, .factLabel, .factIncludes, .stated, .compare, .all,
      .any, .notTrue, .when, .tallyTrue, .known:
      .truth(target)
    }
  }

  private func read(by step: Step) -> [Register] {
    switch step {
    case .label, .includes, .fact, .factLabel, .factIncludes, .stated, .known: []
    case .both(let first, let second, _), .either(let first, let second, _),
      .every(let first, let second, _), .some(let first, let second, _):
      [.mask(first), .mask(second)]
    case .not(let mask, _), .owner(let mask, _), .namedOwner(let mask, _, _),
      .number(let mask, _, _), .sum(let mask, _, _), .sumEach(let mask, _, _),
      .count(let mask, _, _, _, _),
      .different(let mask, _, _, _, _, _, _, _):
      [.mask(mask)]
    case .choose(let condition, let then, let otherwise, _):
      [.mask(condition), .mask(then), .mask(otherwise)]
    case .tally(let first, let count, _, _, _): lists[first..<(first + count)].map { .mask($0) }
    case .project(let truth, _): [.truth(truth)]
    case .compareEach(let form, _, _), .compare(let form, _): read(by: forms[form])
    case .extreme(let first, let second, _): read(by: forms[first]) + read(by: forms[second])
    case .shifted(let date, let months, _): read(by: forms[date]) + read(by: forms[months])
    case .all(let first, let count), .any(let first, let count),
      .tallyTrue(let first, let count, _, _):
      lists[first..<(first + count)].map { .truth($0) }
    case .notTrue(let truth): [.truth(truth)]
    case .when(let condition, let then, let otherwise):
      [.truth(condition), .truth(then), .truth(otherwise)]
    }
  }

  private func read(by form: Form) -> [Register] {
    terms[form.terms].flatMap { term -> [Register] in
      term.mask < 0 ? [.figure(term.figure)] : [.figure(term.figure), .mask(term.mask)]
    } + fields[form.fields].compactMap { $0.sums < 0 ? nil : .sums($0.sums) }
  }
}
