import Consortia
import Eligibility
import Foundation
import FundingCalls
import FundingTerms
import JSONReading
import SourceText
import Testing

/// Real projects of Horizon 2020 against the consortium that INNOSUP asks for: three independent
/// beneficiaries, each in another Member State or associated country.
@Suite struct FundedProjectsTests {
  private static let file =
    Package.folder + "/../shared/data/h2020/funded-projects-2014-2016.jsonl"

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: file),
      "the data on funded projects is not beside the package"))
  func agreeWithTheCommissionOnWhoMayApply() throws {
    let data = try #require(FileManager.default.contents(atPath: Self.file))
    var met: [String: Int] = [:]
    var others: [String: [String]] = [:]
    var assessors: [String: Assessor] = [:]
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
      let project = try Project(line)
      let assessor = try assessors[project.start] ?? Self.assessor(on: project.start)
      assessors[project.start] = assessor
      let readings = Package.reader.readings(of: project.consortium, named: project.name)
      let consortium = try #require(readings.first?.consortium, "\(readings[0].diagnostics)")
      let assessment = assessor.assess(consortium)
      let outcome = assessment.results.first { $0.requirement.id == "consortium" }?.outcome
      if outcome == .met {
        met[project.scheme, default: 0] += 1
      } else {
        others[project.scheme, default: []].append("\(project.name) \(outcome?.rawValue ?? "")")
      }
    }
    let total = met.values.reduce(0, +) + others.values.reduce(0) { $0 + $1.count }
    #expect([total, met["RIA"], met["IA"], others["SME-1"]?.count] == [1_581, 208, 64, 255])
    #expect(others["RIA"] == nil && others["IA"] == nil && met["SME-1"] == nil)
    // A first phase of a small firm's project has one to three applicants; none may be open.
    #expect(others["SME-1"]?.allSatisfy { $0.hasSuffix("not-met") } == true)
  }

  /// The consortium rule of INNOSUP, with the countries that were associated on a day.
  private static func assessor(on day: String) throws -> Assessor {
    let text = """
      <call xmlns="urn:fundcall:call:1" language="1" id="TEST" extends="INNOSUP-01">
        <title>A topic of Horizon 2020</title>
        <timetable><deadline kind="single" date="\(day)" source="annex-c"/></timetable>
        <budget stated="no"/>
        <drop requirement="rates" reason="the data have no figures by partner" source="annex-c"/>
      </call>
      """
    let parent = try #require(
      FileManager.default.contents(atPath: Package.callsFolder + "/innosup/innosup-01.xml"))
    let library = CallLibrary(reading: [
      SourceFile(name: "innosup-01.xml", bytes: Array(parent)),
      SourceFile(name: "test.xml", bytes: Array(text.utf8)),
    ])
    return try Package.assessor("TEST", on: day, in: library)
  }
}

/// A project as the file has it.
private struct Project {
  private struct Record: Decodable {
    struct Partner: Decodable {
      var id: String
      var country: String
    }
    var acronym: String
    var scheme: String
    var start: String
    var partners: [Partner]
  }

  let name: String
  let scheme: String
  let start: String
  /// The project as a consortium file: every partner a beneficiary.
  let consortium: [UInt8]

  init(_ line: Substring) throws {
    let record = try JSONDecoder().decode(Record.self, from: Data(line.utf8))
    name = record.acronym
    scheme = record.scheme
    // Where the start is not stated, the day on which the programme began.
    start = record.start.isEmpty ? "2014-01-01" : record.start
    var writer = JSONWriter(style: .compact)
    writer.object { writer in
      writer.key("participants")
      writer.array { writer in
        for partner in record.partners {
          writer.object { writer in
            writer.member("id", string: partner.id)
            writer.member("country", string: partner.country)
            writer.member("role", string: "beneficiary")
          }
        }
      }
    }
    writer.endLine()
    consortium = writer.takeBytes()
  }
}
