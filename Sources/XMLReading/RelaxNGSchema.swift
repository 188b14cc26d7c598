internal import CLibXML2
public import SourceText

/// A RELAX NG schema, ready to validate documents.
///
/// It is used from one task at a time: validating changes tables inside it.
public struct RelaxNGSchema: ~Copyable {
  static let namespace = "http://relaxng.org/ns/structure/1.0"
  /// The namespace of `a:documentation`, which editors show.
  static let annotations = "http://relaxng.org/ns/compatibility/annotations/1.0"

  private let grammar: OpaquePointer

  deinit { xmlRelaxNGFree(grammar) }

  /// Reads a schema in XML syntax that is complete in one file: `include` and `externalRef` are
  /// refused, because they would open other files.
  ///
  /// - Parameter report: gets an error, with its place, for all that is wrong with the schema.
  /// - Returns: the schema, where nothing is wrong with it.
  public static func read(
    _ source: SourceFile, report: (Diagnostic) -> Void
  ) -> RelaxNGSchema? {
    let reading = XMLReader.document(
      of: source, namespace: namespace, roots: ["grammar", "element"], embedding: [annotations])
    guard let document = reading.document else {
      reading.diagnostics.forEach(report)
      return nil
    }
    var problems = document.root.references(in: document.source)
    let schema = problems.isEmpty ? RelaxNGSchema(document, problems: &problems) : nil
    problems.forEach(report)
    return problems.isEmpty ? schema : nil
  }

  private init?(_ document: XMLDocument, problems: inout [Diagnostic]) {
    guard let tree = DocumentTree(document) else { return nil }
    guard let parser = xmlRelaxNGNewDocParserCtxt(tree.document) else { return nil }
    defer { xmlRelaxNGFreeParserCtxt(parser) }
    let log = SchemaLog(document)
    let grammar = log.collect { context in
      xmlRelaxNGSetParserStructuredErrors(parser, SchemaLog.callback, context)
      return xmlRelaxNGParse(parser)
    }
    problems += log.diagnostics(code: "xml.schema-malformed")
    guard let grammar else { return nil }
    self.grammar = grammar
  }

  /// What a document breaks of the schema, each error with code `xml.schema` and its place.
  ///
  /// A document is one that ``XMLReader`` has accepted; the validator has no limits of its own. It
  /// compares the children of an element with each other, so that very many are refused. And it
  /// follows every selection of the optional attributes that a tag has, unless the schema has them
  /// in an `interleave`: so do ours. After an element that the schema does not allow, errors about
  /// what follows it may be missing.
  public func validate(_ document: XMLDocument) -> [Diagnostic] {
    if let refusal = Self.tooManyElements(in: document) { return [refusal] }
    guard let tree = DocumentTree(document), let validator = xmlRelaxNGNewValidCtxt(grammar)
    else { return [] }
    defer { xmlRelaxNGFreeValidCtxt(validator) }
    let log = SchemaLog(document)
    let outcome = log.collect { context in
      xmlRelaxNGSetValidStructuredErrors(validator, SchemaLog.callback, context)
      return xmlRelaxNGValidateDoc(validator, tree.document)
    }
    let diagnostics = log.diagnostics(code: "xml.schema")
    guard outcome != 0, diagnostics.isEmpty else { return diagnostics }
    return [
      Diagnostic(
        code: "xml.schema", "the document does not follow the schema", in: document.source,
        at: document.root.nameRange)
    ]
  }

  /// How many children one element may have; of several elements, their squares add up to this one's.
  static let mostChildren = 40_000

  private static func tooManyElements(in document: XMLDocument) -> Diagnostic? {
    var largest = document.root
    var work = 0
    var level = [document.root]
    while !level.isEmpty {
      for element in level {
        work += element.count * element.count
        if element.count > largest.count { largest = element }
      }
      level = level.flatMap { $0.children + $0.embedded }
    }
    guard work > mostChildren * mostChildren else { return nil }
    return Diagnostic(
      code: "xml.schema-limit",
      "'\(largest.name)' holds \(largest.count) elements: too many for a check by schema",
      in: document.source, at: largest.nameRange, help: "split the file")
  }
}

extension Element {
  fileprivate var count: Int { childCount + embeddedCount }

  /// Errors for the elements of a schema that would open other files.
  fileprivate func references(in source: SourceFile) -> [Diagnostic] {
    let own =
      name == "include" || name == "externalRef"
      ? [
        Diagnostic(
          code: "xml.schema-malformed", "a schema is complete in one file", in: source,
          at: nameRange, help: "copy in what '\(name)' refers to")
      ] : []
    return own + children.flatMap { $0.references(in: source) }
  }
}
