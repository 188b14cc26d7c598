import FundingCalls
import PortalTopics
import Reports
import SourceText

extension Command {
  /// `fundcall import`
  static let importTopics = Command(
    name: "import", usage: "FILE… --into DIR [--on DATE] [--format text|json]",
    summary: "makes call documents out of the topics that a funding portal publishes",
    details: """
      Reads the Funding & Tenders Portal's grantsTenders.json and topicDetails files, saved pages of
      its search, its former topics.json of Horizon 2020, and plain lists of topics (JSON with
      'topicId', or CSV), and writes one call document a topic into DIR. It takes over the general conditions of its type of action where the library
      has them, with the countries of its part of the programme. You may edit the documents: importing again brings in what the portal changed, keeps
      what you changed, and lists both, with topics that were postponed or have vanished. Changed
      deadlines count as known from --on. '--calls DIR' has the topics in every command.
      """,
    example: "fundcall import grantsTenders.json --into my-calls",
    options: [.into, .on, .format, .verbose]
  ) { session throws(UsageError) in
    guard !session.options.operands.isEmpty else {
      throw UsageError(
        message: "there is no file to import", help: "write 'fundcall import FILE --into DIR'")
    }
    guard let folder = session.options.last(.into) else {
      throw UsageError(
        message: "there is no folder to import into",
        help: "write 'fundcall import FILE --into DIR'")
    }
    return Importing(session, into: folder)?.run() ?? .unreadable
  }
}

/// One run of `import`.
private final class Importing {
  private let session: Session
  private var topics: TopicImport
  private var report: ImportReport
  private var status = ExitStatus.fine

  /// Makes the folder ready; `nil`, having said so, where that cannot be.
  init?(_ session: Session, into folder: String) {
    guard let library = session.library() else { return nil }
    let (types, problems) = TypesOfAction.load(library: library.folder)
    session.report(problems)
    do throws(FileProblem) {
      topics = try TopicImport(
        into: folder, types: types, library: library.calls, on: session.day)
    } catch {
      session.report([error.diagnostic])
      return nil
    }
    self.session = session
    report = ImportReport(style: session.style, verbose: session.options.has(.verbose))
  }

  func run() -> ExitStatus {
    var hasWholeList = false
    for file in session.options.operands where read(file) { hasWholeList = true }
    if hasWholeList {
      for topic in topics.vanished {
        let text = report.text(forVanished: topic)
        session.format == .json
          ? session.print(ImportReport.json(vanished: topic)) : session.print(text)
      }
    }
    if session.format == .text {
      session.print(report.summary(withoutConditions: topics.withoutConditions))
    }
    return status
  }

  /// Imports a file; whether it is the portal's whole list.
  private func read(_ name: String) -> Bool {
    let feed = FileFeed(name)
    let progress = Progress(files: [name], counting: "topics", quiet: session.options.has(.quiet))
    defer { progress.clear() }
    let chunks: () -> [UInt8]? = {
      let chunk = feed.next()
      progress.advance(by: chunk?.count ?? 0)
      return chunk
    }
    let file = PortalFile.read(named: name, chunks: chunks) { item in
      // What comes of a file that cannot be read is no statement about its content.
      guard feed.problem == nil else { return }
      switch item {
      case .topic(let topic):
        progress.count()
        take(topic, progress)
      case .tender: report.addTender()
      case .problem(let problem):
        progress.clear()
        session.report([problem])
        if problem.severity == .error { status = status.and(.wrongInput) }
      }
    }
    if let problem = feed.problem {
      progress.clear()
      session.report([problem.diagnostic])
      status = status.and(.unreadable)
      return false
    }
    return file.isWholeList
  }

  private func take(_ topic: Topic, _ progress: Progress) {
    let outcome = topics.take(topic)
    if case .failed(let problems) = outcome {
      progress.clear()
      session.report(problems)
      let isFile = problems.allSatisfy { $0.code.hasPrefix("file.") }
      status = status.and(isFile ? .unreadable : .wrongInput)
    }
    let text = report.text(for: topic, outcome)
    if session.format == .json {
      session.print(ImportReport.json(topic, outcome))
    } else if let text {
      progress.clear()
      session.print(text)
    }
  }
}
