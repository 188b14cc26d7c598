import BulkReading
import Testing

/// Where a file may be cut so that its parts read like the whole.
@Suite struct SlabCutterTests {
  /// The slabs of a text that comes in chunks of some size, cut as often as possible.
  private static func slabs(_ form: CollectionForm, _ text: String, chunk: Int) -> [Slab]? {
    let bytes = Array(text.utf8)
    guard var cutter = SlabCutter(form, head: bytes) else { return nil }
    var slabs: [Slab] = []
    for start in stride(from: 0, to: bytes.count, by: chunk) {
      cutter.add(Array(bytes[start..<min(start + chunk, bytes.count)]))
      if let slab = cutter.cut() { slabs.append(slab) }
    }
    return slabs + [cutter.rest()]
  }

  private static func text(_ bytes: some Collection<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  /// Cuts are written as `|`.
  @Test(
    arguments: [
      ("<l>\n<r>1</r>\n<r>2</r>\n</l>\n", "<l>\n<r>1</r>|\n<r>2</r>|\n</l>\n"),
      ("<l>\r\n<r/>\r\n<r></r >\r\n</l>", "<l>\r\n<r/>\r\n<r></r >|\r\n</l>"),
      // On one line: where the columns of the next record count from the end of the last.
      ("<l><r>1</r><r>2</r><r>3</r></l>", "<l><r>1</r><r>2</r>|<r>3</r>|</l>"),
      // The end of one record and the beginning of the next on a line of many.
      ("<l>\n<r>\n1</r><r>\n2</r>\n</l>", "<l>\n<r>\n1</r><r>\n2</r>|\n</l>"),
      ("<l><!-- </r>\n --><r>\n</r>\n</l>", "<l><!-- </r>\n --><r>\n</r>|\n</l>"),
      ("<l>\n<r><![CDATA[</r>\n]]></r>\n</l>", "<l>\n<r><![CDATA[</r>\n]]></r>|\n</l>"),
      ("<l>\n<r><?a </r>\n?></r>\n</l>", "<l>\n<r><?a </r>\n?></r>|\n</l>"),
      ("<l>\n<r><!-- </r>\n</r>\n</l>", "<l>\n<r><!-- </r>\n</r>\n</l>"),
      ("<l>\n<rr></rr>\n</l>", "<l>\n<rr></rr>\n</l>"),
      ("<l a='>'><!-- > -->\n<r b='>'></r>\n</l>", "<l a='>'><!-- > -->\n<r b='>'></r>|\n</l>"),
    ] as [(String, String)])
  func isAfterAnElement(_ text: String, _ expected: String) throws {
    for chunk in [1, 2, 3, 5, 8] {
      let slabs = try #require(Self.slabs(.elements(named: "r"), text, chunk: chunk))
      #expect(slabs.map { Self.text($0.bytes) }.joined() == text)
      let cuts = Set(
        slabs.dropLast().reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.bytes.count) })
      var allowed: Set<Int> = [0]
      for part in expected.split(separator: "|", omittingEmptySubsequences: false).dropLast() {
        allowed.insert((allowed.max() ?? 0) + part.utf8.count)
      }
      #expect(cuts.isSubset(of: allowed), "\(chunk)")
      if chunk == 1, allowed.count > 1 { #expect(cuts == allowed) }
    }
  }

  @Test func isAfterALine() throws {
    let text = "{}\n{\"a\": \"é\"}\r\n\n{}"
    for chunk in 1...6 {
      let slabs = try #require(Self.slabs(.lines, text, chunk: chunk))
      #expect(slabs.map { Self.text($0.bytes) }.joined() == text)
      #expect(slabs.dropLast().allSatisfy { $0.bytes.last == UInt8(ascii: "\n") })
      #expect(slabs.allSatisfy { $0.preface.isEmpty } && slabs.last?.linesBefore == 3)
    }
  }

  @Test func keepsTheStartOfTheCollection() throws {
    let text =
      "\u{FEFF}<?xml version='1.0'?>\n<c:l xmlns:c='u'\n d='>'>\n<c:r></c:r>\n<c:r></c:r>\n</c:l>"
    let slabs = try #require(Self.slabs(.elements(named: "r"), text, chunk: 1))
    #expect(
      Self.text(slabs[1].text)
        == "<c:l xmlns:c='u'\n d='>'><c:r/><c:r/>\n<c:r></c:r></c:l>")
    #expect(slabs[1].shift == 2 && slabs[1].prefaceRecords == 2)
    #expect(slabs[0].preface.isEmpty && slabs[2].isLast && slabs[2].ending.isEmpty)
  }

  @Test(
    arguments: [
      "<?xml version='1.0' encoding='ISO-8859-1'?><l>", "<!DOCTYPE l><l>", "<l/>", "<l", "", "text",
      "<?xml version='1.0' encoding = \"UTF-16\"?><l>", "<!-- <l>",
    ])
  func isNowhereInOtherDocuments(_ head: String) {
    #expect(SlabCutter(.elements(named: "r"), head: Array(head.utf8)) == nil)
  }

  @Test func waitsForNoEndlessRecord() throws {
    var cutter = try #require(SlabCutter(.elements(named: "r"), head: Array("<l><r>".utf8)))
    let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
    var added = 0
    while !cutter.isStuck {
      #expect(cutter.cut() == nil)
      cutter.add(chunk)
      added += 1
    }
    #expect(added == 5 && cutter.rest().bytes.count == 5 << 20)
  }
}
