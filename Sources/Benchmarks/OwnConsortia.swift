import Consortia
import Eligibility
import FundingCalls
import FundingTerms
import SourceText

/// Consortia as this package reads them, with the benchmark's call.
public struct OwnConsortia {
  let consortia: [Consortium]
  let assessor: Assessor

  /// Reads consortia from a text with the tables of a library.
  public init(_ bytes: [UInt8], named name: String, library: String) throws(BenchmarkFailure) {
    let (reference, _) = ReferenceTables.load(library: library)
    let document = SourceFile(
      name: "benchmark.xml", bytes: Array(BenchmarkCall.document().utf8))
    let regions = { @Sendable in RegionTables.load(library: library, reference: reference) }
    guard let call = CallLibrary(reading: [document]).call(BenchmarkCall.id()),
      let date = CalendarDate(year: 2027, month: 6, day: 1),
      let assessor = Assessor.make(
        for: call, strand: nil, at: .day(date), reference: reference, regions: regions
      ).assessor
    else { throw BenchmarkFailure("the call of the benchmark cannot be read") }
    self.assessor = assessor
    let places = PlaceNames(countries: reference.countries) { regions().tables.regions }
    var consortia: [Consortium] = []
    var problem: Diagnostic?
    ConsortiumReader(places: places).read(bytes, named: name) { reading in
      problem = problem ?? reading.diagnostics.first
      if let consortium = reading.consortium { consortia.append(consortium) }
    }
    if let problem { throw BenchmarkFailure("a made-up consortium is wrong: \(problem.message)") }
    self.consortia = consortia
  }

  init(_ bench: Workbench, count: Int) throws(BenchmarkFailure) {
    let path = try bench.file(.xml, count: count).path
    guard let file = try? Files.read(path, limit: 1 << 31) else {
      throw BenchmarkFailure("'\(path)' cannot be read")
    }
    try self.init(file.bytes, named: path, library: bench.library)
  }

  /// Which requirements each consortium does not meet: bit n for requirement n, from 0.
  public func assessed() throws(BenchmarkFailure) -> [UInt16] {
    var results: [UInt16] = []
    results.reserveCapacity(consortia.count)
    for consortium in consortia {
      var result: UInt16 = 0
      for (position, one) in assessor.assess(consortium).results.enumerated() {
        switch one.outcome {
        case .met: break
        case .notMet: result |= 1 << UInt16(position)
        case .cannotTell, .notApplicable:
          throw BenchmarkFailure("the outcome of '\(one.requirement.id)' is not definite")
        }
      }
      results.append(result)
    }
    return results
  }
}
