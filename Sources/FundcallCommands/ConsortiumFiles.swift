import Consortia
import SourceText

/// The consortia of the files that a command names, one by one in the order given.
struct ConsortiumFiles {
  private let session: Session
  private let library: LoadedLibrary

  init(_ session: Session, _ library: LoadedLibrary) {
    self.session = session
    self.library = library
  }

  /// Gives each consortium to `body` with its file and whether others are answered too. What is
  /// wrong is said and costs its consortium only; it makes the status, with that of each answer.
  func readEach(_ body: (Consortium, String, Bool) -> ExitStatus) -> ExitStatus {
    let (files, problems) = InputFiles.find(session.options.operands)
    session.report(problems)
    var status = library.status.and(problems.isEmpty ? .fine : .unreadable)
    for file in files {
      status = status.and(read(file, isOneOfMany: files.count > 1, body))
    }
    return status
  }

  private func read(
    _ file: String, isOneOfMany: Bool, _ body: (Consortium, String, Bool) -> ExitStatus
  ) -> ExitStatus {
    let feed = FileFeed(file)
    var status = ExitStatus.fine
    var isEmpty = true
    ConsortiumReader(places: library.placeNames).read(named: file, chunks: feed.next) { reading in
      guard feed.problem == nil else { return }
      isEmpty = false
      session.report(reading.diagnostics)
      guard let consortium = reading.consortium else {
        status = status.and(.wrongInput)
        return
      }
      session.report(consortium.discrepancies(in: file))
      status = status.and(body(consortium, file, isOneOfMany || reading.isOneOfMany))
    }
    if let problem = feed.problem {
      session.report([problem.diagnostic])
      return status.and(.unreadable)
    }
    if isEmpty { session.remark("'\(PlainText.shown(file))' holds no consortium") }
    return status
  }
}
