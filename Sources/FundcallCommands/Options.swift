import FundingCalls
import FundingTerms
import SourceText

/// An option of the command line.
enum Option: String, CaseIterable {
  case call, on, format, calls, programme, color, within, requirement, into, participant
  case quiet, verbose, help, version, open, upcoming, all, fix, ask, overwrite, alarm, top
  case theme, ecosystem, country, from, to, verdicts, summary, jobs

  /// What its value is called; `nil` for an option without one.
  var value: String? {
    switch self {
    case .call: "ID[/STRAND]"
    case .on: "DATE"
    case .format: "FORMAT"
    case .calls: "DIR"
    case .programme: "PROGRAMME"
    case .color: "WHEN"
    case .within, .alarm: "DAYS"
    case .requirement: "ID"
    case .into: "OUT"
    case .top, .jobs: "N"
    case .theme, .ecosystem: "WORD"
    case .country: "CODE"
    case .from, .to: "FORMAT"
    case .participant: "ID"
    case .quiet, .verbose, .help, .version, .open, .upcoming, .all, .fix, .ask, .overwrite,
      .verdicts, .summary:
      nil
    }
  }

  /// What it does, in a line.
  var meaning: String {
    switch self {
    case .call: "the call to look at; 'check' takes several"
    case .on: "as if today were DATE (2021-11-30); without it, today in Brussels"
    case .format: "the form of the answer"
    case .calls: "a folder with further calls; may be given several times"
    case .programme: "only the calls of a programme, such as I3"
    case .color: "auto, always or never"
    case .within: "only dates within so many days, as in 90d"
    case .theme: "only calls about a theme, such as green; may be given several times"
    case .ecosystem: "only calls about an industrial ecosystem, such as textile"
    case .country: "only calls for which a partner in the country may count"
    case .top: "only the first N"
    case .alarm: "in a calendar: a reminder so many days before; may be given several times"
    case .requirement: "only the requirement with this id"
    case .participant: "only the participant with this id"
    case .into: "the completed consortium (.json, .xml, .csv); with 'import' a folder"
    case .ask: "ask for the missing facts one by one"
    case .overwrite: "write over the file if there is one"
    case .from: "what is read: json, jsonl, xml or csv; without it, told from the file"
    case .to: "the format of OUT; without it, told from its ending"
    case .verdicts: "one short line for each consortium and call"
    case .summary: "counts by verdict and by requirement instead of answers"
    case .jobs: "how many threads answer long files; without it, one for each processor"
    case .quiet: "no warnings and notes"
    case .verbose: "everything about every requirement"
    case .help: "this help"
    case .version: "the version"
    case .open: "only what is open"
    case .upcoming: "only what has not opened yet"
    case .all: "also what is over"
    case .fix: "write the rules in their normal form into the files"
    }
  }
}

/// A mistake on the command line.
struct UsageError: Error {
  var message: String
  var help: String?
}

/// The options and operands of a command.
struct Options {
  private(set) var values: [Option: [String]] = [:]
  private(set) var operands: [String] = []

  /// Reads arguments; only the options in `allowed` may stand among them.
  init(_ arguments: some Sequence<String>, allowed: Set<Option>) throws(UsageError) {
    var rest = Array(arguments)[...]
    var onlyOperands = false
    while let argument = rest.popFirst() {
      if onlyOperands || !argument.hasPrefix("-") || argument == "-" {
        operands.append(argument)
      } else if argument == "--" {
        onlyOperands = true
      } else {
        try read(argument == "-h" ? "--help" : argument, &rest, allowed)
      }
    }
  }

  private mutating func read(
    _ argument: String, _ rest: inout ArraySlice<String>, _ allowed: Set<Option>
  ) throws(UsageError) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0].dropFirst(2))
    guard argument.hasPrefix("--"), let option = Option(rawValue: name), allowed.contains(option)
    else {
      let names = Option.allCases.filter { allowed.contains($0) }.map { "--\($0.rawValue)" }
      throw UsageError(
        message: "there is no option '\(PlainText.shown(parts[0]))' here",
        help: NearMiss.help(for: parts[0], in: names.sorted()))
    }
    guard let what = option.value else {
      guard parts.count == 1 else {
        throw UsageError(message: "the option '--\(name)' takes no value")
      }
      values[option, default: []].append("")
      return
    }
    guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst() else {
      throw UsageError(
        message: "the option '--\(name)' needs a value", help: "write '--\(name) \(what)'")
    }
    values[option, default: []].append(value)
  }

  /// Whether an option is given.
  func has(_ option: Option) -> Bool { values[option] != nil }

  /// The last value of an option.
  func last(_ option: Option) -> String? { values[option]?.last }

  /// All values of an option.
  func all(_ option: Option) -> [String] { values[option] ?? [] }

  /// The value of an option that is one of some words; without it, the first of them.
  func word<Word: RawRepresentable>(_ option: Option, of words: [Word])
    throws(UsageError) -> Word? where Word.RawValue == String
  {
    guard let text = last(option) else { return words.first }
    if let value = words.first(where: { $0.rawValue == text }) { return value }
    let words = words.map(\.rawValue)
    throw UsageError(
      message: "'\(PlainText.shown(text))' is no value of '--\(option.rawValue)'",
      help: NearMiss.help(for: text, in: words) ?? "write one of \(words.joined(separator: ", "))")
  }

  /// Whether what has a status is asked for: what is not over, unless options say otherwise.
  func want(_ status: CallStatus) -> Bool {
    if has(.all) { return true }
    let wantsOpen = has(.open)
    let wantsUpcoming = has(.upcoming)
    guard wantsOpen || wantsUpcoming else { return status != .closed && status != .cancelled }
    return (wantsOpen && status == .open) || (wantsUpcoming && status == .upcoming)
  }

  /// The day of `--on`; `nil` where the minute counts.
  func day() throws(UsageError) -> CalendarDate? {
    guard let text = last(.on) else { return nil }
    guard let date = CalendarDate(parsing: text) else {
      throw UsageError(
        message: "'\(PlainText.shown(text))' is not a day of the calendar",
        help: "write a date as in '--on 2021-11-30'")
    }
    return date
  }

  /// The whole number above 0 that an option gives; `nil` without it.
  func count(_ option: Option) throws(UsageError) -> Int? {
    guard let text = last(option) else { return nil }
    guard let number = Int(text), number > 0 else {
      throw UsageError(
        message: "'\(PlainText.shown(text))' is not a number above 0",
        help: "write for example '--\(option.rawValue) 10'")
    }
    return number
  }

  /// The numbers of days that an option gives, as in `--within 90d`.
  func days(_ option: Option) throws(UsageError) -> [Int] {
    var days: [Int] = []
    for text in all(option) {
      let digits = text.hasSuffix("d") ? text.dropLast() : text[...]
      guard let number = Int(digits), number >= 0, number < 100_000 else {
        throw UsageError(
          message: "'\(PlainText.shown(text))' is not a number of days",
          help: "write for example '--\(option.rawValue) 90d'")
      }
      days.append(number)
    }
    return days
  }
}

/// The form of an answer.
enum Format: String {
  case text, json, csv, ics, xml
}

/// When to use colour.
enum ColourChoice: String, CaseIterable {
  case auto, always, never
}
