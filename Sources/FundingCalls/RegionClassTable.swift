public import FundingTerms
import SourceText
import XMLReading

/// The classes that a region may have: one where its class is known, several where it is not.
public struct PossibleClasses: OptionSet, Sendable, Hashable {
  /// One bit a class, in the order of `RegionClass.allCases`.
  public let rawValue: UInt8

  /// Classes by their bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// One class.
  public init(_ single: RegionClass) {
    let index = RegionClass.allCases.firstIndex(of: single) ?? 0
    self.init(rawValue: 1 << UInt8(index))
  }

  /// The three classes of cohesion policy: a region of the Union of which the class is not known.
  public static let anyOfTheUnion: PossibleClasses = [
    PossibleClasses(.lessDeveloped), PossibleClasses(.transition), PossibleClasses(.moreDeveloped),
  ]

  /// The classes, in the order of `RegionClass.allCases`.
  public var classes: [RegionClass] {
    RegionClass.allCases.filter { contains(PossibleClasses($0)) }
  }

  /// The class, where only one is possible.
  public var single: RegionClass? { classes.count == 1 ? classes.first : nil }

  /// Whether the region has a class.
  public func has(_ regionClass: RegionClass) -> Truth {
    guard contains(PossibleClasses(regionClass)) else { return .no }
    return classes.count == 1 ? .yes : .unknown
  }
}

/// The classes of regions by period of cohesion policy, by canonical code of level 2.
struct RegionClassTable: Sendable {
  private var periods: [String: [RegionCode: PossibleClasses]] = [:]

  init() {}

  init(_ document: inout ReferenceDocument, regions: RegionTable) {
    for period in document.root.children(named: "period") where period["stated"] == "yes" {
      var classes: [RegionCode: PossibleClasses] = [:]
      for element in period.children(named: "region") {
        guard let code = element["code"].flatMap({ RegionCode($0) }),
          let first: RegionClass = document.values.word("class", of: element)
        else {
          document.complain(about: "code", of: element)
          continue
        }
        var possible = PossibleClasses(first)
        if let other: RegionClass = document.values.word("or", of: element) {
          possible.insert(PossibleClasses(other))
        }
        classes[regions.canonical(code), default: []].formUnion(possible)
      }
      periods[period["id"] ?? ""] = classes
    }
  }

  /// The possible classes of a canonical region in a period; `nil` where the period's list was not
  /// found, an empty set where the region is not in it.
  func classes(of region: RegionCode, period: String) -> PossibleClasses? {
    periods[period].map { $0[region] ?? [] }
  }
}
