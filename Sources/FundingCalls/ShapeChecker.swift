import SourceText
import XMLReading

/// Finds every place where a document departs from its grammar.
struct ShapeChecker {
  let file: SourceFile
  /// The first part of the codes of the diagnostics: `call`.
  let area: String
  private(set) var diagnostics: [Diagnostic] = []

  init(file: SourceFile, area: String) {
    self.file = file
    self.area = area
  }

  /// Compares an element, and all within it, with its shape.
  mutating func check(_ element: Element, against shape: Shape) {
    checkAttributes(of: element, against: shape)
    checkText(of: element, against: shape)
    for child in element.children {
      guard let entry = shape.children.first(where: { $0.shape.name == child.name }) else {
        let names = shape.children.map(\.shape.name)
        report(
          "unknown-element", "'\(shape.name)' holds no element '\(PlainText.shown(child.name))'",
          at: child.nameRange, help: NearMiss.help(for: child.name, in: names) ?? list(names))
        continue
      }
      check(child, against: entry.shape)
    }
    for (count, child) in shape.children {
      let found = element.children(named: child.name)
      if found.isEmpty, count.isRequired {
        report(
          "missing-element", "'\(shape.name)' needs an element '\(child.name)'",
          at: element.nameRange, help: "add <\(child.name)>")
      }
      guard count.isSingle else { continue }
      for extra in found.dropFirst() {
        report(
          "repeated-element", "'\(shape.name)' holds one element '\(child.name)'",
          at: extra.nameRange, help: "merge it with the one before")
      }
    }
  }

  private mutating func checkAttributes(of element: Element, against shape: Shape) {
    let known = shape.required + shape.optional
    for attribute in element.attributes where !known.contains(attribute.name) {
      report(
        "unknown-attribute",
        "'\(shape.name)' has no attribute '\(PlainText.shown(attribute.name))'",
        at: attribute.nameRange, help: NearMiss.help(for: attribute.name, in: known) ?? list(known))
    }
    for name in shape.required where element[name] == nil {
      report(
        "missing-attribute", "'\(shape.name)' needs the attribute '\(name)'",
        at: element.nameRange, help: "add \(name)=\"…\"")
    }
    for attribute in element.attributes
    where known.contains(attribute.name) && attribute.value.isBlank {
      report(
        "empty", "the attribute '\(attribute.name)' is empty", at: attribute.nameRange,
        help: shape.required.contains(attribute.name) ? "write its value" : "leave it out")
    }
  }

  private mutating func checkText(of element: Element, against shape: Shape) {
    let isEmpty = element.trimmedText.isEmpty
    if shape.text == .no, !isEmpty {
      report(
        "stray-text", "'\(shape.name)' holds no text of its own",
        at: element.trimmedTextRange ?? element.nameRange, help: "remove it")
    } else if shape.text == .required, isEmpty {
      report("empty", "'\(shape.name)' is empty", at: element.nameRange, help: "write its text")
    }
  }

  private func list(_ names: [String]) -> String {
    guard let last = names.last else { return "remove it" }
    let others = names.dropLast()
    return "it may have "
      + (others.isEmpty ? last : others.joined(separator: ", ") + " or " + last)
  }

  private mutating func report(
    _ code: String, _ message: String, at range: Range<Int>, help: String
  ) {
    diagnostics.append(
      Diagnostic(code: "\(area).\(code)", message, in: file, at: range, help: help))
  }
}
