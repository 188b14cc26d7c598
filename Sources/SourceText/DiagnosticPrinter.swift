/// The one place where diagnostics become text.
public struct DiagnosticPrinter: Sendable {
  /// Whether to mark the severity with colour.
  public var colour: Bool
  /// How many diagnostics of one file are shown in full; the rest are counted.
  public var limitPerFile: Int

  /// A printer; by default without colour, and with at most 100 diagnostics a file.
  public init(colour: Bool = false, limitPerFile: Int = 100) {
    self.colour = colour
    self.limitPerFile = limitPerFile
  }

  /// The text of some diagnostics, in reading order, each with its place, the person's own line with
  /// a caret, and the help.
  public func text(for diagnostics: [Diagnostic]) -> String {
    var result = ""
    var file: String?
    var shown = 0
    var hidden = 0
    for diagnostic in diagnostics.inReadingOrder {
      if diagnostic.file != file {
        result += remainder(hidden, of: file)
        (file, shown, hidden) = (diagnostic.file, 0, 0)
      }
      if shown == limitPerFile {
        hidden += 1
        continue
      }
      shown += 1
      result += text(for: diagnostic)
    }
    return result + remainder(hidden, of: file)
  }

  private func remainder(_ hidden: Int, of file: String?) -> String {
    guard let file, hidden > 0 else { return "" }
    return "\(PlainText.shown(file, limit: 4096)): \(hidden) more\n"
  }

  /// The text of one diagnostic, ending in a newline.
  public func text(for diagnostic: Diagnostic) -> String {
    var head = PlainText.shown(diagnostic.file, limit: 4096)
    if let place = diagnostic.place { head += ":\(place.line):\(place.column)" }
    var result =
      "\(head): \(severity(diagnostic.severity)): \(diagnostic.message) [\(diagnostic.code)]\n"
    if let excerpt = diagnostic.excerpt, diagnostic.place != nil {
      result += caretLines(excerpt)
    }
    if let help = diagnostic.help { result += "  help: \(help)\n" }
    return result
  }

  /// The person's line (a window of it, where it is long) with carets below what is meant.
  private func caretLines(_ excerpt: Diagnostic.Excerpt) -> String {
    let width = 96
    let column = excerpt.column
    let scalars = Array(excerpt.line.unicodeScalars)
    let start = column > width - 16 ? max(0, column - 40) : 0
    let window = scalars.dropFirst(start).prefix(width)
    guard !window.isEmpty else { return "" }
    let isCutBefore = start > 0 || excerpt.isCutBefore
    var line = isCutBefore ? "…" : ""
    var caret = isCutBefore ? " " : ""
    for (index, scalar) in window.enumerated() {
      let position = start + index + 1
      let isMeant = position >= column && position < column + excerpt.length
      let text =
        scalar == "\t" ? " " : PlainText.isHidden(scalar) ? "\u{B7}" : String(Character(scalar))
      line += text
      caret += isMeant ? "^" : " "
    }
    if start + window.count < scalars.count || excerpt.isCutAfter { line += "…" }
    // The place after the last character, such as the end of a file.
    if column == start + window.count + 1 { caret += "^" }
    while caret.last == " " { caret.removeLast() }
    return "  \(line)\n  \(caret.isEmpty ? "^" : caret)\n"
  }

  private func severity(_ severity: Diagnostic.Severity) -> String {
    guard colour else { return severity.rawValue }
    let code =
      switch severity {
      case .error: "31"
      case .warning: "33"
      case .note: "36"
      }
    return "\u{1B}[1;\(code)m\(severity.rawValue)\u{1B}[0m"
  }
}
