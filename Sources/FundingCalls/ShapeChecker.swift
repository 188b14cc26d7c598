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
    guard element.childCount > 0 || shape.needsChildren else { return }
    var counts = [Int](repeating: 0, count: shape.children.count)
    var last = 0
    for child in element.children {
      let name = child.name
      guard let index = shape.index(ofChild: name, from: last) else {
        let names = shape.children.map(\.shape.name)
        report(
          "unknown-element", "'\(shape.name)' holds no element '\(PlainText.shown(name))'",
          at: child.nameRange, help: NearMiss.help(for: name, in: names) ?? list(names))
        continue
      }
      last = index
      counts[index] += 1
      check(child, against: shape.children[index].shape)
    }
    for (found, expected) in zip(counts, shape.children) {
      let child = expected.shape
      if found == 0, expected.count.isRequired {
        report(
          "missing-element", "'\(shape.name)' needs an element '\(child.name)'",
          at: element.nameRange, help: "add <\(child.name)>")
      }
      guard found > 1, expected.count.isSingle else { continue }
      for extra in element.children(named: child.name).dropFirst() {
        report(
          "repeated-element", "'\(shape.name)' holds one element '\(child.name)'",
          at: extra.nameRange, help: "merge it with the one before")
      }
    }
  }

  private mutating func checkAttributes(of element: Element, against shape: Shape) {
    let positions = 0..<element.attributeCount
    let known = positions.count { shape.attributes.contains(element.attributeName(at: $0)) }
    let present = shape.required.count { element.has($0) }
    if known == positions.count, present == shape.required.count,
      !positions.contains(where: element.isAttributeBlank)
    {
      return
    }
    let attributes = element.attributes
    for attribute in attributes where !shape.attributes.contains(attribute.name) {
      report(
        "unknown-attribute",
        "'\(shape.name)' has no attribute '\(PlainText.shown(attribute.name))'",
        at: attribute.nameRange,
        help: NearMiss.help(for: attribute.name, in: shape.attributes) ?? list(shape.attributes))
    }
    for name in shape.required where !element.has(name) {
      report(
        "missing-attribute", "'\(shape.name)' needs the attribute '\(name)'",
        at: element.nameRange, help: "add \(name)=\"…\"")
    }
    for attribute in attributes
    where attribute.value.isBlank && shape.attributes.contains(attribute.name) {
      report(
        "empty", "the attribute '\(attribute.name)' is empty", at: attribute.nameRange,
        help: shape.required.contains(attribute.name) ? "write its value" : "leave it out")
    }
  }

  private mutating func checkText(of element: Element, against shape: Shape) {
    guard shape.text != .optional else { return }
    let isEmpty = element.isBlank
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
