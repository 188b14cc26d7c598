import BulkReading
import Consortia
import SourceText

/// A piece of the work of `check` that one thread does by itself.
enum CheckTask: Sendable {
  /// A part of a file.
  case slab(Slab, of: CollectionForm, file: String)
  /// Some small files, from beginning to end.
  case files([String])
}

/// Turns a piece of work into its answers. Each thread makes one of its own, and keeps in it what can
/// be used again; what comes out must not depend on what the thread has done before.
protocol TaskAnswering {
  /// The answers to a piece of work.
  func answer(_ task: CheckTask) -> AnswerSheet
}

extension CheckSettings {
  /// Whether parts of a file may be answered without making consortia of their records.
  var isPlain: Bool { answer != .reports }

  /// What answers tasks on one thread.
  func answering(isOneOfMany: Bool) -> any TaskAnswering {
    let ordinary = OrdinaryAnswering(self, isOneOfMany: isOneOfMany)
    return isPlain ? PlainAnswering(ordinary) : ordinary
  }
}

/// Answers with the readers that take every form of file.
struct OrdinaryAnswering: TaskAnswering {
  let reader: ConsortiumReader
  let checker: ConsortiumChecker
  /// Whether answers to other files stand beside these.
  let isOneOfMany: Bool
  private let format: ConsortiumFormat?

  init(_ settings: CheckSettings, isOneOfMany: Bool) {
    reader = ConsortiumReader(places: settings.library.placeNames)
    checker = ConsortiumChecker(settings)
    self.isOneOfMany = isOneOfMany
    format = settings.format
  }

  func answer(_ task: CheckTask) -> AnswerSheet {
    switch task {
    case .slab(let slab, let form, let file):
      var sheet = AnswerSheet()
      reader.read(slab, of: form, named: file) { reading in
        if reading.endsFile, !slab.isLast { sheet.isRefused = true }
        checker.answer(reading, in: file, isOneOfMany: isOneOfMany, on: &sheet)
      }
      return sheet
    case .files(let files):
      let page = Page()
      for file in files { answer(file, FileFeed(file), on: page) }
      return page.sheet
    }
  }

  /// Answers a whole file; a page that turns is printed before more is read.
  func answer(_ file: String, _ feed: FileFeed, after head: [UInt8] = [], on page: Page) {
    var head = head
    var isEmpty = true
    func nextChunk() -> [UInt8]? {
      page.turn()
      defer { head = [] }
      return head.isEmpty ? feed.next() : head
    }
    reader.read(named: file, as: format, chunks: nextChunk) { reading in
      guard feed.problem == nil else { return }
      isEmpty = false
      checker.answer(reading, in: file, isOneOfMany: isOneOfMany, on: &page.sheet)
      page.turnIfFull()
    }
    if let problem = feed.problem {
      page.sheet.add(.report([problem.diagnostic]))
      page.sheet.status = page.sheet.status.and(.unreadable)
    } else if isEmpty {
      page.sheet.add(.remark("'\(PlainText.shown(file))' holds no consortium"))
    }
    page.turn()
  }
}

/// A sheet that is filled and printed by turns, where there is somebody to print it.
final class Page {
  var sheet = AnswerSheet()
  private let print: ((AnswerSheet) -> Void)?

  init(print: ((AnswerSheet) -> Void)? = nil) { self.print = print }

  /// Prints what is there.
  func turn() {
    guard let print else { return }
    print(sheet)
    sheet = AnswerSheet()
  }

  /// A chunk of a file may be few bytes, and the answers to it many.
  func turnIfFull() {
    if sheet.records >= 64 { turn() }
  }
}
