/// A handler of any type behind one pointer: what lets functions that C calls, which cannot be
/// generic, give events to it.
protocol EventSink {
  func start(_ tag: borrowing StartTag)
  func end(_ tag: borrowing EndTag)
  func text(_ bytes: Span<UInt8>)
  func endRecord(_ record: borrowing XMLRecord)
}

/// Passes events on to a handler that outlives the parse.
struct HandlerSink<Handler: XMLEventHandler>: EventSink {
  let handler: UnsafeMutablePointer<Handler>

  func start(_ tag: borrowing StartTag) { handler.pointee.start(tag) }
  func end(_ tag: borrowing EndTag) { handler.pointee.end(tag) }
  func text(_ bytes: Span<UInt8>) { handler.pointee.text(bytes) }
  func endRecord(_ record: borrowing XMLRecord) { handler.pointee.endRecord(record) }
}
