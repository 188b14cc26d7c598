import SourceText

/// The records of a file that has one JSON value a line.
///
/// Blank lines are skipped, and a line that is not JSON costs that line only. However long the file
/// is, only one chunk and one record are in memory; of a line past the limit, only the beginning.
public struct JSONLines: Sequence, IteratorProtocol {
  private let name: String
  private let limits: JSONLimits
  private var feed: ByteFeed
  private var line = 0
  private var number = 0
  private var isFinished = false

  /// The records in some bytes; `name` is the file's, for messages.
  public init(name: String, bytes: [UInt8], limits: JSONLimits = .record) {
    self.init(name: name, feed: ByteFeed(bytes), limits: limits)
  }

  /// The records in a file that arrives in chunks of any size; `nil` or an empty chunk ends it.
  ///
  /// Where the chunks are a part of a file, `linesBefore` lines stand before it.
  public init(
    name: String, limits: JSONLimits = .record, linesBefore: Int = 0,
    chunks: @escaping () -> [UInt8]?
  ) {
    self.init(name: name, feed: ByteFeed(chunks), limits: limits)
    line = linesBefore
    // A later record is not the one that tells what the file is.
    number = linesBefore > 0 ? 1 : 0
  }

  private init(name: String, feed: ByteFeed, limits: JSONLimits) {
    self.name = name
    self.feed = feed
    self.limits = limits
  }

  /// The next record; `nil` after the last.
  public mutating func next() -> JSONRecord? {
    while !isFinished, let buffer = nextLine() {
      if buffer.isBlank && !buffer.isTooLarge { continue }
      number += 1
      let record = buffer.record(
        number: number, name: name, firstLine: line, limits: limits, part: .line)
      // Why: a file in another encoding, or a web page, has the same one error in every line.
      if number == 1, Preamble.problem(in: record.source) != nil { isFinished = true }
      return record
    }
    return nil
  }

  /// The bytes of the next line without its end; `nil` at the end of the file.
  private mutating func nextLine() -> RecordBuffer? {
    if line == 0 {
      feed.gather(4)
      feed.index += Preamble.markLength(feed.chunk)
    }
    guard feed.hasByte() else { return nil }
    line += 1
    var buffer = RecordBuffer(limit: limits.bytes)
    while feed.hasByte() {
      let rest = feed.chunk[feed.index...]
      guard let end = rest.firstIndex(of: ASCII.newline) else {
        buffer.append(rest)
        feed.index = feed.chunk.count
        continue
      }
      buffer.append(rest[..<end])
      feed.index = end + 1
      break
    }
    return buffer
  }
}
