/// The attributes of a start tag, as the parser hands them over.
struct AttributeList {
  var count: Int { 0 }
  func name(at index: Int) -> Int { XMLVocabulary.unknown }
  func nameText(at index: Int) -> String { "" }
  func withValue<Result, Failure: Error>(
    at index: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let empty: [UInt8] = []
    return try body(empty.span)
  }
}
