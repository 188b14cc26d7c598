import SourceText

/// How the time grows with consortia, with partners and with requirements. The time is that of the
/// processors, because the consortia are made while they are read.
struct GrowthRows {
  let bench: Workbench

  /// Time per consortium in a file of so many.
  func consortia(count: Int) throws(BenchmarkFailure) -> Row {
    try growth(
      "growth-consortia-\(count)",
      "XML in, verdicts out, time per consortium of "
        + "\(RowText.grouped(count)), against the hand-written C",
      count: count, participants: 3...40, units: count)
  }

  /// Time per partner in consortia of so many.
  func partners(_ size: Int) throws(BenchmarkFailure) -> Row {
    let all = bench.options.isQuick ? 10_000 : 100_000
    return try growth(
      "growth-partners-\(size)",
      "XML in, verdicts out, time per partner in consortia of "
        + "\(RowText.grouped(size)), against the hand-written C",
      count: all / size, participants: size...size, units: all)
  }

  private func growth(
    _ id: String, _ what: String, count: Int, participants: ClosedRange<Int>, units: Int
  ) throws(BenchmarkFailure) -> Row {
    let output = (ours: bench.ourOutput, peer: bench.peerOutput)
    var comparison = Comparison()
    for _ in 0..<(count > 10_000 || bench.options.isQuick ? 1 : 3) {
      let peer = try bench.run(
        bench.peerVerdicts(.xml, "-", output: output.peer), feeding: .xml, count: count,
        participants: participants)
      comparison.peer.add(peer.processorNanoseconds, peakKilobytes: peer.peakKilobytes)
      let ours = try bench.run(
        bench.check("-", .verdicts, output: output.ours), feeding: .xml, count: count,
        participants: participants)
      comparison.ours.add(ours.processorNanoseconds, peakKilobytes: ours.peakKilobytes)
    }
    let verdicts = try Verdicts(printedIn: output.ours)
      .agreeing(with: Verdicts(printedIn: output.peer))
    var row = Row(id, what, comparison, verdicts: verdicts)
    row.unit = .timeEach
    row.ours = row.ours * 1000 / units
    row.peer = row.peer.map { $0 * 1000 / units }
    return row
  }

  /// Time per consortium with so many requirements.
  func requirements(_ count: Int) throws(BenchmarkFailure) -> Row {
    let file = try bench.file(.xml, count: 1_000)
    let peers = try PeerConsortia(reading: file.path, as: .xml)
    let command = try bench.check(
      file.path, .verdicts, requirements: count, output: bench.ourOutput)
    var ours = Measurement()
    for _ in 0..<(bench.options.isQuick ? 1 : 5) {
      let run = try bench.runner.run(command)
      ours.add(run.processorNanoseconds, peakKilobytes: run.peakKilobytes)
    }
    let expected = Verdicts(notMet: peers.evaluated(), conditions: min(count, 10))
    let verdicts = try Verdicts(printedIn: bench.ourOutput).agreeing(with: expected)
    var row = Row(
      "growth-requirements-\(count)",
      "XML in, verdicts out, time per consortium for \(count) requirements", unit: .timeEach,
      ours: ours.median * 1000 / 1_000)
    row.spread = ours.spread
    row.verdicts = verdicts
    return row
  }

  /// The memory for so many consortia in one file.
  func memory(_ form: ConsortiumForm, count: Int, goal: Row.Goal?) throws(BenchmarkFailure) -> Row {
    let peer = try bench.run(
      bench.peerVerdicts(form, "-", output: bench.peerOutput), feeding: form, count: count)
    let ours = try bench.run(
      bench.check("-", .verdicts, output: bench.ourOutput), feeding: form, count: count)
    let verdicts = try Verdicts(printedIn: bench.ourOutput)
      .agreeing(with: Verdicts(printedIn: bench.peerOutput))
    var row = Row(
      "memory-\(form.rawValue)-\(count)",
      "largest memory for \(RowText.grouped(count)) consortia in one file", unit: .memory,
      ours: ours.peakKilobytes, peer: peer.peakKilobytes)
    row.goal = goal
    row.verdicts = verdicts
    return row
  }
}
