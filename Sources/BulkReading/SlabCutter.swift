/// Cuts a file that arrives in chunks into slabs of whole records.
///
/// Read one by one, in order, the slabs give what the file gives read as a whole. Cutting costs little
/// more than copying the bytes. It is exact for well-formed files; where one is not, the reader of a
/// slab meets the fault, and the file is then to be read in one go from that slab on.
public struct SlabCutter {
  /// The most bytes that wait for the end of a record: of a file with a longer one, the rest is read
  /// in one go, so that no file can exhaust memory.
  public static let longestWait = 4 << 20

  /// Where elements end; `nil` where records are lines.
  private var elements: ElementEnds?
  private var buffer: [UInt8] = []
  private var isFirst = true
  private var lines = 0
  private let preface: [UInt8]
  private let prefaceRecords: Int
  private let ending: [UInt8]

  /// A cutter for a file of a form that begins with some bytes, which are still to be added; `nil`
  /// where the file cannot be cut: another encoding than UTF-8, no collection, a DOCTYPE.
  public init?(_ form: CollectionForm, head: [UInt8]) {
    switch form {
    case .lines:
      guard !head.prefix(4).contains(0) else { return nil }
      preface = []
      prefaceRecords = 0
      ending = []
    case .elements(let name):
      guard let root = CollectionTag(head: head) else { return nil }
      elements = ElementEnds(named: root.prefix + name, after: root.end)
      // After the first record, a reader counts from the root's last line; after the second one, from
      // the record's end, as it does further on in the file.
      preface = root.bytes + Array("<\(root.prefix)\(name)/><\(root.prefix)\(name)/>".utf8)
      prefaceRecords = 2
      ending = Array("</\(root.name)>".utf8)
    }
  }

  /// How many bytes wait.
  public var waiting: Int { buffer.count }

  /// Whether a record is longer than may wait.
  public var isStuck: Bool { buffer.count > Self.longestWait }

  /// Takes the next bytes of the file.
  public mutating func add(_ chunk: [UInt8]) { buffer += chunk }

  /// The records that are there, at the most; `nil` where not even one is.
  public mutating func cut() -> Slab? {
    let end =
      elements == nil
      ? buffer.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } : elements?.last(in: buffer)
    guard let end, end > 0 else { return nil }
    let slab = slab(buffer[..<end], ending: ending, isLast: false)
    buffer.removeFirst(end)
    elements?.drop(end)
    return slab
  }

  /// All that waits, as the last part of the file, or as its beginning where more is to follow in one
  /// go.
  public mutating func rest() -> Slab {
    let slab = slab(buffer[...], ending: [], isLast: true)
    buffer = []
    return slab
  }

  private mutating func slab(_ bytes: ArraySlice<UInt8>, ending: [UInt8], isLast: Bool) -> Slab {
    defer {
      lines += Slab.lineEnds(in: bytes)
      isFirst = false
    }
    return Slab(
      preface: isFirst ? [] : preface, prefaceRecords: isFirst ? 0 : prefaceRecords, bytes: bytes,
      ending: ending, isLast: isLast, linesBefore: lines)
  }
}
