import Consortia
import FundingCalls
import FundingTerms
import Reports
import SourceText
import Synchronization

/// One run of a command: its options, what it loads, and where its words go.
///
/// Nothing is loaded before it is needed, and everything at most once.
final class Session: Sendable {
  let options: Options
  /// The moment at which dates are looked at.
  let moment: Moment
  /// The form of the answer.
  let format: Format
  /// How text on standard output looks.
  let style: Style
  private let errors: DiagnosticPrinter

  init(_ options: Options, formats: [Format]) throws(UsageError) {
    self.options = options
    moment = try options.day().map { .day($0) } ?? .instant(StandardStreams.now)
    format = try options.word(.format, of: formats) ?? .text
    let choice = try options.word(.color, of: ColourChoice.allCases) ?? .auto
    style = Self.style(on: .output, choice)
    errors = DiagnosticPrinter(colour: Self.style(on: .error, choice).colour)
  }

  /// The day at which the answer is given, in Brussels.
  var day: CalendarDate { moment.date(in: .brussels) }

  private static func style(on stream: StandardStreams.Output, _ choice: ColourChoice) -> Style {
    let isTerminal = StandardStreams.isTerminal(stream)
    let refused = Files.environment("NO_COLOR") != nil || Files.environment("TERM") == "dumb"
    let colour =
      switch choice {
      case .always: true
      case .never: false
      case .auto: isTerminal && !refused
      }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(Files.environment).first ?? ""
    let isUnicode = locale.uppercased().contains("UTF-8") || locale.uppercased().contains("UTF8")
    return Style(
      colour: colour, unicode: isTerminal && isUnicode,
      width: StandardStreams.width(of: stream) ?? 100)
  }

  // MARK: Output

  /// Prints an answer.
  func print(_ bytes: [UInt8]) { Fundcall.print(bytes) }

  /// Prints an answer.
  func print(_ text: String) { print(Array(text.utf8)) }

  /// Says what is wrong with files; warnings and notes only without `--quiet`.
  func report(_ diagnostics: [Diagnostic]) {
    let shown = options.has(.quiet) ? diagnostics.filter { $0.severity == .error } : diagnostics
    guard !shown.isEmpty else { return }
    StandardStreams.write(Array(errors.text(for: shown).utf8), to: .error)
  }

  /// Says something that is not about a file.
  func remark(_ text: String) {
    guard !options.has(.quiet) else { return }
    StandardStreams.write(Array("fundcall: \(text)\n".utf8), to: .error)
  }

  // MARK: What is loaded

  /// The folder of the built-in library; `nil`, having said so, where there is none.
  func libraryFolder() -> String? {
    let found = BuiltInLibrary.find()
    if let diagnostic = found.diagnostic { report([diagnostic]) }
    return found.folder
  }

  /// The library with the folders of `--calls` and the environment; `nil`, having said so, where
  /// the built-in one is missing.
  ///
  /// - Parameter names: the calls, as `--call` names them, that alone are asked for; none for all.
  ///   Where there are further folders, all are read.
  func library(only names: [String] = []) -> LoadedLibrary? {
    guard let folder = libraryFolder() else { return nil }
    let further = BuiltInLibrary.furtherFolders() + options.all(.calls)
    // Why: of folders that somebody names, everything that is wrong is to be said.
    let ids =
      names.isEmpty || !further.isEmpty ? nil : names.map { CallChoice.parts(of: $0).id }
    let (library, reference) = Cores.both {
      CallLibrary(loading: [folder] + further, only: ids)
    } _: {
      ReferenceTables.load(library: folder)
    }
    report(library.diagnostics + reference.diagnostics)
    let loaded = LoadedLibrary(
      folder: folder, calls: library, reference: reference.tables,
      status: Self.status(of: library.diagnostics + reference.diagnostics))
    Self.keep(loaded)
    return loaded
  }

  /// The library for commands that take `--call`: what it names, where it is given, is enough.
  func libraryOfNamedCalls() -> LoadedLibrary? { library(only: options.all(.call)) }

  /// Lets something large stay until the program ends: to give it back piece by piece would cost more
  /// than many an answer.
  static func keep(_ value: any Sendable) { kept.withLock { $0.append(value) } }

  private static let kept = Mutex<[any Sendable]>([])

  /// What wrong files of the library mean for the status: the commands go on without them.
  private static func status(of diagnostics: [Diagnostic]) -> ExitStatus {
    let errors = diagnostics.filter { $0.severity == .error }
    if errors.isEmpty { return .fine }
    return errors.allSatisfy { $0.code.hasPrefix("file.") } ? .unreadable : .wrongInput
  }
}

/// The library as a command uses it.
struct LoadedLibrary: Sendable {
  /// The folder of the built-in library.
  let folder: String
  /// The calls.
  let calls: CallLibrary
  /// Countries and who takes part in what.
  let reference: ReferenceTables
  /// What wrong files of the library mean for the status.
  let status: ExitStatus
  /// The rules that have been typed so far, for the calls that share them.
  let shelf = RuleShelf()
  private let regionTables: Lazy<LoadedRegions>

  init(
    folder: String, calls: CallLibrary, reference: ReferenceTables, status: ExitStatus
  ) {
    self.folder = folder
    self.calls = calls
    self.reference = reference
    self.status = status
    regionTables = Lazy {
      let loaded = RegionTables.load(library: folder, reference: reference)
      return LoadedRegions(tables: loaded.tables, diagnostics: loaded.diagnostics)
    }
  }

  /// The regional tables, read when first needed.
  func regions() -> (tables: RegionTables, diagnostics: [Diagnostic]) {
    (regionTables.value.tables, regionTables.value.diagnostics)
  }

  /// The names of places, for readers of consortia.
  var placeNames: PlaceNames {
    let regionTables = regionTables
    return PlaceNames(countries: reference.countries) { regionTables.value.tables.regions }
  }

  /// The listed calls of a programme, or all.
  func calls(of programme: String?) -> [Call] {
    guard let programme else { return calls.listed }
    return calls.listed.filter { $0.programme?.id.lowercased() == programme.lowercased() }
  }
}

/// The regional tables with what is wrong with them.
private struct LoadedRegions: Sendable {
  let tables: RegionTables
  let diagnostics: [Diagnostic]
}

/// A value that is made when it is first asked for.
final class Lazy<Value: Sendable>: Sendable {
  private let made = Mutex<Value?>(nil)
  private let make: @Sendable () -> Value

  init(_ make: @escaping @Sendable () -> Value) { self.make = make }

  /// The value.
  var value: Value {
    made.withLock { made in
      if let value = made { return value }
      let value = make()
      made = value
      return value
    }
  }
}
