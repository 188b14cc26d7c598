import FundingTerms
import SourceText

/// Writes a rule in its one normal form.
///
/// Words stand one space apart, keywords in lower case, numbers in groups of three. A rule that does
/// not fit its line breaks before the `and` and `or` between its outermost conditions, and then
/// where lines are full. The form has the same tokens as the rule, so its meaning cannot change.
public enum RuleFormatter {
  /// The columns that a line of a document may fill.
  static let lineLength = 96

  /// The normal form of the text on a range of bytes, or `nil` if it is no rule.
  ///
  /// `column` is the number of characters before the rule on its line; `indentation` is put before
  /// the second and further lines.
  public static func normalForm(
    in source: SourceFile, at range: Range<Int>, column: Int = 0, indentation: String = ""
  ) -> String? {
    guard let tokens = try? Lexer.tokens(in: source, range: range) else { return nil }
    let words = tokens.indices.compactMap { index in
      isLabel(at: index, tokens)
        ? source.text(in: tokens[index].range) : text(of: tokens[index], in: source)
    }
    let line = joined(words)
    guard column + line.count > lineLength else { return line }
    return broken(words, column: column, indentation: indentation)
  }

  /// Whether a number may be a label, such as the strand '2018', which stays as it is written.
  private static func isLabel(at index: Int, _ tokens: [Token]) -> Bool {
    guard index > 0, case .number(_, 0) = tokens[index].kind else { return false }
    let isBeforeUnit =
      tokens[index + 1].kind == .percent
      || ["months", "month", "years", "year"].contains(tokens[index + 1].keyword)
    if isBeforeUnit { return false }
    if ["is", "are"].contains(tokens[index - 1].keyword) { return true }
    if tokens[index - 1].keyword == "not", index > 1 {
      return ["is", "are"].contains(tokens[index - 2].keyword)
    }
    // In a set: after the parenthesis that follows 'in', and after the labels before it.
    var position = index - 1
    while position > 0, tokens[position].kind == .comma {
      position -= 2
    }
    return position > 0 && tokens[position].kind == .open && tokens[position - 1].keyword == "in"
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
      if needsSpace(between: previous, and: word) { result += " " }
      result += word
      previous = word
    }
    return result
  }

  private static func needsSpace(between previous: String, and word: String) -> Bool {
    previous != "(" && word != ")" && word != ","
  }

  /// The rule with a line for each of its outermost conditions, and more where one is too long.
  private static func broken(_ words: [String], column: Int, indentation: String) -> String {
    var lines: [String] = []
    for condition in conditions(words) {
      var rest = condition[...]
      var isFirst = true
      while !rest.isEmpty {
        let start = lines.isEmpty ? column : indentation.count + (isFirst ? 0 : 2)
        let line = rest.prefix(fitting(rest, from: start))
        let lead = lines.isEmpty ? "" : isFirst ? indentation : indentation + "  "
        lines.append(lead + joined(Array(line)))
        rest = rest.dropFirst(line.count)
        isFirst = false
      }
    }
    return lines.joined(separator: "\n")
  }

  /// How many words go on a line that begins at a column: as many as fit, but rather fewer than
  /// leave a joint of the sentence behind.
  private static func fitting(_ words: ArraySlice<String>, from start: Int) -> Int {
    let joints: Set<String> = ["and", "or", "otherwise", "then", "unless", "plus", "minus"]
    var width = start
    var count = 0
    var lastGap = 0
    var lastJoint = 0
    var previous = "("
    for word in words {
      let hasGap = needsSpace(between: previous, and: word)
      if count > 0, hasGap, previous != "each" {
        lastGap = count
        if joints.contains(word), width > start + lineLength / 3 { lastJoint = count }
      }
      width += (hasGap && count > 0 ? 1 : 0) + word.count
      if width > lineLength, lastGap > 0 { return lastJoint > 0 ? lastJoint : lastGap }
      count += 1
      previous = word
    }
    return count
  }

  /// The words cut before each `and` or `or` that stands outside all parentheses.
  private static func conditions(_ words: [String]) -> [[String]] {
    var result: [[String]] = []
    var current: [String] = []
    var level = 0
    var awaitsUpperLimit = false
    for word in words {
      if word == "(" { level += 1 } else if word == ")" { level -= 1 }
      if word == "between" { awaitsUpperLimit = true }
      let isJoint = (word == "and" && !awaitsUpperLimit) || (word == "or" && current.last != "on")
      if word == "and" { awaitsUpperLimit = false }
      if level == 0, isJoint, !current.isEmpty {
        result.append(current)
        current = []
      }
      current.append(word)
    }
    return result + [current]
  }
}
