internal import Glibc
import Synchronization

/// Work shared among the cores of the machine.
public enum Cores {
  /// How many threads may run at once on the cores that the program was given.
  public static let count = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

  /// What a function makes of each number below `count`, in their order.
  ///
  /// The numbers are handed out one by one, to this thread too, so that work of unequal size comes
  /// out even. Where threads cannot be had, this one does all.
  public static func map<Value: Sendable>(
    _ count: Int, _ body: @Sendable (Int) -> Value
  ) -> [Value] {
    let helpers = min(Self.count, count) - 1
    guard helpers > 0 else { return (0..<count).map(body) }
    return withoutActuallyEscaping(body) { body in
      let next = Counter()
      let results = Mutex<[Value?]>(Array(repeating: nil, count: count))
      let work = Work {
        var own: [(index: Int, value: Value)] = []
        while let index = next.take(below: count) { own.append((index, body(index))) }
        let found = own
        results.withLock { results in
          for (index, value) in found { results[index] = value }
        }
      }
      let threads = (0..<helpers).compactMap { _ in work.start() }
      work.run()
      for thread in threads { pthread_join(thread, nil) }
      return results.withLock { $0.compactMap(\.self) }
    }
  }

  /// What two functions make, at the same time where there are two cores.
  public static func both<First: Sendable, Second: Sendable>(
    _ first: @Sendable () -> First, _ second: @Sendable () -> Second
  ) -> (First, Second) {
    let made = map(2) { index -> (First?, Second?) in
      index == 0 ? (first(), nil) : (nil, second())
    }
    return (made[0].0 ?? first(), made[1].1 ?? second())
  }

  /// Begins work on a thread of its own, which nobody waits for; `false` where there is none to be had.
  public static func begin(_ work: @escaping @Sendable () -> Void) -> Bool {
    guard let thread = Work(work).start() else { return false }
    pthread_detach(thread)
    return true
  }

  /// Numbers from 0 on, each given once.
  private final class Counter: Sendable {
    private let value = Atomic<Int>(0)

    func take(below limit: Int) -> Int? {
      let taken = value.wrappingAdd(1, ordering: .relaxed).oldValue
      return taken < limit ? taken : nil
    }
  }

  /// What a thread does.
  private final class Work: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }

    /// Begins the work on a thread of its own; `nil` where there is none to be had. Its stack is as
    /// deep as that of the first thread: rules nest.
    func start() -> pthread_t? {
      var attributes = pthread_attr_t()
      pthread_attr_init(&attributes)
      defer { pthread_attr_destroy(&attributes) }
      pthread_attr_setstacksize(&attributes, 8 << 20)
      var thread = pthread_t()
      let context = Unmanaged.passRetained(self)
      let status = pthread_create(
        &thread, &attributes,
        {
          guard let context = $0 else { return nil }
          Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run()
          return nil
        }, context.toOpaque())
      guard status == 0 else {
        context.release()
        return nil
      }
      return thread
    }
  }
}
