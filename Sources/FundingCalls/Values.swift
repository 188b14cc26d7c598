import FundingTerms
import SourceText
import XMLReading

/// Takes typed values out of the attributes of a document, and says what is wrong with those that
/// are none.
///
/// An attribute that is absent or empty gives nothing and no diagnostic: ``ShapeChecker`` has spoken.
struct Values {
  let file: SourceFile
  /// The first part of the codes of the diagnostics: `call`.
  let area: String
  var diagnostics: [Diagnostic] = []

  init(file: SourceFile, area: String) {
    self.file = file
    self.area = area
  }

  func origin(_ range: Range<Int>) -> Origin { Origin(file: file, range: range) }

  mutating func report(
    _ code: String, _ message: String, at range: Range<Int>, help: String,
    severity: Diagnostic.Severity = .error
  ) {
    diagnostics.append(
      Diagnostic(severity, code: "\(area).\(code)", message, in: file, at: range, help: help))
  }

  /// The attribute of a name, unless it is empty.
  func attribute(_ name: String, of element: Element) -> Attribute? {
    guard let attribute = element.attribute(name), !attribute.value.isBlank
    else { return nil }
    return attribute
  }

  /// The text of an attribute, its runs of white space made one blank.
  func text(_ name: String, of element: Element) -> String? {
    attribute(name, of: element).map { Self.prose($0.value) }
  }

  /// Text as prose: its runs of white space made one blank.
  static func prose(_ text: String) -> String {
    XMLText.prose(text)
  }

  mutating func date(_ name: String, of element: Element) -> CalendarDate? {
    value(
      name, of: element, code: "date", what: "a day of the calendar",
      help: "write the day as in '2021-11-30'"
    ) { CalendarDate(parsing: $0) }
  }

  mutating func time(_ name: String, of element: Element) -> TimeOfDay? {
    value(
      name, of: element, code: "time", what: "a time of day", help: "write the time as in '17:00'"
    ) { TimeOfDay(parsing: $0) }
  }

  mutating func money(_ name: String, of element: Element) -> Money? {
    guard let attribute = attribute(name, of: element) else { return nil }
    do {
      return try Money(parsing: attribute.value)
    } catch {
      report(
        "amount", "'\(PlainText.shown(attribute.value))' is no amount", at: attribute.valueRange,
        help: error.help)
      return nil
    }
  }

  /// One of the words of an enumeration.
  mutating func word<Word: RawRepresentable & CaseIterable>(
    _ name: String, of element: Element, as type: Word.Type = Word.self
  ) -> Word? where Word.RawValue == String {
    guard let attribute = attribute(name, of: element) else { return nil }
    if let word = Word(rawValue: attribute.value) { return word }
    let words = Word.allCases.map(\.rawValue)
    report(
      "word", "'\(PlainText.shown(attribute.value))' is no \(name)", at: attribute.valueRange,
      help: NearMiss.help(for: attribute.value, in: words)
        ?? "one of \(words.joined(separator: ", "))")
    return nil
  }

  /// A value of a type of its own.
  mutating func value<Value>(
    _ name: String, of element: Element, code: String, what: String, help: String,
    _ parse: (String) -> Value?
  ) -> Value? {
    guard let attribute = attribute(name, of: element) else { return nil }
    if let value = parse(attribute.value) { return value }
    report(
      code, "'\(PlainText.shown(attribute.value))' is not \(what)", at: attribute.valueRange,
      help: help)
    return nil
  }

  /// A name: one word of a kind.
  mutating func name(_ name: String, of element: Element, as kind: NameKind) -> String? {
    value(name, of: element, code: "name", what: kind.what, help: kind.help) {
      kind.accepts($0) ? $0 : nil
    }
  }
}

extension String {
  /// The parts between blanks.
  var blankSeparated: [String] {
    // Of plain text, bytes are characters: and there it is quick.
    guard utf8.allSatisfy({ $0 < 0x80 }) else { return split(separator: " ").map(String.init) }
    return utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
  }

  /// Whether there is nothing but the white space of XML.
  var isBlank: Bool { utf8.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 || $0 == 0x0D } }
}

/// The kinds of names that documents give to things.
enum NameKind {
  /// Of a call, an alias, a programme or an edition: letters and digits with `-`, `.` or `_`
  /// between them.
  case published
  /// Of a strand: small letters and digits with hyphens between them.
  case label
  /// Of all that rules and other elements name: as a label, and a letter comes first.
  case term

  var what: String { self == .published ? "an id" : "a name" }

  var help: String {
    switch self {
    case .published: "use letters and digits, with '-', '.' or '_' between them"
    case .label: "use small letters and digits, with single hyphens between them"
    case .term: "use a small letter, then small letters and digits with single hyphens between them"
    }
  }

  func accepts(_ text: String) -> Bool {
    var isAfterSeparator = true
    for (index, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): isAfterSeparator = false
      case UInt8(ascii: "A")...UInt8(ascii: "Z") where self == .published:
        isAfterSeparator = false
      case UInt8(ascii: "0")...UInt8(ascii: "9") where self != .term || index > 0:
        isAfterSeparator = false
      case UInt8(ascii: "-") where !isAfterSeparator: isAfterSeparator = true
      case UInt8(ascii: "."), UInt8(ascii: "_"):
        guard self == .published, !isAfterSeparator else { return false }
        isAfterSeparator = true
      default: return false
      }
    }
    return !isAfterSeparator && text.utf8.count <= 100
  }
}
