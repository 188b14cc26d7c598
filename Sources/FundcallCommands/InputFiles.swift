import SourceText

/// The consortium files that operands mean.
enum InputFiles {
  /// What a file of consortia may end in.
  static let endings = [".xml", ".json", ".jsonl", ".csv"]

  /// The files that some operands mean, in order: a folder stands for its consortium files in the
  /// order of their names. What cannot be read is said; an empty folder is one of those.
  static func find(_ operands: [String]) -> (files: [String], problems: [Diagnostic]) {
    var files: [String] = []
    var problems: [Diagnostic] = []
    for operand in operands {
      if operand == Files.standardInput {
        files.append(operand)
        continue
      }
      do throws(FileProblem) {
        guard try Files.kind(of: operand) == .folder else {
          files.append(operand)
          continue
        }
        let inside = try Files.names(inFolder: operand).sorted().filter { name in
          endings.contains { name.hasSuffix($0) }
        }
        guard !inside.isEmpty else {
          problems.append(
            Diagnostic(
              code: "file.empty-folder", "the folder has no consortium files", file: operand,
              help: "consortium files end in \(endings.joined(separator: ", "))"))
          continue
        }
        let base = operand.hasSuffix("/") ? operand : operand + "/"
        files += inside.map { base + $0 }
      } catch {
        problems.append(error.diagnostic)
      }
    }
    return (files, problems)
  }
}
