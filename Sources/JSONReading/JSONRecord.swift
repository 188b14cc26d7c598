import SourceText

/// One record of a file that holds many.
public struct JSONRecord: Sendable {
  /// Which record of the file it is, from 1.
  public let number: Int
  /// The record's own text, which knows the line on which it begins in the file; ranges in `value`
  /// are ranges of its bytes.
  public let source: SourceFile
  /// The value; `nil` where the record is not JSON.
  public let value: JSONValue?
  /// What is wrong with the record.
  public let diagnostics: [Diagnostic]

  /// A record that was read from its source.
  public init(number: Int, source: SourceFile, value: JSONValue?, diagnostics: [Diagnostic]) {
    self.number = number
    self.source = source
    self.value = value
    self.diagnostics = diagnostics
  }
}

/// The bytes of one record while they arrive, never more than the limit.
struct RecordBuffer {
  private(set) var bytes: [UInt8] = []
  private(set) var isTooLarge = false
  let limit: Int

  init(limit: Int) { self.limit = limit }

  /// Adds bytes; past the limit only the beginning is kept, to be shown in the error.
  mutating func append(_ more: ArraySlice<UInt8>) {
    guard !isTooLarge else { return }
    if bytes.count + more.count > limit {
      isTooLarge = true
      bytes = Array((bytes.prefix(80) + more.prefix(80)).prefix(80))
    } else {
      bytes += more
    }
  }

  var isBlank: Bool { bytes.allSatisfy(ASCII.isSpace) }

  /// The record made of the bytes.
  func record(
    number: Int, name: String, firstLine: Int, limits: JSONLimits, part: JSONReader.Part
  ) -> JSONRecord {
    let source = SourceFile(name: name, bytes: bytes, firstLine: firstLine)
    guard !isTooLarge else {
      let problem = source.problem(
        "json.too-large", "a record has at most \(limit) bytes", at: 0..<1,
        help: "check that each record is closed, or split this one")
      return JSONRecord(number: number, source: source, value: nil, diagnostics: [problem])
    }
    let (value, diagnostics) = JSONReader.read(source, limits: limits, part: part)
    return JSONRecord(number: number, source: source, value: value, diagnostics: diagnostics)
  }
}
