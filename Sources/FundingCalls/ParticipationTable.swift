public import FundingTerms
import SourceText
import XMLReading

/// The sets of countries that calls refer to, with the days of their memberships.
public struct ParticipationTable: Sendable {
  /// A set of countries.
  struct CountrySet: Sendable {
    var title: String
    /// Positions of the sets that are included, those included by them too, and of itself.
    var parts: [Int] = []
    /// What holds for a country without a record for the day.
    var others = Truth.no
    var includesOutermost = false
    var records: [CountryCode: [Record]] = [:]
  }

  /// A membership of some days.
  struct Record: Sendable {
    var from: CalendarDate?
    /// The last day.
    var to: CalendarDate?
    var truth: Truth

    func covers(_ day: CalendarDate) -> Bool {
      (from.map { $0 <= day } ?? true) && (to.map { day <= $0 } ?? true)
    }
  }

  /// The ids of the sets, in the order of the document.
  public private(set) var ids: [String] = []
  private var sets: [CountrySet] = []
  private var positions: [String: Int] = [:]
  /// The days, by their numbers, on which some membership begins or is over, in order.
  private var changes: [Int] = []

  init() {}

  init(_ document: inout ReferenceDocument) {
    var includes: [[Int]] = []
    for element in document.root.children(named: "set") {
      guard let id = element["id"], positions[id] == nil else {
        document.complain(about: "id", of: element)
        continue
      }
      var set = CountrySet(title: element["title"] ?? id)
      set.others = element["others"] == "unknown" ? .unknown : .no
      set.includesOutermost = element["outermost"] == "included"
      for member in element.children(named: "member") {
        Self.add(member, to: &set, &document)
      }
      positions[id] = sets.count
      ids.append(id)
      // Only sets that stand before can be included, so no circle can arise.
      var parts: [Int] = [sets.count]
      for child in element.children(named: "include") {
        guard let name = child["set"], let other = positions[name], other != sets.count else {
          document.complain(about: "set", of: child)
          continue
        }
        parts += includes[other].filter { !parts.contains($0) }
      }
      includes.append(parts)
      set.parts = parts
      sets.append(set)
    }
    let records = sets.lazy.flatMap(\.records.values).joined()
    let days = records.flatMap { record in
      [record.from?.dayNumber, record.to.map { $0.dayNumber + 1 }].compactMap(\.self)
    }
    changes = Set(days).sorted()
  }

  /// A number that two days have in common if no membership of any country differs between them.
  func period(of day: CalendarDate?) -> Int {
    day.map { day in changes.count { $0 <= day.dayNumber } } ?? -1
  }

  private static func add(
    _ member: Element, to set: inout CountrySet, _ document: inout ReferenceDocument
  ) {
    guard let country = member["country"].flatMap({ CountryCode($0) }) else {
      document.complain(about: "country", of: member)
      return
    }
    let from = document.values.date("from", of: member)
    let to = document.values.date("to", of: member)
    // A member for one part of a programme: whether a call is of that part is not known here.
    let isPartial = member["scope"] == "pillar-2"
    let isUncertain = member["certainty"] == "unknown"
    set.records[country, default: []].append(
      Record(from: from, to: to, truth: isUncertain || isPartial ? .unknown : .yes))
  }

  /// The title of a set; `nil` where there is none of that id.
  public func title(of set: String) -> String? { positions[set].map { sets[$0].title } }

  /// Whether the outermost regions of every Member State belong to a set, whatever their state.
  public func includesOutermostRegions(_ set: String) -> Bool {
    positions[set].map { sets[$0].parts.contains { sets[$0].includesOutermost } } ?? false
  }

  /// Whether a country belongs to a set on a day; `nil` where there is no set of that id.
  ///
  /// It is unknown where no source says so, and for a membership that is limited to a part of the
  /// programme. Without a day it is certain only if it holds on every day.
  ///
  /// - Parameter country: as ``CountryTable/match(_:)`` gives it.
  public func membership(
    of country: CountryCode, in set: String, on day: CalendarDate?
  ) -> Truth? {
    positions[set].map { membership(of: country, in: $0, on: day) }
  }

  private func membership(
    of country: CountryCode, in position: Int, on day: CalendarDate?
  ) -> Truth {
    sets[position].parts.reduce(Truth.no) { found, part in
      found || membership(of: country, in: sets[part], on: day)
    }
  }

  private func membership(
    of country: CountryCode, in set: CountrySet, on day: CalendarDate?
  ) -> Truth {
    set.records[country].map { Self.membership(by: $0, in: set, on: day) } ?? set.others
  }

  /// What the records of a country, at least one, tell of its membership.
  private static func membership(
    by records: [Record], in set: CountrySet, on day: CalendarDate?
  ) -> Truth {
    guard let day else {
      let isForEver = records.contains { $0.truth == .yes && $0.from == nil && $0.to == nil }
      return isForEver ? .yes : .unknown
    }
    // A certain record prevails over an unknown one.
    var result: Truth?
    for record in records where record.covers(day) { result = max(result ?? .no, record.truth) }
    return result ?? set.others
  }

  /// For each set, in the order of ``ids``, which of some countries belong to it on a day, and which
  /// may: each country by its number.
  func sets(
    on day: CalendarDate?, numbers: [CountryCode: Int]
  ) -> [(certain: BitSet, possible: BitSet)] {
    let own = sets.map { set in
      var found = (certain: BitSet(), possible: BitSet())
      if set.others == .unknown { found.possible = BitSet(numbers.values) }
      for (country, records) in set.records {
        guard let number = numbers[country] else { continue }
        switch Self.membership(by: records, in: set, on: day) {
        case .yes:
          found.certain.insert(number)
          found.possible.insert(number)
        case .unknown: found.possible.insert(number)
        case .no: found.possible.remove(number)
        }
      }
      return found
    }
    return sets.map { set in
      var found = own[set.parts[0]]
      for part in set.parts.dropFirst() {
        found.certain = found.certain.union(own[part].certain)
        found.possible = found.possible.union(own[part].possible)
      }
      return found
    }
  }
}
