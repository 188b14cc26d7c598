internal import Glibc
import Synchronization

/// Lets a program that is interrupted end what it is printing first.
public enum Interrupts {
  private static let caught = Atomic<Int32>(0)

  /// From now on the first interrupt (or request to end) is only noted; the second one ends the
  /// program at once. What whoever started the program lets it ignore stays ignored.
  public static func hold() {
    for number in [SIGINT, SIGTERM] {
      _ = caught.load(ordering: .relaxed)
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { Interrupts.caught.store($0, ordering: .relaxed) }
      // Without SA_RESTART, so that waiting for input ends.
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
      var before = sigaction()
      sigaction(number, &action, &before)
      let ignored = unsafeBitCast(before.__sigaction_handler.sa_handler, to: Int.self)
      if ignored == unsafeBitCast(SIG_IGN, to: Int.self) { sigaction(number, &before, nil) }
    }
  }

  /// Whether there has been one.
  public static var isPending: Bool { caught.load(ordering: .relaxed) != 0 }

  /// Ends the program as an interrupt does that nobody held.
  public static func end() -> Never {
    let number = caught.load(ordering: .relaxed)
    signal(number, SIG_DFL)
    raise(number)
    Glibc.exit(128 + number)
  }
}
