import JSONReading
public import SourceText
import XMLReading

/// Finds the lines on which the facts of a consortium stand in its file.
///
/// The reader keeps the places of participants and awards only; the line of a single fact is looked
/// for when somebody wants to see it, by reading the text once more.
public struct FactPlaces: Sendable {
  private enum Text: Sendable {
    case json(JSONValue)
    case xml(Element)
    case none
  }

  private let consortium: Consortium
  private let text: Text
  /// The offsets at which lines of the read text begin.
  private let lineStarts: [Int]
  private let firstLine: Int

  /// The places of a consortium that was read from a file.
  public init(of consortium: Consortium, in file: SourceFile) {
    self.consortium = consortium
    var source = file
    let offset = file.offset(of: consortium.place)
    if let foreign = Self.foreign(file, holding: consortium) {
      source = foreign.source
      text = foreign.value.map { .json($0) } ?? .none
    } else if offset < file.bytes.count, file.bytes[offset] == UInt8(ascii: "{") {
      source = SourceFile(
        name: file.name, bytes: Self.object(in: file.bytes, from: offset),
        firstLine: consortium.place.line)
      text = JSONReader.value(of: source).0.map { .json($0) } ?? .none
    } else {
      let (document, _) = XMLReader.document(
        of: file, namespace: XMLFactNames.namespace,
        roots: ["consortium", XMLFactNames.collection])
      source = document?.source ?? file
      text = document.flatMap { Self.element(of: consortium, in: $0) }.map { .xml($0) } ?? .none
    }
    lineStarts =
      [0]
      + source.bytes.indices.filter { source.bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    firstLine = source.firstLine
  }

  /// A consortium of a file in another form; `nil` for JSON and XML of our own.
  private static func foreign(_ file: SourceFile, holding consortium: Consortium)
    -> ForeignConsortium?
  {
    // Which places there are does not change where things stand.
    let places = PlaceNames(country: { _ in nil }, state: { _ in nil })
    switch RecognisedFormat(head: Array(file.bytes.prefix(1 << 16)), name: file.name) {
    case .table:
      let all = TableConsortia.consortia(in: file, places)
      return all.last { $0.source.firstLine <= consortium.place.line } ?? all.first
    case .cordis: return CordisProject.consortium(in: file, places)
    case .xml, .json, .webPage, .unknown: return nil
    }
  }

  /// The bytes of the JSON object that begins at an offset.
  private static func object(in bytes: [UInt8], from offset: Int) -> [UInt8] {
    var depth = 0
    var isInText = false
    var isEscaped = false
    for index in offset..<bytes.count {
      let byte = bytes[index]
      if isEscaped {
        isEscaped = false
      } else if isInText {
        if byte == UInt8(ascii: "\\") { isEscaped = true }
        if byte == UInt8(ascii: "\"") { isInText = false }
      } else if byte == UInt8(ascii: "\"") {
        isInText = true
      } else if byte == UInt8(ascii: "{") {
        depth += 1
      } else if byte == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { return Array(bytes[offset...index]) }
      }
    }
    return Array(bytes[offset...])
  }

  private static func element(of consortium: Consortium, in document: XMLDocument) -> Element? {
    guard document.root.name == XMLFactNames.collection else { return document.root }
    return document.root.children.first {
      document.source.place(at: $0.tagRange.lowerBound).line == consortium.place.line
    }
  }

  // MARK: - Lines

  /// The line of the fact that a path names; where it is not stated, the line of its record, and
  /// `nil` where that is not stated either.
  public func line(of path: String) -> Int? {
    guard let slot = consortium.slot(at: path) else { return nil }
    let offset: Int? =
      switch text {
      case .json(let root): offset(of: slot, in: root)
      case .xml(let root): offset(of: slot, in: root)
      case .none: nil
      }
    if let offset { return line(at: offset) }
    switch slot.owner {
    case .consortium, .proposal: return nil
    case .participant(let index), .cost(let index, _), .aid(let index, _):
      return consortium.participants[index].place.line
    case .award(let index): return consortium.awards?[index].place.line
    }
  }

  private func line(at offset: Int) -> Int {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return firstLine + low
  }

  private func offset(of slot: FactSlot, in root: JSONValue) -> Int? {
    func element(_ value: JSONValue?, _ index: Int) -> JSONValue? {
      guard let elements = value?.elements, elements.indices.contains(index) else { return nil }
      return elements[index]
    }
    let participants = root["participants"]
    let record: JSONValue? =
      switch slot.owner {
      case .consortium: root
      case .proposal: root["proposal"]
      case .participant(let index): element(participants, index)
      case .cost(let index, let line): element(element(participants, index)?["costs"], line)
      case .aid(let index, let aid):
        element(element(participants, index)?["aidReceived"], aid)
      case .award(let index): element(root["thirdPartySupport"], index)
      }
    let member = record?.member(slot.key)
    guard let declaration = slot.declaration else { return member?.keyRange.lowerBound }
    return member?.value.member(declaration)?.keyRange.lowerBound
  }

  private func offset(of slot: FactSlot, in root: Element) -> Int? {
    func child(_ element: Element?, _ index: Int) -> Element? {
      guard let element, element.children.indices.contains(index) else { return nil }
      return element.children[index]
    }
    func participant(_ index: Int) -> Element? {
      let all = root.children(named: "participant")
      return all.indices.contains(index) ? all[index] : nil
    }
    let record: Element? =
      switch slot.owner {
      case .consortium: root
      case .proposal: root.firstChild(named: "proposal")
      case .participant(let index): participant(index)
      case .cost(let index, let line):
        child(participant(index)?.firstChild(named: "costs"), line)
      case .aid(let index, let aid):
        child(participant(index)?.firstChild(named: "aid-received"), aid)
      case .award(let index): child(root.firstChild(named: "third-party-support"), index)
      }
    guard !slot.fact.isAttribute else {
      return record?.attribute(slot.fact.xmlName)?.nameRange.lowerBound
    }
    let element = record?.firstChild(named: slot.fact.xmlName)
    guard let declaration = slot.declaration else { return element?.tagRange.lowerBound }
    return element?.children.first { $0["name"] == declaration }?.tagRange.lowerBound
  }
}
