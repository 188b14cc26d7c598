/// The ten conditions alone, over consortia that are in memory on both sides.
struct EvaluationRows {
  let bench: Workbench

  func evidence() throws(BenchmarkFailure) -> Row {
    let peers = try PeerConsortia(
      reading: bench.file(.xml, count: bench.count).path, as: .xml)
    let own = try OwnConsortia(bench, count: bench.count)
    var results: [UInt16] = []
    var expected: [UInt16] = []
    let comparison = try Comparison.byTurns(
      bench.repetitions,
      peer: { () throws(BenchmarkFailure) in
        try Timing.of { () throws(BenchmarkFailure) in expected = peers.evaluated() }
      },
      ours: { () throws(BenchmarkFailure) in
        try Timing.of { () throws(BenchmarkFailure) in results = try own.assessed() }
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
