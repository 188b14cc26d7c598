import JSONReading
import SourceText

/// A text of another form that has been brought into the form of a JSON consortium, every value with
/// its place in the text that it comes from: how to speak of its values, and how to take them.
struct ForeignText: Sendable {
  /// What to call the value that stands at an offset and states a fact: `'role' in F3`.
  let subject: @Sendable (_ fact: String, _ offset: Int?) -> String
  /// A value as the types understand it: `1 365 000,00` is `1365000.00`.
  let plain: @Sendable (_ text: String, _ type: ValueType) throws(ValueMistake) -> String
}

/// A consortium of another form as a value of JSON.
struct ForeignConsortium {
  /// The text in UTF-8, in which all ranges count.
  var source: SourceFile
  /// The consortium; `nil` where the text is none.
  var value: JSONValue?
  /// How to speak of its values.
  var text: ForeignText?
  /// What is wrong with the text, and what was not taken over.
  var diagnostics: [Diagnostic]
  /// Whether the file holds many by its form.
  var isOneOfMany = false
}
