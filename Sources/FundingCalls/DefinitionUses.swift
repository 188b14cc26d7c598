public import FundingTerms
import RuleLanguage
public import SourceText

/// Which of the words that call documents define are used by a rule of any call.
public struct DefinitionUses: Sendable {
  /// The calls with the words of their rules.
  private let calls: [(call: Call, words: Set<String>)]

  /// The words of the rules of all calls of a library.
  public init(_ library: CallLibrary) {
    calls = library.calls.map { ($0, Self.words(of: $0)) }
  }

  /// A warning for each parameter, amount, set, table, declaration and list of words that a call's own
  /// document defines and no rule uses, neither in it nor in those that take it over.
  public func unused(in call: Call) -> [Diagnostic] {
    let definitions = [call.definitions] + call.strands.map(\.definitions)
    let vocabulary = call.vocabulary
    var found: [(name: String, noun: String, origin: Origin)] = []
    for one in definitions {
      found += one.parameters.map { ($0.name, "parameter", $0.origin) }
      found += one.amounts.map { ($0.name, "amount", $0.origin) }
      found += one.sets.map { ($0.name, "set", $0.origin) }
      found += one.tables.map { ($0.id, "table", $0.origin) }
    }
    found += vocabulary.declarations.map { ($0.name, "declaration", $0.origin) }
    var result = found.filter { $0.origin.file.name == call.file.name }
      .filter { !isUsed([$0.name], $0.origin) }
      .map { warning("the \($0.noun) '\($0.name)' is used by no rule", $0.origin) }
    let lists = [
      (terms: vocabulary.objectives, facts: ["objectives", "focus"], noun: "objectives"),
      (terms: vocabulary.themes, facts: ["themes"], noun: "themes"),
    ]
    for list in lists {
      guard let first = list.terms.first, first.origin.file.name == call.file.name,
        !isUsed(list.facts, first.origin)
      else { continue }
      result.append(warning("no rule asks for the \(list.noun)", first.origin))
    }
    return result
  }

  private func warning(_ message: String, _ origin: Origin) -> Diagnostic {
    origin.diagnostic(
      .warning, code: "call.unused", message, help: "use it in a rule, or remove it")
  }

  private func isUsed(_ names: [String], _ origin: Origin) -> Bool {
    calls.contains { call, words in
      !words.isDisjoint(with: names) && Self.origins(of: call).contains { $0 == origin }
    }
  }

  private static func origins(of call: Call) -> [Origin] {
    let definitions = [call.definitions] + call.strands.map(\.definitions)
    return definitions.flatMap { one in
      one.parameters.map(\.origin) + one.amounts.map(\.origin) + one.sets.map(\.origin)
        + one.tables.map(\.origin)
    } + call.vocabulary.declarations.map(\.origin) + call.vocabulary.objectives.map(\.origin)
      + call.vocabulary.themes.map(\.origin)
  }

  /// The words of all rules of a call, and of the amounts that these name.
  private static func words(of call: Call) -> Set<String> {
    var words = Set<String>()
    for requirement in call.requirements + call.strands.flatMap(\.requirements) {
      let texts = requirement.readings.map(\.rule) + [requirement.applies].compactMap(\.self)
      for text in texts { words.formUnion(RuleReader.words(in: text.file, at: text.range)) }
    }
    for text in (call.rates?.texts ?? []) + call.strands.flatMap({ $0.rates?.texts ?? [] }) {
      words.formUnion(RuleReader.words(in: text.file, at: text.range))
    }
    var waiting = call.definitions.amounts + call.strands.flatMap(\.definitions.amounts)
    while let next = waiting.firstIndex(where: { words.contains($0.name) }) {
      let text = waiting.remove(at: next).quantity
      words.formUnion(RuleReader.words(in: text.file, at: text.range))
    }
    return words
  }
}

extension Origin {
  /// Whether both are the same place of the same document.
  fileprivate static func == (left: Origin, right: Origin) -> Bool {
    left.range == right.range && left.file.name == right.file.name
  }
}

extension Call {
  /// A warning for each source of the call's own document that was read more than a year before a
  /// day.
  public func staleSources(on day: CalendarDate) -> [Diagnostic] {
    sources.compactMap { source in
      guard source.origin.file.name == file.name, let read = source.read,
        read.adding(months: 12) < day
      else { return nil }
      return source.origin.diagnostic(
        .warning, code: "call.stale-source",
        "the source '\(source.id)' was read on \(read), more than a year before \(day)",
        help: "read it again, and correct the date and what has changed")
    }
  }
}
