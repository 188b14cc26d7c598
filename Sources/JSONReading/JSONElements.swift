import SourceText

/// The elements of a list that is a whole file, one by one.
///
/// An element that is not JSON costs that element only, where its end can be found. However long
/// the list is, only one chunk and one element are in memory. What is wrong with the list itself (no
/// `]`, text after it, no list at all) comes as a last record without a value.
///
/// Each element's source begins on the element's first line, the text before it on that line
/// replaced by spaces so that columns are those of the file; past 1000 columns they count from the
/// element, so that a list on one line is still read in linear time.
public struct JSONElements: Sequence, IteratorProtocol {
  enum State {
    case beforeList
    case afterBracket
    case afterComma
    /// Among the members of the objects around a list.
    case amongMembers
    case finished
  }

  let name: String
  let limits: JSONLimits
  var feed: ByteFeed
  var state = State.beforeList
  var number = 0
  var line = 1
  /// How many scalars of the present line stand before the byte at hand.
  private(set) var column = 0
  /// What is looked for in a file that is an object; `nil` where the file is a list.
  var members: MemberSearch?
  var listPlace = Place(line: 1, column: 1)

  /// The elements of the list in some bytes; `name` is the file's, for messages.
  public init(name: String, bytes: [UInt8], limits: JSONLimits = .record) {
    self.init(name: name, feed: ByteFeed(bytes), limits: limits)
  }

  /// The elements of the list in a file that arrives in chunks of any size; `nil` or an empty chunk
  /// ends it.
  public init(
    name: String, limits: JSONLimits = .record, chunks: @escaping () -> [UInt8]?
  ) {
    self.init(name: name, feed: ByteFeed(chunks), limits: limits)
  }

  init(name: String, feed: ByteFeed, limits: JSONLimits) {
    self.name = name
    self.feed = feed
    self.limits = limits
  }

  /// The next element; `nil` after the last.
  public mutating func next() -> JSONRecord? {
    if state == .beforeList, let problem = enterList() { return problem }
    if state == .amongMembers, let record = nextMember() { return record }
    if state == .finished { return nil }
    guard let byte = skipSpace() else {
      return fault(
        "json.not-closed",
        "the list that begins at line \(listPlace.line), column \(listPlace.column) has no ']'",
        help: "close it with ']', or check that the file is complete")
    }
    if byte == ASCII.closeBracket {
      return state == .afterBracket
        ? leaveList()
        : fault(
          "json.trailing-comma", "no comma stands after the last element",
          help: "remove the comma before the ']'")
    }
    if byte == ASCII.comma {
      let problem = fault(
        "json.malformed", "a value was expected, not ','", help: "remove one of the commas")
      advance(over: byte)
      state = .afterComma
      return problem
    }
    return element()
  }

  /// Steps over the `[`; a record where there is none.
  private mutating func enterList() -> JSONRecord? {
    feed.gather(512)
    let head = SourceFile(name: name, bytes: Array(feed.chunk.dropFirst(feed.index).prefix(512)))
    if head.bytes.contains(where: { !ASCII.isSpace($0) }), let problem = Preamble.problem(in: head)
    {
      return finish(head, problem)
    }
    feed.index += Preamble.markLength(head.bytes)
    if members != nil {
      state = .amongMembers
      return nil
    }
    guard let byte = skipSpace() else {
      return Preamble.problem(in: SourceFile(name: name, bytes: [])).map { finish(head, $0) }
    }
    guard byte == ASCII.openBracket else {
      return fault(
        "json.not-a-list", "a list of records begins with '['",
        help: "give the records one a line, or put '[' before the first and ']' after the last")
    }
    listPlace = Place(line: line, column: column + 1)
    advance(over: byte)
    state = .afterBracket
    return nil
  }

  /// Steps over the `]`; a record where text follows.
  private mutating func leaveList() -> JSONRecord? {
    advance(over: ASCII.closeBracket)
    if members != nil {
      state = .amongMembers
      return next()
    }
    guard skipSpace() == nil else {
      return fault(
        "json.malformed", "the text ends after its list",
        help: "remove what follows the ']', or put the records one a line")
    }
    state = .finished
    return nil
  }

  /// Reads the element that begins at the byte at hand, and what separates it from the next.
  mutating func element() -> JSONRecord {
    let firstLine = line
    var buffer = RecordBuffer(limit: limits.bytes)
    let padding = column <= 1000 ? column : 0
    buffer.append([UInt8](repeating: ASCII.space, count: padding)[...])
    var scanner = BracketScanner()
    var separator: UInt8?
    while separator == nil, feed.hasByte() {
      let start = feed.index
      while feed.index < feed.chunk.count {
        let byte = feed.chunk[feed.index]
        if scanner.depth == 0, !scanner.isInText,
          byte == ASCII.comma || byte == ASCII.closeBracket
        {
          separator = byte
          break
        }
        scanner.step(over: byte)
        advance(over: byte)
      }
      buffer.append(feed.chunk[start..<feed.index])
    }
    number += 1
    let record = buffer.record(
      number: number, name: name, firstLine: firstLine, limits: limits, part: .element)
    switch separator {
    case ASCII.comma?:
      advance(over: ASCII.comma)
      state = .afterComma
    case nil where record.value == nil:
      // Why: the element's own error already says that the file ends within it.
      state = .finished
    default:
      state = .afterBracket
    }
    return record
  }

  // MARK: - Bytes

  mutating func advance(over byte: UInt8) {
    feed.index += 1
    if byte == ASCII.newline {
      line += 1
      column = 0
    } else if byte & 0xC0 != 0x80 {
      column += 1
    }
  }

  /// Steps over white space to the next byte; `nil` at the end.
  mutating func skipSpace() -> UInt8? {
    while feed.hasByte() {
      let byte = feed.chunk[feed.index]
      guard ASCII.isSpace(byte) else { return byte }
      advance(over: byte)
    }
    return nil
  }

  /// A last record about the list, at the present place.
  mutating func fault(_ code: String, _ message: String, help: String) -> JSONRecord {
    let padding = column <= 1000 ? column : 0
    let rest = feed.chunk[feed.index...].prefix(80).prefix { $0 != ASCII.newline }
    let source = SourceFile(
      name: name, bytes: [UInt8](repeating: ASCII.space, count: padding) + rest, firstLine: line)
    return finish(
      source, source.problem(code, message, at: padding..<padding + 1, help: help))
  }

  mutating func finish(_ source: SourceFile, _ problem: Diagnostic) -> JSONRecord {
    state = .finished
    number += 1
    return JSONRecord(number: number, source: source, value: nil, diagnostics: [problem])
  }
}
