internal import CLibXML2
import SourceText

/// What an element must be to be let in: not too deep, not too large, in the namespace, and the root
/// one of those expected.
extension ParserState {
  /// Whether an element may come in; if not, the document is refused.
  mutating func admit(
    name: UnsafePointer<xmlChar>, namespace found: UnsafePointer<xmlChar>?, namespaceCount: Int,
    attributeCount: Int, tagEnd: Int
  ) -> Bool {
    // Nearly all elements are let in by these few comparisons.
    if depth > 0, depth < limits.depth, attributeCount <= limits.attributes,
      namespaceCount <= limits.namespaces, found == namespace
    {
      return true
    }
    if let reason = objection(
      name: name, namespace: found, namespaceCount: namespaceCount,
      attributeCount: attributeCount, tagEnd: tagEnd)
    {
      refuse(reason)
      return false
    }
    if depth == 0 { isCollection = vocabulary.collections.contains(String(cString: name)) }
    return true
  }

  private func objection(
    name: UnsafePointer<xmlChar>, namespace found: UnsafePointer<xmlChar>?, namespaceCount: Int,
    attributeCount: Int, tagEnd: Int
  ) -> Refusal? {
    if depth >= limits.depth { return .tooDeep(limits.depth, at: tagRange(endingAt: tagEnd)) }
    if attributeCount > limits.attributes {
      return .tooManyAttributes(limits.attributes, at: nameRange(inTagEndingAt: tagEnd))
    }
    if namespaceCount > limits.namespaces {
      return .tooManyNamespaces(limits.namespaces, at: nameRange(inTagEndingAt: tagEnd))
    }
    if found != namespace, !vocabulary.acceptsAnyNamespace, !isEmbedded(found) {
      return .namespace(
        of: String(cString: name), found: found.map { String(cString: $0) },
        expected: vocabulary.namespace, isRoot: depth == 0,
        at: nameRange(inTagEndingAt: tagEnd))
    }
    guard depth == 0 else { return nil }
    let root = String(cString: name)
    let expected = vocabulary.roots + vocabulary.collections
    if expected.isEmpty || expected.contains(root) { return nil }
    return .root(root, expected: expected, at: nameRange(inTagEndingAt: tagEnd))
  }

  /// Whether an element of another namespace belongs to a document within the document.
  private func isEmbedded(_ found: UnsafePointer<xmlChar>?) -> Bool {
    guard depth > 0, let found, !vocabulary.embedded.isEmpty else { return false }
    return vocabulary.embedded.contains(String(cString: found))
  }

  /// The attributes of a tag, without those that belong to XML itself; `nil` where one has a prefix
  /// that means nothing here.
  mutating func list(
    _ raw: UnsafeBufferPointer<UnsafePointer<xmlChar>?>, tagEnd: Int
  ) -> AttributeList? {
    var count = 0
    // Five pointers an attribute: name, prefix, namespace, the value's start and its end.
    var index = 0
    while index < raw.count {
      defer { index += 5 }
      guard let name = raw[index], let start = raw[index + 3], let end = raw[index + 4]
      else { continue }
      if let namespace = raw[index + 2] {
        if Self.isXMLsOwn(String(cString: namespace)) { continue }
        let prefix = raw[index + 1].map { String(cString: $0) + ":" } ?? ""
        refuse(
          .prefixedAttribute(
            prefix + String(cString: name), name: String(cString: name),
            at: lastAttribute(prefix + String(cString: name), inTagEndingAt: tagEnd)))
        return nil
      }
      (attributes.baseAddress.map { $0 + count })?.initialize(
        to: AttributeList.Item(
          number: names.number(of: name), name: name,
          value: UnsafeBufferPointer(start: start, count: end - start)))
      count += 1
    }
    return AttributeList(items: UnsafeBufferPointer(rebasing: attributes[..<count]))
  }

  /// Whether attributes of a namespace may stand on any element: `xml:lang`, `xsi:schemaLocation`.
  private static func isXMLsOwn(_ namespace: String) -> Bool {
    namespace == "http://www.w3.org/XML/1998/namespace"
      || namespace == "http://www.w3.org/2001/XMLSchema-instance"
  }
}

extension Refusal {
  static func namespace(
    of name: String, found: String?, expected: String, isRoot: Bool, at range: Range<Int>
  ) -> Refusal {
    let name = PlainText.shown(name)
    let subject = isRoot ? "the root element '\(name)'" : "the element '\(name)'"
    guard let found else {
      return Refusal(
        "namespace", "\(subject) has no namespace; it should be '\(expected)'",
        help: isRoot
          ? "write <\(name) xmlns=\"\(expected)\">"
          : "write it with the prefix of the elements around it", at: range)
    }
    return Refusal(
      "namespace",
      "\(subject) is in the namespace '\(PlainText.shown(found))', not '\(expected)'",
      help: isRoot ? "write <\(name) xmlns=\"\(expected)\">" : "remove it", at: range)
  }

  static func root(_ name: String, expected: [String], at range: Range<Int>) -> Refusal {
    let list = expected.map { "'\($0)'" }.joined(separator: " or ")
    return Refusal(
      "root", "the root element is \(list), not '\(PlainText.shown(name))'",
      help: NearMiss.help(for: name, in: expected) ?? "give a file of that kind", at: range)
  }

  static func prefixedAttribute(_ written: String, name: String, at range: Range<Int>) -> Refusal {
    Refusal(
      "namespace", "an attribute has no prefix here, but '\(PlainText.shown(written))' has",
      help: "write '\(PlainText.shown(name))', or remove it", at: range)
  }
}
