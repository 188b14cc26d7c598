import Consortia
import Eligibility
import FundingCalls
import FundingTerms
import SourceText
import Testing

/// The library and the tables of the package, read once.
enum Package {
  static let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    .joined(separator: "/")
  static let callsFolder = folder + "/Calls"
  static let library = CallLibrary(loading: [callsFolder])
  static let reference = ReferenceTables.load(library: callsFolder).tables
  static let regions = RegionTables.load(library: callsFolder, reference: reference).tables
  static let reader = ConsortiumReader(
    places: PlaceNames(countries: reference.countries) { regions.regions })

  /// An assessor of a call of the library, or of one that a test has written.
  static func assessor(
    _ id: String, on day: String, in library: CallLibrary = Self.library
  ) throws -> Assessor {
    let parts = id.split(separator: "/").map(String.init)
    let call = try #require(library.call(parts[0]), "no call \(id): \(library.diagnostics)")
    let made = Assessor.make(
      for: call, strand: parts.count > 1 ? parts[1] : nil,
      at: .day(try #require(CalendarDate(parsing: day))), reference: reference,
      regions: { (regions, []) })
    return try #require(made.assessor, "\(made.diagnostics)")
  }
}

/// A consortium in the short notation of these tests.
///
/// A line is a participant (`P1`, `P2`, …) in words: its country, role, kind, facts (`region=FRK2`,
/// `nonProfit`, `sme=false`) and costs (`personnel=100.00`, `third-party-support=50:smes`,
/// `travel=10:others`, `travel=?` for an unknown amount, `costs=none` for an empty list). A line that
/// begins with `proposal` has the proposal's facts, one with `award` an award (`V1`, `V2`, …), and
/// `awards=none` is an empty list of them.
struct Notation {
  private var proposal: [String] = []
  private var participants: [String] = []
  private var awards: [String] = []
  private var hasAwards = false

  static func consortium(_ text: String) throws -> Consortium {
    var notation = Notation()
    for line in text.split(separator: "\n") { notation.add(line.split(separator: " ")) }
    let readings = Package.reader.readings(of: Array(notation.json.utf8), named: "test.json")
    return try #require(readings.first?.consortium, "\(readings.map(\.diagnostics))")
  }

  private var json: String {
    let awards = hasAwards ? #", "thirdPartySupport": [\#(awards.joined(separator: ", "))]"# : ""
    return """
      {"proposal": {\(proposal.joined(separator: ", "))}, \
      "participants": [\(participants.joined(separator: ", "))]\(awards)}
      """
  }

  private mutating func add(_ words: [Substring]) {
    switch words.first {
    case "proposal": proposal += words.dropFirst().map(Self.fact)
    case "awards=none": hasAwards = true
    case "award":
      hasAwards = true
      let facts = [#""id": "V\#(awards.count + 1)""#] + words.dropFirst().map(Self.fact)
      awards.append("{\(facts.joined(separator: ", "))}")
    default:
      participants.append(Self.participant(words, number: participants.count + 1))
    }
  }

  private static func participant(_ words: [Substring], number: Int) -> String {
    var facts = [#""id": "P\#(number)""#]
    var costs: [String]?
    for word in words {
      let parts = word.split(separator: "=", maxSplits: 1)
      if parts[0] == "costs" {
        costs = []
      } else if parts.count == 2, CostCategory(rawValue: String(parts[0])) != nil {
        costs = (costs ?? []) + [line(String(parts[0]), parts[1])]
      } else if Role(rawValue: String(word)) != nil {
        facts.append(#""role": "\#(word)""#)
      } else if Kind(rawValue: String(word)) != nil {
        facts.append(#""kind": "\#(word)""#)
      } else if word.count == 2 {
        facts.append(#""country": "\#(word)""#)
      } else if word != "-" {
        facts.append(fact(word))
      }
    }
    if let costs { facts.append(#""costs": [\#(costs.joined(separator: ", "))]"#) }
    return "{\(facts.joined(separator: ", "))}"
  }

  private static func line(_ category: String, _ value: Substring) -> String {
    let parts = value.split(separator: ":")
    var facts = [#""category": "\#(category)""#]
    if parts[0] != "?" { facts.append(#""amount": \#(parts[0])"#) }
    if parts.count > 1 { facts.append(#""forSMEs": \#(parts[1] == "smes")"#) }
    return "{\(facts.joined(separator: ", "))}"
  }

  private static func fact(_ word: Substring) -> String {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let key = String(parts[0])
    guard parts.count == 2 else { return #""\#(key)": true"# }
    let value = parts[1]
    switch key {
    case "objectives", "focus", "themes", "represents":
      let words = value.split(separator: ",").map { #""\#($0)""# }
      return #""\#(key)": [\#(words.joined(separator: ", "))]"#
    case "declared":
      return #""declarations": {"\#(value)": true}"#
    case "undeclared":
      return #""declarations": {"\#(value)": false}"#
    default:
      let isPlain =
        value == "true" || value == "false" || value.allSatisfy { "0123456789.".contains($0) }
      return isPlain ? #""\#(key)": \#(value)"# : #""\#(key)": "\#(value)""#
    }
  }
}

/// One line of a table: a consortium, a requirement of a call, and the outcome it must have.
struct Case: Sendable, CustomTestStringConvertible {
  var call: String
  var requirement: String
  /// The outcome, then why it cannot be told, then the paths of missing facts.
  var expected: String
  var note: String
  var consortium: String
  var day: String

  init(
    _ call: String, _ requirement: String, _ expected: String, on day: String = "2021-11-01",
    _ note: String, _ consortium: String
  ) {
    self.call = call
    self.requirement = requirement
    self.expected = expected
    self.note = note
    self.day = day
    self.consortium = consortium
  }

  var testDescription: String { "\(call) \(requirement): \(note)" }

  /// What the outcome is, written as expected.
  func found(in library: CallLibrary = Package.library) throws -> String {
    let assessor = try Package.assessor(call, on: day, in: library)
    let assessment = assessor.assess(try Notation.consortium(consortium))
    let result = try #require(assessment.results.first { $0.requirement.id == requirement })
    return
      ([result.outcome.rawValue] + [result.because?.rawValue].compactMap(\.self)
      + result.missing.map(Self.short)).joined(separator: " ")
  }

  /// Paths of participants without their first word.
  private static func short(_ path: String) -> String {
    path.hasPrefix("participants.") ? String(path.dropFirst("participants.".count)) : path
  }
}
