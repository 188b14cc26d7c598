import SourceText

/// The text of a table, in UTF-8, with what had to be said on the way there.
struct CSVText {
  let source: SourceFile
  let notes: [Diagnostic]

  /// The text of a file: UTF-8 as it is; what is no UTF-8 anywhere is taken for windows-1252, which
  /// spreadsheets still write. Anything else is refused, with the reason.
  static func decode(_ file: SourceFile) -> (text: CSVText?, diagnostics: [Diagnostic]) {
    if let problem = objection(to: file) { return (nil, [problem]) }
    let check = UTF8Walk(file.bytes)
    guard let fault = check.fault else { return (CSVText(source: file, notes: []), []) }
    if !check.hasCharacters, let bytes = fromWindows1252(file.bytes) {
      let note = Diagnostic(
        .note, code: "csv.encoding", "the file is not in UTF-8, and is read as windows-1252",
        file: file.name, help: "in the spreadsheet, save it as 'CSV UTF-8'")
      let source = SourceFile(name: file.name, bytes: bytes, firstLine: file.firstLine)
      return (CSVText(source: source, notes: [note]), [])
    }
    let byte = String(file.bytes[fault], radix: 16, uppercase: true)
    return (
      nil,
      [
        Diagnostic(
          code: "csv.encoding", "the byte 0x\(byte) is not UTF-8 here", in: file,
          at: fault..<fault + 1, help: "in the spreadsheet, save it as 'CSV UTF-8'")
      ]
    )
  }

  /// Why a file is no table at all, by its first bytes or a byte that no text has.
  private static func objection(to file: SourceFile) -> Diagnostic? {
    let bytes = file.bytes
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let first = bytes[start...].first(where: { $0 > 0x20 }) else {
      return Diagnostic(
        code: "csv.empty", "the file is empty", file: file.name,
        help: "a table has a row of headings and a row for each participant")
    }
    if first == UInt8(ascii: "<") {
      return Diagnostic(
        code: "csv.not-a-table", "the file is a web page or XML, not a table", file: file.name,
        place: Place(line: 1, column: 1), help: "save the data itself, not the page that shows it")
    }
    let signatures: [(start: [UInt8], kind: String)] = [
      ([0x50, 0x4B, 0x03, 0x04], "a spreadsheet file or an archive"),
      ([0xD0, 0xCF, 0x11, 0xE0], "a spreadsheet file"), ([0x1F, 0x8B], "an archive"),
      (Array("%PDF".utf8), "a PDF document"), ([0xFF, 0xFE], "in UTF-16"),
      ([0xFE, 0xFF], "in UTF-16"),
    ]
    if let known = signatures.first(where: { bytes.starts(with: $0.start) }) {
      return Diagnostic(
        code: "csv.not-a-table", "the file is \(known.kind), not a table in UTF-8",
        file: file.name, help: "in the spreadsheet, save it as 'CSV UTF-8'")
    }
    guard let nul = bytes.firstIndex(of: 0) else { return nil }
    return Diagnostic(
      code: "csv.encoding", "a NUL byte may not stand in a text", in: file, at: nul..<nul + 1,
      help: "remove it: the file is damaged or not a text")
  }

  private static func fromWindows1252(_ bytes: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      guard let scalar = TextEncoding.windows1252.scalar(of: byte),
        let units = UTF8.encode(scalar)
      else { return nil }
      result += units
    }
    return result
  }
}

/// One walk over bytes that may be UTF-8.
private struct UTF8Walk {
  /// The offset of the first byte that is no part of a character.
  private(set) var fault: Int?
  /// Whether a character of several bytes stands anywhere.
  private(set) var hasCharacters = false

  init(_ bytes: [UInt8]) {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let first = bytes[index]
      if first < 0x80 {
        index += 1
        continue
      }
      guard let shape = UTF8Form.shape(of: first), index + shape.length <= bytes.endIndex,
        shape.second.contains(bytes[index + 1]),
        bytes[(index + 2)...].prefix(shape.length - 2).allSatisfy({ $0 & 0xC0 == 0x80 })
      else {
        fault = fault ?? index
        index += 1
        continue
      }
      hasCharacters = true
      index += shape.length
    }
  }
}
