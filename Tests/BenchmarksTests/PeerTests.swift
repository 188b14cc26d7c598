import Benchmarks
import Foundation
import FundingCalls
import SourceText
import Testing

/// What the benchmark measures is the same work: the peers in C and this package agree.
@Suite struct PeerTests {
  static let count = 100

  private func results(_ form: ConsortiumForm, seed: UInt64) throws -> (
    own: OwnConsortia, peer: [UInt16]
  ) {
    let library = try #require(BuiltInLibrary.find().folder)
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("\(UUID().uuidString).\(form.rawValue)").path
    let bytes = form.file(count: Self.count, seed: seed)
    try Files.write(bytes, to: path)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return (
      try OwnConsortia(bytes, named: path, library: library),
      try PeerConsortia(reading: path, as: form).evaluated()
    )
  }

  @Test(arguments: [ConsortiumForm.xml, .jsonLines], [1, 2])
  func agreeOnEveryConditionOfEveryConsortium(form: ConsortiumForm, seed: UInt64) throws {
    let (own, peer) = try results(form, seed: seed)
    #expect(peer.count == Self.count)
    #expect(try own.assessed() == peer)
    var compiled = try CompiledConsortia(own)
    #expect(compiled.evaluated() == peer)
  }

  @Test func consortiaFailEachConditionAndSomeMeetAll() throws {
    let (_, peer) = try results(.xml, seed: 1)
    let failed = peer.reduce(0) { $0 | $1 }
    #expect(failed == 0b11_1111_1111)
    #expect((20...80).contains(peer.count { $0 == 0 }))
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
