internal import CLibXML2
import SourceText

/// Collects what the validator reports and turns it into diagnostics.
final class SchemaLog {
  /// An error as the validator reports it.
  private struct Entry {
    let words: SchemaWords
    /// The number of the element in the document, where the library kept it.
    let element: Int?
    let line: Int
  }

  private let document: XMLDocument
  private var entries: [Entry] = []

  init(_ document: XMLDocument) { self.document = document }

  /// What the validator calls.
  static let callback: xmlStructuredErrorFunc = { context, error in
    guard let context, let error else { return }
    Unmanaged<SchemaLog>.fromOpaque(context).takeUnretainedValue().add(error)
  }

  /// Runs something that reports to ``callback`` with the context it is given.
  func collect<Result>(_ body: (UnsafeMutableRawPointer) -> Result) -> Result {
    withExtendedLifetime(self) { body(Unmanaged.passUnretained(self).toOpaque()) }
  }

  private func add(_ error: UnsafePointer<xmlError>) {
    guard error.pointee.level.rawValue >= 2 else { return }
    let strings = [error.pointee.str1, error.pointee.str2]
    entries.append(
      Entry(
        words: SchemaWords(
          code: Int(error.pointee.code),
          names: strings.compactMap { $0.map { PlainText.shown(String(cString: $0)) } }),
        element: DocumentTree.number(of: error.pointee.node), line: Int(error.pointee.line)))
  }

  /// What was reported, each thing once, in the order of the text.
  func diagnostics(code: String) -> [Diagnostic] {
    guard !entries.isEmpty else { return [] }
    var elements: [Element] = []
    document.root.collect(into: &elements)
    let told = Set(entries.filter { !$0.words.isSecondary }.map(\.element))
    let telling = entries.filter { !$0.words.isSecondary || !told.contains($0.element) }
    var result: [Diagnostic] = []
    for entry in telling {
      let subject = subject(of: entry, among: elements)
      let words = entry.words
      let diagnostic = Diagnostic(
        code: code, words.message(about: subject.name), in: document.source,
        at: words.range(in: subject), help: words.help)
      if !result.contains(diagnostic) { result.append(diagnostic) }
    }
    return result.inReadingOrder
  }

  private func subject(of entry: Entry, among elements: [Element]) -> Element {
    guard let index = entry.element, index < elements.count else {
      return firstElement(of: elements, onLine: entry.line) ?? document.root
    }
    guard let name = entry.words.elementWithAttributes else { return elements[index] }
    return elements[...index].last { $0.name == name } ?? elements[index]
  }

  /// The library validates a schema in a copy of its own, where only lines are left.
  private func firstElement(of elements: [Element], onLine line: Int) -> Element? {
    let start = document.source.offset(of: Place(line: line, column: 1))
    return line > 0 ? elements.first { $0.tagRange.upperBound > start } : nil
  }
}

extension Element {
  /// This element and all below it, in the order of the text.
  fileprivate func collect(into elements: inout [Element]) {
    elements.append(self)
    let below =
      embedded.isEmpty
      ? children : (children + embedded).sorted { $0.range.lowerBound < $1.range.lowerBound }
    for child in below { child.collect(into: &elements) }
  }
}
