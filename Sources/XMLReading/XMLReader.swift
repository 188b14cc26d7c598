public import SourceText

/// Reads XML: bytes in, events or values with places out.
///
/// A document is refused, with one error that says why and what to do, when it is not well-formed,
/// has a DOCTYPE, is not in the vocabulary's namespace, goes over a limit, or is in an encoding that
/// cannot be read safely. UTF-8 is read as it is; ISO-8859-1, ISO-8859-15 and windows-1252 are
/// turned into UTF-8 first. Nothing outside the bytes is ever opened, and no entity is expanded
/// but the five of XML.
public enum XMLReader {
  /// Reads a source and gives its events to `handler`.
  ///
  /// - Returns: nothing, or the error for which the source is refused.
  public static func events<Handler: XMLEventHandler>(
    of source: SourceFile, vocabulary: XMLVocabulary, limits: XMLLimits = .record,
    to handler: inout Handler
  ) -> [Diagnostic] {
    var rest = Optional(source.bytes)
    return events(
      of: { rest.take() }, named: source.name, vocabulary: vocabulary, limits: limits,
      to: &handler)
  }

  /// Reads chunks of bytes of any size until there is no more, and gives their events to `handler`.
  ///
  /// It keeps the current record only, so that a collection may be larger than memory. An error
  /// thrown by `next` is passed on.
  ///
  /// - Parameter name: the name under which diagnostics speak of the text.
  /// - Returns: nothing, or the error for which the text is refused.
  public static func events<Handler: XMLEventHandler, Failure: Error>(
    of next: () throws(Failure) -> [UInt8]?, named name: String, vocabulary: XMLVocabulary,
    limits: XMLLimits = .record, to handler: inout Handler
  ) throws(Failure) -> [Diagnostic] {
    try withUnsafeMutablePointer(to: &handler) { (pointer) throws(Failure) in
      let sink = HandlerSink(handler: pointer)
      guard
        var parser = DocumentParser(
          name: name, vocabulary: vocabulary, limits: limits, sink: sink)
      else {
        return [Diagnostic(code: "xml.memory", "there is no memory left", file: name)]
      }
      while !parser.hasRefused, let bytes = try next() { parser.feed(bytes) }
      return parser.finish().map { [$0] } ?? []
    }
  }

  /// Reads a source into values.
  ///
  /// - Parameters:
  ///   - roots: the names that the root element may have.
  ///   - embedded: further namespaces whose elements may stand below the root, as
  ///     ``Element/embedded``.
  ///   - leavesOutEmbedded: whether an embedded element is given without what is in it.
  /// - Returns: the document, or `nil` and the error for which it is refused.
  public static func document(
    of source: SourceFile, namespace: String, roots: [String], embedding embedded: [String] = [],
    leavesOutEmbedded: Bool = false, limits: XMLLimits = .document
  ) -> (document: XMLDocument?, diagnostics: [Diagnostic]) {
    let vocabulary = XMLVocabulary(namespace: namespace, roots: roots, embedded: embedded)
    var builder = ElementBuilder(of: source, leavesOutEmbedded: leavesOutEmbedded)
    let diagnostics = events(of: source, vocabulary: vocabulary, limits: limits, to: &builder)
    guard diagnostics.isEmpty, let document = builder.document() else { return (nil, diagnostics) }
    return (document, [])
  }
}
