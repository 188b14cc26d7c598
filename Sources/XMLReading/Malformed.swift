internal import CLibXML2
import SourceText

/// An error that the parser reports, without its text: the program has its own words.
struct ParserError {
  let code: Int
  let names: [String]

  init(_ error: UnsafePointer<xmlError>) {
    code = Int(error.pointee.code)
    names = [error.pointee.str1, error.pointee.str2].compactMap { $0.map { String(cString: $0) } }
  }
}

extension Refusal {
  static func malformed(_ error: ParserError, in state: inout ParserState) -> Refusal {
    let cursor = state.cursor
    return Refusal("malformed", "code \(error.code) \(error.names)", at: cursor..<(cursor + 1))
  }
}
