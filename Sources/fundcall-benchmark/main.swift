import Benchmarks
import SourceText

do throws(BenchmarkFailure) {
  let options = try BenchmarkOptions(Array(CommandLine.arguments.dropFirst()))
  if options.isHelp {
    StandardStreams.write(Array((BenchmarkOptions.usage + "\n").utf8), to: .output)
  } else if try !Benchmark(options).run() {
    StandardStreams.exit(1)
  }
} catch {
  StandardStreams.write(Array("fundcall-benchmark: \(error.message)\n".utf8), to: .error)
  StandardStreams.exit(64)
}
