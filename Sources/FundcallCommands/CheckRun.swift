import BulkReading
import Consortia
import Reports
import SourceText

/// One run of `check` over its files: short ones on this thread, long ones cut into slabs that several
/// threads answer. What is printed is the same, byte for byte, however many they are.
final class CheckRun {
  /// How large a part of a file is: large enough that handing it over costs nothing beside answering
  /// it, small enough that a few of them are little memory.
  private static let slabSize = 256 << 10
  /// Up to this size a file is answered as a whole.
  private static let smallSize = 512 << 10
  /// How long to wait for more input before what is there is answered, in milliseconds.
  private static let patience = 20

  private let settings: CheckSettings
  private let files: [String]
  private let jobs: Int
  private let progress: Progress
  private let printer: AnswerPrinter
  private let own: OrdinaryAnswering
  /// Answers tasks on this thread.
  private lazy var ownTasks = settings.answering(isOneOfMany: files.count > 1)
  private var workers: OrderedWorkers<CheckTask, AnswerSheet>?
  /// The tasks under way, the oldest first; the first one waits here until there is a second: for one
  /// alone, no thread is started.
  private var tasks: [CheckTask] = []
  /// How many records of the present file are printed.
  private var records = 0
  /// What was cut from the present file and is to be read in one go, since its text is malformed.
  private var refused: [Slab] = []

  init(_ settings: CheckSettings, _ files: [String], jobs: Int) {
    self.settings = settings
    self.files = files
    self.jobs = jobs
    progress = Progress(
      files: files, counting: "consortia", quiet: settings.session.options.has(.quiet))
    printer = AnswerPrinter(settings.session, progress)
    own = OrdinaryAnswering(settings, isOneOfMany: files.count > 1)
  }

  /// Answers all files, in order.
  func answerAll() -> (status: ExitStatus, summary: VerdictSummary) {
    Interrupts.hold()
    var small: [String] = []
    for file in files {
      let size = Files.size(of: file)
      if let size, size <= Self.smallSize {
        small.append(file)
        if small.count == 64 { give(.files(small.taken())) }
      } else {
        if !small.isEmpty { give(.files(small.taken())) }
        answerLong(file)
      }
    }
    if !small.isEmpty { give(.files(small.taken())) }
    finish()
    progress.clear()
    return (printer.status, printer.summary)
  }

  // MARK: - Long files

  private func answerLong(_ file: String) {
    let feed = feed(file)
    var head: [UInt8] = []
    var isAtEnd = false
    while head.count < Self.smallSize, !isAtEnd {
      // What the readers too wait for before they tell what kind of file it is.
      if head.count >= 64 << 10, !feed.comes(within: Self.patience) { break }
      if let chunk = feed.next() { head += chunk } else { isAtEnd = true }
    }
    guard !isAtEnd,
      let form = ConsortiumReader.collectionForm(
        head: head, named: file, as: settings.format), jobs > 1 || settings.isPlain,
      var cutter = SlabCutter(form, head: head)
    else {
      finish()
      own.answer(file, feed, after: head, on: Page { [printer] in printer.print($0) })
      return
    }
    (records, refused) = (0, [])
    cutter.add(head)
    while refused.isEmpty, !cutter.isStuck {
      if cutter.waiting >= Self.slabSize, let slab = cutter.cut() {
        give(.slab(slab, of: form, file: file))
        continue
      }
      if !feed.comes(within: Self.patience) {
        if let slab = cutter.cut() { give(.slab(slab, of: form, file: file)) }
        finish()
      }
      guard let chunk = feed.next() else { break }
      cutter.add(chunk)
    }
    let isStuck = cutter.isStuck
    if feed.problem != nil {
      if let slab = cutter.cut() { give(.slab(slab, of: form, file: file)) }
    } else if refused.isEmpty, !isStuck {
      give(.slab(cutter.rest(), of: form, file: file))
    }
    finish()
    if !refused.isEmpty || isStuck { answerRest(of: file, form, cutter.rest(), feed) }
    if let problem = feed.problem {
      progress.clear()
      settings.session.report([problem.diagnostic])
      printer.note(.unreadable)
    } else if records == 0 {
      settings.session.remark("'\(PlainText.shown(file))' holds no consortium")
    }
  }

  /// Reads on this thread what has been refused of a file, the rest of what was read of it, and all
  /// that follows.
  private func answerRest(
    of file: String, _ form: CollectionForm, _ rest: Slab, _ feed: FileFeed
  ) {
    let first = (refused.first ?? rest).withoutEnding
    let later = (refused.dropFirst() + (refused.isEmpty ? [] : [rest])).map { Array($0.bytes) }
    refused = []
    let shift = form == .lines ? 0 : first.shift
    let page = Page { [printer] in printer.print($0, movedDown: shift) }
    var following = later.filter { !$0.isEmpty }[...]
    func nextChunk() -> [UInt8]? {
      page.turn()
      return following.popFirst() ?? feed.next()
    }
    let hadProblem = feed.problem != nil
    own.reader.read(first, of: form, named: file, more: nextChunk) { reading in
      guard hadProblem || feed.problem == nil else { return }
      records += 1
      own.checker.answer(reading, in: file, isOneOfMany: files.count > 1, on: &page.sheet)
      page.turnIfFull()
    }
    page.turn()
  }

  private func feed(_ file: String) -> FileFeed {
    FileFeed(file) { [printer, progress] bytes in
      printer.endIfInterrupted()
      progress.advance(by: bytes)
    }
  }

  // MARK: - Tasks

  /// Has a task done, and prints what is done by now. Where many are under way, it waits for one.
  private func give(_ task: CheckTask) {
    tasks.append(task)
    guard jobs > 1 else { return finish() }
    guard tasks.count > 1 || workers != nil else { return }
    if let workers {
      workers.give(task)
    } else {
      let (settings, isOneOfMany) = (settings, files.count > 1)
      let started = OrderedWorkers<CheckTask, AnswerSheet>(count: jobs) {
        let answering = settings.answering(isOneOfMany: isOneOfMany)
        return { answering.answer($0) }
      }
      for task in tasks { started.give(task) }
      workers = started
    }
    while tasks.count > jobs * 2, let sheet = workers?.take() { put(sheet) }
    while let sheet = workers?.takeIfDone() { put(sheet) }
  }

  /// Has all tasks done, and prints them.
  private func finish() {
    while let sheet = workers?.take() { put(sheet) }
    // Without threads: at most one task waits.
    guard let task = tasks.first else { return }
    switch task {
    case .slab: put(ownTasks.answer(task))
    case .files(let files):
      tasks.removeFirst()
      let page = Page { [printer] in printer.print($0) }
      for file in files { own.answer(file, feed(file), on: page) }
    }
  }

  /// Prints the sheet of the oldest task under way.
  private func put(_ sheet: AnswerSheet) {
    guard !tasks.isEmpty else { return }
    let task = tasks.removeFirst()
    switch task {
    case .slab(let slab, let form, _):
      // After a fault in a text, what was cut of it is only kept.
      guard refused.isEmpty, !sheet.isRefused else { return refused.append(slab) }
      printer.print(sheet, movedDown: form == .lines ? 0 : slab.shift)
      records += sheet.records
    case .files(let files):
      printer.print(sheet)
      progress.advance(by: files.reduce(0) { $0 + (Files.size(of: $1) ?? 0) })
    }
  }
}

extension [String] {
  /// The elements, which are no longer there.
  fileprivate mutating func taken() -> [String] {
    defer { self = [] }
    return self
  }
}
