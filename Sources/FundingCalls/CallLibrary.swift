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
  ///
  /// - Parameter ids: the calls that are asked for; `nil` for all. Where these and what they extend
  ///   can be told from the beginnings of the files, no other file is read: what is wrong in those
  ///   is then nobody's business. Where anything is unusual, all are.
  public init(loading paths: [String], only ids: [String]? = nil) {
    var search = CallFileSearch()
    let folders = paths.map { search.files(of: $0) }
    if let ids, let few = LibraryLoading.documents(of: folders, only: ids) {
      var loading = LibraryLoading()
      loading.add(few)
      self.init(loading, diagnostics: [])
      return
    }
    var loading = LibraryLoading()
    var problems: [Diagnostic] = []
    for found in folders {
      let documents = LibraryLoading.documents(of: found)
      problems += documents.problems
      loading.add(documents.documents)
    }
    self.init(loading, diagnostics: problems)
  }

  /// Loads sources that are at hand already, all as if they stood in one folder.
  public init(reading files: [SourceFile]) {
    var loading = LibraryLoading()
    loading.add(files.map { CallDocument($0) })
    self.init(loading, diagnostics: [])
  }

  private init(_ loading: LibraryLoading, diagnostics found: [Diagnostic]) {
    var loading = loading
    let built = loading.build()
    documents = built.documents
    let ordered = built.resolved.map { (key: Self.key($0.id), call: $0) }.sorted { $0.key < $1.key }
    calls = ordered.map(\.call)
    for (index, item) in ordered.enumerated() { byId[item.key] = index }
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
