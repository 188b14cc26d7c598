import Consortia
import Eligibility
import FundingCalls
import SourceText

/// A call to assess in, with the strand where one is named.
struct CallChoice: Hashable {
  var id: String
  var strand: String?

  /// The id and the strand in `CALL` or `CALL/STRAND`.
  ///
  /// Ids have no slash of their own, so the first one ends the call.
  static func parts(of text: String) -> (id: String, strand: String?) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    return (String(parts[0]), parts.count == 2 ? String(parts[1]) : nil)
  }

  /// What `CALL` or `CALL/STRAND` names in a library.
  static func find(_ text: String, in library: CallLibrary) throws(UsageError) -> CallChoice {
    let (id, named) = parts(of: text)
    guard let call = library.call(id) else {
      throw UsageError(
        message: "there is no call '\(PlainText.shown(id))'",
        help: NearMiss.help(for: id, in: library.names) ?? "'fundcall calls' lists the calls")
    }
    guard !call.isAbstract else {
      throw UsageError(
        message: "'\(call.id)' is no call, but what several calls have in common",
        help: "name a call that extends it, or write one; 'fundcall calls' lists the calls")
    }
    guard let strand = named else { return CallChoice(id: call.id, strand: nil) }
    guard let found = call.strands.first(where: { $0.id.lowercased() == strand.lowercased() })
    else {
      let strands = call.strands.map(\.id)
      throw UsageError(
        message: "the call '\(call.id)' has no strand '\(PlainText.shown(strand))'",
        help: strands.isEmpty
          ? "it has no strands"
          : NearMiss.help(for: strand, in: strands)
            ?? "its strands are \(strands.joined(separator: ", "))")
    }
    return CallChoice(id: call.id, strand: found.id)
  }

  /// The call that the proposal of a consortium names, in its strand; with what is wrong where the
  /// library has no such call, and neither where the proposal names none.
  static func named(by consortium: Consortium, in file: String, _ library: CallLibrary)
    -> (choice: CallChoice?, problem: Diagnostic?)
  {
    guard let id = consortium.proposal.call else { return (nil, nil) }
    do throws(UsageError) {
      return (try find(id, in: library).withOwnStrand(consortium.proposal.strand, library), nil)
    } catch {
      let problem = Diagnostic(
        code: "consortium.unknown-call", error.message, file: file, place: consortium.place,
        help: error.help.map { "\($0); '--call' names another" })
      return (nil, problem)
    }
  }

  /// The choice with the strand that a proposal names, where the call has it and none is named.
  func withOwnStrand(_ own: String?, _ library: CallLibrary) -> CallChoice {
    guard strand == nil, let own, let call = library.call(id),
      let found = call.strands.first(where: { $0.id.lowercased() == own.lowercased() })
    else { return self }
    return CallChoice(id: id, strand: found.id)
  }
}

/// Makes an assessor for each call and strand once, and keeps it.
final class AssessorStore {
  /// An assessor with what was to say when it was made; none where the call's document is wrong.
  struct Made {
    var assessor: Assessor?
    /// The same without evidence, where the call can be assessed so.
    var brief: BriefAssessor?
    var diagnostics: [Diagnostic] = []
  }

  private let session: Session
  private let library: LoadedLibrary
  private var made: [CallChoice: Made] = [:]

  init(_ session: Session, _ library: LoadedLibrary) {
    self.session = session
    self.library = library
  }

  /// The assessor of a call; `nil`, having said why once, where its document is wrong.
  func assessor(for choice: CallChoice) -> Assessor? {
    if let known = made[choice] { return known.assessor }
    let new = made(for: choice)
    session.report(new.diagnostics)
    return new.assessor
  }

  /// The assessor of a call with its diagnostics, which are left to the caller to report.
  func made(for choice: CallChoice) -> Made {
    if let known = made[choice] { return known }
    guard let call = library.calls.call(choice.id) else { return Made() }
    let (assessor, diagnostics) = Assessor.make(
      for: call, strand: choice.strand, at: session.moment, reference: library.reference,
      shelf: library.shelf, regions: library.regions)
    let new = Made(
      assessor: assessor, brief: assessor.flatMap { BriefAssessor($0) }, diagnostics: diagnostics)
    made[choice] = new
    return new
  }
}
