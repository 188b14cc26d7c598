import Dispatch
import SourceText
import Synchronization

/// Has several threads work on tasks, and gives their results in the order of the tasks.
///
/// Whoever gives the tasks also takes the results, and decides by ``pending`` how many are under way:
/// that bounds the memory.
public final class OrderedWorkers<Task: Sendable, Result: Sendable> {
  private let board = Board<Task, Result>()
  private var given = 0
  private var taken = 0
  /// What works on tasks where no thread could be had: this thread, as they are given.
  private var own: ((Task) -> Result)?

  /// Starts threads; each makes what it works with by `prepare`, and keeps it for all its tasks.
  public init(count: Int, prepare: @escaping @Sendable () -> (Task) -> Result) {
    let board = board
    let started = (0..<max(count, 1)).count { _ in
      Cores.begin {
        let work = prepare()
        while let (number, task) = board.nextTask() { board.put(work(task), number) }
      }
    }
    if started == 0 { own = prepare() }
  }

  deinit { board.close() }

  /// How many tasks have been given of which the result has not been taken.
  public var pending: Int { given - taken }

  /// Gives the next task.
  public func give(_ task: Task) {
    if let own { board.put(own(task), given) } else { board.give(task, given) }
    given += 1
  }

  /// The result of the oldest task that is under way; waits for it. `nil` where none is.
  public func take() -> Result? {
    guard pending > 0 else { return nil }
    let result = board.take(taken)
    taken += 1
    return result
  }

  /// The same, but `nil` at once where it is not there yet.
  public func takeIfDone() -> Result? {
    guard pending > 0, let result = board.takeIfDone(taken) else { return nil }
    taken += 1
    return result
  }
}

/// What the threads have in common.
private final class Board<Task: Sendable, Result: Sendable>: Sendable {
  private struct State: Sendable {
    var tasks: [(number: Int, task: Task)] = []
    var results: [Int: Result] = [:]
    var isClosed = false
  }

  private let state = Mutex(State())
  /// Signalled once for each task, and for ever when there are no more.
  private let tasks = DispatchSemaphore(value: 0)
  /// Signalled once for each result.
  private let results = DispatchSemaphore(value: 0)

  func give(_ task: Task, _ number: Int) {
    state.withLock { $0.tasks.append((number, task)) }
    tasks.signal()
  }

  func close() {
    state.withLock {
      $0.isClosed = true
      $0.tasks = []
    }
    tasks.signal()
  }

  func nextTask() -> (number: Int, task: Task)? {
    tasks.wait()
    let next = state.withLock { state in
      state.tasks.isEmpty ? nil : state.tasks.removeFirst()
    }
    // The next thread is to hear of the end too.
    if next == nil { tasks.signal() }
    return next
  }

  func put(_ result: Result, _ number: Int) {
    state.withLock { $0.results[number] = result }
    results.signal()
  }

  func takeIfDone(_ number: Int) -> Result? {
    state.withLock { $0.results.removeValue(forKey: number) }
  }

  func take(_ number: Int) -> Result {
    while true {
      if let result = takeIfDone(number) { return result }
      results.wait()
    }
  }
}
