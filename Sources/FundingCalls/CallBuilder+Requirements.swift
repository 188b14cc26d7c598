import FundingTerms
import SourceText
import XMLReading

extension CallBuilder {
  mutating func readStrands(_ root: Element) -> [Strand] {
    var result: [Strand] = []
    var names: [String: Range<Int>] = [:]
    for element in elements("strand", in: "strands", of: root) {
      guard let id = values.name("id", of: element, as: .label),
        let place = element.attribute("id")?.valueRange
      else { continue }
      note(id, "strands", at: place, in: &names)
      var strand = Strand(
        id: id, title: prose(element.firstChild(named: "title")) ?? id,
        origin: values.origin(place))
      strand.definitions = readDefinitions(element.children)
      strand.rates = readRates(element)
      (strand.requirements, strand.drops, strand.notChecked) = readConditions(element)
      result.append(strand)
    }
    return result
  }

  /// The requirements, the dropped ones and those that are not checked, of a call or a strand.
  mutating func readConditions(
    _ parent: Element
  ) -> (requirements: [Requirement], drops: [Drop], notChecked: [NotChecked]) {
    var result: ([Requirement], [Drop], [NotChecked]) = ([], [], [])
    var names: [String: Range<Int>] = [:]
    for element in parent.children {
      switch element.name {
      case "requirement":
        noteId("id", of: element, in: &names)
        if let requirement = readRequirement(element) { result.0.append(requirement) }
      case "drop":
        noteId("requirement", of: element, in: &names)
        if let drop = readDrop(element) { result.1.append(drop) }
      case "not-checked":
        noteId("id", of: element, in: &names)
        if let condition = readNotChecked(element) { result.2.append(condition) }
      default: continue
      }
    }
    return result
  }

  mutating func noteId(
    _ name: String, of element: Element, in names: inout [String: Range<Int>]
  ) {
    guard let attribute = values.attribute(name, of: element) else { return }
    note(attribute.value, "conditions", at: attribute.valueRange, in: &names)
  }

  private mutating func readRequirement(_ element: Element) -> Requirement? {
    let severity: Severity? = values.word("severity", of: element)
    let sources = references(in: element)
    let applies = element.firstChild(named: "applies").flatMap { ruleText($0) }
    let body = readBody(element)
    var examples: [Example] = []
    for child in element.children(named: "example") {
      if let example = readExample(child) { examples.append(example) }
    }
    if element.firstChild(named: "source") == nil {
      values.report(
        "no-source", "every requirement has a source", at: element.nameRange,
        help: "add <source ref=\"…\"/> with the document that states it")
    }
    guard let id = values.name("id", of: element, as: .term),
      let place = element.attribute("id")?.valueRange, let body
    else { return nil }
    return Requirement(
      id: id, severity: severity ?? .blocking,
      title: prose(element.firstChild(named: "title")) ?? id,
      meaning: prose(element.firstChild(named: "meaning")) ?? "", sources: sources,
      applies: applies, body: body, examples: examples, origin: values.origin(place))
  }

  /// What a requirement demands: a rule, readings, or that it is not stated.
  private mutating func readBody(_ element: Element) -> Requirement.Body? {
    let rules = element.children(named: "rule")
    let readings = element.children(named: "reading")
    let notStated = element.children(named: "not-stated")
    let kinds = [rules, readings, notStated].compactMap(\.first)
    guard let first = kinds.first else {
      values.report(
        "no-rule", "a requirement has a rule, readings, or says that its content is not stated",
        at: element.nameRange, help: "add <rule>, or <not-stated> with what was not found")
      return nil
    }
    for extra in kinds.dropFirst() {
      values.report(
        "contradiction", "a requirement with <\(first.name)> has no <\(extra.name)>",
        at: extra.nameRange, help: "remove one of them; several rules are <reading> elements")
    }
    if let rule = rules.first {
      return ruleText(rule).map { .readings([Reading(rule: $0)]) }
    }
    guard readings.isEmpty else { return .readings(readReadings(readings)) }
    return .notStated(prose(notStated.first) ?? "")
  }

  private mutating func readReadings(_ elements: [Element]) -> [Reading] {
    var result: [Reading] = []
    var names: [String: Range<Int>] = [:]
    for element in elements {
      noteId("id", of: element, in: &names)
      let id = values.name("id", of: element, as: .term)
      let validity = readValidity(element)
      let sources = references(in: element)
      guard let id, let rule = element.firstChild(named: "rule").flatMap({ ruleText($0) }) else {
        continue
      }
      result.append(
        Reading(
          id: id, meaning: prose(element.firstChild(named: "meaning")), rule: rule,
          validity: validity, sources: sources))
    }
    return result
  }

  /// The days on which a reading is in force.
  mutating func readValidity(_ element: Element) -> Validity {
    let validity = Validity(
      from: values.date("from", of: element), until: values.date("until", of: element))
    if let from = validity.from, let until = validity.until, until <= from {
      values.report(
        "order", "a reading ends after it begins",
        at: element.attribute("until")?.valueRange ?? element.nameRange,
        help: "'until' is the first day on which it holds no more")
    }
    return validity
  }

  private mutating func readExample(_ element: Element) -> Example? {
    let outcome: Outcome? = values.word("outcome", of: element)
    let on = values.date("on", of: element)
    let strand = values.attribute("strand", of: element)
    if let strand, !strands.contains(strand.value), sourcesAreComplete {
      values.report(
        "unknown-strand", "the call has no strand '\(PlainText.shown(strand.value))'",
        at: strand.valueRange,
        help: NearMiss.help(for: strand.value, in: strands.sorted()) ?? "remove it, or add it")
    }
    let help = "write one <consortium xmlns=\"\(EmbeddedDocuments.namespace)\">"
    guard let consortium = element.embedded.first, element.embeddedCount == 1 else {
      values.report(
        "consortium", "an example holds one consortium", at: element.nameRange, help: help)
      return nil
    }
    guard consortium.declaresNamespace else {
      values.report(
        "consortium", "a consortium declares its namespace itself, as a file of its own would",
        at: consortium.nameRange, help: help)
      return nil
    }
    guard let outcome else { return nil }
    return Example(
      outcome: outcome, on: on, strand: strand?.value, note: values.text("note", of: element),
      consortiumRange: consortium.range, origin: values.origin(element.tagRange))
  }

  private mutating func readDrop(_ element: Element) -> Drop? {
    let source = reference(element)
    guard let id = values.name("requirement", of: element, as: .term),
      let place = element.attribute("requirement")?.valueRange, let source
    else { return nil }
    return Drop(
      requirement: id, reason: values.text("reason", of: element) ?? "", source: source,
      origin: values.origin(place))
  }

  private mutating func readNotChecked(_ element: Element) -> NotChecked? {
    let reason: NotChecked.Reason? = values.word("reason", of: element)
    let sources = references(in: element)
    guard let id = values.name("id", of: element, as: .term),
      let place = element.attribute("id")?.valueRange, let reason
    else { return nil }
    return NotChecked(
      id: id, title: prose(element.firstChild(named: "title")) ?? id,
      meaning: prose(element.firstChild(named: "meaning")) ?? "", reason: reason,
      sources: sources, origin: values.origin(place))
  }
}
