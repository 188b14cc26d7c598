/// What the first bytes of a file say about its kind.
struct FileSignature {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Where the text begins: after the byte order mark of UTF-8, where there is one.
  func check() throws(Refusal) -> Int {
    if bytes.isEmpty { throw .emptyFile }
    if let name = wideEncoding { throw .wideEncoding(name) }
    if let kind = otherKind { throw .notXML(kind.name, help: kind.help) }
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let first = bytes[start...].first(where: { !isXMLSpace($0) }) else {
      if bytes.count < 1024 { throw .emptyFile }
      return start
    }
    if first != UInt8(ascii: "<"), first != 0 { throw .notXML(nil, help: nil) }
    return start
  }

  private var wideEncoding: String? {
    let known: [(String, [UInt8])] = [
      ("UTF-32", [0xFF, 0xFE, 0, 0]), ("UTF-32", [0, 0, 0xFE, 0xFF]), ("UTF-16", [0xFF, 0xFE]),
      ("UTF-16", [0xFE, 0xFF]), ("UTF-32", [0x3C, 0, 0, 0]), ("UTF-32", [0, 0, 0, 0x3C]),
      ("UTF-16", [0x3C, 0]), ("UTF-16", [0, 0x3C]),
    ]
    return known.first { bytes.starts(with: $0.1) }?.0
  }

  private var otherKind: (name: String, help: String)? {
    let known: [(name: String, help: String, start: [UInt8])] = [
      ("a gzip archive", "unpack it first: gunzip", [0x1F, 0x8B]),
      ("a zip archive or an office document", "export the data as XML", [0x50, 0x4B, 0x03, 0x04]),
      ("a PDF document", "give the XML file itself", Array("%PDF".utf8)),
      ("a JSON document", "give it a name that ends in '.json'", Array("{".utf8)),
      ("a JSON document", "give it a name that ends in '.json'", Array("[".utf8)),
    ]
    return known.first { bytes.starts(with: $0.start) }.map { ($0.name, $0.help) }
  }
}
