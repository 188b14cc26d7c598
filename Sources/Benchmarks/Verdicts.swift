import SourceText

/// The verdicts that a program printed, one for each consortium, in their order.
struct Verdicts: Equatable, Sendable {
  private(set) var count = 0
  private(set) var eligible = 0
  /// Tells sequences of verdicts apart (FNV-1a).
  private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(isEligible: Bool) {
    count += 1
    if isEligible { eligible += 1 }
    hash = (hash ^ (isEligible ? 1 : 2)) &* 0x100_0000_01B3
  }

  init() {}

  /// The verdicts that follow from which of the first `conditions` are not met.
  init(notMet results: [UInt16], conditions: Int = 16) {
    let mask = UInt16((1 << conditions) - 1)
    for result in results { add(isEligible: result & mask == 0) }
  }

  /// Reads what a program printed, a line for each consortium: an answer in JSON, or words between
  /// tabs of which one is the verdict.
  init(printedIn path: String) throws(BenchmarkFailure) {
    var line: [UInt8] = []
    do throws(FileProblem) {
      var stream = try FileStream(path)
      while let chunk = try stream.next() {
        var rest = chunk[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
          line += rest[..<end]
          rest = rest[(end + 1)...]
          guard addVerdict(in: line) else {
            throw FileProblem(path: path, reason: .failed("line \(count + 1) has no verdict"))
          }
          line.removeAll(keepingCapacity: true)
        }
        line += rest
      }
    } catch {
      throw BenchmarkFailure(error.diagnostic.message)
    }
  }

  private mutating func addVerdict(in line: [UInt8]) -> Bool {
    let word: ArraySlice<UInt8>?
    if line.first == UInt8(ascii: "{") {
      let key = Array("\"verdict\":\"".utf8)
      guard let start = Self.position(of: key, in: line) else { return false }
      word = line[(start + key.count)...].prefix { $0 != UInt8(ascii: "\"") }
    } else {
      word = line.split(separator: UInt8(ascii: "\t")).first {
        $0.elementsEqual("eligible".utf8) || $0.elementsEqual("not-eligible".utf8)
      }
    }
    guard let word else { return false }
    let isEligible = word.elementsEqual("eligible".utf8)
    guard isEligible || word.elementsEqual("not-eligible".utf8) else { return false }
    add(isEligible: isEligible)
    return true
  }

  private static func position(of word: [UInt8], in line: [UInt8]) -> Int? {
    guard line.count >= word.count else { return nil }
    return (0...(line.count - word.count)).first { start in
      line[start] == word[0] && line[start..<(start + word.count)].elementsEqual(word)
    }
  }

  /// The number of verdicts, if they are the same as those of the peer.
  func agreeing(with peer: Verdicts) throws(BenchmarkFailure) -> Int {
    guard self == peer else {
      throw BenchmarkFailure(
        "the verdicts differ: \(eligible) of \(count) eligible here, \(peer.eligible) of "
          + "\(peer.count) by the peer")
    }
    return count
  }
}
