import SourceText

extension Command {
  /// `fundcall new`
  static let new = Command(
    name: "new", usage: "consortium|call [--format xml|json|csv]",
    summary: "prints a file to fill in, with remarks",
    details: """
      Prints a consortium or a call with example values and remarks that say what may stand there;
      'check' and 'lint' read it as it is. Replace the values, and remove what you do not know: what
      a consortium file leaves out is unknown, and never taken as no. JSON has no remarks; a call is
      written in XML only.
      """,
    example: "fundcall new consortium --format csv > consortium.csv",
    options: [.format], formats: [.xml, .json, .csv]
  ) { session throws(UsageError) in
    let operands = session.options.operands
    let words = ["consortium", "call"]
    guard operands.count == 1, let word = operands.first, words.contains(word) else {
      throw UsageError(
        message: "it is to be said what is new: a consortium or a call",
        help: operands.first.flatMap { NearMiss.help(for: $0, in: words) }
          ?? "write 'fundcall new consortium' or 'fundcall new call'")
    }
    guard word == "consortium" else {
      guard session.format == .xml else {
        throw UsageError(
          message: "a call is written in XML only", help: "write 'fundcall new call'")
      }
      session.print(Templates.call)
      return .fine
    }
    switch session.format {
    case .json:
      session.print(Templates.consortiumInJSON)
      session.remark("JSON has no remarks; 'fundcall new consortium' shows the same with them")
    case .csv: session.print(Templates.consortiumInCSV)
    default: session.print(Templates.consortiumInXML)
    }
    return .fine
  }
}
