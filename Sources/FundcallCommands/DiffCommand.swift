import Eligibility
import FundingCalls
import FundingTerms
import Reports
import SourceText

extension Command {
  /// `fundcall diff`
  static let diff = Command(
    name: "diff", usage: "OLD[/STRAND] NEW[/STRAND] [--on DATE] [--format text|json]",
    summary: "says what one call demands differently from another",
    details: """
      Compares two calls by their ids, or two call documents by their files: requirements that were
      added, dropped, loosened or tightened, each with a small consortium that shows it, and the
      figures, dates and budget that changed. Where no such consortium is found a requirement is
      called reworded; the search is no proof.
      """,
    example: "fundcall diff I3-2025-INV1 I3-2026-INV1",
    options: [.on, .format]
  ) { session throws(UsageError) in
    guard session.options.operands.count == 2 else {
      throw UsageError(
        message: "two calls are to be named", help: "write 'fundcall diff OLD NEW'")
    }
    guard let library = session.library() else { return .unreadable }
    var assessors: [Assessor] = []
    var calls: [Call] = []
    for operand in session.options.operands {
      guard let side = try Side.find(operand, library, session) else { return .wrongInput }
      assessors.append(side.assessor)
      calls.append(side.call)
    }
    let difference = CallDifference(old: assessors[0], new: assessors[1])
    let figures = ChangedFigure.all(from: calls[0], to: calls[1], at: session.moment)
    switch session.format {
    case .json: session.print(DifferenceReport.json(difference, figures))
    default: session.print(DifferenceReport.text(difference, figures, style: session.style))
    }
    return library.status
  }
}

/// One of the two calls that are compared.
private struct Side {
  var call: Call
  var assessor: Assessor

  /// The call that an operand names: a document, or a call of the library; `nil`, having said why,
  /// where its document is wrong.
  static func find(_ operand: String, _ library: LoadedLibrary, _ session: Session)
    throws(UsageError) -> Side?
  {
    let isFile = operand.hasSuffix(".xml") || (try? Files.kind(of: operand)) == .file
    if isFile {
      let further = BuiltInLibrary.furtherFolders() + session.options.all(.calls)
      let calls = CallLibrary(loading: [library.folder] + further + [operand])
      session.report(
        calls.diagnostics.filter { $0.file == operand && $0.code != "call.override" })
      guard let call = calls.calls.first(where: { $0.file.name == operand }) else { return nil }
      return make(call, strand: nil, library, session)
    }
    let choice = try CallChoice.find(operand, in: library.calls)
    guard let call = library.calls.call(choice.id) else { return nil }
    return make(call, strand: choice.strand, library, session)
  }

  private static func make(
    _ call: Call, strand: String?, _ library: LoadedLibrary, _ session: Session
  ) -> Side? {
    let day = call.referenceDate(at: session.moment) ?? session.day
    let made = Assessor.make(
      for: call, strand: strand, at: .day(day), reference: library.reference,
      regions: library.regions)
    session.report(made.diagnostics)
    guard let assessor = made.assessor else { return nil }
    return Side(call: strand.flatMap { call.inStrand($0) } ?? call, assessor: assessor)
  }
}
