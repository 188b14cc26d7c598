import Consortia
import FundingCalls
import FundingTerms
import RuleLanguage

/// The facts that some rules look at, and the values that are worth trying for them.
struct WitnessPalette {
  typealias Participants = ProposalVocabulary.ParticipantColumn
  typealias Lines = ProposalVocabulary.LineColumn
  typealias Awards = ProposalVocabulary.AwardColumn
  typealias Aids = ProposalVocabulary.AidColumn
  typealias Project = ProposalVocabulary.ProjectFact
  typealias Table = ProposalVocabulary.Table

  /// Where a participant may be.
  struct Place {
    var country: CountryCode
    var region: RegionCode?
  }

  /// The participants' facts that matter.
  private(set) var participantFacts: Set<Participants> = []
  /// The awards' facts that matter.
  private(set) var awardFacts: Set<Awards> = []
  /// The facts of aid received that matter.
  private(set) var aidFacts: Set<Aids> = []
  /// The project's facts that matter.
  private(set) var projectFacts: Set<Project> = []
  private(set) var asksForLines = false
  private(set) var asksForPurpose = false
  private(set) var asksForWorkPackages = false
  private(set) var asksForAids = false
  private(set) var asksForAwards = false
  private(set) var asksForGroups = false
  private(set) var asksForPlaces = false
  /// How many participants to begin with.
  private(set) var size = 2

  private(set) var places: [Place] = []
  private(set) var countries: [CountryCode] = []
  /// Amounts in cents, counts, days and months that rules name, with those beside them.
  private(set) var amounts: [Int64] = [0, 10_000_00, 1_000_000_00]
  private(set) var counts: [Int64] = [0, 1, 6]
  private(set) var dates: [Int64] = []
  private(set) var durations: [Int64] = [12, 24]
  private(set) var objectives: [String] = []
  private(set) var themes: [String] = []
  private(set) var strands: [String] = []
  /// The words that rules name where nobody lists them, each with one that they do not.
  private(set) var openWords: [ProposalVocabulary.LabelKind: [String]] = [:]
  private(set) var participantDeclarations: [Declaration] = []
  private(set) var proposalDeclarations: [Declaration] = []

  /// The palette of the rules of some goals, as the assessors of their calls see them.
  init(_ goals: [WitnessGoal], views: [Assessor]) {
    for (index, view) in views.enumerated() {
      let mentions = RuleMentions(goals.filter { $0.view == index }.flatMap(\.rules))
      addFacts(mentions, view)
      addFigures(mentions, view)
      addPlaces(mentions, view)
      addOpenWords(mentions, view)
      for term in view.call.vocabulary.objectives where !objectives.contains(term.id) {
        objectives.append(term.id)
      }
      for term in view.call.vocabulary.themes where !themes.contains(term.id) {
        themes.append(term.id)
      }
      for strand in view.call.strands where !strands.contains(strand.id) {
        strands.append(strand.id)
      }
    }
  }

  private mutating func addFacts(_ mentions: RuleMentions, _ view: Assessor) {
    let declarations = view.call.vocabulary.declarations
    let ofParticipants = declarations.filter { $0.of == .participant }
    let ofProposal = declarations.filter { $0.of == .proposal }
    for place in mentions.places {
      switch Table(rawValue: place.table) {
      case .participants:
        if let column = Participants(rawValue: place.column) {
          participantFacts.insert(column)
        } else {
          let index = place.column - ProposalVocabulary.firstDeclarationColumn
          if ofParticipants.indices.contains(index) {
            Self.add(ofParticipants[index], to: &participantDeclarations)
          }
        }
      case .lines:
        asksForLines = true
        if place.column == Lines.forSMEs.rawValue { asksForPurpose = true }
        if place.column == Lines.workPackage.rawValue { asksForWorkPackages = true }
      case .awards:
        if let column = Awards(rawValue: place.column) { awardFacts.insert(column) }
      case .aids: if let column = Aids(rawValue: place.column) { aidFacts.insert(column) }
      case nil:
        if let fact = Project(rawValue: place.column) {
          projectFacts.insert(fact)
        } else {
          let index = place.column - ProposalVocabulary.firstDeclarationFact
          if ofProposal.indices.contains(index) {
            Self.add(ofProposal[index], to: &proposalDeclarations)
          }
        }
      }
    }
    asksForLines =
      asksForLines || mentions.tables.contains(Table.lines.rawValue)
      || projectFacts.contains(.totalCost) || participantFacts.contains(.cost)
    asksForAids = asksForAids || mentions.tables.contains(Table.aids.rawValue)
    asksForAwards = asksForAwards || mentions.tables.contains(Table.awards.rawValue)
    asksForGroups = asksForGroups || mentions.asksForIndependence
    asksForPlaces = !participantFacts.isDisjoint(
      with: [.country, .region, .regionClass, .outermost])
    size = min(8, max(size, mentions.greatestCount))
  }

  private static func add(_ declaration: Declaration, to list: inout [Declaration]) {
    if !list.contains(where: { $0.name == declaration.name }) { list.append(declaration) }
  }

  private mutating func addFigures(_ mentions: RuleMentions, _ view: Assessor) {
    for (type, values) in mentions.figures {
      for value in values.sorted() {
        let near = [value - 1, value, value + 1].filter { $0 >= 0 || type == .date }
        switch type {
        case .money: amounts += near
        case .count: counts += near
        case .date: dates += near
        case .duration: durations += near
        default: break
        }
      }
    }
    if let day = view.call.timetables.compactMap(\.deadlines.last?.at?.date).last {
      dates.append(Int64(day.dayNumber))
    }
    if dates.isEmpty { dates = [20_000] }
  }

  private mutating func addOpenWords(_ mentions: RuleMentions, _ view: Assessor) {
    let kinds: [(ProposalVocabulary.LabelKind, Table?, Int)] = [
      (.regime, .aids, Aids.regime.rawValue), (.scheme, .aids, Aids.scheme.rawValue),
      (.workPackage, .lines, Lines.workPackage.rawValue),
      (.ecosystem, nil, Project.ecosystems.rawValue),
    ]
    for (kind, table, column) in kinds {
      let place = RuleMentions.Place(table: table?.rawValue ?? -1, column: column)
      let named = (mentions.sets[place] ?? []).map(\.certain) + [mentions.lists[place] ?? BitSet()]
      let labels = view.rules.vocabulary.labelTypes[kind.rawValue].labels
      for label in named.joined() where labels.indices.contains(label) {
        if openWords[kind]?.contains(labels[label]) != true {
          openWords[kind, default: []].append(labels[label])
        }
      }
    }
  }

  /// A word where nobody lists them: one that the rules name, or another.
  func word(_ kind: ProposalVocabulary.LabelKind, _ numbers: inout SeededNumbers) -> String {
    ((openWords[kind] ?? []) + ["another"]).randomElement(using: &numbers) ?? "another"
  }

  // MARK: Places

  /// Countries in and outside the sets that rules name, and regions of every class.
  private mutating func addPlaces(_ mentions: RuleMentions, _ view: Assessor) {
    guard places.isEmpty || asksForPlaces else { return }
    let geography = view.geography
    let column = RuleMentions.Place(
      table: Table.participants.rawValue, column: Participants.country.rawValue)
    let sets = mentions.sets[column] ?? []
    var chosen: [CountryCode] = []
    for (index, country) in geography.countries.enumerated() {
      let isNamed = sets.contains { $0.certain.contains(index) }
      let isOutside = !sets.contains { $0.possible.contains(index) }
      let isUsual = geography.isMemberState(country)
      let isKnownOutside = ["CH", "NO", "UA", "US"].contains(country.description)
      if isUsual || isNamed || (isOutside && isKnownOutside) { chosen.append(country) }
    }
    countries = chosen
    let asksForRegions = !participantFacts.isDisjoint(with: [.region, .regionClass, .outermost])
    for country in chosen {
      guard asksForRegions, let regions = geography.regions(of: country) else {
        places.append(Place(country: country))
        continue
      }
      places += Self.regions(regions, geography).map {
        Place(country: country, region: geography.regions[$0])
      }
    }
    if places.isEmpty, let first = geography.countries.first { places = [Place(country: first)] }
  }

  /// Up to three regions of each class, outermost ones apart, whose class is sure.
  private static func regions(_ regions: BitSet, _ geography: Geography) -> [Int] {
    var taken: [String: Int] = [:]
    return regions.filter { region in
      let one = BitSet(CollectionOfOne(region))
      let classes = geography.classes(of: one)
      if let classes, classes.count != 1 { return false }
      let key = "\(classes?.first ?? -1) \(geography.isOutermost(one))"
      taken[key, default: 0] += 1
      return taken[key, default: 0] <= 3
    }
  }
}
