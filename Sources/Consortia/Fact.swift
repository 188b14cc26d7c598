import FundingTerms

/// One fact that a record may state: under which names, of which type, and where it goes.
struct Fact: Sendable {
  /// What stands under the name.
  enum Content: Sendable {
    /// One value: a member in JSON, an attribute in XML.
    case value(ValueType)
    /// A list of words: a list of texts in JSON, the words of an element in XML. The function makes
    /// the known empty list to which the type's setter adds.
    case words(ValueType, begin: @Sendable (inout Draft) -> Void)
    /// One record: an object in JSON, an element in XML.
    case record(RecordForm.Kind)
    /// A list of records: a list of objects in JSON, the elements of the list's element in XML.
    case records(RecordForm.Kind, begin: @Sendable (inout Draft) -> Void)
    /// A list of records that in XML stand in the record itself.
    case directRecords(RecordForm.Kind)
    /// Declarations: the members of an object in JSON, the elements of the list's element in XML.
    case declarations
  }

  /// The name in JSON.
  let key: String
  /// The name in XML.
  let xmlName: String
  /// What stands under the name.
  let content: Content
  /// What is to be written, by a draft that holds the record; `nil` where the fact is not known.
  /// Records and declarations are written by their own forms.
  let written: @Sendable (Draft) -> WrittenValue?

  init(_ key: String, _ content: Content) {
    self.key = key
    self.xmlName = Self.xmlName(for: key)
    self.content = content
    written = { _ in nil }
  }

  /// A fact that stands at a path of the draft.
  init(
    _ key: String, _ content: Content, _ path: any KeyPath<Draft, some Writable> & Sendable
  ) {
    self.key = key
    self.xmlName = Self.xmlName(for: key)
    self.content = content
    written = { $0[keyPath: path].written }
  }

  /// Whether XML has it as an attribute.
  var isAttribute: Bool {
    if case .value = content { true } else { false }
  }

  /// The XML name that belongs to a JSON key: `forSMEs` is `for-smes`.
  private static func xmlName(for key: String) -> String {
    var name = ""
    var followsSmall = false
    for letter in key {
      if letter.isUppercase && followsSmall { name += "-" }
      followsSmall = letter.isLowercase
      name += letter.lowercased()
    }
    return name
  }
}

/// The type of a value, with the function that takes the value over.
enum ValueType: Sendable {
  typealias Setter<Value> = @Sendable (inout Draft, Value) -> Void

  /// Any text that is not blank.
  case text(Setter<String>)
  /// A text by which one thing is told from another: nothing in it is invisible.
  case identifier(Setter<String>)
  /// A word without blanks.
  case word(Setter<String>)
  /// `true`, `false` or a word.
  case declared(Setter<DeclaredFact.Value>)
  case money(Setter<Money>)
  case headcount(Setter<Headcount>)
  case percentage(Setter<Percentage>)
  case whole(ClosedRange<Int>, Setter<Int>)
  case date(Setter<CalendarDate>)
  case truth(Setter<Bool>)
  case country(Setter<PlaceNames.Country>)
  case region(Setter<RegionCode>)
  /// One of some words; the noun says what they are.
  case choice(noun: String, words: [String], @Sendable (inout Draft, String) -> Bool)

  /// One of the words of an enumeration.
  static func oneOf<Word: RawRepresentable<String> & CaseIterable & Sendable>(
    _ noun: String, _ set: @escaping Setter<Word>
  ) -> ValueType {
    .choice(noun: noun, words: Word.allCases.map(\.rawValue)) { draft, text in
      guard let word = Word(rawValue: text) else { return false }
      set(&draft, word)
      return true
    }
  }

  /// What to call a value of the type: `'role' is a role, not 'leader'`.
  var noun: String {
    switch self {
    case .text: "a text"
    case .identifier: "a name by which one thing is told from another"
    case .word: "a word"
    case .declared: "true, false or a word"
    case .money: "an amount in euro"
    case .headcount: "a number of people"
    case .percentage: "a percentage from 0 to 100"
    case .whole(let range, _):
      "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .date: "a day of the calendar"
    case .truth: "true or false"
    case .country: "the two-letter code of a country"
    case .region: "the NUTS code of a region"
    case .choice(let noun, _, _): noun
    }
  }

  /// The end of the code of a diagnostic about a value of the type.
  var codeWord: String {
    switch self {
    case .text, .identifier: "text"
    case .word, .declared, .choice: "word"
    case .money: "amount"
    case .headcount, .percentage, .whole: "number"
    case .date: "date"
    case .truth: "truth"
    case .country: "country"
    case .region: "region"
    }
  }
}

/// The facts of one sort of record.
final class RecordForm: Sendable {
  /// The sorts of record.
  enum Kind: Int, Sendable, CaseIterable {
    case consortium, proposal, participant, cost, aid, award, declaration
    case enterprise, accounts, enterpriseAccounts, holding
  }

  /// Which sort it is.
  let kind: Kind
  /// The record's element in XML.
  let element: String
  /// What to call a record: `'colour' is no fact of a participant`.
  let noun: String
  /// The most records of the sort that one consortium (of a declaration: one record) may have: far
  /// above any real one, so that no file can exhaust the program.
  let limit: Int
  /// The facts, in the order in which people are told of them.
  let facts: [Fact]
  private let positions: [String: Int]

  init(_ kind: Kind, element: String, noun: String, limit: Int = 1, facts: [Fact]) {
    self.kind = kind
    self.element = element
    self.noun = noun
    self.limit = limit
    self.facts = facts
    self.positions = Dictionary(uniqueKeysWithValues: zip(facts.map(\.key), facts.indices))
  }

  /// The index of the fact with a JSON key.
  func index(ofKey key: String) -> Int? { positions[key] }
}
