internal import CLibXML2
import SourceText

/// The library's own tree of a document that the reader has accepted, for validation only.
///
/// Each element knows its number in the order of the text, so that an error about it finds the same
/// element among our own, with its byte ranges: the library keeps lines only, and no columns.
struct DocumentTree: ~Copyable {
  let document: xmlDocPtr

  init?(_ source: XMLDocument) {
    LibXML2.start()
    guard let context = xmlNewParserCtxt() else { return nil }
    defer { xmlFreeParserCtxt(context) }
    context.pointee.sax?.pointee.serror = { _, _ in }
    let document = source.source.bytes.withUnsafeBytes { bytes in
      xmlCtxtReadMemory(
        context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count), nil,
        nil, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue))
    }
    guard let document else { return nil }
    self.document = document
    number()
  }

  deinit { xmlFreeDoc(document) }

  /// Writes each element's number, from 1 so that 0 is none, where the library leaves room for it.
  private func number() {
    var next = 1
    var node = xmlDocGetRootElement(document)
    while let current = node {
      if current.pointee.type == XML_ELEMENT_NODE {
        current.pointee._private = UnsafeMutableRawPointer(bitPattern: next)
        next += 1
      }
      if let child = current.pointee.children, current.pointee.type == XML_ELEMENT_NODE {
        node = child
        continue
      }
      var ancestor = Optional(current)
      while let last = ancestor, last.pointee.next == nil { ancestor = last.pointee.parent }
      node = ancestor?.pointee.next
      if ancestor?.pointee.type == XML_DOCUMENT_NODE { node = nil }
    }
  }

  /// The number of the element that a node is or belongs to; `nil` where there is none.
  static func number(of node: UnsafeMutableRawPointer?) -> Int? {
    var node = node?.assumingMemoryBound(to: xmlNode.self)
    while let current = node {
      if current.pointee.type == XML_ELEMENT_NODE {
        let number = Int(bitPattern: current.pointee._private)
        return number > 0 ? number - 1 : nil
      }
      node = current.pointee.parent
    }
    return nil
  }
}
