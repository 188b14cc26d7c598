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
    let sets = reference.labelSets(on: day)
    vocabulary.sets = sets.merging(vocabulary.sets) { first, _ in first }
    for definition in call.definitions.sets {
      guard case .reference(let id, let asOf) = definition.content else { continue }
      let date: CalendarDate?
      switch asOf {
      case .deadline: date = day
      case .date(let stated): date = stated
      }
      guard let set = (date == day ? sets : reference.labelSets(on: date))[id] else {
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
    var words: Set<String> = []
    for text in textsOfConditions {
      words.formUnion(RuleReader.words(in: text.file, at: text.range))
    }
    return words
  }

  /// The rules and amounts of the call, but for its rates.
  private var textsOfConditions: [RuleText] {
    var texts: [RuleText] = []
    for requirement in requirements {
      for reading in requirement.readings { texts.append(reading.rule) }
      if let applies = requirement.applies { texts.append(applies) }
    }
    for amount in definitions.amounts { texts.append(amount.quantity) }
    return texts
  }

  /// What the rules of the call speak of.
  private var subjectsOfRules: RuleSubjects {
    var subjects: RuleSubjects = []
    for text in textsOfConditions { subjects.formUnion(text.subjects) }
    for text in rates?.texts ?? [] { subjects.formUnion(text.subjects) }
    return subjects
  }

  /// Whether a rule of the call speaks of regions, so that the regional tables are needed.
  var asksForRegions: Bool {
    subjectsOfRules.contains(.regions) || definitions.sets.contains { $0.of == .region }
      || definitions.tables.contains { $0.keys.contains { $0.hasPrefix("region") } }
  }

  /// Whether a rule of the call may name words of which there is no list.
  var asksForOpenWords: Bool {
    subjectsOfRules.contains(.openWords) || !definitions.tables.isEmpty
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
