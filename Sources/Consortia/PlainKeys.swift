import JSONReading
import SourceText

/// The facts that a plain record may state, by their names in JSON.
struct PlainKeys: Sendable {
  static let shared = PlainKeys()

  /// A fact of a record.
  struct Fact: Sendable {
    enum Content {
      /// A value, written in some forms.
      case value(PlainField, Forms)
      /// A list or an object.
      case element(PlainElement)
    }

    let content: Content
    /// Its number among the facts of all records.
    let number: Int
    /// One bit, the fact's own among those of its record.
    let mask: UInt64
  }

  /// A name as it stands in a text: in quotes, with a colon after it.
  private struct Pattern {
    /// The first eight bytes; of a shorter text, the mask covers no more.
    var head: UInt64 = 0
    var mask: UInt64 = 0
    var count = 0
    /// Where the bytes after them stand, eight by eight, the last eight as they are.
    var rest = 0
  }

  /// The forms in which a value may be written.
  struct Forms: OptionSet, Sendable {
    let rawValue: UInt8

    static let text = Forms(rawValue: 1)
    static let number = Forms(rawValue: 2)
    static let truth = Forms(rawValue: 4)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(of type: ValueType) {
      self = []
      if type.takes(.quoted) { insert(.text) }
      if type.takes(.number) { insert(.number) }
      if type.takes(.truth) { insert(.truth) }
    }

    /// Whether a token is of one of the forms.
    func contain(_ kind: JSONToken.Kind) -> Bool {
      switch kind {
      case .text: contains(.text)
      case .number: contains(.number)
      case .truth: contains(.truth)
      case .null: false
      }
    }
  }

  private let names: PlainChoices
  private let facts: [Fact?]
  private var patterns: [Pattern] = []
  private var rests: [UInt64] = []
  /// The most facts that a record has.
  private let width: Int

  private init() {
    let forms = FactTable.forms
    let width = forms.reduce(0) { max($0, $1.facts.count) }
    var facts = [Fact?](repeating: nil, count: width * forms.count)
    for form in forms {
      for (index, fact) in form.facts.enumerated() {
        let path = "\(form.kind).\(fact.key)"
        var content: Fact.Content?
        if case .value(let type) = fact.content, let field = PlainField(rawValue: path) {
          content = .value(field, Forms(of: type))
        } else if let element = PlainElement(rawValue: path) {
          content = .element(element)
        }
        let number = form.kind.rawValue * width + index
        facts[number] = content.map { Fact(content: $0, number: number, mask: 1 << UInt64(index)) }
      }
    }
    self.facts = facts
    self.width = width
    names = PlainChoices(forms.map { $0.facts.map(\.key) })
    patterns = Array(repeating: Pattern(), count: facts.count)
    for form in forms {
      for (index, fact) in form.facts.enumerated() {
        addPattern(Array("\"\(fact.key)\":".utf8), of: form.kind.rawValue * width + index)
      }
    }
  }

  private mutating func addPattern(_ bytes: [UInt8], of number: Int) {
    let text = bytes.span
    patterns[number] = Pattern(
      head: text.packed,
      mask: bytes.count < 8 ? 1 << UInt64(bytes.count * 8) - 1 : .max, count: bytes.count,
      rest: rests.count)
    for offset in stride(from: 8, to: bytes.count, by: 8) {
      rests.append(text.word(at: min(offset, bytes.count - 8)))
    }
  }

  /// How many numbers facts have, and after them the beginnings of records.
  var count: Int { facts.count + FactTable.forms.count }

  /// The number of the beginning of a record, in place of a fact before its first.
  func beginning(of kind: RecordForm.Kind) -> Int { facts.count + kind.rawValue }

  /// The fact with a number.
  func fact(_ number: Int) -> Fact? { facts[number] }

  /// The offset after a fact's name and colon where these begin at an offset; else `nil`.
  func end(of number: Int, in text: Span<UInt8>, at offset: Int) -> Int? {
    let pattern = patterns[number]
    guard offset <= text.count &- max(pattern.count, 8),
      text.word(at: offset) & pattern.mask == pattern.head
    else { return nil }
    var (place, next) = (pattern.rest, 8)
    while next < pattern.count {
      let word = text.word(at: offset &+ min(next, pattern.count &- 8))
      if rests[place] != word { return nil }
      place &+= 1
      next &+= 8
    }
    return offset &+ pattern.count
  }

  /// The fact of a record that has a name; `nil` where there is none that a plain record may state.
  func fact(_ text: Span<UInt8>, in range: Range<Int>, of kind: RecordForm.Kind) -> Fact? {
    names.index(of: text, in: range, group: kind.rawValue).flatMap {
      facts[kind.rawValue * width + $0]
    }
  }
}
