import SourceText

/// Texts of which every part can be seen: what looks the same is the same.
enum Visible {
  /// A text for people: not blank, without control characters.
  static func text(_ text: String) throws(ValueMistake) -> String {
    if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
      throw ValueMistake(help: "remove the control character")
    }
    if text.unicodeScalars.allSatisfy(\.properties.isWhitespace) {
      throw ValueMistake(help: "leave it out where it is not known")
    }
    return text
  }

  /// A text that tells things apart: nothing in it is invisible, and no blanks stand around it.
  static func identifier(_ text: String) throws(ValueMistake) -> String {
    let bytes = text.utf8
    if bytes.isEmpty { throw ValueMistake(help: "leave it out where it is not known") }
    if bytes.count > 1_000 { throw ValueMistake(help: "write at most 1000 bytes") }
    if bytes.first == 0x20 || bytes.last == 0x20 {
      throw ValueMistake(help: "remove the blanks around it")
    }
    let isPlain = bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    if !isPlain, text.unicodeScalars.contains(where: isInvisible) {
      throw ValueMistake(help: "remove the invisible character")
    }
    return text
  }

  /// An identifier without blanks and without the signs that stand between words.
  static func word(_ text: String) throws(ValueMistake) -> String {
    let word = try identifier(text)
    if word.utf8.contains(where: { $0 == 0x20 || $0 == 0x2C || $0 == 0x3B }) {
      throw ValueMistake(help: "write one word, without blanks, commas and semicolons")
    }
    return word
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    PlainText.isHidden(scalar) || scalar.properties.isDefaultIgnorableCodePoint
      || (scalar != " " && scalar.properties.isWhitespace)
  }
}
