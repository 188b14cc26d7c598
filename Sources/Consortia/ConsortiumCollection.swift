/// The text of consortia one after another, for files of any size: what comes before the first, each
/// of them, what comes after the last.
///
/// A file that holds one consortium by its form has nothing around it.
public struct ConsortiumCollection: Sendable {
  private let writer: ConsortiumWriter
  private let format: ConsortiumFormat
  private let holdsMany: Bool
  private var count = 0

  /// A collection in a format. A list stays a list, even where there is one consortium in it; lines
  /// of JSON need nothing around them.
  public init(_ writer: ConsortiumWriter, as format: ConsortiumFormat, holdsMany: Bool) {
    self.writer = writer
    self.format = format
    self.holdsMany = holdsMany
  }

  /// Whether one more consortium may be added: a table holds one only, and not of any size.
  public func hasRoom(for consortium: Consortium) -> Bool {
    (count == 0 || format != .csv) && writer.canWrite(consortium, as: format)
  }

  /// The text of the next consortium.
  public mutating func next(_ consortium: Consortium) -> [UInt8] {
    defer { count += 1 }
    let isFirst = count == 0
    switch format {
    case .csv, .jsonl: return writer.bytes(of: consortium, as: format)
    case .json where !holdsMany: return writer.bytes(of: consortium, as: .json)
    case .json:
      // One a line, as long lists are easiest to look through.
      let line = writer.bytes(of: consortium, as: .jsonl).dropLast()
      return Array((isFirst ? "[\n" : ",\n").utf8) + line
    case .xml where !holdsMany: return writer.bytes(of: consortium, as: .xml)
    case .xml:
      let head = isFirst ? XMLConsortiumWriter.collectionStart : []
      return head + writer.elementBytes(of: consortium)
    }
  }

  /// What ends the text.
  public var end: [UInt8] {
    guard holdsMany else { return [] }
    switch format {
    case .csv, .jsonl: return []
    case .json: return Array((count == 0 ? "[]\n" : "\n]\n").utf8)
    case .xml:
      return (count == 0 ? XMLConsortiumWriter.collectionStart : [])
        + XMLConsortiumWriter.collectionEnd
    }
  }
}
