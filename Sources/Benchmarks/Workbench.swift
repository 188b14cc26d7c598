import FundingCalls
import Glibc
import SourceText

/// The programs, the inputs and the folder in which the benchmark works.
final class Workbench {
  let options: BenchmarkOptions
  /// The folder for all that is made; removed at the end.
  let folder: String
  /// The program that is measured.
  let fundcall: String
  /// The program of the peers.
  let peer: String
  /// The folder of the built-in library.
  let library: String
  let runner: ProcessRunner
  /// What `fundcall check` can do.
  let abilities: Set<String>
  private var made: [String: (path: String, bytes: Int)] = [:]

  init(_ options: BenchmarkOptions) throws(BenchmarkFailure) {
    self.options = options
    guard let own = Files.executable, let library = BuiltInLibrary.find().folder else {
      throw BenchmarkFailure("the library of calls was not found; run this in its package")
    }
    self.library = library
    let beside = own.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    fundcall = options.fundcall ?? beside + "/fundcall"
    let built = beside + "/benchmark-peer"
    for program in [fundcall, built] where (try? Files.kind(of: program)) != .file {
      throw BenchmarkFailure("there is no '\(program)'; run 'swift build -c release'")
    }
    folder = try Self.temporaryFolder()
    peer = Self.plainPeer(of: built, into: folder + "/benchmark-peer") ?? built
    runner = ProcessRunner(
      folder: folder, peer: peer, isProcessorTime: options.isProcessorTime)
    abilities = try Self.abilities(of: fundcall, runner, folder)
    signal(SIGPIPE, SIG_IGN)
  }

  /// Links the peers once more as a compiler for C does: the package manager links the runtime of
  /// Swift to them, which would cost them milliseconds at each start.
  private static func plainPeer(of built: String, into path: String) -> String? {
    let beside = built.dropLast("benchmark-peer".count)
    let objects = ["BenchmarkPeers.build", "benchmark_peer.build"].flatMap { folder in
      ((try? Files.names(inFolder: beside + folder)) ?? []).filter { $0.hasSuffix(".o") }
        .map { "\(beside)\(folder)/\($0)" }
    }
    let runner = ProcessRunner(folder: String(path.dropLast("/benchmark-peer".count)), peer: built)
    for compiler in ["clang", "cc"] {
      let command = ProcessRunner.Command(
        arguments: [compiler, "-o", path] + objects + ["-lxml2"], statuses: [0])
      if (try? runner.run(command)) != nil { return path }
    }
    Progress.say("without a compiler for C, the peers load the runtime of Swift when they start")
    return nil
  }

  private static func temporaryFolder() throws(BenchmarkFailure) -> String {
    let parent = Files.environment("TMPDIR") ?? "/tmp"
    var template = Array("\(parent)/fundcall-benchmark.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw BenchmarkFailure("no folder can be made in '\(parent)'")
    }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func abilities(of fundcall: String, _ runner: ProcessRunner, _ folder: String)
    throws(BenchmarkFailure) -> Set<String>
  {
    let help = folder + "/help"
    _ = try runner.run(.init(arguments: [fundcall, "check", "--help"], output: help))
    let text = (try? Files.read(help, limit: 1 << 20).bytes) ?? []
    let words = String(decoding: text, as: UTF8.self)
      .split { !($0.isLetter || $0 == "-") }.map(String.init)
    return Set(words.filter { $0.hasPrefix("--") })
  }

  /// Removes all that was made.
  func remove() {
    for path in made.values.map(\.path) { unlink(path) }
    for name in [
      "help", "report", "errors", "ours", "peer", "pipe", "benchmark-peer", "schematron",
      "engines.py",
    ] {
      unlink("\(folder)/\(name)")
    }
    for sub in ["calls", "topics"] {
      let path = "\(folder)/\(sub)"
      for name in (try? Files.names(inFolder: path)) ?? [] { unlink("\(path)/\(name)") }
      rmdir(path)
    }
    rmdir(folder)
  }

  // MARK: - Sizes

  var repetitions: Repetitions {
    options.isQuick
      ? Repetitions(least: 3, most: 5, time: .seconds(1))
      : Repetitions(least: 5, most: 15, time: .seconds(10))
  }

  /// For what takes seconds.
  var fewRepetitions: Repetitions {
    Repetitions(least: options.isQuick ? 1 : 3, most: 5, time: .seconds(5))
  }

  /// For what takes milliseconds.
  var manyRepetitions: Repetitions {
    options.isQuick
      ? Repetitions(least: 11, most: 21, time: .seconds(1))
      : Repetitions(least: 21, most: 101, time: .seconds(5))
  }

  /// How many consortia a file has.
  var count: Int { options.isQuick ? 1_000 : 10_000 }

  // MARK: - Inputs

  /// A file of consortia, made when it is first asked for; with gaps, facts are left out.
  func file(
    _ form: ConsortiumForm, count: Int, hasGaps: Bool = false
  ) throws(BenchmarkFailure) -> (path: String, bytes: Int) {
    let name = "\(count)\(hasGaps ? "-gaps" : "").\(form.rawValue)"
    if let known = made[name] { return known }
    let path = "\(folder)/\(name)"
    Progress.say("making \(RowText.grouped(count)) consortia")
    try write(form, count: count, participants: 3...40, hasGaps: hasGaps, to: path)
    let result = (path, Files.size(of: path) ?? 0)
    made[name] = result
    return result
  }

  /// Writes consortia to a file or a pipe.
  func write(
    _ form: ConsortiumForm, count: Int, participants: ClosedRange<Int>, hasGaps: Bool = false,
    to path: String
  ) throws(BenchmarkFailure) {
    var maker = ConsortiumMaker(seed: options.seed, participants: participants)
    var text = ConsortiumText(
      form, gaps: hasGaps ? SeededNumbers(seed: options.seed) : nil)
    text.begin()
    do throws(FileProblem) {
      var output = try FileOutput(path)
      for _ in 0..<count {
        text.add(maker.next())
        if text.bytes.count > 1 << 18 { try output.write(text.takeBytes()) }
      }
      text.end()
      try output.write(text.takeBytes())
      try output.finish()
    } catch {
      throw BenchmarkFailure(error.diagnostic.message)
    }
  }

  /// Writes a small file.
  func write(_ text: String, to path: String) throws(BenchmarkFailure) {
    do throws(FileProblem) {
      try Files.write(Array(text.utf8), to: path)
    } catch {
      throw BenchmarkFailure(error.diagnostic.message)
    }
  }

  /// Runs a command with consortia on its standard input, which are made while it reads them.
  func run(
    _ command: ProcessRunner.Command, feeding form: ConsortiumForm, count: Int,
    participants: ClosedRange<Int> = 3...40
  ) throws(BenchmarkFailure) -> ProcessRun {
    let pipe = folder + "/pipe"
    unlink(pipe)
    guard mkfifo(pipe, 0o600) == 0 else { throw BenchmarkFailure("no pipe can be made") }
    var command = command
    command.input = pipe
    let process = try runner.start(command)
    do throws(BenchmarkFailure) {
      try write(form, count: count, participants: participants, to: pipe)
    } catch {
      // What the program says of it says more.
      _ = try runner.finish(process, command)
      throw error
    }
    return try runner.finish(process, command)
  }

  /// The folder with the benchmark's call of so many requirements.
  func calls(requirements: Int = BenchmarkCall.rules.count) throws(BenchmarkFailure) -> String {
    let folder = folder + "/calls"
    do throws(FileProblem) {
      try Files.makeFolder(folder)
      try Files.write(
        Array(BenchmarkCall.document(requirements: requirements).utf8),
        to: "\(folder)/\(requirements).xml")
    } catch {
      throw BenchmarkFailure(error.diagnostic.message)
    }
    return folder
  }

  // MARK: - Commands

  /// How `fundcall check` prints verdicts.
  enum Answer {
    case verdicts, full
  }

  /// `fundcall check` of a file against the benchmark's call.
  func check(
    _ file: String, _ answer: Answer, cores: Int = 1,
    requirements: Int = BenchmarkCall.rules.count, output: String = "/dev/null"
  ) throws(BenchmarkFailure) -> ProcessRunner.Command {
    var arguments = [
      fundcall, "check", file, "--calls", try calls(requirements: requirements), "--call",
      BenchmarkCall.id(requirements: requirements), "--on", "2027-06-01", "--quiet",
    ]
    if answer == .verdicts, abilities.contains("--verdicts") {
      arguments.append("--verdicts")
    } else {
      arguments += ["--format", "json"]
    }
    if abilities.contains("--jobs") { arguments += ["--jobs", String(cores)] }
    return .init(arguments: arguments, cores: cores, output: output)
  }

  /// What to say where verdicts come from full answers.
  var verdictNotes: [String] {
    abilities.contains("--verdicts")
      ? [] : ["this fundcall has no --verdicts: it makes full answers"]
  }

  /// A peer on a file, on one processor.
  func peerVerdicts(_ form: ConsortiumForm, _ file: String, output: String = "/dev/null")
    -> ProcessRunner.Command
  {
    .init(
      arguments: [peer, form == .xml ? "xml-verdicts" : "json-verdicts", file], output: output)
  }

  var ourOutput: String { folder + "/ours" }
  var peerOutput: String { folder + "/peer" }
}

/// What goes on, on standard error.
enum Progress {
  static func say(_ text: String) {
    StandardStreams.write(Array("fundcall-benchmark: \(text)\n".utf8), to: .error)
  }
}
