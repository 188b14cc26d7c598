import SourceText

/// Finds in the text what an error is about, given where the parser stands.
extension ParserState {
  /// The name of the innermost open element.
  var innermost: String? {
    depth > 0 ? PlainText.shown(String(cString: open[depth - 1].name)) : nil
  }

  /// Where the innermost open element's name stands; the end of the text where that is forgotten,
  /// as the root of a collection is.
  var innermostRange: Range<Int> {
    guard depth > 0, open[depth - 1].tagEnd > recordStart else {
      return window.end..<(window.end + 1)
    }
    return nameRange(inTagEndingAt: open[depth - 1].tagEnd)
  }

  /// Whether the root element is still to come.
  var isInProlog: Bool { depth == 0 && !rootHasEnded }

  /// Whether the parser stands in something that begins with `<?`.
  var isInInstruction: Bool {
    byte(at: lastOccurrence(of: "<", before: cursor) + 1) == UInt8(ascii: "?")
  }

  /// The byte at an offset, where it is kept.
  func byte(at offset: Int) -> UInt8? {
    window.bytes(in: offset..<(offset + 1)).first
  }

  /// The last offset before another at which a text stands; that other one where it is not found.
  func lastOccurrence(of text: StaticString, before offset: Int) -> Int {
    let bytes = window.bytes(in: window.start..<max(offset, window.start))
    let length = text.utf8CodeUnitCount
    var index = bytes.count - length
    while index >= 0 {
      if bytes.span.extracting(index..<(index + length)).equals(text) {
        return window.start + index
      }
      index -= 1
    }
    return offset
  }

  /// The first offset from another one on at which a text stands; that one where it is not found.
  func firstOccurrence(of text: StaticString, from offset: Int) -> Int {
    let bytes = window.bytes(from: offset)
    let length = text.utf8CodeUnitCount
    var index = 0
    while index + length <= bytes.count {
      if bytes.span.extracting(index..<(index + length)).equals(text) { return offset + index }
      index += 1
    }
    return offset
  }

  /// The range of the tag that ends at an offset, from its `<`.
  func tagRange(endingAt offset: Int) -> Range<Int> { layout(ofTagEndingAt: offset).range }

  /// The range of the element's name in the start tag that ends at an offset.
  func nameRange(inTagEndingAt offset: Int) -> Range<Int> { layout(ofTagEndingAt: offset).name }

  /// The range of the last attribute of a name in the tag that ends at an offset.
  func lastAttribute(_ name: String, inTagEndingAt offset: Int) -> Range<Int> {
    let layout = layout(ofTagEndingAt: offset)
    return layout.attributes.last { window.bytes(in: $0.name).elementsEqual(name.utf8) }?.name
      ?? layout.name
  }

  /// The range of the first name with a prefix in the tag that ends at an offset.
  func firstName(withPrefix prefix: String, inTagEndingAt offset: Int) -> Range<Int> {
    let layout = layout(ofTagEndingAt: offset)
    return ([layout.name] + layout.attributes.map(\.name)).first {
      window.bytes(in: $0).starts(with: (prefix + ":").utf8)
    } ?? layout.name
  }

  private func layout(ofTagEndingAt offset: Int) -> TagLayout {
    let bytes = window.bytes(in: window.start..<max(offset, window.start))
    return TagLayout(of: bytes, endingAt: bytes.count).moved(by: window.start)
  }
}
