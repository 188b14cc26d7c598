import SourceText

/// Other engines, where they are installed.
struct EngineRows {
  let bench: Workbench

  private var count: Int { bench.options.isQuick ? 200 : 1_000 }

  /// `xmllint --schematron` with the conditions that it can say, against `fundcall check`.
  func schematron() throws(BenchmarkFailure) -> Row {
    let file = try bench.file(.xml, count: count)
    let schema = bench.folder + "/schematron"
    try bench.write(Schematron.document, to: schema)
    // 3 is its status for a document that is not valid.
    let command = ProcessRunner.Command(
      arguments: ["xmllint", "--noout", "--schematron", schema, file.path], statuses: [0, 3])
    _ = try bench.runner.run(command)
    let said = try bench.runner.errorsOfLastRun()
    let failed = said.split(separator: "\n").count { $0.hasSuffix(": .") }
    let peers = try PeerConsortia(reading: file.path, as: .xml)
    let expected = peers.evaluated().reduce(0) {
      $0 + ($1 & Schematron.conditions).nonzeroBitCount
    }
    guard failed == expected else {
      throw BenchmarkFailure("xmllint finds \(failed) conditions not met, and not \(expected)")
    }
    let comparison = try Comparison.byTurns(
      bench.repetitions,
      peer: { () throws(BenchmarkFailure) in try bench.runner.time(command) },
      ours: { () throws(BenchmarkFailure) in
        try bench.runner.time(bench.check(file.path, .verdicts))
      })
    var row = Row(
      "other-schematron",
      "XML in, verdicts out, against 'xmllint --schematron' with the nine "
        + "conditions that it can say", comparison, work: (count, file.bytes))
    row.notes = ["\(RowText.grouped(expected)) conditions that are not met are the same"]
    return row
  }

  /// An engine of Python, against the compiled rules; both evaluate what is in memory.
  func python(_ engine: String) throws(BenchmarkFailure) -> Row {
    let file = try bench.file(.jsonLines, count: count)
    let script = bench.folder + "/engines.py"
    try bench.write(PythonEngines.script, to: script)
    let command = ProcessRunner.Command(
      arguments: ["python3", script, engine, file.path, "3"], output: bench.peerOutput,
      statuses: [0])
    let run = try bench.runner.run(command)
    guard let took = try Int(bench.runner.errorsOfLastRun().filter(\.isNumber)) else {
      throw BenchmarkFailure("'\(engine)' does not say how long it took")
    }
    var own = try CompiledConsortia(OwnConsortia(bench, count: count))
    var results: [UInt16] = []
    var ours = Measurement()
    for _ in 0..<5 {
      ours.add(Timing.of(onProcessor: true) { results = own.evaluated() }.nanoseconds)
    }
    let verdicts = try Verdicts(notMet: results)
      .agreeing(with: Verdicts(printedIn: bench.peerOutput))
    var row = Row(
      "other-\(engine)", "ten compiled requirements, against \(engine) in Python", unit: .time,
      ours: ours.median, peer: took)
    row.spread = ours.spread
    row.work = (count, 0)
    row.verdicts = verdicts
    row.notes = ["the peer's process needs \(RowText.megabytes(run.peakKilobytes))"]
    if engine == "json-logic" { row.notes.append("two of the ten conditions it cannot say") }
    return row
  }
}
