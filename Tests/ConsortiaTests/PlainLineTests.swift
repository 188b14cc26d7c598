import BulkReading
import Consortia
import FundingTerms
import SMEDefinition
import SourceText
import Testing

/// Lines of JSON that are read straight into numbers say what they say when consortia are made of
/// them, or are left to the reader that does that.
@Suite struct PlainLineTests {
  /// What is found in a text: a record a line; of one that is not plain, nothing.
  private static func found(in bytes: [UInt8]) -> [(text: [UInt8], consortium: Consortium?)] {
    var result: [(text: [UInt8], consortium: Consortium?)] = []
    PlainReader(places: places).readLines(bytes) { record, reading in
      result.append(
        (Array(bytes[reading.range]), reading.isPlain ? Self.consortium(of: record) : nil))
    }
    return result
  }

  /// The consortium of a plain record, which keeps no names of participants and no ids of awards.
  private static func consortium(of record: borrowing PlainConsortium) -> Consortium {
    let bytes = record.text
    func text(_ word: PlainWord) -> String? {
      word.isStated ? String(decoding: bytes.bytes(of: word), as: UTF8.self) : nil
    }
    func number(_ value: Int64) -> Int? { value == PlainConsortium.unknown ? nil : Int(value) }
    func money(_ value: Int64) -> Money? { number(value).map { Money(cents: Int64($0)) } }
    func date(_ value: Int64) -> CalendarDate? { number(value).map { CalendarDate(dayNumber: $0) } }
    func truth(_ value: Int64) -> Bool? { number(value).map { $0 == 1 } }
    func term<Term: CaseIterable>(_ value: Int64, _ type: Term.Type) -> Term? {
      number(value).map { Array(Term.allCases)[$0] }
    }
    func declared(by participant: Int) -> [DeclaredFact] {
      record.declarations.filter { $0.participant == participant }.map { fact in
        let value = text(fact.value) ?? ""
        return DeclaredFact(
          name: text(fact.name) ?? "",
          value: value == "true" || value == "false" ? .truth(value == "true") : .word(value))
      }
    }
    func list(_ list: PlainConsortium.List) -> [String]? {
      record.isStated(list)
        ? record.listedWords.filter { $0.list == list }.compactMap { text($0.word) } : nil
    }
    var result = Consortium()
    result.name = text(record.name)
    result.proposal.call = text(record.call)
    result.proposal.strand = text(record.strand)
    result.proposal.durationMonths = number(record.duration)
    result.proposal.submissionDate = date(record.submissionDate)
    result.proposal.startDate = date(record.startDate)
    result.proposal.requestedGrant = money(record.requestedGrant)
    result.proposal.totalCost = money(record.totalCost)
    result.proposal.trlStart = number(record.trlStart)
    result.proposal.objectives = list(.objectives)
    result.proposal.focus = list(.focus)
    result.proposal.themes = list(.themes)
    result.proposal.ecosystems = list(.ecosystems)
    result.proposal.declarations = declared(by: -1)
    for (index, plain) in record.participants.enumerated() {
      var person = Participant(id: text(plain.id) ?? "")
      person.country = plain.country
      person.role = term(plain.role, Role.self)
      person.kind = term(plain.kind, Kind.self)
      person.size = term(plain.size, EnterpriseSize.self)
      person.nonProfit = truth(plain.nonProfit)
      person.publicBody = truth(plain.publicBody)
      person.sme = truth(plain.sme)
      person.group = text(plain.group)
      person.founded = date(plain.founded)
      person.controlledFrom = plain.controlledFrom
      person.headcount = number(plain.headcount).map { Headcount(hundredths: Int64($0)) }
      person.turnover = money(plain.turnover)
      person.balanceSheet = money(plain.balanceSheet)
      person.requestedGrant = money(plain.requestedGrant)
      person.declarations = declared(by: index)
      let lines = record.lines.filter { $0.participant == index }.map { plain in
        var line = CostLine()
        line.category = term(plain.category, CostCategory.self)
        line.amount = money(plain.amount)
        line.forSMEs = truth(plain.forSMEs)
        line.workPackage = text(plain.workPackage)
        return line
      }
      person.costs = plain.hasCosts ? lines : nil
      result.participants.append(person)
    }
    let awards = record.awards.map { plain in
      var award = Award()
      award.form = term(plain.form, AwardForm.self)
      award.recipient = term(plain.recipient, RecipientKind.self)
      award.amount = money(plain.amount)
      award.count = Int(plain.count)
      award.provider = number(plain.provider).map { result.participants[$0].id }
      award.country = plain.country
      award.recipientID = text(plain.recipientID)
      return award
    }
    result.awards = record.hasAwards ? awards : nil
    return result
  }

  /// The readings of the records of a text by the reader that takes everything.
  private static func readings(of bytes: [UInt8]) -> [ConsortiumReading] {
    var result: [ConsortiumReading] = []
    reader.read(Slab(bytes: bytes, isLast: true, linesBefore: 1), of: .lines, named: "t") {
      result.append($0)
    }
    return result
  }

  /// The consortium of a reading as a plain record keeps it; `nil` where there is something to say.
  private static func ordinary(_ reading: ConsortiumReading) -> Consortium? {
    guard reading.diagnostics.isEmpty, var consortium = withoutPlaces([reading])[0],
      let found = reading.consortium, found.discrepancies(in: "").isEmpty,
      sizeRules.map({ found.sizeDiscrepancies(in: "", by: $0).isEmpty }) == true
    else { return nil }
    consortium.place = Consortium().place
    for index in consortium.participants.indices {
      consortium.participants[index].name = nil
      consortium.participants[index].place = consortium.place
    }
    for index in (consortium.awards ?? []).indices {
      consortium.awards?[index].id = nil
      consortium.awards?[index].place = consortium.place
    }
    return consortium
  }

  /// How many records of a text are plain, after a look at whether they are what they should be.
  private static func comparePlain(_ bytes: [UInt8]) -> Int {
    let found = found(in: bytes)
    let all = readings(of: bytes)
    #expect(found.count == all.count, "\(String(decoding: bytes, as: UTF8.self))")
    var plain = 0
    for (one, reading) in zip(found, all) {
      guard let consortium = one.consortium else { continue }
      plain += 1
      #expect(consortium == ordinary(reading), "\(String(decoding: one.text, as: UTF8.self))")
    }
    return plain
  }

  /// Every fact that may be plain, written as different programs write JSON.
  static let plain = [
    #"""
    {"name": "Net \"é\" \u00fc", "proposal": {"call": "C-1", "strand": "s", "durationMonths": 36,
    "submissionDate": "2021-11-25", "startDate": "2022-09-01", "requestedGrant": 3.5,
    "totalCost": "17.05", "objectives": ["network", "adopt"], "focus": [], "themes": ["digital"],
    "ecosystems": ["textile"], "trlStart": 6, "declarations": {"a": true, "b": false, "c": "d"}},
    "participants": [{"id": "P1", "name": "Ж \u00e9", "country": "FR", "role": "coordinator",
    "kind": "cluster-organisation", "nonProfit": true, "publicBody": false, "sme": true,
    "size": "small", "group": "G 1", "founded": "2005-07-01", "controlledFrom": "DE",
    "headcount": 14.5, "turnover": 1900000, "balanceSheet": "800000.1",
    "declarations": {"eccp": "registered"}, "costs": [{"category": "personnel", "amount": 12,
    "workPackage": "WP1", "forSMEs": false}, {"category": "third-party-support", "amount": 5.05}],
    "requestedGrant": 3.5}, {"id": "P2", "role": "associated", "kind": "public-body",
    "requestedGrant": 0}],
    "thirdPartySupport": [{"id": "V1", "form": "voucher", "recipient": "sme", "amount": 0.05,
    "count": 101, "provider": "P1", "country": "IT", "recipientId": "R"}]}
    """#,
    #"{"participants":[{"id":"A"}]}"#,
    #"{"name":"N 1","proposal":{"durationMonths":36,"submissionDate":"2021-11-25","totalCost":5.00},"#
      + #""participants":[{"id":"P1","name":"A 1","country":"FR","founded":"2005-07-11","sme":true,"#
      + #""headcount":14.5,"costs":[{"amount":12.10,"forSMEs":false}]},{"id":"P2","turnover":"19"}]}"#,
    #"{ "thirdPartySupport" : [ ] , "participants" : [ { "costs" : [ ] , "id" : "A" } ] }"#,
    #"{"participants": [{"sme": null, "id": "A", "costs": null}], "proposal": null, "name": null}"#,
    "\t{\"participants\"\t:[{\"id\":\"\\u0041\"}]} \r",
  ].map { $0.replacing("\n", with: " ") }

  @Test(arguments: plain) func arePlain(_ line: String) {
    #expect(Self.comparePlain(Array(line.utf8)) == 1)
  }

  /// What stands in a record with one participant, or in the participant, and whether it is plain.
  static let members: [(inRecord: String, inParticipant: String, isPlain: Bool)] = [
    ("", "", true), (",", "", false), ("", ",", false), (#", "x": 1"#, "", false),
    (#", "name": 1"#, "", false), (#", "name": """#, "", false), (#", "name": " ""#, "", false),
    (#", "name": "\t""#, "", false), (#", "name": "\u0009""#, "", false),
    (#", "name": "\ud800""#, "", false), (#", "name": "a\"#, "", false),
    (#", "name": "a", "name": "a""#, "", false), (#", "name": null, "name": "a""#, "", false),
    (#", "na\u006de": "a""#, "", false), (#", 'name': "a""#, "", false),
    (#", "participants": []"#, "", false), (#", "proposal": []"#, "", false),
    (#", "proposal": {}"#, "", true), (#", "thirdPartySupport": {}"#, "", false),
    (#", "thirdPartySupport": [null]"#, "", false), (#", "thirdPartySupport": [{}]"#, "", true),
    (#", "thirdPartySupport": [{"provider": "Q"}]"#, "", false),
    (#", "thirdPartySupport": [{"id": "1"}, {"id": "1"}]"#, "", false),
    (#", "proposal": {"durationMonths": 036}"#, "", false),
    (#", "proposal": {"durationMonths": "36"}"#, "", false),
    (#", "proposal": {"durationMonths": 36.0}"#, "", false),
    (#", "proposal": {"durationMonths": 3e1}"#, "", false),
    (#", "proposal": {"durationMonths": -1}"#, "", false),
    (#", "proposal": {"durationMonths": 99999999999999999999}"#, "", false),
    (#", "proposal": {"durationMonths": 36 /* */}"#, "", false),
    (#", "proposal": {"totalCost": 01.5}"#, "", false),
    (#", "proposal": {"totalCost": "01.5"}"#, "", true),
    (#", "proposal": {"totalCost": 1.}"#, "", false),
    (#", "proposal": {"totalCost": 1.005}"#, "", false),
    (#", "proposal": {"totalCost": true}"#, "", false),
    (#", "proposal": {"totalCost": 0}"#, "", true),
    (#", "proposal": {"objectives": "a"}"#, "", false),
    (#", "proposal": {"objectives": [1]}"#, "", false),
    (#", "proposal": {"objectives": [null]}"#, "", false),
    (#", "proposal": {"objectives": ["a b"]}"#, "", false),
    (#", "proposal": {"objectives": ["a",]}"#, "", false),
    (#", "proposal": {"declarations": []}"#, "", false),
    (#", "proposal": {"declarations": {"a": null, "a": true}}"#, "", false),
    (#", "proposal": {"declarations": {"a": true, "a": true}}"#, "", false),
    (#", "proposal": {"declarations": {"a": "true"}}"#, "", false),
    (#", "proposal": {"declarations": {"a": 1}}"#, "", false),
    (#", "proposal": {"declarations": {"": true}}"#, "", false),
    ("", #", "sme": "true""#, false), ("", #", "sme": 1"#, false), ("", #", "sme": tru"#, false),
    ("", #", "sme": trueish"#, false), ("", #", "sme": nul"#, false), ("", #", "id": "A""#, false),
    ("", #", "country": "XX""#, false), ("", #", "country": "GP""#, false),
    ("", #", "country": "EL""#, true), ("", #", "country": null"#, true),
    ("", #", "region": "FRK2""#, false), ("", #", "role": "leader""#, false),
    ("", #", "kind": "public-body", "publicBody": false"#, false),
    ("", #", "size": "large", "sme": true"#, false), ("", #", "founded": "2021-02-30""#, false),
    ("", #", "role": "associated", "costs": [{}]"#, false), ("", #", "costs": [[]]"#, false),
    ("", #", "costs": [{"amount": 1, "amount": 1}]"#, false),
    ("", #", "headcount": "12.5""#, true), ("", #", "headcount": 1000000000000"#, false),
    ("", #", "costs": [], "requestedGrant": 1, "role": "beneficiary""#, false),
  ]

  @Test(arguments: members) func arePlainOrNot(
    _ inRecord: String, _ inParticipant: String, _ isPlain: Bool
  ) {
    let line = #"{"participants": [{"id": "A"\#(inParticipant)}]\#(inRecord)}"#
    #expect(Self.comparePlain(Array(line.utf8)) == (isPlain ? 1 : 0))
    // The lines around it are read all the same.
    let text = "\(Self.plain[1])\r\n\n \(line)\n\(Self.plain[2])"
    #expect(Self.comparePlain(Array(text.utf8)) == (isPlain ? 3 : 2))
  }

  /// The samples of the library, each on a line.
  private static func samples() throws -> [[UInt8]] {
    let folder = library + "/samples"
    let names = try Files.names(inFolder: folder).filter {
      $0.hasSuffix(".json") || $0.hasSuffix(".xml")
    }
    return try names.flatMap { name in
      reader.readings(of: try Files.read(folder + "/" + name, limit: 1 << 24)).compactMap {
        $0.consortium.map { ConsortiumWriter(places: places).bytes(of: $0, as: .jsonl) }
      }
    }
  }

  @Test func areThoseOfTheSamples() throws {
    let lines = try Self.samples()
    #expect(Self.comparePlain(lines.flatMap(\.self)) > 0)
  }

  /// What is put into lines to spoil them: tokens, their halves, other bytes.
  private static let pieces =
    [
      "{", "}", "[", "]", "\"", ",", ":", "\\", " ", "\n", "\r\n", "\t", "\0", "null", "true",
      "\"true\"", "-1", "0", "00", "1e5", ".5", "9999999999999999", "123456789012345678901", "\"\"",
      "\"id\":", "\"name\": \"x\",", "\"sme\": true,", "{}", "[]", "\\u0041", "\\ud800", "\\n", "é",
      "\u{FEFF}", "\u{2028}", "/**/", "'", "FR", "\u{7F}", String(repeating: "[", count: 300),
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xE2, 0x82]]

  /// The same bytes with something changed: at a random place, or where a token begins.
  private static func spoilt(_ bytes: [UInt8], _ dice: inout Dice) -> [UInt8] {
    var bytes = bytes
    for _ in 0...dice.below(2) {
      guard !bytes.isEmpty else { break }
      var place = dice.below(bytes.count)
      if dice.below(2) == 0 {
        let opening = Array(":,[{".utf8)
        place = bytes[place...].firstIndex { opening.contains($0) }.map { $0 + 1 } ?? place
      }
      let length = min(dice.below(12), bytes.count - place)
      switch dice.below(9) {
      case 0: bytes.removeSubrange(place..<place + length)
      case 1: bytes.insert(contentsOf: bytes[place..<place + length], at: place)
      case 2: bytes.insert(contentsOf: pieces[dice.below(pieces.count)], at: place)
      case 3: bytes.replaceSubrange(place..<place + length, with: pieces[dice.below(pieces.count)])
      case 4 where place < bytes.count: bytes[place] = UInt8(truncatingIfNeeded: dice.below(256))
      case 5 where dice.below(4) == 0: bytes.removeSubrange(place...)
      default:
        // A digit or a letter for another: mostly as plain as before.
        if let index = bytes[place...].firstIndex(where: { $0 &- 0x30 < 10 }) {
          bytes[index] = 0x30 + UInt8(dice.below(10))
        }
      }
    }
    return bytes
  }

  @Test(arguments: 1...8) func saysTheSameOfSpoiltLines(_ seed: Int) throws {
    var dice = Dice(state: UInt64(seed))
    let lines = Self.plain.map { Array($0.utf8) } + (seed == 1 ? try Self.samples() : [])
    var plain = 0
    for round in 0..<120 {
      plain += Self.comparePlain(Self.spoilt(lines[round % lines.count], &dice))
    }
    #expect(plain > 20)
  }
}

/// Numbers that are the same in each run.
private struct Dice {
  var state: UInt64

  mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }
}
