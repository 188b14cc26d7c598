internal import CLibXML2

/// The vocabulary's names by their address in the parser's dictionary.
///
/// The parser hands over every name as the one pointer that its dictionary has for it, so a name is
/// found without looking at its letters.
struct NameTable: ~Copyable {
  private struct Slot {
    var name: UnsafePointer<xmlChar>?
    var number = XMLVocabulary.unknown
  }

  private let slots: UnsafeMutableBufferPointer<Slot>

  /// Enters names in a dictionary that lives as long as the table is used.
  init(_ names: [String], in dictionary: xmlDictPtr?) {
    var capacity = 16
    while capacity < names.count * 4 { capacity *= 2 }
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: Slot())
    for (number, text) in names.enumerated() {
      guard let name = xmlDictLookup(dictionary, text, -1) else { continue }
      let index = index(of: name)
      if slots[index].name == nil { slots[index] = Slot(name: name, number: number) }
    }
  }

  deinit { slots.deallocate() }

  /// The number of a name out of the dictionary, or ``XMLVocabulary/unknown``.
  func number(of name: UnsafePointer<xmlChar>) -> Int { slots[index(of: name)].number }

  /// The slot that holds a name, or the free one where it would be.
  private func index(of name: UnsafePointer<xmlChar>) -> Int {
    let bits = UInt(bitPattern: name)
    var index = Int(truncatingIfNeeded: (bits &* 0x9E37_79B9_7F4A_7C15) >> 40) & (slots.count - 1)
    while let other = slots[index].name, other != name { index = (index + 1) & (slots.count - 1) }
    return index
  }
}
