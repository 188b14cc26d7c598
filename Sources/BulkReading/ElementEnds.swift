import XMLReading

/// Finds where records end that are elements of one name.
///
/// A `<` never stands in an attribute's value, so an end tag that is neither in a comment, nor in
/// CDATA, nor in a processing instruction ends an element. Only those three are looked for on the way
/// from the beginning; the end tag itself is looked for from the end.
struct ElementEnds {
  /// How far back a reader looks for the beginning of a record's line.
  private static let longestLine = 4096

  private let endTag: [UInt8]
  /// The offset up to which comments and their like have been looked for.
  private var scanned: Int
  /// Whether the bytes begin after a record.
  private var isAfterRecord = false
  /// Where they stand.
  private var covered: [Range<Int>] = []

  /// The ends of elements of a name (with its prefix) after the start tag of their collection.
  init(named name: String, after start: Int) {
    endTag = Array("</\(name)".utf8)
    scanned = start
  }

  /// Forgets the first bytes.
  mutating func drop(_ count: Int) {
    isAfterRecord = true
    scanned = max(0, scanned - count)
    covered = covered.compactMap { range in
      range.upperBound <= count ? nil : max(0, range.lowerBound - count)..<range.upperBound - count
    }
  }

  /// The last offset in some bytes at which a record has ended and the next may be read apart.
  mutating func last(in bytes: [UInt8]) -> Int? {
    let limit = scan(bytes)
    var end = limit
    var found: Int?
    // Why: a file that breaks its lines in an unusual way is given up soon.
    for _ in 0..<16 {
      guard let tag = lastEndTag(in: bytes, before: end) else {
        if let found, isAfterRecord, isAlone(0..<found, in: bytes) { return found }
        break
      }
      if let found, isAlone(tag.upperBound..<found, in: bytes) { return found }
      found = nil
      if endsLine(at: tag.upperBound, in: bytes, limit: limit) { return tag.upperBound }
      found = tag.upperBound
      end = tag.lowerBound
    }
    return nil
  }

  /// Looks for comments and their like; returns the offset up to which all is known.
  private mutating func scan(_ bytes: [UInt8]) -> Int {
    while let start = Self.firstSpecial(in: bytes, from: scanned) {
      let rest = bytes[start...]
      let end: Int? =
        if rest.starts(with: Array("<!--".utf8)) {
          bytes.offset(after: "-->", from: start + 4)
        } else if rest.starts(with: Array("<![CDATA[".utf8)) {
          bytes.offset(after: "]]>", from: start + 9)
        } else if rest.starts(with: Array("<?".utf8)) {
          bytes.offset(after: "?>", from: start + 2)
        } else {
          nil
        }
      guard let end else {
        scanned = start
        return start
      }
      covered.append(start..<end)
      scanned = end
    }
    // The last byte may begin what the next one goes on with.
    scanned = max(scanned, bytes.count - 1)
    return bytes.count
  }

  /// The first `<!` or `<?` from an offset on.
  private static func firstSpecial(in bytes: [UInt8], from start: Int) -> Int? {
    let span = bytes.span
    // Part by part, so that no bytes are gone through twice for the two that are looked for.
    var low = start + 1
    while low < span.count {
      let part = low..<min(low + 4096, span.count)
      let comment = first(UInt8(ascii: "!"), in: part, of: span)
      let limit = comment.map { $0 + 1 } ?? part.upperBound
      if let found = first(UInt8(ascii: "?"), in: low..<limit, of: span) ?? comment { return found }
      low = part.upperBound
    }
    return nil
  }

  /// The first `<` before a byte that stands in a part.
  private static func first(_ mark: UInt8, in part: Range<Int>, of bytes: Span<UInt8>) -> Int? {
    var low = part.lowerBound
    while let found = bytes.firstIndex(of: mark, in: low..<part.upperBound) {
      if bytes[found - 1] == UInt8(ascii: "<") { return found - 1 }
      low = found + 1
    }
    return nil
  }

  /// The last end tag of a record before an offset, from its `<` to after its `>`.
  private func lastEndTag(in bytes: [UInt8], before limit: Int) -> Range<Int>? {
    var index = min(limit, bytes.count) - endTag.count - 1
    while index >= 0 {
      if bytes[index] == UInt8(ascii: "<"), bytes[index + 1] == UInt8(ascii: "/"),
        bytes[index..<(index + endTag.count)].elementsEqual(endTag),
        let close = bytes[(index + endTag.count)..<limit].firstIndex(where: { !isSpace($0) }),
        bytes[close] == UInt8(ascii: ">"), !covered.contains(where: { $0.contains(index) })
      {
        return index..<(close + 1)
      }
      index -= 1
    }
    return nil
  }

  /// Whether nothing follows the end of a record on its line: the places of the next record, on
  /// another line, are then those of the file.
  private func endsLine(at end: Int, in bytes: [UInt8], limit: Int) -> Bool {
    let next = bytes[end..<limit].first { $0 == 0x0A || !isSpace($0) }
    return next == 0x0A
  }

  /// Whether no line ends in a record, or none within a reader's reach: columns of the next record
  /// then count from the end of this one, however the file is read.
  private func isAlone(_ record: Range<Int>, in bytes: [UInt8]) -> Bool {
    let start = max(record.lowerBound, record.upperBound - Self.longestLine)
    return !bytes[start..<record.upperBound].contains(0x0A)
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }
}
