import JSONReading

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
    /// One bit, the fact's own among those of its record.
    let mask: UInt64
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
        facts[form.kind.rawValue * width + index] = content.map {
          Fact(content: $0, mask: 1 << UInt64(index))
        }
      }
    }
    self.facts = facts
    self.width = width
    names = PlainChoices(forms.map { $0.facts.map(\.key) })
  }

  /// The fact of a record that has a name; `nil` where there is none that a plain record may state.
  func fact(_ text: Span<UInt8>, in range: Range<Int>, of kind: RecordForm.Kind) -> Fact? {
    names.index(of: text, in: range, group: kind.rawValue).flatMap {
      facts[kind.rawValue * width + $0]
    }
  }
}
