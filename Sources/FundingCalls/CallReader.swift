public import SourceText
import XMLReading

/// Reads call documents: an XML source in, a ``Call`` and all that is wrong with it out.
public enum CallReader {
  /// The namespace of call documents.
  public static let namespace = "urn:fundcall:call:1"

  /// Reads a call.
  ///
  /// Everything wrong is collected; a call is given wherever its id can be read, so that what is
  /// right in a wrong file can be checked further. Use a call only if none of its diagnostics is
  /// an error. Rules are not looked into.
  ///
  /// - Parameter parent: the call that this one extends, resolved: its sources and strands are known
  ///   here too. Where it is not at hand, references to unknown sources are let pass.
  public static func read(_ file: SourceFile, extending parent: Call? = nil) -> CallReading {
    let document = CallDocument(file)
    let (call, mistakes) = document.call(extending: parent)
    return CallReading(call: call, diagnostics: document.diagnostics + mistakes)
  }
}

/// The outcome of reading a call.
public struct CallReading: Sendable {
  /// The call, wherever its id can be read.
  public let call: Call?
  /// What is wrong with the document.
  public let diagnostics: [Diagnostic]
}

/// A call document, well-formed or not, before its values are taken: the calls that others extend
/// are to be built first.
struct CallDocument {
  /// The text in plain UTF-8 with plain ends of lines: lines and columns are those of the file.
  let file: SourceFile
  /// What is wrong with the structure.
  let diagnostics: [Diagnostic]
  private let root: Element?

  /// The id, where it is one.
  var id: String? { root?["id"].flatMap { NameKind.published.accepts($0) ? $0 : nil } }
  /// The range of the id.
  var idRange: Range<Int>? { root?.attribute("id")?.valueRange }
  /// The id of the call that this one extends.
  var extends: String? { root?["extends"] }
  /// The range of that id.
  var extendsRange: Range<Int>? { root?.attribute("extends")?.valueRange }

  init(_ original: SourceFile) {
    let file = Self.plain(original)
    let (document, mistakes) = XMLReader.document(
      of: file, namespace: CallReader.namespace, roots: ["call"],
      embedding: [EmbeddedDocuments.namespace], leavesOutEmbedded: true)
    self.file = file
    guard let document else {
      root = nil
      diagnostics = mistakes
      return
    }
    guard document.source === file else {
      root = nil
      diagnostics = [
        Diagnostic(
          code: "call.encoding", "a call document is in UTF-8", file: file.name,
          place: Place(line: 1, column: 1), help: "save it as UTF-8 and say so in its first line")
      ]
      return
    }
    root = document.root
    var checker = ShapeChecker(file: file, area: "call")
    checker.check(document.root, against: CallShapes.call)
    diagnostics = checker.diagnostics
  }

  /// The call with what is wrong with its values; no call where there is no id.
  func call(extending parent: Call?) -> (call: Call?, diagnostics: [Diagnostic]) {
    guard let root else { return (nil, []) }
    var builder = CallBuilder(file: file, parent: parent)
    let call = builder.call(root)
    return (call, builder.values.diagnostics)
  }

  /// The text without a byte order mark, and with a line feed alone at the end of a line.
  private static func plain(_ file: SourceFile) -> SourceFile {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let hasMark = file.bytes.starts(with: mark)
    let returns = file.bytes.contains(UInt8(ascii: "\r"))
    guard hasMark || returns else { return file }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(file.bytes.count)
    for (index, byte) in file.bytes.enumerated().dropFirst(hasMark ? mark.count : 0) {
      if byte == UInt8(ascii: "\r"), index + 1 < file.bytes.count,
        file.bytes[index + 1] == UInt8(ascii: "\n")
      {
        continue
      }
      bytes.append(byte)
    }
    return SourceFile(name: file.name, bytes: bytes, firstLine: file.firstLine)
  }
}
