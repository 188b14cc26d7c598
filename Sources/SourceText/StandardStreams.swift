internal import Glibc

/// The streams that a program is started with, and the clock.
public enum StandardStreams {
  /// A stream to write to.
  public enum Output: Int32, Sendable {
    /// Answers.
    case output = 1
    /// Everything else.
    case error = 2
  }

  /// Writes all bytes; `false` where nobody reads them any more or the system refuses.
  @discardableResult
  public static func write(_ bytes: [UInt8], to stream: Output) -> Bool {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        Glibc.write(stream.rawValue, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return false }
      written += count
    }
    return true
  }

  /// Writes all bytes; an error where the system refuses, as on a full disk.
  public static func send(_ bytes: [UInt8], to stream: Output) throws(FileProblem) {
    guard write(bytes, to: stream) else {
      throw FileProblem.system(stream == .output ? "standard output" : "standard error")
    }
  }

  /// Whether a person at a terminal reads the stream.
  public static func isTerminal(_ stream: Output) -> Bool { isatty(stream.rawValue) == 1 }

  /// Whether a person at a terminal answers on standard input, who sees what is typed.
  public static var isInputTerminal: Bool { isatty(STDIN_FILENO) == 1 }

  /// The columns of the terminal behind a stream; `nil` where there is none.
  public static func width(of stream: Output) -> Int? {
    var size = winsize()
    guard ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Lets the system end the program, silently, when nobody reads its answers any more, even where
  /// whoever started it ignores that signal.
  public static func endAtClosedPipes() { signal(SIGPIPE, SIG_DFL) }

  /// Ends the program with a status.
  public static func exit(_ status: Int32) -> Never { Glibc.exit(status) }

  /// Minutes since 1970-01-01 00:00 UTC.
  public static var now: Int { Int(time(nil)) / 60 }
}
