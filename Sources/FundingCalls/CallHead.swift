import XMLReading

/// The attributes of a call document's root element, taken from its first bytes: enough to tell
/// which call the document is, and which others it needs, without reading on.
///
/// Only the plainest form is understood. What is not, is not refused: the document is then read in
/// earnest.
struct CallHead {
  /// The id.
  let id: String
  /// The ids of the calls without which this one cannot be used.
  let needs: [String]

  /// The head of a document; `nil` where it is not of the plainest form.
  init?(_ bytes: [UInt8]) {
    guard let root = XMLRootTag(head: bytes), root.prefix.isEmpty, root.name == "call",
      root.range != nil, root.isUTF8, root.attributes.allSatisfy(Self.isPlain),
      Set(root.attributes.map(\.name)).count == root.attributes.count,
      root["xmlns"] == CallReader.namespace, let id = root["id"], NameKind.published.accepts(id)
    else { return nil }
    self.id = id
    needs = [root["extends"], root["general"]].compactMap(\.self)
  }

  /// Whether the value of an attribute is what is written.
  private static func isPlain(_ attribute: XMLRootTag.Attribute) -> Bool {
    attribute.value.utf8.allSatisfy {
      $0 >= 0x20 && $0 != UInt8(ascii: "&") && $0 != UInt8(ascii: "<")
    }
  }
}
