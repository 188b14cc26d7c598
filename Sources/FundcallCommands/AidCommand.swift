import Consortia
import Eligibility
import FundingCalls
import JSONReading
import Reports
import SourceText

extension Command {
  /// `fundcall aid`
  static let aid = Command(
    name: "aid", usage: "FILE… [--on DATE] [--format text|json]",
    summary: "adds up small (de minimis) aid, with the room that is left and when there is more",
    details: """
      Adds up the aid that each undertaking has received from each state in the three years that end
      on the day, against the ceiling of that day; the day three years before is outside.
      Participants of one group, and those whose holdings link them, are one undertaking. Shows the
      room that is left and every day on which there is more. Where a day, an amount or a state is
      missing, the room is a range. Exit status: 0 whatever the answer is, 65 where a file is wrong.
      """,
    example: "fundcall aid Calls/samples/made-up-group.json --on 2026-11-21",
    options: [.on, .format]
  ) { session throws(UsageError) in
    guard !session.options.operands.isEmpty else {
      throw UsageError(
        message: "there is no file to look at", help: "write 'fundcall aid FILE --on DATE'")
    }
    guard let library = session.library() else { return .unreadable }
    let (table, diagnostics) = DeMinimisTable.load(library: library.folder)
    session.report(diagnostics)
    guard !table.regimes.isEmpty else { return .unreadable }
    let report = AidReport(style: session.style)
    let day = session.day
    var isFirst = true
    return try ConsortiumFiles(session, library).readEach {
      consortium, file, isOneOfMany throws(UsageError) in
      let ledger = AidLedger(
        of: consortium, table: table, reference: library.reference, on: day)
      switch session.format {
      case .json:
        var writer = JSONWriter(style: isOneOfMany ? .compact : .pretty)
        AidReport.write(
          ledger, people: consortium.participants, consortium: consortium.name, file: file,
          on: day, to: &writer)
        writer.endLine()
        session.print(writer.takeBytes())
      default:
        let text = report.text(
          ledger, people: consortium.participants, of: consortium.name ?? file, on: day)
        session.print((isFirst ? "" : "\n") + text)
      }
      isFirst = false
      return .fine
    }
  }
}
