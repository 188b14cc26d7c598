import FundingTerms

/// Values as people write them in spreadsheets, and as spreadsheets write them to files.
enum TableValue {
  /// A list that is known to be empty.
  static let none = "none"
  /// Something that is there and of which nothing more is known.
  static let unknown = "?"

  /// The text without the blanks around it.
  static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let start = scalars.firstIndex(where: { !isBlank($0) }),
      let end = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(scalars[start...end])
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\u{A0}" || scalar == "\n" || scalar == "\r"
  }

  /// The words of a cell; blanks, commas, semicolons and lines stand between them.
  static func words(_ text: String) -> [String] {
    text.unicodeScalars.split { isBlank($0) || $0 == "," || $0 == ";" }.map(String.init)
  }

  /// A value as its type understands it.
  static func plain(_ text: String, as type: ValueType) throws(ValueMistake) -> String {
    switch type {
    case .text: return text
    case .identifier, .word, .date, .region: return trimmed(text)
    case .country: return trimmed(text).uppercased()
    case .money, .headcount, .whole: return try number(trimmed(text))
    case .percentage:
      let text = trimmed(text)
      return try number(text.hasSuffix("%") ? trimmed(String(text.dropLast())) : text)
    case .truth: return truth(trimmed(text))
    case .choice: return trimmed(text).lowercased().replacing(" ", with: "-")
    case .declared: return declared(trimmed(text))
    }
  }

  private static func truth(_ text: String) -> String {
    switch text.lowercased() {
    case "true", "yes": "true"
    case "false", "no": "false"
    default: text
    }
  }

  /// Spreadsheets write truths in capitals. A word that would be taken for one, or begins with an
  /// apostrophe, has an apostrophe before it.
  private static func declared(_ text: String) -> String {
    if text.hasPrefix("'") { return String(text.dropFirst()) }
    let small = text.lowercased()
    return small == "true" || small == "false" ? small : text
  }

  /// The cell for a declared word.
  static func cell(declared word: String) -> String {
    declared(word) == word ? word : "'" + word
  }

  // MARK: - Numbers

  /// A number with a point before its decimals and nothing between its thousands; a text that is no
  /// number stays as it is, for its type to say what is wrong.
  private static func number(_ text: String) throws(ValueMistake) -> String {
    var digits = text
    for mark in ["EUR", "€"] {
      if digits.hasPrefix(mark) { digits = trimmed(String(digits.dropFirst(mark.count))) }
      if digits.hasSuffix(mark) { digits = trimmed(String(digits.dropLast(mark.count))) }
    }
    let separators = digits.unicodeScalars.filter { !("0"..."9").contains($0) }
    guard !separators.isEmpty, separators.allSatisfy(isSeparator) else {
      return separators.isEmpty ? digits : text
    }
    let marks = separators.filter { $0 == "," || $0 == "." }
    let groups = separators.filter { $0 != "," && $0 != "." }
    guard Set(groups).count <= 1 else { return text }
    // The decimal sign stands once and last; whatever else there is stands between thousands.
    guard let last = marks.last else { return try ungrouped(digits, by: groups.first, of: text) }
    let others = marks.dropLast()
    if others.contains(last) {
      guard others.allSatisfy({ $0 == last }), groups.isEmpty else { return text }
      return try ungrouped(digits, by: last, of: text)
    }
    guard Set(others).count <= 1, others.isEmpty || groups.isEmpty, separators.last == last else {
      return text
    }
    let parts = digits.unicodeScalars.split(separator: last, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return text }
    let (whole, decimals) = (String(parts[0]), String(parts[1]))
    if others.isEmpty, groups.isEmpty, decimals.count == 3, (1...3).contains(whole.count),
      !whole.hasPrefix("0")
    {
      throw ValueMistake(
        help: "write '\(whole)\(decimals)', or two decimals: a sign before three digits may stand "
          + "between thousands or before decimals")
    }
    return try ungrouped(whole, by: others.first ?? groups.first, of: text) + "." + decimals
  }

  /// Digits without the sign between their thousands; each group but the first has three.
  private static func ungrouped(_ digits: String, by sign: Unicode.Scalar?, of text: String)
    throws(ValueMistake) -> String
  {
    guard let sign else { return digits }
    let groups = digits.unicodeScalars.split(separator: sign, omittingEmptySubsequences: false)
    guard let first = groups.first, (1...3).contains(first.count),
      groups.dropFirst().allSatisfy({ $0.count == 3 })
    else {
      throw ValueMistake(help: "write it without signs between thousands, as in '1365000.00'")
    }
    return groups.map(String.init).joined()
  }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ",", ".", "'", " ", "\u{A0}", "\u{202F}", "\u{2009}", "\u{2019}": true
    default: false
    }
  }
}
