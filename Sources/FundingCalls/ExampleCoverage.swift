public import SourceText

extension Call {
  /// The requirements that the document states without an example that is met and one that is not;
  /// an error for each.
  ///
  /// Those whose content was not found need none. For a call as its document states it: inherited
  /// requirements are their own document's matter.
  public func missingExamples() -> [Diagnostic] {
    (requirements + strands.flatMap(\.requirements)).compactMap { requirement in
      guard !requirement.readings.isEmpty else { return nil }
      let given = Set(requirement.examples.map(\.outcome))
      let missing = [Outcome.met, .notMet].filter { !given.contains($0) }.map(\.rawValue)
      guard !missing.isEmpty else { return nil }
      return requirement.origin.diagnostic(
        code: "call.no-example",
        "the requirement '\(requirement.id)' has no example that is \(missing.joined(separator: ", nor one that is "))",
        help: "add <example outcome=\"\(missing[0])\"> with a consortium")
    }
  }
}
