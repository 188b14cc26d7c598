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

  /// Whether the file is not read further after it, because its text is malformed.
  public let endsFile: Bool

  /// What came of one record.
  public init(
    number: Int, isOneOfMany: Bool, consortium: Consortium?, diagnostics: [Diagnostic],
    endsFile: Bool = false
  ) {
    self.number = number
    self.endsFile = endsFile
    self.isOneOfMany = isOneOfMany
    self.consortium = consortium
    self.diagnostics = diagnostics
  }

  /// The same reading with all places some lines further down.
  func movedDown(by lines: Int) -> ConsortiumReading {
    guard lines != 0 else { return self }
    var consortium = self.consortium
    consortium?.place.line += lines
    for index in (consortium?.participants ?? []).indices {
      consortium?.participants[index].place.line += lines
    }
    for index in (consortium?.awards ?? []).indices {
      consortium?.awards?[index].place.line += lines
    }
    var diagnostics = self.diagnostics
    for index in diagnostics.indices { diagnostics[index].place?.line += lines }
    return ConsortiumReading(
      number: number, isOneOfMany: isOneOfMany, consortium: consortium, diagnostics: diagnostics,
      endsFile: endsFile)
  }
}
