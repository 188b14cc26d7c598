import SourceText

/// Finds the call documents of folders.
struct CallFileSearch {
  /// What stands under a path.
  enum Found {
    /// The path of a call document, not read yet.
    case file(String)
    /// What is wrong with a file or a folder.
    case problem(Diagnostic)
  }

  /// The folders beside the calls that hold something else.
  static let skippedFolders: Set<String> = ["schema", "reference", "samples"]
  /// The largest call document, in bytes.
  static let largestFile = 8 << 20
  /// How deep folders may nest.
  static let deepest = 32

  private var seen: Set<Files.Identity> = []

  /// The call documents under a path, which may be a file itself, in the order of their names, each
  /// real file once; with what is wrong in between.
  mutating func files(of path: String) -> [Found] {
    var result: [Found] = []
    search(path, isNamed: true, depth: 0, into: &result)
    return result
  }

  /// A document, read; or what is wrong with it.
  static func read(_ path: String) -> Result<SourceFile, FileProblem> {
    Result { () throws(FileProblem) in try Files.read(path, limit: largestFile) }
  }

  private mutating func search(
    _ path: String, isNamed: Bool, depth: Int, into result: inout [Found]
  ) {
    do throws(FileProblem) {
      let (kind, identity) = try Files.look(at: path)
      switch kind {
      case .folder:
        guard depth <= Self.deepest else {
          throw FileProblem(path: path, reason: .failed("folders nest too deep"))
        }
        guard seen.insert(identity).inserted else { return }
        for name in try Files.names(inFolder: path)
        where !name.hasPrefix(".") && !Self.skippedFolders.contains(name) {
          let inner = path.hasSuffix("/") ? path + name : path + "/" + name
          search(inner, isNamed: false, depth: depth + 1, into: &result)
        }
      case .file, .special:
        guard isNamed || path.hasSuffix(".xml") else { return }
        guard seen.insert(identity).inserted else { return }
        result.append(.file(path))
      }
    } catch {
      // A link that leads nowhere and is not a call document is nobody's business.
      if isNamed || path.hasSuffix(".xml") || error.reason != .notFound {
        result.append(.problem(error.diagnostic))
      }
    }
  }
}
