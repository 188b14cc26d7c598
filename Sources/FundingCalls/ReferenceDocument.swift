import SourceText
import XMLReading

/// A reference document: one of `Calls/reference`.
struct ReferenceDocument {
  static let namespace = "urn:fundcall:reference:1"

  let root: Element
  var values: Values

  /// Reads a document of a folder; `nil` where that fails, with the reason in `diagnostics`.
  init?(_ name: String, inFolder folder: String, diagnostics: inout [Diagnostic]) {
    do throws(FileProblem) {
      let limits = XMLLimits.document
      let file = try Files.read("\(folder)/\(name).xml", limit: limits.size)
      self.init(name, file, diagnostics: &diagnostics)
    } catch {
      diagnostics.append(error.diagnostic)
      return nil
    }
  }

  /// Reads a document that is at hand.
  init?(_ name: String, _ file: SourceFile, diagnostics: inout [Diagnostic]) {
    let (document, mistakes) = XMLReader.document(
      of: file, namespace: Self.namespace, roots: [name])
    diagnostics += mistakes
    guard let document else { return nil }
    root = document.root
    values = Values(file: document.source, area: "reference")
  }

  /// Complains about an attribute of an element that is missing or cannot be read.
  mutating func complain(about name: String, of element: Element) {
    let written = element.attribute(name)
    values.report(
      "value", "'\(element.name)' has no usable '\(name)'",
      at: written?.valueRange ?? element.nameRange, help: "see Calls/schema/reference.rng")
  }
}
