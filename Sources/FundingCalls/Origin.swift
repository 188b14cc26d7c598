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
  public let text: String
  /// Where the text stands.
  public let origin: Origin

  /// The document.
  public var file: SourceFile { origin.file }
  /// The bytes of the document that are the text.
  public var range: Range<Int> { origin.range }

  /// What the text speaks of, as far as that decides what has to be loaded for it.
  let subjects: RuleSubjects

  /// A text and where it stands.
  public init(text: String, origin: Origin) {
    self.text = text
    self.origin = origin
    subjects = RuleSubjects(of: text)
  }
}

/// What a rule may speak of, and needs more for than other rules.
struct RuleSubjects: OptionSet, Sendable {
  let rawValue: UInt8

  /// Regions, so that the regional tables are needed.
  static let regions = RuleSubjects(rawValue: 1)
  /// Fields with words of which nobody has a list, so that the rules themselves make one.
  static let openWords = RuleSubjects(rawValue: 2)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  // The last letters by which a subject is known, in one number: eight of them are enough.
  private static let (region, outermost) = (number("region"), number("utermost"))
  private static let (ecosystem, workPackage) = (number("cosystem"), number("-package"))
  private static let (regime, scheme) = (number("regime"), number("scheme"))

  private static func number(_ letters: String) -> UInt64 {
    letters.utf8.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// What stands anywhere in a text.
  init(of text: String) {
    self = []
    let (region, outermost, ecosystem) = (Self.region, Self.outermost, Self.ecosystem)
    let (workPackage, regime, scheme) = (Self.workPackage, Self.regime, Self.scheme)
    var last: UInt64 = 0
    for byte in text.utf8 {
      last = last << 8 | UInt64(byte)
      let six = last & 0xFFFF_FFFF_FFFF
      if six == region || last == outermost { insert(.regions) }
      if six == regime || six == scheme || last == ecosystem || last == workPackage {
        insert(.openWords)
      }
    }
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
