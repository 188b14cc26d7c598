import FundingCalls
import FundingTerms
import Glibc
import SourceText
import Testing

/// A folder that is gone after the test.
final class Scratch {
  let path: String

  init() throws {
    let temporary = Files.environment("TMPDIR") ?? P_tmpdir
    var template = Array("\(temporary)/fundcall-tests.XXXXXX".utf8CString)
    path = try #require(mkdtemp(&template)).withMemoryRebound(to: CChar.self, capacity: 1) {
      String(cString: $0)
    }
  }

  deinit { Self.remove(path) }

  /// Writes files by their paths in the folder; a text of `->x` makes a link to x, `|` a pipe and
  /// `/` a folder.
  func fill(_ files: [(String, String)]) throws {
    for (name, text) in files {
      let target = "\(path)/\(name)"
      var folder = path
      for part in name.split(separator: "/").dropLast() {
        folder += "/\(part)"
        mkdir(folder, 0o755)
      }
      switch text {
      case "|": mkfifo(target, 0o644)
      case "/": mkdir(target, 0o755)
      case _ where text.hasPrefix("->"): symlink(String(text.dropFirst(2)), target)
      default: try Files.write(Array(text.utf8), to: target)
      }
    }
  }

  private static func remove(_ path: String) {
    if unlink(path) == 0 { return }
    for name in (try? Files.names(inFolder: path)) ?? [] { remove("\(path)/\(name)") }
    rmdir(path)
  }
}

private func call(
  _ id: String, title: String = "T", aliases: String = "", attributes: String = ""
) -> String {
  """
  <call xmlns="urn:fundcall:call:1" language="1" id="\(id)" \(attributes)><title>\(title)</title>\
  <programme id="P">P</programme>\(aliases.isEmpty ? "" : "<aliases>\(aliases)</aliases>")\
  <timetable><not-stated>none</not-stated></timetable></call>
  """
}

@Suite struct LibraryTests {
  @Test func loadsFoldersOneOverTheOther() throws {
    let scratch = try Scratch()
    try scratch.fill([
      ("one/a.xml", call("A", title: "old", aliases: "ALPHA B")), ("one/deep/er/b.xml", call("B")),
      ("one/schema/x.xml", "no"), ("one/reference/x.xml", "no"), ("one/samples/x.xml", "no"),
      ("one/.hidden.xml", "no"), ("one/notes.txt", "no"), ("one/loop", "->."),
      ("one/again", "->deep"), ("one/dangling", "->nowhere"), ("one/bad.xml", "<call"),
      ("two/a.xml", call("a", title: "new", aliases: "alpha")), ("two/c.xml", call("C")),
      ("two/c2.xml", call("c")), ("two/pipe.xml", "|"),
    ])
    let library = CallLibrary(
      loading: ["one", "two", "one/../two", "three"].map { "\(scratch.path)/\($0)" })
    let said = library.diagnostics.map { diagnostic in
      let name = diagnostic.file.split(separator: "/").last ?? ""
      let code = diagnostic.code.hasPrefix("xml.") ? "xml" : diagnostic.code
      return "\(name) \(diagnostic.severity) \(code)"
    }
    #expect(library.calls.map(\.id) == ["a", "B", "C"])
    #expect(
      ["A", "alpha", "b", "nothing"].map { library.call($0)?.title ?? "" } == [
        "new", "new", "T", "",
      ])
    #expect(
      said.sorted() == [
        "a.xml note call.override", "bad.xml error xml", "c2.xml error call.duplicate",
        "pipe.xml error file.is-special", "three error file.not-found",
      ])
  }

  /// What is asked for, the further files, and the calls that are then read.
  @Test(arguments: [
    (["a"], [], ["A", "GENERAL", "UNDER"]), (["B", "under"], [], ["B", "GENERAL", "UNDER"]),
    (["B"], [("bad.xml", "<call xmlns='urn:fundcall:call:1' id='C'>")], ["B"]),
    // Where anything is unusual, all are read: an alias, an unknown call, two of one id, a wrong one.
    (["ALPHA"], [], ["A", "B", "GENERAL", "UNDER"]),
    (["none"], [], ["A", "B", "GENERAL", "UNDER"]),
    (["B"], [("b.xml", call("b"))], ["A", "B", "GENERAL", "UNDER"]),
    (["D"], [("d.xml", call("D", attributes: "x='1'"))], ["A", "B", "GENERAL", "UNDER"]),
    (["B"], [("e.xml", "no call")], ["A", "B", "GENERAL", "UNDER"]),
    (["E"], [("e.xml", call("E", attributes: "extends='X'"))], ["A", "B", "GENERAL", "UNDER"]),
    (
      ["B"],
      [("f.xml", call("F").replacing("<call", with: "<?xml version='1.0'?>\n<!-- > -->\n<call"))],
      ["B"]
    ),
    (
      ["B"],
      [
        (
          "g.xml",
          call("G").replacing("<call", with: "<?xml version='1.0' encoding='ISO-8859-1'?><call")
        )
      ],
      ["A", "B", "G", "GENERAL", "UNDER"]
    ),
  ])
  func readsNoMoreThanTheCallsThatAreAskedForNeed(
    _ asked: [String], _ further: [(String, String)], _ expected: [String]
  ) throws {
    let scratch = try Scratch()
    try scratch.fill([
      ("one/a.xml", call("A", aliases: "ALPHA", attributes: "extends='under'")),
      ("one/b.xml", call("B")), ("one/general.xml", call("GENERAL")),
      ("one/under.xml", call("UNDER", attributes: "general='General' abstract='true'")),
    ])
    try scratch.fill(further.map { ("two/\($0.0)", $0.1) })
    let paths = ["one", "two"].map { "\(scratch.path)/\($0)" }.filter {
      (try? Files.kind(of: $0)) != nil
    }
    let few = CallLibrary(loading: paths, only: asked)
    let all = CallLibrary(loading: paths)
    #expect(few.calls.map { $0.id.uppercased() } == expected)
    for id in asked { #expect(few.call(id)?.id == all.call(id)?.id) }
    #expect(few.calls.count < 4 || few.diagnostics == all.diagnostics)
  }

  @Test func tellsAliasesThatTwoCallsClaim() {
    let files = [call("A", aliases: "X"), call("B", aliases: "x a")]
    let library = CallLibrary(reading: files.map { SourceFile(name: "f", text: $0) })
    #expect(library.diagnostics.map(\.code) == ["call.alias", "call.alias"])
    #expect(library.call("x")?.id == "A" && library.call("a")?.id == "A")
  }

  @Test func keepsTheGoodCallWhereTheOneOverItIsWrong() {
    let wrong = call("A").replacing("<title>", with: "<titel>").replacing(
      "</title>", with: "</titel>")
    let scratch = try? Scratch()
    try? scratch?.fill([("one/a.xml", call("A", title: "old")), ("two/a.xml", wrong)])
    let path = scratch?.path ?? ""
    let library = CallLibrary(loading: ["\(path)/one", "\(path)/two"])
    #expect(library.call("A")?.title == "old")
    #expect(library.diagnostics.hasErrors)
  }

  @Test func findsEveryCallOfTheBuiltInLibraryInOrder() {
    let library = CallLibrary(loading: ["Calls"])
    #expect(library.diagnostics == [], "\(DiagnosticPrinter().text(for: library.diagnostics))")
    #expect(library.call("smp-cosme-2021-cluster")?.strands.count == 15)
  }

  @Test func hasTheBudgetThatTheExpectedProjectsOfTheClusterCallOf2016Need() throws {
    let call = try #require(CallLibrary(loading: ["Calls"]).call("COS-CLUSINT-2016-03-01"))
    let expected: [String: Int64] = ["1b": 2, "1a": 9, "2": 8]
    let pots = try expected.map { strand, projects -> Int64 in
      let parameters = try #require(call.inStrand(strand)).definitions.parameters
      let grant = try #require(parameters.first { $0.name == "maximum-grant" }?.values.first)
      let euro = Int64(grant.literal.text.filter(\.isNumber)) ?? 0
      return projects * euro
    }
    #expect(pots.sorted() == [400_000, 1_800_000, 3_590_000])
    #expect(call.budget.amount == Money(cents: pots.reduce(0, +) * 100))
  }

  @Test func looksForTheLibraryWhereItMayBe() throws {
    let scratch = try Scratch()
    try scratch.fill([
      ("here/Calls/reference/countries.xml", "x"), ("empty", "/"),
      ("data/fundcall/Calls/reference/countries.xml", "x"),
    ])
    let root = scratch.path
    func find(_ variables: [String: String], _ executable: String? = nil) -> String {
      let found = BuiltInLibrary.find(environment: { variables[$0] }, executable: executable)
      return found.folder ?? found.diagnostic?.code ?? ""
    }
    #expect(find(["FUNDCALL_LIBRARY": "\(root)/here/Calls"]) == "\(root)/here/Calls")
    #expect(find(["FUNDCALL_LIBRARY": "\(root)/empty"]) == "library.not-found")
    #expect(find([:]) == "Calls")
    #expect(
      BuiltInLibrary.furtherFolders(environment: { ["FUNDCALL_CALLS": "a::b"][$0] }) == ["a", "b"])
  }
}

@Suite struct FileTests {
  @Test(arguments: [
    ("file", ""), ("folder", "is-folder"), ("pipe", "is-special"), ("none", "not-found"),
    ("file/x", "is-no-folder"), ("large", "too-large"), ("link", ""), ("loop", "failed"),
  ])
  func readsRegularFilesAndSaysWhyNotOthers(_ name: String, code: String) throws {
    let scratch = try Scratch()
    try scratch.fill([
      ("file", "text"), ("folder", "/"), ("pipe", "|"), ("link", "->file"), ("loop", "->loop"),
      ("large", String(repeating: "x", count: 11)),
    ])
    do throws(FileProblem) {
      let file = try Files.read("\(scratch.path)/\(name)", limit: 10)
      #expect(String(decoding: file.bytes, as: UTF8.self) == "text" && code.isEmpty)
    } catch {
      #expect(error.diagnostic.code == "file.\(code)")
    }
  }

  @Test func writesInPlaceAndLeavesNothingBehind() throws {
    let scratch = try Scratch()
    try scratch.fill([("file", "old"), ("link", "->file"), ("folder", "/")])
    try Files.write(Array("new".utf8), to: "\(scratch.path)/link")
    #expect(throws: FileProblem.self) { try Files.write([], to: "\(scratch.path)/folder") }
    #expect(throws: FileProblem.self) { try Files.write([], to: "\(scratch.path)/no/file") }
    #expect(try Files.read("\(scratch.path)/file", limit: 10).bytes == Array("new".utf8))
    #expect(try Files.names(inFolder: scratch.path) == ["file", "folder", "link"])
  }
}
