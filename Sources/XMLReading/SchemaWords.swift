internal import CLibXML2

/// What the validator means by an error, in the program's own words.
struct SchemaWords: Equatable {
  private let kind: xmlRelaxNGValidErr
  /// The names that the error is about, as the validator gives them; some may be empty.
  private let names: [String]

  init(code: Int, names: [String]) {
    kind = xmlRelaxNGValidErr(UInt32(clamping: code))
    self.names = names
  }

  /// Whether the error only follows from another one about the same element.
  var isSecondary: Bool {
    [
      XML_RELAXNG_ERR_CONTENTVALID, XML_RELAXNG_ERR_DATATYPE, XML_RELAXNG_ERR_DATAELEM,
      XML_RELAXNG_ERR_LISTELEM, XML_RELAXNG_ERR_LIST, XML_RELAXNG_ERR_INTERSEQ,
    ].contains(kind)
  }

  /// The name of the element whose attributes are wrong: the validator may point at another one.
  var elementWithAttributes: String? {
    kind == XML_RELAXNG_ERR_ATTRVALID ? names.first : nil
  }

  /// What to point at in the element that the error is about.
  func range(in element: Element) -> Range<Int> {
    guard kind == XML_RELAXNG_ERR_INVALIDATTR, let name = names.first,
      let attribute = element.attribute(name)
    else { return element.nameRange }
    return attribute.nameRange.lowerBound..<(attribute.valueRange.upperBound + 1)
  }

  /// What to do.
  var help: String? {
    switch kind {
    case XML_RELAXNG_ERR_ELEMWRONG: "remove it, or put it where the schema has it"
    case XML_RELAXNG_ERR_TEXTWRONG: "put the text into one of its elements"
    case XML_RELAXNG_ERR_INVALIDATTR: "correct the value, or remove the attribute"
    case XML_RELAXNG_ERR_NOELEM: "add it"
    case XML_RELAXNG_ERR_ATTRVALID: "compare its attributes with the schema"
    default: "compare it with the schema"
    }
  }

  /// The rule that the element of a name breaks.
  func message(about element: String) -> String {
    let first = names.first ?? ""
    switch kind {
    case XML_RELAXNG_ERR_ELEMNAME:
      return "the schema has '\(first)' here, not '\(element)'"
    case XML_RELAXNG_ERR_ELEMWRONG, XML_RELAXNG_ERR_INTEREXTRA:
      return "'\(first.isEmpty ? element : first)' may not stand here"
    case XML_RELAXNG_ERR_NOELEM:
      return first.isEmpty
        ? "'\(element)' lacks an element" : "'\(element)' lacks the element '\(first)'"
    case XML_RELAXNG_ERR_ATTRVALID:
      return "an attribute of '\(element)' is missing, or its value is not allowed"
    case XML_RELAXNG_ERR_INVALIDATTR:
      return "'\(element)' may not have the attribute '\(first)', or not with this value"
    case XML_RELAXNG_ERR_TEXTWRONG:
      return "'\(element)' may not have text of its own"
    case XML_RELAXNG_ERR_TYPEVAL:
      return "'\(names.last ?? "")' is not of the type '\(first)'"
    case XML_RELAXNG_ERR_VALUE:
      return "the value of '\(element)' is not one of those that the schema has"
    case XML_RELAXNG_ERR_ELEMNOTEMPTY, XML_RELAXNG_ERR_EXTRACONTENT:
      return "'\(element)' holds more than the schema has"
    case XML_RELAXNG_ERR_ELEMWRONGNS, XML_RELAXNG_ERR_ELEMNONS, XML_RELAXNG_ERR_ELEMEXTRANS:
      return "'\(element)' is not in the schema's namespace"
    default:
      let detail = names.isEmpty ? "" : ": '\(names.joined(separator: "', '"))'"
      return "'\(element)' breaks the schema (error \(kind.rawValue) of the validator)\(detail)"
    }
  }
}
