public import FundingTerms
import SourceText
import XMLReading

/// The countries of the world by their codes.
public struct CountryTable: Sendable {
  /// What a code that somebody wrote stands for.
  public struct Match: Sendable, Hashable {
    /// The country; for an outermost region's own code, its state.
    public var country: CountryCode
    /// The NUTS 2 region that the code stands for, where it stands for a part of a state.
    public var region: RegionCode?
    /// Whether the code is that of an outermost region.
    public var isOutermost: Bool
  }

  /// All codes that may be written, aliases and parts of states among them, in their order.
  public private(set) var codes: [CountryCode] = []
  /// The names, in the order of ``codes``; an alias has its country's.
  private var names: [String] = []
  /// What the codes stand for, in the order of ``codes``.
  private var matches: [Match] = []
  private var positions: [CountryCode: Int] = [:]
  /// The code that the Commission prints, where it is not ISO's: `EL` for `GR`.
  private var commissionCodes: [CountryCode: CountryCode] = [:]

  init() {}

  init(_ document: inout ReferenceDocument) {
    var rows: [(code: CountryCode, name: String, match: Match)] = []
    for element in document.root.children(named: "country") {
      guard let code = element["code"].flatMap({ CountryCode($0) }) else {
        document.complain(about: "code", of: element)
        continue
      }
      let name = element["name"] ?? code.description
      let match = Match(
        country: element["part-of"].flatMap { CountryCode($0) } ?? code,
        region: element["region"].flatMap { RegionCode($0) },
        isOutermost: element["outermost"] == "true")
      rows.append((code, name, match))
      for alias in (element["aliases"] ?? "").split(separator: " ") {
        if let alias = CountryCode(alias) { rows.append((alias, name, match)) }
      }
      commissionCodes[code] = element["commission-code"].flatMap { CountryCode($0) }
    }
    rows.sort { $0.code < $1.code }
    codes = rows.map(\.code)
    names = rows.map(\.name)
    matches = rows.map(\.match)
    positions = Dictionary(zip(codes, codes.indices)) { first, _ in first }
  }

  /// What a code stands for; `nil` where no country has it.
  public func match(_ code: CountryCode) -> Match? { positions[code].map { matches[$0] } }

  /// The name of a country, an alias or a part of a state; `nil` where no country has the code.
  public func name(of code: CountryCode) -> String? { positions[code].map { names[$0] } }

  /// The code that the Commission prints for a country.
  public func commissionCode(of code: CountryCode) -> CountryCode { commissionCodes[code] ?? code }

  /// The country of a region; `nil` where its first two letters are none.
  public func country(of region: RegionCode) -> CountryCode? {
    CountryCode(region.description.prefix(2)).flatMap { match($0)?.country }
  }

  /// A country as the region of level 0 that it is: `EL` for Greece.
  public func region(of country: CountryCode) -> RegionCode? {
    RegionCode(commissionCode(of: country).description)
  }
}
