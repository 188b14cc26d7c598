import Consortia
import Eligibility
import FundingCalls
import SourceText

/// Consortium files against one call: the call that `--call` names, else the one that the proposal
/// names.
struct OneCall {
  /// A consortium of a file with the assessor of its call.
  struct Case {
    var consortium: Consortium
    /// The bytes of the file.
    var source: SourceFile
    /// Whether other consortia are answered too.
    var isOneOfMany: Bool
    var assessor: Assessor
  }

  let session: Session
  let library: LoadedLibrary
  private let assessors: AssessorStore
  private let named: CallChoice?

  init(_ session: Session, _ library: LoadedLibrary) throws(UsageError) {
    self.session = session
    self.library = library
    assessors = AssessorStore(session, library)
    let names = session.options.all(.call)
    guard names.count <= 1 else {
      throw UsageError(
        message: "one call at a time is looked at here", help: "write '--call' once")
    }
    var named: CallChoice?
    if let name = names.first { named = try CallChoice.find(name, in: library.calls) }
    self.named = named
  }

  /// Gives each consortium of the operands with its assessor to `body`; what is wrong is said, and
  /// makes the status.
  func answerEach(_ body: (Case) throws(UsageError) -> Void) throws(UsageError) -> ExitStatus {
    let (files, problems) = InputFiles.find(session.options.operands)
    session.report(problems)
    var status = library.status.and(problems.isEmpty ? .fine : .unreadable)
    for file in files {
      let feed = FileFeed(file)
      var bytes: [UInt8] = []
      while let chunk = feed.next() { bytes += chunk }
      if let problem = feed.problem {
        session.report([problem.diagnostic])
        status = status.and(.unreadable)
        continue
      }
      let source = SourceFile(name: file, bytes: bytes)
      let readings = ConsortiumReader(places: library.placeNames).readings(
        of: bytes, named: file)
      if readings.isEmpty { session.remark("'\(PlainText.shown(file))' holds no consortium") }
      for reading in readings {
        session.report(reading.diagnostics)
        guard let consortium = reading.consortium,
          let assessor = try assessor(for: consortium, in: file)
        else {
          status = status.and(.wrongInput)
          continue
        }
        try body(
          Case(
            consortium: consortium, source: source,
            isOneOfMany: files.count > 1 || reading.isOneOfMany, assessor: assessor))
      }
    }
    return status
  }

  /// The assessor of the general conditions that hold where the call of a case is silent.
  func general(for item: Case) -> Assessor? {
    item.assessor.general.flatMap { assessors.assessor(for: CallChoice(id: $0, strand: nil)) }
  }

  /// The assessor of the call of a consortium; `nil`, having said why, where there is none.
  func assessor(for consortium: Consortium, in file: String) throws(UsageError)
    -> Assessor?
  {
    let proposal = consortium.proposal
    if let named {
      return assessors.assessor(for: named.withOwnStrand(proposal.strand, library.calls))
    }
    let (choice, problem) = CallChoice.named(by: consortium, in: file, library.calls)
    if let problem { session.report([problem]) }
    guard let choice else {
      guard problem == nil else { return nil }
      throw UsageError(
        message: "the proposal in '\(PlainText.shown(file))' names no call",
        help: "name one with '--call ID'; 'fundcall calls' lists them")
    }
    return assessors.assessor(for: choice)
  }
}
