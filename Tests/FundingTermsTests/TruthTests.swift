import FundingTerms
import Testing

@Suite struct TruthTests {
  static let rows: [(Truth, Truth, both: Truth, either: Truth, agreed: Truth)] = [
    (.no, .no, .no, .no, .no), (.no, .unknown, .no, .unknown, .unknown),
    (.no, .yes, .no, .yes, .unknown), (.unknown, .no, .no, .unknown, .unknown),
    (.unknown, .unknown, .unknown, .unknown, .unknown),
    (.unknown, .yes, .unknown, .yes, .unknown), (.yes, .no, .no, .yes, .unknown),
    (.yes, .unknown, .unknown, .yes, .unknown), (.yes, .yes, .yes, .yes, .yes),
  ]

  @Test(arguments: rows)
  func joinsTruthsAsKleeneDoes(
    left: Truth, right: Truth, both: Truth, either: Truth, agreed: Truth
  ) {
    #expect((left && right) == both)
    #expect((left || right) == either)
    #expect(left.agreed(with: right) == agreed)
    #expect(!(left && right) == (!left || !right))
    #expect(!(!left) == left)
  }
}
