import Consortia
import FundingCalls
import FundingTerms
import RuleLanguage

/// Turns a consortium into the columns over which rules are evaluated.
///
/// This is where what is absent becomes unknown, and where what follows from other facts is
/// concluded: a region tells the country, a kind `public-body` that the body is public, a known
/// coordinator that nobody else coordinates.
struct ProposalFacts {
  let consortium: Consortium
  let geography: Geography
  let vocabulary: RuleLanguage.Vocabulary
  /// What the call asks applicants to declare.
  let declarations: [Declaration]
  /// The strand in which the call is assessed, by the label of the call; it prevails over the
  /// proposal's.
  let strand: String?
  /// What is known already of the same consortium for other calls.
  var common: CommonFacts?

  typealias Participants = ProposalVocabulary.ParticipantColumn
  typealias Lines = ProposalVocabulary.LineColumn
  typealias Awards = ProposalVocabulary.AwardColumn
  typealias Aids = ProposalVocabulary.AidColumn
  typealias Project = ProposalVocabulary.ProjectFact

  /// The facts, and the lines in the order of their records.
  func make() -> (facts: Facts, lines: [LineOrigin]) {
    let tables = common?.tables(of: self) ?? makeTables()
    let lines = tables.lines
    var facts = Facts(
      project: [], tables: [participantTable(), tables.lineTable, tables.awards, tables.aids])
    let total = totalCost(lines)
    facts.project = projectFacts(total: total.fact)
    if let pool = total.pool { facts.pools.append(pool) }
    if let pool = grantPool() { facts.pools.append(pool) }
    return (facts, lines)
  }

  /// The tables of all but participants.
  func makeTables() -> CommonFacts.Tables {
    let lines = lineOrigins()
    return CommonFacts.Tables(
      lines: lines, lineTable: table(of: lines), awards: awardTable(), aids: aidTable())
  }

  // MARK: Participants

  private func participantTable() -> Facts.Table {
    let people = consortium.participants
    let known = common?.people(of: self) ?? makePeople()
    let declared = declarations.filter { $0.of == .participant }.map { declaration in
      labels(people.map { value(of: declaration, in: $0.declarations) })
    }
    return Facts.Table(
      count: people.count, columns: known.columns + declared, groups: known.groups,
      assumedGroups: BitSet(people.indices.filter { people[$0].group == nil }))
  }

  /// What participants are, but for what the call asks them to declare.
  func makePeople() -> CommonFacts.People {
    let people = consortium.participants
    let places = self.places
    let groups = self.groups
    let columns: [Facts.Column] = Participants.allCases.map { column in
      switch column {
      case .country: return labels(places.map(\.country))
      case .region: return labels(places.map(\.region))
      case .regionClass: return labels(places.map(\.regionClass))
      case .outermost: return labels(places.map(\.outermost))
      case .kind: return labels(people.map(kind))
      case .role: return labels(people.map(role))
      case .group: return labels(groups.map { Label.known($0) })
      case .nonProfit: return labels(people.map { Label($0.nonProfit) })
      case .publicBody: return labels(people.map(publicBody))
      case .sme: return labels(people.map { Label($0.sme ?? $0.size?.isSME) })
      case .founded:
        return numbers(
          people.map { $0.founded.map { Int64($0.dayNumber) } },
          Facts.Bounds(lower: nil, upper: nil))
      case .controlledFrom:
        return labels(
          people.map { person in
            person.controlledFrom.flatMap(geography.index(of:)).map { .known($0) } ?? .anything
          })
      case .headcount: return numbers(people.map { $0.headcount?.hundredths })
      case .turnover: return numbers(people.map { $0.turnover?.cents })
      case .balanceSheet: return numbers(people.map { $0.balanceSheet?.cents })
      case .requestedGrant: return numbers(people.map { $0.requestedGrant?.cents })
      case .cost:
        return .sums(
          table: ProposalVocabulary.Table.lines.rawValue, column: Lines.cost.rawValue)
      case .represents:
        return .lists(
          Facts.ListColumn(
            values: people.map { person in
              person.represents.map { kinds in
                BitSet(kinds.compactMap { Kind.allCases.firstIndex(of: $0) })
              }
            }))
      case .size: return labels(people.map(size))
      }
    }
    return CommonFacts.People(columns: columns, groups: groups)
  }

  /// A number for each control group; a partner without a group is one of its own.
  private var groups: [Int] {
    var numbers: [String: Int] = [:]
    var next = consortium.participants.count
    return consortium.participants.enumerated().map { index, person in
      guard let group = person.group else { return index }
      if let number = numbers[group] { return number }
      numbers[group] = next
      next += 1
      return next - 1
    }
  }

  private func role(_ person: Participant) -> Label {
    if let role = person.role { return Label(role, in: Role.allCases) }
    var possible = BitSet(below: Role.allCases.count)
    if consortium.coordinator != nil, let index = Role.allCases.firstIndex(of: .coordinator) {
      possible.remove(index)
    }
    return .oneOf(possible)
  }

  private func kind(_ person: Participant) -> Label {
    guard person.kind == nil, person.publicBody == false else {
      return Label(person.kind, in: Kind.allCases)
    }
    return .oneOf(BitSet(Kind.allCases.indices.filter { Kind.allCases[$0] != .publicBody }))
  }

  private func publicBody(_ person: Participant) -> Label {
    if let known = person.publicBody { return Label(known) }
    return person.kind == .publicBody ? .known(1) : .oneOf(BitSet(below: 2))
  }

  /// How large a participant may be: whether it is an SME leaves out some sizes.
  private func size(_ person: Participant) -> Label {
    guard person.size == nil, let sme = person.sme else {
      return Label(person.size, in: EnterpriseSize.allCases)
    }
    let sizes = EnterpriseSize.allCases
    let possible = BitSet(sizes.indices.filter { sizes[$0].isSME == sme })
    return possible.only.map { .known($0) } ?? .oneOf(possible)
  }

  // MARK: Places

  private struct PlaceLabels {
    var country = Label.anything
    var region = Label.anything
    var regionClass = Label.anything
    var outermost = Label.oneOf(BitSet(below: 2))
  }

  private var places: [PlaceLabels] {
    let stated = consortium.participants.indices.filter {
      consortium.participants[$0].region != nil
    }
    let regions = geography.regions(
      ofEach: stated.compactMap { consortium.participants[$0].region })
    let candidates = Dictionary(uniqueKeysWithValues: zip(stated, regions))
    var inStates: [CountryCode: BitSet] = [:]
    return consortium.participants.enumerated().map { index, person in
      var result = place(person, candidates[index])
      if case .anything = result.region, person.region == nil, let country = person.country,
        geography.isOutsideNUTS(country)
      {
        // Why: no code says in which region of such a state a partner is, so that its own differs
        // from those of partners in other states, and may be that of others in the same.
        let others = inStates[country] ?? BitSet()
        let own = geography.regions.count + index
        inStates[country] = others.union(BitSet(CollectionOfOne(own)))
        result.region =
          others.isEmpty ? .known(own) : .unsettled(others.union(BitSet(CollectionOfOne(own))))
      }
      // An outermost region's own code says so even where the region has no code of its own.
      if person.isOutermost == true { result.outermost = .known(1) }
      return result
    }
  }

  /// Where a participant is, given the regions that its own may stand for.
  private func place(_ person: Participant, _ stated: BitSet?) -> PlaceLabels {
    var result = PlaceLabels()
    var candidates = stated.flatMap { $0.isEmpty ? nil : $0 }
    var country = person.country
    if country == nil, let candidates {
      let states = geography.countries(of: candidates)
      if states.count == 1 { country = states.first }
    }
    if let country {
      if let index = geography.index(of: country) { result.country = .known(index) }
      if candidates == nil { candidates = geography.regions(of: country) }
      if !geography.isMemberState(country) {
        result.regionClass = Label(RegionClass.none, in: RegionClass.allCases)
        result.outermost = .known(0)
      }
    }
    guard let candidates, !candidates.isEmpty else { return result }
    result.region = candidates.only.map { .known($0) } ?? .oneOf(candidates)
    if let country, !geography.isMemberState(country) { return result }
    switch geography.isOutermost(candidates) {
    case .yes: result.outermost = .known(1)
    case .no: result.outermost = .known(0)
    case .unknown: break
    }
    let isOneRegion = candidates.only != nil
    if let classes = geography.classes(of: candidates) {
      if let only = classes.only {
        result.regionClass = .known(only)
      } else {
        result.regionClass = isOneRegion ? .unsettled(classes) : .oneOf(classes)
      }
    } else {
      let all = BitSet(below: RegionClass.allCases.count - 1)
      result.regionClass = isOneRegion ? .unsettled(all) : .oneOf(all)
    }
    return result
  }

  // MARK: Labels

  /// What is known of a label.
  enum Label {
    case known(Int)
    case oneOf(BitSet)
    /// One of several, and no fact of the proposal could say which.
    case unsettled(BitSet)
    case anything

    init(_ truth: Bool?) { self = truth.map { .known($0 ? 1 : 0) } ?? .oneOf(BitSet(below: 2)) }

    init<Term: Equatable>(_ term: Term?, in terms: [Term]) {
      if let term, let index = terms.firstIndex(of: term) {
        self = .known(index)
      } else {
        self = .oneOf(BitSet(below: terms.count))
      }
    }
  }

  func labels(_ list: [Label]) -> Facts.Column {
    var column = Facts.LabelColumn(values: Array(repeating: 0, count: list.count), known: BitSet())
    for (record, label) in list.enumerated() {
      switch label {
      case .known(let value):
        column.values[record] = value
        column.known.insert(record)
      case .oneOf(let candidates): column.candidates[record] = candidates
      case .unsettled(let candidates):
        column.candidates[record] = candidates
        column.unsettled.insert(record)
      case .anything: break
      }
    }
    return .labels(column)
  }

  func numbers(_ list: [Int64?], _ bounds: Facts.Bounds = .zeroOrMore) -> Facts.Column {
    .numbers(
      Facts.NumberColumn(
        values: list.map { $0 ?? 0 }, known: BitSet(list.indices.filter { list[$0] != nil }),
        bounds: bounds))
  }

  /// What applicants declared under a name; a word that the call does not know is no declaration
  /// that its rules could mean.
  func value(of declaration: Declaration, in declared: [DeclaredFact]) -> Label {
    switch (declared.value(of: declaration.name), declaration.values) {
    case (.truth(let truth), .truth): return .known(truth ? 1 : 0)
    case (.word(let word), .words(let words)):
      return .known(words.firstIndex(of: word) ?? words.count)
    case (.truth(let truth), .words(let words)):
      return truth ? .oneOf(BitSet(below: words.count)) : .known(words.count)
    case (.word, .truth): return .known(1)
    case (nil, .truth): return .oneOf(BitSet(below: 2))
    case (nil, .words): return .anything
    }
  }
}
