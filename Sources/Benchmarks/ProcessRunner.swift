import BenchmarkPeers
import SourceText

/// What a process took, from its start to its exit.
struct ProcessRun: Sendable {
  /// By the clock.
  var nanoseconds: Int
  /// On the processors.
  var processorNanoseconds: Int
  var peakKilobytes: Int
  var status: Int

}

/// Starts programs and measures them.
struct ProcessRunner: Sendable {
  /// Where the streams of the processes and their measures go.
  let folder: String
  /// The program of the peers, which also starts all others.
  let peer: String
  /// The time on the processor counts, not that of the clock.
  var isProcessorTime = false

  /// What a program has to be given.
  struct Command: Sendable {
    var arguments: [String]
    /// To how many processors it keeps; 0 for all.
    var cores = 1
    var input = "/dev/null"
    var output = "/dev/null"
    /// The statuses that mean that it did its work.
    var statuses: Set<Int> = [0, 1]
  }

  /// What a command takes, on the clock that is asked for.
  func time(_ command: Command) throws(BenchmarkFailure) -> Timing {
    let run = try run(command)
    return Timing(
      nanoseconds: isProcessorTime && command.cores == 1
        ? run.processorNanoseconds : run.nanoseconds, peakKilobytes: run.peakKilobytes)
  }

  /// Runs a command; one that fails is a failure of the benchmark.
  func run(_ command: Command) throws(BenchmarkFailure) -> ProcessRun {
    try finish(start(command), command)
  }

  /// Starts a command without waiting for it.
  func start(_ command: Command) throws(BenchmarkFailure) -> Int32 {
    let head = [peer, "run", report, String(command.cores), command.input, command.output, errors]
    let texts = Self.zeroEnded(head + command.arguments)
    let process = peer_start(texts, head.count + command.arguments.count)
    guard process > 0 else { throw BenchmarkFailure("'\(peer)' cannot be started") }
    return process
  }

  /// Waits for a command that was started.
  func finish(_ process: Int32, _ command: Command) throws(BenchmarkFailure) -> ProcessRun {
    guard peer_wait(process) == 0, let text = try? Files.read(report, limit: 1 << 12).bytes else {
      throw BenchmarkFailure("'\(peer)' cannot run '\(command.arguments[0])'")
    }
    let numbers = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace)
      .compactMap { Int($0) }
    guard numbers.count == 4 else { throw BenchmarkFailure("'\(peer)' says nothing of a run") }
    let run = ProcessRun(
      nanoseconds: numbers[0], processorNanoseconds: numbers[1], peakKilobytes: numbers[2],
      status: numbers[3])
    guard command.statuses.contains(run.status) else {
      throw BenchmarkFailure(
        "'\(command.arguments.prefix(4).joined(separator: " "))' ended with \(run.status): "
          + String(try errorsOfLastRun().prefix(600)))
    }
    return run
  }

  /// What the last command wrote to standard error.
  func errorsOfLastRun() throws(BenchmarkFailure) -> String {
    guard let file = try? Files.read(errors, limit: 1 << 26) else {
      throw BenchmarkFailure("what a program said cannot be read")
    }
    return String(decoding: file.bytes, as: UTF8.self)
  }

  /// What a command opens of the files in some folders, each path once, in the order of the paths.
  func filesOpened(by command: Command, in folders: [String]) throws(BenchmarkFailure)
    -> [String]
  {
    let texts = Self.zeroEnded(folders)
    let watch = peer_watch_begin(texts, folders.count)
    guard watch >= 0 else { throw BenchmarkFailure("the system cannot watch folders") }
    _ = try run(command)
    var buffer = [UInt8](repeating: 0, count: 1 << 22)
    let count = peer_watch_end(watch, texts, folders.count, &buffer, buffer.count)
    let paths = String(decoding: buffer.prefix(count), as: UTF8.self).split(separator: "\n")
    return Set(paths.map(String.init)).sorted()
  }

  private var report: String { folder + "/report" }
  private var errors: String { folder + "/errors" }

  private static func zeroEnded(_ texts: [String]) -> [UInt8] {
    texts.flatMap { Array($0.utf8) + [0] }
  }
}
