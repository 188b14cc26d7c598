import JSONReading
import SourceText
import Testing

/// `check` on files of many consortia: several threads, broken records, ends that nobody planned.
@Suite struct BulkCheckTests {
  /// A call with one small requirement: what is tested here is not the rules.
  private static let call = """
    <call xmlns="urn:fundcall:call:1" language="1" id="BULK">
      <title>Many</title><programme id="B">B</programme>
      <sources><source id="s" document="d" confidence="A"/></sources>
      <timetable>
        <opening date="2021-01-01" source="s"/>
        <deadline kind="single" date="2021-12-31" time="17:00" zone="Europe/Brussels" source="s"/>
      </timetable>
      <requirement id="months"><title>Months</title><meaning>At most 36 months.</meaning>
        <source ref="s"/><rule>duration is at most 36 months</rule>
        <example outcome="met"><consortium xmlns="urn:fundcall:consortium:1">
          <proposal duration-months="36"/><participant id="A"/></consortium></example>
        <example outcome="not-met"><consortium xmlns="urn:fundcall:consortium:1">
          <proposal duration-months="37"/><participant id="A"/></consortium></example>
      </requirement>
    </call>
    """

  /// A folder with the call, and how to ask for it.
  static func folder() throws -> (Folder, String) {
    let folder = try Folder()
    try folder.write("calls/bulk.xml", call)
    return (folder, "--calls \(folder.path("calls")) --call BULK")
  }

  /// Records that are long, so that few of them are a long file.
  private static func xml(_ count: Int, _ odd: [Int: String] = [:], end: String = "</consortia>\n")
    -> String
  {
    let padding = "<!--" + String(repeating: " </consortium>\n", count: 1500) + "-->"
    return "<consortia xmlns=\"urn:fundcall:consortium:1\">\n"
      + (0..<count).map { number in
        """
        <consortium name="n\(number)"><proposal duration-months="\(30 + number % 10)"/>
          <participant id="A"/>\(odd[number] ?? "")\(padding)
        </consortium>

        """
      }.joined() + end
  }

  static func lines(_ count: Int, _ odd: [Int: String] = [:]) -> String {
    let padding = String(repeating: " ", count: 20_000)
    return (0..<count).map { number in
      odd[number].map { "\($0)\n" }
        ?? #"{"name": "n\#(number)", "proposal": {"durationMonths": \#(30 + number % 10)}, "#
        + #""participants": [{"id": "A"}]\#(padding)}"# + "\n"
    }.joined()
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var answer: String
    var status: Int32
    var testDescription: String { name }
  }

  @Test(arguments: [
    Case(name: "records", text: xml(70), answer: "--verdicts", status: 1),
    Case(
      name: "broken records", text: xml(70, [3: "<x/>", 64: "<y z='1'/>"]), answer: "--verdicts",
      status: 65),
    Case(name: "malformed", text: xml(70, [40: "<x>"]), answer: "--verdicts", status: 65),
    Case(name: "cut off", text: xml(70, end: "<consortium"), answer: "--format json", status: 65),
    Case(name: "sums", text: xml(70, [3: "<x/>"]), answer: "--summary", status: 65),
    Case(
      name: "lines", text: lines(70, [5: "{", 60: "{\"participants\": 1}"]),
      answer: "--verdicts --from jsonl", status: 65),
    Case(name: "reports", text: lines(70, [0: "{"]), answer: "--from jsonl", status: 65),
  ])
  func isTheSameForAnyNumberOfThreads(_ bulk: Case) async throws {
    let (folder, call) = try Self.folder()
    let file = try folder.write("bulk.xml", bulk.text)
    let command = "fundcall check \(file) \(call) \(bulk.answer)"
    let one = try await Program.shell("\(command) --jobs 1")
    let three = try await Program.shell("\(command) --jobs 3")
    let piped = try await Program.shell(
      "cat \(file) | fundcall check - \(call) \(bulk.answer) --jobs 2")
    #expect(one.status == bulk.status && !one.output.isEmpty)
    #expect(three.output == one.output && three.errors == one.errors)
    #expect(three.status == one.status && piped.status == one.status)
    #expect(piped.errors == one.errors.replacing(file, with: "-"))
    if bulk.answer.hasPrefix("--verdicts") { #expect(piped.output == one.output) }
  }

  /// Verdicts alone come straight from the bytes of plain records, and full answers never do: both
  /// must say the same of every record, and complain of the same.
  @Test(
    arguments: [
      "", "text between", "<other/>", "<consortium name='odd'/>", "<consortium colour='red'/>",
      "<consortium name='odd'><participant id='A' region='FRK2'/></consortium>",
      "<consortium name='odd'><participant id='A'/><participant id='A'/></consortium>",
      "<consortium name='odd'><proposal call='NONE'/><participant id='A'/></consortium>",
      "<consortium name='odd'><participant id='A'><costs><cost amount='1,5'/></costs></participant>"
        + "</consortium>",
      "<consortium name='a&#9;b'><participant id='A'/></consortium> <consortium name='next'/>",
    ], ["", " a='b'"])
  func givesTheVerdictsOfFullAnswers(_ odd: String, _ attribute: String) async throws {
    let (folder, call) = try Self.folder()
    var text = Self.xml(70).replacing(
      "<consortia ", with: "<consortia\(attribute) ", maxReplacements: 1)
    let middle = text.ranges(of: "<consortium name=\"n40\"")[0].lowerBound
    text.insert(contentsOf: odd + "\n", at: middle)
    let file = try folder.write("bulk.xml", text)
    try await Self.expectVerdictsOfFullAnswers(to: file, call, atLeast: 68)
  }

  /// Figures of which the sum is more than a number here holds, with gaps among them.
  @Test(arguments: ["I3-2021-INV1", "INNOSUP-01-2018-2020"])
  func givesTheVerdictsOfFullAnswersOnHugeFigures(_ call: String) async throws {
    let folder = try Folder()
    let huge = "999999999999999.99"
    var text = "<consortia xmlns='urn:fundcall:consortium:1'>\n"
    let costs = String(repeating: "<cost category='personnel' amount='\(huge)'/>", count: 9)
    for stated in ["", " total-cost='\(huge)' requested-grant='\(huge)'"] {
      text += "<consortium name='n'><proposal\(stated)/>"
      for number in 0..<12 {
        let isOdd = number % 5 == 3
        let facts = isOdd ? "" : " role='beneficiary' requested-grant='\(huge)'"
        text += "<participant id='P\(number)'\(facts)><costs>\(costs)"
        text += "<cost\(isOdd ? "" : " amount='1'")/></costs></participant>\n"
      }
      text += "</consortium>\n"
    }
    let file = try folder.write("huge.xml", text + "</consortia>\n")
    try await Self.expectVerdictsOfFullAnswers(
      to: file, "--call \(call) --on 2021-11-01", atLeast: 2)
  }

  /// Whether verdicts alone, on any number of threads, are those of full answers to a file.
  static func expectVerdictsOfFullAnswers(
    to file: String, _ call: String, atLeast least: Int
  ) async throws {
    let full = try await Program.shell("fundcall check \(file) \(call) --format json --jobs 1")
    let verdicts = full.output.split(separator: "\n").map { line in
      let answer = JSONReader.value(of: SourceFile(name: "line", bytes: Array(line.utf8))).0
      return answer?["assessments"]?.elements?.first?["verdict"]?.string ?? ""
    }
    for jobs in [1, 2] {
      let brief = try await Program.shell(
        "fundcall check \(file) \(call) --verdicts --jobs \(jobs)")
      let found = brief.output.split(separator: "\n").map {
        String($0.split(separator: "\t", omittingEmptySubsequences: false)[2])
      }
      #expect(found == verdicts && found.count >= least)
      #expect(brief.errors == full.errors && brief.status == full.status)
    }
  }

  @Test func answersAFolderOfManyFilesInOrder() async throws {
    let (folder, call) = try Self.folder()
    for number in 100..<240 {
      try folder.write(
        "many/\(number).json",
        number % 50 == 7 ? "{" : "{\"name\": \"\(number)\", \"participants\": [{\"id\": \"A\"}]}")
    }
    let command = "fundcall check \(folder.path("many")) \(call) --verdicts"
    let one = try await Program.shell("\(command) --jobs 1")
    let two = try await Program.shell("\(command) --jobs 2")
    let names = one.output.split(separator: "\n").compactMap { $0.split(separator: "\t").first }
    #expect(names.count == 137 && names == names.sorted() && one.status == 65)
    #expect([two.output, two.errors, "\(two.status)"] == [one.output, one.errors, "65"])
  }

  @Test func saysOnceThatTheDiskIsFull() async throws {
    let (folder, call) = try Self.folder()
    let file = try folder.write("bulk.xml", Self.xml(70))
    for jobs in [1, 2] {
      let answer = try await Program.shell(
        "fundcall check \(file) \(call) --verdicts --jobs \(jobs) >/dev/full")
      #expect(answer.status == 74)
      #expect(
        answer.errors
          == "fundcall: the answers cannot be written: No space left on device\n")
    }
  }

  @Test func endsSilentlyWithItsReader() async throws {
    let (folder, call) = try Self.folder()
    let file = try folder.write("bulk.jsonl", Self.lines(70))
    let answer = try await Program.shell(
      "{ fundcall check \(file) \(call) --jobs 2; echo \"ended $?\" >&2; } | head -1")
    #expect(answer.output.hasPrefix("n0 -> BULK") && answer.errors == "ended 141\n")
  }

  @Test(arguments: [("INT", 130), ("TERM", 143)] as [(String, Int32)])
  func endsAfterAWholeLineWhenInterrupted(_ signal: String, _ status: Int32) async throws {
    let (folder, call) = try Self.folder()
    try folder.write("bulk.jsonl", Self.lines(70))
    // The pipe stays open after the records: the program waits when the signal comes. Threads of
    // the test block signals, and a shell ignores interrupts for what it starts in the background:
    // both are undone for the program.
    let answer = try await Program.shell(
      """
      exec 4>&2 2>/dev/null; cd \(folder.path()); mkfifo pipe
      program=$(declare -f fundcall | grep -o "/[^']*/fundcall")
      env --default-signal "$program" check - \(call) --verdicts --jobs 2 <pipe >out 2>errors &
      exec 3>pipe; cat bulk.jsonl >&3
      until [ "$(wc -l <out)" -ge 70 ]; do sleep 0.1; done
      kill -\(signal) $!; wait $!; status=$?; exec 3>&-
      cat out; cat errors >&4; exit $status
      """)
    #expect(answer.status == status && answer.errors.isEmpty)
    #expect(answer.output.hasPrefix("n0\tBULK\t") && answer.output.hasSuffix("\n"))
    #expect(answer.output.split(separator: "\n").count == 70)
  }
}
