public import FundingTerms
import RuleLanguage
public import SMEDefinition
public import SourceText
import XMLReading

/// The tables about countries that come with the library: small, and needed for nearly everything.
public struct ReferenceTables: Sendable {
  /// The countries.
  public let countries: CountryTable
  /// The sets of countries.
  public let participation: ParticipationTable
  /// The figures of the SME definition; `nil` where their document cannot be read.
  public let sizes: SizeRules?
  private let keptLabels = Kept<Int, CountryLabels>()
  private let keptDays = Kept<Int, DatedCountries>()

  /// The states as labels of the rule language.
  var countryLabels: CountryLabels { keptLabels.value(for: 0) { CountryLabels(countries) } }

  /// The states and the sets of them as of a day; `nil` for no day in particular.
  func countries(on day: CalendarDate?) -> DatedCountries {
    keptDays.value(for: participation.period(of: day)) { DatedCountries(self, on: day) }
  }

  /// The sets as of a day, as sets of labels by their ids.
  func labelSets(on day: CalendarDate?) -> [String: RuleLanguage.Vocabulary.LabelSet] {
    let countries = countries(on: day)
    var sets = countries.sets
    for (position, id) in countries.open {
      // One number for all sets that are made of the same list as of the same day: what is open in
      // one of them is open in all, and turns out the same.
      sets[id]?.origin = 1 + position + 1_000 * ((day?.dayNumber ?? 0) + 800_000)
    }
    return sets
  }

  /// Loads the tables from a library's folder.
  ///
  /// - Returns: the tables, empty where a document cannot be read, and what is wrong.
  public static func load(
    library folder: String
  ) -> (tables: ReferenceTables, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let reference = folder + "/reference"
    var countries = CountryTable()
    if var document = ReferenceDocument(
      "countries", inFolder: reference, diagnostics: &diagnostics)
    {
      countries = CountryTable(&document)
      diagnostics += document.values.diagnostics
    }
    var participation = ParticipationTable()
    if var document = ReferenceDocument(
      "participation", inFolder: reference, diagnostics: &diagnostics)
    {
      participation = ParticipationTable(&document)
      diagnostics += document.values.diagnostics
    }
    var sizes: SizeRules?
    if var document = ReferenceDocument(
      "enterprise-sizes", inFolder: reference, diagnostics: &diagnostics)
    {
      sizes = SizeRules(&document)
      diagnostics += document.values.diagnostics
    }
    let tables = ReferenceTables(
      countries: countries, participation: participation, sizes: sizes)
    return (tables, diagnostics)
  }
}

/// The tables about regions that come with the library: larger, so loaded only where a consortium
/// or a call speaks of regions.
public struct RegionTables: Sendable {
  /// The regions.
  public let regions: RegionTable
  private let classTable: RegionClassTable
  private let reference: ReferenceTables
  /// The outermost regions, canonical codes of level 2.
  private let outermost: Set<RegionCode>
  private let keptLabels = Kept<Int, RegionLabels>()
  private let keptClasses = Kept<String, [BitSet?]>()

  /// The regions as labels of the rule language.
  var labels: RegionLabels {
    keptLabels.value(for: 0) { RegionLabels(self, reference.countries) }
  }

  /// For each label the classes that its region may have in a period; `nil` where no source says.
  func labelClasses(in period: String?) -> [BitSet?] {
    let labels = labels
    guard let period else { return labels.regions.map { _ in nil } }
    return keptClasses.value(for: period) {
      labels.regions.map { region in
        classes(of: region, period: period).map { found in
          BitSet(found.classes.compactMap { RegionClass.allCases.firstIndex(of: $0) })
        }
      }
    }
  }

  /// Loads the tables from a library's folder.
  ///
  /// - Returns: the tables, empty where a document cannot be read, and what is wrong.
  public static func load(
    library folder: String, reference: ReferenceTables
  ) -> (tables: RegionTables, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let path = folder + "/reference"
    var regions = RegionTable()
    if var document = ReferenceDocument("nuts", inFolder: path, diagnostics: &diagnostics) {
      regions = RegionTable(&document)
      diagnostics += document.values.diagnostics
    }
    var classes = RegionClassTable()
    if var document = ReferenceDocument(
      "region-classes", inFolder: path, diagnostics: &diagnostics)
    {
      classes = RegionClassTable(&document, regions: regions)
      diagnostics += document.values.diagnostics
    }
    var outermost: Set<RegionCode> = []
    if let document = ReferenceDocument("outermost", inFolder: path, diagnostics: &diagnostics) {
      for element in document.root.children(named: "region") {
        if let code = element["code"].flatMap({ RegionCode($0) }) {
          outermost.insert(regions.canonical(code))
        }
      }
    }
    let tables = RegionTables(
      regions: regions, classTable: classes, reference: reference, outermost: outermost)
    return (tables, diagnostics)
  }

  /// Whether a region is an outermost region; unknown for a larger area that holds some.
  public func isOutermost(_ region: RegionCode) -> Truth {
    let possible = regions.levelTwo(of: region)
    let count = possible.count { outermost.contains($0) }
    if count == 0 { return .no }
    return count == possible.count ? .yes : .unknown
  }

  /// The classes that a region of any level may have in a period of cohesion policy such as
  /// `2021-2027`; `nil` where the period's list was not found.
  ///
  /// A region outside the Union has the class `none`; one of the Union that is not listed may have
  /// any of the three.
  public func classes(of region: RegionCode, period: String) -> PossibleClasses? {
    let possible = regions.levelTwo(of: region)
    guard classTable.classes(of: region, period: period) != nil else { return nil }
    let found = possible.reduce(into: PossibleClasses()) { result, code in
      result.formUnion(classes(ofLevelTwo: code, period: period))
    }
    return possible.isEmpty ? unlisted(region, period: period) : found
  }

  private func classes(ofLevelTwo code: RegionCode, period: String) -> PossibleClasses {
    let listed = classTable.classes(of: code, period: period) ?? []
    if !listed.isEmpty { return listed }
    let later = regions.later(of: code).reduce(into: PossibleClasses()) { result, code in
      result.formUnion(classTable.classes(of: code, period: period) ?? [])
    }
    return later.isEmpty ? unlisted(code, period: period) : later
  }

  /// The classes of a region that the period's list does not name.
  private func unlisted(_ region: RegionCode, period: String) -> PossibleClasses {
    let firstYear = CalendarDate(parsing: "\(period.prefix(4))-01-01")
    guard let country = reference.countries.country(of: region) else { return .anyOfTheUnion }
    let membership = reference.participation.membership(
      of: country, in: "member-states", on: firstYear)
    return membership == .no ? PossibleClasses(.none) : .anyOfTheUnion
  }
}
