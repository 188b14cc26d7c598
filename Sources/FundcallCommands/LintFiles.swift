import SourceText
import XMLReading

/// A document that `lint` checks.
struct LintDocument {
  /// What a document is, by its namespace.
  enum Sort: String, CaseIterable {
    case call = "urn:fundcall:call:1"
    case consortium = "urn:fundcall:consortium:1"
    case reference = "urn:fundcall:reference:1"
    case schema = "http://relaxng.org/ns/structure/1.0"

    /// What one of them is called.
    var noun: String {
      switch self {
      case .call: "call document"
      case .consortium: "consortium file"
      case .reference: "reference document"
      case .schema: "schema"
      }
    }

    /// The schema that such documents follow.
    var schema: String? {
      switch self {
      case .call: "call.rng"
      case .consortium: "consortium.rng"
      case .reference: "reference.rng"
      case .schema: nil
      }
    }
  }

  var file: SourceFile
  var sort: Sort
}

/// The documents that the operands of `lint` mean.
struct LintFiles {
  var documents: [LintDocument] = []
  var problems: [Diagnostic] = []
  /// Whether an operand could not be read at all.
  var isUnreadable = false
  /// A document that is longer than this is refused.
  static let limit = 8 << 20

  /// The documents of some files and folders; a folder means all XML files in and below it.
  static func find(_ operands: [String]) -> LintFiles {
    var found = LintFiles()
    for operand in operands { found.add(operand, isOperand: true) }
    return found
  }

  private mutating func add(_ path: String, isOperand: Bool, depth: Int = 0) {
    do throws(FileProblem) {
      if path != Files.standardInput, try Files.kind(of: path) == .folder {
        guard depth < 16 else { return }
        let base = path.hasSuffix("/") ? String(path.dropLast()) : path
        let names = try Files.names(inFolder: path).sorted()
        let before = documents.count + problems.count
        for name in names where !name.hasPrefix(".") {
          let inside = "\(base)/\(name)"
          let isFolder = (try? Files.kind(of: inside)) == .folder
          if isFolder || name.hasSuffix(".xml") || name.hasSuffix(".rng") {
            add(inside, isOperand: false, depth: depth + 1)
          }
        }
        if isOperand, documents.count + problems.count == before {
          isUnreadable = true
          problems.append(
            Diagnostic(
              code: "file.empty-folder", "the folder has no documents", file: path,
              help: "call documents end in .xml"))
        }
        return
      }
      let file = try Files.read(path, limit: Self.limit)
      documents.append(LintDocument(file: file, sort: Self.sort(of: file)))
    } catch {
      if case .tooLarge = error.reason {} else { isUnreadable = isUnreadable || isOperand }
      problems.append(error.diagnostic)
    }
  }

  /// What a document is by the namespace named in its beginning; a call where none of ours is.
  private static func sort(of file: SourceFile) -> LintDocument.Sort {
    let head = String(decoding: file.bytes.prefix(65_536), as: UTF8.self)
    let found = LintDocument.Sort.allCases.compactMap { sort in
      head.firstRange(of: "\"\(sort.rawValue)\"").map { (sort, $0.lowerBound) }
    }
    return found.min { $0.1 < $1.1 }?.0 ?? .call
  }
}

/// The schemas of the library, each read once.
final class Schemas {
  /// A schema with what is wrong with it.
  private final class Entry {
    let schema: RelaxNGSchema?
    let problems: [Diagnostic]

    init(_ path: String) {
      var problems: [Diagnostic] = []
      do throws(FileProblem) {
        let source = try Files.read(path, limit: LintFiles.limit)
        schema = RelaxNGSchema.read(source) { problems.append($0) }
      } catch {
        schema = nil
        problems = [error.diagnostic]
      }
      self.problems = problems
    }
  }

  private let folder: String
  private var entries: [String: Entry] = [:]

  init(folder: String) { self.folder = folder }

  /// What a document breaks of its schema; nothing where the XML reader refuses it already.
  func diagnostics(for document: LintDocument) -> [Diagnostic] {
    if document.sort == .schema {
      var problems: [Diagnostic] = []
      _ = RelaxNGSchema.read(document.file) { problems.append($0) }
      return problems
    }
    guard let name = document.sort.schema else { return [] }
    let reading = XMLReader.document(
      of: document.file, namespace: document.sort.rawValue, roots: [],
      embedding: document.sort == .call ? [LintDocument.Sort.consortium.rawValue] : [],
      limits: document.sort == .call ? .document : .record)
    guard let parsed = reading.document else {
      // The reader of calls and consortia says the same in its own words.
      return document.sort == .reference ? reading.diagnostics : []
    }
    let entry = entries[name] ?? Entry("\(folder)/\(name)")
    entries[name] = entry
    return entry.schema?.validate(parsed) ?? entry.problems
  }
}
