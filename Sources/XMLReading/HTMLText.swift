/// The text of a piece of HTML as a person reads it: blocks of prose, without any markup.
///
/// Whatever the HTML is (cut off, wrongly nested, hostile), the answer is text: nothing outside it
/// is opened, scripts and styles are left out, and past the limits it is cut, which is said.
public struct HTMLText: Sendable, Equatable {
  /// A paragraph, a heading or an item of a list.
  public struct Block: Sendable, Equatable {
    /// What a block is.
    public enum Kind: Sendable, Equatable {
      case heading, paragraph, item
    }

    /// What it is.
    public var kind: Kind
    /// Its text: never empty, runs of white space (and of spaces that do not break) made one blank.
    public var text: String

    /// A block with its text.
    public init(_ kind: Kind, _ text: String) {
      self.kind = kind
      self.text = text
    }
  }

  /// The blocks in the order of the text; cells of a table stand in one block a row.
  public var blocks: [Block]
  /// Whether the HTML went over a limit, so that its end is missing here.
  public var isCut: Bool

  /// How much HTML is looked at, in bytes.
  static let size = 1 << 20
  /// How deep elements may nest.
  static let depth = 256
  /// The longest tag, in bytes: in libxml2 one of very many attributes takes their square in time.
  static let tag = 8 << 10

  /// Reads a piece of HTML, or a whole page.
  public init(_ html: String) {
    let bytes = Self.acceptable(html)
    let reading = HTMLReading.read(bytes.bytes)
    blocks = reading.blocks
    isCut = bytes.isCut || reading.isCut
  }

  /// The beginning of some HTML that is safe to parse: no zero bytes, and up to the first tag that
  /// is too long.
  private static func acceptable(_ html: String) -> (bytes: [UInt8], isCut: Bool) {
    var bytes: [UInt8] = []
    var tagStart: Int?
    for byte in html.utf8 {
      if bytes.count == size { return (bytes, true) }
      if byte == 0 { continue }
      switch (byte, tagStart) {
      case (UInt8(ascii: "<"), nil): tagStart = bytes.count
      case (UInt8(ascii: ">"), _): tagStart = nil
      default: break
      }
      bytes.append(byte)
      if let start = tagStart, bytes.count - start > tag {
        return (Array(bytes[..<start]), true)
      }
    }
    return (bytes, false)
  }
}
