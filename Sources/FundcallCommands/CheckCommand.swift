import JSONReading
import Reports
import SourceText

extension Command {
  /// `fundcall check`
  static let check = Command(
    name: "check",
    usage: "FILE… [--call ID[/STRAND]]… [--on DATE] [--verdicts|--summary]",
    summary: "says whether a consortium may enter a call, with reasons and sources",
    details: """
      Checks each consortium against the calls that --call names; without it, against the call that
      its proposal names; if it names none, against every call open on the day. A file is
      XML, JSON, a table (CSV) or a project of CORDIS; in XML and JSON also a list, or one a line.
      A folder stands for its files, '-' for standard input. Files may be of any size.

      --verdicts prints a line for each consortium and call, with tabs between its five fields: the
      name, CALL[/STRAND], the verdict, the blocking requirements that are not met, and those that
      cannot be told (ids with commas between them; '-' for none). --summary prints counts instead.
      """,
    example: """
      fundcall check Calls/samples/euroboostex.xml --on 2021-11-01
        fundcall check proposals.jsonl --call I3-2021-INV1 --verdicts | cut -f 4 | sort | uniq -c
      """,
    options: [.call, .on, .verdicts, .summary, .from, .jobs, .format, .programme, .verbose]
  ) { session throws(UsageError) in
    guard !session.options.operands.isEmpty else {
      throw UsageError(
        message: "there is no file to check", help: "write 'fundcall check FILE'")
    }
    guard !session.options.has(.verdicts) || !session.options.has(.summary) else {
      throw UsageError(
        message: "'--verdicts' and '--summary' ask for two answers", help: "leave out one of them")
    }
    guard let library = session.libraryOfNamedCalls() else { return .unreadable }
    let settings = try CheckSettings(session, library)
    let jobs = try session.options.count(.jobs) ?? Cores.count
    let (files, problems) = InputFiles.find(session.options.operands)
    session.report(problems)
    let run = CheckRun(settings, files, jobs: min(jobs, 64))
    let result = run.answerAll()
    if settings.answer == .summary { show(result.summary, session) }
    return result.status.and(library.status).and(problems.isEmpty ? .fine : .unreadable)
  }

  private static func show(_ summary: VerdictSummary, _ session: Session) {
    guard session.format == .json else {
      return session.print(summary.text(on: session.day, style: session.style))
    }
    var writer = JSONWriter(style: .pretty)
    summary.write(on: session.day, to: &writer)
    session.print(writer.takeBytes())
  }
}
