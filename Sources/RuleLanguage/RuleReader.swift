import FundingTerms
import SourceText

/// Reads the texts of a call that are written in the rule language.
public enum RuleReader {
  /// The rule on a range of bytes, typed over a vocabulary; or the diagnostic that says what is
  /// wrong with it, at the place in the file.
  public static func rule(in source: SourceFile, at range: Range<Int>, vocabulary: Vocabulary)
    -> Result<Rule, RuleRefused>
  {
    read(in: source, at: range, vocabulary: vocabulary) { parser, checker throws(RuleError) in
      Rule(condition: try checker.condition(try parser.rule()), vocabulary: vocabulary)
    }
  }

  /// The quantity on a range of bytes: the definition of a named amount, of the whole project or
  /// (`its cost`) of each record of the table of a noun.
  public static func quantity(
    in source: SourceFile, at range: Range<Int>, of noun: String? = nil, vocabulary: Vocabulary
  ) -> Result<Quantity, RuleRefused> {
    let table = noun.flatMap { vocabulary.noun($0)?.noun.table }
    return read(in: source, at: range, vocabulary: vocabulary) {
      parser, checker throws(RuleError) in
      let quantity = try parser.quantity()
      guard parser.current.kind == .end else { throw parser.leftOver() }
      return try checker.quantity(quantity, table: table)
    }
  }

  /// The literal on a range of bytes: the value of a parameter.
  public static func literal(in source: SourceFile, at range: Range<Int>)
    -> Result<Literal, RuleRefused>
  {
    let empty = Vocabulary(labelTypes: [], tables: [], nouns: [], facts: [])
    return read(in: source, at: range, vocabulary: empty) { parser, _ throws(RuleError) in
      let literal = try parser.literal()
      guard parser.current.kind == .end else { throw parser.leftOver() }
      return literal
    }
  }

  /// The names that stand as quantities in a text: the named amounts that another one needs.
  public static func words(in source: SourceFile, at range: Range<Int>) -> Set<String> {
    guard let tokens = try? Lexer.tokens(in: source, range: range) else { return [] }
    return Set(
      tokens.compactMap { token in
        if case .word(let word) = token.kind { return word }
        return nil
      })
  }

  static func read<Value>(
    in source: SourceFile, at range: Range<Int>, vocabulary: Vocabulary,
    _ body: (inout Parser, Checker) throws(RuleError) -> Value
  ) -> Result<Value, RuleRefused> {
    do throws(RuleError) {
      var parser = try Parser(source: source, range: range, vocabulary: vocabulary)
      let checker = Checker(source: source, vocabulary: vocabulary)
      return .success(try body(&parser, checker))
    } catch {
      return .failure(RuleRefused(diagnostic: error.diagnostic))
    }
  }
}

/// A text is not a rule; the diagnostic says why.
public struct RuleRefused: Error, Sendable {
  /// What is wrong, where, and what to do.
  public let diagnostic: Diagnostic
}
