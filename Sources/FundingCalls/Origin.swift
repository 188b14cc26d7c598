public import FundingTerms
public import SourceText

/// Where something stands: a byte range of a document.
public struct Origin: Sendable {
  /// The document.
  public var file: SourceFile
  /// The bytes of the document that are meant.
  public var range: Range<Int>

  /// A byte range of a document.
  public init(file: SourceFile, range: Range<Int>) {
    self.file = file
    self.range = range
  }

  /// A diagnostic about this place.
  public func diagnostic(
    _ severity: Diagnostic.Severity = .error, code: String, _ message: String, help: String? = nil
  ) -> Diagnostic {
    Diagnostic(severity, code: code, message, in: file, at: range, help: help)
  }
}

/// A rule, a condition, a quantity or a literal as the document writes it.
///
/// The text stands in the document byte for byte, so a column in it is a column in the file.
public struct RuleText: Sendable {
  /// The text, without the white space around it.
  public var text: String
  /// Where the text stands.
  public var origin: Origin

  /// The document.
  public var file: SourceFile { origin.file }
  /// The bytes of the document that are the text.
  public var range: Range<Int> { origin.range }

  /// Whether some letters stand in the text.
  func holds(_ letters: StaticString) -> Bool {
    let sought = Array(letters.description.utf8)
    let bytes = file.bytes
    guard let first = sought.first, range.count >= sought.count else { return false }
    return (range.lowerBound...(range.upperBound - sought.count)).contains { start in
      bytes[start] == first && bytes[start..<(start + sought.count)].elementsEqual(sought)
    }
  }

  /// A text and where it stands.
  public init(text: String, origin: Origin) {
    self.text = text
    self.origin = origin
  }
}

/// The days on which something holds; open where no day is given.
public struct Validity: Sendable, Hashable {
  /// The first day; `nil` for always before ``until``.
  public var from: CalendarDate?
  /// The first day on which it holds no more; `nil` for ever after ``from``.
  public var until: CalendarDate?

  /// The days from `from` up to but not including `until`.
  public init(from: CalendarDate? = nil, until: CalendarDate? = nil) {
    self.from = from
    self.until = until
  }

  /// Whether it holds on a day.
  public func holds(on date: CalendarDate) -> Bool {
    if let from, date < from { return false }
    if let until, date >= until { return false }
    return true
  }
}
