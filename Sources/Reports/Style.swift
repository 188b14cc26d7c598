/// How text looks on the output at hand: colour, marks and width.
public struct Style: Sendable {
  /// Whether to use colour.
  public var colour: Bool
  /// Whether to use marks beyond ASCII.
  public var unicode: Bool
  /// The columns to fill.
  public var width: Int

  /// A style; plain ASCII for files and pipes unless said otherwise.
  public init(colour: Bool = false, unicode: Bool = false, width: Int = 100) {
    self.colour = colour
    self.unicode = unicode
    self.width = min(max(width, 40), 120)
  }

  /// The colours in use, each with one meaning.
  enum Colour: String {
    case good = "32"
    case bad = "31"
    case open = "33"
    case faint = "2"
    case strong = "1"
  }

  func paint(_ text: String, _ colours: Colour...) -> String {
    guard colour, !text.isEmpty else { return text }
    return "\u{1B}[\(colours.map(\.rawValue).joined(separator: ";"))m\(text)\u{1B}[0m"
  }

  /// The mark in front of an outcome.
  func mark(_ outcome: String) -> String {
    switch outcome {
    case "met": paint(unicode ? "✓" : "+", .good)
    case "not-met": paint(unicode ? "✗" : "x", .bad)
    case "cannot-tell": paint("?", .open)
    default: paint("-", .faint)
    }
  }

  /// The separator between short things on one line.
  var dot: String { unicode ? " · " : " - " }

  /// A text broken into lines of the width, each but the first behind an indentation. Amounts and
  /// shares (`EUR 1 400 000`, `75 %`) are not torn apart.
  func wrapped(_ text: String, first: String = "", indentation: String) -> String {
    lines(text, first: first, indentation: indentation, width: width).joined(separator: "\n")
  }

  /// The lines of a text broken to some columns.
  func lines(_ text: String, first: String = "", indentation: String = "", width: Int) -> [String] {
    var lines: [String] = []
    var line = first
    var isEmpty = true
    for word in Self.unbreakable(text) {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = indentation
        isEmpty = true
      }
      line += isEmpty ? String(word) : " \(word)"
      isEmpty = false
    }
    lines.append(line)
    return lines
  }

  /// The words of a text, with what belongs to one figure as one word.
  private static func unbreakable(_ text: String) -> [String] {
    var words: [String] = []
    for word in text.split(separator: " ") {
      if let last = words.last, belongs(word, to: last) {
        words[words.count - 1] = "\(last) \(word)"
      } else {
        words.append(String(word))
      }
    }
    return words
  }

  private static func belongs(_ word: Substring, to last: String) -> Bool {
    func isDigit(_ character: Character?) -> Bool { character.map { "0"..."9" ~= $0 } ?? false }
    if last.hasSuffix("EUR") { return isDigit(word.first) }
    return isDigit(last.last) && (isDigit(word.first) || word.first == "%")
  }

  /// A text cut to some columns, with the cut shown.
  func cut(_ text: String, to width: Int) -> String {
    guard text.count > width else { return text }
    return text.prefix(max(width - (unicode ? 1 : 3), 0)) + (unicode ? "…" : "...")
  }

  /// A text filled up with spaces.
  func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
