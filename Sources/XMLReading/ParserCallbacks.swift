internal import CLibXML2

/// What the parser calls, with the state's pointer as its context.
///
/// The handler runs while the parser is in the middle of a chunk; nothing of the state is borrowed
/// meanwhile.
typealias StatePointer = UnsafeMutablePointer<ParserState>

enum ParserCallbacks {
  /// The callbacks of the reader. There are none for entities: with no declarations read, the parser
  /// knows the five of XML only.
  static var table: xmlSAXHandler {
    var sax = xmlSAXHandler()
    sax.initialized = XML_SAX2_MAGIC
    sax.startElementNs = {
      context, name, prefix, namespace, pairs, declared, count, _, attributes in
      guard let state = statePointer(context), let name else { return }
      begin(
        state, name: name, prefix: prefix, namespace: namespace,
        declared: UnsafeBufferPointer(start: declared, count: Int(pairs) * 2),
        attributes: UnsafeBufferPointer(start: attributes, count: Int(count) * 5))
    }
    sax.endElementNs = { context, name, _, _ in
      guard let state = statePointer(context), let name else { return }
      finish(state, name: name)
    }
    sax.characters = { context, bytes, count in
      guard let state = statePointer(context) else { return }
      text(state, UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
    // The same function as for all text, or the parser would look at each run for blanks.
    sax.ignorableWhitespace = sax.characters
    sax.comment = { context, _ in count(context) }
    sax.processingInstruction = { context, _, _ in count(context) }
    sax.internalSubset = { context, _, _, _ in
      guard let state = statePointer(context) else { return }
      let start = state.pointee.lastOccurrence(of: "<!DOCTYPE", before: state.pointee.cursor)
      state.pointee.refuse(.doctype(at: start..<(start + 9)))
    }
    sax.serror = { context, error in
      guard let state = statePointer(context), let error, error.pointee.level.rawValue >= 2
      else { return }
      state.pointee.refuse(.malformed(ParserError(error), in: state.pointee))
    }
    return sax
  }
}

/// The state behind a callback's context, unless the document has been refused.
@inline(__always)
private func statePointer(_ context: UnsafeMutableRawPointer?) -> StatePointer? {
  guard let state = context?.assumingMemoryBound(to: ParserState.self),
    !state.pointee.hasRefused
  else { return nil }
  state.pointee.eventCount &+= 1
  return state
}

/// What every event asks for. A property of the state itself would read all of it each time, as it
/// cannot be copied.
extension StatePointer {
  @inline(__always)
  fileprivate var cursor: Int { fundcall_parser_offset(pointee.context) }

  @inline(__always)
  fileprivate var recordBytes: UnsafeBufferPointer<UInt8> {
    pointee.window.bytes(from: pointee.recordStart)
  }
}

private func count(_ context: UnsafeMutableRawPointer?) {
  _ = statePointer(context)
}

private func begin(
  _ state: StatePointer, name: UnsafePointer<xmlChar>, prefix: UnsafePointer<xmlChar>?,
  namespace: UnsafePointer<xmlChar>?, declared: UnsafeBufferPointer<UnsafePointer<xmlChar>?>,
  attributes: UnsafeBufferPointer<UnsafePointer<xmlChar>?>
) {
  // Of a tag that the text breaks off in, the parser tells too, before it tells of the error.
  let last = fundcall_parser_byte(state.pointee.context)
  let isEmpty = last == UInt8(ascii: "/")
  guard isEmpty || last == UInt8(ascii: ">") else { return }
  let end = state.cursor + (isEmpty ? 2 : 1)
  state.pointee.textLength = 0
  guard
    state.pointee.admit(
      name: name, namespace: namespace, namespaceCount: declared.count / 2,
      attributeCount: attributes.count / 5, tagEnd: end),
    let list = state.pointee.list(attributes, tagEnd: end)
  else { return }
  state.pointee.open[state.pointee.depth] = .init(name: name, tagEnd: end, isEmpty: isEmpty)
  state.pointee.depth += 1
  let tag = StartTag(
    name: state.pointee.names.number(of: name), depth: state.pointee.depth,
    end: end - state.pointee.recordStart, isEmpty: isEmpty, localName: name, namespace: namespace,
    declaresNamespace: declares(prefix, declared), attributes: list,
    window: state.recordBytes)
  state.pointee.sink._withUnsafeGuaranteedRef { $0.start(tag) }
}

/// Whether a tag declares a prefix: pairs of a prefix and a namespace, out of the same dictionary
/// as the element's.
private func declares(
  _ prefix: UnsafePointer<xmlChar>?, _ declared: UnsafeBufferPointer<UnsafePointer<xmlChar>?>
) -> Bool {
  var index = 0
  while index < declared.count {
    if declared[index] == prefix { return true }
    index += 2
  }
  return false
}

private func finish(_ state: StatePointer, name: UnsafePointer<xmlChar>) {
  guard state.pointee.depth > 0 else { return }
  let end = state.cursor
  let depth = state.pointee.depth
  let opened = state.pointee.open[depth - 1]
  state.pointee.textLength = 0
  let start = state.pointee.recordStart
  let window = state.recordBytes
  let tag = EndTag(
    name: state.pointee.names.number(of: name), depth: depth, end: end - start,
    isEmpty: opened.isEmpty, window: window)
  state.pointee.sink._withUnsafeGuaranteedRef { $0.end(tag) }
  if depth == (state.pointee.isCollection ? 2 : 1) {
    let record = XMLRecord(
      window: window, name: state.pointee.name, firstLine: state.pointee.recordLine,
      offset: start, index: state.pointee.recordCount)
    state.pointee.sink._withUnsafeGuaranteedRef { $0.endRecord(record) }
    state.pointee.recordCount += 1
    if state.pointee.isCollection { state.pointee.beginRecord(after: end) }
  }
  state.pointee.depth -= 1
  if state.pointee.depth == 0 { state.pointee.rootHasEnded = true }
}

private func text(_ state: StatePointer, _ bytes: UnsafeBufferPointer<UInt8>) {
  guard !bytes.isEmpty else { return }
  state.pointee.textLength += bytes.count
  guard state.pointee.textLength <= state.pointee.limits.text else {
    let cursor = state.pointee.cursor
    state.pointee.refuse(
      .textTooLong(state.pointee.limits.text, at: cursor..<(cursor + 1)))
    return
  }
  state.pointee.sink._withUnsafeGuaranteedRef { $0.text(bytes.span) }
}
