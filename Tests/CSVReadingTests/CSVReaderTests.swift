import CSVReading
import SourceText
import Testing

@Suite struct CSVReaderTests {
  /// The rows of a text, cells between bars, or what is wrong with it.
  private static func rows(_ bytes: [UInt8]) -> [String] {
    var (reader, diagnostics) = CSVReader.open(SourceFile(name: "t.csv", bytes: bytes))
    var rows: [String] = []
    while let row = reader?.next() {
      let cells = row.cells.map { reader?.text(of: $0) ?? "" }
      rows.append("\(row.number): " + cells.joined(separator: "|"))
    }
    if let fault = reader?.fault { diagnostics.append(fault) }
    return rows
      + diagnostics.map { diagnostic in
        let place = diagnostic.place.map { "@\($0.line):\($0.column)" } ?? ""
        return "\(diagnostic.severity) \(diagnostic.code)\(place)"
      }
  }

  private static let texts: [(String, [String])] = [
    ("a,b\n1,2\n", ["1: a|b", "2: 1|2"]), ("a,b\r\n1,2", ["1: a|b", "2: 1|2"]),
    ("a,b\r1,2\r", ["1: a|b", "2: 1|2"]), ("\u{FEFF}a;b\n1,5;2", ["1: a|b", "2: 1,5|2"]),
    ("a\tb\n1;2\t3,4", ["1: a|b", "2: 1;2|3,4"]), ("sep=|\na,b|c\n", ["2: a,b|c"]),
    ("id\nP1\n", ["1: id", "2: P1"]), ("a,b,\n,,\n\n1,,\n", ["1: a|b|", "4: 1||"]),
    ("\"a;b;c\",d\n", ["1: a;b;c|d"]), ("a,\"x \"\"y\"\", z\"\n", ["1: a|x \"y\", z"]),
    ("a,\"two\nlines\"\r\nb,c", ["1: a|two\nlines", "2: b|c"]),
    ("a, \"b\" ,c\n", ["1: a|b|c"]), ("5\" disk,b\n", ["1: 5\" disk|b"]),
    ("# a remark, with; commas\n#,x\n\"# b\"\na;b\n#REF!;1", ["4: a|b", "5: #REF!|1"]),
    ("a,\"b\n1,2\n", ["error csv.quote@1:3"]), ("a,\"b\"c\n", ["error csv.quote@1:6"]),
    ("", ["error csv.empty"]), (" \n\t", ["error csv.empty"]),
    ("<html>", ["error csv.not-a-table@1:1"]), ("PK\u{3}\u{4}", ["error csv.not-a-table"]),
    ("a\u{0}b", ["error csv.encoding@1:2"]),
  ]

  @Test(arguments: texts) func readsRowsAsSpreadsheetsWriteThem(
    _ text: String, _ expected: [String]
  ) {
    #expect(Self.rows(Array(text.utf8)) == expected)
  }

  @Test func takesWhatIsNotUTF8ForWindows1252() {
    #expect(
      Self.rows([0x52, 0x68, 0xF4, 0x6E, 0x65, 0x2C, 0x80])
        == ["1: Rhône|€", "note csv.encoding"])
  }

  @Test func refusesBrokenUTF8() {
    #expect(
      Self.rows(Array("ü,a".utf8) + [0xC3, 0x28]) == ["error csv.encoding@1:4"])
  }

  @Test(arguments: [(0, 3, "A3"), (25, 1, "Z1"), (26, 1, "AA1"), (701, 9, "ZZ9"), (702, 9, "AAA9")])
  func namesCellsAsSpreadsheetsDo(_ column: Int, _ row: Int, _ name: String) {
    #expect(CSVRow.name(ofCellIn: column, row: row) == name)
  }

  @Test(arguments: [
    "=1+1", "+49", "-3", "@SUM(A1)", "#REF!", "\tx", "'=1", "''", "'tis", "O'Neill", "\u{FF1D}1",
    "'", "a=b", "",
  ])
  func guardsFormulasAndTakesTheGuardAwayAgain(_ text: String) {
    let cell = CSVGuard.guarded(text)
    #expect(CSVGuard.unguarded(cell) == text)
    #expect(cell.first.map { !"=+-@#\t".contains($0) } ?? true)
  }

  @Test func writesWhatItReads() {
    var writer = CSVWriter()
    writer.row(["id", "name"])
    writer.row(["P1", "Rhône, \"Textile\"; more"])
    writer.row(["", " x "])
    #expect(
      writer.bytes
        == Array("\u{FEFF}id,name\r\nP1,\"Rhône, \"\"Textile\"\"; more\"\r\n,\" x \"\r\n".utf8))
    #expect(
      Self.rows(writer.bytes) == ["1: id|name", "2: P1|Rhône, \"Textile\"; more", "3: | x "])
  }
}
