import SourceText
import Testing

@Suite struct NearMissTests {
  static let words = [
    "country", "region", "requested-grant", "total-cost", "kind", "less-developed",
    "third-party-support",
  ]

  @Test(arguments: [
    ("contry", "country"), ("Country", "country"), ("coutnry", "country"), ("regoin", "region"),
    ("requestedgrant", "requested-grant"), ("total-costs", "total-cost"), ("kin", "kind"),
    ("less-develloped", "less-developed"), ("third-party", nil), ("budget", nil), ("", nil),
    ("x", nil), ("third-partysupport", "third-party-support"),
  ])
  func findsTheWordThatWasMeant(wrong: String, word: String?) {
    #expect(NearMiss.nearest(to: wrong, in: Self.words) == word)
    #expect(NearMiss.help(for: wrong, in: Self.words) == word.map { "did you mean '\($0)'?" })
  }

  @Test func takesTheFirstOfEquallyNearWords() {
    #expect(NearMiss.nearest(to: "cat", in: ["bat", "hat"]) == "bat")
    #expect(NearMiss.nearest(to: "cat", in: ["bats", "hat", "cat"]) == "cat")
    #expect(NearMiss.nearest(to: String(repeating: "x", count: 100_000), in: ["x"]) == nil)
  }
}
