public import BulkReading
import JSONReading
import XMLReading

extension ConsortiumReader {
  /// How a file that begins with some bytes (some tens of kilobytes at least) holds many consortia,
  /// so that it can be cut into slabs; `nil` for one consortium, and for forms that are read as a
  /// whole.
  public static func collectionForm(
    head: [UInt8], named name: String, as format: ConsortiumFormat? = nil
  ) -> CollectionForm? {
    switch RecognisedFormat(head: head, name: name, asked: format) {
    case .json(.lines) where holdsConsortia(lines: head): .lines
    case .xml where XMLRootTag(head: head)?.name == XMLFactNames.collection:
      .elements(named: "consortium")
    default: nil
    }
  }

  /// Gives what came of each record of a slab to `body`. The lines of XML are those of the slab's own
  /// text: ``Slab/shift`` tells by how many to move them.
  ///
  /// - Parameter more: the chunks that follow the slab, where the rest of the file is read with it.
  public func read(
    _ slab: Slab, of form: CollectionForm, named name: String,
    more: @escaping () -> [UInt8]? = { nil }, each body: (ConsortiumReading) -> Void
  ) {
    var text = slab.text
    var toSkip = slab.prefaceRecords
    func nextChunk() -> [UInt8]? {
      defer { text = [] }
      return text.isEmpty ? more() : text
    }
    if form == .lines {
      var reader = JSONConsortia(places: places)
      for record in JSONLines(name: name, linesBefore: slab.linesBefore, chunks: nextChunk) {
        body(reader.reading(record, isOneOfMany: true))
      }
      return
    }
    read(named: name, chunks: nextChunk) { reading in
      toSkip -= 1
      if toSkip < 0 { body(reading) }
    }
  }

  /// Whether the lines of JSON that a file begins with say that it holds consortia: the first that
  /// can be read tells. Other records belong together, or the file is refused as a whole.
  private static func holdsConsortia(lines head: [UInt8]) -> Bool {
    guard let end = head.lastIndex(of: UInt8(ascii: "\n")) else { return false }
    for record in JSONLines(name: "", bytes: Array(head[..<end])) {
      if let value = record.value { return RecordReading.areConsortia(value) }
    }
    return false
  }
}
