import FundingTerms
public import RuleLanguage
import SourceText

/// The rates of a call by one of their readings, typed: what they make of any costs.
public struct RateRules: Sendable {
  /// A rate with its figures.
  public struct Entry: Sendable {
    /// The rate as the call states it.
    public var rate: Rate
    /// The percentage in millionths of the whole.
    public var millionths: Int64
    /// Which cost lines it is for, of those that no earlier one fits; `nil` for all.
    public var condition: RecordCondition?
  }

  /// The reading.
  public var reading: RateReading
  /// The rates in the order in which they are tried.
  public var entries: [Entry]
  /// What the rates make of the project's costs: `eligible-grant`.
  public var grant: Quantity
  /// What they make of each participant's: `its eligible-grant`.
  public var ownGrant: Quantity

  /// The name under which rules speak of what the rates make of the costs.
  public static let name = "eligible-grant"

  /// The rates in one line: `100 % when category is third-party-support; 90 %`.
  public var summary: String {
    entries.map { entry in
      Digits.percentage(millionths: Int128(entry.millionths))
        + (entry.rate.condition.map { " when \(Values.prose($0.text))" } ?? "")
    }.joined(separator: "; ")
  }
}

/// A cap on a grant, typed.
public struct CapRule: Sendable {
  /// The cap as the call states it.
  public var cap: GrantCap
  /// The amount: of the project, or of each participant.
  public var amount: Quantity
  /// Which cost lines are meant; `nil` for all.
  public var condition: RecordCondition?
}

/// The flat rate of indirect costs, typed.
public struct IndirectRule: Sendable {
  /// The flat rate as the call states it.
  public var indirect: IndirectRate
  /// The percentage in millionths of the whole.
  public var millionths: Int64
  /// Of which cost lines; `nil` for all that are not indirect themselves.
  public var base: RecordCondition?
}

/// Types the rates of a call, and collects what is wrong with them.
struct RateTypist {
  let vocabulary: RuleLanguage.Vocabulary
  var diagnostics: [Diagnostic] = []

  init(_ vocabulary: RuleLanguage.Vocabulary) { self.vocabulary = vocabulary }

  mutating func typed(_ reading: RateReading) -> RateRules? {
    var entries: [RateRules.Entry] = []
    for rate in reading.rates {
      guard let millionths = percentage(rate.percent) else { return nil }
      var entry = RateRules.Entry(rate: rate, millionths: millionths)
      if let text = rate.condition {
        guard let condition = condition(text) else { return nil }
        entry.condition = condition
      }
      entries.append(entry)
    }
    guard !entries.isEmpty else { return nil }
    guard let grant = sum(entries, total: "total-cost", lines: "lines", of: nil),
      let own = sum(entries, total: "its cost", lines: "its lines", of: "participants")
    else {
      if let first = entries.first {
        diagnostics.append(
          first.rate.origin.diagnostic(
            code: "call.rates", "these rates are too many, or too fine, to be added up",
            help: "use fewer of them"))
      }
      return nil
    }
    return RateRules(reading: reading, entries: entries, grant: grant, ownGrant: own)
  }

  mutating func typed(_ cap: GrantCap) -> CapRule? {
    let owner: String? = cap.owner == .participant ? "participants" : nil
    switch RuleReader.quantity(
      in: cap.amount.file, at: cap.amount.range, of: owner, vocabulary: vocabulary)
    {
    case .failure(let refused):
      diagnostics.append(refused.diagnostic)
      return nil
    case .success(let amount):
      guard amount.type == .money else {
        report("a cap is an amount of money", cap.amount, help: "write it as in 'EUR 60 000'")
        return nil
      }
      var result = CapRule(cap: cap, amount: amount)
      if let text = cap.condition {
        guard let condition = condition(text) else { return nil }
        result.condition = condition
      }
      return result
    }
  }

  mutating func typed(_ indirect: IndirectRate) -> IndirectRule? {
    guard let millionths = percentage(indirect.percent) else { return nil }
    var result = IndirectRule(indirect: indirect, millionths: millionths)
    if let text = indirect.base {
      guard let base = condition(text) else { return nil }
      result.base = base
    }
    return result
  }

  // MARK: Parts

  /// A percentage, or a parameter that is one.
  private mutating func percentage(_ text: RuleText) -> Int64? {
    var literal = vocabulary.parameters[text.text]
    if literal == nil {
      switch RuleReader.literal(in: text.file, at: text.range) {
      case .success(let found): literal = found
      case .failure(let refused):
        diagnostics.append(refused.diagnostic)
        return nil
      }
    }
    guard case .share(let millionths)? = literal else {
      report("a rate is a percentage", text, help: "write it as in '90 %'")
      return nil
    }
    return millionths
  }

  private mutating func condition(_ text: RuleText) -> RecordCondition? {
    switch RuleReader.condition(
      in: text.file, at: text.range, about: "lines", vocabulary: vocabulary)
    {
    case .success(let condition): return condition
    case .failure(let refused):
      diagnostics.append(refused.diagnostic)
      return nil
    }
  }

  private mutating func report(_ message: String, _ text: RuleText, help: String) {
    diagnostics.append(text.origin.diagnostic(code: "call.rates", message, help: help))
  }

  /// What the rates make of some costs: the lowest of them of all costs, and of the lines that have
  /// a higher one the difference, step by step.
  ///
  /// Why in steps: a line whose rate is open then counts with its lowest rate at least and its
  /// highest at most, and never with two at once.
  private func sum(
    _ entries: [RateRules.Entry], total: String, lines: String, of owner: String?
  ) -> Quantity? {
    let values = Set(entries.map(\.millionths)).sorted(by: >)
    var terms: [String] = []
    if let lowest = values.last, lowest > 0 || values.count == 1 {
      terms.append("\(Digits.percentage(millionths: Int128(lowest))) of \(total)")
    }
    for (value, next) in zip(values, values.dropFirst()) {
      guard let lines = Self.having(value, entries[...], lines) else { continue }
      terms.append("\(Digits.percentage(millionths: Int128(value - next))) of cost of \(lines)")
    }
    return RuleReader.quantity(
      terms.joined(separator: " plus "), of: owner, vocabulary: vocabulary)
  }

  /// The lines that have a rate or a higher one.
  private static func having(
    _ value: Int64, _ entries: ArraySlice<RateRules.Entry>, _ lines: String
  ) -> String? {
    switch test(value, entries) {
    case .always: lines
    case .never: nil
    case .when(let condition): "\(lines) whose (\(condition))"
    }
  }

  /// On what it depends that the first rate that fits is a rate or a higher one.
  private enum Test {
    case always, never
    case when(String)
  }

  private static func test(_ value: Int64, _ entries: ArraySlice<RateRules.Entry>) -> Test {
    guard let first = entries.first else { return .never }
    let isEnough = first.millionths >= value
    guard let own = first.rate.condition?.text else { return isEnough ? .always : .never }
    switch (isEnough, test(value, entries.dropFirst())) {
    case (true, .always): return .always
    case (true, .never): return .when("(\(own))")
    case (true, .when(let rest)): return .when("(\(own)) or (\(rest))")
    case (false, .never): return .never
    case (false, .always): return .when("not (\(own))")
    case (false, .when(let rest)): return .when("not (\(own)) and (\(rest))")
    }
  }
}
