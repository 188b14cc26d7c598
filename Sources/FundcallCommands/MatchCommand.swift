import CSVReading
import Consortia
import FundingCalls
import JSONReading
import Matching
import Reports
import SourceText

extension Command {
  /// `fundcall match`
  static let match = Command(
    name: "match", usage: "FILE… [--open|--upcoming|--all] [--top N] [--on DATE]",
    summary: "ranks the calls for a consortium: which it may enter, or what keeps it out",
    details: """
      Ranks the calls that are not over: eligible first, then by how many requirements are not met
      and how far they are from it, then by the ecosystems, themes and objectives that the project
      and the call have in common, then by the days left, then by whether it gives grants of the size
      that is asked for. A call with strands is taken in the strand
      that suits best. '--verbose' says in words what fails and what is open.
      """,
    example: "fundcall match Calls/samples/textile-twin-transition.json --on 2026-10-01",
    options: [
      .open, .upcoming, .all, .top, .theme, .ecosystem, .country, .programme, .on, .format,
      .verbose,
    ],
    formats: [.text, .json, .csv]
  ) { session throws(UsageError) in
    guard !session.options.operands.isEmpty else {
      throw UsageError(message: "there is no file to match", help: "write 'fundcall match FILE'")
    }
    let limit = try session.options.count(.top)
    guard let library = session.library() else { return .unreadable }
    let passes = try session.callFilter(library)
    let possible = library.calls(of: session.options.last(.programme)).filter(passes)
    let calls = possible.filter { session.options.want($0.status(at: session.moment)) }
    session.remarkOnUnknownStatus(among: possible)
    if calls.isEmpty {
      session.remark("no such call on \(session.day); '--all' takes those that are over too")
    }
    let subjects = SubjectTable.load(library: library.folder)
    let made = Matcher.make(
      calls: calls, at: session.moment, reference: library.reference, subjects: subjects.table,
      regions: library.regions)
    Session.keep(made.matcher)
    session.report(subjects.diagnostics + made.diagnostics)
    let report = MatchReport(style: session.style, verbose: session.options.has(.verbose))
    var isFirst = true
    var table = CSVWriter()
    table.row(MatchReport.columns)
    let status = ConsortiumFiles(session, library).readEach { consortium, file, isOneOfMany in
      // Nothing but the verbose text says why.
      let matches = made.matcher.matches(
        for: consortium, withEvidence: session.options.has(.verbose))
      switch session.format {
      case .json:
        var writer = JSONWriter(style: isOneOfMany ? .compact : .pretty)
        MatchReport.write(
          matches, consortium: consortium.name, file: file, on: session.day, limit: limit,
          to: &writer)
        writer.endLine()
        session.print(writer.takeBytes())
      case .csv:
        MatchReport.write(matches, consortium: consortium.name, limit: limit, to: &table)
      default:
        if !isFirst { session.print("\n") }
        isFirst = false
        let name = consortium.name ?? (file == Files.standardInput ? "standard input" : file)
        session.print(report.text(matches, of: name, limit: limit))
      }
      return .fine
    }
    if session.format == .csv { session.print(table.bytes) }
    return made.diagnostics.hasErrors ? status.and(.wrongInput) : status
  }
}
