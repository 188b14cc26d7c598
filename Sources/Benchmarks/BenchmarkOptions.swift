/// What is asked of the benchmark.
public struct BenchmarkOptions: Sendable {
  /// How the program is used.
  public static let usage = """
    usage: fundcall-benchmark [--quick] [--large] [--only ROW]… [--format text|json]
                              [--processor] [--seed N] [--fundcall PATH] [--list]

    Measures fundcall beside peers in the same run and prints a table. The ratio is our speed over
    that of the peer: above 1, we are faster. '!' marks a goal that is not reached.

      --quick          smaller inputs and fewer repetitions, in under a minute
      --large          also a million consortia, through a pipe
      --only ROW       only rows whose name begins with ROW; may be given several times
      --format FORMAT  text, or json: one object a row
      --processor      the time that programs spend on the processor instead of the clock's: where
                       other work disturbs; not for rows on two cores
      --seed N         other inputs
      --fundcall PATH  the program to measure; without it, the one built beside this one
      --list           the names of the rows

    Example: swift run -c release fundcall-benchmark --quick --only xml
    """

  /// Smaller inputs and fewer repetitions.
  public var isQuick = false
  /// A million consortia too.
  public var isLarge = false
  /// The time on the processor counts, not that of the clock.
  public var isProcessorTime = false
  /// The beginnings of the names of the rows that are asked for; none means all.
  public var only: [String] = []
  /// One JSON object a row, instead of the table.
  public var isJSON = false
  /// The seed of the inputs.
  public var seed: UInt64 = 1
  /// The program to measure; `nil`: the one beside this one.
  public var fundcall: String?
  /// Only say what rows there are.
  public var isList = false
  /// Only say how the program is used.
  public var isHelp = false

  /// Reads arguments.
  public init(_ arguments: [String]) throws(BenchmarkFailure) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--quick": isQuick = true
      case "--large": isLarge = true
      case "--processor": isProcessorTime = true
      case "--list": isList = true
      case "--help", "-h": isHelp = true
      case "--only": only.append(try Self.value(of: argument, &rest))
      case "--fundcall": fundcall = try Self.value(of: argument, &rest)
      case "--format":
        let format = try Self.value(of: argument, &rest)
        guard ["text", "json"].contains(format) else {
          throw BenchmarkFailure("'--format' is text or json, not '\(format)'")
        }
        isJSON = format == "json"
      case "--seed":
        let text = try Self.value(of: argument, &rest)
        guard let number = UInt64(text) else {
          throw BenchmarkFailure("'--seed' is a number, not '\(text)'")
        }
        seed = number
      default:
        throw BenchmarkFailure("there is no option '\(argument)'; '--help' lists them")
      }
    }
  }

  private static func value(of option: String, _ rest: inout ArraySlice<String>)
    throws(BenchmarkFailure) -> String
  {
    guard let value = rest.popFirst() else {
      throw BenchmarkFailure("the option '\(option)' needs a value")
    }
    return value
  }

  /// Whether one of some rows is asked for: by its name, or by the beginning of several names.
  func want(_ row: String, of rows: [String]) -> Bool {
    only.isEmpty || only.contains { rows.contains($0) ? row == $0 : row.hasPrefix($0) }
  }
}
