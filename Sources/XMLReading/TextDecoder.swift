import SourceText

/// Turns the bytes of a file into UTF-8 that has been checked, so that the parser never sees
/// anything else and every byte offset it speaks of is one of our own.
///
/// The parser is told to take its input for UTF-8 whatever the document declares. A byte order mark
/// is dropped, and decides over a declaration.
struct TextDecoder {
  /// How many bytes to look at for the encoding: an XML declaration is never longer.
  private static let headLength = 1024

  private var head: [UInt8] = []
  private var encoding: TextEncoding?
  /// The beginning of a character of which the rest is to come.
  private var partial: [UInt8] = []

  /// Adds what some bytes say to a window.
  mutating func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, into window: inout ByteWindow
  ) throws(Refusal) {
    guard encoding == nil else { return try convert(bytes, into: &window) }
    head.append(contentsOf: bytes)
    if head.count >= Self.headLength { try decodeHead(into: &window) }
  }

  /// Adds what is left when there is no more to come.
  mutating func finish(into window: inout ByteWindow) throws(Refusal) {
    if encoding == nil { try decodeHead(into: &window) }
    if !partial.isEmpty {
      partial.withUnsafeBufferPointer { window.append($0) }
      throw .invalidUTF8(at: (window.end - partial.count)..<window.end, byte: partial[0])
    }
  }

  private mutating func decodeHead(into window: inout ByteWindow) throws(Refusal) {
    let bytes = head
    head = []
    let start = try FileSignature(bytes).check()
    let declared = start == 0 ? XMLDeclaration.encoding(in: bytes) : nil
    if let declared {
      guard let known = TextEncoding(declared: declared.name) else {
        bytes.withUnsafeBufferPointer { window.append($0) }
        throw .encoding(declared.name, at: declared.range)
      }
      encoding = known
    } else {
      encoding = .utf8
    }
    try bytes.withUnsafeBufferPointer { (all) throws(Refusal) in
      try convert(UnsafeBufferPointer(rebasing: all[start...]), into: &window)
    }
  }

  private mutating func convert(
    _ bytes: UnsafeBufferPointer<UInt8>, into window: inout ByteWindow
  ) throws(Refusal) {
    guard let encoding, encoding != .utf8 else {
      guard !partial.isEmpty else { return try check(bytes, into: &window) }
      let joined = partial + bytes
      partial = []
      return try joined.withUnsafeBufferPointer { (all) throws(Refusal) in
        try check(all, into: &window)
      }
    }
    for byte in bytes {
      guard let scalar = encoding.scalar(of: byte) else {
        let offset = window.end
        window.append(byte < 0x80 ? byte : UInt8(ascii: "?"))
        throw byte == 0
          ? .nul(at: offset) : .invalidByte(byte, encoding: encoding, at: offset)
      }
      for unit in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { window.append(unit) }
    }
  }

  private mutating func check(
    _ bytes: UnsafeBufferPointer<UInt8>, into window: inout ByteWindow
  ) throws(Refusal) {
    let start = window.end
    switch UTF8Check.check(bytes) {
    case .valid:
      window.append(bytes)
    case .partial(let offset):
      window.append(UnsafeBufferPointer(rebasing: bytes[..<offset]))
      partial = Array(bytes[offset...])
    case .nul(let offset):
      window.append(UnsafeBufferPointer(rebasing: bytes[...offset]))
      throw .nul(at: start + offset)
    case .invalid(let offset):
      window.append(UnsafeBufferPointer(rebasing: bytes[...offset]))
      throw .invalidUTF8(at: (start + offset)..<(start + offset + 1), byte: bytes[offset])
    }
  }
}
