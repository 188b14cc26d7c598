public import SourceText

/// Takes the events of a document as they are read.
///
/// All that an event hands over lives only during the call, and the compiler holds the handler to
/// it; numbers, ranges and strings may be kept. If the reader refuses the document later on, the
/// events before the refusal have happened: what was built of them is to be thrown away, except for
/// records that had ended.
public protocol XMLEventHandler {
  /// An element begins. An empty element (`<a/>`) also ends.
  mutating func start(_ tag: borrowing StartTag)
  /// An element ends.
  mutating func end(_ tag: borrowing EndTag)
  /// Character data: UTF-8, entities resolved, never empty. One run of text may come in pieces.
  mutating func text(_ bytes: Span<UInt8>)
  /// A record has ended: the root element, or each child of the root of a collection.
  mutating func endRecord(_ record: borrowing XMLRecord)
}

extension XMLEventHandler {
  /// Nothing to do when a record ends.
  public mutating func endRecord(_ record: borrowing XMLRecord) {}
}

/// One record of a document: what the ranges of its events count from.
@safe
public struct XMLRecord: ~Copyable {
  let window: UnsafeBufferPointer<UInt8>
  let name: String
  let firstLine: Int
  /// The byte offset in the whole text, as UTF-8, at which ``source`` begins.
  public let offset: Int
  /// The number of the record in its document, from 0.
  public let index: Int

  /// The bytes of the record as a source, for diagnostics: a copy, so ask only when there is
  /// something to say.
  ///
  /// All ranges of the record's events are ranges of this source. The first record's is the file
  /// from its beginning; a later one's begins at the beginning of a line where that is less than 4 KB
  /// away, so that columns are right; after a longer line, columns in the record's first line count
  /// from the end of the record before.
  public var source: SourceFile {
    SourceFile(name: name, bytes: Array(window), firstLine: firstLine)
  }
}

extension Span where Element == UInt8 {
  /// The bytes as a string; they are UTF-8 in all events of the reader.
  public var string: String {
    withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether all bytes are the white space of XML: blank, tab, carriage return, line feed.
  public var isBlank: Bool {
    for index in indices where !isXMLSpace(self[index]) { return false }
    return true
  }

  /// Whether the bytes are those of a text.
  public func equals(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { other in
      guard other.count == count else { return false }
      for index in indices where self[index] != other[index] { return false }
      return true
    }
  }

  /// Adds the bytes at the end of an array.
  public func append(to bytes: inout [UInt8]) {
    withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
  }
}

/// Whether a byte is white space in XML.
@inline(__always)
func isXMLSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
}
