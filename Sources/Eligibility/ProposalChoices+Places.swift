import Consortia
import FundingCalls
import FundingTerms
import RuleLanguage

/// Where participants may be.
extension ProposalChoices {
  /// Country, region and class belong together: they are one choice.
  func placeChoices(_ record: Int, _ person: Participant, _ path: String) -> [Choice] {
    let columns = [Participants.region, .regionClass, .outermost].map(\.rawValue)
    let country = Participants.country.rawValue
    let asksForRegion = uses.looksAt(table: Self.participants, columns: columns)
    let asksForCountry = uses.looksAt(table: Self.participants, columns: [country])
    let labels = facts.tables[Self.participants].columns[Participants.region.rawValue]
    guard case .labels(let regions) = labels else { return [] }
    let isRegionKnown = regions.known.contains(record)
    var options: [[Choice.Setting]] = []
    func label(_ column: Int, _ value: Int) -> Choice.Setting {
      .label(table: Self.participants, record: record, column: column, value)
    }
    let states =
      person.country.flatMap(proposal.geography.index(of:)).map { [$0] }
      ?? Array(proposal.geography.countries.indices)
    if asksForRegion, !isRegionKnown {
      for state in states { options += regionOptions(record, state, regions, label) }
    } else if asksForCountry, person.country == nil, !isRegionKnown {
      options = states.map { [label(country, $0)] }
    }
    guard !options.isEmpty else { return [] }
    let names =
      person.country == nil && person.region == nil
      ? [path + "country"] + (asksForRegion ? [path + "region"] : []) : [path + "region"]
    return [Choice(names: names, options: options)]
  }

  private func regionOptions(
    _ record: Int, _ state: Int, _ known: Facts.LabelColumn,
    _ label: (Int, Int) -> Choice.Setting
  ) -> [[Choice.Setting]] {
    let geography = proposal.geography
    let country = geography.countries[state]
    let country0 = label(Participants.country.rawValue, state)
    let none = RegionClass.allCases.firstIndex(of: .none) ?? 0
    var candidates = geography.regions(of: country) ?? BitSet()
    if let possible = known.candidates[record] { candidates = candidates.intersection(possible) }
    let isMember = geography.isMemberState(country)
    guard !candidates.isEmpty else {
      // A state without regions in the tables: nothing is known of the region but that it has no
      // class, where the state is none of the Union's.
      if known.candidates[record] != nil { return [] }
      guard !isMember else { return [[country0]] }
      return outsideNUTS(record, country).map { region in
        [
          country0, label(Participants.region.rawValue, region),
          label(Participants.regionClass.rawValue, none),
          label(Participants.outermost.rawValue, 0),
        ]
      }
    }
    return candidates.flatMap { region -> [[Choice.Setting]] in
      let one = BitSet(CollectionOfOne(region))
      let base = [
        country0, label(Participants.region.rawValue, region),
        label(Participants.outermost.rawValue, geography.isOutermost(one) == .yes ? 1 : 0),
      ]
      let classes =
        isMember
        ? geography.classes(of: one) ?? BitSet(below: RegionClass.allCases.count - 1)
        : BitSet(CollectionOfOne(none))
      return classes.map { base + [label(Participants.regionClass.rawValue, $0)] }
    }
  }

  /// The regions of a state without NUTS codes in which a partner may be: that of another partner
  /// who is there or may be, or one of its own.
  private func outsideNUTS(_ record: Int, _ country: CountryCode) -> [Int] {
    let people = proposal.consortium.participants
    let others = people.indices.filter { other in
      people[other].country == country || people[other].country == nil && other < record
    }
    return ([record] + others.filter { $0 != record }).map { proposal.geography.regions.count + $0 }
  }

  /// Partners in one state without NUTS codes: nothing says which of them are in one region.
  func unsettledRegions() -> [Choice] {
    let column = Participants.region.rawValue
    guard case .labels(let regions) = facts.tables[Self.participants].columns[column] else {
      return []
    }
    return regions.unsettled.compactMap { record in
      regions.candidates[record].map { candidates in
        Choice(
          names: [],
          options: candidates.map {
            [.label(table: Self.participants, record: record, column: column, $0)]
          })
      }
    }
  }

  /// Regions of which no source settles the class: one choice for all partners there.
  func unsettledClasses() -> [Choice] {
    let columns = facts.tables[Self.participants].columns
    guard case .labels(let classes) = columns[Participants.regionClass.rawValue],
      case .labels(let regions) = columns[Participants.region.rawValue]
    else { return [] }
    var records: [Int: [Int]] = [:]
    for record in classes.unsettled { records[regions.values[record], default: []].append(record) }
    return records.keys.sorted().compactMap { region in
      guard let own = records[region], let first = own.first,
        let candidates = classes.candidates[first]
      else { return nil }
      return Choice(
        names: [],
        options: candidates.map { label in
          own.map { record in
            .label(
              table: Self.participants, record: record,
              column: Participants.regionClass.rawValue, label)
          }
        })
    }
  }
}
