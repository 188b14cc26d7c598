public import SourceText

/// The calls of some folders, each resolved with what it takes over from others.
///
/// Nothing wrong in a file ever costs more than that file, and the calls that extend it.
public struct CallLibrary: Sendable {
  /// The calls that can be used, resolved, in the order of their ids; abstract ones among them.
  public private(set) var calls: [Call] = []
  /// The calls as their documents state them, before anything is taken over; wrong ones among them.
  public private(set) var documents: [Call] = []
  /// What is wrong with the files, in the order in which they were read.
  public private(set) var diagnostics: [Diagnostic] = []

  /// Position in ``calls`` by the lower-case id.
  private var byId: [String: Int] = [:]
  /// Position in ``calls`` by the lower-case alias.
  private var byAlias: [String: Int] = [:]

  /// An empty library.
  public init() {}

  /// Loads folders (or single files), one over the other: of two calls of the same id the one of the
  /// later folder counts, and a note says so.
  ///
  /// Folders are searched for `.xml` files in the order of their names, except in folders named
  /// `schema`, `reference` or `samples`; one real file or folder is read once, however many paths
  /// lead to it.
  public init(loading paths: [String]) {
    var search = CallFileSearch()
    var loading = LibraryLoading()
    for path in paths { loading.add(search.files(of: path)) }
    self.init(loading, diagnostics: search.diagnostics)
  }

  /// Loads sources that are at hand already, all as if they stood in one folder.
  public init(reading files: [SourceFile]) {
    var loading = LibraryLoading()
    loading.add(files)
    self.init(loading, diagnostics: [])
  }

  private init(_ loading: LibraryLoading, diagnostics found: [Diagnostic]) {
    var loading = loading
    let built = loading.build()
    documents = built.documents
    calls = built.resolved.sorted { Self.key($0.id) < Self.key($1.id) }
    for (index, call) in calls.enumerated() { byId[Self.key(call.id)] = index }
    diagnostics = found + built.diagnostics
    indexAliases()
  }

  /// The call of an id or an alias, whatever its case; `nil` where there is none.
  public func call(_ id: String) -> Call? {
    let key = Self.key(id)
    return (byId[key] ?? byAlias[key]).map { calls[$0] }
  }

  /// The calls that may be listed and assessed, in the order of their ids.
  public var listed: [Call] { calls.filter { !$0.isAbstract } }

  /// The ids and aliases of the calls that may be listed, for near misses.
  public var names: [String] { listed.flatMap { [$0.id] + $0.aliases } }

  /// A call with all that it takes over from calls of this library.
  ///
  /// For a call that was read apart from the library; the library's own are resolved already.
  public func resolved(_ call: Call) -> Call {
    guard let parent = call.extends.flatMap({ self.call($0) }) else { return call }
    return call.extending(parent)
  }

  private mutating func indexAliases() {
    for (index, call) in calls.enumerated() {
      for alias in call.aliases {
        let key = Self.key(alias)
        guard let other = byId[key] ?? byAlias[key] else {
          byAlias[key] = index
          continue
        }
        diagnostics.append(
          call.origin.diagnostic(
            .warning, code: "call.alias",
            "the alias '\(PlainText.shown(alias))' is taken by the call '\(calls[other].id)'",
            help: "remove the alias from one of them"))
      }
    }
  }

  static func key(_ id: String) -> String { id.lowercased() }
}
