import Consortia
import Eligibility
import FundingCalls
import JSONReading
import Reports
import SourceText

/// What a run of `check` answers, and how: settled before the first record is read.
struct CheckSettings: Sendable {
  /// What is answered.
  enum Answer: Sendable {
    /// Everything about every consortium.
    case reports
    /// A line for each consortium and call.
    case verdicts
    /// Counts at the end.
    case summary
  }

  let session: Session
  let library: LoadedLibrary
  let answer: Answer
  /// The format of the files; `nil` where each file tells.
  let format: ConsortiumFormat?
  /// The calls that the command line names; none where the proposals decide.
  let named: [CallChoice]
  let openCalls: [CallChoice]

  init(_ session: Session, _ library: LoadedLibrary) throws(UsageError) {
    self.session = session
    self.library = library
    answer =
      session.options.has(.summary)
      ? .summary : session.options.has(.verdicts) ? .verdicts : .reports
    format =
      session.options.has(.from)
      ? try session.options.word(.from, of: ConsortiumFormat.allCases) : nil
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
}

/// Answers consortia one by one, onto sheets. It prints nothing, and keeps only what it has made of
/// the calls: each thread has its own.
final class ConsortiumChecker {
  let settings: CheckSettings
  let assessors: AssessorStore

  init(_ settings: CheckSettings) {
    self.settings = settings
    assessors = AssessorStore(settings.session, settings.library)
  }

  /// Answers one record of a file; `isOneOfMany` tells whether others are answered too.
  func answer(
    _ reading: ConsortiumReading, in file: String, isOneOfMany: Bool, on sheet: inout AnswerSheet
  ) {
    sheet.records += 1
    sheet.add(.report(reading.diagnostics))
    guard let consortium = reading.consortium else { return refuse(on: &sheet) }
    let sizes = settings.library.reference.sizes
    sheet.add(
      .report(
        consortium.discrepancies(in: file)
          + (sizes.map { consortium.sizeDiscrepancies(in: file, by: $0) } ?? [])))
    let (choices, problem) = choices(for: consortium, in: file)
    if let problem {
      sheet.add(.report([problem]))
      return refuse(on: &sheet)
    }
    if choices.isEmpty {
      let text = "no call of the library is open on \(settings.session.day)"
      sheet.add(.once(key: "", .remark(text)))
    }
    switch settings.answer {
    case .reports:
      let assessments = choices.compactMap { choice in
        made(for: choice, on: &sheet).assessor?.assess(consortium)
      }
      for assessment in assessments { sheet.status = sheet.status.and(assessment.verdict.status) }
      show(
        assessments, of: consortium, in: file, isOneOfMany: isOneOfMany || reading.isOneOfMany,
        on: &sheet)
    case .verdicts, .summary:
      let assessments = choices.compactMap { choice in
        let made = made(for: choice, on: &sheet)
        return made.brief?.assess(consortium) ?? made.assessor?.assess(consortium).brief
      }
      show(assessments, of: consortium.name, on: &sheet)
    }
  }

  private func refuse(on sheet: inout AnswerSheet) {
    sheet.status = sheet.status.and(.wrongInput)
    if settings.answer == .summary { sheet.summary.countWrong() }
  }

  /// The calls to check a consortium against.
  private func choices(for consortium: Consortium, in file: String)
    -> (choices: [CallChoice], problem: Diagnostic?)
  {
    let (proposal, calls) = (consortium.proposal, settings.library.calls)
    if !settings.named.isEmpty {
      return (settings.named.map { $0.withOwnStrand(proposal.strand, calls) }, nil)
    }
    let (choice, problem) = CallChoice.named(by: consortium, in: file, calls)
    return (choice.map { [$0] } ?? (problem == nil ? settings.openCalls : []), problem)
  }

  /// The assessors of a call; where they cannot be made, that is said once.
  func made(for choice: CallChoice, on sheet: inout AnswerSheet) -> AssessorStore.Made {
    let made = assessors.made(for: choice)
    if !made.diagnostics.isEmpty {
      sheet.add(
        .once(key: "\(choice.id)/\(choice.strand ?? "")", .diagnostics(made.diagnostics)))
    }
    if made.assessor == nil { sheet.status = sheet.status.and(.wrongInput) }
    return made
  }

  /// Answers with verdicts alone.
  func show(_ assessments: [BriefAssessment], of name: String?, on sheet: inout AnswerSheet) {
    for assessment in assessments { sheet.status = sheet.status.and(assessment.verdict.status) }
    if settings.answer == .summary {
      sheet.summary.count(assessments)
    } else if settings.session.format == .json {
      var writer = JSONWriter()
      for assessment in assessments { VerdictLine.write(assessment, of: name, to: &writer) }
      sheet.add(answer: writer.takeBytes())
    } else {
      sheet.addAnswer { bytes in
        for assessment in assessments { VerdictLine.append(assessment, of: name, to: &bytes) }
      }
    }
  }

  private func show(
    _ assessments: [Assessment], of consortium: Consortium, in file: String, isOneOfMany: Bool,
    on sheet: inout AnswerSheet
  ) {
    let session = settings.session
    if session.format == .json {
      var writer = JSONWriter(style: isOneOfMany ? .compact : .pretty)
      AssessmentJSON.write(
        assessments, consortium: consortium.name, file: file, on: session.day, to: &writer)
      writer.endLine()
      sheet.add(answer: writer.takeBytes())
    } else {
      let report = AssessmentText(style: session.style, verbose: session.options.has(.verbose))
      let name = consortium.name ?? (file == Files.standardInput ? "standard input" : file)
      let texts = assessments.map { report.text(for: $0, of: name) }
      sheet.add(.gap)
      sheet.add(answer: Array(texts.joined(separator: "\n").utf8))
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
