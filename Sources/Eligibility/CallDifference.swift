public import Consortia
public import FundingCalls
import FundingTerms
import RuleLanguage

/// What one call demands differently from another: the call of this year and that of the last.
public struct CallDifference: Sendable {
  /// What has become of a requirement.
  public enum Change: String, Sendable, CaseIterable {
    case added, dropped, loosened, tightened
    case changedBothWays = "changed-both-ways"
    /// It is written differently, and no consortium was found that it makes a difference to.
    case reworded
    /// It demands the same, and matters more or less to the verdict.
    case severity
  }

  /// A consortium of which the two calls say different things.
  public struct Evidence: Sendable {
    /// The consortium.
    public var consortium: Consortium
    /// What the old requirement comes to for it; `nil` where there is none.
    public var old: Outcome?
    /// What the new requirement comes to for it; `nil` where there is none.
    public var new: Outcome?
  }

  /// A requirement that differs.
  public struct Item: Sendable {
    /// The requirement of the old call.
    public var old: Requirement?
    /// The requirement of the new call.
    public var new: Requirement?
    /// What has become of it.
    public var change: Change
    /// Consortia that show it.
    public var evidence: [Evidence] = []

    /// The id.
    public var id: String { new?.id ?? old?.id ?? "" }
    /// A few words.
    public var title: String { new?.title ?? old?.title ?? "" }
  }

  /// The calls, as they apply in the strands that were named.
  public let old: Call, new: Call
  /// The requirements that differ, in the new call's order, dropped ones last.
  public private(set) var items: [Item] = []
  /// How many requirements are the same.
  public private(set) var unchanged = 0

  /// Compares two calls by their assessors; consortia are searched for every requirement that
  /// differs, the same ones on every run.
  public init(old: Assessor, new: Assessor) {
    self.old = old.call
    self.new = new.call
    let before = Dictionary(
      old.rules.requirements.map { ($0.requirement.id, $0) }, uniquingKeysWith: { a, _ in a })
    let after = Set(new.rules.requirements.map(\.requirement.id))
    for requirement in new.rules.requirements {
      let earlier = before[requirement.requirement.id]
      if let item = Self.item(earlier, requirement, old, new) {
        items.append(item)
      } else {
        unchanged += 1
      }
    }
    for requirement in old.rules.requirements where !after.contains(requirement.requirement.id) {
      if let item = Self.item(requirement, nil, old, new) { items.append(item) }
    }
  }

  // MARK: One requirement

  private typealias Typed = CallRules.TypedRequirement

  /// What has become of a requirement; `nil` where it is the same.
  private static func item(_ before: Typed?, _ after: Typed?, _ old: Assessor, _ new: Assessor)
    -> Item?
  {
    var item = Item(
      old: before.map(inForce), new: after.map(inForce), change: .reworded)
    // Why: what no source states demands nothing that could be compared.
    let oldStated = before.flatMap { $0.readings.isEmpty ? nil : $0 }
    let newStated = after.flatMap { $0.readings.isEmpty ? nil : $0 }
    guard let oldStated, let newStated else {
      if oldStated == nil, newStated == nil, before != nil, after != nil { return nil }
      if let newStated {
        item.change = .added
        item.evidence = [evidence(.init(requirement: newStated, wish: .failed), new, isOld: false)]
          .compactMap(\.self)
      } else if let oldStated {
        item.change = .dropped
        item.evidence = [evidence(.init(requirement: oldStated, wish: .failed), old, isOld: true)]
          .compactMap(\.self)
      } else {
        item.change = after == nil ? .dropped : .added
      }
      return item
    }
    let isSame =
      RuleMeaning.text(of: oldStated, in: old) == RuleMeaning.text(of: newStated, in: new)
    if isSame, item.old?.severity == item.new?.severity { return nil }
    if isSame {
      item.change = .severity
      return item
    }
    let loosened = pair(oldStated, newStated, old, new, isLoosened: true)
    let tightened = pair(oldStated, newStated, old, new, isLoosened: false)
    item.evidence = [loosened, tightened].compactMap(\.self)
    switch (loosened, tightened) {
    case (nil, nil): item.change = .reworded
    case (_?, nil): item.change = .loosened
    case (nil, _?): item.change = .tightened
    case (_?, _?): item.change = .changedBothWays
    }
    return item
  }

  /// A requirement with those of its readings that are in force.
  private static func inForce(_ typed: Typed) -> Requirement {
    var requirement = typed.requirement
    if !typed.readings.isEmpty { requirement.body = .readings(typed.readings.map(\.reading)) }
    return requirement
  }

  /// A consortium of which one of two requirements says better than the other: that it is met, or at
  /// least that one of its readings is.
  private static func pair(
    _ before: Typed, _ after: Typed, _ old: Assessor, _ new: Assessor, isLoosened: Bool
  ) -> Evidence? {
    typealias Wish = WitnessGoal.Wish
    let (better, worse) = isLoosened ? (after, before) : (before, after)
    var wishes: [(better: Wish, worse: Wish)] = [(.satisfied, .failed)]
    if worse.readings.count > 1 { wishes.append((.satisfied, .doubtful)) }
    if better.readings.count > 1 { wishes.append((.disputed, .failed)) }
    for wish in wishes {
      let search = WitnessSearch(
        views: [old, new],
        goals: [
          WitnessGoal(view: 0, requirement: before, wish: isLoosened ? wish.worse : wish.better),
          WitnessGoal(view: 1, requirement: after, wish: isLoosened ? wish.better : wish.worse),
        ])
      guard let found = search.find(budget: 2_500).consortium else { continue }
      return Evidence(
        consortium: found, old: old.outcome(of: before, for: found),
        new: new.outcome(of: after, for: found))
    }
    return nil
  }

  /// A consortium that fails a requirement which only one of the calls has.
  private static func evidence(_ goal: WitnessGoal, _ view: Assessor, isOld: Bool) -> Evidence? {
    let search = WitnessSearch(views: [view], goals: [goal])
    guard let found = search.find(budget: 2_500).consortium else { return nil }
    let outcome = view.outcome(of: goal.requirement, for: found)
    return Evidence(
      consortium: found, old: isOld ? outcome : nil, new: isOld ? nil : outcome)
  }
}

extension Assessor {
  fileprivate func outcome(of typed: CallRules.TypedRequirement, for consortium: Consortium)
    -> Outcome?
  {
    assess(consortium).results.first { $0.requirement.id == typed.requirement.id }?.outcome
  }
}

/// What a requirement says once every name in it is put in its own words.
private enum RuleMeaning {
  static func text(of typed: CallRules.TypedRequirement, in view: Assessor) -> [String] {
    let texts = typed.readings.map(\.reading.rule)
    var result = texts.map { plain($0.text) }.sorted()
    if let applies = typed.requirement.applies { result.append("if \(plain(applies.text))") }
    let words = words(texts + [typed.requirement.applies].compactMap(\.self), view.call)
    for word in words.sorted() { result += meanings(of: word, in: view) }
    let asksForClasses = words.contains { $0.hasPrefix("region-class") }
    if asksForClasses { result.append("period \(view.call.regionClassPeriod ?? "")") }
    return result
  }

  /// The words of some rules, and of the amounts that these name.
  private static func words(_ texts: [RuleText], _ call: Call) -> Set<String> {
    var words = Set<String>()
    for text in texts { words.formUnion(RuleReader.words(in: text.file, at: text.range)) }
    var waiting = call.definitions.amounts
    while let next = waiting.firstIndex(where: { words.contains($0.name) }) {
      let text = waiting.remove(at: next).quantity
      words.formUnion(RuleReader.words(in: text.file, at: text.range))
    }
    return words
  }

  private static func meanings(of word: String, in view: Assessor) -> [String] {
    let vocabulary = view.rules.vocabulary
    var result: [String] = []
    if let literal = vocabulary.parameters[word] { result.append("\(word) = \(literal)") }
    if let amount = view.call.definitions.amounts.first(where: { $0.name == word }) {
      result.append("\(word) = \(plain(amount.quantity.text))")
    }
    if word == RateRules.name {
      result += view.rules.rates.map { "rates \($0.reading.id ?? "") \($0.summary)" }
    }
    if let set = vocabulary.sets[word] {
      let labels = vocabulary.labelTypes[set.labelType].labels
      func names(_ members: BitSet) -> String {
        members.map { labels.indices.contains($0) ? labels[$0] : "" }.sorted()
          .joined(separator: " ")
      }
      result.append("\(word) = \(names(set.certain)) perhaps \(names(set.possible))")
    }
    return result
  }

  /// A text with its runs of white space made one blank.
  private static func plain(_ text: String) -> String {
    text.split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" }.joined(separator: " ")
  }
}
