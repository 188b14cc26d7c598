/// The root element of a document by its first bytes, before anything is read in earnest.
public struct XMLRootTag: Sendable, Equatable {
  /// The name without prefix.
  public let name: String
  /// The namespaces that the tag declares, in the order of the text.
  public let namespaces: [String]

  /// The root tag in the beginning of a document; `nil` where it does not stand there. The tag itself
  /// may be cut off.
  public init?(head: [UInt8]) {
    var text = Substring(decoding: head, as: UTF8.self)
    if text.hasPrefix("\u{FEFF}") { text = text.dropFirst() }
    while true {
      text = text.drop(while: \.isWhitespace)
      if text.hasPrefix("<?") {
        guard let end = text.firstRange(of: "?>") else { return nil }
        text = text[end.upperBound...]
      } else if text.hasPrefix("<!--") {
        guard let end = text.firstRange(of: "-->") else { return nil }
        text = text[end.upperBound...]
      } else {
        break
      }
    }
    guard text.hasPrefix("<"), text.dropFirst().first?.isLetter == true else { return nil }
    let tag = text.dropFirst().prefix { $0 != ">" }
    let written = tag.prefix { !$0.isWhitespace && $0 != "/" }
    name = written.split(separator: ":").last.map(String.init) ?? ""
    namespaces = tag.split(whereSeparator: \.isWhitespace).compactMap { part in
      guard part.hasPrefix("xmlns"), let sign = part.firstIndex(of: "=") else { return nil }
      let value = part[part.index(after: sign)...].dropFirst()
      return String(value.prefix { $0 != "\"" && $0 != "'" })
    }
  }
}
