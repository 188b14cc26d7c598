import BulkReading
import Consortia
import SourceText
import Testing

/// Files cut into slabs give what they give as a whole: the same records, places and diagnostics.
@Suite struct SlabTests {
  /// What a person sees of a reading.
  private static func shown(_ reading: ConsortiumReading, lines: Int) -> String {
    let places = reading.diagnostics.map { diagnostic in
      var moved = diagnostic
      moved.place?.line += lines
      return DiagnosticPrinter().text(for: moved)
    }
    let names = reading.consortium.map { consortium in
      "\(consortium.name ?? "-") \(consortium.place.line + lines):\(consortium.place.column) "
        + consortium.participants.map {
          "\($0.id) \($0.place.line + lines):\($0.place.column)"
        }.joined(separator: " ")
    }
    return ([names ?? "broken"] + places).joined(separator: "\n")
  }

  /// The readings of the whole.
  private static func whole(_ bytes: [UInt8]) -> [String] {
    var result: [String] = []
    reader.read(bytes, named: "f") { result.append(shown($0, lines: 0)) }
    return result
  }

  /// The readings of the slabs, cut wherever random chunks let them be cut; `nil` where the file
  /// cannot be cut. Of a text that is malformed, the rest is read in one go, as the program does it.
  private static func parts(_ bytes: [UInt8], seed: UInt64) -> (slabs: Int, readings: [String])? {
    guard let form = ConsortiumReader.collectionForm(head: bytes, named: "f"),
      var cutter = SlabCutter(form, head: bytes)
    else { return nil }
    var state = seed
    var slabs: [Slab] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let chunk = rest.prefix(1 + Int(state >> 33) % 300)
      rest = rest.dropFirst(chunk.count)
      cutter.add(Array(chunk))
      if state >> 40 & 1 == 0, let slab = cutter.cut() { slabs.append(slab) }
    }
    slabs.append(cutter.rest())
    var result: [String] = []
    for (index, slab) in slabs.enumerated() {
      var own: [String] = []
      var isRefused = false
      reader.read(slab, of: form, named: "f") { reading in
        isRefused = isRefused || reading.endsFile && !slab.isLast
        own.append(shown(reading, lines: form == .lines ? 0 : slab.shift))
      }
      guard isRefused else {
        result += own
        continue
      }
      let open = slab.withoutEnding
      var following = slabs[(index + 1)...].map { Array($0.bytes) }.filter { !$0.isEmpty }[...]
      func more() -> [UInt8]? { following.popFirst() }
      reader.read(open, of: form, named: "f", more: more) { reading in
        result.append(shown(reading, lines: form == .lines ? 0 : slab.shift))
      }
      break
    }
    return (slabs.count, result)
  }

  private static let root = "<consortia xmlns=\"urn:fundcall:consortium:1\">"

  private static func record(_ name: String, _ inside: String = "", prefix: String = "") -> String {
    "  <\(prefix)consortium name=\"\(name) é &gt; >\">\n"
      + "    <\(prefix)participant id=\"A\" name='\"'/>\(inside)\n  </\(prefix)consortium>"
  }

  private static func document(
    _ insides: [String], separator: String = "\n", end: String = "\n</consortia>\n"
  ) -> String {
    root + separator
      + insides.enumerated().map { record("n\($0.offset)", $0.element) }.joined(
        separator: separator) + end
  }

  private static let plain = [String](repeating: "", count: 12)

  static let texts: [(name: String, text: String)] = [
    ("plain", document(plain)),
    ("on adjoining lines", document(plain, separator: "")),
    ("on one line", document(plain).replacing("\n", with: " ")),
    ("on one line, close", document(plain, separator: "").replacing("\n", with: "")),
    ("with CRLF", document(plain).replacing("\n", with: "\r\n")),
    ("with a mark", "\u{FEFF}" + document(plain)),
    ("with a declaration", "<?xml version='1.0' encoding='utf-8'?>\n" + document(plain)),
    ("with comments", document(plain.map { _ in "<!-- </consortium>\n> -->" })),
    ("with instructions", document(plain.map { _ in "<?x </consortium>\n?>" })),
    ("with CDATA", document(plain.map { _ in "<![CDATA[</consortium>\n]]>" })),
    (
      "with a prefix",
      "<c:consortia xmlns:c='urn:fundcall:consortium:1'\n>\n"
        + (0..<9).map { record("p\($0)", prefix: "c:") + "\n" }.joined() + "</c:consortia>"
    ),
    (
      "with attributes at the root",
      document(plain).replacing("<consortia ", with: "<consortia a='>' ")
    ),
    ("with broken records", document((0..<12).map { $0 % 3 == 1 ? "<x/>text" : "" })),
    ("with text between", document(plain, separator: "\nstray > text\n")),
    ("with other elements between", document(plain, separator: "\n<y/>\n")),
    ("with nested names", document((0..<12).map { $0 == 6 ? record("inner") : "" })),
    ("with an unknown entity", document((0..<12).map { $0 == 7 ? "&nbsp;" : "" })),
    ("with an endless entity", document((0..<12).map { $0 == 7 ? "&nbsp" : "" })),
    ("with a crossed tag", document((0..<12).map { $0 == 7 ? "</x>" : "" })),
    ("with an open tag", document((0..<12).map { $0 == 7 ? "<x>" : "" })),
    ("with an open quote", document((0..<12).map { $0 == 7 ? "<x a='>" : "" })),
    ("with an open comment", document((0..<12).map { $0 == 7 ? "<!--" : "" })),
    ("with hyphens in a comment", document((0..<12).map { $0 == 7 ? "<!-- -- -->" : "" })),
    ("with a declaration inside", document((0..<12).map { $0 == 7 ? "<!ELEMENT x>" : "" })),
    ("with a second root", document(plain) + document(plain)),
    ("with text at the end", document(plain) + "x"),
    ("without an end", document(plain, end: "")),
    ("cut in a record", String(document(plain).dropLast(40))),
    ("cut in a tag", String(document(plain).dropLast(55))),
    ("of another namespace", document(plain).replacing("urn:fundcall", with: "urn:other")),
    ("of mixed namespaces", document((0..<12).map { $0 == 7 ? "<a xmlns='b'/>" : "" })),
    ("without records", root + "</consortia>"),
    (
      "lines",
      (0..<20).map { "{\"name\": \"é\($0)\", \"participants\": [{\"id\": \"A\"}]}\n" }.joined()
    ),
    (
      "broken lines",
      (0..<20).map {
        $0 % 4 == 2 ? "{\n" : "{\"participants\": [{\"id\": \($0 % 3 == 0 ? "1" : "\"A\"")}]}\r\n"
      }
      .joined() + "\n  \n\u{FEFF}{}\n<x>\n[]\n{\"participants\": ["
    ),
  ]

  @Test(arguments: texts)
  func giveWhatTheWholeGives(_ name: String, _ text: String) throws {
    let bytes = Array(text.utf8)
    let whole = Self.whole(bytes)
    var most = 0
    for seed in 1...25 {
      let parts = try #require(Self.parts(bytes, seed: UInt64(seed)))
      #expect(parts.readings == whole)
      most = max(most, parts.slabs)
    }
    #expect(most > 1 || name == "without records")
  }

  @Test func mayHoldBytesThatAreNoText() throws {
    for bad: [UInt8] in [[0xFF], [0], [0xC3], [0xED, 0xA0, 0x80]] {
      var bytes = Array(Self.document(Self.plain).utf8)
      let middle = bytes.count / 2
      bytes.insert(contentsOf: bad, at: middle)
      let whole = Self.whole(bytes)
      for seed in 1...25 {
        let parts = try #require(Self.parts(bytes, seed: UInt64(seed)))
        #expect(parts.readings == whole)
      }
    }
  }

  @Test(
    arguments: [
      "<?xml version='1.0' encoding='ISO-8859-1'?>" + document(plain),
      "<!DOCTYPE consortia>" + document(plain), document(plain, end: "").dropFirst(5) + "",
      "[{\"participants\": []}]", "{\"participants\": []}", "id,name\nA,B\n", "",
    ])
  func areNotMadeOfOtherFiles(_ text: String) {
    #expect(Self.parts(Array(text.utf8), seed: 1) == nil)
  }
}
