import Consortia
import FundingCalls
import RuleLanguage

/// The labels of a type by their words; one that the type does not have is a label past all of its
/// own.
struct PlainLabels: Sendable {
  private let table: PlainWordTable
  let count: Int

  init(_ labels: [String]) {
    table = PlainWordTable(labels)
    count = labels.count
  }

  func label(of word: PlainWord, in text: borrowing PlainWords) -> Int {
    table.number(of: word, in: text) ?? count
  }
}

/// What a call asks participants, or the proposal, to declare.
struct PlainDeclarations: Sendable {
  private let ofParticipants: Bool
  /// The words of each one's value; `nil` where it is true or false.
  private let values: [PlainLabels?]
  private let names: PlainWordTable
  private let truths = PlainWordTable(["false", "true"])

  init(_ declarations: [Declaration], of subject: Declaration.Subject) {
    let own = declarations.filter { $0.of == subject }
    ofParticipants = subject == .participant
    names = PlainWordTable(own.map(\.name))
    values = own.map { declaration in
      if case .words(let list) = declaration.values { PlainLabels(list) } else { nil }
    }
  }

  /// Says what is declared, and of the rest what it may be.
  func fill(_ facts: inout CompactFacts, from record: borrowing PlainConsortium) {
    guard !values.isEmpty else { return }
    for number in values.indices where values[number] == nil {
      guard ofParticipants else {
        set(.oneOf(first: 2), number, of: -1, &facts)
        continue
      }
      for participant in record.participants.indices {
        set(.oneOf(first: 2), number, of: participant, &facts)
      }
    }
    for index in record.declarations.indices {
      let stated = record.declarations[index]
      guard ofParticipants == (stated.participant >= 0),
        let number = names.number(of: stated.name, in: record.text)
      else { continue }
      set(
        cell(of: stated.value, in: record.text, values[number]), number, of: stated.participant,
        &facts)
    }
  }

  private func cell(
    of value: PlainWord, in text: borrowing PlainWords, _ words: PlainLabels?
  ) -> LabelCell {
    let truth = truths.number(of: value, in: text)
    guard let words else { return .label(truth ?? 1) }
    switch truth {
    case 1: return .oneOf(first: words.count)
    case 0: return .label(words.count)
    default: return .label(words.label(of: value, in: text))
    }
  }

  private func set(
    _ cell: LabelCell, _ number: Int, of participant: Int, _ facts: inout CompactFacts
  ) {
    guard participant < 0 else {
      let column = ProposalVocabulary.firstDeclarationColumn + number
      let table = ProposalVocabulary.Table.participants.rawValue
      return RowFilling(table: table, record: participant).set(cell, column, &facts)
    }
    let fact = ProposalVocabulary.firstDeclarationFact + number
    switch cell {
    case .label(let label): facts.set(label: label, fact: fact)
    case .oneOf(let labels): facts.set(labels: labels, fact: fact)
    case .anything: break
    case .waived: facts.waive(fact: fact)
    }
  }
}
