import Consortia
import Eligibility
import FundingCalls
import RuleLanguage

/// Consortia as compiled rules see them: the facts of each in a store of its own.
public struct CompiledConsortia {
  private let assessor: CompiledAssessor
  private var facts: [CompactFacts]
  /// The facts that are looked at; between two consortia empty.
  private var desk: CompactFacts
  private var workspace = Workspace()

  /// The facts of consortia.
  public init(_ own: OwnConsortia) throws(BenchmarkFailure) {
    guard let assessor = CompiledAssessor(own.assessor), assessor.covered == assessor.ids.count
    else { throw BenchmarkFailure("the call of the benchmark cannot be compiled") }
    self.assessor = assessor
    desk = assessor.makeFacts()
    facts = own.consortia.map { consortium in
      var facts = assessor.makeFacts()
      assessor.fill(&facts, from: consortium)
      return facts
    }
  }

  /// Which requirements each consortium does not meet: bit n for requirement n, from 0. One that
  /// cannot be told sets bit 15.
  public mutating func evaluated() -> [UInt16] {
    var results = [UInt16](repeating: 0, count: facts.count)
    evaluate(results.indices, into: &results)
    return results
  }

  /// The same for some of them.
  mutating func evaluate(_ range: Range<Int>, into results: inout [UInt16]) {
    for index in range {
      // Facts are moved to one place and back: a copy would count further references to each column.
      swap(&facts[index], &desk)
      results[index] = evaluateDesk()
      swap(&facts[index], &desk)
    }
  }

  private mutating func evaluateDesk() -> UInt16 {
    assessor.run(over: desk, in: &workspace)
    let waived = desk.waived
    var result: UInt16 = 0
    for position in assessor.ids.indices {
      switch assessor.outcome(of: position, but: waived, in: &workspace) {
      case .met: break
      case .notMet: result |= 1 << UInt16(position)
      case .cannotTell, .notApplicable, nil: result |= 1 << 15
      }
    }
    return result
  }
}
