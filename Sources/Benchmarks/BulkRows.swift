import SourceText

/// Files of many consortia in, verdicts or answers out, as processes from start to exit.
struct BulkRows {
  let bench: Workbench

  /// `fundcall check` against the peer in C.
  func against(
    _ id: String, _ what: String, _ form: ConsortiumForm, _ answer: Workbench.Answer,
    cores: Int = 1, goal: Row.Goal? = nil
  ) throws(BenchmarkFailure) -> Row {
    let file = try bench.file(form, count: bench.count)
    // The first run of each side is not measured, but read.
    _ = try bench.runner.run(
      bench.check(file.path, answer, cores: cores, output: bench.ourOutput))
    _ = try bench.runner.run(bench.peerVerdicts(form, file.path, output: bench.peerOutput))
    let verdicts = try Verdicts(printedIn: bench.ourOutput)
      .agreeing(with: Verdicts(printedIn: bench.peerOutput))
    let comparison = try Comparison.byTurns(
      bench.repetitions,
      peer: { () throws(BenchmarkFailure) in
        try bench.runner.time(bench.peerVerdicts(form, file.path))
      },
      ours: { () throws(BenchmarkFailure) in
        try bench.runner.time(bench.check(file.path, answer, cores: cores))
      })
    var notes = answer == .verdicts ? bench.verdictNotes : []
    if cores > 1, !bench.abilities.contains("--jobs") {
      notes.append("this fundcall has no --jobs: it works on one core")
    }
    return Row(
      id, what, comparison, goal: goal, work: (bench.count, file.bytes), verdicts: verdicts,
      notes: notes)
  }

  /// `fundcall check` against `xmllint`, which only looks whether the file is well-formed.
  func againstXMLLint(_ id: String, _ options: [String]) throws(BenchmarkFailure) -> Row {
    let file = try bench.file(.xml, count: bench.count)
    let command = ProcessRunner.Command(
      arguments: ["xmllint", "--noout"] + options + [file.path])
    let comparison = try Comparison.byTurns(
      bench.repetitions,
      peer: { () throws(BenchmarkFailure) in try bench.runner.time(command) },
      ours: { () throws(BenchmarkFailure) in
        try bench.runner.time(bench.check(file.path, .verdicts))
      })
    return Row(
      id,
      "XML in, verdicts out, against '\(command.arguments.dropLast().joined(separator: " "))', "
        + "which gives no verdicts; one core",
      comparison, work: (bench.count, file.bytes), notes: bench.verdictNotes)
  }

  /// Consortia of which a third of the facts is missing, against the same ones with all facts.
  func unknown(_ id: String, _ call: String, on day: String) throws(BenchmarkFailure) -> Row {
    let known = try bench.file(.xml, count: bench.count)
    let open = try bench.file(.xml, count: bench.count, hasGaps: true)
    func check(_ file: String) -> ProcessRunner.Command {
      .init(arguments: [
        bench.fundcall, "check", file, "--call", call, "--on", day, "--quiet", "--verdicts",
        "--jobs", "1",
      ])
    }
    let comparison = try Comparison.byTurns(
      bench.fewRepetitions,
      peer: { () throws(BenchmarkFailure) in try bench.runner.time(check(known.path)) },
      ours: { () throws(BenchmarkFailure) in try bench.runner.time(check(open.path)) })
    return Row(
      id,
      "XML in, verdicts out for \(call), a third of the facts missing, against all facts known",
      comparison, goal: .ratio(25), work: (bench.count, open.bytes))
  }
}
