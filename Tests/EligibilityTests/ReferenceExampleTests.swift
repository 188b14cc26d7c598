import Consortia
import Eligibility
import SourceText
import Testing

/// Every example of the language's reference is a rule over the words of the small call, and has an
/// outcome for a consortium of which much is known and for one of which nothing is.
@Suite struct ReferenceExampleTests {
  private static let folder = Package.folder + "/Sources/RuleLanguage/RuleLanguage.docc"

  private static func lines(of page: String) throws -> [String] {
    let file = try Files.read("\(folder)/\(page)", limit: 1 << 20)
    return file.text(in: 0..<file.bytes.count)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The rules in the blocks of a page.
  private static func blocks(of page: String) throws -> [String] {
    var result: [String] = []
    var current: [String]?
    for line in try lines(of: page) {
      if line == "```rule" {
        current = []
      } else if line == "```", let block = current {
        result.append(block.joined(separator: "\n"))
        current = nil
      } else {
        current?.append(line)
      }
    }
    return result
  }

  /// The rows of the tables of shapes: the number, and the example if the last cell is one.
  private static func shapes() throws -> [(number: String, example: String?)] {
    try lines(of: "Shapes.md").compactMap { line in
      let cells = line.split(separator: "|").map { String($0).trimmed }
      guard cells.count == 4, let kind = cells[0].first, "SH".contains(kind),
        cells[0].count == 3
      else { return nil }
      let isRule = cells[3].hasPrefix("`") && cells[3].hasSuffix("`")
      return (cells[0], isRule ? String(cells[3].dropFirst().dropLast()) : nil)
    }
  }

  @Test(arguments: [
    "Constructs.md", "RuleLanguage.md", "Types.md", "UnknownFacts.md", "Grammar.md", "Mistakes.md",
  ])
  func readsTheExamplesOfThePage(page: String) throws {
    for rule in try Self.blocks(of: page) { try examine(rule) }
  }

  @Test func readsTheExampleOfEveryShape() throws {
    let shapes = try Self.shapes()
    let numbers = (1...71).map { "S" + ($0 < 10 ? "0\($0)" : "\($0)") }
    #expect(shapes.map(\.number).filter { $0.hasPrefix("S") }.sorted() == numbers)
    #expect(shapes.count { $0.number.hasPrefix("H") } == 20)
    for shape in shapes { if let rule = shape.example { try examine(rule) } }
  }

  private func examine(_ rule: String) throws {
    let program = try Self.program.get()
    let made = try program.assessor(for: rule)
    #expect(made.diagnostics.isEmpty, "\(rule): \(made.diagnostics)")
    guard let assessor = made.assessor else { return }
    for consortium in [Consortium(), try Self.known.get()] {
      #expect(assessor.assess(consortium).results.count == 1, "\(rule)")
    }
  }

  private static let program = Result { try ConformanceProgram() }
  private static let known = Result {
    let file = try Files.read(
      Package.folder + "/Calls/samples/textile-twin-transition.json", limit: 1 << 20)
    return try #require(Package.reader.readings(of: file).first?.consortium)
  }
}

extension String {
  fileprivate var trimmed: String {
    let words = split(separator: " ", omittingEmptySubsequences: true)
    return words.joined(separator: " ")
  }
}
