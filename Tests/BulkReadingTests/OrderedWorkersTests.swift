import BulkReading
import Testing

/// Threads that work on tasks and give results in order.
@Suite struct OrderedWorkersTests {
  @Test(arguments: [1, 2, 7])
  func giveResultsInTheOrderOfTheTasks(_ count: Int) {
    let workers = OrderedWorkers<Int, Int>(count: count) {
      { number in
        // Tasks of very different length.
        (0..<(number * 7919 % 5000)).reduce(number * 2) { $0 ^ ($1 &- $1) }
      }
    }
    var results: [Int] = []
    for number in 0..<500 {
      workers.give(number)
      while let result = workers.takeIfDone() { results.append(result) }
      if workers.pending > 8, let result = workers.take() { results.append(result) }
    }
    while let result = workers.take() { results.append(result) }
    #expect(results == (0..<500).map { $0 * 2 } && workers.pending == 0)
    #expect(workers.take() == nil && workers.takeIfDone() == nil)
  }

  @Test func keepWhatEachThreadHasMade() {
    let workers = OrderedWorkers<Int, Int>(count: 1) {
      var seen = 0
      return { number in
        seen += number
        return seen
      }
    }
    for number in 1...4 { workers.give(number) }
    #expect((1...4).map { _ in workers.take() } == [1, 3, 6, 10])
  }
}
