import Glibc

/// What several repetitions of the same work took.
struct Measurement: Sendable {
  /// Each repetition, in nanoseconds of the clock or of the processor.
  private(set) var nanoseconds: [Int] = []
  /// The largest memory of all repetitions, in kilobytes; 0 where it is not measured.
  private(set) var peakKilobytes = 0

  mutating func add(_ nanoseconds: Int, peakKilobytes: Int = 0) {
    self.nanoseconds.append(nanoseconds)
    self.peakKilobytes = max(self.peakKilobytes, peakKilobytes)
  }

  /// The middle repetition.
  var median: Int {
    nanoseconds.isEmpty ? 0 : nanoseconds.sorted()[nanoseconds.count / 2]
  }

  /// How far the middle half of the repetitions lies apart, in per cent of the median.
  var spread: Int {
    guard nanoseconds.count > 1, median > 0 else { return 0 }
    let sorted = nanoseconds.sorted()
    let quarter = sorted.count / 4
    return (sorted[sorted.count - 1 - quarter] - sorted[quarter]) * 100 / median
  }
}

/// Two sides measured by turns, so that what slows the machine down slows both.
struct Comparison: Sendable {
  var peer = Measurement()
  var ours = Measurement()

  /// Measures the peer, us, the peer, us, and so on: as often as time allows, within bounds. What
  /// each side returns is what it took.
  static func byTurns(
    _ repetitions: Repetitions,
    peer: () throws(BenchmarkFailure) -> Timing, ours: () throws(BenchmarkFailure) -> Timing
  ) throws(BenchmarkFailure) -> Comparison {
    var result = Comparison()
    let clock = ContinuousClock()
    let begin = clock.now
    var count = 0
    while count < repetitions.least
      || (count < repetitions.most && clock.now - begin < repetitions.time)
    {
      let other = try peer()
      result.peer.add(other.nanoseconds, peakKilobytes: other.peakKilobytes)
      let own = try ours()
      result.ours.add(own.nanoseconds, peakKilobytes: own.peakKilobytes)
      count += 1
    }
    return result
  }
}

/// What one repetition took.
struct Timing: Sendable {
  var nanoseconds: Int
  var peakKilobytes = 0

  /// The time that some work takes within this process, by the clock or on the processor.
  static func of<Failure: Error>(
    onProcessor: Bool = false, _ work: () throws(Failure) -> Void
  ) throws(Failure) -> Timing {
    let clock = onProcessor ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC
    let begin = nanoseconds(of: clock)
    try work()
    return Timing(nanoseconds: nanoseconds(of: clock) - begin)
  }

  private static func nanoseconds(of clock: clockid_t) -> Int {
    var time = timespec()
    clock_gettime(clock, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}

/// How often something is measured.
struct Repetitions: Sendable {
  var least: Int
  var most: Int
  var time: Duration
}
