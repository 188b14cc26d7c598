import FundingTerms
import JSONReading

extension JSONValue {
  /// A text or a number as text, cleaned; `nil` for an empty one and for all else.
  var line: String? { scalar.flatMap { CleanText.line($0) } }

  /// A text or a number as it is written.
  var scalar: String? { string ?? number }

  /// The elements of a list, or the value itself; none for `null`.
  var each: [JSONValue] { elements ?? (isNull ? [] : [self]) }

  /// The text of an object that the portal uses for a word of its vocabularies, or of a text.
  var word: String? {
    line ?? self["abbreviation"]?.line ?? self["description"]?.line
  }

  /// The first value of a list that is a text: how the portal's search gives single values.
  func first(_ key: String) -> String? {
    self[key]?.each.lazy.compactMap(\.line).first
  }

  /// A sum of money; 0 is "not stated".
  var money: Money? {
    guard let text = scalar?.filter({ $0 != " " && $0 != "\u{A0}" }), !text.isEmpty,
      let money = try? Money(parsing: text), money > .zero
    else { return nil }
    return money
  }

  /// A number of things; 0 is "not stated".
  var count: Int? { scalar.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } }
}
