/// A command of the program with what `--help` says of it.
struct Command: Sendable {
  /// The word that names it.
  var name: String
  /// The operands and main options, as in a usage line.
  var usage: String
  /// What it does, in a line.
  var summary: String
  /// What else there is to know.
  var details: String
  /// A command to try, with what it shows.
  var example: String
  /// The options that it takes.
  var options: [Option]
  /// The forms in which it answers, the usual one first.
  var formats: [Format] = [.text, .json]
  /// What it does.
  var run: @Sendable (Session) throws(UsageError) -> ExitStatus

  /// All commands, in the order of the help.
  static let all: [Command] = [
    .check, .match, .budget, .explain, .questions, .sme, .aid, .deadlines, .calls, .show, .diff,
    .lint, .convert, .new, .importTopics,
  ]

  /// The options of every command.
  static let common: [Option] = [.calls, .color, .quiet, .help, .version]
}

extension Command {
  /// The help of the whole program.
  static var overview: String {
    let width = (all.map(\.name.count).max() ?? 0) + 2
    let lines = all.map { command in
      "  " + command.name + String(repeating: " ", count: width - command.name.count)
        + command.summary
    }
    return """
      fundcall tells a consortium which funding calls it may enter, and why or why not.

      usage: fundcall COMMAND [OPTIONS] …

      \(lines.joined(separator: "\n"))

      'fundcall COMMAND --help' says more. Exit status: 0 every verdict is eligible, or the work is
      done; 1 not eligible (lint: errors found); 2 cannot tell; 64 wrong use; 65 an input file is
      wrong; 66 a file cannot be read; 70 a fault of the program; 74 the answers cannot be written.

      """
  }

  /// The help of one command.
  var help: String {
    let options = self.options + Self.common
    let names = options.map { "--\($0.rawValue)" + ($0.value.map { " \($0)" } ?? "") }
    let width = (names.map(\.count).max() ?? 0) + 2
    let lines = zip(names, options).map { name, option in
      "  " + name + String(repeating: " ", count: width - name.count) + meaning(of: option)
    }
    return """
      usage: fundcall \(name) \(usage)

      \(details)

      options:
      \(lines.joined(separator: "\n"))

      example:
        \(example)

      """
  }

  private func meaning(of option: Option) -> String {
    guard option == .format else { return option.meaning }
    let words = formats.map(\.rawValue)
    return words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
  }
}
