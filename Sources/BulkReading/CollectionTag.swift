import XMLReading

/// The start tag of a collection in XML: what a part of the document needs before it to be read by
/// itself.
struct CollectionTag {
  /// The tag with its declarations of namespaces, byte for byte.
  let bytes: [UInt8]
  /// The name with its prefix.
  let name: String
  /// The prefix with its colon; empty where there is none.
  let prefix: String
  /// The offset after the tag in the document.
  let end: Int

  /// The tag in the beginning of a document; `nil` where the document does not begin with one in the
  /// plain way: not in UTF-8, with a DOCTYPE, or further away than the head reaches.
  init?(head: [UInt8]) {
    guard let root = XMLRootTag(head: head), let range = root.range, root.isUTF8, !root.isEmpty
    else { return nil }
    bytes = Array(head[range])
    name = root.prefix + root.name
    prefix = root.prefix
    end = range.upperBound
  }
}

extension [UInt8] {
  /// The offset after the first place of a text from an offset on; `nil` where it is not there.
  func offset(after text: StaticString, from start: Int) -> Int? {
    let wanted = Array(text.description.utf8)
    guard let last = wanted.last, count >= start + wanted.count else { return nil }
    var index = start + wanted.count - 1
    while index < count {
      if self[index] == last,
        self[(index + 1 - wanted.count)...index].elementsEqual(wanted)
      {
        return index + 1
      }
      index += 1
    }
    return nil
  }
}
