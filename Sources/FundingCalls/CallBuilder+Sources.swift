import FundingTerms
import SourceText
import XMLReading

extension CallBuilder {
  /// The documents that the call rests on; they are also noted for those who refer to them.
  mutating func readSources(_ root: Element) -> [Source] {
    var result: [Source] = []
    var names: [String: Range<Int>] = [:]
    for element in elements("source", in: "sources", of: root) {
      let read = values.date("read", of: element)
      let confidence: Confidence? = values.word("confidence", of: element)
      let url = values.value(
        "url", of: element, code: "url", what: "the address of a page",
        help: "write it as in 'https://example.eu/call'"
      ) { Self.isAddress($0) ? $0 : nil }
      guard let id = values.name("id", of: element, as: .term),
        let place = element.attribute("id")?.valueRange
      else { continue }
      note(id, "sources", at: place, in: &names)
      let source = Source(
        id: id, document: values.text("document", of: element) ?? id, url: url, read: read,
        confidence: confidence ?? .general, origin: values.origin(place))
      sources[id] = source
      result.append(source)
    }
    return result
  }

  /// Where a fact was found: `name` is the attribute that names the source.
  mutating func reference(_ element: Element, _ name: String = "source") -> SourceReference? {
    let confidence: Confidence? = values.word("confidence", of: element)
    guard let attribute = values.attribute(name, of: element) else { return nil }
    let id = attribute.value
    if sources[id] == nil, sourcesAreComplete {
      values.report(
        "unknown-source", "no source is named '\(PlainText.shown(id))'",
        at: attribute.valueRange,
        help: NearMiss.help(for: id, in: sources.keys.sorted()) ?? "list it under <sources>")
    }
    let source =
      sources[id]
      ?? Source(
        id: id, document: id, url: nil, read: nil, confidence: .general,
        origin: values.origin(attribute.valueRange))
    return SourceReference(
      source, locator: values.text("locator", of: element), confidence: confidence,
      note: values.text("note", of: element))
  }

  /// The sources of a condition.
  mutating func references(in element: Element) -> [SourceReference] {
    var result: [SourceReference] = []
    for child in element.children(named: "source") {
      if let found = reference(child, "ref") { result.append(found) }
    }
    return result
  }

  mutating func readBudget(_ element: Element) -> Budget {
    let isStated = values.word("stated", of: element, as: OnlyNo.self) == nil
    let amount = values.money("amount", of: element)
    let source = reference(element)
    switch (element["amount"], element["stated"]) {
    case (nil, nil):
      values.report(
        "missing-attribute", "'budget' needs the attribute 'amount'", at: element.nameRange,
        help: "add amount=\"…\", or stated=\"no\" where no source gives it")
    case (.some, .some):
      values.report(
        "contradiction", "a budget is stated or not", at: element.nameRange,
        help: "remove 'amount' or 'stated'")
    case (.some, nil) where element["source"] == nil:
      values.report(
        "no-source", "a budget has a source", at: element.nameRange, help: "add source=\"…\"")
    default: break
    }
    if let amount { return .amount(amount, source: source) }
    return isStated ? .notGiven : .notStated
  }

  private static func isAddress(_ text: String) -> Bool {
    // Nearly every address is plain ASCII without blanks, and told so without looking at characters.
    let rest = ["https://", "http://"].first { text.utf8.starts(with: $0.utf8) }
      .map { text.utf8.dropFirst($0.utf8.count) }
    if let rest, !rest.isEmpty, rest.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return true }
    guard let colon = text.firstRange(of: "://") else { return false }
    let scheme = text[..<colon.lowerBound]
    return (scheme == "https" || scheme == "http") && colon.upperBound < text.endIndex
      && !text.contains(where: \.isWhitespace)
  }
}

/// The one word of `stated`.
enum OnlyNo: String, CaseIterable {
  case no
}
