import FundingTerms

/// The heading of a column of costs: `personnel`, `personnel WP1`, `third-party-support for-smes`.
///
/// After the category stand the work package and whether the line supports innovation in small
/// firms directly; ` #2` tells the second such column from the first. A work package that could be
/// mistaken for one of these stands in quotes.
struct CostHeading: Hashable {
  /// The category; `nil` is written `uncategorised`.
  var category: CostCategory?
  var workPackage: String?
  var forSMEs: Bool?
  /// Which of several equal columns it is, from 1.
  var number = 1

  private static let unknownCategory = "uncategorised"
  private static let marks = [("for-smes", true), ("not-for-smes", false)]

  /// The headings without work packages, for those who mistyped one.
  static let plain = CostCategory.allCases.map(\.rawValue) + [unknownCategory]

  /// The heading under which a line of costs stands.
  init(of line: CostLine) {
    category = line.category
    workPackage = line.workPackage
    forSMEs = line.forSMEs
  }

  /// What a heading says; `nil` where it does not begin with a category of cost.
  init?(parsing text: String) {
    if let category = Self.category(named: text) {
      self.category = category
      return
    }
    guard let blank = text.firstIndex(of: " "),
      let category = Self.category(named: String(text[..<blank]))
    else { return nil }
    self.category = category
    var rest = text[text.index(after: blank)...]
    if let number = Self.takeNumber(from: &rest) { self.number = number }
    for (mark, truth) in Self.marks where rest == mark || rest.hasSuffix(" " + mark) {
      forSMEs = truth
      rest = rest.dropLast(rest == mark ? mark.count : mark.count + 1)
      break
    }
    guard !rest.isEmpty else { return }
    workPackage = Self.unquoted(rest)
  }

  /// The category that a word names, in any capitals and with blanks for hyphens; the inner `nil` is
  /// the unknown one.
  private static func category(named text: String) -> CostCategory?? {
    let word = text.lowercased().replacing(" ", with: "-")
    if word == unknownCategory { return .some(nil) }
    return CostCategory(rawValue: word).map { .some($0) }
  }

  private static func takeNumber(from rest: inout Substring) -> Int? {
    guard let sign = rest.lastIndex(of: "#"), let number = Int(rest[rest.index(after: sign)...]),
      (1...1_000_000).contains(number), rest[rest.index(after: sign)...].allSatisfy(\.isNumber)
    else { return nil }
    let before = rest[..<sign]
    guard before.isEmpty || before.hasSuffix(" ") else { return nil }
    rest = before.dropLast()
    return number
  }

  private static func unquoted(_ text: Substring) -> String {
    guard text.count >= 2, text.first == "\"", text.last == "\"" else { return String(text) }
    return String(text.dropFirst().dropLast()).replacing("\"\"", with: "\"")
  }

  /// The heading's text.
  var text: String {
    var parts = [category?.rawValue ?? Self.unknownCategory]
    if let workPackage { parts.append(Self.quotedIfNeeded(workPackage)) }
    if let mark = Self.marks.first(where: { $0.1 == forSMEs }) { parts.append(mark.0) }
    if number > 1 { parts.append("#\(number)") }
    return parts.joined(separator: " ")
  }

  private static func quotedIfNeeded(_ text: String) -> String {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    let isPlain =
      !text.contains("\"") && !words.contains("")
      && !words.contains { $0.hasPrefix("#") || $0 == marks[0].0 || $0 == marks[1].0 }
      // `third-party support`: the first words together must not name a category.
      && !words.indices.contains { category(named: words[...$0].joined(separator: " ")) != nil }
    return isPlain ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
