/// Finds the word that somebody probably meant.
public enum NearMiss {
  /// The nearest of some words to a wrong one, if one is near enough: at most a third of the
  /// longer word's letters differ (two neighbours exchanged count as one), and of a single letter
  /// none. Of two that are equally
  /// near, the first in `words` wins.
  public static func nearest(to wrong: some StringProtocol, in words: some Sequence<String>)
    -> String?
  {
    let target = Array(wrong.lowercased().unicodeScalars.prefix(80))
    var best: (word: String, distance: Int)?
    for word in words {
      let letters = Array(word.lowercased().unicodeScalars.prefix(80))
      let longer = max(target.count, letters.count)
      let limit = min(longer < 2 ? 0 : max(1, longer / 3), (best?.distance).map { $0 - 1 } ?? .max)
      guard abs(target.count - letters.count) <= limit else { continue }
      let distance = editDistance(target, letters)
      if distance <= limit { best = (word, distance) }
    }
    return best?.word
  }

  /// "did you mean 'x'?" for the nearest word, or nothing.
  public static func help(for wrong: some StringProtocol, in words: some Sequence<String>)
    -> String?
  {
    nearest(to: wrong, in: words).map { "did you mean '\($0)'?" }
  }

  /// The number of letters to insert, drop, replace or exchange with their neighbour.
  static func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var twoAbove = [Int](repeating: 0, count: right.count + 1)
    var above = Array(0...right.count)
    for (i, a) in left.enumerated() {
      var row = [i + 1]
      for (j, b) in right.enumerated() {
        var cost = min(above[j] + (a == b ? 0 : 1), above[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a == right[j - 1], left[i - 1] == b {
          cost = min(cost, twoAbove[j - 1] + 1)
        }
        row.append(cost)
      }
      twoAbove = above
      above = row
    }
    return above[right.count]
  }
}
