internal import CLibXML2

/// All that the parser's callbacks read and write.
///
/// It is a structure behind one pointer and not a class, because a class's run-time exclusivity
/// checks cost a fifth of the reading time.
struct ParserState: ~Copyable {
  /// An element that is open.
  struct OpenElement {
    let name: UnsafePointer<xmlChar>
    /// The offset just after its start tag.
    let tagEnd: Int
    let isEmpty: Bool
  }

  let context: xmlParserCtxtPtr
  /// The name under which diagnostics speak of the text.
  let name: String
  let vocabulary: XMLVocabulary
  let limits: XMLLimits
  /// Whoever takes the events: kept alive by the parser, so that no call has to count references.
  let sink: Unmanaged<EventSink>
  let names: NameTable
  /// The vocabulary's namespace in the parser's dictionary.
  let namespace: UnsafePointer<xmlChar>?
  /// Room for the attributes of one tag.
  let attributes: UnsafeMutableBufferPointer<AttributeList.Item>
  /// The open elements, from the root on; its depth is the number of valid entries.
  let open: UnsafeMutableBufferPointer<OpenElement>

  var window = ByteWindow()
  var depth = 0
  var rootHasEnded = false
  var isCollection = false
  /// Counts every callback, so that the feeder can see whether the parser gets on.
  var eventCount = 0
  /// The length of the current run of text.
  var textLength = 0
  /// Where the current record's source begins.
  var recordStart = 0
  var recordLine = 1
  var recordCount = 0
  /// The first reason to refuse the document: from then on all callbacks are ignored.
  private(set) var refusal: Refusal?
  /// Whether there is one: asked at every event, and so not read off the reason itself.
  private(set) var hasRefused = false

  init(
    context: xmlParserCtxtPtr, name: String, vocabulary: XMLVocabulary, limits: XMLLimits,
    sink: EventSink
  ) {
    self.context = context
    self.name = name
    self.vocabulary = vocabulary
    self.limits = limits
    self.sink = .passRetained(sink)
    names = NameTable(vocabulary.names, in: context.pointee.dict)
    namespace = xmlDictLookup(context.pointee.dict, vocabulary.namespace, -1)
    attributes = .allocate(capacity: max(limits.attributes, 1))
    open = .allocate(capacity: max(limits.depth, 1))
  }

  deinit {
    sink.release()
    attributes.deallocate()
    open.deallocate()
  }

  /// The offset of the parser's cursor in the text.
  var cursor: Int {
    let offset = fundcall_parser_offset(context)
    return offset < 0 ? window.end : offset
  }

  /// The current record's bytes, as far as they have been read.
  var recordBytes: UnsafeBufferPointer<UInt8> { window.bytes(from: recordStart) }

  /// Notes why the document is refused; the first reason counts.
  ///
  /// The parser itself is not stopped: `xmlStopParser` frees the input under the callback's feet,
  /// and the feeder stops within a chunk anyway.
  mutating func refuse(_ reason: Refusal) {
    guard !hasRefused else { return }
    refusal = reason
    hasRefused = true
  }

  /// Begins the next record after an offset: at the beginning of that line, so that columns are
  /// right, unless the line is so long that one record would drag along the others.
  mutating func beginRecord(after offset: Int) {
    let longest = 4096
    let before = window.bytes(in: max(recordStart, offset - longest)..<offset)
    let newline = before.lastIndex(of: UInt8(ascii: "\n"))
    let start = newline.map { offset - before.count + $0 + 1 } ?? offset
    recordLine += window.bytes(in: recordStart..<start).span.count(of: UInt8(ascii: "\n"))
    recordStart = start
  }
}
