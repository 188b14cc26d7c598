import JSONReading
import SourceText
import Testing

/// The general conditions that types of action lead to, taken over by calls that add nothing.
@Suite struct GeneralConditionsTests {
  /// Their ids, a few at a time.
  private static let groups: [[String]] = {
    let path = Program.folder + "/Calls/reference/types-of-action.xml"
    let bytes = (try? Files.read(path, limit: 1 << 20))?.bytes ?? []
    let parts = String(decoding: bytes, as: UTF8.self).split(separator: "conditions=\"").dropFirst()
    let ids = Set(parts.compactMap { $0.split(separator: "\"").first.map(String.init) }).sorted()
    return stride(from: 0, to: ids.count, by: 5).map { start in
      Array(ids[start..<min(start + 5, ids.count)])
    }
  }()

  private static func call(_ id: String, extending parent: String, deadline: String) -> String {
    """
    <call xmlns="urn:fundcall:call:1" language="1" id="\(id)" extends="\(parent)">
      <title>Taken over</title>
      <sources><source id="text" document="The text" confidence="A"/></sources>
      <timetable><deadline kind="single" date="\(deadline)" source="text"/></timetable>
      <budget stated="no"/>
    </call>
    """
  }

  @Test(arguments: groups)
  func comeOutAsTheirExamplesSay(_ ids: [String]) async throws {
    let folder = try Folder()
    for id in ids {
      let deadline = id.hasPrefix("H2020") ? "2019-01-15" : "2026-11-20"
      try folder.write("\(id).xml", Self.call("OWN-\(id)", extending: id, deadline: deadline))
    }
    let answer = try await Program.run(["lint", folder.path()])
    #expect(answer.status == 0, "\(answer.output)\(answer.errors)")
    #expect(answer.output.hasSuffix(" run: 0 errors, 0 warnings\n"), "\(answer.output)")
  }

  @Test(arguments: [
    ("HORIZON-RIA", "2026-11-20", "not-met"), ("HORIZON-IA", "2026-11-20", "not-met"),
    ("H2020-RIA", "2019-01-15", "met"), ("H2020-IA", "2019-01-15", "met"),
  ])
  func askForAMemberStateOnlyInHorizonEurope(
    _ parent: String, deadline: String, expected: String
  ) async throws {
    let folder = try Folder()
    try folder.write("own.xml", Self.call("OWN", extending: parent, deadline: deadline))
    let consortium = """
      {"participants": [{"id": "A", "country": "UK", "role": "coordinator"},
        {"id": "B", "country": "NO", "role": "beneficiary"},
        {"id": "C", "country": "IS", "role": "beneficiary"}]}
      """
    let answer = try await Program.run(
      ["check", "-", "--call", "OWN", "--calls", folder.path(), "--format", "json"],
      input: consortium)
    let requirements = answer.json?["assessments"]?.elements?.first?["requirements"]?.elements
    let found = requirements?.first { $0["id"]?.string == "consortium" }
    #expect(found?["outcome"]?.string == expected, "\(answer.output)\(answer.errors)")
  }
}
