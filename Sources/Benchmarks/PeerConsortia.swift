import BenchmarkPeers

/// Consortia in the structs of the peer.
public final class PeerConsortia {
  private let set: OpaquePointer

  /// The consortia of a file.
  public init(reading path: String, as form: ConsortiumForm) throws(BenchmarkFailure) {
    let set = form == .xml ? peer_set_read_xml(path) : peer_set_read_json(path)
    guard let set else {
      throw BenchmarkFailure("the peer cannot read '\(path)'")
    }
    self.set = set
  }

  deinit { peer_set_free(set) }

  /// How many there are.
  public var count: Int { peer_set_count(set) }

  /// Which conditions each consortium does not meet: bit n for condition n, from 0.
  public func evaluated() -> [UInt16] {
    var results = [UInt16](repeating: 0, count: count)
    evaluate(results.indices, into: &results)
    return results
  }

  /// The same for some of them.
  func evaluate(_ range: Range<Int>, into results: inout [UInt16]) {
    results.withUnsafeMutableBufferPointer {
      peer_set_evaluate(
        set, range.lowerBound, range.count, $0.baseAddress?.advanced(by: range.lowerBound))
    }
  }
}
