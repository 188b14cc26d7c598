import Consortia
import Eligibility
import FundingCalls
import Reports
import SourceText
import XMLReading

extension Command {
  /// `fundcall lint`
  static let lint = Command(
    name: "lint", usage: "[PATH…] [--fix]",
    summary: "checks call documents, and runs their examples",
    details: """
      Checks that each document is well-formed and valid, that its rules read and make sense, that
      every requirement has a source and examples, and that the examples come out as they say.
      Searches a consortium that meets every requirement, and for each one that fails it alone;
      what was not found is a warning (--verbose shows what was). With --on, sources that were read
      more than a year before are named. Consortium files and reference documents are checked
      against their schemas. Without PATH it checks the built-in library.
      """,
    example: "fundcall lint Calls",
    options: [.fix, .on, .verbose]
  ) { session throws(UsageError) in
    guard let folder = session.libraryFolder() else { return .unreadable }
    let operands = session.options.operands.isEmpty ? [folder] : session.options.operands
    return Linting(session, folder: folder).run(operands)
  }
}

/// One run of `lint`.
private struct Linting {
  private let session: Session
  private let folder: String

  init(_ session: Session, folder: String) {
    self.session = session
    self.folder = folder
  }

  func run(_ operands: [String]) -> ExitStatus {
    var found = LintFiles.find(operands)
    if session.options.has(.fix) { found.documents = found.documents.map(fix) }
    let (findings, examples) = lintCalls(found.documents)
    var diagnostics = found.problems + findings
    let reader = self.reader
    for document in found.documents where document.sort == .consortium {
      for reading in reader.readings(of: document.file) { diagnostics += reading.diagnostics }
    }
    // Why: where the reader says in its own words what is wrong, the schema only says it again.
    let wrong = Set(diagnostics.filter { $0.severity == .error }.map(\.file))
    let schemas = Schemas(folder: folder + "/schema")
    var checked: [String: Int] = [:]
    for document in found.documents {
      checked[document.sort.noun, default: 0] += 1
      guard !wrong.contains(document.file.name) else { continue }
      diagnostics += schemas.diagnostics(for: document)
    }
    finish(diagnostics, checked, examples: examples)
    if found.isUnreadable { return .unreadable }
    return diagnostics.hasErrors ? .notEligible : .fine
  }

  // MARK: Calls

  private func lintCalls(_ documents: [LintDocument]) -> (diagnostics: [Diagnostic], examples: Int)
  {
    let names = documents.filter { $0.sort == .call }.map(\.file.name)
    guard !names.isEmpty else { return ([], 0) }
    // Why: a call outside the library may extend one inside; only those that were asked for are
    // reported, whatever else is loaded.
    let further = BuiltInLibrary.furtherFolders() + session.options.all(.calls)
    let library = CallLibrary(loading: [folder] + further + documents.map(\.file.name))
    let files = Self.names(names, in: library)
    let reference = ReferenceTables.load(library: folder)
    var diagnostics = library.diagnostics.filter {
      files.contains($0.file) && $0.code != "call.override"
    }
    let regions = Lazy { RegionTables.load(library: folder, reference: reference.tables).tables }
    let places = PlaceNames(countries: reference.tables.countries) { regions.value.regions }
    let linter = CallLinter(
      reader: ConsortiumReader(places: places), reference: reference.tables,
      moment: session.moment
    ) { (regions.value, []) }
    let uses = DefinitionUses(library)
    let hasDay = session.options.has(.on)
    var examples = 0
    var linted = Set<String>()
    let calls = library.calls.filter { files.contains($0.file.name) }
    let reports = Cores.map(calls.count) { index in
      var report = linter.lint(calls[index])
      report.diagnostics += RuleForms.diagnostics(for: calls[index]) + uses.unused(in: calls[index])
      return report
    }
    for (call, report) in zip(calls, reports) {
      examples += report.examples
      diagnostics += report.diagnostics
      if hasDay { diagnostics += call.staleSources(on: session.day) }
      if session.options.has(.verbose) { report.witnesses.forEach(show) }
      linted.insert(call.file.name)
    }
    // Why: a mistake elsewhere in a document is no reason to keep silent about its rules.
    for call in library.documents
    where files.contains(call.file.name) && !linted.contains(call.file.name) {
      diagnostics += linter.lintRules(of: library.resolved(call))
    }
    return (diagnostics, examples)
  }

  /// Under which names the library loaded some files: a file that it has under another path is
  /// loaded once, under that one.
  private static func names(_ asked: [String], in library: CallLibrary) -> Set<String> {
    func identity(_ name: String) -> Files.Identity? { try? Files.identity(of: name) }
    let identities = Set(asked.compactMap(identity))
    let loaded = Set(library.documents.map(\.file.name) + library.diagnostics.map(\.file))
    let same = loaded.filter { name in identity(name).map(identities.contains) ?? false }
    return same.union(asked)
  }

  /// Prints the consortia that were found.
  private func show(_ found: CallWitnesses) {
    guard let witness = found.witness else { return }
    let name = found.call.id + (found.strand.map { "/\($0)" } ?? "")
    func line(_ head: String, _ consortium: Consortium) -> String {
      ConsortiumLine.lines(consortium, after: "\(head):", style: session.style)
    }
    session.print(
      "\(name)\n" + line("meets every requirement", witness)
        + found.failures.map { line("fails \($0.requirement.id) alone", $0.consortium) }.joined())
  }

  private var reader: ConsortiumReader {
    let reference = ReferenceTables.load(library: folder).tables
    let folder = folder
    let regions = Lazy { RegionTables.load(library: folder, reference: reference).tables }
    return ConsortiumReader(
      places: PlaceNames(countries: reference.countries) { regions.value.regions })
  }

  // MARK: Fixing and finishing

  /// The document with its rules in their normal form, written if that changes anything.
  private func fix(_ document: LintDocument) -> LintDocument {
    guard document.sort == .call, let fixed = RuleForms.fixed(document.file) else {
      return document
    }
    do throws(FileProblem) {
      try Files.write(fixed, to: document.file.name)
    } catch {
      session.report([error.diagnostic])
      return document
    }
    session.remark("wrote \(PlainText.shown(document.file.name, limit: 4096))")
    return LintDocument(
      file: SourceFile(name: document.file.name, bytes: fixed), sort: document.sort)
  }

  private func finish(_ diagnostics: [Diagnostic], _ checked: [String: Int], examples: Int) {
    let shown =
      session.options.has(.quiet) ? diagnostics.filter { $0.severity == .error } : diagnostics
    session.print(DiagnosticPrinter(colour: session.style.colour).text(for: shown))
    guard !session.options.has(.quiet) else { return }
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count { $0.severity == .warning }
    func count(_ number: Int, _ noun: String) -> String {
      number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
    }
    let files = checked.keys.sorted().map { count(checked[$0] ?? 0, $0) }.joined(separator: ", ")
    session.print(
      "\(files.isEmpty ? "nothing" : files) checked, \(count(examples, "example")) run: "
        + "\(count(errors, "error")), \(count(warnings, "warning"))\n")
  }
}
