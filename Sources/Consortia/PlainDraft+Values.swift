import FundingTerms

/// The enumerations of the format.
struct PlainFieldChoices: Sendable {
  /// The one table; it never changes.
  static let shared = PlainFieldChoices()

  let role = PlainChoices(Role.self)
  let kind = PlainChoices(Kind.self)
  let size = PlainChoices(EnterpriseSize.self)
  let category = PlainChoices(CostCategory.self)
  let form = PlainChoices(AwardForm.self)
  let recipient = PlainChoices(RecipientKind.self)
}

/// The countries whose code stands for the state alone, each asked for once.
struct PlainCountries {
  private let places: PlaceNames
  private var isAsked = [Bool](repeating: false, count: 26 * 26)
  private var states = [CountryCode?](repeating: nil, count: 26 * 26)

  init(_ places: PlaceNames) { self.places = places }

  /// The state that a code of two capital letters stands for; `nil` where it stands for none, or for
  /// a region of it.
  mutating func country(_ text: Span<UInt8>) -> CountryCode? {
    guard text.count == 2, let index = Self.index(text[0], text[1]) else { return nil }
    if !isAsked[index] {
      isAsked[index] = true
      let code = String(decoding: [text[0], text[1]], as: UTF8.self)
      if let country = places.country(code), country.region == nil, !country.isOutermost {
        states[index] = country.code
      }
    }
    return states[index]
  }

  private static func index(_ first: UInt8, _ second: UInt8) -> Int? {
    let (high, low) = (first &- UInt8(ascii: "A"), second &- UInt8(ascii: "A"))
    return high < 26 && low < 26 ? Int(high) * 26 + Int(low) : nil
  }
}

/// What a value says, as far as it is written in the ordinary way.
extension PlainDraft {
  /// Takes the value of a field over, or gives the record up.
  mutating func read(_ field: PlainField, _ text: Span<UInt8>) {
    switch field {
    case .name: keep(PlainValues.isText(text), text) { $0.name = $1 }
    case .participantName: isPlain = PlainValues.isText(text)
    case .call: keep(PlainValues.isIdentifier(text), text) { $0.call = $1 }
    case .strand: keep(PlainValues.isIdentifier(text), text) { $0.strand = $1 }
    case .duration: take(PlainValues.whole(text, in: 0...1200)) { $0.duration = $1 }
    case .submissionDate: take(PlainValues.day(text)) { $0.submissionDate = $1 }
    case .startDate: take(PlainValues.day(text)) { $0.startDate = $1 }
    case .projectGrant: take(PlainValues.cents(text)) { $0.requestedGrant = $1 }
    case .totalCost: take(PlainValues.cents(text)) { $0.totalCost = $1 }
    case .trlStart: take(PlainValues.whole(text, in: 1...9)) { $0.trlStart = $1 }
    case .declared, .declaration: readDeclaration(field, text)
    case .category, .cost, .forSMEs, .workPackage: readLine(field, text)
    case .awardID, .form, .recipient, .amount, .count, .provider, .awardCountry, .recipientID:
      readAward(field, text)
    default: readParticipant(field, text)
    }
  }

  private mutating func readParticipant(_ field: PlainField, _ text: Span<UInt8>) {
    let last = record.participants.count - 1
    switch field {
    case .participantID:
      keep(PlainValues.isIdentifier(text), text) { $0.participants[last].id = $1 }
    case .group: keep(PlainValues.isIdentifier(text), text) { $0.participants[last].group = $1 }
    case .country:
      record.participants[last].country = countries.country(text)
      isPlain = record.participants[last].country != nil
    case .controlledFrom:
      record.participants[last].controlledFrom = countries.country(text)
      isPlain = record.participants[last].controlledFrom != nil
    case .role: take(choices.role.index(of: text)) { $0.participants[last].role = $1 }
    case .kind: take(choices.kind.index(of: text)) { $0.participants[last].kind = $1 }
    case .size: take(choices.size.index(of: text)) { $0.participants[last].size = $1 }
    case .nonProfit: take(PlainValues.truth(text)) { $0.participants[last].nonProfit = $1 }
    case .publicBody: take(PlainValues.truth(text)) { $0.participants[last].publicBody = $1 }
    case .sme: take(PlainValues.truth(text)) { $0.participants[last].sme = $1 }
    case .founded: take(PlainValues.day(text)) { $0.participants[last].founded = $1 }
    case .headcount: take(PlainValues.headcount(text)) { $0.participants[last].headcount = $1 }
    case .turnover: take(PlainValues.cents(text)) { $0.participants[last].turnover = $1 }
    case .balanceSheet: take(PlainValues.cents(text)) { $0.participants[last].balanceSheet = $1 }
    case .requestedGrant:
      take(PlainValues.cents(text)) { $0.participants[last].requestedGrant = $1 }
    default: isPlain = false
    }
  }

  private mutating func readLine(_ field: PlainField, _ text: Span<UInt8>) {
    let last = record.lines.count - 1
    switch field {
    case .category: take(choices.category.index(of: text)) { $0.lines[last].category = $1 }
    case .cost: take(PlainValues.cents(text)) { $0.lines[last].amount = $1 }
    case .forSMEs: take(PlainValues.truth(text)) { $0.lines[last].forSMEs = $1 }
    default: keep(PlainValues.isIdentifier(text), text) { $0.lines[last].workPackage = $1 }
    }
  }

  private mutating func readAward(_ field: PlainField, _ text: Span<UInt8>) {
    let last = record.awards.count - 1
    switch field {
    case .awardID: keep(PlainValues.isIdentifier(text), text) { $0.awards[last].id = $1 }
    case .form: take(choices.form.index(of: text)) { $0.awards[last].form = $1 }
    case .recipient: take(choices.recipient.index(of: text)) { $0.awards[last].recipient = $1 }
    case .amount: take(PlainValues.cents(text)) { $0.awards[last].amount = $1 }
    case .count: take(PlainValues.whole(text, in: 0...1_000_000)) { $0.awards[last].count = $1 }
    case .provider:
      keep(PlainValues.isIdentifier(text), text) { $0.awards[last].providerID = $1 }
    case .awardCountry:
      record.awards[last].country = countries.country(text)
      isPlain = record.awards[last].country != nil
    default: keep(PlainValues.isIdentifier(text), text) { $0.awards[last].recipientID = $1 }
    }
  }

  private mutating func readDeclaration(_ field: PlainField, _ text: Span<UInt8>) {
    let last = record.declarations.count - 1
    let isWord = PlainValues.isWord(text, in: 0..<text.count)
    if field == .declared {
      keep(isWord, text) { $0.declarations[last].name = $1 }
    } else {
      keep(isWord, text) { $0.declarations[last].value = $1 }
    }
  }

  private mutating func take(
    _ value: Int64?, _ set: (inout PlainConsortium, Int64) -> Void
  ) {
    if let value { set(&record, value) } else { isPlain = false }
  }

  private mutating func keep(
    _ isOrdinary: Bool, _ text: Span<UInt8>, _ set: (inout PlainConsortium, PlainWord) -> Void
  ) {
    if isOrdinary { set(&record, record.text.add(text)) } else { isPlain = false }
  }
}
