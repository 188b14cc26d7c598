import Consortia
import FundingCalls
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
  /// An error of `body` ends the reading.
  func readEach<Failure: Error>(
    _ body: (Consortium, String, Bool) throws(Failure) -> ExitStatus
  ) throws(Failure) -> ExitStatus {
    let (files, problems) = InputFiles.find(session.options.operands)
    session.report(problems)
    var status = library.status.and(problems.isEmpty ? .fine : .unreadable)
    for file in files {
      status = status.and(try read(file, isOneOfMany: files.count > 1, body))
    }
    return status
  }

  private func read<Failure: Error>(
    _ file: String, isOneOfMany: Bool,
    _ body: (Consortium, String, Bool) throws(Failure) -> ExitStatus
  ) throws(Failure) -> ExitStatus {
    let feed = FileFeed(file)
    var status = ExitStatus.fine
    var isEmpty = true
    let reader = ConsortiumReader(places: library.placeNames)
    try reader.read(named: file, chunks: feed.next) { reading throws(Failure) in
      guard feed.problem == nil else { return }
      isEmpty = false
      session.report(reading.diagnostics)
      guard let consortium = reading.consortium else {
        status = status.and(.wrongInput)
        return
      }
      session.report(
        consortium.discrepancies(in: file)
          + (library.reference.sizes.map { consortium.sizeDiscrepancies(in: file, by: $0) } ?? []))
      status = status.and(try body(consortium, file, isOneOfMany || reading.isOneOfMany))
    }
    if let problem = feed.problem {
      session.report([problem.diagnostic])
      return status.and(.unreadable)
    }
    if isEmpty { session.remark("'\(PlainText.shown(file))' holds no consortium") }
    return status
  }
}
