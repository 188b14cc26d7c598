public import FundingTerms
import SourceText
import XMLReading

/// The regions of NUTS in the versions of 2016, 2021 and 2024.
///
/// A region keeps its identity when only its code changed: `NL35` of 2024 is `NL31` of 2021, its
/// *canonical* code.
public struct RegionTable: Sendable {
  /// All codes, in their order.
  public private(set) var codes: [RegionCode] = []
  /// What the document says of them, in the order of ``codes``.
  private var elements: [Element] = []
  /// The canonical code, in the order of ``codes``.
  private var canonicals: [RegionCode] = []
  private var hasUnreadChildren: [Bool] = []
  private var positions: [RegionCode: Int] = [:]
  /// The later regions in which the area of a region that was split or merged lies.
  private var successors: [RegionCode: [RegionCode]] = [:]

  init() {}

  init(_ document: inout ReferenceDocument) {
    var rows: [(code: RegionCode, element: Element)] = []
    for element in document.root.children(named: "region") {
      if let code = element["code"].flatMap({ RegionCode($0) }) {
        rows.append((code, element))
      } else {
        document.complain(about: "code", of: element)
      }
    }
    rows.sort { $0.code < $1.code }
    codes.reserveCapacity(rows.count)
    positions.reserveCapacity(rows.count)
    for (code, element) in rows {
      positions[code] = codes.count
      codes.append(code)
      elements.append(element)
      canonicals.append(element["same-as"].flatMap { RegionCode($0) } ?? code)
      hasUnreadChildren.append(element["children"] == "not-read")
      if let became = element["became"] {
        successors[code] = became.blankSeparated.compactMap { RegionCode($0) }
      }
    }
  }

  /// Whether there is a region of a code, in any version.
  public func contains(_ code: RegionCode) -> Bool {
    if positions[code] != nil { return true }
    guard code.level == 3, let parent = code.ancestor(level: 2) else { return false }
    return positions[parent].map { hasUnreadChildren[$0] } ?? false
  }

  /// Whether any region of a country is known; of some countries none is.
  public func covers(_ country: RegionCode) -> Bool { positions[country] != nil }

  /// The name of a region; `nil` where there is none of that code.
  public func name(of code: RegionCode) -> String? {
    positions[code].map { elements[$0]["name"] ?? code.description }
  }

  /// The code that stands for a region under all its codes.
  public func canonical(_ code: RegionCode) -> RegionCode {
    positions[code].map { canonicals[$0] } ?? code
  }

  /// Whether two codes of level 2 are of the same region.
  ///
  /// Unknown where one is of a region that was split or merged, and the other of what it became.
  public func areSame(_ left: RegionCode, _ right: RegionCode) -> Truth {
    let (a, b) = (canonical(left), canonical(right))
    if a == b { return .yes }
    return later(of: a).contains(b) || later(of: b).contains(a) ? .unknown : .no
  }

  /// The canonical regions of level 2 in which something with a code lies: one for a code of level 2
  /// or 3 (several only where a region was divided), all of them for a code above; none where no
  /// region is known. Extra-regio territory is left out.
  public func levelTwo(of code: RegionCode) -> [RegionCode] {
    switch code.level {
    case 2: return [canonical(code)]
    case 3:
      let same = canonical(code)
      let areas = successors[same] ?? [same]
      return unique(areas.compactMap { $0.ancestor(level: 2).map(canonical) })
    default:
      return unique(
        within(code).filter { $0.level == 2 && !Self.isExtraRegio($0) }
          .flatMap { [canonical($0)] + later(of: $0) })
    }
  }

  /// For each of the regions of one consortium, the regions of level 2 that it may be, so that they
  /// can be compared with each other.
  ///
  /// A region that was split is taken as what it became only where another partner is in one of
  /// those: two codes of one version are two regions.
  public func levelTwo(ofEach codes: [RegionCode]) -> [[RegionCode]] {
    let plain = codes.map { levelTwo(of: $0) }
    let present = Set(plain.filter { $0.count == 1 }.joined())
    return plain.map { regions in
      unique(
        regions.flatMap { region in
          let later = later(of: region)
          return later.contains(where: present.contains) ? later : [region]
        })
    }
  }

  /// The regions of all levels within a region, itself included, in the order of their codes.
  public func within(_ region: RegionCode) -> ArraySlice<RegionCode> {
    let start = codes.partitioningIndex { $0 >= region }
    return codes[start...].prefix { $0.isWithin(region) }
  }

  /// The regions that a region of level 2 became, canonical; none where it still is what it was.
  func later(of region: RegionCode) -> [RegionCode] {
    (successors[region] ?? []).map(canonical)
  }

  /// Whether a code stands for territory outside any region: only `Z` after the country.
  static func isExtraRegio(_ code: RegionCode) -> Bool {
    code.level > 0 && code.description.dropFirst(2).allSatisfy { $0 == "Z" }
  }

  private func unique(_ regions: [RegionCode]) -> [RegionCode] {
    regions.count < 2 ? regions : Set(regions).sorted()
  }
}

extension Array {
  /// The first index from which on a condition holds, given that it holds for a tail of the array.
  fileprivate func partitioningIndex(where holds: (Element) -> Bool) -> Int {
    var range = startIndex..<endIndex
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range = holds(self[middle]) ? range.lowerBound..<middle : (middle + 1)..<range.upperBound
    }
    return range.lowerBound
  }
}
