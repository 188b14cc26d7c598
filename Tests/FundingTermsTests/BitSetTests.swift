import FundingTerms
import Testing

@Suite struct BitSetTests {
  /// Numbers that are the same in every run.
  struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  @Test(arguments: [8, 63, 64, 65, 130, 300])
  func behavesLikeASetOfNumbers(limit: Int) {
    var numbers = Numbers(state: UInt64(limit))
    var mistakes = 0
    for _ in 0..<400 {
      func some() -> Set<Int> {
        Set(
          (0..<Int.random(in: 0...12, using: &numbers)).map { _ in
            Int.random(in: 0..<limit, using: &numbers)
          })
      }
      let (a, b) = (some(), some())
      var (x, y) = (BitSet(a), BitSet(b.sorted()))
      let isRight =
        Array(x) == a.sorted() && x.count == a.count && x.first == a.min()
        && x.isEmpty == a.isEmpty && x.only == (a.count == 1 ? a.first : nil)
        && Array(x.union(y)) == a.union(b).sorted()
        && Array(x.intersection(y)) == a.intersection(b).sorted()
        && Array(x.subtracting(y)) == a.subtracting(b).sorted()
        && x.isSubset(of: y) == a.isSubset(of: b) && x.isDisjoint(with: y) == a.isDisjoint(with: b)
        && (x == y) == (a == b)
      for member in b {
        x.remove(member)
        y.remove(member)
      }
      let rebuilt = BitSet(a.subtracting(b))
      if !isRight || x != rebuilt || x.hashValue != rebuilt.hashValue || y != BitSet() {
        mistakes += 1
      }
      if (0..<limit + 70).contains(where: { rebuilt.contains($0) != x.contains($0) }) {
        mistakes += 1
      }
    }
    #expect(mistakes == 0)
    #expect(Array(BitSet(below: limit)) == Array(0..<limit))
  }

  @Test func holdsNoNegativeNumbers() {
    var set = BitSet([-1, 0])
    set.remove(-5)
    #expect(Array(set) == [0])
    #expect(!set.contains(-1))
    #expect(BitSet(below: 0).isEmpty)
    #expect(BitSet(below: -3).isEmpty)
  }
}
