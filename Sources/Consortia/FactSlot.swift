import FundingTerms

/// Where a fact of a consortium goes: what a path of the program's answers names.
public struct FactSlot: Sendable {
  /// The record that the fact belongs to.
  public enum Owner: Sendable, Hashable {
    /// The consortium itself, by its planned awards.
    case consortium
    case proposal
    /// A participant, by index.
    case participant(Int)
    /// A line of a participant's costs, both by index.
    case cost(participant: Int, line: Int)
    /// An aid that a participant has received, both by index.
    case aid(participant: Int, aid: Int)
    /// An award, by index.
    case award(Int)
  }

  /// What may be answered.
  public enum AnswerType: Sendable, Hashable {
    case text, word, amount, number, date, truth, country, region
    /// One of some words.
    case choice([String])
    /// Several words, each of one of the other types.
    indirect case words(AnswerType)
    /// Records, each with some facts, by their keys.
    case records([String])

    /// The name of the type in answers for scripts.
    public var name: String {
      switch self {
      case .text: "text"
      case .word, .choice: "word"
      case .amount: "amount"
      case .number: "number"
      case .date: "date"
      case .truth: "truth"
      case .country: "country"
      case .region: "region"
      case .words: "words"
      case .records: "records"
      }
    }
  }

  /// The path: `participants.P3.kind`.
  public let path: String
  /// The record that the fact belongs to.
  public let owner: Owner
  /// The fact's key in JSON; `declarations` for a declaration.
  public let key: String
  /// The name of the declaration, where the fact is one.
  public let declaration: String?
  /// The fact in the table of facts.
  let fact: Fact

  /// How a list of records is answered, for example; `nil` for other facts.
  public var example: String? {
    switch fact.content {
    case .records(.cost, _): "category=personnel amount=120000; category=travel amount=5000"
    case .records(.aid, _): "date=2024-06-01 amount=200000 regime=de-minimis memberState=FR"
    case .records(.accounts, _): "year=2023 headcount=40 turnover=9000000 balanceSheet=4000000"
    case .records(.enterprise, _): "id=E1 kind=company headcount=40 turnover=9000000"
    case .records(.holding, _): "of=P1 by=E1 share=30"
    case .records(.award, _): "form=voucher recipient=sme amount=60000 count=15"
    default: nil
    }
  }

  /// What may be answered; of a declaration the call says more.
  public var type: AnswerType {
    switch fact.content {
    case .value(let type): type.answer
    case .words(let type, _): .words(type.answer)
    case .declarations: .word
    case .records(let kind, _), .directRecords(let kind), .record(let kind):
      .records(FactTable.forms[kind.rawValue].facts.map(\.key))
    }
  }
}

extension ValueType {
  /// What may be answered where a value of the type is asked for.
  fileprivate var answer: FactSlot.AnswerType {
    switch self {
    case .text, .identifier: .text
    case .word, .declared: .word
    case .money: .amount
    case .headcount, .percentage, .whole: .number
    case .date: .date
    case .truth: .truth
    case .country: .country
    case .region: .region
    case .choice(_, let words, _): .choice(words)
    }
  }
}

extension Consortium {
  /// The slot that a path names: `proposal.FIELD`, `participants.ID.FIELD`,
  /// `participants.ID.costs.N.FIELD`, `participants.ID.aidReceived.N.FIELD`, `thirdPartySupport` or `thirdPartySupport.ID.FIELD`, where a
  /// declaration is the field `declarations.NAME`; `nil` where there is no such fact or record.
  public func slot(at path: String) -> FactSlot? {
    if path == "thirdPartySupport" { return slot(path, .consortium, .consortium, path[...]) }
    if let field = path.dropping("proposal.") { return slot(path, .proposal, .proposal, field) }
    if let rest = path.dropping("participants.") {
      // An id may hold points, so each participant is tried.
      for (index, participant) in participants.enumerated() {
        guard let field = rest.dropping(participant.id + ".") else { continue }
        if let line = entry(of: "costs.", in: field) {
          if participant.costs?.indices.contains(line.index) == true,
            let found = slot(
              path, .cost(participant: index, line: line.index), .cost, line.field)
          {
            return found
          }
        } else if let aid = entry(of: "aidReceived.", in: field) {
          if participant.aidReceived?.indices.contains(aid.index) == true,
            let found = slot(path, .aid(participant: index, aid: aid.index), .aid, aid.field)
          {
            return found
          }
        } else if let found = slot(path, .participant(index), .participant, field) {
          return found
        }
      }
    }
    if let rest = path.dropping("thirdPartySupport.") {
      for (index, award) in (awards ?? []).enumerated() {
        guard let field = rest.dropping((award.id ?? String(index + 1)) + ".") else { continue }
        if let found = slot(path, .award(index), .award, field) { return found }
      }
    }
    return nil
  }

  private func entry(of list: String, in field: Substring) -> (index: Int, field: Substring)? {
    guard let rest = field.dropping(list), let point = rest.firstIndex(of: "."),
      let number = Int(rest[..<point]), number > 0
    else { return nil }
    return (number - 1, rest[rest.index(after: point)...])
  }

  private func slot(
    _ path: String, _ owner: FactSlot.Owner, _ kind: RecordForm.Kind, _ field: Substring
  ) -> FactSlot? {
    let form = FactTable.forms[kind.rawValue]
    let declaration = field.dropping("declarations.").map(String.init)
    let key = declaration == nil ? String(field) : "declarations"
    guard let index = form.index(ofKey: key) else { return nil }
    return FactSlot(
      path: path, owner: owner, key: key, declaration: declaration, fact: form.facts[index])
  }
}

extension StringProtocol where SubSequence == Substring {
  /// What follows a beginning; `nil` where the text does not begin so.
  fileprivate func dropping(_ prefix: String) -> Substring? {
    hasPrefix(prefix) && count > prefix.count ? dropFirst(prefix.count) : nil
  }
}
