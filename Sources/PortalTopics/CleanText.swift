import FundingCalls
import SourceText
import XMLReading

/// Cleans the texts of a portal.
enum CleanText {
  /// A text on one line: without control characters, marks of direction and other characters that
  /// do not show, wrong decodings mended where that is certain, one blank for several, and cut after
  /// `limit` characters. `nil` where nothing is left.
  static func line(_ text: String, limit: Int = 1000) -> String? {
    var plain = String.UnicodeScalarView()
    for scalar in mended(text).unicodeScalars {
      if scalar.properties.isWhitespace {
        plain.append(" ")
      } else if !PlainText.isHidden(scalar), scalar.value < 0xFFFE || scalar.value > 0xFFFF {
        plain.append(scalar)
      }
    }
    let line = plain.split(separator: " ").map { String($0) }.joined(separator: " ")
    guard !line.isEmpty else { return nil }
    return line.count <= limit ? line : line.prefix(limit - 1) + "…"
  }

  /// The text of a piece of HTML on one line.
  static func line(ofHTML html: String, limit: Int) -> String? {
    line(HTMLText(html).blocks.map(\.text).joined(separator: " "), limit: limit)
  }

  /// The blocks of a piece of HTML; empty where it has no text.
  static func blocks(ofHTML html: String) -> [ConditionsBlock] {
    // What the portal's own pages cut wrongly begins with the end of a tag.
    let start = html.hasPrefix("\">") ? html.dropFirst(2) : html[...]
    var left = 200_000
    var result: [ConditionsBlock] = []
    for block in HTMLText(String(start)).blocks where left > 0 {
      guard let text = line(block.text, limit: left) else { continue }
      left -= text.count
      let kind: ConditionsBlock.Kind =
        switch block.kind {
        case .heading: .heading
        case .paragraph: .paragraph
        case .item: .item
        }
      result.append(ConditionsBlock(kind, text))
    }
    return result
  }

  // MARK: - Wrong decodings

  /// A text in which UTF-8 that was read as windows-1252 (`Europeâ€™s`, `CafÃ©`) is mended, where
  /// nothing else can have been meant; more than once where it happened more than once.
  static func mended(_ text: String) -> String {
    var text = text
    for _ in 0..<3 {
      guard let better = mendedOnce(text) else { return text }
      text = better
    }
    return text
  }

  private static func mendedOnce(_ text: String) -> String? {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return nil }
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    var isMended = false
    var index = 0
    while index < scalars.count {
      if let (scalar, count) = meant(scalars, at: index) {
        result.append(scalar)
        index += count
        isMended = true
      } else {
        result.append(scalars[index])
        index += 1
      }
    }
    return isMended ? String(result) : nil
  }

  /// The scalar that some scalars were before they were decoded wrongly, and how many they are.
  private static func meant(_ scalars: [Unicode.Scalar], at index: Int) -> (Unicode.Scalar, Int)? {
    func byte(_ offset: Int) -> UInt32? {
      index + offset < scalars.count ? windowsByte(of: scalars[index + offset]) : nil
    }
    guard let first = byte(0), let second = byte(1), (0x80...0xBF).contains(second) else {
      return nil
    }
    switch first {
    case 0xC2 where second >= 0xA0: return Unicode.Scalar(second).map { ($0, 2) }
    case 0xC3:
      // A word in capitals that ends in Ã before a quote or a dash looks the same.
      let isWordEnd = index > 0 && scalars[index - 1].properties.isUppercase
      if isWordEnd, (0x91...0x97).contains(second) { return nil }
      return Unicode.Scalar(0x40 + second).map { ($0, 2) }
    case 0xE2:
      guard let third = byte(2), (0x80...0xBF).contains(third) else { return nil }
      let value = 0x2000 + (second - 0x80) * 64 + (third - 0x80)
      // Punctuation, the sign of the euro and that of a trade mark.
      guard (0x2010...0x203F).contains(value) || value == 0x20AC || value == 0x2122 else {
        return nil
      }
      return Unicode.Scalar(value).map { ($0, 3) }
    default: return nil
    }
  }

  /// The byte that a scalar has in windows-1252, or in Latin-1 where that has none.
  private static func windowsByte(of scalar: Unicode.Scalar) -> UInt32? {
    if (0x80...0xFF).contains(scalar.value) { return scalar.value }
    return windows.firstIndex(of: scalar).map { 0x80 + UInt32($0) }
  }

  /// The characters 80 to 9F of windows-1252; a blank where it has none.
  private static let windows = Array("€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ".unicodeScalars)
}
