import XMLReading

/// The XML of a consortium: an element a line, attributes broken to 100 columns.
struct XMLConsortiumWriter {
  private static let declaration = #"<?xml version="1.0" encoding="UTF-8"?>"#

  private var lines: [String] = []

  /// The document, ending in a newline.
  static func bytes(of draft: Draft) -> [UInt8] {
    var writer = XMLConsortiumWriter()
    writer.lines = [declaration]
    writer.write(
      .consortium, draft, indentation: "",
      attributes: [("xmlns", XMLFactNames.namespace)])
    return writer.bytes
  }

  /// The element alone, as it stands in a collection.
  static func elementBytes(of draft: Draft) -> [UInt8] {
    var writer = XMLConsortiumWriter()
    writer.write(.consortium, draft, indentation: "  ")
    return writer.bytes
  }

  /// What a collection begins with.
  static var collectionStart: [UInt8] {
    let tag = #"<\#(XMLFactNames.collection) xmlns="\#(XMLFactNames.namespace)">"#
    return Array("\(declaration)\n\(tag)\n".utf8)
  }

  /// What a collection ends with.
  static var collectionEnd: [UInt8] { Array("</\(XMLFactNames.collection)>\n".utf8) }

  private var bytes: [UInt8] { Array((lines.joined(separator: "\n") + "\n").utf8) }

  private mutating func write(
    _ kind: RecordForm.Kind, _ draft: Draft, indentation: String,
    attributes first: [(name: String, value: String)] = []
  ) {
    let form = FactTable.forms[kind.rawValue]
    let attributes =
      first
      + form.facts.filter(\.isAttribute).compactMap { fact in
        fact.written(draft).map { (fact.xmlName, $0.plain) }
      }
    let start = lines.count
    for fact in form.facts where !fact.isAttribute {
      writeElement(fact, of: kind, draft, indentation: indentation + "  ")
    }
    let isEmpty = lines.count == start
    lines.insert(
      XMLText.tag(form.element, attributes, indentation: indentation, isEmpty: isEmpty), at: start)
    if !isEmpty { lines.append("\(indentation)</\(form.element)>") }
  }

  private mutating func writeElement(
    _ fact: Fact, of kind: RecordForm.Kind, _ draft: Draft, indentation: String
  ) {
    switch fact.content {
    case .value: break
    case .words:
      guard let words = fact.written(draft)?.plain else { return }
      lines.append(
        words.isEmpty
          ? "\(indentation)<\(fact.xmlName)/>"
          : "\(indentation)<\(fact.xmlName)>\(XMLText.escaped(words))</\(fact.xmlName)>")
    case .record(let inner):
      guard draft.records(of: inner) != nil else { return }
      write(inner, draft, indentation: indentation)
    case .directRecords(let inner):
      for record in draft.records(of: inner) ?? [] {
        write(inner, record, indentation: indentation)
      }
    case .records(let inner, _):
      guard let records = draft.records(of: inner) else { return }
      writeList(fact.xmlName, of: inner, records, indentation)
    case .declarations:
      let records = draft.declarations(of: kind).map { declaration in
        var record = draft
        record.declarationName = declaration.name
        record.declarationValue = declaration.value
        return record
      }
      if !records.isEmpty { writeList(fact.xmlName, of: .declaration, records, indentation) }
    }
  }

  private mutating func writeList(
    _ name: String, of kind: RecordForm.Kind, _ records: [Draft], _ indentation: String
  ) {
    guard !records.isEmpty else {
      lines.append("\(indentation)<\(name)/>")
      return
    }
    lines.append("\(indentation)<\(name)>")
    for record in records { write(kind, record, indentation: indentation + "  ") }
    lines.append("\(indentation)</\(name)>")
  }
}
