import SourceText

/// Cuts the consortia that stand within a call document out of it, each a document of its own.
enum EmbeddedDocuments {
  /// The namespace of the documents that may be embedded.
  static let namespace = "urn:fundcall:consortium:1"

  /// An embedded element, by its range in the document, as a source of its own.
  ///
  /// Blanks stand in for what precedes it on its line, so lines and columns are those of the file.
  static func source(at range: Range<Int>, in file: SourceFile) -> SourceFile {
    let place = file.place(at: range.lowerBound)
    let indent = [UInt8](repeating: UInt8(ascii: " "), count: min(place.column - 1, 4096))
    return SourceFile(
      name: file.name, bytes: indent + file.bytes[range], firstLine: place.line)
  }
}
