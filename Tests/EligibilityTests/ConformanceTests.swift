import SourceText
import Testing
import XMLReading

@Suite struct ConformanceTests {
  private let cases: ConformanceCases

  init() throws { cases = try ConformanceCases() }

  @Test func answersEveryCaseAsItIsWritten() throws {
    let program = try ConformanceProgram()
    var failures: [String] = []
    var covered = Set<String>()
    for test in cases.cases {
      let (found, form) = try program.found(test)
      covered.insert("\(form): \(test.outcome)")
      if found != test.expected {
        failures.append("\(test.name): \(test.rule)\n  must be \(test.expected)\n  but is \(found)")
      }
    }
    #expect(failures.isEmpty, "\n\(failures.joined(separator: "\n"))")
    let needed = Self.forms.flatMap { form in
      ["met", "not-met", "cannot-tell"].map { "\(form): \($0)" }
    }
    // Whether a fact is stated is never answered by no: the file may come to say it.
    #expect(needed.filter { !covered.contains($0) } == ["stated: not-met"])
  }

  /// The constructs of the language that are conditions by themselves.
  private static let forms = [
    "all", "any", "not", "when", "count", "matching", "different", "includes", "label", "stated",
    "compare", "every", "some", "tally", "totals",
  ]

  @Test func coversTheReference() throws {
    #expect(cases.cases.count >= 400)
    let names = cases.cases.map(\.name)
    #expect(Set(names).count == names.count, "an id stands twice in a file")
    #expect(cases.files == cases.documents.map { ($0.root["construct"] ?? "") + ".xml" })
    for file in cases.files where file != "errors.xml" {
      let own = cases.cases.filter { $0.construct + ".xml" == file }.map(\.outcome)
      #expect(Set(own) == ["met", "not-met", "cannot-tell"], "\(file)")
    }
    let errors = try Files.read(
      Package.folder + "/Sources/RuleLanguage/RuleLanguage.docc/Errors.md", limit: 1 << 20)
    let codes = errors.text(in: 0..<errors.bytes.count).split(separator: "\n")
      .filter { $0.hasPrefix("| `rule.") }.map { String($0.split(separator: "`")[1]) }
    #expect(codes.count > 20)
    let own = Set(cases.cases.map(\.outcome))
    // A rule that is too long is too long for a case; `rule.form` is a warning about a right rule.
    #expect(codes.filter { !own.contains($0) } == ["rule.too-long", "rule.form"])
  }

  @Test func isWrittenAsItsSchemaSays() throws {
    let path = ConformanceCases.folder + "/conformance.rng"
    let schema = RelaxNGSchema.read(try Files.read(path, limit: 1 << 20)) { Issue.record("\($0)") }
    var mistakes: [Diagnostic] = []
    var isRead = false
    switch schema {
    case .some(let schema):
      isRead = true
      for document in cases.documents { mistakes += schema.validate(document) }
    case .none: break
    }
    #expect(isRead)
    #expect(mistakes.isEmpty, "\(mistakes)")
  }
}
