import Consortia
import SourceText

extension Command {
  /// `fundcall convert`
  static let convert = Command(
    name: "convert", usage: "IN OUT [--from FORMAT] [--to FORMAT] [--overwrite]",
    summary: "writes a consortium file in another format",
    details: """
      Reads consortia in JSON, XML, a table (CSV), the project XML of CORDIS or the organisations of
      its exports ('organization.csv', 'organization.json'), and writes them in JSON, XML or CSV; '-' is a standard stream. A list stays one, of any length; a table holds
      one consortium. Among JSON, XML and CSV nothing is lost; what is not taken over from CORDIS
      is said. The file is written whole or not at all, and never over a file that is there without
      --overwrite.
      """,
    example: "fundcall convert Calls/samples/euroboostex.xml euroboostex.csv",
    options: [.from, .to, .overwrite]
  ) { session throws(UsageError) in
    let job = try Conversion(session)
    guard let library = session.library() else { return .unreadable }
    return library.status.and(job.run(library))
  }
}

/// One run of `convert`.
private struct Conversion {
  private let session: Session
  private let input: String
  private let output: String
  private let from: ConsortiumFormat?
  private let to: ConsortiumFormat

  init(_ session: Session) throws(UsageError) {
    let operands = session.options.operands
    guard operands.count == 2 else {
      throw UsageError(
        message: "one file to read and one to write are to be named",
        help: "write 'fundcall convert IN OUT', with '-' for standard input or output")
    }
    self.session = session
    (input, output) = (operands[0], operands[1])
    from = try Self.format(.from, session.options)
    guard
      let to = try Self.format(.to, session.options) ?? ConsortiumFormat(ofFileNamed: output)
    else {
      throw UsageError(
        message: output == Files.standardInput
          ? "standard output has no ending that names a format"
          : "the ending of '\(PlainText.shown(output, limit: 200))' names no format",
        help: "add '--to json', '--to jsonl', '--to xml' or '--to csv'")
    }
    self.to = to
    try refuseExisting()
  }

  private static func format(_ option: Option, _ options: Options) throws(UsageError)
    -> ConsortiumFormat?
  {
    options.has(option) ? try options.word(option, of: ConsortiumFormat.allCases) : nil
  }

  private func refuseExisting() throws(UsageError) {
    guard output != Files.standardInput, !session.options.has(.overwrite),
      let kind = try? Files.kind(of: output), kind == .file
    else { return }
    throw UsageError(
      message: "there is a file '\(PlainText.shown(output, limit: 200))' already",
      help: "name another, or add '--overwrite'")
  }

  // MARK: Running

  func run(_ library: LoadedLibrary) -> ExitStatus {
    let sink: ConversionSink
    do throws(FileProblem) {
      sink = try ConversionSink(output == Files.standardInput ? nil : output)
    } catch {
      session.report([error.diagnostic])
      return .unreadable
    }
    let feed = FileFeed(input)
    let writer = ConsortiumWriter(places: library.placeNames)
    var collection: ConsortiumCollection?
    var status = ExitStatus.fine
    let reader = ConsortiumReader(places: library.placeNames)
    func nextChunk() -> [UInt8]? { status == .fine ? feed.next() : nil }
    reader.read(named: input, as: from, chunks: nextChunk) { reading in
      guard feed.problem == nil, status == .fine else { return }
      session.report(reading.diagnostics)
      guard let consortium = reading.consortium else {
        status = .wrongInput
        return
      }
      var all =
        collection ?? ConsortiumCollection(writer, as: to, holdsMany: reading.isOneOfMany)
      guard all.hasRoom(for: consortium) else {
        session.report([tooMany(consortium)])
        status = .wrongInput
        return
      }
      if !sink.write(all.next(consortium)) { status = .unreadable }
      collection = all
    }
    if let problem = feed.problem {
      session.report([problem.diagnostic])
      return .unreadable
    }
    guard status == .fine else {
      if let problem = sink.problem { session.report([problem.diagnostic]) }
      if output != Files.standardInput { session.remark("nothing is written") }
      return status
    }
    return finish(sink, collection ?? ConsortiumCollection(writer, as: to, holdsMany: true))
  }

  private func finish(_ sink: ConversionSink, _ collection: ConsortiumCollection) -> ExitStatus {
    guard sink.write(collection.end), sink.finish() else {
      if let problem = sink.problem { session.report([problem.diagnostic]) }
      return .unreadable
    }
    return .fine
  }

  private func tooMany(_ second: Consortium) -> Diagnostic {
    Diagnostic(
      code: "consortium.one-only",
      "a table holds one consortium, with as many columns as a spreadsheet may have",
      file: input, place: second.place, help: "write .jsonl, .json or .xml instead")
  }
}

/// Where the text goes: a file that appears when all of it is there, or standard output.
private final class ConversionSink {
  private(set) var problem: FileProblem?
  private var file: FileOutput?
  private let isStandardOutput: Bool

  init(_ path: String?) throws(FileProblem) {
    isStandardOutput = path == nil
    if let path { file = try FileOutput(path) }
  }

  /// Adds bytes; `false` where that is not possible.
  func write(_ bytes: [UInt8]) -> Bool {
    if isStandardOutput {
      Fundcall.print(bytes)
      return true
    }
    do throws(FileProblem) {
      try file?.write(bytes)
      return true
    } catch {
      problem = error
      return false
    }
  }

  /// Puts the file in its place; `false` where that is not possible.
  func finish() -> Bool {
    do throws(FileProblem) {
      try file?.finish()
      return true
    } catch {
      problem = error
      return false
    }
  }
}
