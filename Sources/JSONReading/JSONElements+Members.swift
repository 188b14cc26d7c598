import SourceText

/// The search for lists among the members of a file that is one object.
struct MemberSearch {
  enum Step {
    /// A `{` comes.
    case object
    /// A key comes, or the end of the object.
    case key
    /// A comma comes, or the end of the object.
    case separator
  }

  /// The keys that lead to what is looked for, from the root on.
  let paths: [[String]]
  var step = Step.object
  /// The keys of the objects that are open, without the root.
  var open: [String] = []
  /// Which path led to the last record.
  var found: Int?
  /// The text so far, while nothing is found; one byte more than the limit where it is too long.
  var whole: [UInt8] = []
}

extension JSONElements {
  /// The elements of lists within a file that is one object: those at any of some paths of keys from
  /// the root, such as `["fundingData", "GrantTenderObj"]`; an object at a path is one record.
  ///
  /// All else in the file is stepped over. Where nothing is found, the whole text comes as one
  /// record, with what is wrong with it, if it is not longer than the limit of a record; else an
  /// error that says so.
  public init(
    name: String, at paths: [[String]], limits: JSONLimits = .record,
    chunks: @escaping () -> [UInt8]?
  ) {
    self.init(name: name, feed: ByteFeed(chunks), limits: limits)
    members = MemberSearch(paths: paths)
  }

  /// Which of the paths led to the last record; `nil` where it is the whole text.
  public var foundPath: Int? { members?.found }

  /// Goes on among the members: the next record that stands there, or `nil` where a list begins or
  /// the text ends.
  mutating func nextMember() -> JSONRecord? {
    while state == .amongMembers, let step = members?.step, let open = members?.open {
      guard let byte = memberByte() else { return membersNotClosed() }
      switch (step, byte) {
      case (.object, ASCII.openBrace):
        take(byte)
        members?.step = .key
      case (.key, ASCII.quote):
        let key = takeKey()
        guard memberByte() == ASCII.colon else { return membersBroken() }
        take(ASCII.colon)
        if let record = memberValue(at: open + [key]) { return record }
      case (.key, ASCII.closeBrace), (.separator, ASCII.closeBrace):
        take(byte)
        if open.isEmpty { return endMembers() }
        members?.open.removeLast()
        members?.step = .separator
      case (.separator, ASCII.comma):
        take(byte)
        members?.step = .key
      default: return membersBroken()
      }
    }
    return nil
  }

  /// Enters, gives or steps over the value of a member.
  private mutating func memberValue(at path: [String]) -> JSONRecord? {
    guard let byte = memberByte(), let paths = members?.paths else { return membersNotClosed() }
    members?.step = .separator
    if let index = paths.firstIndex(of: path), byte == ASCII.openBracket || byte == ASCII.openBrace
    {
      members?.found = index
      members?.whole = []
      if byte == ASCII.openBrace { return memberObject() }
      listPlace = Place(line: line, column: column + 1)
      advance(over: byte)
      state = .afterBracket
    } else if byte == ASCII.openBrace, paths.contains(where: { $0.starts(with: path) }) {
      take(byte)
      members?.open = path
      members?.step = .key
    } else {
      var scanner = BracketScanner()
      while feed.hasByte(), !endsMember(feed.chunk[feed.index], scanner) {
        scanner.step(over: feed.chunk[feed.index])
        take(feed.chunk[feed.index])
      }
    }
    return nil
  }

  /// The object at hand as a record.
  private mutating func memberObject() -> JSONRecord {
    let firstLine = line
    var buffer = RecordBuffer(limit: limits.bytes)
    buffer.append([UInt8](repeating: ASCII.space, count: column <= 1000 ? column : 0)[...])
    var scanner = BracketScanner()
    var isAtEnd = false
    while !isAtEnd, feed.hasByte() {
      let start = feed.index
      while feed.index < feed.chunk.count {
        isAtEnd = endsMember(feed.chunk[feed.index], scanner)
        if isAtEnd { break }
        scanner.step(over: feed.chunk[feed.index])
        advance(over: feed.chunk[feed.index])
      }
      buffer.append(feed.chunk[start..<feed.index])
    }
    number += 1
    let record = buffer.record(
      number: number, name: name, firstLine: firstLine, limits: limits, part: .element)
    // Why: the record's own error already says that the file ends within it.
    if !isAtEnd, record.value == nil { state = .finished }
    return record
  }

  private func endsMember(_ byte: UInt8, _ scanner: BracketScanner) -> Bool {
    scanner.depth == 0 && !scanner.isInText
      && (byte == ASCII.comma || byte == ASCII.closeBrace || byte == ASCII.closeBracket)
  }

  private mutating func takeKey() -> String {
    take(ASCII.quote)
    var key: [UInt8] = []
    var isEscaped = false
    while feed.hasByte() {
      let byte = feed.chunk[feed.index]
      take(byte)
      if byte == ASCII.quote, !isEscaped { break }
      isEscaped = byte == ASCII.backslash && !isEscaped
      if key.count < 1000 { key.append(byte) }
    }
    return String(decoding: key, as: UTF8.self)
  }

  /// The next byte after white space, which stays; `nil` at the end.
  private mutating func memberByte() -> UInt8? {
    while feed.hasByte() {
      let byte = feed.chunk[feed.index]
      guard ASCII.isSpace(byte) else { return byte }
      take(byte)
    }
    return nil
  }

  /// Steps over a byte, and keeps it while nothing is found.
  private mutating func take(_ byte: UInt8) {
    // Why: a copy of the search would make the bytes be copied with each one that is added.
    if members?.found == nil, (members?.whole.count ?? .max) <= limits.bytes {
      members?.whole.append(byte)
    }
    advance(over: byte)
  }

  private mutating func endMembers() -> JSONRecord? {
    guard members?.found != nil else { return wholeText() }
    guard memberByte() == nil else { return membersBroken() }
    state = .finished
    return nil
  }

  private mutating func membersNotClosed() -> JSONRecord {
    members?.found == nil
      ? wholeText()
      : fault(
        "json.not-closed", "the object that is the whole file has no '}'",
        help: "check that the file is complete: it ends here")
  }

  private mutating func membersBroken() -> JSONRecord {
    members?.found == nil
      ? wholeText()
      : fault(
        "json.malformed", "a ',' or '}' was expected",
        help: "check that the file was written or downloaded completely")
  }

  /// The whole file as one record.
  private mutating func wholeText() -> JSONRecord {
    while feed.hasByte(), (members?.whole.count ?? 0) <= limits.bytes {
      take(feed.chunk[feed.index])
    }
    var buffer = RecordBuffer(limit: limits.bytes)
    buffer.append((members?.whole ?? [])[...])
    members?.whole = []
    state = .finished
    number += 1
    return buffer.record(number: number, name: name, firstLine: 1, limits: limits, part: .file)
  }
}
