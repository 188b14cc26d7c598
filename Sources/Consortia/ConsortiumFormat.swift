import JSONReading

/// The format of a consortium file.
enum ConsortiumFormat: Equatable {
  case xml
  case json(JSONShape)
  case unknown

  /// The format by the beginning of a file. The name decides only where that says nothing: whether
  /// one object is a whole file or the only line of many, and whose error to give for a file that
  /// has neither a tag nor a bracket.
  init(head: [UInt8], name: String) {
    let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head[3...] : head[...]
    let first = text.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
    let isOfLines = name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson")
    switch first {
    case UInt8(ascii: "<"): self = .xml
    case UInt8(ascii: "["): self = .json(.list)
    case UInt8(ascii: "{"): self = .json(isOfLines ? .lines : JSONShape.detect(head))
    case _ where isOfLines || name.hasSuffix(".json"): self = .json(.value)
    case .some(let byte) where (0x21..<0x7F).contains(byte) && !name.hasSuffix(".xml"):
      self = .unknown
    // The XML reader knows the signatures of other encodings and of archives.
    default: self = .xml
    }
  }
}

/// Chunks of a file of which the beginning can be looked at first.
final class HeadedFeed {
  private let chunks: () -> [UInt8]?
  private var waiting: [UInt8]?

  init(_ chunks: @escaping () -> [UInt8]?) { self.chunks = chunks }

  /// The first 64 KB, or more until something stands on the second line of a JSON object, which
  /// tells one value from one a line; they come again as the first chunk.
  func head() -> [UInt8] {
    var head: [UInt8] = []
    var wanted = 1 << 16
    while wanted <= 1 << 24 {
      while head.count < wanted, let chunk = chunks(), !chunk.isEmpty { head += chunk }
      if head.count < wanted || !Self.isFirstLineOfJSON(head) { break }
      wanted *= 4
    }
    waiting = head
    return head
  }

  private static func isFirstLineOfJSON(_ head: [UInt8]) -> Bool {
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    let text = head.drop { isBlank($0) || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
    guard text.first == UInt8(ascii: "{") else { return false }
    return text.drop { $0 != UInt8(ascii: "\n") }.allSatisfy(isBlank)
  }

  /// The next chunk; `nil` at the end.
  func next() -> [UInt8]? {
    if let head = waiting {
      waiting = nil
      if !head.isEmpty { return head }
    }
    guard let chunk = chunks(), !chunk.isEmpty else { return nil }
    return chunk
  }
}
