import FundingTerms
import SourceText

/// A bar on a terminal's standard error that shows how far long files are read, once that has taken
/// a second; nothing elsewhere.
final class Progress {
  private let total: Int?
  private let isShown: Bool
  private var read = 0
  private var shownPercent = -1
  /// What is counted, as `topics`, and how many there are so far.
  private let noun: String
  private var things = 0

  private let start = ContinuousClock.now

  /// A bar for some files; where the size of one is not known, it shows what was read only.
  init(files: [String], counting noun: String, quiet: Bool) {
    let sizes = files.map { Files.size(of: $0) }
    total = sizes.contains(nil) ? nil : sizes.reduce(0) { $0 + ($1 ?? 0) }
    self.noun = noun
    isShown = !quiet && StandardStreams.isTerminal(.error)
  }

  /// More bytes are read.
  func advance(by bytes: Int) {
    guard isShown else { return }
    read += bytes
    let percent = total.map { min(100, read * 100 / max($0, 1)) } ?? read >> 20
    guard percent != shownPercent, start.duration(to: .now) >= .seconds(1) else { return }
    shownPercent = percent
    let counted = "\(Digits.grouped(things)) \(noun)"
    guard total != nil else { return show("\(read >> 20) MB, \(counted)") }
    let bar = String(repeating: "#", count: percent / 5).padding(to: 20)
    show("[\(bar)] \(percent) %, \(counted)")
  }

  /// More of what is counted.
  func count(_ more: Int = 1) { things += more }

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
