import FundingCalls
import FundingTerms
import RuleLanguage

/// Places that may be supposed of participants: of those that some rules cannot tell apart, as many as
/// there are, so that participants can be in different ones.
struct SupposedPlaces: Sendable {
  private typealias People = ProposalVocabulary.ParticipantColumn

  /// Labels that belong together.
  private struct Place {
    var country: Int
    /// `nil` where no code tells the region: then it is the participant's own.
    var region: Int?
    var regionClass: Int?
    var outermost: Int
    /// The same number for places that rules cannot tell apart, where they do not count them.
    var kind: Int
  }

  /// All places, those of one kind by turns of their countries.
  private var places: [Place] = []
  /// For each country its places.
  private var own: [[Int]]
  /// For each kind its places.
  private var ofKind: [[Int]] = []
  /// For each region the classes that it may have, of which no source settles one.
  private let classes: [BitSet]
  /// For each kind the class of a place of that kind.
  private var classOfKind: [Int?] = []
  private let regionCount: Int
  private let asksForRegion: Bool
  /// Whether different places are counted.
  let areCounted: Bool

  /// How many kinds of places rules can tell apart.
  var kinds: Int { ofKind.count }

  /// No more kinds than these are told apart.
  private static let mostKinds = 6

  init(_ geography: Geography, _ uses: RuleMentions) {
    let table = ProposalVocabulary.Table.participants.rawValue
    func asks(_ columns: People...) -> Bool {
      uses.looksAt(table: table, columns: columns.map(\.rawValue))
    }
    asksForRegion = asks(.region, .regionClass, .outermost)
    areCounted = uses.counts(table: table, columns: [People.country, .region].map(\.rawValue))
    regionCount = geography.regions.count
    classes = asksForRegion ? (0..<regionCount).map { Self.classes(of: $0, geography) } : []
    own = Array(repeating: [], count: geography.countries.count)
    var found: [(place: Place, kind: [Int], turn: Int)] = []
    for country in geography.countries.indices
    where !uses.isUnsettled(country, table: table, column: People.country.rawValue) {
      let all = Self.places(in: country, geography, asksForRegion: asksForRegion)
      for (turn, place) in all.enumerated() {
        func sort(_ label: Int?, _ column: People) -> Int {
          label.map { uses.sort(of: $0, table: table, column: column.rawValue) } ?? -1
        }
        let kind = [
          sort(place.country, .country), sort(place.region, .region),
          sort(place.regionClass, .regionClass), sort(place.outermost, .outermost),
        ]
        found.append((place, kind, turn))
      }
    }
    var numbers: [[Int]: Int] = [:]
    for (place, kind, _) in found.sorted(by: { $0.turn < $1.turn }) {
      let number = numbers[kind] ?? numbers.count
      guard number < Self.mostKinds else { continue }
      if number == ofKind.count {
        ofKind.append([])
        classOfKind.append(place.regionClass)
      }
      numbers[kind] = number
      var place = place
      place.kind = number
      ofKind[number].append(places.count)
      own[place.country].append(places.count)
      places.append(place)
    }
  }

  /// The places in a country, as ``ProposalChoices`` has them.
  private static func places(
    in country: Int, _ geography: Geography, asksForRegion: Bool
  ) -> [Place] {
    let code = geography.countries[country]
    let none = RegionClass.allCases.firstIndex(of: .none) ?? 0
    let isMember = geography.isMemberState(code)
    let somewhere = Place(
      country: country, region: nil, regionClass: isMember ? nil : none, outermost: 0, kind: 0)
    guard asksForRegion else { return [somewhere] }
    guard let regions = geography.regions(of: code), !regions.isEmpty else {
      return isMember ? [] : [somewhere]
    }
    return regions.flatMap { region in
      let outermost = geography.isOutermost(BitSet(CollectionOfOne(region))) == .yes ? 1 : 0
      let all = isMember ? Self.classes(of: region, geography) : BitSet(CollectionOfOne(none))
      return all.map {
        Place(country: country, region: region, regionClass: $0, outermost: outermost, kind: 0)
      }
    }
  }

  private static func classes(of region: Int, _ geography: Geography) -> BitSet {
    geography.classes(of: BitSet(CollectionOfOne(region)))
      ?? BitSet(below: RegionClass.allCases.count - 1)
  }

  /// Whether anything may be supposed of the place of a participant.
  func isOpen(_ record: Int, _ facts: borrowing CompactFacts) -> Bool {
    let isCountryOpen = Self.isOpen(record, .country, facts)
    guard asksForRegion else { return isCountryOpen }
    return Self.isOpen(record, .region, facts) || Self.isOpen(record, .regionClass, facts)
  }

  private static func isOpen(
    _ record: Int, _ column: People, _ facts: borrowing CompactFacts
  ) -> Bool {
    facts.candidates(
      table: ProposalVocabulary.Table.participants.rawValue, record: record,
      column: column.rawValue) != nil
  }

  private static func label(
    _ record: Int, _ column: People, _ facts: borrowing CompactFacts
  ) -> Int? {
    facts.label(
      table: ProposalVocabulary.Table.participants.rawValue, record: record,
      column: column.rawValue)
  }

  /// The countries and regions in which somebody is.
  struct Taken {
    fileprivate var countries = BitSet()
    fileprivate var regions = BitSet()
  }

  /// What is taken before anything is supposed.
  func taken(in facts: borrowing CompactFacts) -> Taken {
    var taken = Taken()
    for record in 0..<facts.count(of: ProposalVocabulary.Table.participants.rawValue) {
      if let country = Self.label(record, .country, facts) { taken.countries.insert(country) }
      if let region = Self.label(record, .region, facts) { taken.regions.insert(region) }
    }
    return taken
  }

  /// Supposes that a participant is in a place of a kind: where nobody is yet, if that is wanted and
  /// there is such a place.
  ///
  /// Of a known region of which no source settles the class, it is `regionClass`, a kind's, if it may
  /// be: the same for all who are there.
  func suppose(
    _ kind: Int, apart: Bool, regionClass other: Int, _ record: Int, _ taken: inout Taken,
    _ facts: inout CompactFacts
  ) {
    if let region = Self.label(record, .region, facts) {
      guard region < classes.count else { return }
      let wanted = classOfKind[other].flatMap { classes[region].contains($0) ? $0 : nil }
      guard let label = wanted ?? classes[region].first else { return }
      return suppose(label, .regionClass, record, &facts)
    }
    let country = Self.label(record, .country, facts)
    let all = country.map { own[$0] } ?? ofKind[kind]
    guard let place = best(all, kind, apart: apart, taken) else { return }
    if country == nil { suppose(place.country, .country, record, &facts) }
    let region = place.region ?? regionCount + record
    if apart {
      taken.countries.insert(place.country)
      taken.regions.insert(region)
    }
    guard asksForRegion else { return }
    suppose(region, .region, record, &facts)
    if let regionClass = place.regionClass { suppose(regionClass, .regionClass, record, &facts) }
    suppose(place.outermost, .outermost, record, &facts)
  }

  private func best(_ all: [Int], _ kind: Int, apart: Bool, _ taken: Taken) -> Place? {
    var second: Place?
    var third: Place?
    for index in all {
      let place = places[index]
      guard place.kind == kind else { continue }
      guard apart else { return place }
      third = third ?? place
      guard place.region.map({ !taken.regions.contains($0) }) ?? true else { continue }
      if !taken.countries.contains(place.country) { return place }
      second = second ?? place
    }
    return second ?? third ?? all.first.map { places[$0] }
  }

  private func suppose(
    _ label: Int, _ column: People, _ record: Int, _ facts: inout CompactFacts
  ) {
    guard Self.isOpen(record, column, facts) else { return }
    facts.suppose(
      label: label, table: ProposalVocabulary.Table.participants.rawValue, record: record,
      column: column.rawValue)
  }
}
