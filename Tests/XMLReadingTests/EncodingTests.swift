import SourceText
import Testing
import XMLReading

/// A document in some encoding: `call` with one text.
private func document(
  mark: [UInt8] = [], declaring encoding: String?, text: [UInt8], end: [UInt8] = []
) -> [UInt8] {
  let head = encoding.map { "<?xml version=\"1.0\" encoding=\"\($0)\"?>\n" } ?? ""
  return mark + Array((head + "<call xmlns='n'>").utf8) + text + Array("</call>".utf8) + end
}

/// A text in an encoding of wider units: each byte with zeros around it.
private func wide(_ text: String, before: Int, after: Int, mark: [UInt8] = []) -> [UInt8] {
  var bytes = mark
  for byte in text.utf8 {
    bytes += [UInt8](repeating: 0, count: before)
    bytes.append(byte)
    bytes += [UInt8](repeating: 0, count: after)
  }
  return bytes
}

private let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

/// Bytes that are read, and the text in them.
private struct Read: Sendable {
  let bytes: [UInt8]
  let text: String

  init(_ bytes: [UInt8], _ text: String) {
    self.bytes = bytes
    self.text = text
  }
}

private let readable: [Read] = [
  Read(document(declaring: nil, text: Array("café €".utf8)), "café €"),
  Read(document(declaring: "utf-8", text: Array("café €".utf8)), "café €"),
  Read(document(declaring: "US-ASCII", text: Array("cafe".utf8)), "cafe"),
  Read(document(declaring: "ISO-8859-1", text: [0x63, 0xE9, 0xA4]), "cé¤"),
  Read(document(declaring: "iso-8859-15", text: [0x63, 0xE9, 0xA4]), "cé€"),
  Read(document(declaring: "windows-1252", text: [0x80, 0x93, 0xE9, 0x94]), "€“é”"),
  Read(document(mark: mark, declaring: nil, text: Array("café".utf8)), "café"),
  Read(document(mark: mark, declaring: "ISO-8859-1", text: Array("café".utf8)), "café"),
]

/// Bytes that are refused, and for what.
private struct Refused: Sendable {
  let bytes: [UInt8]
  let refusal: String

  init(_ bytes: [UInt8], _ refusal: String) {
    self.bytes = bytes
    self.refusal = refusal
  }
}

private let refused: [Refused] = [
  Refused(document(declaring: "UTF-7", text: Array("+ADw-".utf8)), "xml.encoding 1:31 UTF-7"),
  Refused(document(declaring: "EBCDIC-CP-BE", text: []), "xml.encoding 1:31 EBCDIC-CP-BE"),
  Refused(document(declaring: "UTF-16", text: []), "xml.encoding 1:31 UTF-16"),
  Refused(wide("<call/>", before: 0, after: 1, mark: [0xFF, 0xFE]), "xml.encoding"),
  Refused(wide("<call/>", before: 1, after: 0), "xml.encoding"),
  Refused(wide("<call/>", before: 3, after: 0), "xml.encoding"),
  Refused(wide("<call/>", before: 0, after: 3, mark: [0xFF, 0xFE, 0, 0]), "xml.encoding"),
  Refused(document(declaring: nil, text: [0x61, 0xE9, 0x62]), "xml.encoding 1:18 \u{FFFD}"),
  Refused(document(declaring: nil, text: [0xC0, 0xAF]), "xml.encoding 1:17 \u{FFFD}"),
  Refused(document(declaring: nil, text: [0xE0, 0x80, 0xAF]), "xml.encoding 1:17 \u{FFFD}"),
  Refused(document(declaring: nil, text: [0xED, 0xA0, 0x80]), "xml.encoding 1:17 \u{FFFD}"),
  Refused(document(declaring: nil, text: [0xF5, 0x80, 0x80, 0x80]), "xml.encoding 1:17 \u{FFFD}"),
  Refused(document(declaring: "UTF-8", text: [], end: [0xC3]), "xml.encoding 2:24 \u{FFFD}"),
  Refused(document(declaring: "ISO-8859-1", text: [0x93]), "xml.encoding 2:17 ?"),
  Refused(document(declaring: "windows-1252", text: [0x81]), "xml.encoding 2:17 ?"),
  Refused(document(declaring: "ISO-8859-1", text: [0xE9, 0]), "xml.malformed 2:18 \0"),
  Refused([0x1F, 0x8B, 8, 0, 0, 0, 0, 0], "xml.not-xml"),
  Refused(Array("PK\u{3}\u{4}".utf8), "xml.not-xml"),
  Refused([0x4C, 0x6F, 0xA7, 0x94], "xml.not-xml"),
]

@Suite struct EncodingTests {
  @Test(arguments: readable)
  private func readsUTF8AndLatin(given: Read) {
    let result = reading(given.bytes)
    let range = result.document?.root.textRange ?? 0..<0
    let found = [result.document?.root.text, result.document?.source.text(in: range)]
    #expect(found == [given.text, given.text], "\(result.refusal)")
  }

  @Test(arguments: refused)
  private func refusesWhatItCannotReadSafely(text: Refused) {
    #expect(reading(text.bytes).refusal == text.refusal)
  }

  @Test(arguments: [1, 2, 3, 7])
  func readsCharactersThatChunksCutInTwo(size: Int) {
    let bytes = document(declaring: "UTF-8", text: Array("é€😀\r\né".utf8))
    var rest = bytes[...]
    var handler = EventLog()
    let diagnostics = XMLReader.events(
      of: { () -> [UInt8]? in
        defer { rest = rest.dropFirst(size) }
        return rest.isEmpty ? nil : Array(rest.prefix(size))
      }, named: "call.xml", vocabulary: XMLVocabulary(namespace: "n", roots: ["call"]),
      to: &handler)
    #expect([handler.text] + diagnostics.map(summary) == ["é€😀\né"])
  }
}
