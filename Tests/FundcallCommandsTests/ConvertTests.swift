import Testing

@Suite struct ConvertTests {
  private static let formats = ["json", "jsonl", "xml", "csv"]

  @Test(arguments: formats, formats)
  func losesNothingOnTheWay(_ first: String, _ second: String) async throws {
    let folder = try Folder()
    let direct = try await Program.run(["convert", Program.sample, "-", "--to", "jsonl"])
    #expect(direct.status == 0 && direct.errors.isEmpty)
    for (from, to) in [(Program.sample, "a.\(first)"), (folder.path("a.\(first)"), "b.\(second)")] {
      let answer = try await Program.run(["convert", from, folder.path(to)])
      #expect(answer.status == 0 && answer.output.isEmpty && answer.errors.isEmpty)
    }
    let again = try await Program.run(["convert", folder.path("b.\(second)"), "-", "--to", "jsonl"])
    #expect(again.output == direct.output)
  }

  @Test func streamsManyConsortia() async throws {
    let folder = try Folder()
    let line = "{\"participants\":[{\"id\":\"A\",\"country\":\"ES\"}]}\n"
    let lines = try folder.write("many.jsonl", String(repeating: line, count: 500))
    for (to, from) in [("many.xml", lines), ("many.json", folder.path("many.xml"))] {
      #expect(try await Program.run(["convert", from, folder.path(to)]).status == 0)
    }
    let again = try await Program.run(["convert", folder.path("many.json"), "-", "--to", "jsonl"])
    #expect(again.output == String(repeating: line, count: 500))
    let table = try await Program.run(["convert", lines, folder.path("many.csv")])
    #expect(table.status == 65 && table.errors.contains("a table holds one consortium,"))
    #expect(try await Program.run(["convert", lines, folder.path("many.csv")]).status == 65)
  }

  @Test func writesWholeFilesOrNone() async throws {
    let folder = try Folder()
    let bad = try folder.write("bad.jsonl", "{\"participants\":[]}\n{\"participants\":[{}]}\n")
    let out = folder.path("out.jsonl")
    let answer = try await Program.run(["convert", bad, out])
    #expect(answer.status == 65)
    #expect(answer.errors.contains("2:") && answer.errors.contains("nothing is written"))
    #expect(try await Program.shell("ls -A '\(folder.path())'").output == "bad.jsonl\n")
  }

  @Test func writesOverNothingUnasked() async throws {
    let folder = try Folder()
    let out = try folder.write("out.xml", "mine")
    let refused = try await Program.run(["convert", Program.sample, out])
    #expect(refused.status == 64 && refused.errors.contains("add '--overwrite'"))
    #expect(try folder.text("out.xml") == "mine")
    #expect(try await Program.run(["convert", Program.sample, out, "--overwrite"]).status == 0)
    #expect(try folder.text("out.xml").hasPrefix("<?xml"))
  }

  @Test(arguments: [
    (["a.json"], "one file to read and one to write"), (["a.json", "-"], "add '--to json'"),
    (["a.json", "b.txt"], "the ending of 'b.txt' names no format"),
    (["a.json", "b.json", "--to", "yaml"], "write one of json, jsonl, xml, csv"),
  ])
  func saysHowItIsUsed(_ arguments: [String], _ words: String) async throws {
    let answer = try await Program.run(["convert"] + arguments)
    #expect(answer.status == 64 && answer.errors.contains(words))
  }

  @Test func readsTablesWhereverConsortiaAreRead() async throws {
    let folder = try Folder()
    try folder.write("a.csv", "id;country;proposal.durationMonths\r\nA;ES;36\r\n")
    let call = ["--call", "SMP-COSME-2021-CLUSTER-01/textile", "--on", "2021-11-01"]
    let inFolder = try await Program.run(["check", folder.path()] + call)
    #expect(inFolder.status == 1 && inFolder.output.contains("CLUSTER-01/textile"))
    let piped = try await Program.run(["check", "-"] + call, input: "id,country\nA,ES\n")
    #expect(piped.status == 1)
    let explained = try await Program.run(["explain", folder.path("a.csv")] + call)
    #expect(explained.output.contains("a.csv:2"))
  }

  @Test(arguments: [
    ("id,role\nA,leader\n", "t.csv:2:3: error: 'role' in B2 is a role, not 'leader'"),
    ("<html><body>Log in</body></html>", "the file is a web page"),
    ("station;no2\n1;2\n", "no table of participants"),
    ("id,contry\nA,ES\n", "did you mean 'country'?"),
    ("id,country\nA,ES,1,2\n", "the cell C2 has no heading above it"),
    ("id,name\nA,\"x\n", "never closed"),
    ("id,name,name\nA,x,y\n", "stands over two columns, B1 and C1"),
  ])
  func namesTheWrongCell(_ table: String, _ words: String) async throws {
    let folder = try Folder()
    let answer = try await Program.run(
      ["check", try folder.write("t.csv", table), "--color", "never"])
    #expect(answer.status == 65 && answer.errors.contains(words))
    #expect(answer.errors.contains("  help: "))
  }

  @Test func survivesALineOfAHundredMegabytes() async throws {
    let folder = try Folder()
    let bytes = Array("id,name\nA,".utf8) + Array(repeating: UInt8(ascii: "x"), count: 100 << 20)
    let answer = try await Program.run(["check", try folder.write("long.csv", bytes)])
    #expect(answer.status == 65 && answer.errors.contains("larger than 16 MB"))
  }

  @Test(arguments: ["xml", "json", "csv"])
  func printsAConsortiumThatPasses(_ format: String) async throws {
    let folder = try Folder()
    let template = try await Program.run(["new", "consortium", "--format", format])
    let file = try folder.write("new.\(format)", template.output)
    let answer = try await Program.run(["convert", file, "-", "--to", "jsonl"])
    #expect(answer.status == 0 && answer.errors.isEmpty)
    #expect(answer.output.contains("\"name\":\"Name of the project\""))
    #expect(answer.output.contains("\"forSMEs\":true") && answer.output.contains("\"V1\""))
  }

  @Test func printsACallThatPasses() async throws {
    let folder = try Folder()
    let template = try await Program.run(["new", "call"])
    let answer = try await Program.run(["lint", try folder.write("call.xml", template.output)])
    #expect(answer.status == 0 && answer.output.contains("4 examples run: 0 errors, 0 warnings"))
    #expect(try await Program.run(["new", "call", "--format", "csv"]).status == 64)
    #expect(try await Program.run(["new", "cal"]).errors.contains("did you mean 'call'?"))
  }
}
