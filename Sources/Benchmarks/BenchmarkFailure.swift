/// Why the benchmark, or one row of it, cannot say anything.
public struct BenchmarkFailure: Error, Sendable {
  /// What happened, in a sentence.
  public var message: String

  init(_ message: String) { self.message = message }
}
