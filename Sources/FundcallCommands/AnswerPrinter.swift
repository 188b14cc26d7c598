import Reports
import SourceText

/// Prints sheets of answers in order, and keeps what the whole run comes to.
final class AnswerPrinter {
  private(set) var status = ExitStatus.fine
  private(set) var summary = VerdictSummary()
  private let session: Session
  private var hasAnswered = false
  private var said: Set<String> = []
  private let progress: Progress
  private let isTerminal = StandardStreams.isTerminal(.output)

  /// A printer that makes room for its lines where a bar is shown.
  init(_ session: Session, _ progress: Progress) {
    self.session = session
    self.progress = progress
  }

  /// Takes what a file means for the exit status.
  func note(_ other: ExitStatus) { status = status.and(other) }

  /// Prints a sheet; `lines` is how many lines of the file stand before the sheet's own text.
  func print(_ sheet: AnswerSheet, movedDown lines: Int = 0) {
    for part in sheet.parts {
      endIfInterrupted()
      switch part {
      case .answer(let bytes):
        hasAnswered = true
        if isTerminal { progress.clear() }
        session.print(bytes)
      case .gap:
        if hasAnswered { session.print("\n") }
      case .report(let diagnostics):
        progress.clear()
        session.report(lines == 0 ? diagnostics : diagnostics.map { $0.moved(down: lines) })
      case .remark(let text):
        progress.clear()
        session.remark(text)
      case .once(let key, let notice):
        guard said.insert(key).inserted else { continue }
        progress.clear()
        switch notice {
        case .diagnostics(let diagnostics): session.report(diagnostics)
        case .remark(let text): session.remark(text)
        }
      }
    }
    status = status.and(sheet.status)
    summary.add(sheet.summary)
    progress.count(sheet.records)
  }

  /// Ends the program where it has been interrupted: what is printed are whole lines.
  func endIfInterrupted() {
    guard Interrupts.isPending else { return }
    progress.clear()
    Interrupts.end()
  }
}

extension Diagnostic {
  /// The same diagnostic some lines further down.
  fileprivate func moved(down lines: Int) -> Diagnostic {
    var copy = self
    copy.place?.line += lines
    return copy
  }
}
