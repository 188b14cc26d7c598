import Consortia
import FundingTerms
import SMEDefinition
import SourceText
import Testing
import XMLReading

@Suite struct SchemaTests {
  /// What the schema says of a text, against what the reader says: `true` is accepted.
  private func verdicts(_ texts: [String]) throws -> (schema: [Bool], reader: [Bool]) {
    let path = library + "/schema/consortium.rng"
    let schema = RelaxNGSchema.read(try Files.read(path, limit: 1 << 20)) { Issue.record("\($0)") }
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

  /// A validator that tries every selection of optional attributes does not come to an end here.
  @Test(.timeLimit(.minutes(5)))
  func checksEveryAttributeAtOnce() throws {
    let participant = """
      name="N" country="ES" region="ES61" role="beneficiary" kind="company" non-profit="false" \
      public-body="false" sme="true" group="g" founded="2001-02-03" controlled-from="ES" \
      headcount="3.5" turnover="5.00" balance-sheet="1" requested-grant="2"
      """
    let proposal = """
      <proposal call="c" strand="s" duration-months="1" submission-date="2020-01-01" \
      start-date="2020-01-01" requested-grant="1" total-cost="1" trl-start="1"/>
      """
    let inner = """
      <costs><cost category="travel" amount="1" work-package="x" for-smes="true"/></costs>\
      <aid-received><aid date="2020-01-01" amount="1" regime="x" member-state="ES"/></aid-received>
      """
    let award = """
      form="grant" recipient="sme" amount="1" count="1" provider="p0" country="ES" recipient-id="x"
      """
    func text(_ participant: String, count: Int = 500) -> String {
      let awards = (0..<count).map { "<award id='a\($0)' \(award)/>" }
      return xml(
        proposal
          + (0..<count).map { "<participant id='p\($0)' \(participant)>\(inner)</participant>" }
          .joined()
          + "<third-party-support>\(awards.joined())</third-party-support>")
    }
    let right = [text(participant), text("")]
    let wrong = ["kind=\"company\"", "sme=\"true\"", "requested-grant=\"2\""].map {
      text(participant.replacing($0, with: $0.prefix { $0 != "=" } + "=\"?\""), count: 2)
    }
    let unknown = text(participant + (0..<40).map { " x\($0)=\"\"" }.joined(), count: 2)
    let (schema, reader) = try verdicts(right + wrong + [unknown])
    #expect(schema == [true, true, false, false, false, false])
    #expect(reader == schema)
  }

  @Test func knowsTheSameWordsAsTheReader() throws {
    var texts: [String] = []
    for role in Role.allCases { texts.append("<participant id='A' role='\(role.rawValue)'/>") }
    for kind in Kind.allCases { texts.append("<participant id='A' kind='\(kind.rawValue)'/>") }
    for category in CostCategory.allCases {
      texts.append(
        "<participant id='A'><costs><cost category='\(category.rawValue)'/></costs></participant>")
    }
    for size in EnterpriseSize.allCases {
      texts.append("<participant id='A' size='\(size.rawValue)'/>")
    }
    for kind in EnterpriseKind.allCases {
      texts.append("<enterprises><enterprise id='E' kind='\(kind.rawValue)'/></enterprises>")
    }
    for right in ControlRight.allCases {
      texts.append(
        "<participant id='A'/><participant id='B'/><holdings><holding of='A' by='B'>"
          + "<control>\(right.rawValue)</control></holding></holdings>")
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
