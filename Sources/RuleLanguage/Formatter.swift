import FundingTerms
import SourceText

/// Writes a rule in its one normal form.
///
/// Words stand one space apart, keywords in lower case, numbers in groups of three, and a rule that
/// does not fit a line breaks before its `and` and `or`. The form has the same tokens as the rule,
/// so its meaning cannot change.
public enum RuleFormatter {
  /// A rule longer than this is broken into several lines.
  static let lineLength = 88

  /// The normal form of the text on a range of bytes, or `nil` if it is no rule. `indentation` is
  /// put before the second and further lines.
  public static func normalForm(
    in source: SourceFile, at range: Range<Int>, indentation: String = ""
  ) -> String? {
    guard let tokens = try? Lexer.tokens(in: source, range: range) else { return nil }
    let words = tokens.compactMap { text(of: $0, in: source) }
    let line = joined(words)
    guard line.count > lineLength else { return line }
    return broken(words, indentation: indentation)
  }

  private static func text(of token: Token, in source: SourceFile) -> String? {
    switch token.kind {
    case .word(let word):
      if token.keyword == "eur" { return "EUR" }
      return token.isKeyword ? word.lowercased() : word
    case .number(let digits, let decimals): return number(digits, decimals)
    case .date(let date): return date.description
    case .percent: return "%"
    case .open: return "("
    case .close: return ")"
    case .comma: return ","
    case .end: return nil
    }
  }

  private static func number(_ digits: Int64, _ decimals: Int) -> String {
    guard decimals > 0 else { return Digits.grouped(digits) }
    var whole = String(digits)
    if whole.count <= decimals {
      whole = String(repeating: "0", count: decimals + 1 - whole.count) + whole
    }
    let head = Int64(whole.dropLast(decimals)) ?? 0
    return "\(Digits.grouped(head)).\(whole.suffix(decimals))"
  }

  private static func joined(_ words: [String]) -> String {
    var result = ""
    var previous = "("
    for word in words {
      if previous != "(", word != ")", word != "," { result += " " }
      result += word
      previous = word
    }
    return result
  }

  /// The rule with a line for each condition of the outermost `and` or `or`.
  private static func broken(_ words: [String], indentation: String) -> String {
    var lines: [String] = []
    var line: [String] = []
    var level = 0
    var awaitsUpperLimit = false
    for word in words {
      if word == "(" { level += 1 } else if word == ")" { level -= 1 }
      if word == "between" { awaitsUpperLimit = true }
      let isJoint = (word == "and" && !awaitsUpperLimit) || (word == "or" && line.last != "on")
      if word == "and" { awaitsUpperLimit = false }
      if level == 0, isJoint || word == "otherwise", !line.isEmpty {
        lines.append(joined(line))
        line = []
      }
      line.append(word)
    }
    lines.append(joined(line))
    return lines.joined(separator: "\n\(indentation)")
  }
}
