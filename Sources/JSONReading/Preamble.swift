import SourceText

/// What the first bytes of a text say about it before any token is read.
enum Preamble {
  /// How many bytes the UTF-8 byte order mark takes at the beginning: 3 or 0.
  static func markLength(_ bytes: some Collection<UInt8>) -> Int {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Why the text cannot be JSON: another encoding, markup, or no text.
  static func problem(in source: SourceFile) -> Diagnostic? {
    if source.bytes.starts(with: [0x1F, 0x8B]) || source.bytes.starts(with: [0x50, 0x4B, 3, 4]) {
      return Diagnostic(
        code: "json.compressed", "this is a compressed file, not JSON", file: source.name,
        help: "unpack it first, as with 'gzip -d' or 'unzip'")
    }
    if let encoding = foreignEncoding(source.bytes) {
      return source.problem(
        "json.encoding", "JSON is written in UTF-8, and this text is in \(encoding)", at: 0..<1,
        help: "save it as UTF-8")
    }
    let start = markLength(source.bytes)
    guard let first = source.bytes[start...].firstIndex(where: { !ASCII.isSpace($0) }) else {
      return source.problem(
        "json.empty", "there is no JSON value here, only an empty text", at: 0..<0,
        help: "check that the file was written or downloaded completely")
    }
    return source.bytes[first] == UInt8(ascii: "<") ? markup(in: source, at: first) : nil
  }

  private static func markup(in source: SourceFile, at offset: Int) -> Diagnostic {
    let head = source.text(in: offset..<offset + 200).lowercased()
    let isPage = head.hasPrefix("<!doctype html") || head.contains("<html")
    return source.problem(
      "json.markup",
      isPage ? "this is a web page (HTML), not JSON" : "this is XML, not JSON",
      at: offset..<offset + 1,
      help: isPage
        ? "download the data again: a login or error page was probably saved instead"
        : "give a JSON file, or name the file so that it is read as XML")
  }

  /// The name of an encoding other than UTF-8, by its byte order mark or by where its zero bytes
  /// are: the first character of JSON is always ASCII.
  static func foreignEncoding(_ bytes: some Collection<UInt8>) -> String? {
    let head = Array(bytes.prefix(4))
    if head == [0xFF, 0xFE, 0, 0] || head == [0, 0, 0xFE, 0xFF] { return "UTF-32" }
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
    guard head.count >= 2 else { return nil }
    let isZero = head.map { $0 == 0 }
    if isZero == [true, true, true, false] || isZero == [false, true, true, true] {
      return "UTF-32"
    }
    return head[0] == 0 && head[1] != 0 || head[0] != 0 && head[1] == 0 ? "UTF-16" : nil
  }
}
