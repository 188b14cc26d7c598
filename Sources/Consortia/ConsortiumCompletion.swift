import FundingTerms
import SMEDefinition
import SourceText

/// Why an answer cannot be taken.
public struct AnswerMistake: Error, Sendable {
  /// What is wrong.
  public let message: String
  /// What to do.
  public let help: String?

  /// A mistake with what to do about it.
  public init(message: String, help: String?) {
    self.message = message
    self.help = help
  }
}

/// Puts answers into consortia: each is understood as the readers of the formats understand it, and
/// the consortium that comes out has passed all their checks.
public struct ConsortiumCompletion: Sendable {
  private let places: PlaceNames

  /// A completion that knows which countries and regions there are.
  public init(places: PlaceNames) { self.places = places }

  /// The consortium with an answer in a slot. Places are those of a text made of it.
  ///
  /// A list is written as words with blanks or commas between them, a list of records as
  /// `key=value key=value; key=value`; `none` is the empty list.
  public func completed(_ consortium: Consortium, _ slot: FactSlot, with answer: String)
    throws(AnswerMistake) -> Consortium
  {
    var draft = Draft()
    draft.consortium = consortium
    draft.enter(slot.owner)
    try take(answer, as: slot, into: &draft)
    draft.leave(slot.owner)
    let bytes = ConsortiumWriter(places: places).bytes(of: draft.consortium, as: .json)
    let readings = ConsortiumReader(places: places).readings(of: bytes, named: "answer")
    guard let result = readings.first?.consortium else {
      let error = readings.flatMap(\.diagnostics).first { $0.severity == .error }
      throw AnswerMistake(
        message: error?.message ?? "this cannot be taken", help: error?.help)
    }
    return result
  }

  private func take(_ answer: String, as slot: FactSlot, into draft: inout Draft)
    throws(AnswerMistake)
  {
    switch slot.fact.content {
    case .value(let type):
      try take(answer, as: type, into: &draft)
      if slot.key == "country", let implied = draft.impliedRegion {
        draft.participant.region = draft.participant.region ?? implied
      }
    case .words(let type, let begin):
      begin(&draft)
      guard answer != "none" else { return }
      for word in answer.split(whereSeparator: { $0 == " " || $0 == "," }) {
        try take(String(word), as: type, into: &draft)
      }
    case .declarations:
      guard let name = slot.declaration else { return }
      try take(answer, as: .declared { $0.declarationValue = $1 }, into: &draft)
      guard let value = draft.declarationValue else { return }
      let declared = DeclaredFact(name: name, value: value)
      if slot.owner == .proposal {
        draft.proposal.declarations.append(declared)
      } else {
        draft.participant.declarations.append(declared)
      }
    case .records(let kind, let begin):
      begin(&draft)
      guard answer != "none" else { return }
      for entry in answer.split(separator: ";") {
        try takeRecord(String(entry), of: kind, for: slot, into: &draft)
      }
    case .record, .directRecords:
      throw AnswerMistake(message: "this cannot be answered in one line", help: nil)
    }
  }

  private func take(_ text: String, as type: ValueType, into draft: inout Draft)
    throws(AnswerMistake)
  {
    do throws(ValueMistake) {
      try type.take(Scalar(text: text, form: .plain), into: &draft, places: places)
    } catch {
      throw AnswerMistake(
        message: "'\(PlainText.shown(text))' is not \(type.noun)", help: error.help)
    }
  }

  /// A record as `key=value key=value`; blanks within a value belong to it.
  private func takeRecord(
    _ entry: String, of kind: RecordForm.Kind, for slot: FactSlot, into draft: inout Draft
  ) throws(AnswerMistake) {
    let form = FactTable.forms[kind.rawValue]
    var values: [(key: String, value: String)] = []
    for part in entry.split(separator: " ") {
      if let sign = part.firstIndex(of: "=") {
        values.append((String(part[..<sign]), String(part[part.index(after: sign)...])))
      } else if values.isEmpty {
        throw AnswerMistake(
          message: "'\(PlainText.shown(part))' is no fact of \(form.noun)",
          help: "write 'none', or for example '\(slot.example ?? "")'")
      } else {
        values[values.count - 1].value += " \(part)"
      }
    }
    switch kind {
    case .cost: draft.cost = CostLine()
    case .aid: draft.aid = Aid()
    case .accounts: draft.accounts = Accounts(year: 0)
    case .enterprise: draft.enterprise = Enterprise(id: "")
    case .holding: draft.holding = Holding(of: "", by: "")
    default: draft.award = Award()
    }
    for (key, value) in values {
      guard let fact = form.facts.first(where: { $0.key == key || $0.xmlName == key }),
        case .value(let type) = fact.content
      else {
        throw AnswerMistake(
          message: "'\(PlainText.shown(key))' is no fact of \(form.noun)",
          help: NearMiss.help(for: key, in: form.facts.map(\.key)))
      }
      try take(value, as: type, into: &draft)
    }
    switch kind {
    case .cost: draft.participant.costs?.append(draft.cost)
    case .aid: draft.participant.aidReceived?.append(draft.aid)
    case .accounts: draft.participant.accounts?.append(draft.accounts)
    case .enterprise: draft.consortium.enterprises?.append(draft.enterprise)
    case .holding: draft.consortium.holdings?.append(draft.holding)
    default: draft.consortium.awards?.append(draft.award)
    }
  }
}

extension Draft {
  /// Makes the record of a slot the current one of its sort.
  fileprivate mutating func enter(_ owner: FactSlot.Owner) {
    switch owner {
    case .consortium, .proposal: break
    case .participant(let index): participant = consortium.participants[index]
    case .cost(let index, let line):
      participant = consortium.participants[index]
      if let costs = participant.costs { cost = costs[line] }
    case .aid(let index, let entry):
      participant = consortium.participants[index]
      if let aids = participant.aidReceived { aid = aids[entry] }
    case .award(let index): if let awards = consortium.awards { award = awards[index] }
    }
  }

  /// Puts the current record back.
  fileprivate mutating func leave(_ owner: FactSlot.Owner) {
    switch owner {
    case .consortium, .proposal: break
    case .participant(let index): consortium.participants[index] = participant
    case .cost(let index, let line):
      participant.costs?[line] = cost
      consortium.participants[index] = participant
    case .aid(let index, let entry):
      participant.aidReceived?[entry] = aid
      consortium.participants[index] = participant
    case .award(let index): consortium.awards?[index] = award
    }
  }
}
