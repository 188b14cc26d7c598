import JSONReading
import SourceText
import XMLReading

/// The formats in which consortia are read and written.
public enum ConsortiumFormat: String, Sendable, CaseIterable {
  /// One consortium as an object, or a list of them.
  case json
  /// One consortium a line, in JSON.
  case jsonl
  /// One consortium as a document, or `consortia`.
  case xml
  /// One consortium as a table with a row for each participant.
  case csv

  /// The endings that ask for a format.
  private static let endings: [(ending: String, format: ConsortiumFormat)] = [
    ("json", .json), ("jsonl", .jsonl), ("ndjson", .jsonl), ("xml", .xml), ("csv", .csv),
    ("tsv", .csv),
  ]

  /// The format that the ending of a file's name asks for, in any capitals; `nil` for any other.
  public init?(ofFileNamed name: String) {
    let small = name.lowercased()
    guard let known = Self.endings.first(where: { small.hasSuffix(".\($0.ending)") }) else {
      return nil
    }
    self = known.format
  }
}

/// The one place where it is told what kind of file consortia stand in.
enum RecognisedFormat: Equatable {
  case xml
  /// A document of CORDIS, by the name of its root.
  case cordis(root: String)
  case json(JSONShape)
  /// A table with a row for each participant.
  case table
  case webPage
  case unknown

  /// The format by the beginning of a file.
  ///
  /// The name decides only where that says nothing: whether one object is a whole file or the only
  /// line of many, whether words and commas are a table, and whose error to give for a file that has
  /// neither a tag nor a bracket. A format that was asked for wins over both.
  init(head: [UInt8], name: String, asked: ConsortiumFormat? = nil) {
    let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head[3...] : head[...]
    let start = text.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    let named = ConsortiumFormat(ofFileNamed: name)
    if Self.isWebPage(start) {
      self = .webPage
      return
    }
    if let asked {
      self = Self.asked(asked, start.first, head)
      if self == .xml { self = Self.xml(head) }
      return
    }
    switch start.first {
    case UInt8(ascii: "<"): self = Self.xml(head)
    case UInt8(ascii: "["): self = .json(.list)
    case UInt8(ascii: "{"): self = .json(named == .jsonl ? .lines : JSONShape.detect(head))
    case _ where named == .json || named == .jsonl: self = .json(.value)
    case _ where named == .csv || Self.isTable(start): self = .table
    case .some(let byte) where (0x21..<0x7F).contains(byte) && named != .xml: self = .unknown
    // The XML reader knows the signatures of other encodings and of archives.
    default: self = .xml
    }
  }

  private static func asked(_ format: ConsortiumFormat, _ first: UInt8?, _ head: [UInt8]) -> Self {
    switch format {
    case .xml: .xml
    case .csv: .table
    case .jsonl: .json(.lines)
    case .json:
      switch first {
      case UInt8(ascii: "["): .json(.list)
      case UInt8(ascii: "{"): .json(JSONShape.detect(head))
      default: .json(.value)
      }
    }
  }

  /// A document of CORDIS has a namespace of its own, or none and the root of a project.
  private static func xml(_ head: [UInt8]) -> Self {
    guard let root = XMLRootTag(head: head) else { return .xml }
    let isCordis =
      root.namespaces.contains(CordisDocument.namespace)
      || root.namespaces.isEmpty && root.name == CordisProject.root
    return isCordis ? .cordis(root: root.name) : .xml
  }

  /// A page that somebody saved instead of the file, or that asked to log in first.
  private static func isWebPage(_ text: ArraySlice<UInt8>) -> Bool {
    let start = String(decoding: text.prefix(15), as: UTF8.self).lowercased()
    return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
  }

  /// Whether the first line of a text without a name has a heading `id` among others.
  private static func isTable(_ text: ArraySlice<UInt8>) -> Bool {
    let line = text.prefix { $0 != 0x0A && $0 != 0x0D }.prefix(1 << 12)
    let cells = String(decoding: line, as: UTF8.self).lowercased()
      .split { $0 == "," || $0 == ";" || $0 == "\t" || $0 == "|" }
      .map { $0.filter { $0 != "\"" && $0 != " " } }
    return cells.count > 1 && cells.contains("id") || cells.first?.hasPrefix("sep=") == true
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
