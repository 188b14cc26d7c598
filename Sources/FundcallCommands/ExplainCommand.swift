import Consortia
import Eligibility
import FundingCalls
import JSONReading
import Reports
import SourceText

extension Command {
  /// `fundcall explain`
  static let explain = Command(
    name: "explain",
    usage: "FILE… --call ID[/STRAND] [--requirement R] [--on DATE] [--format text|json]",
    summary: "tells how a verdict comes about, down to the facts and the words of the rules",
    details: """
      Shows the whole derivation as a tree: the verdict, its requirements, the readings of each, the
      conditions of the rule, and the facts with their lines in the file. Without --call the call
      that the proposal names is taken. --requirement shows one requirement alone.
      """,
    example: "fundcall explain Calls/samples/euroboostex-budget.xml --requirement sme-support",
    options: [.call, .requirement, .on, .format]
  ) { session throws(UsageError) in
    guard !session.options.operands.isEmpty else {
      throw UsageError(
        message: "there is no file to explain", help: "write 'fundcall explain FILE --call ID'")
    }
    guard let library = session.libraryOfNamedCalls() else { return .unreadable }
    var isFirst = true
    return try OneCall(session, library).answerEach { item throws(UsageError) in
      let explained = item.assessor.explain(item.consortium)
      let requirement = session.options.last(.requirement)
      try check(requirement, of: explained.assessment)
      let places = FactPlaces(of: item.consortium, in: item.source)
      let answer = ExplainedAssessment(
        explained, requirement: requirement, file: item.source.name,
        line: { places.line(of: $0) })
      switch session.format {
      case .json:
        var writer = JSONWriter(style: item.isOneOfMany ? .compact : .pretty)
        DerivationJSON.write(
          answer, consortium: item.consortium.name, on: session.day, to: &writer)
        writer.endLine()
        session.print(writer.takeBytes())
      default:
        let text = DerivationText(style: session.style)
          .text(for: answer, of: item.consortium.name ?? item.source.name)
        session.print((isFirst ? "" : "\n") + text)
      }
      isFirst = false
    }
  }

  private static func check(_ id: String?, of assessment: Assessment) throws(UsageError) {
    let ids = assessment.results.map(\.requirement.id)
    guard let id, !ids.contains(id) else { return }
    throw UsageError(
      message: "the call '\(assessment.call.id)' has no requirement '\(PlainText.shown(id))'",
      help: NearMiss.help(for: id, in: ids) ?? "there are: \(ids.joined(separator: ", "))")
  }
}
