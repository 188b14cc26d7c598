import SourceText
import Testing
import XMLReading

/// The namespace of the documents in these tests, short so that columns are easy to count.
let namespace = "n"

/// What became of reading a text: the document, or the refusal in one line.
func reading(
  _ bytes: [UInt8], roots: [String] = ["call"], limits: XMLLimits = .document
) -> (document: XMLDocument?, refusal: String) {
  let source = SourceFile(name: "call.xml", bytes: bytes)
  let result = XMLReader.document(
    of: source, namespace: namespace, roots: roots, limits: limits)
  return (result.document, result.diagnostics.map(summary).joined(separator: "\n"))
}

/// A diagnostic in one line: code, place, the text that is pointed at.
func summary(_ diagnostic: Diagnostic) -> String {
  guard let place = diagnostic.place, let excerpt = diagnostic.excerpt else {
    return diagnostic.code
  }
  let meant = excerpt.line.unicodeScalars.dropFirst(excerpt.column - 1).prefix(excerpt.length)
  return
    "\(diagnostic.code) \(place.line):\(place.column) \(String(String.UnicodeScalarView(meant)))"
}

/// A text in which `⟦…⟧` marks what a diagnostic should point at.
struct MarkedText: Sendable, CustomTestStringConvertible {
  let text: String
  /// The mark in the form of ``summary(_:)``, without the code.
  let mark: String

  init(_ marked: String) {
    let parts = marked.split(separator: "⟦", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      (text, mark) = (marked, "")
      return
    }
    let ends = parts[1].split(separator: "⟧", maxSplits: 1, omittingEmptySubsequences: false)
    let rest = ends.count == 2 ? String(ends[1]) : ""
    text = parts[0] + ends[0] + rest
    let lines = parts[0].split(separator: "\n", omittingEmptySubsequences: false)
    let column = (lines.last?.unicodeScalars.count ?? 0) + 1
    mark = " \(lines.count):\(column) \(ends[0])"
  }

  var testDescription: String { PlainText.shown(text) }
}

/// A document of the tests' namespace around some content.
func call(_ content: String, attributes: String = "") -> String {
  "<call xmlns=\"n\"\(attributes)>\(content)</call>"
}
