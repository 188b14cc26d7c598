/// The ten conditions alone, over consortia that are in memory on both sides.
struct EvaluationRows {
  let bench: Workbench

  /// The compiled rules over the facts of each consortium.
  ///
  /// In groups, each group is gone through once before it is measured, so that its facts are in the
  /// cache, as those of a consortium that has just been read are. Without, all are gone through from
  /// the first to the last, and come from memory.
  func compiled(_ id: String, _ how: String, inGroupsOf size: Int?) throws(BenchmarkFailure)
    -> Row
  {
    let file = try bench.file(.xml, count: bench.count)
    let peers = try PeerConsortia(reading: file.path, as: .xml)
    var own = try CompiledConsortia(OwnConsortia(bench, count: bench.count))
    var expected = [UInt16](repeating: 0, count: peers.count)
    var results = expected
    let groups = stride(from: 0, to: results.count, by: size ?? results.count).map {
      $0..<min(results.count, $0 + (size ?? results.count))
    }
    let comparison = try Comparison.byTurns(
      bench.repetitions,
      peer: { () throws(BenchmarkFailure) in
        try measured(groups, isWarm: size != nil) { peers.evaluate($0, into: &expected) }
      },
      ours: { () throws(BenchmarkFailure) in
        try measured(groups, isWarm: size != nil) { own.evaluate($0, into: &results) }
      })
    guard results == expected else {
      throw BenchmarkFailure("the outcomes of single requirements differ from those of the peer")
    }
    let verdicts = try Verdicts(notMet: results).agreeing(with: Verdicts(notMet: expected))
    return Row(
      id, "ten compiled requirements\(how), against the same conditions in C on structs",
      comparison, goal: .ratio(25), work: (bench.count, 0), verdicts: verdicts)
  }

  private func measured(_ groups: [Range<Int>], isWarm: Bool, _ work: (Range<Int>) -> Void)
    throws(BenchmarkFailure) -> Timing
  {
    var nanoseconds = 0
    for group in groups {
      if isWarm { work(group) }
      nanoseconds +=
        Timing.of(onProcessor: bench.options.isProcessorTime) { work(group) }.nanoseconds
    }
    return Timing(nanoseconds: nanoseconds)
  }

  func evidence() throws(BenchmarkFailure) -> Row {
    let peers = try PeerConsortia(
      reading: bench.file(.xml, count: bench.count).path, as: .xml)
    let own = try OwnConsortia(bench, count: bench.count)
    var results: [UInt16] = []
    var expected: [UInt16] = []
    let comparison = try Comparison.byTurns(
      bench.repetitions,
      peer: { () throws(BenchmarkFailure) in
        Timing.of(onProcessor: bench.options.isProcessorTime) { expected = peers.evaluated() }
      },
      ours: { () throws(BenchmarkFailure) in
        try Timing.of(onProcessor: bench.options.isProcessorTime) { () throws(BenchmarkFailure) in
          results = try own.assessed()
        }
      })
    guard results == expected else {
      throw BenchmarkFailure("the outcomes of single requirements differ from those of the peer")
    }
    let verdicts = try Verdicts(notMet: results).agreeing(with: Verdicts(notMet: expected))
    return Row(
      "evaluation-evidence",
      "ten requirements with evidence for each, against the same conditions in C on structs",
      comparison, work: (bench.count, 0), verdicts: verdicts)
  }
}
