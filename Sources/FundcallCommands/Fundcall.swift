import SourceText

/// The program: arguments in, exit status out.
public enum Fundcall {
  /// The version of the program.
  public static let version = "0.1.0"

  /// Runs the program with the arguments after its name.
  public static func run(_ arguments: [String]) -> ExitStatus {
    StandardStreams.endAtClosedPipes()
    do throws(UsageError) {
      return try dispatch(arguments)
    } catch {
      var text = "fundcall: \(error.message)\n"
      if let help = error.help { text += "  help: \(help)\n" }
      StandardStreams.write(Array(text.utf8), to: .error)
      return .usage
    }
  }

  private static func dispatch(_ arguments: [String]) throws(UsageError) -> ExitStatus {
    guard let first = arguments.first else {
      print(Command.overview, to: .error)
      return .usage
    }
    switch first {
    case "--help", "-h", "help":
      let topic = arguments.dropFirst().first.flatMap { word in
        Command.all.first { $0.name == word }
      }
      print(topic?.help ?? Command.overview, to: .output)
      return .fine
    case "--version":
      print("fundcall \(version)\n", to: .output)
      return .fine
    default: break
    }
    guard let command = Command.all.first(where: { $0.name == first }) else {
      throw UsageError(
        message: "there is no command '\(PlainText.shown(first))'",
        help: NearMiss.help(for: first, in: Command.all.map(\.name))
          ?? "'fundcall --help' lists the commands")
    }
    let options = try Options(
      arguments.dropFirst(), allowed: Set(command.options + Command.common))
    if options.has(.help) {
      print(command.help, to: .output)
      return .fine
    }
    if options.has(.version) {
      print("fundcall \(version)\n", to: .output)
      return .fine
    }
    return try command.run(try Session(options, formats: command.formats))
  }

  private static func print(_ text: String, to stream: StandardStreams.Output) {
    guard stream == .output else {
      StandardStreams.write(Array(text.utf8), to: stream)
      return
    }
    print(Array(text.utf8))
  }

  /// Prints answers. Where that is not possible, as on a full disk, it says so and ends the program:
  /// nothing more can be answered.
  static func print(_ answer: [UInt8]) {
    do throws(FileProblem) {
      try StandardStreams.send(answer, to: .output)
    } catch {
      let text = "fundcall: the answers cannot be written: \(error.diagnostic.message)\n"
      StandardStreams.write(Array(text.utf8), to: .error)
      StandardStreams.exit(ExitStatus.unwritable.rawValue)
    }
  }
}
