import FundingTerms
import SourceText

/// A bar on a terminal's standard error that shows how far a long file is read; nothing elsewhere.
final class Progress {
  private let total: Int?
  private let isShown: Bool
  private var read = 0
  private var shownPercent = -1
  /// What is counted, as `topics`, and how many there are so far.
  private let noun: String
  private var things = 0

  /// A bar for a file; a file of which the size is not known shows what was read only.
  init(file: String, counting noun: String, quiet: Bool) {
    total = Files.size(of: file)
    self.noun = noun
    isShown = !quiet && StandardStreams.isTerminal(.error) && (total ?? .max) > 1 << 20
  }

  /// More bytes are read.
  func advance(by bytes: Int) {
    guard isShown else { return }
    read += bytes
    let percent = total.map { min(100, read * 100 / max($0, 1)) } ?? read >> 20
    guard percent != shownPercent else { return }
    shownPercent = percent
    let counted = "\(Digits.grouped(things)) \(noun)"
    guard total != nil else { return show("\(read >> 20) MB, \(counted)") }
    let bar = String(repeating: "#", count: percent / 5).padding(to: 20)
    show("[\(bar)] \(percent) %, \(counted)")
  }

  /// One more of what is counted.
  func count() { things += 1 }

  /// Makes room for other lines, and for the end.
  func clear() {
    guard isShown, shownPercent >= 0 else { return }
    shownPercent = -1
    StandardStreams.write(Array("\r\u{1B}[K".utf8), to: .error)
  }

  private func show(_ text: String) {
    StandardStreams.write(Array("\r\u{1B}[K\(text)".utf8), to: .error)
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: "-", count: Swift.max(0, width - count))
  }
}
