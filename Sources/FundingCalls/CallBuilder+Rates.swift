import SourceText
import XMLReading

extension CallBuilder {
  /// The rates of a call or a strand; `nil` where it states none of its own.
  mutating func readRates(_ parent: Element) -> Rates? {
    guard let element = parent.firstChild(named: "rates") else { return nil }
    var rates = Rates(origin: values.origin(element.nameRange))
    rates.notStated = prose(element.firstChild(named: "not-stated"))
    let plain = element.children(named: "rate")
    let readings = element.children(named: "reading")
    let kinds = [plain, readings, element.children(named: "not-stated")].compactMap(\.first)
    if kinds.isEmpty {
      values.report(
        "no-rate", "rates are stated, or it is said what was not found", at: element.nameRange,
        help: "add <rate percent=\"…\" source=\"…\"/>, or <not-stated>")
    }
    for extra in kinds.dropFirst() {
      values.report(
        "contradiction", "rates with <\(kinds[0].name)> have no <\(extra.name)>",
        at: extra.nameRange, help: "remove one of them; several lists are <reading> elements")
    }
    if !plain.isEmpty {
      var reading = RateReading()
      reading.rates = readList(plain)
      rates.readings = [reading]
    } else {
      rates.readings = readRateReadings(readings)
    }
    for cap in element.children(named: "cap") {
      if let cap = readCap(cap) { rates.caps.append(cap) }
    }
    rates.indirect = element.firstChild(named: "indirect").flatMap { readIndirect($0) }
    return rates
  }

  private mutating func readRateReadings(_ elements: [Element]) -> [RateReading] {
    var result: [RateReading] = []
    var names: [String: Range<Int>] = [:]
    for element in elements {
      noteId("id", of: element, in: &names)
      var reading = RateReading(id: values.name("id", of: element, as: .term))
      reading.validity = readValidity(element)
      reading.meaning = prose(element.firstChild(named: "meaning"))
      reading.rates = readList(element.children(named: "rate"))
      result.append(reading)
    }
    return result
  }

  /// A list in which the first rate that fits counts: the last fits everything, and none stands
  /// where nothing is left for it.
  private mutating func readList(_ elements: [Element]) -> [Rate] {
    var result: [Rate] = []
    var conditions: [String: Int] = [:]
    for element in elements {
      let percent = attributeText("percent", of: element)
      let condition = attributeText("when", of: element)
      let source = reference(element)
      if let last = result.last, last.condition == nil {
        values.report(
          "unreachable-rate", "no cost is left for this rate: the one before fits all",
          at: element.nameRange, help: "put the rate without 'when' last")
      } else if let condition {
        let text = Values.prose(condition.text)
        if let line = conditions[text] {
          values.report(
            "unreachable-rate", "no cost is left for this rate: line \(line) has its condition",
            at: condition.range, help: "correct the condition, or remove the rate")
        }
        conditions[text] = values.file.place(at: condition.range.lowerBound).line
      }
      guard let percent, let source else { continue }
      result.append(
        Rate(
          percent: percent, condition: condition, source: source,
          origin: values.origin(element.tagRange)))
    }
    if let last = elements.last, last["when"] != nil {
      values.report(
        "no-catch-all", "costs that fit no rate would have none", at: last.nameRange,
        help: "add a last rate without 'when', with percent=\"0 %\" if nothing is paid")
    }
    return result
  }

  private mutating func readCap(_ element: Element) -> GrantCap? {
    let owner: GrantCap.Owner? = values.word("each", of: element)
    let amount = attributeText("amount", of: element)
    let condition = attributeText("when", of: element)
    guard let source = reference(element), let amount else { return nil }
    return GrantCap(
      amount: amount, owner: owner ?? .project, condition: condition, source: source,
      origin: values.origin(element.tagRange))
  }

  private mutating func readIndirect(_ element: Element) -> IndirectRate? {
    let percent = attributeText("percent", of: element)
    let base = attributeText("of", of: element)
    guard let source = reference(element), let percent else { return nil }
    return IndirectRate(
      percent: percent, base: base, source: source, origin: values.origin(element.tagRange))
  }

  /// The text of an attribute in the rule language; `nil` where there is none or it is not plain.
  private mutating func attributeText(_ name: String, of element: Element) -> RuleText? {
    guard let attribute = values.attribute(name, of: element) else { return nil }
    guard values.file.text(in: attribute.valueRange) == attribute.value else {
      values.report(
        "plain-text", "the text of '\(name)' must be plain", at: attribute.valueRange,
        help: "write it without entities, on one line")
      return nil
    }
    return RuleText(text: attribute.value, origin: values.origin(attribute.valueRange))
  }
}
