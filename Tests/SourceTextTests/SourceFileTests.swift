import SourceText
import Testing

@Suite struct SourceFileTests {
  static let texts = [
    "", "a", "a\nb", "a\r\nb\r\n", "\n\n", "h\u{E9}llo \u{20AC} \u{1F600} x\nsecond \u{FC}",
    "\u{FEFF}first\nsecond", "\u{FEFF}", "last\n",
  ]

  @Test(arguments: texts)
  func findsEveryPlaceAgain(text: String) {
    let source = SourceFile(name: "t", text: text)
    let mark = text.unicodeScalars.first == "\u{FEFF}" ? 3 : 0
    for offset in mark...max(mark, source.bytes.count) {
      let isInside = offset < source.bytes.count && source.bytes[offset] & 0xC0 == 0x80
      if !isInside { #expect(source.offset(of: source.place(at: offset)) == offset) }
    }
  }

  @Test(arguments: [
    ("\u{FEFF}ab", 3, 1, 1), ("\u{FEFF}ab", 0, 1, 1), ("\u{FEFF}ab", 4, 1, 2),
    ("\u{FEFF}a\nb", 5, 2, 1), ("h\u{E9}x", 3, 1, 3), ("\u{1F600}x", 4, 1, 2), ("a\n", 2, 2, 1),
    ("a", 99, 1, 2), ("a", -5, 1, 1), ("a\n\u{FEFF}b", 5, 2, 2),
  ])
  func countsColumnsAsEditorsDo(text: String, offset: Int, line: Int, column: Int) {
    let place = SourceFile(name: "t", text: text).place(at: offset)
    #expect(place == Place(line: line, column: column))
  }

  @Test(arguments: [
    ("a\r\nbc\r\nd", 4, "bc"), ("\u{FEFF}ab\nc", 0, "ab"), ("\u{FEFF}ab\nc", 4, "ab"), ("", 0, ""),
    ("ab\n", 3, ""), ("ab\n", 2, "ab"),
  ])
  func findsTheLineAround(text: String, offset: Int, line: String) {
    let source = SourceFile(name: "t", text: text)
    #expect(source.text(in: source.lineRange(around: offset)) == line)
  }

  @Test func countsLinesFromTheFirstLineOfARecord() {
    let source = SourceFile(name: "t", bytes: Array("a\nb".utf8), firstLine: 7)
    #expect(source.place(at: 2) == Place(line: 8, column: 1))
    #expect(source.offset(of: Place(line: 8, column: 1)) == 2)
    #expect(source.text(in: -4..<99) == "a\nb")
  }
}
