import Consortia
import FundingTerms
import SourceText
import Testing
import XMLReading

@Suite struct SchemaTests {
  /// What the schema says of a text, against what the reader says: `true` is accepted.
  private func verdicts(_ texts: [String]) throws -> (schema: [Bool], reader: [Bool]) {
    let path = library + "/schema/consortium.rng"
    // Annotations are for editors; the reader of schemas knows the namespace of RELAX NG alone.
    let lines = String(decoding: try Files.read(path, limit: 1 << 20).bytes, as: UTF8.self)
      .split(separator: "\n").filter { !$0.contains("<a:documentation>") }
    let source = SourceFile(name: path, text: lines.joined(separator: "\n"))
    let schema = RelaxNGSchema.read(source) { Issue.record("\($0)") }
    var accepted: [Bool] = []
    switch schema {
    case .some(let schema):
      for text in texts {
        let document = XMLReader.document(
          of: SourceFile(name: "t.xml", text: text), namespace: "urn:fundcall:consortium:1",
          roots: ["consortium", "consortia"])
        accepted.append(document.document.map { schema.validate($0).isEmpty } ?? false)
      }
    case .none: Issue.record("the schema cannot be read")
    }
    try #require(accepted.count == texts.count)
    return (accepted, texts.map { readings($0).allSatisfy { $0.consortium != nil } })
  }

  @Test func agreesWithTheReaderOnValues() throws {
    let cases = (Values.right + Values.wrong).filter {
      !Values.needsTheReader($0) && !$0.text.contains("\0")
    }
    let (schema, reader) = try verdicts(cases.map(\.inXML))
    let different = cases.indices.filter { schema[$0] != reader[$0] }.map { cases[$0].inXML }
    #expect(different == [])
  }

  @Test func agreesWithTheReaderOnStructure() throws {
    let ofTheReader = ["duplicate-id", "second-", "public-body", "outside", "declared", "country"]
    let cases = (Records.wrong + Records.many).filter { record in
      record.text.hasPrefix("<")
        && !(record.expected + [record.says]).contains { text in
          ofTheReader.contains { text.contains($0) }
        }
    }
    let (schema, reader) = try verdicts(cases.map(\.text))
    let different = cases.indices.filter { schema[$0] != reader[$0] }.map { cases[$0].text }
    #expect(different == [])
  }

  @Test func knowsTheSameWordsAsTheReader() throws {
    var texts: [String] = []
    for role in Role.allCases { texts.append("<participant id='A' role='\(role.rawValue)'/>") }
    for kind in Kind.allCases { texts.append("<participant id='A' kind='\(kind.rawValue)'/>") }
    for category in CostCategory.allCases {
      texts.append(
        "<participant id='A'><costs><cost category='\(category.rawValue)'/></costs></participant>")
    }
    let awards =
      AwardForm.allCases.map { "form='\($0.rawValue)'" }
      + RecipientKind.allCases.map { "recipient='\($0.rawValue)'" }
    for award in awards {
      texts.append("<third-party-support><award \(award)/></third-party-support>")
    }
    let (schema, reader) = try verdicts(texts.map(xml))
    #expect(!schema.contains(false) && !reader.contains(false))
  }
}
