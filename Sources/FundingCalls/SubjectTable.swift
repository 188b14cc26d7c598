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
            words: words.blankSeparated.map { $0.lowercased() }))
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
  private let words: WordList

  /// The words of some texts.
  public init(_ texts: [String]) {
    let small = texts.map { $0.lowercased() }
    self.texts = Set(small)
    words = WordList(small)
  }

  /// Whether a text is one of them.
  public func isText(_ text: String) -> Bool { texts.contains(text.lowercased()) }

  /// Whether one of the words begins with some letters, alone or with the next one (`value chains`
  /// as `value-chains`).
  func haveOne(_ beginning: String) -> Bool { words.haveOne(beginning) }
}

/// The words of some texts as one row of letters, found by their first letter.
private struct WordList: Sendable {
  /// What stands after a word with another one after it, and after the last word of a text.
  private static let between: UInt8 = 1
  private static let end: UInt8 = 0
  private static let buckets = 64

  private var letters: [UInt8] = []
  /// Where the words begin, those with the same last bits of the first letter together.
  private var starts: [Int32] = []
  /// Where the words of each such number begin among ``starts``.
  private var firsts = [Int32](repeating: 0, count: Self.buckets + 1)

  init(_ texts: [String]) {
    var found: [Int32] = []
    for text in texts { add(text, &found) }
    for start in found { firsts[Self.bucket(letters[Int(start)]) + 1] += 1 }
    for bucket in 0..<Self.buckets { firsts[bucket + 1] += firsts[bucket] }
    var next = firsts
    starts = [Int32](repeating: 0, count: found.count)
    for start in found {
      let bucket = Self.bucket(letters[Int(start)])
      starts[Int(next[bucket])] = start
      next[bucket] += 1
    }
  }

  private static func bucket(_ letter: UInt8) -> Int { Int(letter) & (buckets - 1) }

  private mutating func add(_ text: String, _ found: inout [Int32]) {
    let first = letters.count
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      var isInWord = false
      for letter in text.utf8 {
        guard Self.isPlainLetter(letter) else {
          isInWord = false
          continue
        }
        if !isInWord { begin(&found, after: first) }
        isInWord = true
        letters.append(letter)
      }
    } else {
      for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "-" }) {
        begin(&found, after: first)
        letters.append(contentsOf: word.utf8)
      }
    }
    letters.append(Self.end)
  }

  private mutating func begin(_ found: inout [Int32], after first: Int) {
    if letters.count > first { letters.append(Self.between) }
    found.append(Int32(letters.count))
  }

  func haveOne(_ beginning: String) -> Bool {
    let sought = beginning.utf8Span.span
    guard !sought.isEmpty else { return !starts.isEmpty }
    let bucket = Self.bucket(sought[0])
    return starts[Int(firsts[bucket])..<Int(firsts[bucket + 1])].contains {
      begins(at: Int($0), with: sought)
    }
  }

  private func begins(at start: Int, with sought: Span<UInt8>) -> Bool {
    var isInSecond = false
    for index in sought.indices {
      let letter = letters[start + index]
      if letter == sought[index] { continue }
      guard letter == Self.between, sought[index] == UInt8(ascii: "-"), !isInSecond else {
        return false
      }
      isInSecond = true
    }
    return true
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
