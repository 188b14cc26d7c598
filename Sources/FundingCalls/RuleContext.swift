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
    let states = reference.countries.codes.filter {
      reference.countries.match($0)?.country == $0
    }
    let day = call.referenceDate(at: moment)
    let members = Set(
      reference.participation.countries(in: "member-states", on: day, among: states).certain)
    var diagnostics: [Diagnostic] = []
    let geography: Geography
    if call.asksForRegions {
      let loaded = regions()
      diagnostics = loaded.diagnostics
      geography = Geography(
        countries: states, memberStates: members, reference: reference, tables: loaded.tables,
        period: call.regionClassPeriod)
    } else {
      geography = Geography(countries: states, memberStates: members)
    }
    var vocabulary = ProposalVocabulary.make(
      words: ProposalVocabulary.CallWords(call), countries: states.map(\.description),
      countryAliases: aliases(reference, geography), regions: geography.regions.map(\.description))
    for id in reference.participation.ids {
      vocabulary.sets[id] = set(id, on: day, reference, geography)
    }
    for definition in call.definitions.sets {
      guard case .reference(let id, let asOf) = definition.content else { continue }
      guard reference.participation.ids.contains(id) else {
        diagnostics.append(
          definition.origin.diagnostic(
            code: "call.unknown-set",
            "the reference tables have no set '\(PlainText.shown(id))'",
            help: NearMiss.help(for: id, in: reference.participation.ids)))
        continue
      }
      let date: CalendarDate?
      switch asOf {
      case .deadline: date = day
      case .date(let stated): date = stated
      }
      vocabulary.sets[definition.name] = set(id, on: date, reference, geography)
    }
    return (RuleContext(vocabulary: vocabulary, geography: geography), diagnostics)
  }

  private static func set(
    _ id: String, on day: CalendarDate?, _ reference: ReferenceTables, _ geography: Geography
  ) -> RuleLanguage.Vocabulary.LabelSet {
    let (certain, possible) = reference.participation.countries(
      in: id, on: day, among: geography.countries)
    return RuleLanguage.Vocabulary.LabelSet(
      labelType: ProposalVocabulary.LabelKind.country.rawValue,
      certain: BitSet(certain.compactMap(geography.index(of:))),
      possible: BitSet((certain + possible).compactMap(geography.index(of:))),
      origin: possible.isEmpty ? 0 : origin(of: id, on: day, reference))
  }

  /// One number for all sets that are made of the same list as of the same day: what is open in one
  /// of them is open in all, and turns out the same.
  private static func origin(
    of id: String, on day: CalendarDate?, _ reference: ReferenceTables
  ) -> Int {
    let position = reference.participation.ids.firstIndex(of: id) ?? 0
    return 1 + position + 1_000 * ((day?.dayNumber ?? 0) + 800_000)
  }

  /// The Commission's own codes (`EL`, `UK`) name the same countries in rules.
  private static func aliases(_ reference: ReferenceTables, _ geography: Geography)
    -> [String: Int]
  {
    var result: [String: Int] = [:]
    for code in reference.countries.codes {
      if let country = reference.countries.match(code)?.country, country != code {
        result[code.description] = geography.index(of: country)
      }
    }
    return result
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
    return texts.contains { $0.text.contains("region") || $0.text.contains("outermost") }
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
