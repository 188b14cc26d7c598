import Consortia
import Eligibility
import FundingCalls
import FundingTerms
import RuleLanguage
import SourceText
import Testing
import XMLReading

/// A case of `Tests/Conformance`: a rule with facts and what must be said of them, or a wrong rule
/// with what must be said of it.
struct ConformanceCase {
  enum Expected: Equatable {
    case outcome(String, evidence: String, missing: [String])
    case refusal(code: String, at: String, help: String)
  }

  /// The construct that its file is about.
  let construct: String
  let id: String
  let rule: String
  let expected: Expected
  /// The facts; none where the rule is wrong.
  let consortium: SourceFile?

  /// The outcome, or the code of what is wrong.
  var outcome: String {
    switch expected {
    case .outcome(let outcome, _, _): outcome
    case .refusal(let code, _, _): code
    }
  }

  var name: String { "\(construct)/\(id)" }
}

/// All that is written in `Tests/Conformance`.
struct ConformanceCases {
  static let namespace = "urn:fundcall:conformance:1"
  static let folder = Package.folder + "/Tests/Conformance"

  private(set) var documents: [XMLDocument] = []
  private(set) var cases: [ConformanceCase] = []
  /// The names of the files of cases.
  private(set) var files: [String] = []

  init() throws {
    for name in try Files.names(inFolder: Self.folder).sorted()
    where name.hasSuffix(".xml") && name != "words.xml" {
      let file = try Files.read(Self.folder + "/" + name, limit: 1 << 20)
      let (read, diagnostics) = XMLReader.document(
        of: file, namespace: Self.namespace, roots: ["cases"],
        embedding: ["urn:fundcall:consortium:1"])
      let document = try #require(read, "\(diagnostics)")
      files.append(name)
      documents.append(document)
      for element in document.root.children(named: "case") {
        cases.append(try Self.made(of: element, in: document))
      }
    }
  }

  private static func made(of element: Element, in document: XMLDocument) throws
    -> ConformanceCase
  {
    func text(_ name: String) -> String { element.firstChild(named: name)?.trimmedText ?? "" }
    let expected: ConformanceCase.Expected
    if let error = element.firstChild(named: "error") {
      expected = .refusal(
        code: error["code"] ?? "", at: error["at"] ?? "", help: error["help"] ?? "")
    } else {
      expected = .outcome(
        element["outcome"] ?? "", evidence: text("evidence"),
        missing: text("missing").split { $0 == " " || $0 == "\n" }.map(String.init))
    }
    return ConformanceCase(
      construct: document.root["construct"] ?? "", id: try #require(element["id"]),
      rule: text("rule"), expected: expected,
      consortium: element.embedded.first.map { consortium in
        SourceFile(
          name: document.source.name, bytes: Array(document.source.bytes[consortium.range]))
      })
  }
}

/// The program as the cases see it: a rule and facts in, an answer out.
struct ConformanceProgram {
  /// The document of the words but for its end.
  private let words: String
  private let vocabulary: RuleLanguage.Vocabulary
  private let moment = Moment.day(CalendarDate(dayNumber: 18_932))

  init() throws {
    let file = try Files.read(ConformanceCases.folder + "/words.xml", limit: 1 << 20)
    let text = file.text(in: 0..<file.bytes.count)
    words = String(text.split(separator: "</call>")[0])
    let call = try Self.call(text)
    let (context, problems) = RuleContext.make(
      for: call, at: moment, reference: Package.reference, regions: { (Package.regions, []) })
    let (rules, mistakes) = CallRules.of(
      call, on: moment.date(in: .brussels), vocabulary: context.vocabulary)
    try #require((problems + mistakes).isEmpty, "\(problems + mistakes)")
    vocabulary = rules.vocabulary
  }

  private static func call(_ text: String) throws -> Call {
    let library = CallLibrary(
      reading: [SourceFile(name: "words.xml", bytes: Array(text.utf8))])
    return try #require(library.call("CONFORMANCE"), "\(library.diagnostics)")
  }

  /// What is said of a case, in the form in which it is expected, and the name of the construct that
  /// the rule is.
  func found(_ test: ConformanceCase) throws -> (ConformanceCase.Expected, form: String) {
    guard let facts = test.consortium else { return (refusal(of: test.rule), "error") }
    let readings = Package.reader.readings(of: facts)
    let consortium = try #require(
      readings.first?.consortium, "\(test.name): \(readings.map(\.diagnostics))")
    let made = try assessor(for: test.rule)
    guard let assessor = made.assessor else { return (refusal(of: test.rule), "error") }
    let result = try #require(assessor.assess(consortium).results.first)
    let form = result.readings.first.map { name(of: $0.finding.measure) }
    let expected = ConformanceCase.Expected.outcome(
      result.outcome.rawValue, evidence: result.evidence, missing: result.missing)
    return (expected, form ?? "")
  }

  /// The assessor of a call with a rule as its only requirement.
  func assessor(for rule: String) throws -> (assessor: Assessor?, diagnostics: [Diagnostic]) {
    Assessor.make(
      for: try Self.call(words(with: rule)), strand: nil, at: moment,
      reference: Package.reference, regions: { (Package.regions, []) })
  }

  private func name(of measure: Finding.Measure) -> String {
    Mirror(reflecting: measure).children.first?.label ?? String(describing: measure)
  }

  /// The document of the words with a rule as its only requirement.
  private func words(with rule: String) -> String {
    """
    \(words)<requirement id="rule"><title>Rule</title><meaning>Its rule.</meaning>
    <source ref="reference"/><rule>\(rule)</rule></requirement></call>
    """
  }

  private func refusal(of rule: String) -> ConformanceCase.Expected {
    let source = SourceFile(name: "rule", text: rule)
    switch RuleReader.rule(in: source, at: 0..<source.bytes.count, vocabulary: vocabulary) {
    case .success: return .outcome("accepted", evidence: "", missing: [])
    case .failure(let refused):
      return .refusal(
        code: refused.diagnostic.code, at: marked(refused.diagnostic),
        help: refused.diagnostic.help ?? "")
    }
  }

  /// The text that the carets of a diagnostic stand under.
  private func marked(_ diagnostic: Diagnostic) -> String {
    guard let excerpt = diagnostic.excerpt else { return "" }
    let scalars = excerpt.line.unicodeScalars.dropFirst(excerpt.column - 1).prefix(excerpt.length)
    return String(String.UnicodeScalarView(scalars))
  }
}
