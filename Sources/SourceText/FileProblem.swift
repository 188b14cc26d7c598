/// Why a file or folder cannot be used.
public struct FileProblem: Error, Sendable, Equatable {
  /// The kinds of reasons.
  public enum Reason: Sendable, Equatable {
    /// There is nothing of that name.
    case notFound
    /// A folder stands where a file is needed.
    case isFolder
    /// A file stands where a folder is needed.
    case isNoFolder
    /// It is a device, a pipe or a socket.
    case isSpecial
    /// It is larger than so many bytes.
    case tooLarge(Int)
    /// The permissions do not allow it.
    case notPermitted
    /// The system says something else.
    case failed(String)
  }

  /// The path as the person gave it; `-` for standard input.
  public var path: String
  /// Why it cannot be used.
  public var reason: Reason

  /// A reason for which a path cannot be used.
  public init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// The problem as a diagnostic; its code begins with `file.`.
  public var diagnostic: Diagnostic {
    let (code, message, help): (String, String, String?) =
      switch reason {
      case .notFound: ("not-found", "there is no such file or folder", "check the path")
      case .isFolder: ("is-folder", "this is a folder, not a file", "name a file in it")
      case .isNoFolder: ("is-no-folder", "this is not a folder", "name a folder")
      case .isSpecial:
        ("is-special", "this is not a regular file", "give a file, or '-' for standard input")
      case .tooLarge(let limit):
        ("too-large", "the file is larger than \(PlainText.size(limit))", "split it")
      case .notPermitted: ("not-permitted", "reading or writing it is not permitted", nil)
      case .failed(let text): ("failed", text, nil)
      }
    return Diagnostic(code: "file.\(code)", message, file: path, help: help)
  }
}
