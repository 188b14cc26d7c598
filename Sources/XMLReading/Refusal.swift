import SourceText

/// Why a document is refused, in the program's own words, before it is bound to a source.
struct Refusal: Error, Equatable {
  let code: String
  let message: String
  let help: String?
  /// The byte range, counted from the beginning of the text; `nil` where the whole file is meant.
  var range: Range<Int>?

  init(_ code: String, _ message: String, help: String? = nil, at range: Range<Int>? = nil) {
    self.code = "xml." + code
    self.message = message
    self.help = help
    self.range = range
  }
}

extension Refusal {
  static let saveAsUTF8 = "save it as UTF-8"

  static var emptyFile: Refusal {
    Refusal("empty", "the file is empty", help: "a document has one root element")
  }

  static var noRoot: Refusal {
    Refusal("empty", "the document has no element", help: "a document has one root element")
  }

  static func wideEncoding(_ name: String) -> Refusal {
    Refusal("encoding", "the file is in \(name)", help: saveAsUTF8)
  }

  static func notXML(_ kind: String?, help: String?) -> Refusal {
    Refusal(
      "not-xml", kind.map { "the file is \($0), not XML" } ?? "the file is not XML",
      help: help ?? "an XML document begins with '<'")
  }

  static func encoding(_ name: String, at range: Range<Int>) -> Refusal {
    Refusal(
      "encoding", "the encoding '\(PlainText.shown(name))' is not read here",
      help: "save the file as UTF-8 and declare encoding=\"UTF-8\"", at: range)
  }

  static func nul(at offset: Int) -> Refusal {
    Refusal(
      "malformed", "a NUL byte may not stand in a text",
      help: "remove it: the file is damaged or not a text", at: offset..<(offset + 1))
  }

  static func invalidUTF8(at range: Range<Int>, byte: UInt8) -> Refusal {
    Refusal(
      "encoding", "the byte \(hex(byte)) is not UTF-8 here",
      help: "save the file as UTF-8, or declare its encoding: <?xml version=\"1.0\" "
        + "encoding=\"windows-1252\"?>",
      at: range)
  }

  static func invalidByte(_ byte: UInt8, encoding: TextEncoding, at offset: Int) -> Refusal {
    let help =
      encoding == .windows1252
      ? saveAsUTF8 : "save it as UTF-8, or declare windows-1252 if that is what it is"
    return Refusal(
      "encoding", "the byte \(hex(byte)) stands for no character in \(encoding.name)", help: help,
      at: offset..<(offset + 1))
  }

  static func tooLarge(_ limit: Int, isRecord: Bool) -> Refusal {
    Refusal(
      "too-large", "\(isRecord ? "a record" : "the file") is larger than \(PlainText.size(limit))",
      help: "split it, or remove what does not belong in it")
  }

  static func tooDeep(_ limit: Int, at range: Range<Int>) -> Refusal {
    Refusal(
      "too-deep", "elements nest deeper than \(limit)",
      help: "close the elements that are open here", at: range)
  }

  static func tokenTooLong(_ limit: Int, at range: Range<Int>) -> Refusal {
    Refusal(
      "token-too-long", "a tag, comment or instruction is longer than \(PlainText.size(limit))",
      help: "close it, or shorten it", at: range)
  }

  static func textTooLong(_ limit: Int, at range: Range<Int>) -> Refusal {
    Refusal(
      "text-too-long", "a text is longer than \(PlainText.size(limit))", help: "shorten it",
      at: range)
  }

  static func tooManyAttributes(_ limit: Int, at range: Range<Int>) -> Refusal {
    Refusal(
      "too-many-attributes", "a tag has more than \(limit) attributes", help: "remove some",
      at: range)
  }

  static func tooManyNamespaces(_ limit: Int, at range: Range<Int>) -> Refusal {
    Refusal(
      "too-many-attributes", "a tag declares more than \(limit) namespaces",
      help: "one is enough", at: range)
  }

  static func doctype(at range: Range<Int>) -> Refusal {
    Refusal(
      "doctype", "a document may not have a DOCTYPE",
      help: "remove it, and write what its entities stand for", at: range)
  }

  private static func hex(_ byte: UInt8) -> String {
    "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }
}
