/// The names that a reader knows, so that it can tell elements and attributes by small numbers
/// instead of by text.
///
///     let vocabulary = XMLVocabulary(
///       namespace: "urn:fundcall:consortium:1", roots: ["consortium"],
///       collections: ["consortia"], names: ["consortium", "participant", "country"])
///
/// In the events, `participant` is then 1, and a name that is not in the list is ``unknown``.
public struct XMLVocabulary: Sendable {
  /// The number of every name that is not in ``names``.
  public static let unknown = -1

  /// The namespace of the elements; an element of another one is refused, but for ``embedded``.
  public let namespace: String
  /// Whether elements may be in any namespace or none: for documents of others, which are told by
  /// their names alone.
  public let acceptsAnyNamespace: Bool
  /// Further namespaces whose elements may stand below the root: documents within the document.
  public let embedded: [String]
  /// The root elements of a document that is one record.
  public let roots: [String]
  /// The root elements of a document whose children are records, read one after another.
  public let collections: [String]
  /// The names of elements and attributes; a name's number is its index.
  public let names: [String]

  private let numbers: [String: Int]

  /// A vocabulary; of a name that stands twice in `names`, the first counts.
  public init(
    namespace: String, roots: [String], collections: [String] = [], names: [String] = [],
    embedded: [String] = []
  ) {
    self.namespace = namespace
    acceptsAnyNamespace = false
    self.embedded = embedded
    self.roots = roots
    self.collections = collections
    self.names = names
    self.numbers = Dictionary(zip(names, names.indices)) { first, _ in first }
  }

  /// A vocabulary of documents of others, in whatever namespace their elements are.
  public init(roots: [String], names: [String]) {
    namespace = ""
    acceptsAnyNamespace = true
    embedded = []
    self.roots = roots
    collections = []
    self.names = names
    numbers = Dictionary(zip(names, names.indices)) { first, _ in first }
  }

  /// The number of a name, or ``unknown``.
  public func number(of name: String) -> Int { numbers[name] ?? Self.unknown }
}
