import SourceText
import XMLReading

/// The parts of a project of CORDIS that say something of its consortium.
struct CordisDocument {
  static let namespace = "http://cordis.europa.eu"

  /// An element, with the parts of it that are wanted.
  struct Node {
    var name: String
    var attributes: [String: String] = [:]
    var children: [Node] = []
    /// The text, blanks around it and doubled ones left out.
    var text = ""
    /// The offset just after the start tag.
    var tagEnd: Int
    /// Where the text stands, or else the tag.
    var range: Range<Int>

    func all(_ name: String) -> [Node] { children.filter { $0.name == name } }

    /// The first element at a path of names.
    func first(_ path: String...) -> Node? {
      var node: Node? = self
      for name in path { node = node?.children.first { $0.name == name } }
      return node
    }

    /// All elements at a path of names.
    func all(at path: [String]) -> [Node] {
      path.reduce([self]) { nodes, name in nodes.flatMap { $0.all(name) } }
    }
  }

  let source: SourceFile
  let root: Node

  /// Where the value of an attribute of an element stands.
  func range(of attribute: String, in node: Node) -> Range<Int> {
    let layout = TagLayout(in: source, endingAt: node.tagEnd)
    let found = layout.attributes.first {
      source.bytes[$0.name].elementsEqual(attribute.utf8)
    }
    return found?.value ?? node.range
  }

  /// The document of a file; else why it is refused.
  static func read(_ file: SourceFile) -> (document: CordisDocument?, diagnostics: [Diagnostic]) {
    var handler = CordisHandler()
    let vocabulary = XMLVocabulary(roots: [], names: CordisHandler.names)
    let diagnostics = XMLReader.events(
      of: file, vocabulary: vocabulary, limits: .record, to: &handler)
    guard diagnostics.isEmpty, let root = handler.root, let source = handler.source else {
      return (nil, diagnostics)
    }
    return (CordisDocument(source: source, root: root), [])
  }
}

/// Keeps of a document's events what is wanted of a project, and nothing of its results and links.
private struct CordisHandler: XMLEventHandler {
  /// The elements that are kept, each by its parent.
  private static let wanted: [String: Set<String>] = [
    "project": [
      "id", "reference", "acronym", "title", "totalCost", "ecMaxContribution", "startDate",
      "duration", "contract", "relations",
    ],
    "contract": ["duration"],
    "relations": ["associations", "categories", "regions"],
    "associations": ["call", "organization"],
    "call": ["identifier"],
    "organization": ["rcn", "id", "legalName", "shortName", "address", "relations"],
    "address": ["country"],
    "categories": ["category"], "category": ["code"],
    "regions": ["region"], "region": ["nutsCode", "euCode", "isoCode"],
  ]
  /// The most elements of one parent: more than any project has partners.
  private static let limit = 10_001
  /// The names of all of them, by which the reader numbers names.
  static let names = Array(Set(wanted.keys).union(wanted.values.joined())).sorted()

  private(set) var root: CordisDocument.Node?
  private(set) var source: SourceFile?
  private var open: [CordisDocument.Node] = []
  private var text: [UInt8] = []
  /// How many elements are open that nobody wants.
  private var skipped = 0

  mutating func start(_ tag: borrowing StartTag) {
    // Most elements are of no use, so the cheapest questions come first.
    guard skipped == 0, hasRoom, tag.name >= 0 || open.isEmpty else {
      skipped += 1
      return
    }
    let name = tag.nameText
    guard open.last.map({ Self.wanted[$0.name]?.contains(name) == true }) ?? true else {
      skipped += 1
      return
    }
    var node = CordisDocument.Node(name: name, tagEnd: tag.end, range: tag.range)
    for index in 0..<tag.attributeCount {
      node.attributes[tag.attributeNameText(at: index)] = Self.plain(tag.value(at: index))
    }
    open.append(node)
    text.removeAll(keepingCapacity: true)
  }

  private var hasRoom: Bool { open.isEmpty || open[open.count - 1].children.count < Self.limit }

  mutating func text(_ bytes: Span<UInt8>) {
    if skipped == 0 { bytes.append(to: &text) }
  }

  mutating func end(_ tag: borrowing EndTag) {
    guard skipped == 0 else {
      skipped -= 1
      return
    }
    guard var node = open.popLast() else { return }
    if node.children.isEmpty {
      node.text = Self.plain(String(decoding: text, as: UTF8.self))
      let blanks = text.prefix { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }.count
      if !node.text.isEmpty {
        let start = node.tagEnd + blanks
        node.range = start..<start + node.text.utf8.count
      }
    }
    text.removeAll(keepingCapacity: true)
    guard !open.isEmpty else {
      root = node
      return
    }
    open[open.count - 1].children.append(node)
  }

  mutating func endRecord(_ record: borrowing XMLRecord) { source = record.source }

  private static func plain(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
