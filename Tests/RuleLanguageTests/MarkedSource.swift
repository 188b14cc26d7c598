import RuleLanguage
import SourceText
import Testing

/// A wrong rule, with `⟦…⟧` around what is wrong in it, and what is said of it.
struct Mistake: Sendable, CustomTestStringConvertible {
  let text: String
  /// The marked part, in bytes.
  let range: Range<Int>
  /// The code and the message.
  let message: String
  let help: String
  let replacement: String

  /// `lines` are the marked rule, `code: message`, and where there are any `help: …` and
  /// `fix-it: …`.
  init(_ lines: [String]) {
    let parts = lines[0].split(separator: "⟦", maxSplits: 1, omittingEmptySubsequences: false)
    let ends =
      parts.last?.split(separator: "⟧", maxSplits: 1, omittingEmptySubsequences: false) ?? []
    if parts.count == 2, ends.count == 2 {
      let start = parts[0].utf8.count
      range = start..<start + ends[0].utf8.count
      text = String(parts[0] + ends[0] + ends[1])
    } else {
      (text, range) = (lines[0], 0..<0)
    }
    func line(_ prefix: String) -> String {
      lines.dropFirst(2).first { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
        ?? "-"
    }
    message = lines.count > 1 ? lines[1] : ""
    help = line("help: ")
    replacement = line("fix-it: ")
  }

  /// Mistakes set apart by empty lines.
  static func table(_ text: String) -> [Mistake] {
    text.split(separator: "\n\n").map { block in
      Mistake(block.split(separator: "\n").map(String.init))
    }
  }

  var testDescription: String { String(text.prefix(80)) }

  /// What a diagnostic should say, in one text that shows all that differs.
  var expected: String {
    let source = SourceFile(name: "rule", text: text)
    let length = max(1, source.text(in: range).unicodeScalars.count)
    let place = source.place(at: range.lowerBound)
    return
      "\(message); help: \(help); fix-it: \(replacement); at \(place.line):\(place.column), "
      + "\(length) long"
  }

  /// What a diagnostic says, in the same form.
  static func shown(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.place ?? Place(line: 0, column: 0)
    return
      "\(diagnostic.code): \(diagnostic.message); help: \(diagnostic.help ?? "-"); "
      + "fix-it: \(diagnostic.fixIt?.replacement ?? "-"); at \(place.line):\(place.column), "
      + "\(diagnostic.excerpt?.length ?? 1) long"
  }
}
