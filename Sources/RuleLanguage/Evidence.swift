import FundingTerms

/// Puts findings into words: the one place where evidence becomes text.
///
/// The figure comes first, then the limit, then who. A figure is never rounded up to its limit.
public struct Evidence: Sendable {
  /// What is needed to name things.
  let vocabulary: Vocabulary
  /// The name of a record of a table.
  let name: @Sendable (_ table: Int, _ record: Int) -> String
  /// How many records are named before the rest are counted.
  let limit: Int

  /// Words over a vocabulary; `name` gives the name of a record of a table.
  public init(
    vocabulary: Vocabulary, limit: Int = 6,
    name: @escaping @Sendable (_ table: Int, _ record: Int) -> String
  ) {
    self.vocabulary = vocabulary
    self.limit = limit
    self.name = name
  }

  /// One line that says what was found.
  public func text(for finding: Finding) -> String {
    switch finding.measure {
    case .all:
      // What fails says why; else what cannot be told; else everything.
      let failing = finding.parts.filter { $0.outcome == .no }
      if !failing.isEmpty { return joined(failing) }
      let open = finding.parts.filter { $0.outcome == .unknown }
      return joined(open.isEmpty ? finding.parts : open)
    case .any:
      let passing = finding.parts.filter { $0.outcome == .yes }
      return passing.first.map(text) ?? joined(finding.parts, by: "; and ")
    case .tally(let least, let most, let bound): return tally(finding, least, most, bound)
    case .not: return finding.parts.first.map(denied) ?? ""
    case .when: return joined(finding.parts)
    case .count(let least, let most, let bound, let certain, let possible, let independent):
      let noun = finding.noun ?? ("record", "records")
      let kind = independent ? "independent " : ""
      let what = (kind + noun.singular, kind + noun.plural)
      return "\(found(least, most, what, bound))\(who(certain, possible, finding.table))"
        + assumption(finding)
    case .matching(let least, let most, let bound, let certain, let possible, let column):
      let field = field(column, finding.table)
      let noun = finding.noun ?? ("record", "records")
      let which = " in different \(field?.plural ?? "places")"
      let alone = " in a \(field?.name ?? "place") of its own"
      let what = (noun.singular + alone, noun.plural + which)
      return "\(found(least, most, what, bound))\(who(certain, possible, finding.table))"
        + assumption(finding)
    case .different(let least, let most, let bound, let labels, let doubtful, let column):
      let field = field(column, finding.table)
      let what = ("\(field?.name ?? "label")", "different \(field?.plural ?? "labels")")
      var text = found(least, most, what, bound)
      if !labels.isEmpty { text += ": \(list(labels.map { label($0, field?.type) }))" }
      if !doubtful.isEmpty { text += "; not certain: \(records(doubtful, finding.table))" }
      return text
    case .includes(let fact, let present, let absent, let bound):
      return includes(fact, present, absent, bound)
    case .label(let fact, let label, let allowed): return self.label(fact, label, allowed)
    case .stated(let fact):
      let name = factName(fact)
      return finding.outcome == .yes ? "\(name) is stated" : "\(name) is not stated"
    case .compare(let comparison): return text(for: comparison)
    case .every(let failing, let doubtful, let passing, let detail):
      return every(finding, failing, doubtful, passing, detail)
    case .totals(let failing, let doubtful, let passing):
      return totals(finding, failing, doubtful, passing) + assumption(finding)
    case .some(let passing, let doubtful, let failing, let detail):
      return some(finding, passing, doubtful, failing, detail)
    }
  }

  /// How many hold, then what decides: what holds if enough do, else what fails and what is open.
  private func tally(_ finding: Finding, _ least: Int, _ most: Int, _ bound: CountBound) -> String {
    let number = least == most ? "\(least)" : "\(least) to \(most)"
    let holds = most == 1 && least == 1 ? "holds" : "hold"
    var text = "\(number) of \(finding.parts.count) \(holds), \(self.bound(bound))"
    for (truth, word) in [(Truth.yes, "holding"), (.no, "not holding"), (.unknown, "open")] {
      let parts = finding.parts.filter { $0.outcome == truth }
      if !parts.isEmpty { text += "; \(word): \(joined(parts, by: ", and "))" }
    }
    return text
  }

  func joined(_ findings: [Finding], by separator: String = "; ") -> String {
    findings.map(text).filter { !$0.isEmpty }.joined(separator: separator)
  }

  // MARK: Counts

  func found(
    _ least: Int, _ most: Int?, _ what: (singular: String, plural: String), _ bound: CountBound
  ) -> String {
    let number = most == least ? "\(least)" : most.map { "\(least) to \($0)" } ?? "\(least) or more"
    return
      "\(number) \(most == 1 && least == 1 ? what.singular : what.plural), \(self.bound(bound))"
  }

  /// What was found of a condition that must not hold: its limit turned round, where it has one.
  private func denied(_ finding: Finding) -> String {
    var turned = finding
    switch finding.measure {
    case .compare(var comparison):
      guard let opposite = comparison.relation.opposite else {
        return text(for: comparison, isDenied: true)
      }
      comparison.relation = opposite
      turned.measure = .compare(comparison)
      return text(for: turned)
    case .count(let least, let most, let bound, let certain, let possible, let independent):
      guard let bound = bound.opposite else { break }
      turned.measure = .count(
        least: least, most: most, bound, certain: certain, possible: possible,
        independent: independent)
      return text(for: turned)
    case .label, .stated, .some: return text(for: finding)
    case .every where finding.outcome != .yes, .totals where finding.outcome != .yes:
      return text(for: finding)
    case .not: return finding.parts.first.map(text) ?? ""
    default: break
    }
    return "not allowed: \(text(for: finding))"
  }

  func bound(_ bound: CountBound) -> String {
    switch (bound.lower, bound.upper) {
    case (0, 0?): "none allowed"
    case (let lower, nil): "at least \(lower) needed"
    case (0, let upper?): "at most \(upper) allowed"
    case (let lower, let upper?) where lower == upper: "exactly \(lower) needed"
    case (let lower, let upper?): "between \(lower) and \(upper) needed"
    }
  }

  func who(_ certain: [Int], _ possible: [Int], _ table: Int?) -> String {
    var text = certain.isEmpty ? "" : ": \(records(certain, table))"
    if !possible.isEmpty { text += "; perhaps \(records(possible, table))" }
    return text
  }

  func assumption(_ finding: Finding) -> String {
    let count = finding.assumedIndependent
    guard count > 0 else { return "" }
    return " (\(count) taken as independent, no group stated)"
  }

  func records(_ records: [Int], _ table: Int?) -> String {
    list(records.map { name(table ?? 0, $0) })
  }

  func list(_ words: [String]) -> String {
    var seen = Set<String>()
    let words = words.filter { seen.insert($0).inserted }
    guard words.count > limit else { return words.joined(separator: ", ") }
    return words.prefix(limit).joined(separator: ", ") + " and \(words.count - limit) more"
  }

  // MARK: Words

  private func includes(_ fact: Int, _ present: [Int]?, _ absent: [Int], _ bound: CountBound)
    -> String
  {
    let name = factName(fact)
    let type = vocabulary.facts.values.first { $0.index == fact }?.type
    guard let present else { return "\(name): not stated, \(self.bound(bound))" }
    let lacking = list(absent.map { label($0, type) })
    guard !present.isEmpty else {
      return "\(name): none of \(lacking), \(self.bound(bound))"
    }
    let text = "\(name): " + list(present.map { label($0, type) })
    if bound.truth(least: present.count, most: present.count) == .yes { return text }
    // Of too many, those that are not on the list are no reason.
    let isTooMany = bound.upper.map { present.count > $0 } ?? false
    return text + (isTooMany ? "" : "; not \(lacking)") + ", \(self.bound(bound))"
  }

  private func label(_ fact: Int, _ label: Int?, _ allowed: Vocabulary.LabelSet) -> String {
    let name = factName(fact)
    let type = vocabulary.facts.values.first { $0.index == fact }?.type
    if type == .truth {
      return label.map { "\(name) is \($0 == 1 ? "" : "not ")declared" }
        ?? "whether \(name) is declared is not stated"
    }
    guard let label else { return "\(name) is not stated" }
    return "\(name) is \(self.label(label, type))"
  }

  func label(_ index: Int, _ type: ValueType?) -> String {
    switch type {
    case .label(let type), .list(let type):
      let known = vocabulary.labelTypes[type]
      return index < known.labels.count ? known.labels[index] : "another \(known.name)"
    case .truth: return index == 1 ? "yes" : "no"
    default: return String(index)
    }
  }

  func field(_ column: Int, _ table: Int?) -> Vocabulary.Field? {
    table.flatMap { table in vocabulary.tables[table].fields.first { $0.column == column } }
  }

  func factName(_ index: Int) -> String {
    vocabulary.facts.values.first { $0.index == index }?.name ?? "the fact"
  }

  // MARK: Figures

  /// A figure of a type, or the range in which it lies.
  func figure(_ range: Finding.Range, _ type: ValueType) -> String {
    func shown(_ value: Int128) -> String { figure(value, type, scale: range.scale) }
    if let value = range.value { return shown(value) }
    if type == .date { return date(range, shown) }
    switch (range.least, range.greatest) {
    case (0?, let greatest?): return "up to \(shown(greatest))"
    case (let least?, let greatest?): return "between \(shown(least)) and \(shown(greatest))"
    case (0?, nil), (nil, nil): return "a \(type == .date ? "date" : "figure") not stated"
    case (let least?, nil): return "\(shown(least)) or more"
    case (nil, let greatest?): return "\(shown(greatest)) or less"
    }
  }

  private func date(_ range: Finding.Range, _ shown: (Int128) -> String) -> String {
    switch (range.least, range.greatest) {
    case (let least?, let greatest?): "between \(shown(least)) and \(shown(greatest))"
    case (let least?, nil): "\(shown(least)) or later"
    case (nil, let greatest?): "\(shown(greatest)) or earlier"
    case (nil, nil): "a day not stated"
    }
  }

  func figure(_ value: Int128, _ type: ValueType, scale: Int128) -> String {
    switch type {
    case .money: "EUR " + Digits.money(cents: value)
    case .duration: value == 1 ? "1 month" : "\(value) months"
    case .date: CalendarDate(dayNumber: Int(clamping: value)).description
    case .share: Digits.percentage(millionths: value)
    default: Digits.hundredths(value * 100 / scale)
    }
  }

  /// A comparison in words; one that is denied must not come out exact.
  func text(for comparison: Finding.Comparison, isDenied: Bool = false) -> String {
    let left =
      comparison.left.isUnstated && comparison.share == nil
      ? "not stated" : figure(comparison.left, comparison.type)
    if let share = comparison.share {
      let percent = Digits.percentage(millionths: Int128(share.millionths))
      let limit = limit(percent, comparison.relation, isDenied: isDenied)
      let base = figure(share.base, comparison.type)
      if let value = comparison.left.value, let whole = share.base.value,
        let part = Digits.percent(value, of: whole)
      {
        return "\(left) is \(part) of \(base), \(limit)"
      }
      if comparison.left.isUnstated, share.base.isUnstated {
        return "neither figure is stated, \(limit)"
      }
      return "\(left) of \(base), \(limit)"
    }
    if comparison.left.isUnstated, comparison.right.isUnstated { return "neither figure is stated" }
    if comparison.right.isUnstated, comparison.type != .date {
      return "\(left), and the limit is not stated"
    }
    let right = figure(comparison.right, comparison.type)
    let limit = limit(
      right, comparison.relation, isDate: comparison.type == .date, isDenied: isDenied)
    return "\(left), \(limit)"
  }

  private func limit(
    _ limit: String, _ relation: Relation, isDate: Bool = false, isDenied: Bool = false
  ) -> String {
    if isDenied { return "anything but \(limit) allowed" }
    if isDate {
      switch relation {
      case .atLeast: return "on or after \(limit) needed"
      case .atMost: return "on or before \(limit) needed"
      case .moreThan: return "after \(limit) needed"
      case .lessThan: return "before \(limit) needed"
      case .exactly: return "\(limit) needed"
      }
    }
    switch relation {
    case .atLeast: return "at least \(limit) needed"
    case .atMost: return "at most \(limit) allowed"
    case .moreThan: return "more than \(limit) needed"
    case .lessThan: return "less than \(limit) needed"
    case .exactly: return "exactly \(limit) needed"
    }
  }

  // MARK: Records one by one

  private func every(
    _ finding: Finding, _ failing: [Int], _ doubtful: [Int], _ passing: [Int],
    _ detail: FilterFinding
  ) -> String {
    let noun = finding.noun ?? ("record", "records")
    switch finding.outcome {
    case .no: return described(failing, finding.table, detail)
    case .unknown:
      guard doubtful.count <= 2 else {
        let names = records(doubtful, finding.table)
        return "cannot be told for \(doubtful.count) \(noun.plural): \(names)"
      }
      let open = described(doubtful, finding.table, detail)
      return open.isEmpty ? "not known for every \(noun.singular)" : open
    case .yes:
      return passing.isEmpty
        ? "there are no such \(noun.plural)"
        : passing.count == 1
          ? "1 \(noun.singular) keeps to it" : "all \(passing.count) \(noun.plural) keep to it"
    }
  }

  private func some(
    _ finding: Finding, _ passing: [Int], _ doubtful: [Int], _ failing: [Int],
    _ detail: FilterFinding
  ) -> String {
    let noun = finding.noun ?? ("record", "records")
    if !passing.isEmpty { return described(passing, finding.table, detail) }
    if !doubtful.isEmpty { return described(doubtful, finding.table, detail) }
    if !failing.isEmpty { return described(failing, finding.table, detail) }
    return "no \(noun.singular) is named"
  }

  func described(_ records: [Int], _ table: Int?, _ detail: FilterFinding) -> String {
    var seen = Set<String>()
    let texts = records.map { record in
      let figure = describe(record, table, detail)
      let name = name(table ?? 0, record)
      return figure.isEmpty ? name : "\(name): \(figure)"
    }.filter { seen.insert($0).inserted }
    guard texts.count > limit else { return texts.joined(separator: "; ") }
    return texts.prefix(limit).joined(separator: "; ") + "; and \(texts.count - limit) more"
  }

  func describe(_ record: Int, _ table: Int?, _ detail: FilterFinding) -> String {
    switch detail {
    case .group(let list, _):
      var seen = Set<String>()
      return list.map { describe(record, table, $0) }.filter {
        !$0.isEmpty && seen.insert($0).inserted
      }
      .joined(separator: ", ")
    case .not(let inner): return describe(record, table, inner)
    case .when(let condition, let then, let otherwise, let holding, let perhaps):
      let asked = describe(record, table, condition)
      let first = describe(record, table, then)
      let second = otherwise.map { describe(record, table, $0) } ?? ""
      let parts =
        holding.contains(record)
        ? [asked, first] : perhaps.contains(record) ? [asked, first, second] : [asked, second]
      return parts.filter { !$0.isEmpty }.joined(separator: ", ")
    case .label(let column, let labels, _):
      guard let field = field(column, table) else { return "" }
      guard let value = labels[record] else { return "\(field.name) not known" }
      if field.type == .truth { return "\(value == 1 ? "" : "not ")\(field.name)" }
      return "\(field.name) \(label(value, field.type))"
    case .same(let names, let type, let labels):
      func shown(_ label: Int?) -> String { label.map { self.label($0, type) } ?? "not known" }
      let pair = labels[record] ?? (nil, nil)
      return "\(names.0) \(shown(pair.0)), \(names.1) \(shown(pair.1))"
    case .list(let column, _): return field(column, table)?.name ?? ""
    case .compare(let comparisons): return comparisons[record].map { text(for: $0) } ?? ""
    case .owner(_, _, column: nil): return ""
    case .owner(let inner, let owners, _?):
      let word = table.map { vocabulary.tables[$0].owner } ?? "owner"
      guard let owner = owners[record], let parent = table.flatMap({ vocabulary.tables[$0].parent })
      else { return "\(word) not known" }
      let found = describe(owner, parent, inner)
      let named = "\(word) \(name(parent, owner))"
      return found.isEmpty ? named : "\(named) (\(found))"
    case .project(let finding): return text(for: finding)
    }
  }
}
