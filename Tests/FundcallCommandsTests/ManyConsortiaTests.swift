import Testing

/// Many files, and files of many consortia: one answer each, in order.
@Suite struct ManyConsortiaTests {
  private static let good = #"{"name": "NAME", "participants": [{"id": "A", "country": "ES"}]}"#
  private static let call = ["--call", "INNOSUP-01-2018-2020", "--format", "json"]

  private static func good(_ name: String) -> String {
    good.replacing("NAME", with: name)
  }

  /// A run of `check` with the names that it answered for, in order.
  private func check(_ files: [String], input: String = "") async throws
    -> (names: String, lines: Int, answer: Program.Answer)
  {
    let answer = try await Program.run(["check"] + files + Self.call, input: input)
    let key = #"("consortium": ?")"#
    let names = try answer.output.matches(of: Regex(key + "([^\"]*)")).map { match in
      match.output[2].substring.map(String.init) ?? ""
    }
    return (names.joined(separator: " "), answer.output.split(separator: "\n").count, answer)
  }

  @Test(
    arguments: [
      ("a.json", good("one"), "one", false, 1),
      ("a.json", "[\(good("one"))]", "one", true, 1),
      ("a.json", "[\(good("one")),\n\(good("two"))]", "one two", true, 1),
      ("a.jsonl", "\(good("one"))\n\(good("two"))\n", "one two", true, 1),
      ("a.jsonl", "\(good("one"))\n{\"x\": 1}\n{\n\(good("two"))\n", "one two", true, 65),
      ("a.json", "[\(good("one")), {\"participants\": [{}]}, \(good("two"))]", "one two", true, 65),
      ("a.json", "[]", "", true, 0),
      (
        "a.xml",
        "<consortia xmlns='urn:fundcall:consortium:1'><consortium name='one'><participant id='A'/>"
          + "</consortium><consortium name='two'><participant id='A'/></consortium></consortia>",
        "one two", true, 1
      ),
      (
        "a.xml",
        "<consortia xmlns='urn:fundcall:consortium:1'><consortium name='one'><participant id='A'/>"
          + "</consortium><consortium name='two'><participant/></consortium><consortium",
        "one", true, 65
      ),
    ] as [(String, String, String, Bool, Int32)])
  func areAnsweredInOrder(
    _ name: String, _ text: String, _ names: String, _ isOneALine: Bool, _ status: Int32
  ) async throws {
    let folder = try Folder()
    let found = try await check([try folder.write(name, text)])
    #expect([found.names, "\(found.answer.status)"] == [names, "\(status)"])
    #expect(isOneALine == (found.lines == found.names.split(separator: " ").count))
    let input = try await check(["-"], input: text)
    #expect(input.names == names)
  }

  @Test func goOnAfterAFileThatIsWrong() async throws {
    let folder = try Folder()
    let files = [
      try folder.write("b.json", Self.good("b")), folder.path("none.json"),
      try folder.write("bad.json", "{"), try folder.write("a.json", Self.good("a")),
    ]
    let all = try await check(files)
    #expect([all.names, "\(all.answer.status)", "\(all.lines)"] == ["b a", "65", "2"])
    let missing = try await check([files[0], files[1]])
    #expect([missing.names, "\(missing.answer.status)"] == ["b", "66"])
  }

  @Test func standInAFolderInTheOrderOfTheirNames() async throws {
    let folder = try Folder()
    for name in ["b.json", "a.xml", "C.jsonl", "d.csv", "e.txt", "sub/f.json"] {
      let isXML = name.hasSuffix("xml")
      try folder.write(
        name,
        isXML
          ? "<consortium xmlns='urn:fundcall:consortium:1' name='a.xml'><participant id='A'/>"
            + "</consortium>"
          : Self.good(name))
    }
    let found = try await check([folder.path()])
    // The order is that of the bytes.
    #expect(found.names.hasPrefix("C.jsonl a.xml b.json") && !found.names.contains("f.json"))
    let empty = try await check([try folder.makeFolder("empty")])
    #expect(empty.answer.status == 66 && empty.answer.errors.contains("no consortium files"))
  }

  @Test func mayComeThroughAPipe() async throws {
    let command = "fundcall check <(cat \(Program.sample)) --on 2021-11-01"
    let answer = try await Program.shell(command)
    #expect(answer.status == 0 && answer.output.contains("ELIGIBLE"))
    let piped = try await Program.shell(
      "cat \(Program.sample) | fundcall check /dev/stdin --on 2021-11-01")
    #expect(piped.output == answer.output)
  }

  @Test func haveALineBetweenTheirReports() async throws {
    let answer = try await Program.run(
      ["check", Program.sample, Program.sample, "--on", "2021-11-01"])
    let heads = answer.output.matches(of: /\n\nTextile twin transition/).count
    #expect(heads == 1)
  }

  @Test func mayBeCutOffByTheReader() async throws {
    let answer = try await Program.shell(
      """
      yes '\(Self.good("x"))' | head -2000 \
      | { fundcall check - --call INNOSUP-01-2018-2020; echo "ended $?" >&2; } | head -1
      """)
    #expect(answer.status == 0 && answer.errors == "ended 141\n")
  }
}
