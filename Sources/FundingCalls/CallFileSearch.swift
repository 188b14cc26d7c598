import SourceText

/// Finds and reads the call documents of folders.
struct CallFileSearch {
  /// The folders beside the calls that hold something else.
  static let skippedFolders: Set<String> = ["schema", "reference", "samples"]
  /// The largest call document, in bytes.
  static let largestFile = 8 << 20
  /// How deep folders may nest.
  static let deepest = 32

  /// What was wrong with files and folders.
  private(set) var diagnostics: [Diagnostic] = []
  private var seen: Set<Files.Identity> = []

  /// The call documents under a path, which may be a file itself, in the order of their names.
  mutating func files(of path: String) -> [SourceFile] {
    var result: [SourceFile] = []
    search(path, isNamed: true, depth: 0, into: &result)
    return result
  }

  private mutating func search(
    _ path: String, isNamed: Bool, depth: Int, into result: inout [SourceFile]
  ) {
    do throws(FileProblem) {
      switch try Files.kind(of: path) {
      case .folder:
        guard depth <= Self.deepest else {
          throw FileProblem(path: path, reason: .failed("folders nest too deep"))
        }
        guard seen.insert(try Files.identity(of: path)).inserted else { return }
        for name in try Files.names(inFolder: path)
        where !name.hasPrefix(".") && !Self.skippedFolders.contains(name) {
          let inner = path.hasSuffix("/") ? path + name : path + "/" + name
          search(inner, isNamed: false, depth: depth + 1, into: &result)
        }
      case .file, .special:
        guard isNamed || path.hasSuffix(".xml") else { return }
        guard seen.insert(try Files.identity(of: path)).inserted else { return }
        result.append(try Files.read(path, limit: Self.largestFile))
      }
    } catch {
      // A link that leads nowhere and is not a call document is nobody's business.
      if isNamed || path.hasSuffix(".xml") || error.reason != .notFound {
        diagnostics.append(error.diagnostic)
      }
    }
  }
}
