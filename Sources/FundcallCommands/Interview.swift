import Consortia
import Eligibility
import Reports
import SourceText

/// Asks for the missing facts of one consortium one by one, and writes what comes out.
struct Interview {
  private let session: Session
  private let library: LoadedLibrary
  private let call: OneCall
  private let file: String
  private let output: OutputFile?
  private var consortium: Consortium
  private var assessor: Assessor
  private var answers = LineFeed()
  /// The facts that were asked for, so that none is asked twice.
  private var asked: Set<String> = []
  private var isChanged = false

  /// Runs the interview about the only consortium of the only operand.
  static func run(_ session: Session) throws(UsageError) -> ExitStatus {
    guard session.options.operands.count == 1, let file = session.options.operands.first,
      file != Files.standardInput
    else {
      throw UsageError(
        message: "'--ask' completes one file, and the answers come from standard input",
        help: "write 'fundcall questions FILE --ask --into OUT'")
    }
    guard session.format == .text else {
      throw UsageError(message: "'--ask' talks in text", help: "leave out '--format json'")
    }
    let output = try OutputFile(session.options)
    guard let library = session.libraryOfNamedCalls() else { return .unreadable }
    let call = try OneCall(session, library)
    var cases: [OneCall.Case] = []
    let status = try call.answerEach { cases.append($0) }
    guard let first = cases.first, status == library.status else { return status }
    guard cases.count == 1 else {
      throw UsageError(
        message: "'\(PlainText.shown(file))' holds \(cases.count) consortia",
        help: "'--ask' completes a file with one")
    }
    var interview = Interview(
      session: session, library: library, call: call, file: file, output: output,
      consortium: first.consortium, assessor: first.assessor)
    try interview.ask()
    return status.and(interview.write())
  }

  private init(
    session: Session, library: LoadedLibrary, call: OneCall, file: String, output: OutputFile?,
    consortium: Consortium, assessor: Assessor
  ) {
    self.session = session
    self.library = library
    self.call = call
    self.file = file
    self.output = output
    self.consortium = consortium
    self.assessor = assessor
  }

  // MARK: Asking

  private mutating func ask() throws(UsageError) {
    let report = QuestionReport(style: session.style)
    var number = 0
    while true {
      let assessment = assessor.assess(consortium)
      let open = Question.open(in: assessment, of: consortium)
      session.print(report.verdict(assessment, open: open.count) + "\n")
      guard let question = open.first(where: { !asked.contains($0.path) }) else { return }
      number += 1
      asked.insert(question.path)
      session.print("\n" + report.text(question, first: "\(number). ") + "\n")
      guard takeAnswer(to: question) else { return }
      // A strand that is now known has rules of its own.
      if question.path == "proposal.strand",
        let found = try call.assessor(for: consortium, in: file)
      {
        assessor = found
      }
    }
  }

  /// Takes an answer, asking again after a mistake; `false` where no more is to be asked.
  private mutating func takeAnswer(to question: Question) -> Bool {
    let completion = ConsortiumCompletion(places: library.placeNames)
    while true {
      session.print("> ")
      guard let line = answers.next() else {
        session.print("\n")
        return false
      }
      // Where nobody typed it, the answer stands in the record of the conversation all the same.
      if !StandardStreams.isInputTerminal {
        session.print(PlainText.shown(line, limit: 1_000) + "\n")
      }
      if line == "q" { return false }
      if line.isEmpty { return true }
      do throws(AnswerMistake) {
        let answer = try question.accepted(line)
        consortium = try completion.completed(consortium, question.slot, with: answer)
        isChanged = true
        return true
      } catch {
        session.print("  \(error.message)\n")
        if let help = error.help { session.print("  help: \(help)\n") }
      }
    }
  }

  // MARK: Writing

  private func write() -> ExitStatus {
    guard let output else {
      if isChanged { session.remark("nothing is written; '--into OUT' writes the answers") }
      return .fine
    }
    let writer = ConsortiumWriter(places: library.placeNames)
    do throws(FileProblem) {
      try Files.write(writer.bytes(of: consortium, as: output.format), to: output.path)
    } catch {
      session.report([error.diagnostic])
      return .unreadable
    }
    session.remark("'\(PlainText.shown(output.path, limit: 200))' is written")
    return .fine
  }
}

/// The file that a completed consortium goes to.
private struct OutputFile {
  let path: String
  let format: ConsortiumFormat

  /// The file of `--into`; `nil` where there is none. A file that is there is refused unless it may
  /// be written over.
  init?(_ options: Options) throws(UsageError) {
    guard let path = options.last(.into) else {
      guard options.has(.overwrite) else { return nil }
      throw UsageError(message: "'--overwrite' goes with '--into'", help: "write '--into OUT'")
    }
    let shown = PlainText.shown(path, limit: 200)
    guard let format = ConsortiumFormat(ofFileNamed: path) else {
      throw UsageError(
        message: "the ending of '\(shown)' names no format",
        help: "write a name that ends in .json, .xml or .csv")
    }
    if !options.has(.overwrite), (try? Files.kind(of: path)) != nil {
      throw UsageError(
        message: "there is a file '\(shown)' already",
        help: "name another, or add '--overwrite'")
    }
    self.path = path
    self.format = format
  }
}

/// The lines of standard input, as they arrive.
private final class LineFeed {
  private let feed = FileFeed(Files.standardInput)
  private var bytes: [UInt8] = []
  private var hasEnded = false

  /// The next line without the blanks around it; `nil` at the end.
  func next() -> String? {
    while true {
      if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
        let line = bytes[..<end]
        bytes.removeFirst(end + 1)
        return Self.text(line)
      }
      guard !hasEnded, let chunk = feed.next() else {
        hasEnded = true
        guard !bytes.isEmpty else { return nil }
        defer { bytes = [] }
        return Self.text(bytes[...])
      }
      bytes += chunk
    }
  }

  private static func text(_ line: ArraySlice<UInt8>) -> String {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    let start = line.firstIndex { !isBlank($0) } ?? line.endIndex
    let end = line.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start
    return String(decoding: line[start..<end], as: UTF8.self)
  }
}
