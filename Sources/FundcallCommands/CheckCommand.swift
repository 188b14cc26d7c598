import Consortia
import Eligibility
import FundingCalls
import JSONReading
import Reports
import SourceText

extension Command {
  /// `fundcall check`
  static let check = Command(
    name: "check", usage: "FILE… [--call ID[/STRAND]]… [--on DATE] [--format text|json]",
    summary: "says whether a consortium may enter a call, with reasons and sources",
    details: """
      Checks each consortium against the calls that --call names; without it, against the call that
      its proposal names; if it names none, against every call open on the day. A file is
      XML, JSON, a table (CSV) or a project of CORDIS; in XML and JSON also a list, or one a line.
      A folder stands for its files, '-' for standard input.
      """,
    example: "fundcall check Calls/samples/euroboostex.xml --on 2021-11-01",
    options: [.call, .on, .format, .programme, .verbose]
  ) { session throws(UsageError) in
    guard !session.options.operands.isEmpty else {
      throw UsageError(
        message: "there is no file to check", help: "write 'fundcall check FILE'")
    }
    guard let library = session.library() else { return .unreadable }
    return try Checking(session, library).run()
  }
}

/// One run of `check`.
private struct Checking {
  private let session: Session
  private let library: LoadedLibrary
  private let assessors: AssessorStore
  /// The calls that the command line names; none where the proposals decide.
  private let named: [CallChoice]
  private let openCalls: [CallChoice]

  init(_ session: Session, _ library: LoadedLibrary) throws(UsageError) {
    self.session = session
    self.library = library
    assessors = AssessorStore(session, library)
    var named: [CallChoice] = []
    for text in session.options.all(.call) {
      let choice = try CallChoice.find(text, in: library.calls)
      if !named.contains(choice) { named.append(choice) }
    }
    self.named = named
    openCalls = library.calls(of: session.options.last(.programme))
      .filter { $0.status(at: session.moment) == .open }
      .map { CallChoice(id: $0.id, strand: nil) }
  }

  func run() -> ExitStatus {
    var isFirst = true
    return ConsortiumFiles(session, library).readEach { consortium, file, isOneOfMany in
      if session.format == .text, !isFirst { session.print("\n") }
      isFirst = false
      return answer(consortium, in: file, isOneOfMany: isOneOfMany)
    }
  }

  private func answer(_ consortium: Consortium, in file: String, isOneOfMany: Bool) -> ExitStatus {
    let (choices, problem) = choices(for: consortium, in: file)
    if let problem {
      session.report([problem])
      return .wrongInput
    }
    var status = ExitStatus.fine
    var assessments: [Assessment] = []
    for choice in choices {
      guard let assessor = assessors.assessor(for: choice) else {
        status = status.and(.wrongInput)
        continue
      }
      assessments.append(assessor.assess(consortium))
    }
    for assessment in assessments { status = status.and(assessment.verdict.status) }
    if choices.isEmpty { session.remark("no call of the library is open on \(session.day)") }
    show(assessments, of: consortium, in: file, isOneOfMany: isOneOfMany)
    return status
  }

  /// The calls to check a consortium against.
  private func choices(for consortium: Consortium, in file: String)
    -> (choices: [CallChoice], problem: Diagnostic?)
  {
    let proposal = consortium.proposal
    if !named.isEmpty {
      return (named.map { $0.withOwnStrand(proposal, library.calls) }, nil)
    }
    let (choice, problem) = CallChoice.named(by: consortium, in: file, library.calls)
    return (choice.map { [$0] } ?? (problem == nil ? openCalls : []), problem)
  }

  private func show(
    _ assessments: [Assessment], of consortium: Consortium, in file: String, isOneOfMany: Bool
  ) {
    switch session.format {
    case .json:
      var writer = JSONWriter(style: isOneOfMany ? .compact : .pretty)
      AssessmentJSON.write(
        assessments, consortium: consortium.name, file: file, on: session.day, to: &writer)
      writer.endLine()
      session.print(writer.takeBytes())
    default:
      let report = AssessmentText(style: session.style, verbose: session.options.has(.verbose))
      let name = consortium.name ?? (file == Files.standardInput ? "standard input" : file)
      let texts = assessments.map { report.text(for: $0, of: name) }
      session.print(texts.joined(separator: "\n"))
    }
  }
}

extension Verdict {
  /// What the verdict means for the exit status.
  var status: ExitStatus {
    switch self {
    case .eligible: .fine
    case .notEligible: .notEligible
    case .cannotTell: .cannotTell
    }
  }
}
