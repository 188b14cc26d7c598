import Consortia
import FundingCalls
import FundingTerms
import JSONReading
import Reports
import SMEDefinition
import SourceText

extension Command {
  /// `fundcall sme`
  static let sme = Command(
    name: "sme", usage: "FILE… [--participant ID] [--format text|json]",
    summary: "finds who is an SME from figures and holdings, and shows the calculation",
    details: """
      Computes the status of each participant by Recommendation 2003/361/EC: its own figures, those
      of partner enterprises by their share and of linked enterprises in full, in every accounting
      period of the file, with the article for each step. Where figures or ties are missing it says
      which; a status is only given where they cannot matter. Exit status: 0 whatever the answer is,
      65 where a file is wrong, for example holdings of more than 100 %.
      """,
    example: "fundcall sme Calls/samples/made-up-group.json --participant P1",
    options: [.participant, .format]
  ) { session throws(UsageError) in
    guard !session.options.operands.isEmpty else {
      throw UsageError(
        message: "there is no file to look at", help: "write 'fundcall sme FILE'")
    }
    guard let library = session.library() else { return .unreadable }
    guard let rules = library.reference.sizes else { return library.status }
    let report = SizeReport(style: session.style, rules: rules)
    var isFirst = true
    return try ConsortiumFiles(session, library).readEach {
      consortium, file, isOneOfMany throws(UsageError) in
      let chosen = try indices(session.options.last(.participant), of: consortium)
      let assessor = SizeAssessor(consortium.ownershipNetwork(by: rules))
      let items = chosen.map { index in
        let person = consortium.participants[index]
        return SizeReport.Item(
          id: person.id, name: person.name, stated: person.sme ?? person.size?.isSME,
          result: assessor.result(for: index))
      }
      switch session.format {
      case .json:
        var writer = JSONWriter(style: isOneOfMany ? .compact : .pretty)
        SizeReport.write(items, consortium: consortium.name, file: file, to: &writer)
        writer.endLine()
        session.print(writer.takeBytes())
      default:
        session.print((isFirst ? "" : "\n") + report.text(items, of: consortium.name ?? file))
      }
      isFirst = false
      return .fine
    }
  }

  /// The participants to look at: the one that is named, or all.
  private static func indices(_ id: String?, of consortium: Consortium) throws(UsageError) -> [Int]
  {
    guard let id else { return Array(consortium.participants.indices) }
    if let index = consortium.participant(withID: id) { return [index] }
    let ids = consortium.participants.map(\.id)
    throw UsageError(
      message: "there is no participant '\(PlainText.shown(id))'",
      help: NearMiss.help(for: id, in: ids)
        ?? "there are: \(ids.prefix(20).map { PlainText.shown($0) }.joined(separator: ", "))")
  }
}
