/// Something to say about a text that a person wrote: what is wrong, where, and what to do.
///
/// The stages of the program collect diagnostics as values; ``DiagnosticPrinter`` alone turns them
/// into text. Wording: one sentence that states the rule, lower case, no full stop, the person's own
/// text in single quotes; the help is an imperative or "did you mean 'x'?".
public struct Diagnostic: Sendable, Equatable {
  /// How much it matters.
  public enum Severity: String, Sendable, Comparable {
    /// The file cannot be used.
    case error
    /// The file can be used; something in it is probably not what its author meant.
    case warning
    /// For the reader's information.
    case note

    /// A note is less than a warning, a warning less than an error.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .note: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  /// The line that the person wrote, with the part of it that is meant; of a long line, a window.
  public struct Excerpt: Sendable, Equatable {
    /// How many bytes of a line are kept on either side of the diagnostic's place.
    static let reach = 120

    /// The line, without its end.
    public var line: String
    /// Where in `line` the part begins that is meant, in scalars from 1.
    public var column: Int
    /// How many scalars of the line are meant, from `column` on; at least 1.
    public var length: Int
    /// Whether the person's line begins before `line`.
    public var isCutBefore: Bool
    /// Whether the person's line goes on after `line`.
    public var isCutAfter: Bool

    /// The surroundings of a byte range: of a line of megabytes no more than a few words.
    public init(of range: Range<Int>, in source: SourceFile) {
      let place = min(max(range.lowerBound, 0), source.bytes.count)
      let line = source.lineRange(around: place, reach: Self.reach)
      let meant = max(place, line.range.lowerBound)
      self.line = source.text(in: line.range)
      column = 1 + SourceFile.scalarCount(source.bytes[line.range.lowerBound..<meant])
      length = max(1, SourceFile.scalarCount(source.bytes[range.clamped(to: line.range)]))
      isCutBefore = line.isCutBefore
      isCutAfter = line.isCutAfter
    }
  }

  /// A replacement that would make the text right.
  public struct FixIt: Sendable, Equatable {
    /// The byte range of the source to replace.
    public var range: Range<Int>
    /// What to put there.
    public var replacement: String

    /// Replaces `range` (bytes of the source) by `replacement`.
    public init(range: Range<Int>, replacement: String) {
      self.range = range
      self.replacement = replacement
    }
  }

  /// How much it matters.
  public var severity: Severity
  /// A stable word for the kind of problem, for scripts and tests: `rule.unknown-name`.
  public var code: String
  /// One sentence: the rule that the text breaks.
  public var message: String
  /// The file's name as the person gave it.
  public var file: String
  /// Where; `nil` where the whole file is meant.
  public var place: Place?
  /// The person's line, or a window of it, where it is at hand.
  public var excerpt: Excerpt?
  /// What to do.
  public var help: String?
  /// A replacement that would make it right, where there is just one.
  public var fixIt: FixIt?

  /// A diagnostic about a whole file, or about a place of which the text is not at hand.
  public init(
    _ severity: Severity = .error, code: String, _ message: String, file: String,
    place: Place? = nil, help: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.file = file
    self.place = place
    self.help = help
  }

  /// A diagnostic about a byte range of a source.
  public init(
    _ severity: Severity = .error, code: String, _ message: String, in source: SourceFile,
    at range: Range<Int>, help: String? = nil, fixIt: FixIt? = nil
  ) {
    self.init(
      severity, code: code, message, file: source.name, place: source.place(at: range.lowerBound),
      help: help)
    self.excerpt = Excerpt(of: range, in: source)
    self.fixIt = fixIt
  }

  /// The same diagnostic with another severity.
  public func with(severity: Severity) -> Diagnostic {
    var copy = self
    copy.severity = severity
    return copy
  }
}

extension Array where Element == Diagnostic {
  /// Whether one of them is an error.
  public var hasErrors: Bool { contains { $0.severity == .error } }

  /// The diagnostics in reading order: by file, place, then text, so that output never changes
  /// from run to run.
  public var inReadingOrder: [Diagnostic] {
    enumerated().sorted { left, right in
      let a = left.element
      let b = right.element
      if a.file != b.file { return a.file < b.file }
      let (aPlace, bPlace) = (
        a.place ?? Place(line: 0, column: 0), b.place ?? Place(line: 0, column: 0)
      )
      if aPlace != bPlace { return aPlace < bPlace }
      return left.offset < right.offset
    }.map(\.element)
  }
}
