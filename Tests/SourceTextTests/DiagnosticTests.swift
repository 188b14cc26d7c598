import SourceText
import Testing

@Suite struct DiagnosticTests {
  private func diagnostic(
    _ text: String, _ range: Range<Int>, help: String? = nil, severity: Diagnostic.Severity = .error
  ) -> Diagnostic {
    Diagnostic(
      severity, code: "t.code", "message", in: SourceFile(name: "f.xml", text: text), at: range,
      help: help)
  }

  @Test(arguments: [
    ("rule is wrong", 5..<7, "rule is wrong\n       ^^"),
    ("\ta\tbad", 3..<6, " a bad\n     ^^^"),
    ("h\u{E9}\u{20AC} bad", 7..<10, "h\u{E9}\u{20AC} bad\n      ^^^"),
    ("a\u{200B}bad", 4..<7, "a\u{B7}bad\n    ^^^"),
    ("\u{FEFF}bad x", 3..<6, "bad x\n  ^^^"),
    ("one\r\ntwo\r\n", 5..<8, "two\n  ^^^"),
    ("end", 3..<3, "end\n     ^"),
    ("end", 0..<99, "end\n  ^^^"),
    ("one\ntwo", 0..<7, "one\n  ^^^"),
  ])
  func putsCaretsBelowWhatIsMeant(text: String, range: Range<Int>, lines: String) {
    let printed = DiagnosticPrinter().text(for: diagnostic(text, range))
    #expect(printed.split(separator: "\n").dropFirst().joined(separator: "\n") == "  " + lines)
  }

  @Test func printsPlaceMessageCodeAndHelp() {
    let printed = DiagnosticPrinter().text(for: diagnostic("a\nbc", 2..<4, help: "do that"))
    #expect(printed == "f.xml:2:1: error: message [t.code]\n  bc\n  ^^\n  help: do that\n")
    let coloured = DiagnosticPrinter(colour: true)
      .text(for: diagnostic("", 0..<0, severity: .warning))
    #expect(coloured == "f.xml:1:1: \u{1B}[1;33mwarning\u{1B}[0m: message [t.code]\n")
  }

  @Test func showsAWindowOfAWideLine() {
    let text = String(repeating: "x", count: 300) + "BAD" + String(repeating: "y", count: 300)
    let lines = DiagnosticPrinter().text(for: diagnostic(text, 300..<303)).split(separator: "\n")
    #expect(lines[0] == "f.xml:1:301: error: message [t.code]")
    #expect(lines[1].hasPrefix("  \u{2026}xxx") && lines[1].hasSuffix("yyy\u{2026}"))
    let caret = Array(lines[2]).firstIndex(of: "^")
    #expect(caret.map { Array(lines[1])[$0..<$0 + 3] } == ["B", "A", "D"])
    #expect(lines[2].count(where: { $0 == "^" }) == 3)
    #expect(lines.allSatisfy { $0.unicodeScalars.count <= 100 })
  }

  @Test func keepsOnlyAWindowOfAnEnormousLine() {
    let long = String(repeating: "\u{20AC}", count: 2_000_000)
    for offset in [0, 3, 3_000_000, 5_999_997, 6_000_000] {
      let excerpt = diagnostic(long, offset..<min(offset + 3_000, 6_000_000)).excerpt
      #expect(excerpt.map { $0.line.utf8.count <= 240 && $0.length <= 80 } == true)
      #expect(excerpt?.line.contains("\u{FFFD}") == false)
      #expect(excerpt?.isCutBefore == (offset > 120))
      #expect(excerpt?.isCutAfter == (offset < 5_999_880))
    }
  }

  @Test func ordersByPlaceAndCountsWhatItLeavesOut() {
    let list = (0..<5).map { diagnostic("abcdef", 5 - $0..<6 - $0) }
    let printed = DiagnosticPrinter(limitPerFile: 2).text(for: list)
    #expect(printed.contains("f.xml:1:2:") && printed.contains("f.xml:1:3:"))
    #expect(!printed.contains("f.xml:1:4:"))
    #expect(printed.hasSuffix("f.xml: 3 more\n"))
    #expect(list.hasErrors && !list.map { $0.with(severity: .warning) }.hasErrors)
  }

  @Test(arguments: [
    ("plain", "plain"), ("a\u{1B}[31m", "a\\u{1b}[31m"), ("x\u{202E}y", "x\\u{202e}y"),
    ("z\u{200B}", "z\\u{200b}"), ("a\nb", "a\\u{a}b"),
    (String(repeating: "w", count: 70), String(repeating: "w", count: 60) + "\u{2026}"),
  ])
  func writesOutWhatATerminalWouldNotShow(text: String, shown: String) {
    #expect(PlainText.shown(text) == shown)
  }
}
