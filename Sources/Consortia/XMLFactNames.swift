import XMLReading

/// The table of facts by the numbers that the XML reader gives to names.
struct XMLFactNames: Sendable {
  /// What an element of a record is.
  enum Child: Sendable {
    /// The fact with an index.
    case fact(Int)
    /// A record that stands directly in the record, of the fact with an index.
    case direct(Int)
  }

  static let namespace = "urn:fundcall:consortium:1"
  static let collection = "consortia"

  /// The one table; it never changes.
  static let shared = XMLFactNames()

  let vocabulary: XMLVocabulary
  /// The number of the root of a collection.
  let collectionNumber: Int
  /// The number of the element of each kind of record.
  let elementNumbers: [Int]
  private let attributes: [[Int]]
  private let children: [[Child?]]

  private init() {
    let forms = FactTable.forms
    var names: [String] = [Self.collection]
    for form in forms { names += [form.element] + form.facts.map(\.xmlName) }
    let vocabulary = XMLVocabulary(
      namespace: Self.namespace, roots: ["consortium"], collections: [Self.collection],
      names: names)
    self.vocabulary = vocabulary
    collectionNumber = vocabulary.number(of: Self.collection)
    elementNumbers = forms.map { vocabulary.number(of: $0.element) }
    var attributes = [[Int]](
      repeating: [Int](repeating: -1, count: names.count), count: forms.count)
    var children = [[Child?]](
      repeating: [Child?](repeating: nil, count: names.count), count: forms.count)
    for form in forms {
      for (index, fact) in form.facts.enumerated() {
        let number = vocabulary.number(of: fact.xmlName)
        switch fact.content {
        case .value: attributes[form.kind.rawValue][number] = index
        case .directRecords(let kind):
          children[form.kind.rawValue][elementNumbers[kind.rawValue]] = .direct(index)
        case .words, .record, .records, .declarations:
          children[form.kind.rawValue][number] = .fact(index)
        }
      }
    }
    self.attributes = attributes
    self.children = children
  }

  /// The index of the fact that an attribute of a record states; `nil` for no such fact.
  func attribute(_ number: Int, of kind: RecordForm.Kind) -> Int? {
    guard number >= 0 else { return nil }
    let index = attributes[kind.rawValue][number]
    return index < 0 ? nil : index
  }

  /// What an element in a record is; `nil` for nothing known.
  func child(_ number: Int, of kind: RecordForm.Kind) -> Child? {
    number < 0 ? nil : children[kind.rawValue][number]
  }
}
