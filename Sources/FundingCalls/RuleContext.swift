import FundingTerms
import RuleLanguage
import SourceText

/// What the rules of a call mean at a moment: its words, the countries and regions, and the sets of
/// countries as of the call's deadline.
public struct RuleContext: Sendable {
  /// The words of the rules.
  public let vocabulary: RuleLanguage.Vocabulary
  /// Countries and regions as labels of those words.
  public let geography: Geography

  /// The context of a call (in one of its strands).
  ///
  /// `regions` loads the regional tables; it is called only if a rule of the call needs them.
  public static func make(
    for call: Call, at moment: Moment, reference: ReferenceTables,
    regions: () -> (tables: RegionTables, diagnostics: [Diagnostic])
  ) -> (context: RuleContext, diagnostics: [Diagnostic]) {
    let day = call.referenceDate(at: moment)
    let members = reference.countries(on: day).members
    var diagnostics: [Diagnostic] = []
    let geography: Geography
    if call.asksForRegions {
      let loaded = regions()
      diagnostics = loaded.diagnostics
      geography = Geography(
        countries: reference.countryLabels, memberStates: members, tables: loaded.tables,
        period: call.regionClassPeriod)
    } else {
      geography = Geography(countries: reference.countryLabels, memberStates: members)
    }
    var vocabulary = ProposalVocabulary.make(
      words: ProposalVocabulary.CallWords(call), geography: geography)
    for id in reference.participation.ids {
      vocabulary.sets[id] = reference.labelSet(id, on: day)
    }
    for definition in call.definitions.sets {
      guard case .reference(let id, let asOf) = definition.content else { continue }
      let date: CalendarDate?
      switch asOf {
      case .deadline: date = day
      case .date(let stated): date = stated
      }
      guard let set = reference.labelSet(id, on: date) else {
        diagnostics.append(
          definition.origin.diagnostic(
            code: "call.unknown-set",
            "the reference tables have no set '\(PlainText.shown(id))'",
            help: NearMiss.help(for: id, in: reference.participation.ids)))
        continue
      }
      vocabulary.sets[definition.name] = set
    }
    return (RuleContext(vocabulary: vocabulary, geography: geography), diagnostics)
  }
}

extension Call {
  /// The words that stand in the rules and amounts of the call.
  var wordsOfRules: Set<String> {
    let texts =
      requirements.flatMap { requirement in
        requirement.readings.map(\.rule) + [requirement.applies].compactMap(\.self)
      } + definitions.amounts.map(\.quantity)
    return texts.reduce(into: []) { words, text in
      words.formUnion(RuleReader.words(in: text.file, at: text.range))
    }
  }

  /// Whether a rule of the call speaks of regions, so that the regional tables are needed.
  var asksForRegions: Bool {
    let texts =
      requirements.flatMap { requirement in
        requirement.readings.map(\.rule) + [requirement.applies].compactMap(\.self)
      } + definitions.amounts.map(\.quantity) + (rates?.texts ?? [])
    if definitions.sets.contains(where: { $0.of == .region }) { return true }
    if definitions.tables.contains(where: { $0.keys.contains { $0.hasPrefix("region") } }) {
      return true
    }
    return texts.contains { $0.holds("region") || $0.holds("outermost") }
  }
}

extension Strand {
  /// Whether the strand says anything of its own that a requirement could depend on.
  public var hasOwnRules: Bool {
    !requirements.isEmpty || !drops.isEmpty || rates != nil || !definitions.sets.isEmpty
      || !definitions.parameters.isEmpty || !definitions.amounts.isEmpty
      || !definitions.tables.isEmpty
  }
}
