import FundingTerms
import SourceText

/// A single value as it stands in the text, before it is understood.
struct Scalar {
  /// How the text writes it.
  enum Form {
    /// Characters alone, as XML has them.
    case plain
    /// A number of JSON.
    case number
    /// A text of JSON, in quotes.
    case quoted
    /// `true` or `false` in JSON.
    case truth
  }

  let text: String
  let form: Form

  /// The value as a message shows it.
  var shown: String { "'\(PlainText.shown(text))'" }

  /// The value with its form, where that is what is wrong with it: `the text '36'`.
  var shownWithForm: String {
    switch form {
    case .plain, .truth: shown
    case .number: "the number \(shown)"
    case .quoted: "the text \(shown)"
    }
  }
}

/// Why a value is not one of its type.
struct ValueMistake: Error {
  /// What to do.
  let help: String?
  /// Whether the value would do in another form.
  var isOfForm = false
}

extension ValueType {
  /// Understands a value and hands it over.
  func take(_ scalar: Scalar, into draft: inout Draft, places: PlaceNames)
    throws(ValueMistake)
  {
    try checkForm(of: scalar)
    let text = scalar.text
    switch self {
    case .text(let set): set(&draft, try Visible.text(text))
    case .identifier(let set): set(&draft, try Visible.identifier(text))
    case .word(let set): set(&draft, try Visible.word(text))
    case .declared(let set): set(&draft, try Self.declared(scalar))
    case .money(let set): set(&draft, try Self.money(text))
    case .headcount(let set): set(&draft, try Self.headcount(text))
    case .percentage(let set): set(&draft, try Self.percentage(text))
    case .whole(let range, let set): set(&draft, try Self.whole(text, in: range))
    case .date(let set): set(&draft, try Self.date(text))
    case .truth(let set): set(&draft, try Self.truth(text))
    case .country(let set): set(&draft, try Self.country(text, places: places))
    case .region(let set): set(&draft, try Self.region(text, places: places))
    case .choice(_, let words, let set):
      guard set(&draft, text) else {
        throw ValueMistake(
          help: NearMiss.help(for: text, in: words)
            ?? "write one of: " + words.joined(separator: ", "))
      }
    }
  }

  /// Whether a value of the type may be written in a form.
  func takes(_ form: Scalar.Form) -> Bool {
    (try? checkForm(of: Scalar(text: "", form: form))) != nil
  }

  /// In JSON, each type has its own form: `"36"` is no number and `1` is no text. Amounts may be
  /// either, so that no program can spoil their cents.
  private func checkForm(of scalar: Scalar) throws(ValueMistake) {
    switch (self, scalar.form) {
    case (_, .plain), (.money, .number), (.money, .quoted), (.headcount, .number),
      (.headcount, .quoted), (.percentage, .number), (.percentage, .quoted), (.whole, .number),
      (.truth, .truth), (.declared, .truth):
      return
    case (.money, _), (.headcount, _), (.percentage, _), (.declared, .number), (.truth, .number):
      throw ValueMistake(help: "leave it out where it is not known", isOfForm: true)
    case (.whole, .quoted), (.truth, .quoted):
      throw ValueMistake(help: "write it without quotes", isOfForm: true)
    case (.whole, .truth): throw ValueMistake(help: "write the number in digits", isOfForm: true)
    case (_, .quoted): return
    case (_, .number), (_, .truth):
      throw ValueMistake(help: "put it in double quotes", isOfForm: true)
    }
  }

  private static func declared(_ scalar: Scalar) throws(ValueMistake) -> DeclaredFact.Value {
    switch scalar.text {
    case "true", "false":
      if scalar.form == .quoted {
        throw ValueMistake(help: "write it without quotes", isOfForm: true)
      }
      return .truth(scalar.text == "true")
    default: return .word(try Visible.word(scalar.text))
    }
  }

  private static func money(_ text: String) throws(ValueMistake) -> Money {
    do throws(Money.Mistake) { return try Money(parsing: text) } catch {
      throw ValueMistake(help: error.help)
    }
  }

  private static func headcount(_ text: String) throws(ValueMistake) -> Headcount {
    // A number of people is written as an amount is: digits, a point, at most two decimals.
    guard let number = try? Money(parsing: text) else {
      throw ValueMistake(help: "write annual work units with at most two decimals, as in '49.5'")
    }
    let headcount = Headcount(hundredths: number.cents)
    guard headcount <= .largest else {
      throw ValueMistake(help: "the largest number is \(Headcount.largest)")
    }
    return headcount
  }

  private static func percentage(_ text: String) throws(ValueMistake) -> Percentage {
    guard let percentage = Percentage(parsing: text) else {
      throw ValueMistake(help: "write digits with at most four decimals, as in '24.99'")
    }
    return percentage
  }

  private static func whole(_ text: String, in range: ClosedRange<Int>) throws(ValueMistake)
    -> Int
  {
    guard (1...10).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }),
      let number = Int(text), range.contains(number)
    else { throw ValueMistake(help: "write the number in digits alone") }
    return number
  }

  private static func date(_ text: String) throws(ValueMistake) -> CalendarDate {
    guard let date = CalendarDate(parsing: text) else {
      throw ValueMistake(help: "write year, month and day, as in '2021-11-30'")
    }
    return date
  }

  private static func truth(_ text: String) throws(ValueMistake) -> Bool {
    switch text {
    case "true": return true
    case "false": return false
    default: throw ValueMistake(help: "leave it out where it is not known")
    }
  }

  private static func country(_ text: String, places: PlaceNames) throws(ValueMistake)
    -> PlaceNames.Country
  {
    guard text.utf8.count == 2, let country = places.country(text) else {
      throw ValueMistake(help: "write the code of ISO 3166-1, as in 'FR', or 'XK' for Kosovo")
    }
    return country
  }

  private static func region(_ text: String, places: PlaceNames) throws(ValueMistake)
    -> RegionCode
  {
    if let region = RegionCode(text), places.state(region) != nil { return region }
    // NUTS has codes of its own for two countries.
    for (iso, nuts) in [("GR", "EL"), ("GB", "UK")] where text.uppercased().hasPrefix(iso) {
      let other = nuts + text.dropFirst(2).uppercased()
      guard let region = RegionCode(other), places.state(region) != nil else { continue }
      throw ValueMistake(help: "did you mean '\(other)'?")
    }
    throw ValueMistake(
      help: "write a code of NUTS 2016, 2021 or 2024, as in 'FRK2', or leave it out")
  }
}
