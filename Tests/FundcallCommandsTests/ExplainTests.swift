import Foundation
import JSONReading
import Testing

/// The answers of `explain`.
@Suite struct ExplainTests {
  private static let two = """
    {"name": "Two", "proposal": {"strand": "textile"},
     "participants": [
      {"id": "P1", "name": "Ateval", "country": "ES", "role": "coordinator"},
      {"id": "P2", "name": "Techtera", "country": "FR",
       "role": "beneficiary"},
      {"id": "P3", "name": "Acme", "country": "US", "role": "beneficiary"},
      {"id": "P4", "role": "associated"}]}
    """

  @Test func tellTheTreeDownToTheLines() async throws {
    let folder = try Folder()
    let file = try folder.write("c.json", Self.two)
    let answer = try await Program.run([
      "explain", file, "--call", "SMP-COSME-2021-CLUSTER-01", "--requirement", "consortium",
      "--on", "2021-11-01",
    ])
    let shown = answer.output.replacingOccurrences(of: file, with: "c.json")
    let words = shown.split { " |\n".contains($0) }.joined(separator: " ")
    for expected in [
      "NOT ELIGIBLE", "- x Three applicants from three countries (consortium): At least three",
      "source: Cyprus Funding Programmes Portal",
      "- x organisations: Any three organisations will do",
      "of the beneficiaries, two are in different countries, at least 3 needed: Ateval (ES), "
        + "Techtera (FR); not counted: Acme (US)",
      "rule: there are at least 3 independent beneficiaries whose country is in "
        + "eligible-countries, each in a different country (Calls/euroclusters/"
        + "smp-cosme-2021-cluster-01.xml:96:9)",
      "- Ateval: role coordinator, country ES (c.json:3)",
      "- Techtera: role beneficiary, country FR (c.json:4,5)",
    ] {
      #expect(words.contains(expected), "\(shown)")
    }
    #expect(
      answer.status == 0 && answer.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test func sayWhatIsMissingWhereItIs() async throws {
    let folder = try Folder()
    let file = try folder.write(
      "c.xml",
      """
      <consortium xmlns="urn:fundcall:consortium:1">
        <proposal requested-grant="5000000" total-cost="5000000"/>
        <participant id="P1" country="FR" role="coordinator"/></consortium>
      """)
    let answer = try await Program.run([
      "explain", file, "--call", "I3-2026-INV1", "--requirement", "coordinator", "--format", "json",
    ])
    let requirement = try #require(answer.json?["requirements"]?.elements?.first)
    let keys = ["kind", "outcome", "text", "rule", "place", "facts", "missing", "parts"]
    #expect(requirement.members?.map(\.key).suffix(8) == keys[...])
    let any = try #require(requirement["parts"]?.elements?.first)
    let some = try #require(any["parts"]?.elements?.first)
    let record = try #require(some["parts"]?.elements?.first)
    #expect([any, some, record].map { $0["kind"]?.string } == ["any", "some", "record"])
    #expect(any.members?.map(\.key) == keys && any["outcome"]?.string == "cannot-tell")
    let missing = ["participants.P1.publicBody", "participants.P1.kind"]
    #expect(missing.contains(record["missing"]?.elements?.first?.string ?? ""))
    let facts = record["facts"]?.elements ?? []
    #expect(facts.map { $0["value"]?.string } == ["coordinator", nil])
    #expect(facts.allSatisfy { $0["place"]?.string?.hasSuffix("c.xml:3") == true })
    #expect(facts.first?.members?.map(\.key) == ["path", "value", "place"])
  }

  @Test(arguments: [
    (["--requirement", "countrie"], "has no requirement 'countrie'"),
    (["--call", "I3-2026-INV1"], "one call at a time"),
  ])
  func refuseWrongUse(_ options: [String], _ message: String) async throws {
    let answer = try await Program.run(
      ["explain", Program.sample, "--call", "SMP-COSME-2021-CLUSTER-01"] + options)
    #expect(answer.status == 64 && answer.errors.contains(message) && answer.output.isEmpty)
  }
}
