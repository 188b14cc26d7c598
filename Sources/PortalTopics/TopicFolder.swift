import FundingCalls
import SourceText
import XMLReading

/// The call documents of a folder, by the id of their call.
struct TopicFolder {
  /// A document that is there.
  struct Entry {
    let id: String
    let path: String
    /// Whether it was imported; a document that a person wrote is left alone.
    let isImported: Bool
    /// The last deadline, as people read it, and as a day.
    let deadline: TopicTimetable.Entry?
  }

  /// The documents by the id in small letters.
  private(set) var entries: [String: Entry] = [:]
  let path: String

  /// Looks into a folder and those in it.
  init(_ path: String) throws(FileProblem) {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    try search(self.path, depth: 0)
  }

  private mutating func search(_ folder: String, depth: Int) throws(FileProblem) {
    for name in try Files.names(inFolder: folder) where !name.hasPrefix(".") {
      let path = "\(folder)/\(name)"
      if name.hasSuffix(".xml") {
        add(path)
      } else if depth < 8, (try? Files.kind(of: path)) == .folder {
        try search(path, depth: depth + 1)
      }
    }
  }

  private mutating func add(_ path: String) {
    guard let (_, root) = Self.document(at: path).found, let id = root["id"] else { return }
    let key = id.lowercased()
    guard entries[key] == nil else { return }
    let deadlines = TopicTimetable.entries(of: TopicPart.timetable.node(in: root))
    entries[key] = Entry(
      id: id, path: path, isImported: ImportMarks(root) != nil, deadline: deadlines.last)
  }

  /// Where the document of an id is, or is to be.
  func path(of id: String) -> String {
    entries[id.lowercased()]?.path ?? "\(path)/\(TopicName.file(of: id))"
  }

  /// The call document at a path, or what is wrong with it.
  static func document(
    at path: String
  ) -> (found: (file: SourceFile, root: Element)?, problems: [Diagnostic]) {
    do throws(FileProblem) {
      let file = try Files.read(path, limit: XMLLimits.document.size)
      let (document, problems) = XMLReader.document(
        of: file, namespace: CallReader.namespace, roots: ["call"],
        embedding: ["urn:fundcall:consortium:1"])
      guard let document else { return (nil, problems) }
      guard document.source === file else {
        return (
          nil,
          [
            Diagnostic(
              code: "call.encoding", "a call document is in UTF-8 without a byte order mark",
              file: path, help: "save it so")
          ]
        )
      }
      return ((file, document.root), [])
    } catch {
      return (nil, [error.diagnostic])
    }
  }
}
