internal import CLibXML2
import SourceText

/// An error that the parser reports, without its text: the program has its own words.
struct ParserError {
  let code: Int
  /// The names that the error is about, as the parser gives them: of elements, attributes, entities.
  let names: [String]

  init(_ error: UnsafePointer<xmlError>) {
    code = Int(error.pointee.code)
    names = [error.pointee.str1, error.pointee.str2].compactMap {
      $0.map { PlainText.shown(String(cString: $0)) }
    }
  }

  /// Whether the error is one of some kinds.
  func isOne(of kinds: xmlParserErrors...) -> Bool { kinds.contains { Int($0.rawValue) == code } }
}

extension Refusal {
  /// Says in words what is not well-formed, and points at it.
  static func malformed(_ error: ParserError, in state: borrowing ParserState) -> Refusal {
    malformedTag(error, in: state) ?? malformedAttribute(error, in: state)
      ?? malformedText(error, in: state) ?? malformedDocument(error, in: state)
      ?? wrong(
        "this is not well-formed XML (error \(error.code) of the parser)",
        help: "look for a missing '<', '>' or quote before this place", at: state.cursor)
  }

  private static func malformedTag(
    _ error: ParserError, in state: borrowing ParserState
  ) -> Refusal? {
    let cursor = state.cursor
    if error.isOne(of: XML_ERR_TAG_NAME_MISMATCH), let opened = state.innermost {
      let start = state.lastOccurrence(of: "</", before: cursor)
      let found = error.names.last ?? ""
      return wrong(
        "'\(opened)' is not closed before '</\(found)>'", help: "write '</\(opened)>'",
        at: start, length: cursor - start)
    }
    if error.isOne(of: XML_ERR_NAME_REQUIRED, XML_ERR_ENTITYREF_NO_NAME) {
      return missingName(in: state)
    }
    if error.isOne(of: XML_ERR_GT_REQUIRED, XML_ERR_TAG_NOT_FINISHED) {
      return unfinishedTag(in: state)
    }
    if error.isOne(of: XML_ERR_SPACE_REQUIRED) {
      guard !state.isInInstruction else { return nil }
      return cursor >= state.window.end
        ? unfinishedTag(in: state)
        : wrong("a blank must stand between two attributes", help: "add a blank", at: cursor)
    }
    return nil
  }

  private static func missingName(in state: borrowing ParserState) -> Refusal {
    let cursor = state.cursor
    if state.byte(at: cursor) == UInt8(ascii: "<") { return unfinishedTag(in: state) }
    switch state.byte(at: cursor - 1) {
    case UInt8(ascii: "<"):
      return wrong(
        "'<' begins a tag, but no name follows",
        help: "write '&lt;', or 'is less than' in a rule", at: cursor - 1)
    case UInt8(ascii: "&"):
      return wrong(
        "'&' begins an entity, but no name follows", help: "write '&amp;'", at: cursor - 1)
    default:
      return wrong("a name is missing", help: "write it, or remove what is left", at: cursor)
    }
  }

  private static func unfinishedTag(in state: borrowing ParserState) -> Refusal {
    let start = state.lastOccurrence(of: "<", before: state.cursor)
    return wrong(
      "the tag is not finished", help: "write '>' at its end", at: start,
      length: state.cursor - start)
  }

  private static func malformedAttribute(
    _ error: ParserError, in state: borrowing ParserState
  ) -> Refusal? {
    let cursor = state.cursor
    let name = error.names.first ?? ""
    if error.isOne(of: XML_ERR_LT_IN_ATTRIBUTE) {
      return wrong(
        "'<' may not stand in an attribute's value",
        help: "write '&lt;', or close the quotes before it", at: cursor)
    }
    if error.isOne(of: XML_ERR_ATTRIBUTE_REDEFINED, XML_NS_ERR_ATTRIBUTE_REDEFINED) {
      return wrong(
        "the attribute '\(name)' is given twice", help: "keep one of the two",
        at: state.lastAttribute(name, inTagEndingAt: cursor))
    }
    if error.isOne(of: XML_ERR_ATTRIBUTE_NOT_STARTED) {
      return wrong(
        "the value of an attribute stands in quotes", help: "put quotes around it", at: cursor)
    }
    if error.isOne(of: XML_ERR_ATTRIBUTE_WITHOUT_VALUE) {
      return wrong(
        "the attribute '\(name)' has no value", help: "write \(name)=\"…\"",
        at: max(cursor - name.utf8.count, 0), length: name.utf8.count)
    }
    if error.isOne(of: XML_ERR_ATTRIBUTE_NOT_FINISHED) {
      let start = state.lastOccurrence(of: "<", before: cursor)
      return wrong(
        "a quote in this tag is not closed", help: "close it", at: start, length: cursor - start)
    }
    return nil
  }

  private static func malformedText(
    _ error: ParserError, in state: borrowing ParserState
  ) -> Refusal? {
    let cursor = state.cursor
    if error.isOne(of: XML_ERR_UNDECLARED_ENTITY, XML_WAR_UNDECLARED_ENTITY) {
      let name = error.names.first ?? ""
      return wrong(
        "the entity '&\(name);' is not defined",
        help: "write the character itself; XML knows &lt; &gt; &amp; &quot; and &apos; only",
        at: state.lastOccurrence(of: "&", before: cursor), upTo: cursor)
    }
    if error.isOne(of: XML_ERR_ENTITYREF_SEMICOL_MISSING) {
      return wrong(
        "an entity ends in ';'", help: "add it, or write '&amp;' for the character '&'",
        at: state.lastOccurrence(of: "&", before: cursor), upTo: cursor)
    }
    if error.isOne(
      of: XML_ERR_INVALID_HEX_CHARREF, XML_ERR_INVALID_DEC_CHARREF, XML_ERR_INVALID_CHARREF)
    {
      return wrong(
        "a character's number is not well-formed", help: "write it like &#233; or &#xE9;",
        at: state.lastOccurrence(of: "&", before: cursor), upTo: cursor)
    }
    if error.isOne(of: XML_ERR_INVALID_CHAR) {
      guard state.byte(at: cursor - 1) == UInt8(ascii: ";"), state.byte(at: cursor) ?? 32 >= 32
      else {
        return wrong(
          "a control character may not stand in XML", help: "remove it", at: cursor)
      }
      return wrong(
        "a control character may not stand in XML, nor its number", help: "remove it",
        at: state.lastOccurrence(of: "&", before: cursor), upTo: cursor)
    }
    if error.isOne(of: XML_ERR_MISPLACED_CDATA_END) {
      // The parser stands at the beginning of the run of text.
      return wrong(
        "']]>' may not stand in text", help: "write ']]&gt;'",
        at: state.firstOccurrence(of: "]]>", from: cursor), length: 3)
    }
    if error.isOne(of: XML_ERR_HYPHEN_IN_COMMENT) {
      return wrong(
        "'--' may not stand in a comment", help: "write one hyphen, or another character",
        at: cursor, length: 2)
    }
    if error.isOne(of: XML_ERR_COMMENT_NOT_FINISHED) {
      return wrong(
        "the comment is not closed", help: "write '-->' at its end",
        at: state.lastOccurrence(of: "<!--", before: cursor), length: 4)
    }
    if error.isOne(of: XML_ERR_PI_NOT_FINISHED) {
      return wrong(
        "the instruction is not closed", help: "write '?>' at its end",
        at: state.lastOccurrence(of: "<?", before: cursor), length: 2)
    }
    if error.isOne(of: XML_ERR_INTERNAL_ERROR), state.byte(at: cursor) == UInt8(ascii: "<"),
      state.byte(at: cursor + 1) == UInt8(ascii: "!")
    {
      return wrong(
        "'<!' begins neither a comment nor a CDATA section",
        help: "write '<!--' or '<![CDATA['", at: cursor, length: 2)
    }
    return nil
  }

  private static func malformedDocument(
    _ error: ParserError, in state: borrowing ParserState
  ) -> Refusal? {
    let cursor = state.cursor
    if error.isOne(of: XML_ERR_DOCUMENT_END, XML_ERR_DOCUMENT_EMPTY) {
      if let opened = state.innermost {
        return wrong(
          "'\(opened)' is never closed", help: "write '</\(opened)>' where it ends",
          at: state.innermostRange)
      }
      guard state.rootHasEnded else { return .noRoot }
      return wrong(
        "nothing may follow the root element", help: "remove it, or put it inside", at: cursor)
    }
    if error.isOne(of: XML_ERR_RESERVED_XML_NAME) {
      return wrong(
        "the XML declaration stands at the very beginning of a file",
        help: "remove what is before it, blanks and line ends too",
        at: state.lastOccurrence(of: "<?", before: cursor), upTo: cursor)
    }
    if error.isOne(of: XML_NS_ERR_UNDEFINED_NAMESPACE) {
      let prefix = error.names.first ?? ""
      return Refusal(
        "namespace", "the prefix '\(prefix)' is not declared",
        help: "remove it, or declare it: xmlns:\(prefix)=\"…\"",
        at: state.firstName(withPrefix: prefix, inTagEndingAt: cursor))
    }
    if error.isOne(
      of: XML_NS_ERR_XML_NAMESPACE, XML_NS_ERR_QNAME, XML_NS_ERR_EMPTY, XML_NS_ERR_COLON,
      XML_ERR_NS_DECL_ERROR)
    {
      return Refusal(
        "namespace", "a prefix or its declaration is not well-formed",
        help: "declare it with a name of its own: xmlns:name=\"…\"",
        at: state.nameRange(inTagEndingAt: cursor))
    }
    if error.isOne(of: XML_WAR_NS_URI) {
      return Refusal(
        "namespace", "what this tag declares is no name of a namespace",
        help: "a namespace is an address, such as urn:…", at: state.nameRange(inTagEndingAt: cursor)
      )
    }
    if error.isOne(of: XML_ERR_NAME_TOO_LONG) {
      return Refusal(
        "token-too-long", "a name is too long", help: "shorten it", at: cursor..<(cursor + 1))
    }
    if error.isOne(of: XML_ERR_NO_MEMORY) {
      return Refusal("memory", "there is no memory left", help: "close other programs")
    }
    guard state.isInInstruction else { return nil }
    guard state.isInProlog else {
      return wrong("an instruction is not well-formed", help: "close it with '?>'", at: cursor)
    }
    return wrong("the XML declaration is not well-formed", help: declarationHelp, at: cursor)
  }

  private static let declarationHelp = "write <?xml version=\"1.0\" encoding=\"UTF-8\"?>"

  private static func wrong(
    _ message: String, help: String, at offset: Int, length: Int = 1
  ) -> Refusal {
    wrong(message, help: help, at: offset..<(offset + max(length, 1)))
  }

  private static func wrong(
    _ message: String, help: String, at offset: Int, upTo end: Int
  ) -> Refusal {
    wrong(message, help: help, at: offset, length: end - offset)
  }

  private static func wrong(_ message: String, help: String, at range: Range<Int>) -> Refusal {
    Refusal("malformed", message, help: help, at: range)
  }
}
