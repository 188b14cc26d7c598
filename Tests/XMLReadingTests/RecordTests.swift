import SourceText
import Testing
import XMLReading

private let vocabulary = XMLVocabulary(
  namespace: "n", roots: ["team"], collections: ["teams"], names: ["team", "member", "country"])

/// Reads bytes in chunks of a size.
private func events(
  of bytes: [UInt8], chunk: Int, limits: XMLLimits = .record
) -> (log: EventLog, refusals: [String]) {
  var rest = bytes[...]
  var log = EventLog()
  let diagnostics = XMLReader.events(
    of: { () -> [UInt8]? in
      defer { rest = rest.dropFirst(chunk) }
      return rest.isEmpty ? nil : Array(rest.prefix(chunk))
    }, named: "teams.xml", vocabulary: vocabulary, limits: limits, to: &log)
  return (log, diagnostics.map(summary))
}

@Suite struct RecordTests {
  @Test(arguments: [1, 5, 64, 10_000])
  func tellsWhenARecordEnds(chunk: Int) {
    let text = """
      <teams xmlns='n'>
        <team><member country='BE'/></team>
        <team>x</team> <team/>
        <!-- é --><other new='1'/>
      </teams>
      """
    let found = events(of: Array(text.utf8), chunk: chunk)
    #expect(
      found.log.records == [
        "0 1:1 <teams xmlns='n'> 2:3 <team> 2:9 <member country='BE'/> 2:31 </team>",
        "1 3:3 <team> 3:10 </team>", "2 3:18 <team/>", "3 4:13 <other new='1'/>",
      ])
    #expect(
      found.log.events == [
        "+-1", "+0", "+1 2=BE", "-1", "-0", "+0", "-0", "+0", "-0", "+-1 -1=1", "--1", "--1",
      ])
  }

  @Test func takesASingleRootForTheRecord() {
    let found = events(of: Array("\n<team xmlns='n'><member/></team>".utf8), chunk: 7)
    #expect(found.log.records == ["0 2:1 <team xmlns='n'> 2:17 <member/> 2:26 </team>"])
  }

  @Test func readsACollectionOfAnySizeInConstantMemory() {
    var count = 0
    var log = EventLog()
    let record = "<team>" + String(repeating: "<member country='BE'/>\n", count: 100) + "</team>\n"
    let diagnostics = XMLReader.events(
      of: { () -> [UInt8]? in
        count += 1
        switch count {
        case 1: return Array("<teams xmlns='n'>".utf8)
        case 2...1001: return Array(record.utf8)
        default: return count == 1002 ? Array("</teams>".utf8) : nil
        }
      }, named: "-", vocabulary: vocabulary, limits: XMLLimits(size: 100_000), to: &log)
    #expect(
      diagnostics.isEmpty && log.records.count == 1000 && log.largestSource < 2 * record.utf8.count,
      "\(diagnostics)")
    #expect(log.records.last?.hasPrefix("999 100900:") == true)
  }

  @Test(arguments: [
    ("<teams xmlns='n'>\n<team/>\n<team><a></b></team></teams>", "xml.malformed 3:10 </b>"),
    ("<teams xmlns='n'>\n<team/>\n<team>", "xml.malformed 3:2 team"),
    ("<teams xmlns='n'>\n<team/>\n", "xml.malformed 3:1 "),
    ("<teams xmlns='n'><team/>\n<x:team xmlns:x='m'/>", "xml.namespace 2:2 x:team"),
    ("<teems xmlns='n'/>", "xml.root 1:2 teems"),
  ])
  func refusesWithThePlaceInTheWholeFile(text: String, refusal: String) {
    let found = [4, 1000].flatMap { events(of: Array(text.utf8), chunk: $0).refusals }
    #expect(found == [refusal, refusal])
  }

  @Test func refusesARecordOverTheLimit() {
    let text = "<teams xmlns='n'><team>" + String(repeating: "<member/>", count: 5000) + "</team>"
    let found = events(of: Array(text.utf8), chunk: 1000, limits: XMLLimits(size: 20_000))
    #expect(found.refusals == ["xml.too-large"])
  }

  @Test func passesOnTheErrorOfASource() {
    struct Gone: Error {}
    var log = EventLog()
    #expect(throws: Gone.self) {
      try XMLReader.events(
        of: { () throws(Gone) -> [UInt8]? in throw Gone() }, named: "-", vocabulary: vocabulary,
        to: &log)
    }
  }

  @Test func findsThePartsOfATagAgainByItsEnd() {
    let source = SourceFile(name: "-", text: "<a>\n<b x='1'\n y=\"a>b\"/>")
    let layout = TagLayout(in: source, endingAt: source.bytes.count)
    let parts = [layout.range, layout.name] + layout.attributes.flatMap { [$0.name, $0.value] }
    #expect(
      parts.map { source.text(in: $0) } == [
        "<b x='1'\n y=\"a>b\"/>", "b", "x", "1", "y", "a>b",
      ])
  }
}
