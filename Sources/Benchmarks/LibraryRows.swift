import SourceText

/// One consortium, or none, against many calls, as processes from start to exit.
struct LibraryRows {
  let bench: Workbench

  private var sample: String { bench.library + "/samples/textile-twin-transition.xml" }

  /// One consortium against every call of the library.
  var match: ProcessRunner.Command {
    .init(
      arguments: [bench.fundcall, "match", sample, "--all", "--on", "2026-10-01", "--quiet"])
  }

  var lint: ProcessRunner.Command {
    .init(arguments: [bench.fundcall, "lint", bench.library, "--quiet"])
  }

  /// A command against a C program that only parses the files that the command opens.
  func against(
    _ id: String, _ what: String, _ command: ProcessRunner.Command, intoTrees: Bool = false,
    goal: Row.Goal? = nil, repetitions: Repetitions, topics: String? = nil
  ) throws(BenchmarkFailure) -> Row {
    let files = try openedFiles(by: command, topics)
    let parse = parsing(files, intoTrees: intoTrees)
    let comparison = try Comparison.byTurns(
      repetitions,
      peer: { () throws(BenchmarkFailure) in try bench.runner.time(parse) },
      ours: { () throws(BenchmarkFailure) in try bench.runner.time(command) })
    return Row(id, what, comparison, goal: goal, notes: [Self.note(files)])
  }

  /// A command against `true` plus the time of parsing the same files.
  func againstTrue(
    _ id: String, _ what: String, _ command: ProcessRunner.Command, goal: Row.Goal
  ) throws(BenchmarkFailure) -> Row {
    let files = try openedFiles(by: command, nil)
    let parse = parsing(files, intoTrees: false)
    let nothing = parsing([], intoTrees: false)
    let truth = ProcessRunner.Command(arguments: ["true"])
    let comparison = try Comparison.byTurns(
      bench.manyRepetitions,
      peer: { () throws(BenchmarkFailure) in
        let parsed = try bench.runner.time(parse)
        let started = try bench.runner.time(nothing)
        let empty = try bench.runner.time(truth)
        return Timing(
          nanoseconds: empty.nanoseconds + max(0, parsed.nanoseconds - started.nanoseconds),
          peakKilobytes: empty.peakKilobytes)
      },
      ours: { () throws(BenchmarkFailure) in try bench.runner.time(command) })
    return Row(id, what, comparison, goal: goal, notes: [Self.note(files)])
  }

  private static func note(_ files: [String]) -> String {
    let bytes = files.reduce(0) { $0 + (Files.size(of: $1) ?? 0) }
    return "\(RowText.grouped(files.count)) files, \(RowText.megabytes(bytes / 1024))"
  }

  private func parsing(_ files: [String], intoTrees: Bool) -> ProcessRunner.Command {
    .init(arguments: [bench.peer, intoTrees ? "parse-trees" : "parse"] + files)
  }

  /// The XML files that a command opens.
  private func openedFiles(by command: ProcessRunner.Command, _ topics: String?)
    throws(BenchmarkFailure) -> [String]
  {
    let folders = Self.folders(in: bench.library) + (topics.map { [$0] } ?? [])
    let opened = try bench.runner.filesOpened(by: command, in: folders)
    let files = opened.filter { $0.hasSuffix(".xml") }
    guard !files.isEmpty else { throw BenchmarkFailure("the command opened no XML file") }
    return files
  }

  private static func folders(in folder: String) -> [String] {
    let names = (try? Files.names(inFolder: folder)) ?? []
    let inner = names.map { "\(folder)/\($0)" }.filter { (try? Files.kind(of: $0)) == .folder }
    return [folder] + inner.flatMap { folders(in: $0) }
  }

  // MARK: - Thousands of calls

  /// One consortium against thousands of topics.
  func matchTopics(count: Int) throws(BenchmarkFailure) -> Row {
    let folder = bench.folder + "/topics"
    do throws(FileProblem) {
      try Files.makeFolder(folder)
      for number in 0..<count {
        let topic = MadeTopic(number: number, seed: bench.options.seed)
        try Files.write(Array(topic.document.utf8), to: "\(folder)/\(topic.id.lowercased()).xml")
      }
    } catch {
      throw BenchmarkFailure(error.diagnostic.message)
    }
    var command = match
    command.arguments += ["--calls", folder]
    return try against(
      "match-topics",
      "'match' of one consortium over \(RowText.grouped(count)) topics that extend families and the"
        + " library, against C that only parses the same files",
      command, repetitions: bench.fewRepetitions, topics: folder)
  }
}
