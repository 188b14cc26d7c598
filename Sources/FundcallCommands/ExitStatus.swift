/// What the program tells the shell when it ends.
public enum ExitStatus: Int32, Sendable {
  /// Every verdict is `eligible`, or the command did its work.
  case fine = 0
  /// At least one verdict is `not-eligible`; for `lint`, an error was found.
  case notEligible = 1
  /// No verdict is `not-eligible`, but at least one is `cannot-tell`.
  case cannotTell = 2
  /// The command line is wrong.
  case usage = 64
  /// An input file is wrong.
  case wrongInput = 65
  /// A file cannot be read.
  case unreadable = 66
  /// A fault of the program's own.
  case fault = 70
  /// The answers cannot be written, as on a full disk.
  case unwritable = 74

  /// The status that prevails over both: a wrong input over one that cannot be read, both over any
  /// verdict.
  func and(_ other: ExitStatus) -> ExitStatus {
    let order: [ExitStatus] = [
      .fault, .unwritable, .usage, .wrongInput, .unreadable, .notEligible, .cannotTell, .fine,
    ]
    return order.first { $0 == self || $0 == other } ?? .fault
  }
}
