import XMLReading

/// The parts of a call document that an import writes, in their order there.
///
/// Each is kept or replaced as a whole: a person's change of a part wins over the portal's.
public enum TopicPart: String, Sendable, CaseIterable {
  case extends, title, programme
  case typeOfAction = "type-of-action"
  case sources, timetable, budget, definitions, topic, consortium
  case ownText = "topic-text"
  case conditions

  /// What it is called on the screen.
  public var label: String {
    switch self {
    case .extends: "general conditions"
    case .title: "title"
    case .programme: "programme"
    case .typeOfAction: "type of action"
    case .sources: "sources"
    case .timetable: "dates"
    case .budget: "budget"
    case .definitions: "countries of its part of the programme"
    case .topic: "further facts"
    case .consortium: "requirement 'consortium'"
    case .ownText: "note on the topic's own text"
    case .conditions: "text of the conditions"
    }
  }

  /// The element of a document that is this part.
  func element(in root: Element) -> Element? {
    switch self {
    case .extends: nil
    case .consortium: root.children.first { $0.name == "requirement" && $0["id"] == rawValue }
    case .ownText: root.children.first { $0.name == "not-checked" && $0["id"] == rawValue }
    default: root.firstChild(named: rawValue)
    }
  }

  /// What a document says of this part; `nil` where it has none.
  func node(in root: Element) -> XMLNode? {
    if self == .extends { return root["extends"].map { XMLNode("extends", text: $0) } }
    return element(in: root).map { XMLNode($0) }
  }
}

/// What an import knows of a part.
enum TopicPartValue {
  /// It is this.
  case node(XMLNode)
  /// The imported file does not say: what was known before stays.
  case unstated
  /// It is not needed any more.
  case none

  var node: XMLNode? {
    guard case .node(let node) = self else { return nil }
    return node
  }
}

/// What was imported of the parts of a document, as the document itself remembers it: so that the
/// next import can tell the portal's changes from a person's.
struct ImportMarks {
  /// The digests of a part.
  struct Mark: Equatable {
    /// Of what the portal said.
    var portal: UInt64
    /// Of what was written; it differs where an earlier date stays with its amendment.
    var written: UInt64
  }

  var parts: [TopicPart: Mark] = [:]

  init() {}

  /// The marks of a document; `nil` where it was not imported.
  init?(_ root: Element) {
    guard let element = root.firstChild(named: "imported") else { return nil }
    for word in (element["parts"] ?? "").split(separator: " ") {
      let fields = word.split(separator: ":")
      guard let part = fields.first.flatMap({ TopicPart(rawValue: String($0)) }),
        let portal = fields.dropFirst().first.flatMap({ UInt64($0, radix: 16) })
      else { continue }
      parts[part] = Mark(
        portal: portal,
        written: fields.dropFirst(2).first.flatMap { UInt64($0, radix: 16) } ?? portal)
    }
  }

  /// The element that remembers.
  func node(on day: String) -> XMLNode {
    func hex(_ number: UInt64) -> String {
      let digits = String(number, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
    let words = TopicPart.allCases.compactMap { part in
      parts[part].map { mark in
        "\(part.rawValue):\(hex(mark.portal))"
          + (mark.written == mark.portal ? "" : ":\(hex(mark.written))")
      }
    }
    return XMLNode("imported", [("on", day), ("parts", words.joined(separator: " "))])
  }
}
