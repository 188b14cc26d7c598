import FundingTerms
import SourceText

/// Reads tokens into syntax: one method a construct, one token of look-ahead (two after a name).
///
/// It stops at the first mistake; a rule is short, and what follows a mistake is guesswork.
struct Parser {
  /// How deep conditions and quantities may nest.
  static let deepest = 64
  /// How many terms a sum may have.
  static let mostTerms = 100

  let source: SourceFile
  let vocabulary: Vocabulary
  let tokens: [Token]
  private(set) var index = 0
  private var depth = 0
  /// How many tallies the current condition stands in.
  var tallies = 0

  init(source: SourceFile, range: Range<Int>, vocabulary: Vocabulary) throws(RuleError) {
    self.source = source
    self.vocabulary = vocabulary
    tokens = try Lexer.tokens(in: source, range: range)
  }

  // MARK: Tokens

  var current: Token { tokens[index] }

  /// The token some steps on from the current one; -1 is the one before.
  func token(after distance: Int) -> Token {
    tokens[min(max(index + distance, 0), tokens.count - 1)]
  }

  /// Whether a word stands here.
  func isAt(_ word: String) -> Bool { tokens[index].keyword == word }

  /// Whether two words stand here.
  func isAt(_ word: String, _ next: String) -> Bool {
    isAt(word) && token(after: 1).keyword == next
  }

  mutating func take() -> Token {
    let token = tokens[index]
    step()
    return token
  }

  /// Steps over a word if it stands here.
  mutating func skip(_ word: String) -> Bool {
    guard isAt(word) else { return false }
    step()
    return true
  }

  /// Steps over two words if they stand here.
  mutating func skip(_ word: String, _ next: String) -> Bool {
    guard isAt(word, next) else { return false }
    step()
    step()
    return true
  }

  /// Steps over three words if they stand here.
  mutating func skip(_ word: String, _ next: String, _ last: String) -> Bool {
    guard isAt(word, next), token(after: 2).keyword == last else { return false }
    step()
    return skip(next, last)
  }

  mutating func skip(_ kind: Token.Kind) -> Bool {
    guard tokens[index].kind == kind else { return false }
    step()
    return true
  }

  private mutating func step() {
    if index < tokens.count - 1 { index += 1 }
  }

  func error(
    _ code: String, _ message: String, at range: Range<Int>? = nil, help: String? = nil,
    fixIt: Diagnostic.FixIt? = nil
  ) -> RuleError {
    RuleError(
      diagnostic: Diagnostic(
        code: code, message, in: source, at: range ?? current.range, help: help, fixIt: fixIt))
  }

  /// What the current token looks like in a message.
  var shown: String {
    current.kind == .end
      ? "the end of the rule" : "'\(PlainText.shown(source.text(in: current.range)))'"
  }

  /// Where the token before this one ends.
  var endOfLast: Int { tokens[max(index - 1, 0)].range.upperBound }

  mutating func expect(_ word: String, after what: String) throws(RuleError) {
    guard !skip(word) else { return }
    throw error(
      "rule.expected", "expected '\(word)' after \(what) but found \(shown)",
      help: NearMiss.help(for: source.text(in: current.range), in: [word]))
  }

  mutating func expect(_ kind: Token.Kind, _ text: String, after what: String) throws(RuleError) {
    guard !skip(kind) else { return }
    throw error("rule.expected", "expected '\(text)' after \(what) but found \(shown)")
  }

  mutating func name(_ what: String) throws(RuleError) -> NameSyntax {
    guard case .word(let text) = current.kind, !current.isKeyword else {
      throw error("rule.expected", "expected \(what) but found \(shown)")
    }
    return NameSyntax(text: text, range: take().range)
  }

  /// A label: a word, or a number such as the name of a strand.
  mutating func label() throws(RuleError) -> NameSyntax {
    if case .number = current.kind {
      let token = take()
      return NameSyntax(text: source.text(in: token.range), range: token.range)
    }
    return try name("a label")
  }

  mutating func nested<T>(_ body: (inout Parser) throws(RuleError) -> T) throws(RuleError) -> T {
    depth += 1
    guard depth <= Self.deepest else {
      throw error(
        "rule.too-deep", "a rule nests at most \(Self.deepest) levels deep",
        help: "name its amounts, or split it into several requirements")
    }
    defer { depth -= 1 }
    return try body(&self)
  }

  /// The words that have a meaning of their own and so can name nothing.
  static let keywords: Set<String> = [
    "a", "after", "all", "an", "and", "are", "at", "before", "between", "come", "comes", "declared",
    "different", "each", "every", "exactly", "fewer", "for", "from", "hold", "holds", "in",
    "include", "includes", "independent", "is", "its", "larger", "least", "less", "minus", "more",
    "most", "no", "not", "of", "on", "or", "otherwise", "plus", "same", "smaller", "stated", "than",
    "that", "the", "then", "there", "unless", "when", "whose", "within",
  ]
}
