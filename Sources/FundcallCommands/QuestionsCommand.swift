import Consortia
import Eligibility
import JSONReading
import Reports
import SourceText

extension Command {
  /// `fundcall questions`
  static let questions = Command(
    name: "questions",
    usage: "FILE… --call ID[/STRAND] [--on DATE] [--format text|json] [--ask [--into OUT]]",
    summary: "asks for the missing facts that matter, the most decisive first",
    details: """
      Lists the missing facts that could change an outcome as questions with the allowed answers.
      Without --call the call that the proposal names is taken. --ask asks them one by one and shows
      the verdict after each answer: an empty line skips a question, 'q' stops. --into writes the
      completed consortium in the format of the file's ending, and never over a file that is there
      without --overwrite.
      """,
    example: "fundcall questions Calls/samples/euroboostex.xml --on 2021-11-01",
    options: [.call, .on, .format, .ask, .into, .overwrite]
  ) { session throws(UsageError) in
    guard !session.options.operands.isEmpty else {
      throw UsageError(
        message: "there is no file to ask about", help: "write 'fundcall questions FILE --call ID'")
    }
    if session.options.has(.ask) { return try Interview.run(session) }
    for option in [Option.into, .overwrite] where session.options.has(option) {
      throw UsageError(
        message: "'--\(option.rawValue)' goes with '--ask'",
        help: "write 'fundcall questions FILE --ask --into OUT'")
    }
    guard let library = session.libraryOfNamedCalls() else { return .unreadable }
    var isFirst = true
    return try OneCall(session, library).answerEach { item throws(UsageError) in
      let assessment = item.assessor.assess(item.consortium)
      let questions = Question.open(in: assessment, of: item.consortium)
      switch session.format {
      case .json:
        var writer = JSONWriter(style: item.isOneOfMany ? .compact : .pretty)
        QuestionReport.write(questions, to: &writer)
        writer.endLine()
        session.print(writer.takeBytes())
      default:
        let text = QuestionReport(style: session.style).text(
          questions, for: assessment, of: item.consortium.name ?? item.source.name)
        session.print((isFirst ? "" : "\n") + text)
      }
      isFirst = false
    }
  }
}
