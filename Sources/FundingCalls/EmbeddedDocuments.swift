import SourceText
import XMLReading

/// Cuts the consortia that stand within a call document out of it, each a document of its own.
struct EmbeddedDocuments {
  /// The namespace of the documents that may be embedded.
  static let namespace = "urn:fundcall:consortium:1"

  private let file: SourceFile
  /// The element cut out last and its line: the next one is near, and a file may have very many.
  private var last: (offset: Int, line: Int)

  init(file: SourceFile) {
    self.file = file
    last = (0, file.firstLine)
  }

  /// An embedded element as a source of its own.
  ///
  /// Blanks stand in for what precedes it on its line, so lines and columns are those of the file.
  mutating func source(of element: Element) -> SourceFile {
    let start = element.range.lowerBound
    let between = file.bytes[min(start, last.offset)..<max(start, last.offset)]
    let lines = between.count { $0 == UInt8(ascii: "\n") }
    last = (start, start < last.offset ? last.line - lines : last.line + lines)
    let before = file.lineRange(around: start).lowerBound..<start
    let column = file.bytes[before].count { $0 & 0xC0 != 0x80 }
    let indent = [UInt8](repeating: UInt8(ascii: " "), count: min(column, 4096))
    return SourceFile(
      name: file.name, bytes: indent + file.bytes[element.range], firstLine: last.line)
  }
}
