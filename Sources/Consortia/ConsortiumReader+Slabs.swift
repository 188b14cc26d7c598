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
    // Other records a line belong together, or tell what the file is.
    case .json(.lines) where firstLine(of: head).contains("\"participants\""): .lines
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

  private static func firstLine(of head: [UInt8]) -> String {
    String(decoding: head.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }
}
