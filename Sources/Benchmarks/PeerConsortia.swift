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

  /// Which conditions each consortium does not meet: bit n for condition n, from 0.
  public func evaluated() -> [UInt16] {
    let count = peer_set_count(set)
    return [UInt16](unsafeUninitializedCapacity: count) { buffer, written in
      peer_set_evaluate(set, buffer.baseAddress)
      written = count
    }
  }
}
