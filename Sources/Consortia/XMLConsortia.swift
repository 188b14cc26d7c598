import SourceText
import XMLReading

/// Where the readings of records wait until the reader's caller takes them.
final class Outbox {
  var readings: [ConsortiumReading] = []
  /// How many readings there have been.
  var count = 0
  /// Whether the document is a collection.
  var isCollection = false

  func put(_ reading: ConsortiumReading) {
    readings.append(reading)
    count += 1
  }
}

/// Builds consortia from the events of an XML document, without a tree.
struct XMLConsortia: XMLEventHandler {
  /// What the events now are about.
  private enum Frame {
    /// The root of a collection.
    case collection
    /// A record: the builder knows which.
    case record
    /// A list of records of a kind.
    case list(RecordForm.Kind)
    /// A list of words: the fact's index and the end of its tag.
    case words(Int, tagEnd: Int)
    /// Something that has been refused.
    case skipped
  }

  private let names = XMLFactNames.shared
  private let outbox: Outbox
  private var builder: ConsortiumBuilder
  private var frames: [Frame] = []
  private var words: [UInt8] = []

  init(places: PlaceNames, outbox: Outbox) {
    self.outbox = outbox
    builder = ConsortiumBuilder(places: places, spelling: .xml)
  }

  mutating func start(_ tag: borrowing StartTag) {
    switch frames.last {
    case nil where tag.name == names.collectionNumber:
      outbox.isCollection = true
      frames.append(.collection)
      refuseAttributes(of: tag, on: "consortia")
    case nil: begin(.consortium, tag)
    case .collection: startItem(.consortium, of: "consortia", tag)
    case .list(let kind): startItem(kind, of: "this list", tag)
    case .record: startChild(tag)
    case .words:
      refuseElement(tag, because: "a list of words has no elements", help: "write words alone")
    case .skipped: frames.append(.skipped)
    }
  }

  mutating func end(_ tag: borrowing EndTag) {
    guard let frame = frames.popLast() else { return }
    switch frame {
    case .record: builder.end()
    case .words(let index, let tagEnd): readWords(of: index, tagEnd: tagEnd)
    case .collection, .list, .skipped: break
    }
  }

  mutating func text(_ bytes: Span<UInt8>) {
    switch frames.last {
    case .words: bytes.append(to: &words)
    case .skipped: break
    case .record, .list, .collection, nil:
      if !bytes.isBlank { refuseText(bytes.string) }
    }
  }

  mutating func endRecord(_ record: borrowing XMLRecord) {
    outbox.put(
      builder.finish(
        in: record.source, number: record.index + 1, isOneOfMany: outbox.isCollection))
  }

  /// What is wrong with the collection after its last record, if anything is.
  mutating func putRest(named name: String) {
    guard !builder.faults.isEmpty else { return }
    outbox.put(
      builder.finish(
        in: SourceFile(name: name, bytes: []), number: outbox.count + 1, isOneOfMany: true))
  }

  // MARK: - Elements

  private mutating func startItem(
    _ kind: RecordForm.Kind, of list: String, _ tag: borrowing StartTag
  ) {
    guard tag.name == names.elementNumbers[kind.rawValue] else {
      guard builder.hasRoom else {
        frames.append(.skipped)
        return
      }
      let element = FactTable.forms[kind.rawValue].element
      refuseElement(
        tag, because: "only <\(element)> may stand in \(list)",
        help: NearMiss.help(for: tag.nameText, in: [element]))
      return
    }
    begin(kind, tag)
  }

  private mutating func startChild(_ tag: borrowing StartTag) {
    guard let form = builder.open.last?.form, let child = names.child(tag.name, of: form.kind)
    else {
      refuseUnknown(tag)
      return
    }
    switch child {
    case .direct(let index):
      _ = builder.state(index)
      guard case .directRecords(let kind) = form.facts[index].content else { return }
      begin(kind, tag)
    case .fact(let index):
      guard builder.state(index) else {
        refuseElement(
          tag, code: "duplicate-key", because: "it stands twice in \(form.noun)",
          help: "put both into one")
        return
      }
      startFact(index, of: form, tag)
    }
  }

  private mutating func startFact(
    _ index: Int, of form: RecordForm, _ tag: borrowing StartTag
  ) {
    switch form.facts[index].content {
    case .record(let kind):
      begin(kind, tag)
      return
    case .records(let kind, let begin):
      begin(&builder.draft)
      frames.append(.list(kind))
    case .declarations: frames.append(.list(.declaration))
    case .words(_, let begin):
      begin(&builder.draft)
      words.removeAll(keepingCapacity: true)
      frames.append(.words(index, tagEnd: tag.end))
    case .value, .directRecords: frames.append(.skipped)
    }
    refuseAttributes(of: tag, on: form.facts[index].xmlName)
  }

  private mutating func begin(_ kind: RecordForm.Kind, _ tag: borrowing StartTag) {
    guard builder.begin(kind, at: .tag(end: tag.end), offset: tag.range.lowerBound),
      let form = builder.open.last?.form
    else {
      frames.append(.skipped)
      return
    }
    frames.append(.record)
    for position in 0..<tag.attributeCount {
      guard let index = names.attribute(tag.attributeName(at: position), of: kind) else {
        refuseAttribute(tag.attributeNameText(at: position), of: form, tagEnd: tag.end)
        continue
      }
      _ = builder.state(index)
      let fact = form.facts[index]
      guard case .value(let type) = fact.content else { continue }
      builder.read(
        Scalar(text: tag.value(at: position), form: .plain), as: type, of: fact,
        at: .attribute(name: fact.xmlName, tagEnd: tag.end))
    }
  }

  private mutating func readWords(of index: Int, tagEnd: Int) {
    guard let fact = builder.open.last?.form.facts[index], case .words(let type, _) = fact.content
    else { return }
    let list = words.split { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 || $0 == 0x0D }
    guard builder.allows(list.count, of: fact, at: .tag(end: tagEnd)) else { return }
    for (position, bytes) in list.enumerated() {
      let word = String(decoding: bytes, as: UTF8.self)
      builder.read(
        Scalar(text: word, form: .plain), as: type, of: fact, position: position,
        at: .word(word, tagEnd: tagEnd))
    }
  }

  // MARK: - Refusals

  private mutating func refuseElement(
    _ tag: borrowing StartTag, code: String = "unknown-key", because: String, help: String?
  ) {
    frames.append(.skipped)
    builder.note(
      Fault(
        code: code, message: "<\(PlainText.shown(tag.nameText))> has no place here: \(because)",
        help: help, mark: .tag(end: tag.end)))
  }

  private mutating func refuseUnknown(_ tag: borrowing StartTag) {
    frames.append(.skipped)
    guard builder.hasRoom, let form = builder.open.last?.form else { return }
    let name = tag.nameText
    let isAttribute = form.facts.contains { $0.isAttribute && $0.xmlName == name }
    builder.note(
      Fault(
        code: "unknown-key",
        message: "<\(PlainText.shown(name))> is no element of \(form.noun)",
        help: isAttribute
          ? "write it as an attribute: \(name)=\"…\""
          : NearMiss.help(for: name, in: elementNames(of: form))
            ?? Self.list(elementNames(of: form)), mark: .tag(end: tag.end)))
  }

  private mutating func refuseAttribute(_ name: String, of form: RecordForm, tagEnd: Int) {
    guard builder.hasRoom else { return }
    let isElement = form.facts.contains { !$0.isAttribute && $0.xmlName == name }
    let known = form.facts.filter(\.isAttribute).map(\.xmlName)
    builder.note(
      Fault(
        code: "unknown-key",
        message: "'\(PlainText.shown(name))' is no attribute of \(form.noun)",
        help: isElement
          ? "write it as an element: <\(name)>…</\(name)>"
          : NearMiss.help(for: name, in: known) ?? Self.list(known),
        mark: .attributeName(name: name, tagEnd: tagEnd)))
  }

  private mutating func refuseAttributes(of tag: borrowing StartTag, on element: String) {
    for position in 0..<tag.attributeCount where builder.hasRoom {
      let name = tag.attributeNameText(at: position)
      builder.note(
        Fault(
          code: "unknown-key",
          message: "'\(PlainText.shown(name))' is no attribute of <\(element)>, which has none",
          help: "remove it",
          mark: frames.count == 1 ? .none : .attributeName(name: name, tagEnd: tag.end)))
    }
  }

  private mutating func refuseText(_ text: String) {
    guard builder.hasRoom else { return }
    let shown = text.split(whereSeparator: \.isWhitespace).first.map { PlainText.shown($0) } ?? ""
    builder.note(
      Fault(
        code: "unknown-key", message: "text has no place here: '\(shown)'",
        help: "facts are attributes, or words in the element of their list",
        mark: builder.currentMark))
  }

  private func elementNames(of form: RecordForm) -> [String] {
    form.facts.compactMap { fact in
      switch fact.content {
      case .value: nil
      case .directRecords(let kind): FactTable.forms[kind.rawValue].element
      default: fact.xmlName
      }
    }
  }

  private static func list(_ names: [String]) -> String {
    names.isEmpty ? "remove it" : "there are: " + names.joined(separator: ", ")
  }
}
