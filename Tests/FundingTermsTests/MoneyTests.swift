import FundingTerms
import Testing

@Suite struct MoneyTests {
  @Test(arguments: [
    ("0", 0), ("5", 500), ("1365000.00", 136_500_000), ("4952732.50", 495_273_250),
    ("33225.9", 3_322_590), ("0.01", 1), ("007", 700),
    ("1000000000000000", 100_000_000_000_000_000),
    ("1000000000000000.00", 100_000_000_000_000_000),
    ("999999999999999.99", 99_999_999_999_999_999),
  ])
  func readsAmountsToTheCent(text: String, cents: Int64) throws {
    #expect(try Money(parsing: text).cents == cents)
  }

  @Test(arguments: [
    ("", Money.Mistake.empty), ("-5", .negative), ("\u{2212}5", .negative), ("1.234", .tooPrecise),
    ("0.0000000000000000000000000000000000000001", .tooPrecise),
    ("1000000000000000.01", .tooLarge), ("1000000000000001", .tooLarge),
    ("9223372036854775808", .tooLarge), ("99999999999999999999999999", .tooLarge),
    ("1,5", .comma), ("1,365,000", .comma), ("1.365.000,00", .comma), ("1 365 000", .grouped),
    ("1\u{A0}365", .grouped), ("1\u{202F}365", .grouped), ("1'365", .grouped),
    ("1\u{2019}365", .grouped), ("1_365", .grouped), ("1.365.000", .grouped),
    ("\u{20AC}5", .currency), ("5 \u{20AC}", .currency), ("EUR 5", .currency), ("5 EUR", .currency),
    ("$5", .currency), ("\u{A3}5", .currency), ("1.4e6", .exponent), ("1E6", .exponent),
    ("1.", .notANumber), (".5", .notANumber), ("+5", .notANumber), ("abc", .notANumber),
    ("-", .notANumber), (".", .notANumber), ("0x10", .currency), ("\u{FF11}", .notANumber),
    ("1\u{0}", .notANumber), ("\u{200B}1", .notANumber),
  ])
  func saysWhyATextIsNoAmount(text: String, mistake: Money.Mistake) {
    #expect(throws: mistake) { try Money(parsing: text) }
  }

  @Test(arguments: [
    (0, "0"), (5, "0.05"), (-5, "-0.05"), (-150, "-1.50"), (136_500_000, "1 365 000"),
    (495_273_250, "4 952 732.50"), (100_000, "1 000"), (99_999, "999.99"),
    (100_000_000_000_000_000, "1 000 000 000 000 000"),
  ])
  func writesAmountsAsCallsDo(cents: Int, text: String) {
    #expect(Digits.money(cents: Int128(cents)) == text)
  }

  @Test(arguments: [
    (74_995, 100_000, "74.99 %"), (999_999, 1_000_000, "99.99 %"), (3, 4, "75 %"),
    (495_273_250, 499_788_250, "99.09 %"), (755, 1000, "75.5 %"), (1, 3, "33.33 %"),
    (5, 4, "125 %"), (0, 7, "0 %"), (1, 1_000_000, "0 %"), (705, 10_000, "7.05 %"),
    (1, 0, nil), (-1, 4, nil),
  ])
  func cutsSharesAndNeverRoundsThem(part: Int, whole: Int, text: String?) {
    #expect(Digits.percent(Int128(part), of: Int128(whole)) == text)
  }

  @Test(arguments: [(0, "0"), (999, "999"), (1000, "1 000"), (-1_234_567, "-1 234 567")])
  func setsThousandsApart(number: Int, text: String) {
    #expect(Digits.grouped(number) == text)
  }

  @Test func saysNoShareWhereTheProductIsTooLarge() {
    #expect(Digits.percent(Int128.max / 2, of: 3) == nil)
    #expect(Digits.grouped(Int64.min) == "-9 223 372 036 854 775 808")
  }
}
