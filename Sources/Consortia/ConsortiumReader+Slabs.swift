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
    case .json(.lines): .lines
    case .xml where XMLRootTag(head: head)?.name == XMLFactNames.collection:
      .elements(named: "consortium")
    default: nil
    }
  }

  /// Gives what came of each record of a slab to `body`; lines are those of the slab's own text.
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
    read(named: name, as: form == .lines ? .jsonl : nil, chunks: nextChunk) { reading in
      toSkip -= 1
      if toSkip < 0 { body(reading) }
    }
  }
}
