import Testing

/// Further calls, from `--calls` and the environment.
@Suite struct LibraryFoldersTests {
  private static func call(_ id: String, title: String = "Own call") -> String {
    """
    <call xmlns="urn:fundcall:call:1" language="1" id="\(id)">
      <title>\(title)</title>
      <programme id="OWN">Own programme</programme>
      <sources><source id="text" document="The text" confidence="A"/></sources>
      <timetable><deadline kind="single" date="2030-11-30" source="text"/></timetable>
      <budget stated="no"/>
      <requirement id="duration">
        <title>Duration</title><meaning>Three years.</meaning><source ref="text"/>
        <rule>duration is at most 36 months</rule>
      </requirement>
    </call>
    """
  }

  @Test func areAddedToTheLibrary() async throws {
    let folder = try Folder()
    try folder.write("one/own.xml", Self.call("OWN-1"))
    try folder.write("two/own.xml", Self.call("OWN-2"))
    let options = ["calls", "--programme", "own", "--format", "json"]
    let one = try await Program.run(options + ["--calls", folder.path("one")])
    #expect(one.values("call") == ["OWN-1"] && one.status == 0 && one.errors == "")
    let both = try await Program.run(
      options + ["--calls", folder.path("one")],
      environment: ["FUNDCALL_CALLS": "\(folder.path("two")):\(folder.path("one"))"])
    #expect(both.values("call") == ["OWN-1", "OWN-2"] && both.errors == "")
    let same = try await Program.run(
      options + [
        "--calls", "Calls", "--calls", folder.path("one") + "/../one", "--calls",
        folder.path("one"),
      ])
    #expect(same.values("call") == ["OWN-1"] && same.errors == "")
  }

  @Test func areReadWholeWhicheverCallIsAsked() async throws {
    let folder = try Folder()
    try folder.write("own.xml", Self.call("OWN-1"))
    try folder.write(
      "broken.xml", "<call xmlns=\"urn:fundcall:call:1\" language=\"1\" id=\"OWN-2\">")
    let answer = try await Program.run([
      "check", Program.sample, "--call", "OWN-1", "--calls", folder.path(), "--on", "2021-11-01",
    ])
    #expect(answer.status == 65)
    #expect(answer.errors.contains("broken.xml:1:") && answer.output.contains("OWN-1"))
  }

  @Test func areLintedUnderWhateverPathTheyAreLoaded() async throws {
    let answer = try await Program.run(
      ["lint", "Calls/innosup"], environment: ["FUNDCALL_LIBRARY": Program.folder + "/Calls"])
    #expect(answer.status == 0 && answer.output.hasPrefix("4 call documents checked, "))
    #expect(!answer.output.contains(" 0 examples run"))
  }

  @Test func overrideCallsOfTheSameIdAndSaySo() async throws {
    let folder = try Folder()
    try folder.write("own.xml", Self.call("i3-2024-inv1", title: "Mine"))
    let arguments = ["show", "I3-2024-INV1", "--calls", folder.path()]
    let answer = try await Program.run(arguments)
    #expect(answer.status == 0 && answer.output.contains("Mine"))
    #expect(answer.errors.contains("note: ") && answer.errors.contains("overrides the call from"))
    let quiet = try await Program.run(arguments + ["--quiet"])
    #expect(quiet.output == answer.output && quiet.errors == "")
  }

  @Test(arguments: [
    ("<call xmlns='urn:fundcall:call:1'><title>", "xml.malformed"), ("", "xml.empty"),
    ("{}", "xml.not-xml"),
    ("<!DOCTYPE a><call/>", "xml.doctype"), ("<call xmlns='urn:x'/>", "xml.namespace"),
    (call("OWN-9").replacing("<source ref=\"text\"/>", with: ""), "error"),
    (
      call("OWN-9").replacing(
        "<deadline kind=\"single\" date=\"2030-11-30\" source=\"text\"/>", with: ""), "error"
    ),
    (call("OWN-9").replacing("<budget", with: "<bugdet"), "error"),
    (call("OWN-9").replacing("id=\"OWN-9\"", with: "id=\"OWN-9\" extends=\"OWN-9\""), "error"),
    (String(repeating: "<a>", count: 100), "error"),
  ])
  func costOnlyThemselvesWhereTheyAreWrong(_ text: String, _ words: String) async throws {
    try await Self.expectsCost(of: text, words)
  }

  @Test func costOnlyThemselvesWhereTheyAreTooLarge() async throws {
    try await Self.expectsCost(
      of: Self.call("OWN-9") + String(repeating: " ", count: 9 << 20), "larger than 8 MB")
    try await Self.expectsCost(of: String(repeating: "<a>", count: 10_000), "error")
  }

  private static func expectsCost(of text: String, _ words: String) async throws {
    let folder = try Folder()
    try folder.write("a.xml", call("OWN-1"))
    try folder.write("b.xml", text)
    let answer = try await Program.run(
      ["calls", "--programme", "own", "--format", "json", "--calls", folder.path()])
    #expect(answer.values("call").first == "OWN-1" && [65, 66].contains(answer.status))
    #expect(answer.errors.contains(words) && answer.errors.contains("b.xml"))
    #expect(answer.errors.contains("help: "))
    let check = try await Program.run(
      ["check", Program.sample, "--on", "2021-11-01", "--calls", folder.path()])
    #expect(check.output.contains("ELIGIBLE") && [65, 66].contains(check.status))
  }

  @Test func areWrongWhereTheirRulesAre() async throws {
    let folder = try Folder()
    let text = Self.call("OWN-1").replacing("36 months", with: "36 mnths")
    try folder.write("a.xml", text)
    let arguments = ["check", Program.sample, "--calls", folder.path(), "--on", "2021-11-01"]
    let named = try await Program.run(
      arguments + ["--call", "OWN-1", "--call", "SMP-COSME-2021-CLUSTER-01"])
    #expect(named.status == 65 && named.output.contains("ELIGIBLE  8 of 8"))
    #expect(named.errors.contains("a.xml:9:") && named.errors.contains("help: "))
  }

  @Test func mayBeReadableInPartOnly() async throws {
    let folder = try Folder()
    try folder.write("a.xml", Self.call("OWN-1"))
    _ = try folder.link("b.xml", to: "nowhere")
    let answer = try await Program.run(
      ["calls", "--programme", "own", "--format", "json", "--calls", folder.path()])
    #expect(answer.values("call") == ["OWN-1"] && answer.status == 66)
    #expect(answer.errors.contains("b.xml"))
  }
}
