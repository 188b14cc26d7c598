import JSONReading
import SourceText
import XMLReading

/// Where something stands in a record, as cheaply as it can be noted while reading; it becomes a
/// range only when there is something to say about it.
enum Mark {
  /// Nowhere in particular.
  case none
  /// A byte range.
  case range(Range<Int>)
  /// The name in the start tag that ends at an offset.
  case tag(end: Int)
  /// The value of an attribute of the start tag that ends at an offset.
  case attribute(name: String, tagEnd: Int)
  /// The name of an attribute of the start tag that ends at an offset.
  case attributeName(name: String, tagEnd: Int)
  /// A word in the text that follows a start tag.
  case word(String, tagEnd: Int)
  /// A member of an object: its value, or the object where it has no such member.
  case member(key: String, of: JSONValue)

  /// The byte range, where the text has been read into values of JSON.
  var jsonRange: Range<Int>? {
    switch self {
    case .range(let range): range
    case .member(let key, let object): (object[key] ?? object).range
    case .none, .tag, .attribute, .attributeName, .word: nil
    }
  }

  /// The byte range in the record's source; `nil` for none.
  func range(in source: SourceFile) -> Range<Int>? {
    switch self {
    case .none: return nil
    case .range(let range): return range
    case .tag(let end): return TagLayout(in: source, endingAt: end).name
    case .attribute(let name, let end):
      let layout = TagLayout(in: source, endingAt: end)
      return attribute(name, of: layout, in: source)?.value ?? layout.name
    case .attributeName(let name, let end):
      let layout = TagLayout(in: source, endingAt: end)
      return attribute(name, of: layout, in: source)?.name ?? layout.name
    case .word(let word, let end):
      return Self.range(of: Array(word.utf8), after: end, in: source.bytes)
        ?? TagLayout(in: source, endingAt: end).name
    case .member(let key, let object): return (object[key] ?? object).range
    }
  }

  private func attribute(_ name: String, of layout: TagLayout, in source: SourceFile)
    -> TagLayout.Attribute?
  {
    layout.attributes.first { source.bytes[$0.name].elementsEqual(name.utf8) }
  }

  /// The first place of some bytes in the text that begins at an offset and ends with the next tag.
  private static func range(of word: [UInt8], after offset: Int, in bytes: [UInt8])
    -> Range<Int>?
  {
    let text = bytes[min(offset, bytes.count)...].prefix { $0 != UInt8(ascii: "<") }
    var start = text.startIndex
    while start + word.count <= text.endIndex {
      let range = start..<start + word.count
      if text[range].elementsEqual(word) { return range }
      start += 1
    }
    return nil
  }
}

/// Something wrong with a record, before it is bound to the record's source.
struct Fault {
  var severity = Diagnostic.Severity.error
  /// The end of the code: `consortium.` stands before it.
  let code: String
  let message: String
  var help: String?
  let mark: Mark

  /// The diagnostic. A line is not shown where it is very long: a record of one line of megabytes
  /// would be copied into each diagnostic.
  func diagnostic(in source: SourceFile) -> Diagnostic {
    let code = "consortium." + code
    guard let range = mark.range(in: source) else {
      return Diagnostic(severity, code: code, message, file: source.name, help: help)
    }
    if source.lineRange(around: range.lowerBound).count > 1 << 16 {
      return Diagnostic(
        severity, code: code, message, file: source.name,
        place: source.place(at: range.lowerBound), help: help)
    }
    return Diagnostic(severity, code: code, message, in: source, at: range, help: help)
  }
}

/// Finds the places of offsets that mostly grow, in one walk over the source.
struct PlaceWalk {
  private let source: SourceFile
  private var offset = 0
  private var place: Place

  init(over source: SourceFile) {
    self.source = source
    place = Place(line: source.firstLine, column: 1)
  }

  /// The line and column of a byte offset; of one before the last, the walk begins anew.
  mutating func place(at target: Int) -> Place {
    if target < offset { self = PlaceWalk(over: source) }
    for byte in source.bytes[offset..<min(target, source.bytes.count)] {
      if byte == UInt8(ascii: "\n") {
        place = Place(line: place.line + 1, column: 1)
      } else if byte & 0xC0 != 0x80 {
        place.column += 1
      }
    }
    offset = max(target, offset)
    return place
  }
}
