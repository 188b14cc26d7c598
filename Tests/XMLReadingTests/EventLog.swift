import SourceText
import XMLReading

/// Keeps what a reader tells, in a form that is easy to compare.
struct EventLog: XMLEventHandler {
  /// One line an event: names as numbers, with the text of the ranges' source at the record's end.
  private(set) var events: [String] = []
  /// All character data.
  private(set) var text = ""
  /// What each record told: its number, its first line, and the text of all tags in it.
  private(set) var records: [String] = []
  /// The largest record source seen, in bytes.
  private(set) var largestSource = 0
  private var tags: [Range<Int>] = []

  mutating func start(_ tag: borrowing StartTag) {
    let names = (0..<tag.attributeCount).map { "\(tag.attributeName(at: $0))=\(tag.value(at: $0))" }
    events.append((["+\(tag.name)"] + names).joined(separator: " "))
    tags.append(tag.range)
  }

  mutating func end(_ tag: borrowing EndTag) {
    events.append("-\(tag.name)")
    tags.append(tag.range)
  }

  mutating func text(_ bytes: Span<UInt8>) {
    text += bytes.string
  }

  mutating func endRecord(_ record: borrowing XMLRecord) {
    let source = record.source
    let places = tags.filter { !$0.isEmpty }.map {
      "\(source.place(at: $0.lowerBound).line):\(source.place(at: $0.lowerBound).column) "
        + source.text(in: $0)
    }
    records.append("\(record.index) " + places.joined(separator: " "))
    largestSource = max(largestSource, source.bytes.count)
    tags = []
  }
}
