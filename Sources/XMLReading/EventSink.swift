/// A handler of any type behind one pointer: what lets functions that C calls, which cannot be
/// generic, give events to it.
///
/// A class and no protocol: a call through its table costs half of one through an existential.
class EventSink {
  func start(_ tag: borrowing StartTag) {}
  func end(_ tag: borrowing EndTag) {}
  func text(_ bytes: Span<UInt8>) {}
  func endRecord(_ record: borrowing XMLRecord) {}
}

/// Passes events on to a handler that outlives the parse.
final class HandlerSink<Handler: XMLEventHandler>: EventSink {
  private let handler: UnsafeMutablePointer<Handler>

  init(handler: UnsafeMutablePointer<Handler>) { self.handler = handler }

  override func start(_ tag: borrowing StartTag) { handler.pointee.start(tag) }
  override func end(_ tag: borrowing EndTag) { handler.pointee.end(tag) }
  override func text(_ bytes: Span<UInt8>) { handler.pointee.text(bytes) }
  override func endRecord(_ record: borrowing XMLRecord) { handler.pointee.endRecord(record) }
}
