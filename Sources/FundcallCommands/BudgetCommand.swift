import Consortia
import Eligibility
import FundingCalls
import JSONReading
import Reports
import SourceText

extension Command {
  /// `fundcall budget`
  static let budget = Command(
    name: "budget", usage: "FILE… --call ID[/STRAND] [--on DATE] [--format text|json|csv]",
    summary: "says whether a budget holds: rates, the largest grant, every limit and its margin",
    details: """
      Shows what a consortium costs by partner and category, the rate that the call pays for each,
      the largest grant, what is asked for, and every requirement that reads money with its figure,
      its limit and by how much it is kept or broken. Without --call the call that the proposal names
      is taken. A largest grant is cut to whole cents. The exit status is that of 'check', over the
      requirements that read money: 0 all are met, 1 one is not, 2 one cannot be told.
      """,
    example: "fundcall budget Calls/samples/euroboostex-budget.xml --on 2021-11-01",
    options: [.call, .on, .format], formats: [.text, .json, .csv]
  ) { session throws(UsageError) in
    guard !session.options.operands.isEmpty else {
      throw UsageError(
        message: "there is no file to look at", help: "write 'fundcall budget FILE --call ID'")
    }
    guard let library = session.libraryOfNamedCalls() else { return .unreadable }
    let report = BudgetText(style: session.style)
    var table = BudgetTable()
    var isFirst = true
    var verdicts = ExitStatus.fine
    let calls = try OneCall(session, library)
    let status = try calls.answerEach { item throws(UsageError) in
      let budget = item.assessor.budget(of: item.consortium, general: calls.general(for: item))
      verdicts = verdicts.and(budget.verdict.status)
      let file = item.source.name
      let name = item.consortium.name ?? (file == Files.standardInput ? "standard input" : file)
      switch session.format {
      case .json:
        var writer = JSONWriter(style: item.isOneOfMany ? .compact : .pretty)
        BudgetJSON.write(budget, consortium: item.consortium.name, to: &writer)
        writer.endLine()
        session.print(writer.takeBytes())
      case .csv: table.add(budget, consortium: item.consortium.name)
      default:
        if !isFirst { session.print("\n") }
        isFirst = false
        session.print(report.text(for: budget, of: name))
      }
    }
    if session.format == .csv { session.print(table.bytes) }
    return status.and(verdicts)
  }
}
