import Consortia
import Eligibility
import Foundation
import FundingCalls
import FundingTerms
import SourceText
import Testing

/// The reference tables of the package with a set `test-countries` to which it is open whether
/// Norway belongs, and the same tables with all that is open settled in each way.
struct UnsettledTables {
  var reference: ReferenceTables
  var regions: RegionTables

  /// The tables as they are, and every way in which Norway's membership and the class of CZ05 may
  /// turn out: no consortium could say it, so the tables are varied.
  static let open = make(norway: #"<member country="NO" certainty="unknown"/>"#, class: nil)
  static let settled = ["", #"<member country="NO"/>"#].flatMap { norway in
    ["less-developed", "transition"].map { make(norway: norway, class: $0) }
  }

  private static func make(norway: String, class settled: String?) -> UnsettledTables {
    let files = FileManager.default
    let folder = files.temporaryDirectory.appendingPathComponent("fundcall-\(UUID().uuidString)")
    let target = folder.appendingPathComponent("reference")
    let source = URL(fileURLWithPath: Package.callsFolder).appendingPathComponent("reference")
    defer { try? files.removeItem(at: folder) }
    do {
      try files.createDirectory(at: folder, withIntermediateDirectories: true)
      try files.copyItem(at: source, to: target)
      try replace(
        "</participation>",
        #"""
        <set id="test-countries" title="Test" source="states" confidence="A">
        <member country="FR"/><member country="DE"/><member country="IT"/>\#(norway)</set>
        </participation>
        """#, in: target.appendingPathComponent("participation.xml"))
      if let settled {
        try replace(
          #"<region code="CZ05" versions="2016 2021 2024" class="less-developed" or="transition""#,
          #"<region code="CZ05" versions="2016 2021 2024" class="\#(settled)""#,
          in: target.appendingPathComponent("region-classes.xml"))
      }
    } catch {
      Issue.record("the tables cannot be written: \(error)")
    }
    let reference = ReferenceTables.load(library: folder.path).tables
    let regions = RegionTables.load(library: folder.path, reference: reference).tables
    return UnsettledTables(reference: reference, regions: regions)
  }

  private static func replace(_ text: String, _ other: String, in file: URL) throws {
    let old = try String(contentsOf: file, encoding: .utf8)
    #expect(old.contains(text))
    try old.replacingOccurrences(of: text, with: other)
      .write(to: file, atomically: false, encoding: .utf8)
  }

  /// An assessor of the only call of a library.
  func assessor(_ library: CallLibrary) throws -> Assessor {
    let call = try #require(library.call("TEST"), "\(library.diagnostics)")
    let made = Assessor.make(
      for: call, strand: nil, at: .day(try #require(CalendarDate(parsing: "2021-11-01"))),
      reference: reference, regions: { (regions, []) })
    return try #require(made.assessor, "\(made.diagnostics)")
  }
}

/// A call with one requirement, and a consortium with some gaps that the requirement may be about.
struct ProposalWorld {
  var text: String
  var library: CallLibrary
  var consortium: Consortium
  var gaps: [Gap]
  /// The same gaps with many more fillings.
  var thorough: () -> [Gap]
  /// Whether what the tables leave open could matter.
  var isUnsettled: Bool

  init(_ dice: inout Dice) throws {
    var rules = ProposalRules(dice: dice)
    var texts = [rules.condition(depth: 2)]
    if rules.dice.chance(12) { texts.append(rules.condition(depth: 1)) }
    let applies = rules.dice.chance(12) ? rules.condition(depth: 0) : nil
    dice = rules.dice
    text = texts.joined(separator: " / ") + (applies.map { " applies if \($0)" } ?? "")
    library = try Self.library(texts, applies)
    let words = Self.words(of: text)
    isUnsettled = !words.isDisjoint(with: ["eligible-countries", "region-class", "region-classes"])
    var writer = ConsortiumWriter(words: words, dice: dice)
    consortium = writer.consortium()
    var finder = GapFinder(consortium, words, writer.dice)
    gaps = finder.find()
    dice = finder.dice
    thorough = { [consortium, text, dice] in
      var finder = GapFinder(consortium, words, dice, thoroughlyFor: text)
      return finder.find()
    }
  }

  /// A call with one requirement that has one reading or several.
  static func library(_ rules: [String], _ applies: String? = nil) throws -> CallLibrary {
    let readings =
      rules.count == 1
      ? "<rule>\(rules[0])</rule>"
      : rules.enumerated().map { index, rule in
        #"<reading id="r\#(index)"><meaning>One.</meaning><source ref="text"/><rule>\#(rule)</rule></reading>"#
      }.joined()
    let text = """
      <call xmlns="urn:fundcall:call:1" language="1" id="TEST" region-classes="2021-2027">
        <title>A written call</title>
        <programme id="TEST">Test</programme>
        <sources><source id="text" document="The call text" confidence="A"/></sources>
        <timetable><deadline kind="single" date="2021-11-30" source="text"/></timetable>
        <budget stated="no"/>
        <strands><strand id="textile"><title>T</title></strand>
          <strand id="open"><title>O</title></strand></strands>
        <vocabulary>
          <objectives><term id="network">N</term><term id="innovate">I</term>
            <term id="adopt">A</term></objectives>
          <themes><term id="digital">D</term><term id="green">G</term></themes>
          <declarations><declaration name="mandated" of="proposal">M</declaration>
            <declaration name="eccp" of="participant" values="registered requested">E</declaration>
          </declarations>
        </vocabulary>
        <definitions><set name="eligible-countries" of="country" from="test-countries">
          Those that may take part.</set>
          <table id="cap" keys="size"><row when="micro" value="EUR 50"/>
          <row when="small" value="EUR 100"/><row when="medium" value="EUR 100"/>
          <row when="large" value="EUR 0"/></table></definitions>
        <requirement id="rule">
          <title>Rule</title><meaning>A rule.</meaning><source ref="text"/>
          \(applies.map { "<applies>\($0)</applies>" } ?? "")\(readings)
        </requirement>
      </call>
      """
    let library = CallLibrary(reading: [SourceFile(name: "test.xml", bytes: Array(text.utf8))])
    try #require(library.diagnostics.isEmpty, "\(library.diagnostics): \(text)")
    return library
  }

  /// The words of a rule, and what else it is about.
  private static func words(of text: String) -> Set<String> {
    var words = Set(text.split { !($0.isLetter || $0 == "-") }.map(String.init))
    func imply(_ more: [String], _ some: [String]) {
      if !words.isDisjoint(with: some) { words.formUnion(more) }
    }
    if text.contains("requested-grant of every") || text.contains("requested-grant is at most 70")
      || text.contains("requested-grant of every")
    {
      words.insert("partner-grant")
    }
    imply(["size", "partner-grant"], ["cap"])
    imply(["country", "different"], ["provider", "same"])
    if text.contains("in every country") { words.formUnion(["country", "different"]) }
    imply(["form", "awards"], ["voucher", "vouchers"])
    imply(["awards"], ["award"])
    imply(["costs"], ["line", "lines", "total-cost", "cost"])
    imply(["cost"], ["total-cost"])
    imply(
      ["role"], ["beneficiaries", "beneficiary", "coordinator", "associated-partners", "costs"])
    imply(["region"], ["outermost", "region-class", "region-classes", "regions"])
    imply(["country"], ["countries"])
    return words
  }
}

/// Writes random consortia with the facts that some words are about, and leaves some of them out.
struct ConsortiumWriter {
  let words: Set<String>
  var dice: Dice
  private var gapsLeft = 0

  init(words: Set<String>, dice: Dice) {
    self.words = words
    self.dice = dice
    gapsLeft = self.dice.pick([1, 1, 2, 2, 3, 3, 4])
  }

  private func asks(_ names: String...) -> Bool { !words.isDisjoint(with: names) }

  /// A value, or nothing: a gap where the words are about it.
  private mutating func fact<Value>(_ isAsked: Bool, _ values: [Value]) -> Value? {
    guard isAsked else { return nil }
    if gapsLeft > 0, dice.chance(35) {
      gapsLeft -= 1
      return nil
    }
    return dice.pick(values)
  }

  mutating func consortium() -> Consortium {
    var result = Consortium()
    let count = dice.pick([1, 2, 2, 3, 3, 4])
    for number in 1...count {
      var person = participant(number, hasCoordinator: result.coordinator != nil)
      if number == 1, asks("role"), dice.chance(60) { person.role = .coordinator }
      result.participants.append(person)
    }
    addAwards(to: &result)
    addProject(to: &result)
    return result
  }

  private mutating func participant(_ number: Int, hasCoordinator: Bool) -> Participant {
    var person = Participant(id: "P\(number)")
    person.role = fact(
      asks("role"),
      [.beneficiary, .beneficiary, .affiliated, .associated]
        + (hasCoordinator ? [] : [.coordinator]))
    person.kind = fact(
      asks("kind", "kinds") || asks("public-body") && dice.chance(40),
      [.clusterOrganisation, .company, .publicBody])
    if person.kind == .publicBody {
      person.publicBody = true
    } else {
      person.publicBody = fact(asks("public-body"), [true, false])
    }
    person.nonProfit = fact(asks("non-profit"), [true, false])
    person.sme = fact(asks("sme"), [true, false])
    if asks("size") {
      person.size = fact(true, EnterpriseSize.allCases)
      person.sme = person.size.map(\.isSME) ?? person.sme
    }
    person.represents = fact(asks("represents"), [[], [.company], [.company, .businessSupport]])
    person.controlledFrom = fact(
      asks("controlled-from"), Places.countries.compactMap(Places.country))
    person.declarations =
      fact(asks("eccp"), ["registered", "requested", "no"]).map {
        [DeclaredFact(name: "eccp", value: .word($0))]
      } ?? []
    if dice.chance(25) { person.group = dice.pick(["G", "H"]) }
    addPlace(to: &person)
    if asks("partner-grant") {
      person.requestedGrant = fact(true, [0, 5_000, 10_000]).map { Money(cents: $0) }
    }
    if asks("costs") {
      person.costs = fact(true, [0, 1, 1, 2, 2]).map { count in (0..<count).map { _ in line() } }
    }
    return person
  }

  private mutating func addPlace(to person: inout Participant) {
    guard asks("country", "region") else { return }
    // Why: nothing says in which region a partner in such a state is; the tables have that case.
    let states =
      asks("regions", "region") && asks("different") ? ["FR", "DE", "IT", "NO"] : Places.countries
    guard let country = fact(true, states + ["CZ"]) else { return }
    person.country = CountryCode(country)
    guard asks("region"), let regions = Places.regions[country] else { return }
    let areas = ["FR": ["FRK", "FRY"], "CZ": ["CZ0"], "DE": ["DE2"]][country] ?? []
    let region = fact(true, [dice.pick(regions)])
    if region == nil, let area = areas.first, dice.chance(40) {
      person.region = RegionCode(dice.chance(50) ? area : areas.last ?? area)
    } else {
      person.region = region.flatMap { RegionCode($0) }
    }
  }

  private mutating func line() -> CostLine {
    var line = CostLine()
    line.category = fact(asks("category"), [.personnel, .thirdPartySupport, .travel])
    line.forSMEs = fact(asks("for-smes"), [true, false])
    line.amount = fact(asks("cost"), [0, 2_500, 5_000, 7_500, 10_000, 15_000])
      .map { Money(cents: $0) }
    return line
  }

  private mutating func addAwards(to consortium: inout Consortium) {
    guard asks("awards") else { return }
    consortium.awards = fact(true, [0, 1, 2, 2]).map { count in
      (0..<count).map { number in
        var award = Award()
        award.id = "V\(number + 1)"
        award.form = fact(asks("form"), [.voucher, .grant])
        if asks("provider") {
          award.country = fact(true, ["FR", "DE"]).flatMap { CountryCode($0) }
          award.provider = fact(true, consortium.participants.map(\.id))
        }
        award.recipient = fact(asks("recipient"), [.sme, .startup, .other])
        award.amount = fact(asks("amount"), [2_500, 5_000, 10_000]).map { Money(cents: $0) }
        return award
      }
    }
  }

  private mutating func addProject(to consortium: inout Consortium) {
    var proposal = Proposal()
    proposal.objectives = fact(
      asks("objectives"), [[], ["network"], ["network", "innovate"], ["innovate", "adopt"]])
    proposal.themes = fact(asks("themes"), [[], ["digital"], ["digital", "green"]])
    proposal.strand = fact(asks("strand"), ["textile", "open", "another"])
    proposal.durationMonths = fact(asks("duration"), [24, 36, 37])
    proposal.declarations =
      fact(asks("mandated"), [true, false]).map {
        [DeclaredFact(name: "mandated", value: .truth($0))]
      } ?? []
    let people = consortium.participants
    if asks("requested-grant") {
      let known = people.reduce(Int64(0)) { $0 + ($1.requestedGrant?.cents ?? 0) }
      let isOpen = people.contains { $0.requestedGrant == nil }
      proposal.requestedGrant = fact(true, isOpen ? [0, 5_000, 10_000] : [0]).map {
        Money(cents: known + $0)
      }
    }
    let charging = people.filter { $0.role?.chargesCosts != false }
    let lines = charging.flatMap { $0.costs ?? [] }
    let isOpen = lines.contains { $0.amount == nil } || charging.contains { $0.costs == nil }
    // Where a role is not known the sum says something of it; that is not tried.
    if asks("costs"), isOpen, charging.allSatisfy({ $0.role != nil }), dice.chance(30) {
      let known = lines.reduce(Int64(0)) { $0 + ($1.amount?.cents ?? 0) }
      proposal.totalCost = Money(cents: known + dice.pick([0, 5_000, 10_000, 20_000]))
    }
    consortium.proposal = proposal
  }
}
