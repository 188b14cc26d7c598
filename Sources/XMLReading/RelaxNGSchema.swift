internal import CLibXML2
public import SourceText

/// A RELAX NG schema, ready to validate documents.
public struct RelaxNGSchema: ~Copyable {
  private init() {}

  /// Reads a schema (XML syntax, in one file: `include` and `externalRef` are refused).
  ///
  /// - Returns: the schema, or `nil` and what is wrong with it.
  public static func read(_ source: SourceFile) -> RelaxNGSchemaReading {
    RelaxNGSchemaReading(schema: nil, diagnostics: [])
  }

  /// What a document breaks of the schema, each error with code `xml.schema` and its place.
  ///
  /// A document is one that ``XMLReader`` has accepted, so that nothing hostile comes this far.
  public func validate(_ document: XMLDocument) -> [Diagnostic] { [] }
}

/// The outcome of reading a schema.
public struct RelaxNGSchemaReading: ~Copyable {
  /// The schema, where nothing is wrong with it.
  public let schema: RelaxNGSchema?
  /// What is wrong with it.
  public let diagnostics: [Diagnostic]
}
