import SourceText

/// Reads a document of the plainest kind straight into its tree, without the parser.
///
/// Plain is a document in UTF-8 whose names are ASCII without prefixes, and which has no DOCTYPE, no
/// instruction, no CDATA section, no carriage return and no entities but the five of XML. Its tree
/// is what ``ElementBuilder`` makes of the parser's events. Everything else, and everything that is
/// wrong, is left to the parser, which then says why.
struct PlainDocument {
  /// An element that has begun and not ended.
  private struct OpenElement {
    /// Its number; -1 where it is left out.
    var node: Int
    var name: Range<Int>
    /// 0 for the document's namespace, from 1 on for those that may be embedded.
    var namespace: Int
    /// The offset after its start tag.
    var tagEnd: Int
    /// Where its own text begins among ``text``.
    var textStart: Int
    /// Whether what is in it is left out.
    var leavesOut: Bool
  }

  private let vocabulary: XMLVocabulary
  private let limits: XMLLimits
  private let leavesOutEmbedded: Bool
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0
  private var nodes: [ElementTree.Node] = []
  private var attributes: [ElementTree.AttributeNode] = []
  /// The texts that the source has in another form.
  private var kept: [UInt8] = []
  private var names = PlainNames()
  private var open: [OpenElement] = []
  /// The texts of the open elements, one after the other, as far as they are in pieces.
  private var text: [UInt8] = []

  /// The longest tag or comment that is plain.
  private static let longestToken = 16 << 10

  /// How many different names a plain document has.
  private static let mostNames = 1000

  /// The tree of a plain document; `nil` where the parser has to read it.
  static func tree(
    of source: SourceFile, vocabulary: XMLVocabulary, leavesOutEmbedded: Bool, limits: XMLLimits
  ) -> ElementTree? {
    source.bytes.withUnsafeBufferPointer { bytes in
      var document = PlainDocument(
        vocabulary: vocabulary, limits: limits, leavesOutEmbedded: leavesOutEmbedded,
        bytes: bytes)
      guard document.read() else { return nil }
      return ElementTree(
        source: source, names: document.names.texts(in: bytes), nodes: document.nodes,
        attributes: document.attributes, kept: document.kept)
    }
  }

  private init(
    vocabulary: XMLVocabulary, limits: XMLLimits, leavesOutEmbedded: Bool,
    bytes: UnsafeBufferPointer<UInt8>
  ) {
    self.vocabulary = vocabulary
    self.limits = limits
    self.leavesOutEmbedded = leavesOutEmbedded
    self.bytes = bytes
  }

  /// Reads the document; `false` where it is not plain.
  private mutating func read() -> Bool {
    guard bytes.count <= min(limits.size, limits.text), !vocabulary.acceptsAnyNamespace,
      vocabulary.collections.isEmpty, limits.token > Self.longestToken,
      UTF8Check.check(bytes) == .valid
    else { return false }
    nodes.reserveCapacity(bytes.count / 64 + 8)
    attributes.reserveCapacity(bytes.count / 32 + 8)
    skipDeclaration()
    guard skipMisc(), byte(at: index) == UInt8(ascii: "<"), startElement() else { return false }
    while !open.isEmpty {
      guard content() else { return false }
    }
    return skipMisc() && index == bytes.count
  }

  // MARK: Around the root

  private mutating func skipDeclaration() {
    let plain: [StaticString] = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#, #"<?xml version="1.0"?>"#,
    ]
    for declaration in plain where stands(declaration, at: 0) {
      index = declaration.utf8CodeUnitCount
    }
  }

  /// Skips white space and comments; `false` at a comment that is not plain.
  private mutating func skipMisc() -> Bool {
    while true {
      skipSpace()
      guard stands("<!--", at: index) else { return true }
      guard skipComment() else { return false }
    }
  }

  private mutating func skipComment() -> Bool {
    let start = index
    index += 4
    while true {
      index = plainEnd(from: index, stop: UInt8(ascii: "-"))
      guard index < bytes.count, index - start < Self.longestToken else { return false }
      switch bytes[index] {
      case UInt8(ascii: "-") where byte(at: index + 1) == UInt8(ascii: "-"):
        guard byte(at: index + 2) == UInt8(ascii: ">") else { return false }
        index += 3
        return true
      case let other:
        guard isCharacter(other) else { return false }
        index += 1
      }
    }
  }

  // MARK: Elements

  /// Reads the text of the innermost element up to the next tag, and that tag.
  private mutating func content() -> Bool {
    let current = open[open.count - 1]
    let start = index
    var piece = index
    while true {
      index = plainEnd(from: index, stop: UInt8(ascii: "]"))
      guard index < bytes.count else { return false }
      let found = bytes[index]
      if found == UInt8(ascii: "<") { break }
      if found == UInt8(ascii: "&") {
        if !current.leavesOut { text.append(contentsOf: bytes[piece..<index]) }
        guard let character = skipEntity() else { return false }
        if !current.leavesOut { text.append(character) }
        piece = index
        continue
      }
      guard isCharacter(found), !(found == UInt8(ascii: "]") && stands("]]>", at: index)) else {
        return false
      }
      index += 1
    }
    let isWhole = start == current.tagEnd && piece == start
    if byte(at: index + 1) == UInt8(ascii: "/") {
      if !isWhole, !current.leavesOut { text.append(contentsOf: bytes[piece..<index]) }
      return endElement(literal: isWhole ? start..<index : nil)
    }
    if !current.leavesOut { text.append(contentsOf: bytes[piece..<index]) }
    return stands("<!--", at: index) ? skipComment() : startElement()
  }

  /// Reads an entity of XML's own; `nil` at anything else.
  private mutating func skipEntity() -> UInt8? {
    let known: [(StaticString, UInt8)] = [
      ("&amp;", UInt8(ascii: "&")), ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")),
      ("&quot;", UInt8(ascii: "\"")), ("&apos;", UInt8(ascii: "'")),
    ]
    for (entity, character) in known where stands(entity, at: index) {
      index += entity.utf8CodeUnitCount
      return character
    }
    return nil
  }

  private mutating func endElement(literal: Range<Int>?) -> Bool {
    guard let ended = open.popLast() else { return false }
    index += 2
    let length = ended.name.count
    guard index + length < bytes.count else { return false }
    for offset in 0..<length
    where bytes[index + offset] != bytes[ended.name.lowerBound + offset] {
      return false
    }
    index += length
    skipSpace()
    guard byte(at: index) == UInt8(ascii: ">") else { return false }
    index += 1
    end(ended, literal: ended.leavesOut && literal?.isEmpty != true ? nil : literal)
    return true
  }

  /// Notes that an element has ended: `literal` is its text where that stands in the source.
  private mutating func end(_ ended: OpenElement, literal: Range<Int>?) {
    guard ended.node >= 0 else { return }
    if let literal {
      nodes[ended.node].text = ElementTree.Part(
        start: Int32(literal.lowerBound), end: Int32(literal.upperBound))
    } else {
      let start = Int32(kept.count)
      kept.append(contentsOf: text[ended.textStart...])
      nodes[ended.node].text = ElementTree.Part(
        start: start, end: Int32(kept.count), isInSource: false)
      text.removeLast(text.count - ended.textStart)
    }
    nodes[ended.node].end = Int32(index)
    nodes[ended.node].next = Int32(nodes.count)
  }

  private mutating func startElement() -> Bool {
    let tagStart = index
    index += 1
    guard let name = skipName(), open.count < limits.depth else { return false }
    let parent = open.last
    if parent == nil {
      guard vocabulary.roots.contains(where: { isText($0, at: name.range) }) else { return false }
    }
    let number = names.number(of: name, in: bytes)
    let firstAttribute = attributes.count
    let firstKept = kept.count
    var namespace = parent?.namespace ?? -1
    var declaresNamespace = false
    var isEmpty = false
    while true {
      let before = index
      skipSpace()
      let next = byte(at: index)
      if next == UInt8(ascii: ">") { break }
      if next == UInt8(ascii: "/") {
        isEmpty = true
        index += 1
        guard byte(at: index) == UInt8(ascii: ">") else { return false }
        break
      }
      guard index > before, let name = skipName(), let value = skipValue() else { return false }
      if isText("xmlns", at: name.range) {
        guard !declaresNamespace, value.part.isInSource,
          let found = namespaceNumber(of: value.range),
          found == 0 || parent != nil
        else { return false }
        namespace = found
        declaresNamespace = true
        continue
      }
      // Why: every attribute is compared with those before it.
      guard attributes.count - firstAttribute < limits.attributes else { return false }
      let attribute = names.number(of: name, in: bytes)
      for other in firstAttribute..<attributes.count where attributes[other].name == attribute {
        return false
      }
      attributes.append(
        ElementTree.AttributeNode(
          name: attribute, nameStart: Int32(name.range.lowerBound),
          valueStart: Int32(value.range.lowerBound), valueEnd: Int32(value.range.upperBound),
          value: value.part))
    }
    index += 1
    guard namespace >= 0, names.count <= Self.mostNames, index - tagStart < Self.longestToken
    else { return false }
    var element = OpenElement(
      node: -1, name: name.range, namespace: namespace, tagEnd: index, textStart: text.count,
      leavesOut: true)
    if let parent, parent.leavesOut {
      attributes.removeLast(attributes.count - firstAttribute)
      kept.removeLast(kept.count - firstKept)
    } else {
      let isEmbedded = parent.map { $0.namespace != namespace } ?? false
      if let parent {
        if isEmbedded {
          nodes[parent.node].embeddedCount += 1
        } else {
          nodes[parent.node].childCount += 1
        }
      }
      element.node = nodes.count
      element.leavesOut = isEmbedded && leavesOutEmbedded
      nodes.append(
        ElementTree.Node(
          name: number, nameLength: Int32(name.range.count), tagStart: Int32(tagStart),
          tagEnd: Int32(index), firstAttribute: Int32(firstAttribute),
          attributeEnd: Int32(attributes.count), isEmbedded: isEmbedded,
          declaresNamespace: declaresNamespace))
    }
    if isEmpty {
      end(element, literal: index..<index)
    } else {
      open.append(element)
    }
    return true
  }

  /// The number of the namespace that a value names; `nil` where it is none of the vocabulary's.
  private func namespaceNumber(of value: Range<Int>) -> Int? {
    if isText(vocabulary.namespace, at: value) { return 0 }
    return vocabulary.embedded.firstIndex { isText($0, at: value) }.map { $0 + 1 }
  }

  /// Reads `="…"`: the value as written, and as it is meant.
  private mutating func skipValue() -> (range: Range<Int>, part: ElementTree.Part)? {
    skipSpace()
    guard byte(at: index) == UInt8(ascii: "=") else { return nil }
    index += 1
    skipSpace()
    let quote = byte(at: index)
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    index += 1
    let start = index
    var piece = index
    let firstKept = kept.count
    while true {
      index = plainEnd(from: index, stop: quote)
      guard index < bytes.count else { return nil }
      let found = bytes[index]
      if found == quote { break }
      guard found != UInt8(ascii: "<"), isCharacter(found) || found == UInt8(ascii: "&") else {
        return nil
      }
      // What the parser hands over in another form than it is written.
      if found == UInt8(ascii: "&") || found < 0x20 {
        kept.append(contentsOf: bytes[piece..<index])
        if found < 0x20 {
          kept.append(0x20)
          index += 1
        } else {
          guard let character = skipEntity() else { return nil }
          kept.append(character)
        }
        piece = index
      } else {
        index += 1
      }
    }
    let range = start..<index
    index += 1
    guard piece > start else {
      return (
        range, ElementTree.Part(start: Int32(range.lowerBound), end: Int32(range.upperBound))
      )
    }
    kept.append(contentsOf: bytes[piece..<range.upperBound])
    return (
      range,
      ElementTree.Part(start: Int32(firstKept), end: Int32(kept.count), isInSource: false)
    )
  }

  /// Reads a name of ASCII letters without a prefix.
  private mutating func skipName() -> PlainNames.Name? {
    let start = index
    var hash: UInt32 = 0x811C_9DC5
    while index < bytes.count, Self.isNameByte(bytes[index]) {
      hash = (hash ^ UInt32(bytes[index])) &* 0x0100_0193
      index += 1
    }
    guard index > start, Self.isNameStart(bytes[start]) else { return nil }
    return PlainNames.Name(range: start..<index, hash: hash)
  }
}

// MARK: Bytes

extension PlainDocument {
  /// The byte at an offset; 0, which no plain document holds, after the end.
  @inline(__always)
  private func byte(at offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  private func stands(_ text: StaticString, at offset: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    guard offset + length <= bytes.count else { return false }
    for position in 0..<length where bytes[offset + position] != text.utf8Start[position] {
      return false
    }
    return true
  }

  private func isText(_ text: String, at range: Range<Int>) -> Bool {
    text.utf8.count == range.count && text.utf8.elementsEqual(bytes[range])
  }

  private mutating func skipSpace() {
    while index < bytes.count {
      let byte = bytes[index]
      guard byte == 0x20 || byte == 0x0A || byte == 0x09 else { return }
      index += 1
    }
  }

  /// Whether a byte that stands at ``index`` may be there: white space, what is printed, or a part of
  /// a character that XML allows.
  private func isCharacter(_ byte: UInt8) -> Bool {
    if byte < 0x20 { return byte == 0x0A || byte == 0x09 }
    // U+FFFE and U+FFFF.
    guard byte == 0xEF else { return true }
    return !(self.byte(at: index + 1) == 0xBF && self.byte(at: index + 2) >= 0xBE)
  }

  /// The first offset from one on at which something else stands than printed ASCII: `<`, `&`,
  /// `stop`, a control character or a byte of another character. Eight bytes at a time.
  @inline(__always)
  private func plainEnd(from start: Int, stop: UInt8) -> Int {
    guard let base = bytes.baseAddress else { return start }
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let stops = ones &* UInt64(stop)
    var index = start
    while index + 8 <= bytes.count {
      let word = UInt64(
        littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
      let isTag = word ^ (ones &* UInt64(UInt8(ascii: "<")))
      let isEntity = word ^ (ones &* UInt64(UInt8(ascii: "&")))
      let isStop = word ^ stops
      let found =
        ((isTag &- ones) & ~isTag | (isEntity &- ones) & ~isEntity | (isStop &- ones) & ~isStop
          | (word &- ones &* 0x20) & ~word | word) & highs
      if found != 0 { return index + found.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < bytes.count {
      let byte = base[index]
      if byte < 0x20 || byte >= 0x80 || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&")
        || byte == stop
      {
        return index
      }
      index += 1
    }
    return index
  }

  private static func isNameStart(_ byte: UInt8) -> Bool {
    let letter = byte | 0x20
    return letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z") || byte == UInt8(ascii: "_")
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    isNameStart(byte) || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }
}

/// The names of a document, each once, by their bytes.
private struct PlainNames {
  /// A name as it stands in the text.
  struct Name {
    var range: Range<Int>
    var hash: UInt32
  }

  private var found: [Name] = []
  var count: Int { found.count }
  /// Numbers of names, from 1, at the place that their hash gives them or the next free one.
  private var slots = [Int32](repeating: 0, count: 256)

  mutating func number(of name: Name, in bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
    var place = Int(name.hash >> 8) & (slots.count - 1)
    while slots[place] != 0 {
      let known = found[Int(slots[place]) - 1]
      if known.hash == name.hash, bytes[known.range].elementsEqual(bytes[name.range]) {
        return slots[place] - 1
      }
      place = (place + 1) & (slots.count - 1)
    }
    found.append(name)
    slots[place] = Int32(found.count)
    if found.count * 2 > slots.count { grow() }
    return Int32(found.count - 1)
  }

  func texts(in bytes: UnsafeBufferPointer<UInt8>) -> [String] {
    found.map { String(decoding: bytes[$0.range], as: UTF8.self) }
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    for (number, name) in found.enumerated() {
      var place = Int(name.hash >> 8) & (slots.count - 1)
      while slots[place] != 0 { place = (place + 1) & (slots.count - 1) }
      slots[place] = Int32(number + 1)
    }
  }
}
