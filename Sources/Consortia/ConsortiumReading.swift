public import SourceText

/// What came of one record of a consortium file.
public struct ConsortiumReading: Sendable {
  /// Which record of the file it is, from 1.
  public let number: Int
  /// Whether the file holds many records by its form: a list, one a line, or `consortia`, even where
  /// there is only one in it. Answers are then printed one a line.
  public let isOneOfMany: Bool
  /// The consortium; `nil` where the diagnostics have an error.
  public let consortium: Consortium?
  /// What is wrong with the record, and what its author probably did not mean.
  public let diagnostics: [Diagnostic]

  /// What came of one record.
  public init(
    number: Int, isOneOfMany: Bool, consortium: Consortium?, diagnostics: [Diagnostic]
  ) {
    self.number = number
    self.isOneOfMany = isOneOfMany
    self.consortium = consortium
    self.diagnostics = diagnostics
  }
}
