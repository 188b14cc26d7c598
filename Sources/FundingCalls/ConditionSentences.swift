/// Finds the sentences of a text that state a condition: how many partners or countries, shares,
/// amounts, who only may or must.
///
/// It shows a person where to look and decides nothing: a sentence too many is read in a moment, so
/// in doubt it is given.
public enum ConditionSentences {
  /// The sentences that state a condition, each once, in the order of the text.
  public static func all(in blocks: [ConditionsBlock]) -> [String] {
    var seen = Set<String>()
    return blocks.filter { $0.kind != .heading }
      .flatMap { Sentences.of($0.text) }
      .filter { statesCondition($0) && seen.insert($0).inserted }
  }

  /// Whether a sentence states a condition.
  static func statesCondition(_ sentence: String) -> Bool {
    let words = sentence.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "%" }
    guard words.count > 2 else { return false }
    if words.contains(where: { tellingWords.contains(String($0)) || $0.hasSuffix("%") }) {
      return true
    }
    for (first, second) in zip(words, words.dropFirst()) {
      if tellingPairs.contains("\(first) \(second)") { return true }
      if isNumber(first), counted.contains(where: { second.hasPrefix($0) }) { return true }
      if ["eur", "euro"].contains(first), second.first?.isNumber == true { return true }
    }
    return sentence.contains("€")
  }

  private static func isNumber(_ word: Substring) -> Bool {
    word.allSatisfy(\.isNumber) || numbers.contains(String(word))
  }

  private static let tellingWords: Set<String> = [
    "must", "only", "shall", "minimum", "maximum", "coordinator", "coordinators", "exceptionally",
    "ineligible", "excluded", "mandatory", "obligatory", "compulsory",
  ]
  private static let tellingPairs: Set<String> = [
    "at least", "at most", "up to", "no more", "not more", "no less", "not less", "limited to",
    "restricted to", "not eligible", "are eligible", "is eligible", "be eligible", "more than",
    "less than", "per cent", "has to", "have to", "is required", "are required", "not exceed",
    "cannot participate", "may not", "required to", "requires the", "requires involvement",
  ]
  private static let numbers: Set<String> = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
  ]
  /// Beginnings of the words for what conditions count.
  private static let counted = [
    "applicant", "authorit", "beneficiar", "cit", "countr", "different", "entit", "independent",
    "legal", "member", "month", "organisation", "participant", "partner", "practitioner", "project",
    "region", "sme", "state", "year",
  ]
}

/// Cuts prose into sentences.
enum Sentences {
  /// The sentences of a text; notes in double brackets are sentences of their own, after the one in
  /// which they stand. A text that was flattened, so that no blank stands between its parts, is cut
  /// too where that can be seen.
  static func of(_ text: String) -> [String] {
    let (plain, notes) = withoutNotes(text)
    return cut(plain) + notes.flatMap { cut($0) }
  }

  /// The text without its notes in `[[…]]`, and the notes.
  private static func withoutNotes(_ text: String) -> (plain: String, notes: [String]) {
    var plain = ""
    var notes: [String] = []
    var rest = text[...]
    while let start = rest.firstRange(of: "[["),
      let end = rest[start.upperBound...].firstRange(of: "]]")
    {
      plain += rest[..<start.lowerBound]
      notes.append(String(rest[start.upperBound..<end.lowerBound]))
      rest = rest[end.upperBound...]
    }
    return (plain + rest, notes)
  }

  private static func cut(_ text: String) -> [String] {
    var sentences: [String] = []
    var sentence = ""
    func finish() {
      let words = sentence.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if words.contains(where: \.isLetter) { sentences.append(words) }
      sentence = ""
    }
    let characters = Array(text)
    for (index, character) in characters.enumerated() {
      if bullets.contains(character) {
        finish()
        continue
      }
      sentence.append(character)
      if ends(after: index, in: characters, sentence) { finish() }
    }
    finish()
    return sentences
  }

  private static let bullets: Set<Character> = ["▪", "•", "●", "◦", "‣", "\u{F0B7}"]
  /// What ends in a point and is not the end of a sentence.
  private static let abbreviations: Set<String> = [
    "art", "approx", "cf", "e.g", "eg", "etc", "i.e", "ie", "incl", "max", "min", "no", "nos", "nr",
    "p", "pp", "para", "resp", "sec", "vs",
  ]
  /// The last words of the portal's own headings, after which the text may go on without a blank.
  private static let headingEnds: Set<String> = [
    "annexes", "conditions", "countries", "criteria", "eligibility", "exclusion", "grants",
    "layout", "thresholds",
  ]

  /// Whether a sentence ends after a character.
  private static func ends(
    after index: Int, in characters: [Character], _ sentence: String
  ) -> Bool {
    guard index + 1 < characters.count else { return false }
    let (this, next) = (characters[index], characters[index + 1])
    let word = sentence.split(whereSeparator: \.isWhitespace).last ?? ""
    switch this {
    case "?", "!": return next.isWhitespace
    case ":": return next.isUppercase
    case ".":
      if abbreviations.contains(word.dropLast().lowercased().filter { $0 != "(" }) { return false }
      if word.count == 2, word.first?.isUppercase == true { return false }
      if next.isWhitespace {
        let after = characters[(index + 1)...].first { !$0.isWhitespace }
        return after.map { $0.isUppercase || "([“\"‘'".contains($0) || $0.isNumber } ?? false
          && !word.dropLast().allSatisfy(\.isNumber)
      }
      // A text that was flattened: `Annex 5.Eligible`, `the Annexes.described`.
      if word.dropLast().allSatisfy(\.isNumber) { return next.isUppercase }
      return next.isLetter && !word.lowercased().hasPrefix("www") && word.count > 3
        && word.dropLast().allSatisfy { $0.isLetter || $0 == ")" }
    case _ where next.isUppercase && this.isLowercase:
      return headingEnds.contains(word.lowercased())
    case _ where next.isNumber && this.isLowercase:
      // The number of the next heading: `Conditions2. Eligible`.
      return index + 2 < characters.count && characters[index + 2] == "."
    default: return false
    }
  }
}
