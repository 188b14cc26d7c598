import SourceText

/// Reads a JSON text strictly by RFC 8259, keeping the place of every value.
public enum JSONReader {
  /// The value of a source, and what is wrong with it.
  ///
  /// The value is `nil` where the text is not JSON, or has too many errors. It is there beside errors about texts that are
  /// JSON but say something twice or too long (`json.duplicate-key`, `json.number` for a number of
  /// too many characters), so that the rest can be checked too; a caller refuses a file that has
  /// any error. Takes time and memory in proportion to the text; never reads beyond the limits.
  public static func value(of source: SourceFile, limits: JSONLimits = .file)
    -> (JSONValue?, [Diagnostic])
  {
    read(source, limits: limits, part: .file)
  }

  /// What of a file the text is; the help about text after the value depends on it.
  enum Part {
    case file
    case line
    case element
  }

  static func read(_ source: SourceFile, limits: JSONLimits, part: Part)
    -> (JSONValue?, [Diagnostic])
  {
    if let problem = problemBeforeReading(source, limits: limits) { return (nil, [problem]) }
    var parser = JSONParser(source: source, limits: limits, part: part)
    let value = parser.document()
    return (value, parser.diagnostics)
  }

  /// What makes the text no JSON before its first token: its size, its encoding, no text at all,
  /// or markup.
  private static func problemBeforeReading(_ source: SourceFile, limits: JSONLimits)
    -> Diagnostic?
  {
    if source.bytes.count > limits.bytes { return tooLarge(source, limits: limits) }
    if let problem = Preamble.problem(in: source) { return problem }
    let bytes = source.bytes
    guard let fault = UTF8Check.firstFault(in: bytes.span) else { return nil }
    return UTF8Check.problem(fault, in: source)
  }

  static func tooLarge(_ source: SourceFile, limits: JSONLimits) -> Diagnostic {
    source.problem(
      "json.too-large", "a JSON text has at most \(limits.bytes) bytes", at: 0..<1,
      help: "give the records one a line or as a list, or split the file")
  }
}

extension SourceFile {
  /// A diagnostic about a byte range. The line is not shown where it is very long: a file of one
  /// line of megabytes would be copied into each diagnostic.
  func problem(
    _ code: String, _ message: String, at range: Range<Int>, help: String? = nil,
    fixIt: Diagnostic.FixIt? = nil
  ) -> Diagnostic {
    guard lineRange(around: range.lowerBound).count > 1 << 16 else {
      return Diagnostic(code: code, message, in: self, at: range, help: help, fixIt: fixIt)
    }
    var diagnostic = Diagnostic(
      code: code, message, file: name, place: place(at: range.lowerBound), help: help)
    diagnostic.fixIt = fixIt
    return diagnostic
  }
}
