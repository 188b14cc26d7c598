/// The line `<?xml version="1.0" encoding="…"?>` at the head of a document.
enum XMLDeclaration {
  /// The encoding that the head of a document declares, with the byte range of its name.
  static func encoding(in head: [UInt8]) -> (name: String, range: Range<Int>)? {
    let opening = Array("<?xml".utf8)
    guard head.starts(with: opening), head.count > opening.count,
      isXMLSpace(head[opening.count])
    else { return nil }
    let end = head.firstIndex(of: UInt8(ascii: ">")) ?? head.count
    let key = Array("encoding".utf8)
    var index = opening.count
    while index + key.count < end {
      guard isXMLSpace(head[index]), head[(index + 1)...].starts(with: key) else {
        index += 1
        continue
      }
      index += 1 + key.count
      while index < end, isXMLSpace(head[index]) || head[index] == UInt8(ascii: "=") { index += 1 }
      guard index < end else { return nil }
      let quote = head[index]
      guard let close = head[(index + 1)..<end].firstIndex(of: quote) else { return nil }
      let range = (index + 1)..<close
      return (String(decoding: head[range], as: UTF8.self), range)
    }
    return nil
  }
}
