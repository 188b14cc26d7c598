internal import CLibXML2

/// The state of reading a piece of HTML: what libxml2's callbacks fill.
///
/// It stands behind one pointer for the same reason as ``ParserState``.
struct HTMLReading {
  private(set) var blocks: [HTMLText.Block] = []
  /// Whether reading stopped before the end.
  private(set) var isCut = false
  private var text: [UInt8] = []
  private var kind = HTMLText.Block.Kind.paragraph
  private var depth = 0
  /// How many open elements hold no text for people.
  private var hidden = 0

  /// The blocks of some bytes of UTF-8.
  static func read(_ bytes: [UInt8]) -> HTMLReading {
    LibXML2.start()
    var sax = callbacks
    var state = HTMLReading()
    withUnsafeMutablePointer(to: &state) { pointer in
      guard
        let context = htmlCreatePushParserCtxt(
          &sax, pointer, nil, 0, nil, XML_CHAR_ENCODING_UTF8)
      else {
        pointer.pointee.isCut = !bytes.isEmpty
        return
      }
      defer { htmlFreeParserCtxt(context) }
      htmlCtxtUseOptions(
        context, Int32(HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue))
      bytes.withUnsafeBytes { buffer in
        // Why: between small chunks a document that nests too deep can be left in time.
        var rest = UnsafeRawBufferPointer(rebasing: buffer[...])
        while !rest.isEmpty, !pointer.pointee.isCut {
          let count = min(rest.count, 4096)
          htmlParseChunk(
            context, rest.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(count), 0)
          rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
        }
      }
      if !pointer.pointee.isCut { htmlParseChunk(context, nil, 0, 1) }
    }
    state.endBlock()
    return state
  }

  private static var callbacks: htmlSAXHandler {
    var sax = htmlSAXHandler()
    sax.startElement = { context, name, _ in
      guard let state = htmlState(context), let name else { return }
      state.pointee.start(String(cString: name))
    }
    sax.endElement = { context, name in
      guard let state = htmlState(context), let name else { return }
      state.pointee.end(String(cString: name))
    }
    sax.characters = { context, bytes, count in
      guard let state = htmlState(context), let bytes, count > 0 else { return }
      state.pointee.add(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
    sax.ignorableWhitespace = sax.characters
    // The content of scripts; without a callback it would come as text.
    sax.cdataBlock = { _, _, _ in }
    sax.serror = { _, _ in }
    return sax
  }

  private mutating func start(_ name: String) {
    depth += 1
    if depth > HTMLText.depth {
      isCut = true
      return
    }
    if Self.hiddenElements.contains(name) { hidden += 1 }
    if Self.cells.contains(name), !text.isEmpty { add(Array("; ".utf8)) }
    guard Self.blockElements.contains(name) else { return }
    endBlock()
    if name == "li" { kind = .item }
    if Self.headings.contains(name) { kind = .heading }
  }

  private mutating func end(_ name: String) {
    depth -= 1
    if Self.hiddenElements.contains(name) { hidden = max(hidden - 1, 0) }
    guard Self.blockElements.contains(name) else { return }
    endBlock()
    if name == "li" || Self.headings.contains(name) { kind = .paragraph }
  }

  private mutating func add(_ bytes: some Collection<UInt8>) {
    if hidden == 0 { text += bytes }
  }

  /// Ends the block at hand, if it has any text.
  private mutating func endBlock() {
    defer { text = [] }
    let words = String(decoding: text, as: UTF8.self).unicodeScalars
      .split { $0.properties.isWhitespace }.map { String($0) }
    guard !words.isEmpty else { return }
    blocks.append(HTMLText.Block(kind, words.joined(separator: " ")))
    kind = .paragraph
  }

  private static let headings: Set<String> = ["h1", "h2", "h3", "h4", "h5", "h6"]
  private static let hiddenElements: Set<String> = [
    "script", "style", "template", "noscript", "title",
  ]
  private static let cells: Set<String> = ["td", "th"]
  private static let blockElements: Set<String> = headings.union([
    "address", "article", "blockquote", "body", "br", "caption", "dd", "div", "dl", "dt", "footer",
    "form", "header", "hr", "li", "ol", "p", "pre", "section", "table", "tr", "ul",
  ])
}

/// The state behind a callback's context, unless reading has stopped.
private func htmlState(
  _ context: UnsafeMutableRawPointer?
) -> UnsafeMutablePointer<HTMLReading>? {
  guard let state = context?.assumingMemoryBound(to: HTMLReading.self), !state.pointee.isCut
  else { return nil }
  return state
}
