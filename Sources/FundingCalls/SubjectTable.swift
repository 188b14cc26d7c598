public import SourceText
import XMLReading

/// What calls and projects are about: industrial ecosystems, themes and objectives.
///
/// It serves to rank and to filter; no verdict rests on it.
public struct SubjectTable: Sendable {
  /// One thing that a call or a project may be about.
  public struct Subject: Sendable, Hashable {
    /// The word that projects use.
    public var id: String
    /// What it stands for.
    public var title: String
    /// Beginnings of words that point to it, in small letters.
    var words: [String]
  }

  /// A list of subjects, such as the industrial ecosystems.
  public enum Kind: String, Sendable, CaseIterable {
    case ecosystems, themes, objectives
  }

  /// The subjects of each list, in the order of the document.
  public private(set) var subjects: [Kind: [Subject]] = [:]

  /// Loads the table from a library's folder; empty where the document cannot be read, with what is
  /// wrong.
  public static func load(
    library folder: String
  ) -> (table: SubjectTable, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    var table = SubjectTable()
    if var document = ReferenceDocument(
      "subjects", inFolder: folder + "/reference", diagnostics: &diagnostics)
    {
      table = SubjectTable(&document)
      diagnostics += document.values.diagnostics
    }
    return (table, diagnostics)
  }

  /// A table without subjects.
  public static let none = SubjectTable()

  init() {}

  init(_ document: inout ReferenceDocument) {
    for element in document.root.children(named: "vocabulary") {
      guard let kind = element["id"].flatMap(Kind.init(rawValue:)) else {
        document.complain(about: "id", of: element)
        continue
      }
      for child in element.children(named: "subject") {
        guard let id = child["id"], let words = child["words"] else {
          document.complain(about: "id", of: child)
          continue
        }
        subjects[kind, default: []].append(
          Subject(
            id: id, title: child["title"] ?? id,
            words: words.split(separator: " ").map { $0.lowercased() }))
      }
    }
  }

  /// The subject of a list that a project's word names; `nil` where none does.
  public func subject(_ word: String, in kind: Kind) -> Subject? {
    let word = word.lowercased()
    let known = subjects[kind] ?? []
    return known.first { $0.id == word }
      ?? known.first { subject in subject.words.contains { word.hasPrefix($0) } }
  }

  /// The subjects of a list of which some texts speak, in the order of the list.
  public func subjects(in words: SubjectWords, of kind: Kind) -> [Subject] {
    (subjects[kind] ?? []).filter { $0.words.contains(where: words.haveOne) }
  }
}

/// The words of some texts, in which subjects are looked for.
public struct SubjectWords: Sendable {
  /// The texts in small letters.
  private let texts: Set<String>
  /// Their words in small letters and in order, each alone, and with the next one (`value chains` as
  /// `value-chains`).
  private let words: [String]

  /// The words of some texts.
  public init(_ texts: [String]) {
    let small = texts.map { $0.lowercased() }
    self.texts = Set(small)
    words = Set(small.flatMap(Self.words)).sorted()
  }

  /// Whether a text is one of them.
  public func isText(_ text: String) -> Bool { texts.contains(text.lowercased()) }

  /// Whether one of the words begins with some letters.
  func haveOne(_ beginning: String) -> Bool {
    var range = words.indices
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if words[middle] < beginning {
        range = (middle + 1)..<range.upperBound
      } else {
        range = range.lowerBound..<middle
      }
    }
    return range.lowerBound < words.count && words[range.lowerBound].hasPrefix(beginning)
  }

  private static func words(of text: String) -> [String] {
    let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
    let words =
      isPlain
      ? text.utf8.split { !isPlainLetter($0) }.map { String(Substring($0)) }
      : text.split { !$0.isLetter && !$0.isNumber && $0 != "-" }.map(String.init)
    return words + zip(words, words.dropFirst()).map { "\($0)-\($1)" }
  }

  private static func isPlainLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

extension Call {
  /// The texts that say what the call is about: its title, and the words of its strands, or of the
  /// strand as which it is taken.
  public var subjectTexts: [String] {
    let shown = strand.map { id in strands.filter { $0.id == id } } ?? strands
    let terms = vocabulary.themes + vocabulary.objectives
    return [statedTitle].compactMap(\.self) + shown.flatMap { [$0.id, $0.title] }
      + terms.flatMap { [$0.id, $0.title] }
  }
}
