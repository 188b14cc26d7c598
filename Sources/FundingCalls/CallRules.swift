import FundingTerms
import RuleLanguage
import SourceText

/// The rules of a call (in one of its strands) as they are in force and known on a day: typed, ready
/// to be evaluated.
///
/// Reading a call leaves its rules as text; they are typed only when somebody asks the call
/// something, so that listing a large library costs nothing for them.
public struct CallRules: Sendable {
  /// A rule with the reading that it states.
  public struct TypedReading: Sendable {
    /// The reading.
    public var reading: Reading
    /// Its rule.
    public var rule: Rule
  }

  /// A requirement with its rules.
  public struct TypedRequirement: Sendable {
    /// The requirement.
    public var requirement: Requirement
    /// When it applies; `nil`: always.
    public var applies: Rule?
    /// The readings in force; none where the sources do not state the condition.
    public var readings: [TypedReading]
  }

  /// The words of the rules.
  public var vocabulary: RuleLanguage.Vocabulary
  /// The requirements that could be typed, in the call's order.
  public var requirements: [TypedRequirement] = []
  /// The rates in force: one reading, or several where the sources disagree; none where they are
  /// not stated.
  public var rates: [RateRules] = []
  /// The amounts that a grant may not exceed.
  public var caps: [CapRule] = []
  /// The flat rate of indirect costs.
  public var indirect: IndirectRule?

  /// The rules of a call: what cannot be typed is left out and said.
  ///
  /// - `date` is the day of the assessment: parameters and readings are those in force then.
  /// - `sets` are the named sets that the reference tables give, as of the call's deadline; they
  ///   take a name and the day.
  public static func of(
    _ call: Call, on date: CalendarDate, vocabulary: RuleLanguage.Vocabulary
  ) -> (rules: CallRules, diagnostics: [Diagnostic]) {
    var typist = RuleTypist(vocabulary: vocabulary, date: date)
    typist.define(call.definitions)
    if let rates = call.rates { typist.define(rates) }
    var rules = CallRules(vocabulary: typist.vocabulary)
    (rules.rates, rules.caps, rules.indirect) = (typist.rates, typist.caps, typist.indirect)
    for requirement in call.requirements {
      if let typed = typist.typed(requirement) { rules.requirements.append(typed) }
    }
    return (rules, typist.diagnostics)
  }
}

/// Types the texts of a call one after the other and collects what is wrong with them.
private struct RuleTypist {
  var vocabulary: RuleLanguage.Vocabulary
  let date: CalendarDate
  var rates: [RateRules] = []
  var caps: [CapRule] = []
  var indirect: IndirectRule?
  var diagnostics: [Diagnostic] = []

  mutating func define(_ definitions: Definitions) {
    for set in definitions.sets { define(set) }
    for parameter in definitions.parameters {
      guard let text = parameter.value(on: date) else { continue }
      switch RuleReader.literal(in: text.file, at: text.range) {
      case .success(let literal): vocabulary.parameters[parameter.name] = literal
      case .failure(let refused): diagnostics.append(refused.diagnostic)
      }
    }
    for table in definitions.tables {
      var typist = TableTypist(table, vocabulary: vocabulary)
      vocabulary.lookUps[table.id] = typist.typed()
      diagnostics += typist.diagnostics
    }
    define(definitions.amounts)
  }

  /// A set whose members the call itself names; sets of the reference tables are known already.
  private mutating func define(_ set: SetDefinition) {
    guard case .members(let members) = set.content else { return }
    let kind = set.of.labelKind
    let type = vocabulary.labelTypes[kind.rawValue]
    var labels = BitSet()
    for member in members {
      if let index = type.index(of: member) {
        labels.insert(index)
      } else {
        diagnostics.append(
          set.origin.diagnostic(
            code: "call.unknown-label",
            "'\(PlainText.shown(member))' in the set '\(set.name)' is no \(type.name)",
            help: NearMiss.help(for: member, in: type.labels)))
      }
    }
    vocabulary.sets[set.name] = .init(
      labelType: kind.rawValue, certain: labels, possible: labels)
  }

  /// Amounts in the order in which they need each other; a circle is an error at its first amount.
  private mutating func define(_ amounts: [AmountDefinition]) {
    guard !amounts.isEmpty else { return }
    let names = Set(amounts.map(\.name))
    var waiting = amounts.map { (amount: $0, needs: needs($0, names)) }
    while !waiting.isEmpty {
      let open = Set(waiting.map(\.amount.name))
      guard let next = waiting.first(where: { $0.needs.isDisjoint(with: open) })?.amount else {
        let circle = waiting.map { "'\($0.amount.name)'" }.joined(separator: ", ")
        diagnostics.append(
          waiting[0].amount.origin.diagnostic(
            code: "call.cycle", "the named amounts \(circle) need each other in a circle",
            help: "define one of them without the others"))
        return
      }
      waiting.removeAll { $0.amount.name == next.name }
      switch RuleReader.quantity(
        in: next.quantity.file, at: next.quantity.range, vocabulary: vocabulary)
      {
      case .success(let quantity): vocabulary.amounts[next.name] = quantity
      case .failure(let refused): diagnostics.append(refused.diagnostic)
      }
    }
  }

  private func needs(_ amount: AmountDefinition, _ names: Set<String>) -> Set<String> {
    RuleReader.words(in: amount.quantity.file, at: amount.quantity.range).intersection(names)
  }

  /// The rates, by which rules may name what they make of the costs.
  mutating func define(_ stated: Rates) {
    var typist = RateTypist(vocabulary)
    for reading in stated.readings {
      guard let typed = typist.typed(reading), reading.validity.holds(on: date) else { continue }
      rates.append(typed)
    }
    caps = stated.caps.compactMap { typist.typed($0) }
    indirect = stated.indirect.flatMap { typist.typed($0) }
    diagnostics += typist.diagnostics
    if let first = rates.first { use(first) }
  }

  /// Makes `eligible-grant` mean what one reading of the rates says.
  private mutating func use(_ rates: RateRules) {
    vocabulary.amounts[RateRules.name] = rates.grant
    let table = ProposalVocabulary.Table.participants.rawValue
    vocabulary.ownAmounts[table, default: [:]][RateRules.name] = rates.ownGrant
  }

  mutating func typed(_ requirement: Requirement) -> CallRules.TypedRequirement? {
    var result = CallRules.TypedRequirement(
      requirement: requirement, applies: nil, readings: [])
    if let applies = requirement.applies {
      guard let rule = rule(applies) else { return nil }
      result.applies = rule
    }
    for reading in requirement.readings {
      guard let typed = self.typed(reading) else { return nil }
      if reading.validity.holds(on: date) { result.readings += typed }
    }
    return result
  }

  /// A reading; where its rule names what the rates make of the costs, and the rates have readings
  /// of their own, one for each of those.
  private mutating func typed(_ reading: Reading) -> [CallRules.TypedReading]? {
    guard rates.contains(where: { $0.reading.id != nil }),
      RuleReader.words(in: reading.rule.file, at: reading.rule.range).contains(RateRules.name)
    else {
      return rule(reading.rule).map { [.init(reading: reading, rule: $0)] }
    }
    var result: [CallRules.TypedReading] = []
    for rates in rates {
      use(rates)
      guard let rule = rule(reading.rule) else { return nil }
      var own = reading
      own.id = [reading.id, rates.reading.id].compactMap(\.self).joined(separator: "-")
      own.meaning = rates.reading.meaning ?? reading.meaning
      own.sources = rates.entries.map(\.rate.source)
      result.append(.init(reading: own, rule: rule))
    }
    if let first = rates.first { use(first) }
    return result
  }

  private mutating func rule(_ text: RuleText) -> Rule? {
    switch RuleReader.rule(in: text.file, at: text.range, vocabulary: vocabulary) {
    case .success(let rule): return rule
    case .failure(let refused):
      diagnostics.append(refused.diagnostic)
      return nil
    }
  }
}

extension SetDefinition.MemberKind {
  /// The type of the labels in the set.
  var labelKind: ProposalVocabulary.LabelKind {
    switch self {
    case .country: .country
    case .region: .region
    case .kind: .kind
    case .category: .category
    case .form: .form
    case .recipient: .recipient
    case .regionClass: .regionClass
    case .strand: .strand
    case .objective: .objective
    case .theme: .theme
    }
  }
}
