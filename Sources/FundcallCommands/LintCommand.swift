import SourceText

extension Command {
  /// `fundcall lint`
  static let lint = Command(
    name: "lint", usage: "[PATH…] [--fix]",
    summary: "checks call documents, and runs their examples",
    details: """
      Checks that each document is well-formed and valid, that its rules read and make sense, that
      every requirement has a source and examples, and that the examples come out as they say.
      Without PATH it checks the built-in library.
      """,
    example: "fundcall lint Calls",
    options: [.fix, .on]
  ) { session throws(UsageError) in .fine }
}
