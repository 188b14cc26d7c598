import Benchmarks
import Foundation
import FundingCalls
import SourceText
import Testing

/// What the benchmark measures is the same work: the peers in C and this package agree.
@Suite struct PeerTests {
  static let count = 200

  private func results(_ form: ConsortiumForm, seed: UInt64) throws -> (
    own: [UInt16], peer: [UInt16]
  ) {
    let library = try #require(BuiltInLibrary.find().folder)
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("\(UUID().uuidString).\(form.rawValue)").path
    let bytes = form.file(count: Self.count, seed: seed)
    try Files.write(bytes, to: path)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return (
      try OwnConsortia(bytes, named: path, library: library).assessed(),
      try PeerConsortia(reading: path, as: form).evaluated()
    )
  }

  @Test(arguments: [ConsortiumForm.xml, .jsonLines], [1, 2, 3])
  func agreeOnEveryConditionOfEveryConsortium(form: ConsortiumForm, seed: UInt64) throws {
    let (own, peer) = try results(form, seed: seed)
    #expect(own.count == Self.count)
    #expect(own == peer)
  }

  @Test func consortiaFailEachConditionAndSomeMeetAll() throws {
    let (own, _) = try results(.xml, seed: 1)
    let failed = own.reduce(0) { $0 | $1 }
    #expect(failed == 0b11_1111_1111)
    #expect((40...160).contains(own.count { $0 == 0 }))
  }

  @Test func theSameSeedMakesTheSameFile() {
    let file = ConsortiumForm.xml.file(count: 20, seed: 7)
    #expect(file == ConsortiumForm.xml.file(count: 20, seed: 7))
    #expect(file != ConsortiumForm.xml.file(count: 20, seed: 8))
  }
}

@Suite struct BenchmarkOptionTests {
  @Test(arguments: [
    (["--only"], "the option '--only' needs a value"),
    (["--format", "xml"], "'--format' is text or json, not 'xml'"),
    (["--seed", "x"], "'--seed' is a number, not 'x'"),
    (["--fast"], "there is no option '--fast'; '--help' lists them"),
  ])
  func refusesWhatItDoesNotKnow(arguments: [String], message: String) {
    #expect {
      _ = try BenchmarkOptions(arguments)
    } throws: { error in
      (error as? BenchmarkFailure)?.message == message
    }
  }
}
