internal import CLibXML2
import SourceText

/// Feeds the bytes of one document to the parser and stops at the first reason to refuse it.
struct DocumentParser: ~Copyable {
  /// How many bytes the parser gets at a time: small, so that a tag without end is seen early.
  private static let pieceSize = 8 << 10

  private let state: StatePointer
  private var decoder = TextDecoder()
  /// How many bytes the parser has taken since its last event.
  private var silence = 0
  /// The offset up to which the parser has been fed.
  private var fed = 0

  /// A parser; `nil` only where memory has run out.
  init?(name: String, vocabulary: XMLVocabulary, limits: XMLLimits, sink: EventSink) {
    LibXML2.start()
    var sax = ParserCallbacks.table
    let state = StatePointer.allocate(capacity: 1)
    guard let context = xmlCreatePushParserCtxt(&sax, state, nil, 0, nil) else {
      state.deallocate()
      return nil
    }
    // The text is UTF-8 by now, whatever it declares to be.
    _ = xmlCtxtUseOptions(
      context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue))
    state.initialize(
      to: ParserState(
        context: context, name: name, vocabulary: vocabulary, limits: limits, sink: sink))
    self.state = state
  }

  deinit {
    let context = state.pointee.context
    // Declarations in a DOCTYPE make the parser begin a tree of its own, before it is refused.
    if let document = context.pointee.myDoc { xmlFreeDoc(document) }
    xmlFreeParserCtxt(context)
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// Whether the document has been refused, so that feeding it further is of no use.
  var hasRefused: Bool { state.pointee.hasRefused }

  /// Takes the next bytes of the document.
  mutating func feed(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { all in
      var rest = all[...]
      while !rest.isEmpty, !hasRefused {
        // What is decoded is fed before the next part is: no more than a part waits in memory.
        let part = UnsafeBufferPointer(rebasing: rest.prefix(64 << 10))
        rest = rest.dropFirst(part.count)
        state.pointee.window.forget(before: state.pointee.recordStart)
        var problem: Refusal?
        do throws(Refusal) {
          try decoder.decode(part, into: &state.pointee.window)
        } catch {
          problem = error
        }
        pass(upTo: problem?.range?.lowerBound)
        if let problem { state.pointee.refuse(problem) }
      }
    }
  }

  /// Ends the document and says why it is refused, if it is.
  mutating func finish() -> Diagnostic? {
    if !hasRefused {
      var problem: Refusal?
      do throws(Refusal) {
        try decoder.finish(into: &state.pointee.window)
      } catch {
        problem = error
      }
      pass(upTo: problem?.range?.lowerBound)
      if let problem { state.pointee.refuse(problem) }
    }
    if !hasRefused {
      xmlParseChunk(state.pointee.context, nil, 0, 1)
      if !hasRefused, !state.pointee.rootHasEnded { state.pointee.refuse(.noRoot) }
    }
    return state.pointee.refusal.map { diagnostic(for: $0) }
  }

  /// Feeds the parser what the window holds and it has not had, in pieces.
  private mutating func pass(upTo limit: Int?) {
    let end = min(limit ?? .max, state.pointee.window.end)
    while fed < end, !hasRefused {
      let piece = state.pointee.window.bytes(in: fed..<min(fed + Self.pieceSize, end))
      let before = state.pointee.eventCount
      piece.withMemoryRebound(to: CChar.self) {
        _ = xmlParseChunk(state.pointee.context, $0.baseAddress, Int32(piece.count), 0)
      }
      fed += piece.count
      silence = state.pointee.eventCount == before ? silence + piece.count : 0
      checkLimits()
    }
  }

  private func checkLimits() {
    let limits = state.pointee.limits
    let cursor = state.pointee.cursor
    if silence > limits.token {
      state.pointee.refuse(.tokenTooLong(limits.token, at: cursor..<(cursor + 1)))
    }
    if fed - state.pointee.recordStart > limits.size {
      state.pointee.refuse(.tooLarge(limits.size, isRecord: state.pointee.isCollection))
    }
  }

  /// Binds a refusal to the text that it is about.
  private func diagnostic(for refusal: Refusal) -> Diagnostic {
    let name = state.pointee.name
    guard let range = refusal.range else {
      return Diagnostic(code: refusal.code, refusal.message, file: name, help: refusal.help)
    }
    let start = state.pointee.recordStart
    let source = SourceFile(
      name: name, bytes: Array(state.pointee.recordBytes), firstLine: state.pointee.recordLine)
    let lower = max(range.lowerBound - start, 0)
    return Diagnostic(
      code: refusal.code, refusal.message, in: source,
      at: lower..<max(range.upperBound - start, lower), help: refusal.help)
  }
}

/// The library as a whole.
enum LibXML2 {
  /// Makes the library ready, once in the life of the program. Its tables stay until the end:
  /// cleaning them up while another thread reads is what crashes programs.
  static func start() { _ = isReady }

  private static let isReady: Bool = {
    xmlInitParser()
    xmlSchemaInitTypes()
    return xmlRelaxNGInitTypes() == 0
  }()
}
