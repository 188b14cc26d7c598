import Consortia
import FundingCalls
import FundingTerms
import SourceText

/// A missing fact as a question to the applicants.
public struct Question: Sendable {
  /// The fact.
  public var slot: FactSlot
  /// The question in plain words.
  public var text: String
  /// The words that may be answered, `yes` and `no` among them; `nil` where they are not counted.
  public var answers: [String]?
  /// What may be answered, where it is no one of some words: `two-letter code`.
  public var hint: String?
  /// The ids of the requirements whose outcome the fact could change.
  public var requirements: [String]

  /// The path of the fact.
  public var path: String { slot.path }

  /// The questions that an assessment leaves open, the one that could decide most first: those for
  /// blocking requirements, then those for warnings, then those for advice; among them those that
  /// matter to more requirements, and then those that can settle a requirement alone.
  public static func open(in assessment: Assessment, of consortium: Consortium) -> [Question] {
    let words = QuestionWords(call: assessment.call, consortium: consortium)
    let results = assessment.results.filter { $0.outcome == .cannotTell }
    let ranked = assessment.missing.enumerated().compactMap { index, missing -> Ranked? in
      guard let slot = consortium.slot(at: missing.path) else { return nil }
      let needing = results.filter { $0.missing.contains(missing.path) }
      let severities = needing.map {
        Severity.allCases.firstIndex(of: $0.requirement.severity) ?? 0
      }
      let severity = severities.min() ?? 0
      return Ranked(
        question: words.question(slot, missing.requirements), severity: severity,
        count: severities.count { $0 == severity },
        settlesAlone: needing.contains { $0.missing.count == 1 }, index: index)
    }
    return ranked.sorted { $0.isBefore($1) }.map(\.question)
  }

  private struct Ranked {
    var question: Question
    /// 0 for blocking.
    var severity: Int
    /// How many requirements of that severity need it.
    var count: Int
    var settlesAlone: Bool
    var index: Int

    func isBefore(_ other: Ranked) -> Bool {
      if severity != other.severity { return severity < other.severity }
      if count != other.count { return count > other.count }
      if settlesAlone != other.settlesAlone { return settlesAlone }
      return index < other.index
    }
  }
}

/// The table of questions: one for each fact of the consortium format, by the sort of its record
/// and its key.
struct QuestionWords {
  let call: Call
  let consortium: Consortium

  func question(_ slot: FactSlot, _ requirements: [String]) -> Question {
    let declaration = slot.declaration.flatMap { name in
      call.vocabulary.declarations.first { $0.name == name }
    }
    let answers = declaration.map(self.answers) ?? self.answers(for: slot)
    return Question(
      slot: slot, text: declaration.map { text($0, slot) } ?? text(for: slot),
      answers: answers, hint: answers == nil ? Self.hint(for: slot) : nil,
      requirements: requirements)
  }

  // MARK: Words

  private func text(for slot: FactSlot) -> String {
    let who = owner(of: slot)
    let words = Self.table[Self.sort(of: slot.owner)]?[slot.key] ?? "What is the \(slot.key) of %?"
    return words.split(separator: "%", omittingEmptySubsequences: false).joined(separator: who)
  }

  private func text(_ declaration: Declaration, _ slot: FactSlot) -> String {
    var meaning = declaration.meaning
    while meaning.last == "." || meaning.last == " " { meaning.removeLast() }
    let about = declaration.of == .participant ? " of \(owner(of: slot))" : ""
    switch declaration.values {
    case .truth: return "Is this so\(about): \(meaning)?"
    case .words: return "What holds\(about): \(meaning)?"
    }
  }

  private func answers(_ declaration: Declaration) -> [String] {
    switch declaration.values {
    case .truth: ["yes", "no"]
    case .words(let words): words
    }
  }

  /// What people call the record, with its id.
  private func owner(of slot: FactSlot) -> String {
    func participant(_ index: Int) -> String {
      let one = consortium.participants[index]
      return one.name.map { "\($0) (\(one.id))" } ?? one.id
    }
    switch slot.owner {
    case .consortium, .proposal: return "the proposal"
    case .participant(let index): return participant(index)
    case .cost(let index, let line): return "cost \(line + 1) of \(participant(index))"
    case .aid(let index, let aid): return "aid \(aid + 1) of \(participant(index))"
    case .award(let index): return "award \(consortium.awards?[index].id ?? "\(index + 1)")"
    }
  }

  // MARK: Answers

  private func answers(for slot: FactSlot) -> [String]? {
    if slot.owner == .proposal {
      switch slot.key {
      case "strand": return call.strands.map(\.id)
      case "objectives", "focus": return call.vocabulary.objectives.map(\.id)
      case "themes": return call.vocabulary.themes.map(\.id)
      default: break
      }
    }
    switch slot.type {
    case .truth: return ["yes", "no"]
    case .choice(let words), .words(.choice(let words)): return words
    default: return nil
    }
  }

  private static func hint(for slot: FactSlot) -> String? {
    switch slot.type {
    case .text, .word, .choice: nil
    case .amount: "an amount in EUR, as in 1365000.00"
    case .number: "a number"
    case .date: "a day, as in 2021-11-30"
    case .truth: "yes / no"
    case .country: "two-letter code"
    case .region: "a NUTS code, as in FRK2"
    case .words(.country): "two-letter codes; none"
    case .words: "words; none"
    case .records: "none, or for example \(slot.example ?? "")"
    }
  }

  private static func sort(of owner: FactSlot.Owner) -> String {
    switch owner {
    case .consortium: "consortium"
    case .proposal: "proposal"
    case .participant: "participant"
    case .cost: "cost"
    case .aid: "aid"
    case .award: "award"
    }
  }

  /// The questions; `%` stands for the record.
  static let table: [String: [String: String]] = [
    "consortium": [
      "name": "What is the consortium called?",
      "thirdPartySupport": "Which awards to third parties are planned?",
    ],
    "proposal": [
      "call": "Which call is the proposal for?",
      "strand": "Which strand of the call is the proposal for?",
      "durationMonths": "How many months does the project last?",
      "submissionDate": "On which day is the proposal submitted?",
      "startDate": "On which day does the project start?",
      "requestedGrant": "How much grant does the proposal ask for, in EUR?",
      "totalCost": "What does the whole project cost, in EUR?",
      "objectives": "Which objectives does the proposal work towards?",
      "focus": "On which objectives does the proposal concentrate?",
      "themes": "Which themes is the proposal about?",
      "ecosystems": "Which industrial ecosystems does the proposal serve?",
      "targetCountries": "To which countries outside the Union does the proposal turn?",
      "trlStart": "At which technology readiness level does the project start, 1 to 9?",
    ],
    "participant": [
      "name": "What is % called?",
      "country": "In which country is % established?",
      "region": "In which region is % established?",
      "role": "Which role does % have?",
      "kind": "Which kind of organisation is %?",
      "represents": "For which kinds of organisations does % speak as a network?",
      "nonProfit": "Is % a non-profit organisation?",
      "publicBody": "Is % a public body?",
      "sme": "Is % a small or medium-sized enterprise?",
      "size": "How large an enterprise is %?",
      "group": "To which group under common control does % belong?",
      "founded": "On which day was % founded?",
      "controlledFrom": "From which country is % controlled?",
      "headcount": "How many people work for %, in annual work units?",
      "turnover": "What is the yearly turnover of %, in EUR?",
      "balanceSheet": "What is the balance sheet total of %, in EUR?",
      "costs": "What are the costs of %?",
      "requestedGrant": "How much grant does % ask for, in EUR?",
      "aidReceived": "Which state aid has % received?",
    ],
    "cost": [
      "category": "Which category is %?",
      "amount": "How much is %, in EUR?",
      "workPackage": "To which work package does % belong?",
      "forSMEs": "Does % support innovation in small and medium-sized enterprises directly?",
    ],
    "aid": [
      "date": "On which day was % granted?",
      "amount": "How much is %, in EUR?",
      "regime": "Under which rules was % granted?",
      "memberState": "Which state granted %?",
      "scheme": "From which scheme does % come?",
    ],
    "award": [
      "form": "In which form is the support of % given?",
      "recipient": "Who gets the support of %?",
      "amount": "How much does one recipient of % get, in EUR?",
      "count": "How many recipients does % have?",
      "provider": "Which participant gives %, by its id?",
      "country": "In which country are the recipients of %?",
      "recipientId": "By which name is the recipient of % known?",
    ],
  ]
}

extension Question {
  /// The name of the type of an answer; of a declaration as the call states it.
  public var type: String {
    guard slot.declaration != nil else { return slot.type.name }
    return answers == ["yes", "no"] ? FactSlot.AnswerType.truth.name : slot.type.name
  }

  /// An answer as the readers of the formats write it, once it is one of those that may be given.
  public func accepted(_ answer: String) throws(AnswerMistake) -> String {
    guard let answers else { return answer }
    if answers == ["yes", "no"] {
      switch answer.lowercased() {
      case "yes", "y", "true": return "true"
      case "no", "n", "false": return "false"
      default: throw AnswerMistake(message: "'\(shown(answer))' is neither yes nor no", help: nil)
      }
    }
    var words = [answer]
    if case .words = slot.type {
      words = answer == "none" ? [] : answer.split { $0 == " " || $0 == "," }.map(String.init)
    }
    for word in words where !answers.contains(word) {
      throw AnswerMistake(
        message: "'\(shown(word))' is none of the words",
        help: NearMiss.help(for: word, in: answers)
          ?? "write one of: " + answers.joined(separator: ", "))
    }
    return answer
  }

  private func shown(_ text: String) -> String { PlainText.shown(text) }
}
