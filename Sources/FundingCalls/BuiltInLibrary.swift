public import SourceText

/// Finds the library that comes with the program.
public enum BuiltInLibrary {
  /// The environment variable that names the library's folder.
  public static let variable = "FUNDCALL_LIBRARY"
  /// The environment variable with further folders of calls, with colons between them.
  public static let callsVariable = "FUNDCALL_CALLS"

  /// The folder of the library.
  ///
  /// The first of these that holds the reference tables: the folder that the environment names,
  /// `Calls` in the current folder, beside the program, in `share/fundcall` next to the program's
  /// folder, three folders up (where the program was built), and in the data folders of the system.
  ///
  /// - Returns: the folder, or a diagnostic that says where it was looked for.
  public static func find(
    environment: (String) -> String? = Files.environment, executable: String? = Files.executable
  ) -> (folder: String?, diagnostic: Diagnostic?) {
    if let named = environment(variable) {
      if isLibrary(named) { return (named, nil) }
      return (
        nil,
        Diagnostic(
          code: "library.not-found", "\(variable) names a folder without reference tables",
          file: named, help: "name the folder 'Calls' that comes with the program")
      )
    }
    let places = candidates(environment: environment, executable: executable)
    if let folder = places.first(where: isLibrary) { return (folder, nil) }
    return (
      nil,
      Diagnostic(
        code: "library.not-found", "the library of calls was not found", file: "Calls",
        help: "set \(variable) to its folder; looked in \(places.joined(separator: ", "))")
    )
  }

  /// The further folders that the environment names.
  public static func furtherFolders(
    environment: (String) -> String? = Files.environment
  ) -> [String] {
    (environment(callsVariable) ?? "").split(separator: ":").map(String.init)
  }

  private static func candidates(
    environment: (String) -> String?, executable: String?
  ) -> [String] {
    var places = ["Calls"]
    if let executable, let slash = executable.lastIndex(of: "/") {
      let folder = executable[..<slash]
      places += ["", "/../share/fundcall", "/../../.."].map { "\(folder)\($0)/Calls" }
    }
    let data = environment("XDG_DATA_DIRS") ?? "/usr/local/share:/usr/share"
    return places + data.split(separator: ":").map { "\($0)/fundcall/Calls" }
  }

  private static func isLibrary(_ folder: String) -> Bool {
    (try? Files.kind(of: folder + "/reference/countries.xml")) == .file
  }
}
