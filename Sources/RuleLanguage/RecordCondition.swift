import FundingTerms
public import SourceText

/// A condition about one record at a time, such as a cost line: what stands in a filter.
public struct RecordCondition: Sendable {
  let filter: Filter
  let table: Int

  /// Whether each record of its table meets the condition, as far as that is known.
  public func truths(for facts: Facts) -> [Truth] {
    let split = Evaluator(facts: facts).split(filter, table: table)
    return (0..<facts.tables[table].count).map(split.truth)
  }

  /// The facts that are missing to tell it of a record.
  public func missing(for facts: Facts, record: Int) -> [FactReference] {
    let explainer = Explainer(evaluator: Evaluator(facts: facts))
    return explainer.gap(of: filter, table, BitSet(CollectionOfOne(record))).facts
  }
}

extension RuleReader {
  /// The quantity that a text of the program's own states; `nil` where it is none.
  public static func quantity(_ text: String, of noun: String? = nil, vocabulary: Vocabulary)
    -> Quantity?
  {
    let source = SourceFile(name: "", bytes: Array(text.utf8))
    return try? quantity(
      in: source, at: 0..<source.bytes.count, of: noun, vocabulary: vocabulary
    ).get()
  }

  /// The condition on a range of bytes about records of the table of a noun; or the diagnostic that
  /// says what is wrong with it.
  public static func condition(
    in source: SourceFile, at range: Range<Int>, about noun: String, vocabulary: Vocabulary
  ) -> Result<RecordCondition, RuleRefused> {
    let table = vocabulary.noun(noun)?.noun.table ?? 0
    return read(in: source, at: range, vocabulary: vocabulary) {
      parser, checker throws(RuleError) in
      let syntax = try parser.condition(inFilter: true)
      guard parser.current.kind == .end else { throw parser.leftOver() }
      return RecordCondition(filter: try checker.filter(syntax, table: table), table: table)
    }
  }
}

extension Quantity {
  /// The least and the greatest value of an amount in its unit, cut to whole units; `nil` for no
  /// such limit. `record` is the record of the amount's table that is looked at; `nil` for an amount
  /// of the whole project.
  public func range(for facts: Facts, record: Int? = nil, table: Int = 0) -> Finding.Range {
    let owner = record.map { Evaluator.Record(table: table, index: $0) }
    let bounds = Evaluator(facts: facts).figure(self, for: owner).bounds(in: facts)
    return Finding.Range(
      least: bounds.least.map { $0 / scale }, greatest: bounds.greatest.map { $0 / scale })
  }

  /// The facts that are missing to tell the value of an amount.
  public func missing(for facts: Facts, record: Int? = nil, table: Int = 0) -> [FactReference] {
    let evaluator = Evaluator(facts: facts)
    let explainer = Explainer(evaluator: evaluator)
    let owner = record.map { Evaluator.Record(table: table, index: $0) }
    let figure = evaluator.figure(self, for: owner)
    guard figure.value == nil else { return [] }
    var gap = explainer.missing(in: figure)
    gap.add(explainer.missing(inSelectionsOf: [self], for: owner))
    return gap.facts
  }
}
