import FundingTerms
import JSONReading
import SMEDefinition
import SourceText

/// Fills consortia with what the reader of a format finds, by the table of facts, and collects what
/// is wrong.
///
/// The reader of a format says only what begins and ends, which fact has which text, and where; all
/// that a value must be, and what facts must be to each other, is seen to here.
struct ConsortiumBuilder {
  /// The format whose names are used when speaking of facts.
  enum Spelling {
    case json
    case xml
    /// A text of another form, which says itself what its facts are called.
    case foreign(ForeignText)

    var isJSON: Bool {
      if case .json = self { true } else { false }
    }

    var isXML: Bool {
      if case .xml = self { true } else { false }
    }
  }

  /// A record that has begun and not ended.
  struct OpenRecord {
    let form: RecordForm
    let mark: RecordMark
    /// The facts that have been stated, by their index: one bit each.
    var stated: UInt64 = 0
  }

  /// Where a record stands.
  enum RecordMark {
    /// Its start tag ends at an offset.
    case tag(end: Int)
    /// It is a JSON object.
    case object(JSONValue)
  }

  /// The most faults of one record that are told.
  static let faultLimit = 50
  /// The most words of one list.
  static let wordLimit = 1_000

  let places: PlaceNames
  let spelling: Spelling
  let forms = FactTable.forms
  var draft = Draft()
  var open: [OpenRecord] = []
  var faults: [Fault] = []
  var offset = 0
  var participantOffsets: [Int] = []
  var awardOffsets: [Int] = []
  var participantIDs: Set<String> = []
  var awardIDs: Set<String> = []
  /// The providers that awards name, and where.
  var providers: [(id: String, mark: Mark)] = []
  /// The ids of enterprises that holdings name, and where.
  var enterpriseIDs: Set<String> = []
  var holdingMarks: [Mark] = []
  var counts = [Int](repeating: 0, count: RecordForm.Kind.allCases.count)
  /// Whether a consortium has ended since the last reading.
  var isComplete = false

  init(places: PlaceNames, spelling: Spelling) {
    self.places = places
    self.spelling = spelling
  }

  // MARK: - What is wrong

  /// Notes a fault, unless there are too many.
  mutating func note(_ fault: Fault) {
    if faults.count < Self.faultLimit || fault.severity == .error && hasRoom {
      faults.append(fault)
    }
  }

  /// Whether another error would be told: if not, there is no need to find words for it.
  var hasRoom: Bool { faults.count < Self.faultLimit || !hasErrors }

  private var hasErrors: Bool { faults.contains { $0.severity == .error } }

  /// A fact's name in the spelling of the format.
  func name(of fact: Fact) -> String { spelling.isXML ? fact.xmlName : fact.key }

  /// What to call a fact of the current record, in quotes: a path in JSON, a name in XML, and in
  /// other texts what stands there.
  func subject(_ name: String, at mark: Mark = .none) -> String {
    if case .foreign(let text) = spelling { return text.subject(name, mark.jsonRange?.lowerBound) }
    let path = spelling.isJSON && !currentPath.isEmpty ? currentPath + "." + name : name
    return "'\(PlainText.shown(path, limit: 120))'"
  }

  /// The path of the current record in JSON, elements counted from 0.
  var currentPath: String {
    guard let kind = open.last?.form.kind else { return "" }
    switch kind {
    case .consortium: return ""
    case .proposal: return "proposal"
    case .participant: return participantPath
    case .cost: return participantPath + ".costs[\(draft.participant.costs?.count ?? 0)]"
    case .aid:
      return participantPath + ".aidReceived[\(draft.participant.aidReceived?.count ?? 0)]"
    case .award: return "thirdPartySupport[\(draft.consortium.awards?.count ?? 0)]"
    case .enterprise: return enterprisePath
    case .accounts:
      return participantPath + ".accounts[\(draft.participant.accounts?.count ?? 0)]"
    case .enterpriseAccounts:
      return enterprisePath + ".accounts[\(draft.enterprise.accounts?.count ?? 0)]"
    case .holding: return "holdings[\(draft.consortium.holdings?.count ?? 0)]"
    case .declaration:
      let parent = open.dropLast().last?.form.kind
      return (parent == .proposal ? "proposal" : participantPath) + ".declarations"
    }
  }

  private var enterprisePath: String {
    "enterprises[\(draft.consortium.enterprises?.count ?? 0)]"
  }

  private var participantPath: String { "participants[\(draft.consortium.participants.count)]" }

  /// Where a fact of the current record stands.
  func mark(of fact: Fact) -> Mark {
    switch open.last?.mark {
    case .tag(let end): .attribute(name: fact.xmlName, tagEnd: end)
    case .object(let value): .member(key: fact.key, of: value)
    case nil: .none
    }
  }

  /// Where the current record stands.
  var currentMark: Mark {
    switch open.last?.mark {
    case .tag(let end): .tag(end: end)
    case .object(let value): .range(value.range.lowerBound..<value.range.lowerBound + 1)
    case nil: .none
    }
  }

  /// A fact of the current record by its key.
  func fact(_ key: String) -> Fact? {
    guard let form = open.last?.form else { return nil }
    return form.index(ofKey: key).map { form.facts[$0] }
  }

  // MARK: - What is read

  /// Begins a record; `false` where the consortium has too many of its sort, and it is to be skipped.
  mutating func begin(_ kind: RecordForm.Kind, at mark: RecordMark, offset: Int) -> Bool {
    let form = forms[kind.rawValue]
    counts[kind.rawValue] += 1
    guard counts[kind.rawValue] <= form.limit else {
      if counts[kind.rawValue] == form.limit + 1, form.limit > 1 { noteTooMany(form, at: mark) }
      return false
    }
    open.append(OpenRecord(form: form, mark: mark))
    switch kind {
    case .consortium: self.offset = offset
    case .proposal: counts[RecordForm.Kind.declaration.rawValue] = 0
    case .participant:
      draft.participant = Participant(id: "")
      draft.impliedRegion = nil
      participantOffsets.append(offset)
      counts[RecordForm.Kind.declaration.rawValue] = 0
    case .cost: draft.cost = CostLine()
    case .aid: draft.aid = Aid()
    case .award:
      draft.award = Award()
      awardOffsets.append(offset)
    case .enterprise: draft.enterprise = Enterprise(id: "")
    case .accounts, .enterpriseAccounts: draft.accounts = Accounts(year: 0)
    case .holding: draft.holding = Holding(of: "", by: "")
    case .declaration:
      draft.declarationName = nil
      draft.declarationValue = nil
    }
    return true
  }

  private mutating func noteTooMany(_ form: RecordForm, at mark: RecordMark) {
    let place: Mark =
      switch mark {
      case .tag(let end): .tag(end: end)
      case .object(let value): .range(value.range)
      }
    note(
      Fault(
        code: "too-many",
        message: "at most \(Digits.grouped(form.limit)) records may be \(form.noun)",
        help: "split the file, or check how it was made", mark: place))
  }

  /// Ends the current record.
  mutating func end() {
    guard let record = open.last else { return }
    switch record.form.kind {
    case .consortium:
      checkConsortium()
      isComplete = true
    case .proposal: break
    case .participant:
      checkParticipant()
      draft.consortium.participants.append(draft.participant)
    case .cost: draft.participant.costs?.append(draft.cost)
    case .aid: draft.participant.aidReceived?.append(draft.aid)
    case .award:
      checkAward()
      draft.consortium.awards?.append(draft.award)
    case .enterprise:
      checkEnterprise()
      draft.consortium.enterprises?.append(draft.enterprise)
    case .accounts:
      checkAccounts(draft.participant.accounts)
      draft.participant.accounts?.append(draft.accounts)
    case .enterpriseAccounts:
      checkAccounts(draft.enterprise.accounts)
      draft.enterprise.accounts?.append(draft.accounts)
    case .holding:
      checkHolding()
      draft.consortium.holdings?.append(draft.holding)
    case .declaration: endDeclaration()
    }
    open.removeLast()
  }

  /// Gives up the current record, because the text has none in its place; what is wrong with it is
  /// for the caller to say. It keeps its number among its like.
  mutating func abandon() {
    guard let record = open.popLast() else { return }
    switch record.form.kind {
    case .participant: draft.consortium.participants.append(draft.participant)
    case .cost: draft.participant.costs?.append(draft.cost)
    case .aid: draft.participant.aidReceived?.append(draft.aid)
    case .award: draft.consortium.awards?.append(draft.award)
    case .enterprise: draft.consortium.enterprises?.append(draft.enterprise)
    case .accounts: draft.participant.accounts?.append(draft.accounts)
    case .enterpriseAccounts: draft.enterprise.accounts?.append(draft.accounts)
    case .holding:
      holdingMarks.append(.none)
      draft.consortium.holdings?.append(draft.holding)
    case .consortium, .proposal, .declaration: break
    }
  }

  /// Whether a list may have so many words; else it is a fault.
  mutating func allows(_ count: Int, of fact: Fact, at mark: Mark) -> Bool {
    guard count > Self.wordLimit else { return true }
    note(
      Fault(
        code: "too-many",
        message: "\(subject(name(of: fact), at: mark)) has \(Digits.grouped(count)) words",
        help: "write at most \(Digits.grouped(Self.wordLimit))", mark: mark))
    return false
  }

  /// Notes that a fact of the current record is stated; `false` where it has been before.
  mutating func state(_ index: Int) -> Bool {
    let bit = UInt64(1) << UInt64(index)
    guard let last = open.indices.last, open[last].stated & bit == 0 else { return false }
    open[last].stated |= bit
    return true
  }

  /// Whether a fact of the current record is stated.
  func isStated(_ key: String) -> Bool {
    guard let record = open.last, let index = record.form.index(ofKey: key) else { return false }
    return record.stated & UInt64(1) << UInt64(index) != 0
  }

  /// Understands the text of a value; `position` is the number of a word in its list.
  mutating func read(
    _ scalar: Scalar, as type: ValueType, of fact: Fact, position: Int? = nil,
    at mark: @autoclosure () -> Mark
  ) {
    do throws(ValueMistake) {
      try type.take(scalar, into: &draft, places: places)
    } catch {
      refuse(
        error.isOfForm ? scalar.shownWithForm : scalar.shown, as: type, of: fact,
        position: position, help: error.help, at: mark())
    }
  }

  /// Notes that something is no value of a type.
  mutating func refuse(
    _ offending: String, as type: ValueType, of fact: Fact, position: Int? = nil,
    help: String?, at mark: Mark
  ) {
    guard hasRoom else { return }
    var name = name(of: fact)
    if let position, spelling.isJSON { name += "[\(position)]" }
    note(
      Fault(
        code: type.codeWord,
        message: "\(subject(name, at: mark)) is \(type.noun), not \(offending)",
        help: help, mark: mark))
  }

  // MARK: - What comes out

  /// The reading of the record that has ended, and a clean slate for the next.
  mutating func finish(
    in source: SourceFile, number: Int, isOneOfMany: Bool, after earlier: [Diagnostic] = []
  ) -> ConsortiumReading {
    let diagnostics = (earlier + faults.map { $0.diagnostic(in: source) }).inReadingOrder
    var consortium: Consortium?
    if isComplete, !diagnostics.hasErrors {
      bindPlaces(in: source)
      consortium = draft.consortium
    }
    self = ConsortiumBuilder(places: places, spelling: spelling)
    return ConsortiumReading(
      number: number, isOneOfMany: isOneOfMany, consortium: consortium, diagnostics: diagnostics)
  }

  private mutating func bindPlaces(in source: SourceFile) {
    var walk = PlaceWalk(over: source)
    draft.consortium.place = walk.place(at: offset)
    // Participants of other forms may stand in another order than in their text.
    let order = participantOffsets.indices.sorted {
      participantOffsets[$0] < participantOffsets[$1]
    }
    for index in order {
      draft.consortium.participants[index].place = walk.place(at: participantOffsets[index])
    }
    for (index, offset) in awardOffsets.enumerated() {
      draft.consortium.awards?[index].place = walk.place(at: offset)
    }
  }
}
