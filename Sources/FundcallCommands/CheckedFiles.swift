import Consortia
import SourceText

/// The files that `check` answers, one after another, from the first byte to the last.
struct CheckedFiles {
  private let settings: CheckSettings
  private let printer: AnswerPrinter

  init(_ settings: CheckSettings, _ printer: AnswerPrinter) {
    self.settings = settings
    self.printer = printer
  }

  /// Answers every consortium of the files that the command line names.
  func answerAll() {
    let session = settings.session
    let (files, problems) = InputFiles.find(session.options.operands)
    session.report(problems)
    printer.note(problems.isEmpty ? .fine : .unreadable)
    let checker = ConsortiumChecker(settings)
    for file in files { answer(file, isOneOfMany: files.count > 1, checker) }
  }

  /// Answers a file on this thread: what is known is printed before more is read.
  private func answer(_ file: String, isOneOfMany: Bool, _ checker: ConsortiumChecker) {
    let feed = FileFeed(file)
    let printer = printer
    let page = Page()
    var records = 0
    func nextChunk() -> [UInt8]? {
      page.turn(printer)
      return feed.next()
    }
    let reader = ConsortiumReader(places: settings.library.placeNames)
    reader.read(named: file, chunks: nextChunk) { reading in
      guard feed.problem == nil else { return }
      records += 1
      checker.answer(reading, in: file, isOneOfMany: isOneOfMany, on: &page.sheet)
      // A chunk of a file may be few bytes, and the answers to it many.
      if page.sheet.records >= 64 { page.turn(printer) }
    }
    page.turn(printer)
    if let problem = feed.problem {
      settings.session.report([problem.diagnostic])
      printer.note(.unreadable)
    } else if records == 0 {
      settings.session.remark("'\(PlainText.shown(file))' holds no consortium")
    }
  }
}

/// A sheet that is filled and printed by turns.
private final class Page {
  var sheet = AnswerSheet()

  func turn(_ printer: AnswerPrinter) {
    printer.print(sheet)
    sheet = AnswerSheet()
  }
}
